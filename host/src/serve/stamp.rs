//! Which state of a round's files something was made from, as far as one can tell without opening
//! them.

use std::fs;
use std::path::Path;

use crate::store::{JOURNAL_FILE, PUBLISHED_FILE, REVIEWS_FILE, SEAL_FILE};

/// Lengths of the files of a round. Journals only grow, and the others are written once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stamp {
    pub(super) journal: u64,
    pub(super) reviews: u64,
    pub(super) seal: u64,
    pub(super) published: u64,
}

impl Stamp {
    /// Of the round in a directory. What is not there has no length.
    pub(super) fn of(dir: &Path) -> Self {
        let length = |name| fs::metadata(dir.join(name)).map_or(0, |file| file.len());
        Self {
            journal: length(JOURNAL_FILE),
            reviews: length(REVIEWS_FILE),
            seal: length(SEAL_FILE),
            published: length(PUBLISHED_FILE),
        }
    }
}
