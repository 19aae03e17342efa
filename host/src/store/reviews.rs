//! The reviews of a round: a journal of its own beside that of the round, which is closed when
//! people begin. The same frames, the same checksums, the same Merkle root.
//!
//! Several processes may add to it. Each append takes the file's lock, reads what others
//! appended since, and gives it back with the lock; between two appends nothing is held.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::entry::{bad_frame, framed, leaf_of, take_lock};
use super::error::StoreError;
use super::format;
use super::frame::{self, Frames, Place, Prelude, Stop};
use super::log::{self, Log};
use super::merkle;
use super::published::PUBLISHED_FILE;
use crate::model::{Act, Digest, Phase, ReviewEvent, ReviewHeader};

/// The journal's name in the directory of its round.
pub const REVIEWS_FILE: &str = "reviews.bbj";

/// Who is looking at what right now: no part of the record.
const LEASES_FILE: &str = "reviews-leases.json";

/// One frame of a journal of reviews.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "all entries but the first are events")]
pub(super) enum Entry {
    /// Which round it is of.
    Opened(ReviewHeader),
    /// Something that happened.
    Event(ReviewEvent),
}

/// The reviews of a round, read and not held.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReviews {
    /// Which round they are of.
    pub header: ReviewHeader,
    /// Everything that happened; the first is number 1.
    pub events: Vec<ReviewEvent>,
    /// Merkle root over all frames.
    pub root: Digest,
    /// Bytes of an append that was never acknowledged, at the end.
    pub torn_bytes: u64,
}

impl StoredReviews {
    /// Reads the reviews of the round in directory `dir`; `None` if there are none. Takes no
    /// lock and changes nothing.
    ///
    /// # Errors
    ///
    /// If the file is no journal of reviews, if it is damaged before its end, or if the disk fails.
    pub fn read(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join(REVIEWS_FILE);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(StoreError::OpenJournal { path, source }),
        };
        let read = match read_on(&path, &mut file, Place::first()) {
            Err(StoreError::NeverOpened { .. }) => return Ok(None),
            read => read?,
        };
        let ReadOn { entries, leaves, torn_bytes, .. } = read;
        let (Some(header), events) = split(entries) else { return Ok(None) };
        Ok(Some(Self { header, events, root: merkle::root(&leaves), torn_bytes }))
    }
}

/// A journal of reviews that can be added to.
#[derive(Debug)]
pub struct ReviewLog {
    dir: PathBuf,
    path: PathBuf,
    end: Place,
    leaves: Vec<Digest>,
    n_events: u64,
    is_final: bool,
}

impl ReviewLog {
    /// Opens the reviews of the round in directory `dir`, or begins them; gives everything that
    /// happened so far.
    ///
    /// # Errors
    ///
    /// If they are of another round, if they are damaged before their end, or if the disk fails.
    pub fn open(dir: &Path, header: &ReviewHeader) -> Result<(Self, Vec<ReviewEvent>), StoreError> {
        let path = dir.join(REVIEWS_FILE);
        let mut file = open_file(&path)?;
        take_lock(&path, &file)?;
        let read = match read_on(&path, &mut file, Place::first()) {
            Ok(read) if !read.entries.is_empty() => read,
            Ok(_) | Err(StoreError::NeverOpened { .. }) => begin(&path, file, header)?,
            Err(error) => return Err(error),
        };
        let ReadOn { entries, leaves, end, .. } = read;
        let (found, events) = split(entries);
        if found.as_ref() != Some(header) {
            return Err(StoreError::OtherReviews { path });
        }
        let is_final = events.iter().any(is_final);
        let dir = dir.to_owned();
        let log = Self { dir, path, end, leaves, n_events: events.len() as u64, is_final };
        Ok((log, events))
    }

    /// Takes the lock and reads what other processes appended since.
    ///
    /// # Errors
    ///
    /// If another process holds it too long, if the file is damaged, or if the disk fails.
    pub fn lock(&mut self) -> Result<(LockedReviews<'_>, Vec<ReviewEvent>), StoreError> {
        let mut file = open_file(&self.path)?;
        take_lock(&self.path, &file)?;
        let ReadOn { entries, leaves, end, .. } = read_on(&self.path, &mut file, self.end)?;
        let (_, events) = split(entries);
        self.end = end;
        self.leaves.extend(leaves);
        self.n_events += events.len() as u64;
        self.is_final |= events.iter().any(is_final);
        // What was never acknowledged is cut, and the lock goes with the file.
        let log = Log::resume(file, self.end)
            .map_err(|source| StoreError::CutJournal { path: self.path.clone(), source })?;
        Ok((LockedReviews { reviews: self, log }, events))
    }

    /// Number of events so far, as far as this process knows.
    pub fn n_events(&self) -> u64 {
        self.n_events
    }

    /// The Merkle root over all frames so far.
    pub fn root(&self) -> Digest {
        merkle::root(&self.leaves)
    }

    /// Whether the round was published, and nothing can be appended.
    pub fn is_final(&self) -> bool {
        self.is_final
    }
}

/// A journal of reviews whose lock is held until this is dropped.
#[derive(Debug)]
pub struct LockedReviews<'a> {
    reviews: &'a mut ReviewLog,
    log: Log<File>,
}

