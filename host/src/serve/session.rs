//! Logging in and out, and who one is.

use axum::http::{HeaderValue, header};
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::app::App;
use super::call::Call;
use super::gate::Mode;
use super::problem::{self, Problem};
use super::role::Role;
use super::sessions::Secret;

#[derive(Debug, Serialize)]
struct Session<'s> {
    /// `local` or `accounts`.
    mode: &'static str,
    person: Option<&'s str>,
    role: Option<Role>,
    /// What requests that change something send along.
    csrf: Option<&'s str>,
    /// Version of the program.
    program: &'static str,
}

/// What is sent to log in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogIn {
    name: String,
    #[serde(default)]
    password: String,
}

fn mode(app: &App) -> &'static str {
    match app.gate.mode {
        Mode::Local { .. } => "local",
        Mode::Accounts(_) => "accounts",
    }
}

const PROGRAM: &str = concat!("bluebook ", env!("CARGO_PKG_VERSION"));

/// Who is asking.
pub(super) fn who(app: &App, call: &Call) -> Result<Answer, Problem> {
    let asker = &call.asker;
    Answer::json(&Session {
        mode: mode(app),
        person: asker.person.as_deref(),
        role: asker.role,
        csrf: asker.token.as_deref(),
        program: PROGRAM,
    })
}

/// Begins a session.
pub(super) fn log_in(app: &App, call: &Call) -> Result<Answer, Problem> {
    let LogIn { name, password } = call.json()?;
    let begun = app.gate.log_in((&name, &password), &call.asker, call.now_ms);
    let (secret, role) = begun.inspect_err(|_| app.counters.log_in_refused())?;
    let answer = Answer::json(&Session {
        mode: mode(app),
        person: Some(name.trim()),
        role: Some(role),
        csrf: Some(&secret.token()),
        program: PROGRAM,
    })?;
    Ok(answer.with(header::SET_COOKIE, cookie(app, Some(&secret))?))
}

/// Ends the session.
pub(super) fn log_out(app: &App, call: &Call) -> Result<Answer, Problem> {
    app.gate.log_out(&call.asker);
    Ok(Answer::nothing().with(header::SET_COOKIE, cookie(app, None)?))
}

fn cookie(app: &App, secret: Option<&Secret>) -> Result<HeaderValue, Problem> {
    HeaderValue::from_str(&app.gate.cookie(secret))
        .map_err(|error| Problem::of(problem::INSIDE, &error))
}
