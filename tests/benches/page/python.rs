//! Python libraries that benchmarks compare with: installed from the package index, below the target
//! directory, and never needed by a test.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The interpreter of an environment below the target directory that has `packages`, each
/// pinned as `name==version`; made where it is not there yet. An error says what is missing on
/// this machine.
pub(crate) fn environment(packages: &[&str]) -> Result<PathBuf, String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("no target directory")?;
    let dir = target.join("bench-venv");
    let python = dir.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&dir))?;
    }
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(packages))?;
    Ok(python)
}

/// Runs a command to its end; an error is the last thing it said.
pub(crate) fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("cannot start {name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{name}: {}", said.lines().last().unwrap_or("failed and said nothing")))
}
