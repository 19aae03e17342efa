//! The truth: everything a round found, in the order it was found. Knows entries, not the index.
//!
//! The journal holds no time of writing: the same evidence, probes and manifests give the
//! same bytes.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::entry::{bad_frame, framed, leaf_of, take_lock};
use super::error::StoreError;
use super::format;
use super::frame::{self, Frames, Place, Prelude, Stop};
use super::log::{self, Log};
use super::merkle;
use crate::model::{Digest, RegionBatch, RegionCode, RoundHeader};

mod contents;

pub(super) use contents::Contents;
pub use contents::Misfit;

/// One frame of a journal.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// What the round is; the first entry, written by [`Journal::create`].
    Opened(RoundHeader),
    /// Everything one region's judging gave.
    Region(RegionBatch),
    /// Nothing follows.
    Closed(Closing),
}

/// What a closed round holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Closing {
    /// Regions judged.
    pub n_batches: u64,
    /// Verdicts in them.
    pub n_verdicts: u64,
}

/// What [`Journal::open`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// What the round is.
    pub header: RoundHeader,
    /// Regions judged.
    pub n_batches: u64,
    /// Bytes of an append that was never acknowledged, cut from the end; usually 0.
    pub cut_bytes: u64,
}

/// A border between batches, and by its checksum everything before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Regions up to here.
    pub n_batches: u64,
    /// Checksum over everything up to here, the opening included.
    pub checksum: u32,
}

/// An append-only file of entries, locked against other processes while it is open.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    log: Log<File>,
    header: RoundHeader,
    contents: Contents,
}

impl Journal {
    /// Starts the journal of a round.
    ///
    /// A file that holds no whole opening is begun again: nothing in it was ever
    /// acknowledged.
    ///
    /// # Errors
    ///
    /// If there is a journal or another file already, if another process has it, or if
    /// the disk fails.
    pub fn create(path: &Path, header: &RoundHeader) -> Result<Self, StoreError> {
        let failed = |source| StoreError::CreateJournal { path: path.to_owned(), source };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path).map_err(failed)?;
        take_lock(path, &file)?;
        match scan(path, &mut file) {
            Ok(_) => return Err(StoreError::JournalExists { path: path.to_owned() }),
            Err(StoreError::NeverOpened { .. }) => {}
            Err(error) => return Err(error),
        }
        let opening = Entry::Opened(header.clone());
        let mut log = Log::create(file).map_err(failed)?;
        let frame = framed(path, &opening)?;
        let leaf = leaf_of(&frame);
        log.append(frame).map_err(failed)?;
        log::sync_name(path).map_err(failed)?;
        let mut contents = Contents::default();
        contents.take(&opening, log.end(), leaf);
        Ok(Self { path: path.to_owned(), log, header: header.clone(), contents })
    }

    /// Opens a journal for reading and appending; an append that was never acknowledged
    /// is cut from its end.
    ///
    /// # Errors
    ///
    /// If another process has it, if the disk fails, if it is no journal of a version
    /// this program reads, or if anything but its tail is damaged: then the error says
    /// where, and the file is left as it is.
    pub fn open(path: &Path) -> Result<(Self, Recovered), StoreError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(|source| StoreError::OpenJournal { path: path.to_owned(), source })?;
        take_lock(path, &file)?;
        let Scan { header, contents, end, cut_bytes } = scan(path, &mut file)?;
        let log = Log::resume(file, end)
            .map_err(|source| StoreError::CutJournal { path: path.to_owned(), source })?;
        let n_batches = contents.closing().n_batches;
        let recovered = Recovered { header: header.clone(), n_batches, cut_bytes };
        Ok((Self { path: path.to_owned(), log, header, contents }, recovered))
    }

    /// Appends an entry; when this returns `Ok`, it survives the end of the process and
    /// the loss of power.
    ///
    /// # Errors
    ///
    /// If the entry does not belong here (a region twice, anything after the closing), or
    /// if the disk fails; the journal is then as it was before.
    pub fn append(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let path = || self.path.clone();
        self.contents
            .check(entry)
            .map_err(|source| StoreError::Refused { path: path(), source })?;
        if self.log.is_broken() {
            return Err(StoreError::JournalBroken { path: path() });
        }
        let frame = framed(&self.path, entry)?;
        let leaf = leaf_of(&frame);
        if let Err(source) = self.log.append(frame) {
            return Err(StoreError::Append { path: path(), source });
        }
        self.contents.take(entry, self.log.end(), leaf);
        Ok(())
    }

    /// The batches after a mark; `None` if the mark is of another journal.
    ///
    /// # Errors
    ///
    /// If the disk fails; each batch may say so too.
    pub fn batches_after(&mut self, mark: Mark) -> Result<Option<Batches<'_>>, StoreError> {
        self.contents.place_of(mark).map(|start| self.batches_from(start)).transpose()
    }

    /// All batches.
    ///
    /// # Errors
    ///
    /// If the disk fails; each batch may say so too.
    pub fn batches(&mut self) -> Result<Batches<'_>, StoreError> {
        self.batches_from(self.contents.first())
    }

    /// What the round is.
    pub fn header(&self) -> &RoundHeader {
        &self.header
    }

    /// Regions with a batch.
    pub fn judged(&self) -> &BTreeSet<RegionCode> {
        self.contents.judged()
    }

    /// The end of the last batch, or of the opening.
    pub fn mark(&self) -> Mark {
        self.contents.mark()
    }

    /// What a closing would say now.
    pub fn closing(&self) -> Closing {
        self.contents.closing()
    }

    /// The leaf of the opening; `None` before that is written.
    pub fn opening(&self) -> Option<Digest> {
        self.contents.opening()
    }

    /// The Merkle root over all frames up to now (RFC 6962); see `docs/decisions`.
    pub fn root(&self) -> Digest {
        self.contents.root()
    }

    /// Whether nothing can be appended any more.
    pub fn is_closed(&self) -> bool {
        self.contents.is_closed()
    }

    fn batches_from(&mut self, start: Place) -> Result<Batches<'_>, StoreError> {
        let path = &self.path;
        let frames = self
            .log
            .frames(start)
            .map_err(|source| StoreError::ReadJournal { path: path.clone(), source })?;
        Ok(Batches { path, frames, is_over: false })
    }
}

