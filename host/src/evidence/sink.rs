//! Where looks go as they come: one archive for all that collect side by side.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use super::{Capture, EvidenceError, FailedLook, WarcWriter};

/// Keeps what was looked at. Calls block on the disk.
pub trait EvidenceSink: Send + Sync + fmt::Debug {
    /// Keeps a capture. It is safe from the end of the process when this returns, and from the
    /// loss of power after [`Self::sync`].
    ///
    /// # Errors
    ///
    /// If it could not be kept.
    fn keep_page(&self, capture: &Capture) -> Result<(), EvidenceError>;

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
}

/// A WARC archive that several threads append to.
#[derive(Debug)]
pub struct WarcSink {
    writer: Mutex<WarcWriter>,
}

impl WarcSink {
    /// A sink into `writer`'s archive.
    pub fn new(writer: WarcWriter) -> Self {
        Self { writer: Mutex::new(writer) }
    }

    /// Does `work` with the writer. A panic while it was held left whole records: the writer
    /// puts a capture into the file with one call.
    fn with<T>(&self, work: impl FnOnce(&mut WarcWriter) -> T) -> T {
        work(&mut self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl EvidenceSink for WarcSink {
    fn keep_page(&self, capture: &Capture) -> Result<(), EvidenceError> {
        self.with(|writer| writer.append(capture))
    }

    fn keep_failure(&self, look: &FailedLook) -> Result<(), EvidenceError> {
        self.with(|writer| writer.append_failure(look))
    }

    fn sync(&self) -> Result<(), EvidenceError> {
        self.with(WarcWriter::sync)
    }
}
