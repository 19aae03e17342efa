//! What a component is made of: the probe's files, the SDK's, and the lines that join them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::project::Project;
use super::{javascript, python, read, tool, write};
use crate::{BuildError, Script};

/// Folders of a probe that hold no sources: what was built, what was installed, pages, lines of manifests.
const LEFT_OUT: [&str; 6] =
    ["target", "node_modules", "__pycache__", "venv", "fixtures", "manifest"];

/// Files of one probe; an author's folder that holds more is not what was meant.
const FILES_MAX: usize = 2_000;

/// Folders in folders.
const DEPTH_MAX: usize = 12;

/// Files by their path in the folder that the componentizer is given.
#[derive(Debug)]
pub(super) struct Sources {
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// What is pinned, so that another componentizer makes another component.
    pinned: Vec<u8>,
}

impl Sources {
    /// Reads everything.
    pub(super) fn gather(dir: &Path, project: &Project) -> Result<Self, BuildError> {
        let pinned = read(&project.sdk.join(tool::of(project.language).pinned))?;
        let mut sources = Self { files: BTreeMap::new(), pinned };
        let (suffixes, sdk, entry): (&[&str], _, _) = match project.language {
            Script::JavaScript => {
                (&["js", "mjs", "json"], javascript::sdk(), javascript::entry(project))
            }
            Script::Python => (&["py", "json"], python::sdk(), python::entry(project)),
        };
        sources.add(dir, Path::new(""), &mut |path| has_suffix(path, suffixes), 0)?;
        let (from, to, also) = sdk;
        let is_sdks = |path: &Path| has_suffix(path, suffixes) || has_suffix(path, also);
        sources.add(&project.sdk.join(from), Path::new(to), &mut { is_sdks }, 0)?;
        let (name, text) = entry;
        sources.files.insert(PathBuf::from(name), text.into_bytes());
        Ok(sources)
    }

    fn add(
        &mut self,
        from: &Path,
        to: &Path,
        is_source: &mut dyn FnMut(&Path) -> bool,
        depth: usize,
    ) -> Result<(), BuildError> {
        let failed = |source| BuildError::File { verb: "read", path: from.to_owned(), source };
        for entry in fs::read_dir(from).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if name.starts_with('.') || LEFT_OUT.contains(&name) {
                continue;
            }
            if path.is_dir() && depth < DEPTH_MAX {
                self.add(&path, &to.join(name), is_source, depth + 1)?;
            } else if path.is_file() && is_source(&path) {
                if self.files.len() >= FILES_MAX {
                    let lacks = format!("more than {FILES_MAX} sources");
                    return Err(BuildError::Project { path: from.to_owned(), lacks });
                }
                self.files.insert(to.join(name), read(&path)?);
            }
        }
        Ok(())
    }

    /// A digest of everything; equal sources have equal ones.
    pub(super) fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let parts = self.files.iter().map(|(path, bytes)| (path.to_string_lossy(), bytes));
        for (path, bytes) in parts.chain([("".into(), &self.pinned)]) {
            hash.update((path.len() as u64).to_le_bytes());
            hash.update(path.as_bytes());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        hash.finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing to a String does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// Writes them into a folder of their own.
    pub(super) fn lay_out(&self, dir: &Path) -> Result<(), BuildError> {
        self.files.iter().try_for_each(|(path, bytes)| write(&dir.join(path), bytes))
    }
}

fn has_suffix(path: &Path, suffixes: &[&str]) -> bool {
    let suffix = path.extension().and_then(|suffix| suffix.to_str());
    suffix.is_some_and(|suffix| suffixes.contains(&suffix))
}