/// Batches in the order they were recorded, each with the mark behind it; holds one at a time.
#[derive(Debug)]
pub struct Batches<'a> {
    path: &'a Path,
    frames: Frames<&'a mut File>,
    is_over: bool,
}

impl Iterator for Batches<'_> {
    type Item = Result<(RegionBatch, Mark), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        match read_entry(self.path, &mut self.frames) {
            Ok(Some(Entry::Region(batch))) => {
                let place = self.frames.place();
                // The opening is frame 0, so batch n is frame n.
                let n_batches = place.frame - 1;
                Some(Ok((batch, Mark { n_batches, checksum: place.checksum })))
            }
            Ok(Some(Entry::Opened(_) | Entry::Closed(_)) | None) => None,
            Err(error) => {
                // What follows a frame that cannot be read is not a frame.
                self.is_over = true;
                Some(Err(error))
            }
        }
    }
}

/// A journal read from end to end.
struct Scan {
    header: RoundHeader,
    contents: Contents,
    end: Place,
    cut_bytes: u64,
}

fn scan(path: &Path, file: &mut File) -> Result<Scan, StoreError> {
    let unread = |source| StoreError::ReadJournal { path: path.to_owned(), source };
    let never_opened = || StoreError::NeverOpened { path: path.to_owned() };
    match frame::read_prelude(file).map_err(unread)? {
        Prelude::Whole => {}
        Prelude::Torn => return Err(never_opened()),
        Prelude::Foreign => return Err(StoreError::NotAJournal { path: path.to_owned() }),
        Prelude::Version(found) => {
            return Err(StoreError::OtherLayout { path: path.to_owned(), found });
        }
    }
    let file_bytes = file.seek(SeekFrom::End(0)).map_err(unread)?;
    let mut frames = Frames::new(file, Place::first(), file_bytes).map_err(unread)?;
    let mut contents = Contents::default();
    let mut header = None;
    loop {
        let start = frames.place();
        let entry = match read_entry(path, &mut frames) {
            Ok(Some(entry)) => entry,
            Ok(None) | Err(StoreError::JournalTorn { .. }) => break,
            Err(error) => return Err(error),
        };
        contents.check(&entry).map_err(|misfit| bad_frame(path, start, misfit))?;
        contents.take(&entry, frames.place(), merkle::leaf(frames.payload()));
        if let Entry::Opened(opened) = entry {
            header = Some(opened);
        }
    }
    let end = frames.place();
    let cut_bytes = file_bytes - end.offset;
    Ok(Scan { header: header.ok_or_else(never_opened)?, contents, end, cut_bytes })
}

fn read_entry(path: &Path, frames: &mut Frames<&mut File>) -> Result<Option<Entry>, StoreError> {
    let start = frames.place();
    match frames.next() {
        Ok(None) => Ok(None),
        Ok(Some(payload)) => match format::decode(payload) {
            Ok(entry) => Ok(Some(entry)),
            Err(undecodable) => Err(bad_frame(path, start, undecodable)),
        },
        Err(Stop::Read(source)) => Err(StoreError::ReadJournal { path: path.to_owned(), source }),
        Err(Stop::Torn) => Err(StoreError::JournalTorn { path: path.to_owned() }),
        Err(Stop::Damaged(damage)) => Err(bad_frame(path, start, damage)),
    }
}
