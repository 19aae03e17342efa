//! Where looks go as they come: one archive for all that collect side by side.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::segments::Segments;
use super::{Capture, EvidenceError, FailedLook, View};
use crate::model::Digest;

/// Keeps what was looked at. Calls block on the disk.
pub trait EvidenceSink: Send + Sync + fmt::Debug {
    /// Keeps a capture and gives the digest of its body, which has to be known for that. It is safe
    /// from the end of the process when this returns, and from the loss of power after
    /// [`Self::sync`].
    ///
    /// # Errors
    ///
    /// If it could not be kept.
    fn keep_page(&self, capture: &Capture) -> Result<Digest, EvidenceError>;

    /// Keeps a page that a browser made, and what it showed of it; as [`Self::keep_page`].
    ///
    /// # Errors
    ///
    /// If it could not be kept.
    fn keep_rendering(&self, capture: &Capture, view: &View) -> Result<Digest, EvidenceError>;

    /// Keeps a look that failed; as [`Self::keep_page`].
    ///
    /// # Errors
    ///
    /// If it could not be kept.
    fn keep_failure(&self, look: &FailedLook) -> Result<(), EvidenceError>;

    /// Waits until everything kept is on the medium.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    fn sync(&self) -> Result<(), EvidenceError>;

    /// Waits likewise and writes what makes the archive easy to open, at the end of a
    /// collection. More may be kept afterwards.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    fn finish(&self) -> Result<(), EvidenceError> {
        self.sync()
    }
}

/// The archive of a round, which several threads append to.
#[derive(Debug)]
pub struct WarcSink {
    segments: Mutex<Segments>,
}

impl WarcSink {
    pub(super) fn new(segments: Segments) -> Self {
        Self { segments: Mutex::new(segments) }
    }

    /// Does `work` with the files. A panic while they were held left whole records: the writer
    /// puts a capture into the file with one call.
    fn with<T>(&self, work: impl FnOnce(&mut Segments) -> T) -> T {
        work(&mut self.segments.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl EvidenceSink for WarcSink {
    fn keep_page(&self, capture: &Capture) -> Result<Digest, EvidenceError> {
        self.with(|segments| segments.append(capture))
    }

    fn keep_rendering(&self, capture: &Capture, view: &View) -> Result<Digest, EvidenceError> {
        self.with(|segments| segments.append_rendering(capture, view))
    }

    fn keep_failure(&self, look: &FailedLook) -> Result<(), EvidenceError> {
        self.with(|segments| segments.append_failure(look))
    }

    fn sync(&self) -> Result<(), EvidenceError> {
        self.with(Segments::sync)
    }

    fn finish(&self) -> Result<(), EvidenceError> {
        self.with(Segments::finish)
    }
}
