//! The program as a process of its own, for tests that kill it or watch its memory.
//!
//! Cargo names a package's own binaries to its tests and no others, hence this second
//! door to the same [`bluebook::cli::run`].

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::SystemTime;

use bluebook::cli::{self, Environment};
use bluebook::model::{Act, Digest, Quarantine, ReviewEvent, ReviewHeader};
use bluebook::run::Stop;
use bluebook::store::ReviewLog;

fn main() -> ExitCode {
    if let Some(dir) = variable("BLUEBOOK_TEST_REVIEWS") {
        record_forever(Path::new(&dir));
    }
    let environment = Environment {
        cache_dir: variable("BLUEBOOK_CACHE").map(Into::into),
        on_compile: |_, _| {},
        renderer: None,
        pdf: None,
        docker_config: None,
        on_terminal: false,
        no_color: true,
        log_filter: None,
        clock: now,
        input: || Box::new(io::stdin().lock()),
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

/// Records one review after the other and says each number once it is on the disk, until killed.
#[expect(clippy::unwrap_used, reason = "whoever reads the numbers notices the end")]
fn record_forever(dir: &Path) {
    let person = variable("BLUEBOOK_TEST_PERSON").unwrap_or_default();
    let header = ReviewHeader { round: "2019".to_owned(), opening: Digest::of(b"opening") };
    let (mut log, _) = ReviewLog::open(dir, &header).unwrap();
    for n in 0.. {
        let reason = format!("{person}-{}-{n}", std::process::id());
        let quarantine = Quarantine { family: "f".to_owned(), criterion: None, reason };
        let reason = quarantine.reason.clone();
        let act = Act::Quarantined(quarantine);
        let at = "2019-03-01T00:00:00Z".to_owned();
        let event = ReviewEvent { person: person.clone(), at, act };
        let (mut locked, _) = log.lock().unwrap();
        let number = locked.append(&event).unwrap();
        drop(locked);
        let mut out = io::stdout();
        writeln!(out, "{number} {reason};").and_then(|()| out.flush()).unwrap();
    }
}

#[expect(clippy::disallowed_methods, reason = "a process has a clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

#[expect(clippy::disallowed_methods, reason = "a process has an environment")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}
