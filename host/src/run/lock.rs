//! `probes.lock`: the digests of the probes an operator has agreed to run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::model::Digest;

/// Name of the file, beside the probes.
const FILE: &str = "probes.lock";

/// What the file begins with.
const HEAD: &str = "\
# 已确认可运行的探针及其摘要；由 `bluebook probe lock` 写入，请勿手改。
# Probes agreed to, by digest; written by `bluebook probe lock`, not by hand.
";

/// The lock file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// It cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what `probe lock` writes.
    #[error("`{}` is not a lock file", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A digest in it is none.
    #[error("`{}`: the entry of `{file}` has no digest", path.display())]
    Digest {
        /// The lock file.
        path: PathBuf,
        /// The probe's file.
        file: String,
    },
    /// It cannot be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    #[serde(default)]
    probe: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contract: Option<String>,
}

/// A probe agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locked {
    /// Of its file.
    pub digest: Digest,
    /// Where it was had, if `probe add` brought it.
    pub source: Option<String>,
    /// What the source stood for then, by digest, where it may stand for something else later: a tag
    /// of a registry.
    pub resolved: Option<String>,
    /// The contract it was built for, if `probe add` brought it.
    pub contract: Option<String>,
}

/// Probes agreed to, by file name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<String, Locked>);

impl Lock {
    /// Reads the lock of a probe directory; a missing file is an empty lock.
    ///
    /// # Errors
    ///
    /// If the file is there and cannot be used.
    pub fn read(directory: &Path) -> Result<Self, LockError> {
        let path = directory.join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => return Err(LockError::Read { path, source }),
        };
        let file: File = toml::from_slice(&bytes)
            .map_err(|source| LockError::Parse { path: path.clone(), source: Box::new(source) })?;
        let entry = |entry: Entry| {
            let Entry { file, digest, source, resolved, contract } = entry;
            match digest.parse() {
                Ok(digest) => Ok((file, Locked { digest, source, resolved, contract })),
                Err(_) => Err(LockError::Digest { path: path.clone(), file }),
            }
        };
        file.probe.into_iter().map(entry).collect::<Result<_, _>>().map(Self)
    }

    /// Writes the lock of a probe directory, by rename.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn write(&self, directory: &Path) -> Result<(), LockError> {
        let path = directory.join(FILE);
        let probe = |(file, locked): (&String, &Locked)| Entry {
            file: file.clone(),
            digest: locked.digest.to_string(),
            source: locked.source.clone(),
            resolved: locked.resolved.clone(),
            contract: locked.contract.clone(),
        };
        let file = File { schema: 1, probe: self.0.iter().map(probe).collect() };
        let half = path.with_extension("lock.tmp");
        toml::to_string(&file)
            .map_err(std::io::Error::other)
            .and_then(|text| fs::write(&half, format!("{HEAD}{text}")))
            .and_then(|()| fs::rename(&half, &path))
            .map_err(|source| LockError::Write { path: path.clone(), source })
    }

    /// The digest agreed to for a file.
    pub fn get(&self, file: &str) -> Option<&Digest> {
        self.0.get(file).map(|locked| &locked.digest)
    }

    /// What is known of a file agreed to.
    pub fn entry(&self, file: &str) -> Option<&Locked> {
        self.0.get(file)
    }

    /// Agrees to a file. One that is the same as before was had where it was; one that was built of sources
    /// in `built_of` (an absolute folder) is still of the source it had, if that lies in there.
    pub fn set(&mut self, file: &str, digest: Digest, built_of: Option<&Path>) {
        if self.get(file) != Some(&digest) {
            let source = self.0.remove(file).and_then(|then| then.source);
            let lies_there =
                |source: &String| built_of.is_some_and(|of| Path::new(source).starts_with(of));
            let source = source.filter(lies_there);
            self.add(file, Locked { digest, source, resolved: None, contract: None });
        }
    }

    /// Agrees to a file that was had somewhere.
    pub fn add(&mut self, file: &str, locked: Locked) {
        self.0.insert(file.to_owned(), locked);
    }

    /// Agrees to a file no longer.
    pub fn remove(&mut self, file: &str) {
        self.0.remove(file);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Lock, Locked};
    use crate::model::Digest;

    #[track_caller]
    fn check(source: &str, built_of: Option<&str>, is_kept: bool) {
        let mut lock = Lock::default();
        let (old, new) = (Digest::of(b"old"), Digest::of(b"new"));
        let source = Some(source.to_owned());
        let locked = Locked { digest: old, source: source.clone(), resolved: None, contract: None };
        lock.add("a.wasm", locked);
        lock.set("a.wasm", old, None);
        assert_eq!(lock.entry("a.wasm").unwrap().source, source);
        lock.set("a.wasm", new, built_of.map(Path::new));
        let entry = lock.entry("a.wasm").unwrap();
        assert_eq!((entry.digest, entry.source.is_some()), (new, is_kept));
    }

    #[test]
    fn what_is_built_again_of_its_source_keeps_it() {
        check("/probes/a", Some("/probes/a"), true);
        check("/probes/a", Some("/probes"), true);
        check("/probes/ab", Some("/probes/a"), false);
        check("/probes/a", None, false);
        check("oci://r.test/a", Some("/probes"), false);
        check("a", Some("/probes"), false);
    }
}
