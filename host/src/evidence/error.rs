//! What can go wrong with an archive.

use std::io;
use std::path::{Path, PathBuf};

use super::CodingError;

/// An operation on an archive that failed.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// The file cannot be opened.
    #[error("cannot open archive `{}`", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be read.
    #[error("cannot read archive `{}` at byte {offset}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Where reading stopped.
        offset: u64,
        /// Why.
        source: io::Error,
    },
    /// No record of the file can be read: it is no WARC file, or a torn one.
    #[error("no record of archive `{}` can be read", path.display())]
    NoRecord {
        /// The file.
        path: PathBuf,
        /// What is wrong with the first.
        source: Box<EvidenceError>,
    },
    /// The file cannot be written.
    #[error("cannot write archive `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process writes to the file.
    #[error("archive `{}` is in use by another process", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be continued: it is no archive with a gzip member a record.
    #[error("`{}` is no archive that can be continued", path.display())]
    NotContinuable {
        /// The file.
        path: PathBuf,
        /// What to do.
        hint: &'static str,
    },
    /// A file of a round's archive is damaged elsewhere than at the end of the last, so it is
    /// not continued.
    #[error("archive `{}` is damaged and is not continued", path.display())]
    NotWhole {
        /// The file.
        path: PathBuf,
        /// The damage.
        source: Box<EvidenceError>,
        /// What to do.
        hint: &'static str,
    },
    /// A file of a round's archive is not there, though later ones are.
    #[error("archive `{}` is missing", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is a zip file, and no WACZ that can be read.
    #[error("`{}` is no WACZ that can be read", path.display())]
    Wacz {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// An archive lies compressed or encrypted in its WACZ, which the format advises against.
    #[error("archive `{}` lies compressed in its WACZ", path.display())]
    WaczCompressed {
        /// The WACZ, and the name within.
        path: PathBuf,
        /// What to do.
        hint: &'static str,
    },
    /// An index cannot point into the file.
    #[error("archive `{}` is one gzip stream, which no index can point into", path.display())]
    OneStream {
        /// The file.
        path: PathBuf,
        /// What to do.
        hint: &'static str,
    },
    /// A record is damaged; the ones after it may be whole.
    #[error("archive `{}` is damaged at byte {offset}: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where the record starts.
        offset: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A body cannot be decoded.
    #[error("cannot decode `{url}` in archive `{}` at byte {offset}", path.display())]
    Coding {
        /// The file.
        path: PathBuf,
        /// Where the record starts.
        offset: u64,
        /// The page.
        url: String,
        /// Why.
        source: CodingError,
    },
    /// A revisit record points at a record that is not there.
    #[error("`{url}` in archive `{}` at byte {offset} repeats a record that is not there", path.display())]
    RevisitUnresolved {
        /// The file.
        path: PathBuf,
        /// Where the record starts.
        offset: u64,
        /// The page.
        url: String,
    },
    /// A redirect leads out of the archive.
    #[error("`{url}` redirects to `{to}`, which the archive does not have")]
    RedirectNotHeld {
        /// The page asked for.
        url: String,
        /// Where the redirect leads.
        to: String,
    },
    /// A redirect leads back.
    #[error("`{url}` redirects in a circle")]
    RedirectLoop {
        /// The page asked for.
        url: String,
    },
    /// A chain of redirects does not end.
    #[error("`{url}` redirects more than {n_hops_max} times")]
    TooManyRedirects {
        /// The page asked for.
        url: String,
        /// Redirects that are followed.
        n_hops_max: usize,
    },
}

impl EvidenceError {
    /// What to do, where that can be said.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotContinuable { hint, .. }
            | Self::NotWhole { hint, .. }
            | Self::OneStream { hint, .. }
            | Self::WaczCompressed { hint, .. } => Some(hint),
            Self::Missing { .. } => Some("put it back, or begin another round"),
            Self::Open { .. }
            | Self::Read { .. }
            | Self::NoRecord { .. }
            | Self::Wacz { .. }
            | Self::Write { .. }
            | Self::InUse { .. }
            | Self::Damaged { .. }
            | Self::Coding { .. }
            | Self::RevisitUnresolved { .. }
            | Self::RedirectNotHeld { .. }
            | Self::RedirectLoop { .. }
            | Self::TooManyRedirects { .. } => None,
        }
    }

    pub(super) fn damaged(path: &Path, offset: u64, what: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), offset, what: what.into() }
    }
}
