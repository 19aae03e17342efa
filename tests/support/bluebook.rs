//! The program as a process of its own, for tests that kill it or watch its memory.
//!
//! Cargo names a package's own binaries to its tests and no others, hence this second
//! door to the same [`bluebook::cli::run`].

use std::env;
use std::fs;
use std::io;
use std::process::ExitCode;
use std::time::SystemTime;

use bluebook::cli::{self, Environment};
use bluebook::run::Stop;

fn main() -> ExitCode {
    let environment = Environment {
        cache_dir: variable("BLUEBOOK_CACHE").map(Into::into),
        renderer: None,
        on_terminal: false,
        no_color: true,
        log_filter: None,
        clock: now,
        stop: Stop::default(),
        on_signals: cli::stop_on_signals,
    };
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let exit = cli::run(env::args_os(), &environment, &mut out, &mut err);
    if let Some(path) = variable("BLUEBOOK_TEST_MEMORY") {
        // The peak is only known inside the process, at its end.
        let status = fs::read("/proc/self/status").unwrap_or_default();
        let _ = fs::write(path, status);
    }
    ExitCode::from(exit.code())
}

#[expect(clippy::disallowed_methods, reason = "a process has a clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

#[expect(clippy::disallowed_methods, reason = "a process has an environment")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}
