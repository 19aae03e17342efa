//! What both journals do with an entry: into a frame, its leaf, its lock, and what is wrong with it.

use std::fs::File;
use std::path::Path;

use super::error::{BadFrame, StoreError};
use super::format::{self, Stored};
use super::frame::{HEAD_BYTES, PAYLOAD_BYTES_MAX, Place};
use super::{lock, merkle};
use crate::model::Digest;

/// The entry's payload behind room for a head.
pub(super) fn framed(path: &Path, entry: &impl Stored) -> Result<Vec<u8>, StoreError> {
    let frame = format::encode(entry, vec![0; HEAD_BYTES])
        .map_err(|source| StoreError::Encode { path: path.to_owned(), source })?;
    let n_bytes = frame.len() - HEAD_BYTES;
    if n_bytes > PAYLOAD_BYTES_MAX {
        return Err(StoreError::TooLarge { path: path.to_owned(), n_bytes });
    }
    Ok(frame)
}

/// The leaf of a frame that [`framed`] made.
pub(super) fn leaf_of(frame: &[u8]) -> Digest {
    merkle::leaf(frame.get(HEAD_BYTES..).unwrap_or_default())
}

/// The frame that starts at `start` cannot be taken.
pub(super) fn bad_frame(path: &Path, start: Place, source: impl Into<BadFrame>) -> StoreError {
    let Place { offset, frame, .. } = start;
    StoreError::JournalDamaged { path: path.to_owned(), frame, offset, source: source.into() }
}

/// Takes the file's lock, which goes with the file.
pub(super) fn take_lock(path: &Path, file: &File) -> Result<(), StoreError> {
    match lock::take(file) {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::InUse { path: path.to_owned() }),
        Err(source) => Err(StoreError::Lock { path: path.to_owned(), source }),
    }
}
