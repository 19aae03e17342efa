//! What a request passes before anything is done for it: host, origin, rate, session, role, token.

mod origin;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use data_encoding::BASE64;
use tokio::sync::Semaphore;

use self::origin::{check_host, check_origin};
use super::accounts::{Account, Accounts};
use super::call::role_needed;
use super::limits::{LOGINS_AT_ONCE_MAX, Limits};
use super::problem::{self, Problem};
use super::rates::{Key, Rates};
use super::role::Role;
use super::routes::Route;
use super::sessions::{NoRandom, Secret, Sessions};
use crate::model::Digest;

/// The header in which pages of ours send the token of a session.
const TOKEN_HEADER: &str = "x-bluebook-token";

/// Names of the cookie. `__Host-` makes browsers insist on TLS, this host alone, and every path.
const COOKIE_SECURE: &str = "__Host-bluebook";
const COOKIE_PLAIN: &str = "bluebook";

/// Who asks.
#[derive(Debug, Clone, Default)]
pub(super) struct Asker {
    /// By name, if the name is known.
    pub(super) person: Option<String>,
    /// What they may do; `None` before logging in.
    pub(super) role: Option<Role>,
    /// What they send along with requests that change something.
    pub(super) token: Option<String>,
    /// The secret that was sent, whether it opens a session or not.
    pub(super) secret: Option<Secret>,
    /// Where from.
    pub(super) address: String,
}

/// Whom a server lets in.
#[derive(Debug)]
pub(super) enum Mode {
    /// Whoever sits at this machine, who may do everything.
    Local {
        /// Their name, if it was given.
        person: Option<String>,
    },
    /// Whoever has an account in a file, which may change while the server runs.
    Accounts(PathBuf),
}

/// The gate.
#[derive(Debug)]
pub(super) struct Gate {
    pub(super) mode: Mode,
    /// Hosts that requests may name; any if empty.
    pub(super) hosts: Vec<String>,
    /// Whether browsers reach us over TLS.
    pub(super) is_secure: bool,
    pub(super) behind_proxy: bool,
    limits: Limits,
    sessions: Mutex<Sessions>,
    rates: Mutex<Rates>,
    logins: Semaphore,
    /// What whoever sits at this machine sends along before giving a name.
    local: Secret,
}

impl Gate {
    pub(super) fn new(mode: Mode, limits: &Limits) -> Result<Self, NoRandom> {
        Ok(Self {
            mode,
            hosts: Vec::new(),
            is_secure: false,
            behind_proxy: false,
            limits: limits.clone(),
            sessions: Mutex::new(Sessions::new(limits)),
            rates: Mutex::default(),
            logins: Semaphore::new(LOGINS_AT_ONCE_MAX),
            local: Secret::new()?,
        })
    }

    /// Whether a request may go on, and who asks.
    pub(super) fn pass(
        &self,
        route: &Route,
        parts: &Parts,
        peer: IpAddr,
        now_ms: u64,
    ) -> Result<Asker, Problem> {
        check_host(parts, &self.hosts)?;
        if route.method.changes() {
            check_origin(parts, self.is_secure)?;
        }
        let asker = self.asker(&parts.headers, peer, now_ms / 1_000)?;
        self.count(&asker, now_ms)?;
        let asker = match (&asker.role, basic(&parts.headers)) {
            (None, Some((name, password))) if route.takes_basic => {
                let account = self.check_password((&name, &password), &asker.address, now_ms)?;
                Asker { person: Some(name), role: Some(account.role), ..asker }
            }
            _ => asker,
        };
        if let Some(needed) = route.role {
            match asker.role {
                None => return Err(Problem::new(problem::LOGIN_NEEDED)),
                Some(role) if role < needed => return Err(role_needed(needed)),
                Some(_) => {}
            }
        }
        if route.needs_token {
            let sent = parts.headers.get(TOKEN_HEADER).map(|value| Digest::of(value.as_bytes()));
            let own = asker.token.as_ref().map(|token| Digest::of(token.as_bytes()));
            if own.is_none() || sent != own {
                let hint = "`GET /api/session` gives it as `csrf`";
                return Err(Problem::new(problem::CSRF_TOKEN).hint(Some(hint)));
            }
        }
        Ok(asker)
    }

    /// Logs somebody in; gives the secret of a session that did not exist before, whatever the
    /// browser sent.
    pub(super) fn log_in(
        &self,
        (name, password): (&str, &str),
        asker: &Asker,
        now_ms: u64,
    ) -> Result<(Secret, Role), Problem> {
        let name = name.trim();
        let (role, mark) = match &self.mode {
            Mode::Local { .. } if name.is_empty() => return Err(Problem::bad("no name is given")),
            Mode::Local { .. } => (Role::Operator, local_mark()),
            Mode::Accounts(_) => {
                let account = self.check_password((name, password), &asker.address, now_ms)?;
                (account.role, account.mark())
            }
        };
        let secret = Secret::new().map_err(|error| Problem::of(problem::INSIDE, &error))?;
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = &asker.secret {
            sessions.end(before);
        }
        sessions.begin(&secret, name, mark, now_ms / 1_000);
        Ok((secret, role))
    }

