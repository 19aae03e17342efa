//! Other people's tools, which `tests/tools/setup.sh` installs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// `BLUEBOOK_TOOLS`, else `target/tools`.
#[expect(clippy::disallowed_methods, reason = "where tools are is said by the environment")]
pub fn folder() -> PathBuf {
    env::var("BLUEBOOK_TOOLS").map_or_else(|_| crate::root().join("target/tools"), PathBuf::from)
}

/// A program of one of the sets `check` and `pywb` in the folder `BLUEBOOK_TOOLS`, else in
/// `target/tools`. `None`, said on stderr, where it is absent.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn tool(test: &str, set: &str, program: &str) -> Option<PathBuf> {
    let tools = folder();
    let path = tools.join(set).join("bin").join(program);
    if !path.is_file() {
        eprintln!("skipped {test}: no {program} in {} (tests/tools/setup.sh)", tools.display());
        return None;
    }
    Some(path)
}

/// A program of the system, by name. `None`, said on stderr, where it is absent.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn system_tool(test: &str, program: &str) -> Option<PathBuf> {
    if Command::new(program).arg("--version").output().is_err() {
        eprintln!("skipped {test}: this system has no {program}");
        return None;
    }
    Some(PathBuf::from(program))
}

/// A Chromium of the system, as a path: playwright looks for none. `None`, said on stderr, where there is
/// none.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn chromium(test: &str) -> Option<PathBuf> {
    let starts = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(starts);
    let Some(name) = found else {
        eprintln!("skipped {test}: this system has no Chromium");
        return None;
    };
    let output = Command::new("sh").arg("-c").arg(format!("command -v {name}")).output();
    let path = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    Some(path.map_or_else(|_| PathBuf::from(name), PathBuf::from))
}

/// The folder of the Node modules that `tests/tools/setup.sh` installs. `None`, said on stderr,
/// where one of `packages` is absent.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn node_modules(test: &str, packages: &[&str]) -> Option<PathBuf> {
    let tools = folder();
    let folder = tools.join("node");
    let absent = |package: &&&str| !folder.join("node_modules").join(package).is_dir();
    if let Some(package) = packages.iter().find(absent) {
        eprintln!("skipped {test}: no {package} in {} (tests/tools/setup.sh)", folder.display());
        return None;
    }
    Some(folder)
}

/// Runs a tool that must succeed, for its stdout.
///
/// # Panics
///
/// If it cannot be started or fails.
#[track_caller]
#[expect(clippy::panic, reason = "this is an assertion")]
pub fn run(command: &mut Command) -> Vec<u8> {
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (said, cried) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?}: {status}\n{said}\n{cried}");
    stdout
}

/// A script of `tests/tools`.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tools").join(name)
}

/// What a test needs to drive a real browser.
#[derive(Debug)]
pub struct Browser {
    /// Runs the scripts of `tests/tools`.
    pub node: PathBuf,
    /// The system's own browser; playwright brings none.
    pub chromium: PathBuf,
    /// The folder of playwright-core and axe-core.
    pub modules: PathBuf,
}

/// Node, a Chromium, and the modules that `tests/tools/setup.sh` installs. `None`, said on
/// stderr, where one of them is absent.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub fn browser(test: &str) -> Option<Browser> {
    let node = system_tool(test, "node")?;
    let chromium = ["chromium", "chromium-browser", "google-chrome"].map(PathBuf::from);
    let starts = |program: &PathBuf| Command::new(program).arg("--version").output().is_ok();
    let Some(chromium) = chromium.into_iter().find(starts) else {
        eprintln!("skipped {test}: this system has no Chromium");
        return None;
    };
    let modules = node_modules(test, &["playwright-core", "axe-core"])?;
    Some(Browser { node, chromium: which(&chromium), modules })
}

/// The program as a path: playwright looks for none.
fn which(program: &Path) -> PathBuf {
    let found =
        Command::new("sh").arg("-c").arg(format!("command -v {}", program.display())).output();
    let path = found.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    path.map_or_else(|_| program.to_owned(), PathBuf::from)
}
