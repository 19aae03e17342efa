//! The process: arguments, streams, environment, exit code. Everything else is the library.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;

use bluebook::cli::{self, Environment};
use bluebook::run::Stop;

fn main() -> ExitCode {
    let environment = Environment {
        cache_dir: cache_dir(),
        on_compile: tell_compile,
        renderer: program(RENDERER, &[]),
        pdf: program(PDF, PDF_BUILT),
        docker_config: docker_config(),
        on_terminal: io::stderr().is_terminal(),
        // https://no-color.org
        no_color: variable("NO_COLOR").is_some(),
        log_filter: variable("BLUEBOOK_LOG"),
        clock: now,
        input: || Box::new(io::stdin().lock()),
        stop: Stop::default(),
        on_signals: cli::stop_on_signals,
    };
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    let exit = cli::run(env::args_os(), &environment, &mut out, &mut err);
    // A reader that has gone away is no failure of ours.
    let _ = out.flush();
    ExitCode::from(exit.code())
}

/// Bytes of a component from which compiling takes seconds: a Rust probe has 0.2 MB, one with an interpreter
/// in it 1.8 (JavaScript, 3 s) or 18.8 (Python, 15 s).
const COMPILE_TOLD_BYTES_MIN: u64 = 1 << 20;

/// Says what a person waits for.
fn tell_compile(name: &str, n_bytes: u64) {
    if n_bytes >= COMPILE_TOLD_BYTES_MIN {
        let mib = n_bytes.div_ceil(1 << 20);
        let text = "第一次编译组件，要几秒 compiling a component, once; takes seconds";
        // If stderr is gone there is nobody to tell.
        let _ = writeln!(io::stderr(), "{text}: {name}（{mib} MiB）");
    }
}

#[expect(clippy::disallowed_methods, reason = "the one clock; everything below is handed it")]
fn now() -> SystemTime {
    SystemTime::now()
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// What the program that renders is called.
const RENDERER: &str = "bluebook-renderer";

/// What the program that sets reports on paper is called.
const PDF: &str = "bluebook-pdf";

/// Where cargo leaves it, as it is a workspace of its own: from the folder of this program when that
/// is `target/debug` or `target/release`.
const PDF_BUILT: &[&str] = &["../pdf/release", "../../host/pdf/target/release"];

/// A program of ours: beside this one, else where it is built, else the first on the path.
fn program(name: &str, built: &[&str]) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    let own = env::current_exe().ok().and_then(|own| own.parent().map(Path::to_path_buf));
    let near: Vec<PathBuf> = own
        .iter()
        .flat_map(|own| {
            [own.join(&name)]
                .into_iter()
                .chain(built.iter().map(|folder| own.join(folder).join(&name)))
        })
        .collect();
    let path = variable("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).map(|folder| folder.join(&name));
    near.into_iter().chain(on_path).find(|program| program.is_file())
}

/// `BLUEBOOK_CACHE`, else the user's cache directory, else none.
fn cache_dir() -> Option<PathBuf> {
    let below = |dir: String| PathBuf::from(dir).join("bluebook");
    variable("BLUEBOOK_CACHE")
        .map(PathBuf::from)
        .or_else(|| variable("XDG_CACHE_HOME").map(below))
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".cache/bluebook")))
}

/// `config.json` in `DOCKER_CONFIG`, else in `.docker` of the user's own folder.
fn docker_config() -> Option<PathBuf> {
    variable("DOCKER_CONFIG")
        .map(PathBuf::from)
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".docker")))
        .map(|folder| folder.join("config.json"))
}
