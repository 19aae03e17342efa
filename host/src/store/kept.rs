//! Files that people hand in with reviews and objections, kept beside the round by digest.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::files::write_small;
use crate::model::Digest;

/// The folder in the directory of a round. Its files are named in events, whose root covers
/// them by digest.
const KEPT_DIR: &str = "reviews-files";

/// Bytes of one file: a screenshot of a long page or a scanned letter has a few MB.
pub const KEPT_BYTES_MAX: u64 = 32 << 20;

/// Keeps a copy of the file at `path` in the directory `dir` of a round; gives its digest.
///
/// # Errors
///
/// If it cannot be read, is larger than [`KEPT_BYTES_MAX`], or the disk fails.
pub fn keep_file(dir: &Path, path: &Path) -> Result<Digest, StoreError> {
    let failed = |source| StoreError::ReadFile { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(KEPT_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > KEPT_BYTES_MAX {
        return Err(StoreError::KeptTooLarge { path: path.to_owned() });
    }
    keep_bytes(dir, &bytes)
}

/// The same for bytes that are here already, at most [`KEPT_BYTES_MAX`].
///
/// # Errors
///
/// If the disk fails.
pub fn keep_bytes(dir: &Path, bytes: &[u8]) -> Result<Digest, StoreError> {
    let digest = Digest::of(bytes);
    let kept = kept_path(dir, &digest);
    if !kept.exists() {
        let folder = dir.join(KEPT_DIR);
        fs::create_dir_all(&folder)
            .map_err(|source| StoreError::CreateDir { path: folder, source })?;
        write_small(&kept, bytes)?;
    }
    Ok(digest)
}

/// Where a kept file is.
pub fn kept_path(dir: &Path, digest: &Digest) -> PathBuf {
    dir.join(KEPT_DIR).join(digest.hex())
}

/// Whether a file is kept and still what its name says.
///
/// # Errors
///
/// If it is there and cannot be read.
pub fn is_kept(dir: &Path, digest: &Digest) -> Result<bool, StoreError> {
    let path = kept_path(dir, digest);
    match fs::read(&path) {
        Ok(bytes) => Ok(Digest::of(&bytes) == *digest),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(StoreError::ReadFile { path, source }),
    }
}
