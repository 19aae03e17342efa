//! A round on disk: the journal, and the index that follows it.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use super::error::{PLAN, StoreError};
use super::index::VerdictStore as _;
use super::journal::{Closing, Entry, Journal, Recovered};
use super::log;
use super::published::PUBLISHED_FILE;
use super::sled_store::SledStore;
use crate::model::{Digest, RegionBatch, RegionCode, RoundHeader};

/// The journal's name in the directory of its round.
pub const JOURNAL_FILE: &str = "journal.bbj";

/// The index's.
const INDEX_DIR: &str = "index";

/// A round that can be asked and added to; locked against other processes.
#[derive(Debug)]
pub struct Round {
    // Closed before the journal, whose lock protects it.
    index: SledStore,
    journal: Journal,
}

/// What was there when a round was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resumed {
    /// Regions judged already.
    pub n_batches: u64,
    /// Bytes of an append that was never acknowledged, cut from the journal; usually 0.
    pub cut_bytes: u64,
    /// Whether the round is closed.
    pub is_closed: bool,
    /// What had to be done to the index.
    pub index: IndexState,
}

/// What had to be done to the index when a round was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexState {
    /// Nothing.
    UpToDate,
    /// The last batches of the journal were missing: the process ended between the two.
    CaughtUp {
        /// How many.
        n_batches: u64,
    },
    /// It was made again from the journal.
    Rebuilt {
        /// Why.
        reason: String,
    },
}

impl fmt::Display for IndexState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UpToDate => f.write_str("index up to date"),
            Self::CaughtUp { n_batches } => write!(f, "index caught up by {n_batches} regions"),
            Self::Rebuilt { reason } => write!(f, "index rebuilt: {reason}"),
        }
    }
}

/// What [`rebuild`] put into the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuilt {
    /// Regions.
    pub n_batches: u64,
    /// Verdicts.
    pub n_verdicts: u64,
}

impl Round {
    /// Begins the round in directory `dir`, or goes on with it.
    ///
    /// # Errors
    ///
    /// If the round is published, if it was begun with another header, if another process has it, if its
    /// journal is damaged before its end, or if the disk fails.
    pub fn create_or_resume(
        dir: &Path,
        header: &RoundHeader,
    ) -> Result<(Self, Resumed), StoreError> {
        if dir.join(PUBLISHED_FILE).exists() {
            return Err(StoreError::Published { path: dir.to_owned() });
        }
        let path = dir.join(JOURNAL_FILE);
        create_dir(dir).map_err(|source| StoreError::CreateDir { path: dir.to_owned(), source })?;
        match Journal::open(&path) {
            Ok((journal, recovered)) => {
                if let Some(error) = difference(dir, journal.header(), header) {
                    return Err(error);
                }
                Self::with_index(dir, journal, recovered.cut_bytes)
            }
            Err(error) if error.is_absent() || matches!(error, StoreError::NeverOpened { .. }) => {
                Self::with_index(dir, Journal::create(&path, header)?, 0)
            }
            Err(error) => Err(error),
        }
    }

    /// Opens the round in directory `dir`.
    ///
    /// # Errors
    ///
    /// If there is none, if another process has it, if its journal is damaged before its
    /// end, or if the disk fails.
    pub fn open(dir: &Path) -> Result<(Self, Resumed), StoreError> {
        let (journal, recovered) = open_journal(dir)?;
        Self::with_index(dir, journal, recovered.cut_bytes)
    }

    /// Records what one region's judging gave. When this returns `Ok`, it survives the end
    /// of the process and the loss of power.
    ///
    /// # Errors
    ///
    /// If the region is judged already, if the round is closed, or if the disk fails. Where
    /// the index fails, the journal has the batch and [`Round::judged`] the region; the
    /// index catches up with the next batch, or when the round is opened again.
    pub fn record(&mut self, batch: &RegionBatch) -> Result<(), StoreError> {
        self.journal.append(&Entry::Region(batch.clone()))?;
        follow(&mut self.journal, &mut self.index)?;
        Ok(())
    }