    /// Ends the session of an asker.
    pub(super) fn log_out(&self, asker: &Asker) {
        if let Some(secret) = &asker.secret {
            self.sessions.lock().unwrap_or_else(PoisonError::into_inner).end(secret);
        }
    }

    /// The cookie that keeps a session, or that ends it.
    pub(super) fn cookie(&self, secret: Option<&Secret>) -> String {
        let (name, secure) =
            if self.is_secure { (COOKIE_SECURE, "; Secure") } else { (COOKIE_PLAIN, "") };
        let (value, age) = match secret {
            Some(secret) => (secret.text(), self.limits.session_seconds),
            None => ("", 0),
        };
        format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict{secure}")
    }

    /// Sessions there are.
    pub(super) fn n_sessions(&self) -> usize {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner).n()
    }

    fn asker(&self, headers: &HeaderMap, peer: IpAddr, now: u64) -> Result<Asker, Problem> {
        let name = if self.is_secure { COOKIE_SECURE } else { COOKIE_PLAIN };
        let secret = cookie_of(headers, name).and_then(Secret::sent);
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let found = secret.as_ref().and_then(|secret| sessions.find(secret, now));
        drop(sessions);
        let address = self.address(headers, peer);
        let unknown = Asker { secret: secret.clone(), address, ..Asker::default() };
        let token = secret.as_ref().map(Secret::token);
        match (&self.mode, found) {
            (Mode::Local { .. }, Some((person, _))) => {
                let (person, role) = (Some(person), Some(Role::Operator));
                Ok(Asker { person, role, token, ..unknown })
            }
            (Mode::Local { person }, None) => {
                let (role, token) = (Some(Role::Operator), Some(self.local.token()));
                Ok(Asker { person: person.clone(), role, token, ..unknown })
            }
            (Mode::Accounts(_), None) => Ok(unknown),
            (Mode::Accounts(_), Some((person, mark))) => {
                let accounts = self.accounts()?;
                // Removed, or with another password: the session is over.
                let Some(account) = accounts.get(&person).filter(|one| one.mark() == mark) else {
                    return Ok(unknown);
                };
                Ok(Asker { person: Some(person), role: Some(account.role), token, ..unknown })
            }
        }
    }

    /// Whoever sits at this machine is not counted: they would only hold up themselves.
    fn count(&self, asker: &Asker, now_ms: u64) -> Result<(), Problem> {
        if matches!(self.mode, Mode::Local { .. }) {
            return Ok(());
        }
        let key = match (&asker.secret, asker.role) {
            (Some(secret), Some(_)) => Key::Session(secret.digest()),
            (Some(_) | None, _) => Key::Address(asker.address.clone()),
        };
        self.take(key, self.limits.requests_per_minute, now_ms)
    }

    fn take(&self, key: Key, per_minute: u32, now_ms: u64) -> Result<(), Problem> {
        let mut rates = self.rates.lock().unwrap_or_else(PoisonError::into_inner);
        rates
            .take(key, per_minute, now_ms)
            .map_err(|seconds| Problem::new(problem::TOO_MANY).retry_after(seconds))
    }

    fn check_password(
        &self,
        (name, password): (&str, &str),
        address: &str,
        now_ms: u64,
    ) -> Result<Account, Problem> {
        let per_minute = self.limits.logins_per_minute;
        self.take(Key::LoginFrom(address.to_owned()), per_minute, now_ms)?;
        self.take(Key::LoginAs(name.to_owned()), per_minute, now_ms)?;
        let busy = |_| Problem::new(problem::BUSY).retry_after(1);
        let _permit = self.logins.try_acquire().map_err(busy)?;
        let known = self.accounts()?.get(name).cloned();
        let account = known.unwrap_or_else(Account::nobody);
        if account.is_opened_by(password) {
            return Ok(account);
        }
        tracing::warn!("log-in refused from {address}");
        Err(Problem::new(problem::LOGIN_NEEDED).detail("姓名或密码不对 name or password is wrong"))
    }

    fn accounts(&self) -> Result<Accounts, Problem> {
        let Mode::Accounts(path) = &self.mode else {
            return Err(Problem::new(problem::NOT_FOUND));
        };
        Accounts::open(path).map_err(|error| {
            let hint = error.hint();
            Problem::of(problem::STORE, &error).hint(hint)
        })
    }

    /// Where a request comes from: the last address that a proxy of ours added, else the peer.
    fn address(&self, headers: &HeaderMap, peer: IpAddr) -> String {
        let forwarded = headers.get_all("x-forwarded-for").iter().next_back();
        let last = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next());
        let told = last.and_then(|text| text.trim().parse::<IpAddr>().ok());
        told.filter(|_| self.behind_proxy).unwrap_or(peer).to_string()
    }
}

fn local_mark() -> Digest {
    Digest::of(b"local")
}

/// The value of a cookie.
fn cookie_of<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

/// Name and password of RFC 7617.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let bytes = BASE64.decode(text.strip_prefix("Basic ")?.trim().as_bytes()).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (name, password) = text.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}
