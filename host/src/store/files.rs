//! The small files of a round beside its journal, and where its pages are.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::StoreError;
use super::log;

/// What the names of evidence begin with.
pub(super) const EVIDENCE_PREFIX: &str = "pages";

/// Bytes of a small file of a round that are read: a seal of 3,000 regions has 300 KB.
const SMALL_BYTES_MAX: u64 = 16 << 20;

/// The pages a round kept beside its journal, in the order they were begun.
///
/// # Errors
///
/// If the directory cannot be read.
pub fn archives_in(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let unread = |source| StoreError::ReadFile { path: dir.to_owned(), source };
    let mut paths = Vec::new();
    for entry in dir.read_dir().map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(EVIDENCE_PREFIX) && name.ends_with(".warc.gz") {
            paths.push(path);
        }
    }
    // `pages.warc.gz` was begun before `pages-00002.warc.gz`, though it sorts behind it.
    paths.sort_by_cached_key(|path| (path.as_os_str().len(), path.clone()));
    Ok(paths)
}

/// Reads a small file of a round; `None` if it is not there.
///
/// # Errors
///
/// If it is there and cannot be read.
pub fn read_small(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    let failed = |source| StoreError::ReadFile { path: path.to_owned(), source };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(failed(source)),
    };
    let mut bytes = Vec::new();
    file.take(SMALL_BYTES_MAX).read_to_end(&mut bytes).map_err(failed)?;
    Ok(Some(bytes))
}

/// Writes a small file of a round so that it is there whole or not at all.
///
/// # Errors
///
/// If the disk fails.
pub fn write_small(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let half = path.with_extension("tmp");
    let written = File::create(&half)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&half, path))
        .and_then(|()| log::sync_name(path));
    written.map_err(|source| StoreError::WriteFile { path: path.to_owned(), source })
}

pub(super) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, StoreError> {
    let parse = |bytes: Vec<u8>| {
        serde_json::from_slice(&bytes)
            .map_err(|source| StoreError::ParseFile { path: path.to_owned(), source })
    };
    read_small(path)?.map(parse).transpose()
}

pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), StoreError> {
    let mut text = serde_json::to_vec_pretty(value)
        .map_err(|source| StoreError::ParseFile { path: path.to_owned(), source })?;
    text.push(b'\n');
    write_small(path, &text)
}