impl LockedReviews<'_> {
    /// Appends an event and gives its number; when this returns `Ok`, it survives the end of
    /// the process and the loss of power.
    ///
    /// # Errors
    ///
    /// If the round is published, or if the disk fails; the journal is then as it was before.
    pub fn append(&mut self, event: &ReviewEvent) -> Result<u64, StoreError> {
        let reviews = &mut *self.reviews;
        let path = || reviews.path.clone();
        if reviews.is_final || reviews.dir.join(PUBLISHED_FILE).exists() {
            return Err(StoreError::Published { path: reviews.dir.clone() });
        }
        if self.log.is_broken() {
            return Err(StoreError::JournalBroken { path: path() });
        }
        let frame = framed(&reviews.path, &Entry::Event(event.clone()))?;
        let leaf = leaf_of(&frame);
        self.log.append(frame).map_err(|source| StoreError::Append { path: path(), source })?;
        reviews.end = self.log.end();
        reviews.leaves.push(leaf);
        reviews.n_events += 1;
        reviews.is_final |= is_final(event);
        Ok(reviews.n_events)
    }

    /// Who looks at what, as it was written last; `None` if nothing was, or it cannot be read:
    /// leases are a courtesy, and end by themselves.
    pub fn leases(&self) -> Option<Vec<u8>> {
        fs::read(self.reviews.dir.join(LEASES_FILE)).ok()
    }

    /// Writes who looks at what. Not synced: what a power loss takes would have run out anyway.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    pub fn write_leases(&self, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.reviews.dir.join(LEASES_FILE);
        let half = path.with_extension("tmp");
        File::create(&half)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| fs::rename(&half, &path))
            .map_err(|source| StoreError::WriteFile { path, source })
    }
}

/// What was read from a place to the end.
struct ReadOn {
    entries: Vec<Entry>,
    leaves: Vec<Digest>,
    end: Place,
    torn_bytes: u64,
}

fn read_on(path: &Path, file: &mut File, start: Place) -> Result<ReadOn, StoreError> {
    let unread = |source| StoreError::ReadJournal { path: path.to_owned(), source };
    match frame::read_prelude(file).map_err(unread)? {
        Prelude::Whole => {}
        Prelude::Torn => return Err(StoreError::NeverOpened { path: path.to_owned() }),
        Prelude::Foreign => return Err(StoreError::NotAJournal { path: path.to_owned() }),
        Prelude::Version(found) => {
            return Err(StoreError::OtherLayout { path: path.to_owned(), found });
        }
    }
    let file_bytes = file.seek(SeekFrom::End(0)).map_err(unread)?;
    if file_bytes < start.offset {
        return Err(StoreError::JournalTorn { path: path.to_owned() });
    }
    let mut frames = Frames::new(file, start, file_bytes).map_err(unread)?;
    let (mut entries, mut leaves) = (Vec::new(), Vec::new());
    loop {
        let place = frames.place();
        match frames.next().map(|payload| payload.map(format::decode::<Entry>)) {
            Ok(None) | Err(Stop::Torn) => break,
            Ok(Some(Ok(entry))) => {
                // The opening is the first frame and no other.
                if matches!(entry, Entry::Opened(_)) != (place.frame == 0) {
                    return Err(StoreError::NotAJournal { path: path.to_owned() });
                }
                leaves.push(merkle::leaf(frames.payload()));
                entries.push(entry);
            }
            Ok(Some(Err(undecodable))) => return Err(bad_frame(path, place, undecodable)),
            Err(Stop::Read(source)) => return Err(unread(source)),
            Err(Stop::Damaged(damage)) => return Err(bad_frame(path, place, damage)),
        }
    }
    let end = frames.place();
    Ok(ReadOn { entries, leaves, end, torn_bytes: file_bytes - end.offset })
}

/// Begins the journal in a locked file that holds nothing acknowledged.
fn begin(path: &Path, file: File, header: &ReviewHeader) -> Result<ReadOn, StoreError> {
    let failed = |source| StoreError::CreateJournal { path: path.to_owned(), source };
    let opened = Entry::Opened(header.clone());
    let frame = framed(path, &opened)?;
    let leaf = leaf_of(&frame);
    let mut log = Log::create(file).map_err(failed)?;
    log.append(frame).map_err(failed)?;
    log::sync_name(path).map_err(failed)?;
    let (entries, leaves) = (vec![opened], vec![leaf]);
    Ok(ReadOn { entries, leaves, end: log.end(), torn_bytes: 0 })
}

fn split(entries: Vec<Entry>) -> (Option<ReviewHeader>, Vec<ReviewEvent>) {
    let mut header = None;
    let mut events = Vec::with_capacity(entries.len());
    for entry in entries {
        match entry {
            Entry::Opened(opened) => header = Some(opened),
            Entry::Event(event) => events.push(event),
        }
    }
    (header, events)
}

fn is_final(event: &ReviewEvent) -> bool {
    matches!(event.act, Act::Phase(Phase::Final(_)))
}

fn open_file(path: &Path) -> Result<File, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path).map_err(|source| StoreError::OpenJournal { path: path.to_owned(), source })
}
