//! The componentizer an SDK pins: found where it was installed, installed where it is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::project::Project;
use super::{Scripted, python, read, run, said, write};
use crate::{BuildError, Script, create_dir};

/// The file of an installed tool with what was pinned then; written last.
const INSTALLED: &str = ".installed";

/// What makes components of a language.
#[derive(Debug)]
pub(super) struct Tool {
    /// Its name, and that of its folder.
    pub(super) name: &'static str,
    /// The program it is run by.
    pub(super) program: &'static str,
    /// The SDK's file that pins it, with everything it brings.
    pub(super) pinned: &'static str,
}

/// The tool of a language.
pub(super) fn of(language: Script) -> &'static Tool {
    match language {
        Script::JavaScript => &Tool {
            name: "componentize-qjs",
            program: "node",
            pinned: "componentizer/package-lock.json",
        },
        Script::Python => &Tool {
            name: "componentize-py",
            program: "python3",
            pinned: "componentizer/requirements.txt",
        },
    }
}

/// The folder of the tool, installed. Beside the SDK's clone, where all probes share it, else in the probe's own
/// target directory.
pub(super) fn installed(scripted: &Scripted<'_>, project: &Project) -> Result<PathBuf, BuildError> {
    let tool = of(scripted.language);
    let pinned = read(&project.sdk.join(tool.pinned))?;
    let sdk = project.sdk.canonicalize().unwrap_or_else(|_| project.sdk.clone());
    let clone = sdk.join("../..").canonicalize().unwrap_or_else(|_| sdk.join("../.."));
    let shared = clone.join("Cargo.toml").is_file();
    let target = if shared { clone.join("target") } else { scripted.target_dir.to_owned() };
    let dir = target.join("tools").join(tool.name);
    if fs::read(dir.join(INSTALLED)).is_ok_and(|then| then == pinned) {
        return Ok(dir);
    }
    if scripted.offline {
        return Err(BuildError::Offline { tool: tool.name, dir });
    }
    // Whole or not at all: another process may install it, or this one be stopped.
    let part = dir.with_extension(std::process::id().to_string());
    // What an earlier process of this number left.
    let _ = fs::remove_dir_all(&part);
    create_dir(&part)?;
    let installed = match scripted.language {
        Script::JavaScript => install_node(&part, &project.sdk),
        Script::Python => install_python(&part, &project.sdk),
    };
    let whole = match installed {
        Ok(None) => write(&part.join(INSTALLED), &pinned),
        Ok(Some(said)) => Err(BuildError::Install { tool: tool.name, dir: dir.clone(), said }),
        Err(error) => Err(error),
    };
    if whole.is_err() {
        // What was begun is in nobody's way.
        let _ = fs::remove_dir_all(&part);
        whole?;
    }
    let _ = fs::remove_dir_all(&dir);
    // Another process was first, with the same thing.
    if fs::rename(&part, &dir).is_err() && !dir.join(INSTALLED).is_file() {
        let said = "the folder is in use".to_owned();
        return Err(BuildError::Install { tool: tool.name, dir, said });
    }
    Ok(dir)
}

/// Installs with npm; gives what it said if it failed.
fn install_node(dir: &Path, sdk: &Path) -> Result<Option<String>, BuildError> {
    for file in ["package.json", "package-lock.json"] {
        write(&dir.join(file), &read(&sdk.join("componentizer").join(file))?)?;
    }
    let mut npm = Command::new("npm");
    // Nothing of it is run while it is installed.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(dir);
    done(npm, "npm")
}

/// Installs with pip into an environment of its own; gives what failed said.
fn install_python(dir: &Path, sdk: &Path) -> Result<Option<String>, BuildError> {
    let tool = of(Script::Python);
    let mut venv = Command::new(tool.program);
    venv.args(["-m", "venv"]).arg(dir);
    if let Some(said) = done(venv, tool.program)? {
        return Ok(Some(said));
    }
    let mut pip = Command::new(python::interpreter(dir));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(["--only-binary", ":all:", "--requirement"])
        .arg(sdk.join(tool.pinned));
    done(pip, tool.program)
}

/// Runs an installer; gives what it said if it failed.
fn done(command: Command, program: &str) -> Result<Option<String>, BuildError> {
    let output = run(command, program)?;
    Ok((!output.status.success()).then(|| said(&output)))
}
