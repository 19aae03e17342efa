//! Rounds as lines, and what they may be called.

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::report::Chain;
use crate::review::Ledger;
use crate::store::{JOURNAL_FILE, PUBLISHED_FILE, Reader, SEAL_FILE, StoreError, StoredReviews};

/// One round, for people and programs.
#[derive(Debug, Clone, Serialize)]
pub struct RoundRow {
    /// Name of its folder.
    pub round: String,
    /// Edition of the manifests it was judged by.
    pub edition: String,
    /// Day its pages are of, `YYYY-MM-DD`.
    pub collected_on: String,
    /// Where its pages came from.
    pub source: String,
    /// Regions recorded.
    pub n_regions: u64,
    /// Verdicts recorded.
    pub n_verdicts: u64,
    /// `open`, `closed`, `sealed`, `objections`, `published`, or `unreadable` and why.
    pub state: String,
    /// Merkle root, with prefix; empty if unreadable.
    pub root: String,
}

impl RoundRow {
    /// Of the round in a directory.
    pub fn of(directory: &Path) -> Self {
        let file = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match Reader::open(directory).and_then(Reader::whole) {
            Ok(reader) => Self::read(file, directory, &reader),
            Err(error) => Self::unreadable(file, &error),
        }
    }

    /// Of a round that was read.
    pub fn read(round: String, directory: &Path, reader: &Reader) -> Self {
        let header = reader.header();
        Self {
            round,
            edition: header.edition.clone(),
            collected_on: header.collected_on.clone(),
            source: header.source.clone(),
            n_regions: reader.counts().n_batches,
            n_verdicts: reader.counts().n_verdicts,
            state: round_state(directory, reader.is_closed()).to_owned(),
            root: reader.root().to_string(),
        }
    }

    fn unreadable(round: String, error: &StoreError) -> Self {
        let nothing = String::new;
        let state = format!("unreadable: {}", Chain(error));
        let (edition, collected_on, source, root) = (nothing(), nothing(), nothing(), nothing());
        Self { round, edition, collected_on, source, n_regions: 0, n_verdicts: 0, state, root }
    }
}

/// Whether objections are or were taken: a draft that those assessed have seen.
fn is_contested(directory: &Path) -> bool {
    let reviews = StoredReviews::read(directory).ok().flatten();
    reviews.is_some_and(|reviews| Ledger::of(reviews.events).objections_until().is_some())
}

/// How far a round is, by a stable name: [`RoundRow::state`].
pub fn round_state(directory: &Path, is_closed: bool) -> &'static str {
    if directory.join(PUBLISHED_FILE).is_file() {
        "published"
    } else if is_contested(directory) {
        "objections"
    } else if directory.join(SEAL_FILE).is_file() {
        "sealed"
    } else if is_closed {
        "closed"
    } else {
        "open"
    }
}

/// The directories of the rounds in a folder, by name.
///
/// # Errors
///
/// If the folder cannot be read.
pub fn round_directories(rounds: &Path) -> io::Result<Vec<PathBuf>> {
    let mut directories = Vec::new();
    for entry in rounds.read_dir()? {
        let path = entry?.path();
        if path.join(JOURNAL_FILE).is_file() {
            directories.push(path);
        }
    }
    directories.sort();
    Ok(directories)
}

/// Whether a text is a single plain folder name, which a round may have: letters, digits, `-`,
/// `_` and `.`, not first a `.`.
pub fn is_round_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('.') && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, is_one: bool) {
        assert_eq!(is_round_name(name), is_one, "{name}");
    }

    #[test]
    fn a_name_never_leaves_the_folder_of_rounds() {
        check("2019", true);
        check("第二轮_a-1.b", true);
        check("", false);
        check(".", false);
        check("..", false);
        check(".git", false);
        check("a/b", false);
        check("a\\b", false);
        check("a\0", false);
        check("%2e%2e", false);
    }
}
