//! Probes of languages that bring an interpreter: the sources are gathered, and the componentizer that
//! the SDK pins makes a component of them. Nothing is made again of sources that are as they were.

mod javascript;
mod project;
mod python;
mod sources;
mod tool;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use self::project::Project;
use self::sources::Sources;
use super::{BuildError, SCHEMAS, Script, create_dir, schemas, write_component};

/// Bytes of a tool's words that are shown: its last ones, where the error is.
const SAID_BYTES_MAX: usize = 4_000;

/// A probe in JavaScript or Python, and where to put it.
#[derive(Debug, Clone)]
pub struct Scripted<'a> {
    /// Its folder.
    pub dir: &'a Path,
    /// Its language.
    pub language: Script,
    /// Where what is made on the way is kept.
    pub target_dir: &'a Path,
    /// Where the component goes.
    pub out_dir: &'a Path,
    /// Whether the componentizer may be fetched.
    pub offline: bool,
}

/// Makes the component `<name>.wasm`, hyphens of the name as underscores.
///
/// # Errors
///
/// See [`BuildError`].
pub fn build_scripted(scripted: &Scripted<'_>) -> Result<PathBuf, BuildError> {
    let Scripted { dir, language, target_dir, out_dir, .. } = scripted;
    let project = Project::read(dir, *language)?;
    let sources = Sources::gather(dir, &project)?;
    let schemas = schemas(&dir.join(SCHEMAS))?;
    let kept = target_dir.join("scripted");
    let component = kept.join(project.file());
    let stamp = component.with_extension("digest");
    let digest = sources.digest();
    let is_made = fs::read(&stamp).is_ok_and(|made_of| made_of == digest.as_bytes());
    if !is_made || !component.is_file() {
        create_dir(&kept)?;
        make(scripted, &project, &sources, &component)?;
        write(&stamp, digest.as_bytes())?;
    }
    create_dir(out_dir)?;
    let out = out_dir.join(project.file());
    write_component(read(&component)?, schemas, &out)?;
    Ok(out)
}

/// Lays the sources out, lets the tool work on them, and puts its output in place of the old one.
fn make(
    scripted: &Scripted<'_>,
    project: &Project,
    sources: &Sources,
    component: &Path,
) -> Result<(), BuildError> {
    let tool = tool::installed(scripted, project)?;
    // Of this process alone: another may build the same probe.
    let process = std::process::id();
    let stage = component.with_extension(format!("{process}.sources"));
    let made = component.with_extension(format!("{process}.part"));
    sources.lay_out(&stage)?;
    let command = match scripted.language {
        Script::JavaScript => javascript::componentize(&tool, &stage, &made),
        Script::Python => python::componentize(&tool, &stage, &made),
    };
    let ran = run(command, tool::of(scripted.language).program);
    // What is left lies below the probe's own folder and is laid out anew each time.
    let _ = fs::remove_dir_all(&stage);
    let output = ran?;
    if !output.status.success() {
        return Err(BuildError::Componentize {
            tool: tool::of(scripted.language).name,
            dir: scripted.dir.to_owned(),
            said: readable(&said(&output)),
        });
    }
    let failed = |source| BuildError::File { verb: "write", path: component.to_owned(), source };
    fs::rename(&made, component).map_err(failed)
}

/// Runs a tool to its end.
fn run(mut command: Command, tool: &str) -> Result<Output, BuildError> {
    let failed = |source| BuildError::Tool { tool: tool.to_owned(), source };
    command.stdin(Stdio::null()).output().map_err(failed)
}

/// The last words of a tool.
fn said(output: &Output) -> String {
    let words = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    let from = words.len().saturating_sub(SAID_BYTES_MAX);
    String::from_utf8_lossy(words.get(from..).unwrap_or(words)).into_owned()
}

/// Without the tool's own stack, which says nothing to the author of a probe.
fn readable(said: &str) -> String {
    let own = said.split("\nStack backtrace:").next().unwrap_or(said);
    let own = own.rsplit_once("AssertionError: ").map_or(own, |(_, error)| error);
    own.trim().to_owned()
}

fn read(path: &Path) -> Result<Vec<u8>, BuildError> {
    fs::read(path).map_err(|source| BuildError::File {
        verb: "read",
        path: path.to_owned(),
        source,
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BuildError> {
    create_dir(path.parent().unwrap_or(path))?;
    fs::write(path, bytes).map_err(|source| BuildError::File {
        verb: "write",
        path: path.to_owned(),
        source,
    })
}