    /// Ends the round: nothing can be recorded in it any more. Ending it again changes nothing.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    pub fn close(&mut self) -> Result<Closing, StoreError> {
        let closing = self.journal.closing();
        if !self.journal.is_closed() {
            self.journal.append(&Entry::Closed(closing))?;
        }
        Ok(closing)
    }

    /// What the round is.
    pub fn header(&self) -> &RoundHeader {
        self.journal.header()
    }

    /// The leaf of its opening, by which reviews name it.
    pub fn opening(&self) -> Option<Digest> {
        self.journal.opening()
    }

    /// The Merkle root over everything recorded up to now; that of a closed round is final.
    pub fn root(&self) -> Digest {
        self.journal.root()
    }

    /// The regions judged, which a resumed run leaves out.
    pub fn judged(&self) -> &BTreeSet<RegionCode> {
        self.journal.judged()
    }

    /// Verdicts and pages, to be asked through [`VerdictStore`](super::VerdictStore).
    pub fn index(&self) -> &SledStore {
        &self.index
    }

    fn with_index(
        dir: &Path,
        mut journal: Journal,
        cut_bytes: u64,
    ) -> Result<(Self, Resumed), StoreError> {
        let (index, state) = open_index(&dir.join(INDEX_DIR), &mut journal)?;
        let resumed = Resumed {
            n_batches: journal.closing().n_batches,
            cut_bytes,
            is_closed: journal.is_closed(),
            index: state,
        };
        Ok((Self { index, journal }, resumed))
    }
}

/// Makes the index of the round in directory `dir` again from its journal.
///
/// # Errors
///
/// As [`Round::open`].
pub fn rebuild(dir: &Path) -> Result<Rebuilt, StoreError> {
    let (mut journal, _recovered) = open_journal(dir)?;
    rebuilt_index(&dir.join(INDEX_DIR), &mut journal)?;
    let Closing { n_batches, n_verdicts } = journal.closing();
    Ok(Rebuilt { n_batches, n_verdicts })
}

/// Creates a directory and those above it, with their names on the medium.
fn create_dir(dir: &Path) -> io::Result<()> {
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    dir.parent().map_or(Ok(()), create_dir)?;
    fs::create_dir_all(dir)?;
    log::sync_name(dir)
}

fn open_journal(dir: &Path) -> Result<(Journal, Recovered), StoreError> {
    Journal::open(&dir.join(JOURNAL_FILE)).map_err(|error| error.or_no_round(dir))
}

/// An index that holds what the journal holds.
fn open_index(path: &Path, journal: &mut Journal) -> Result<(SledStore, IndexState), StoreError> {
    let followed = SledStore::open(path).and_then(|mut index| {
        let n_batches = follow(journal, &mut index)?;
        Ok((index, n_batches))
    });
    let reason = match followed {
        Ok((index, Some(0))) => return Ok((index, IndexState::UpToDate)),
        Ok((index, Some(n_batches))) => return Ok((index, IndexState::CaughtUp { n_batches })),
        Ok((_, None)) => "it does not follow this journal".to_owned(),
        Err(error) if error.is_of_index() => with_sources(&error),
        Err(error) => return Err(error),
    };
    let index = rebuilt_index(path, journal)?;
    Ok((index, IndexState::Rebuilt { reason }))
}

/// A new index. If the process ends meanwhile, the index is behind and catches up.
fn rebuilt_index(path: &Path, journal: &mut Journal) -> Result<SledStore, StoreError> {
    match fs::remove_dir_all(path) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            return Err(StoreError::RemoveIndex { path: path.to_owned(), source });
        }
        Ok(()) | Err(_) => {}
    }
    let mut index = SledStore::open(path)?;
    follow(journal, &mut index)?;
    Ok(index)
}

/// Brings the index to the end of the journal and gives the number of batches that took;
/// `None` if the index does not follow this journal.
fn follow(journal: &mut Journal, index: &mut SledStore) -> Result<Option<u64>, StoreError> {
    let batches = match index.applied() {
        Some(mark) => journal.batches_after(mark)?,
        None => Some(journal.batches()?),
    };
    let Some(batches) = batches else { return Ok(None) };
    let mut n_batches = 0;
    for batch in batches {
        let (batch, mark) = batch?;
        index.apply(&batch, mark)?;
        n_batches += 1;
    }
    if n_batches > 0 {
        index.flush()?;
    }
    Ok(Some(n_batches))
}

/// The first field in which two headers differ, as an error.
fn difference(dir: &Path, begun_with: &RoundHeader, given: &RoundHeader) -> Option<StoreError> {
    let fields = |header: &RoundHeader| {
        let RoundHeader { name, edition, collected_on, plan, source } = header.clone();
        [
            ("name", name),
            ("edition", edition),
            ("collection day", collected_on),
            (PLAN, plan.to_string()),
            ("source", source),
        ]
    };
    let mut pairs = fields(begun_with).into_iter().zip(fields(given));
    let ((field, begun_with), (_, given)) =
        pairs.find(|(begun_with, given)| begun_with != given)?;
    Some(StoreError::OtherRound { path: dir.to_owned(), field, begun_with, given })
}

fn with_sources(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
