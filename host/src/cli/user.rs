//! `bluebook user`: who may log in to `bluebook serve`.

use std::io::{BufRead as _, Read as _};

use super::args::{Common, UserCommand, UserName, UserRole};
use super::{Code, Environment, Failed, Streams};
use crate::report::{Align, Table, clean};
use crate::serve::{ACCOUNTS_FILE, Accounts, AccountsError, Role};

/// Bytes of a line with a password; the accounts take fewer.
const LINE_BYTES_MAX: u64 = 8 << 10;

pub(crate) fn user(
    common: &Common,
    command: &UserCommand,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let path = common.rounds.join(ACCOUNTS_FILE);
    let mut accounts = Accounts::open(&path).map_err(accounts_failed)?;
    match command {
        UserCommand::Add(UserRole { name: UserName { name }, role }) => {
            let password = password(environment, streams)?;
            std::fs::create_dir_all(&common.rounds)
                .map_err(|error| Failed::new(Code::AccountsUnusable, error))?;
            accounts.add(name, *role, &password).map_err(accounts_failed)?;
            say(name, *role, streams)
        }
        UserCommand::Role(UserRole { name: UserName { name }, role }) => {
            accounts.set_role(name, *role).map_err(accounts_failed)?;
            say(name, *role, streams)
        }
        UserCommand::Remove(UserName { name }) => {
            accounts.remove(name).map_err(accounts_failed)?;
            writeln!(streams.out, "已删除 removed {}", clean(name))?;
            Ok(())
        }
        UserCommand::List => list(&accounts, streams),
    }
}

fn say(name: &str, role: Role, streams: &mut Streams<'_>) -> Result<(), Failed> {
    writeln!(streams.out, "{} {} {role}", clean(name), role.zh())?;
    Ok(())
}

fn list(accounts: &Accounts, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let head = ["姓名 name", "角色 role", ""].map(str::to_owned).to_vec();
    let row = |(name, role): (&str, Role)| {
        vec![clean(name), role.name().to_owned(), role.zh().to_owned()]
    };
    let rows = std::iter::once(head).chain(accounts.iter().map(row)).collect();
    Table { align: vec![Align::Left; 3], rows }.write(&mut streams.out)?;
    Ok(())
}

fn accounts_failed(error: AccountsError) -> Failed {
    let hint = error.hint();
    Failed::of(error).hint(hint)
}

/// The first line that is typed or comes from stdin; a terminal does not show it.
fn password(environment: &Environment, streams: &mut Streams<'_>) -> Result<String, Failed> {
    write!(streams.err, "密码 password: ")?;
    streams.err.flush()?;
    let unread = |error: std::io::Error| Failed::new(Code::FileUnreadable, error);
    let mut line = Vec::new();
    let quiet = Quiet::begin();
    let read = (environment.input)().take(LINE_BYTES_MAX).read_until(b'\n', &mut line);
    drop(quiet);
    writeln!(streams.err)?;
    read.map_err(unread)?;
    let line = String::from_utf8(line).map_err(|error| Failed::new(Code::FileUnreadable, error))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A terminal that does not show what is typed, until this is dropped.
#[cfg(unix)]
struct Quiet(Option<rustix::termios::Termios>);

#[cfg(unix)]
impl Quiet {
    /// Where stdin is no terminal nothing is shown as it is.
    fn begin() -> Self {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let Ok(before) = tcgetattr(std::io::stdin()) else { return Self(None) };
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        let is_set = tcsetattr(std::io::stdin(), OptionalActions::Flush, &quiet).is_ok();
        Self(is_set.then_some(before))
    }
}

#[cfg(unix)]
impl Drop for Quiet {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        if let Some(before) = &self.0 {
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
        }
    }
}

#[cfg(not(unix))]
struct Quiet;

#[cfg(not(unix))]
impl Quiet {
    fn begin() -> Self {
        Self
    }
}
