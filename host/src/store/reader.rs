//! A round read and never written: its journal from the first byte to the last.
//!
//! Unlike [`Journal::open`](super::Journal::open) it takes no lock, cuts nothing and goes
//! on after damage, so that a person learns everything that is wrong with a round at once.
//! A frame that another process is just writing is an unfinished end like others.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::mem;
use std::path::{Path, PathBuf};

use super::error::{BadFrame, StoreError};
use super::frame::{self, Damage, Frames, Place, Prelude, Stop};
use super::journal::{Closing, Contents, Entry};
use super::proof::Proof;
use super::round::JOURNAL_FILE;
use super::{format, merkle};
use crate::model::{Digest, RegionBatch, RegionCode, RoundHeader};

/// What is wrong with one frame, and whose it is.
#[derive(Debug)]
pub struct FrameDamage {
    /// Number of the frame; the opening is 0.
    pub frame: u64,
    /// Where it starts in the file.
    pub offset: u64,
    /// The region it seems to be about.
    pub region: Option<RegionCode>,
    /// Bytes of the file from here on that cannot be read because of it; 0 if only the
    /// frame itself is lost.
    pub lost_bytes: u64,
    /// What is wrong.
    pub what: BadFrame,
}

/// One region as the journal has it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredBatch {
    /// What was recorded.
    pub batch: RegionBatch,
    /// The same as it lies in the journal; see [`stored_bytes`].
    pub bytes: Vec<u8>,
}

/// A round's journal, opened for reading.
#[derive(Debug)]
pub struct Reader {
    path: PathBuf,
    header: RoundHeader,
    contents: Contents,
    /// Frames of regions, in the journal's order.
    batches: Vec<(RegionCode, Place)>,
    leaves: Vec<Digest>,
    end: Place,
    torn_bytes: u64,
    damage: Vec<FrameDamage>,
}

impl Reader {
    /// Reads the journal of the round in directory `dir` through and checks every checksum.
    ///
    /// # Errors
    ///
    /// If there is no round, if it is no journal of a version this program reads, if its
    /// opening cannot be read, or if the disk fails. Other damage is listed by [`Self::damage`].
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        let path = dir.join(JOURNAL_FILE);
        let mut file = open_file(&path).map_err(|error| error.or_no_round(dir))?;
        let unread = |source| StoreError::ReadJournal { path: path.clone(), source };
        let never_opened = || StoreError::NeverOpened { path: path.clone() };
        match frame::read_prelude(&mut file).map_err(unread)? {
            Prelude::Whole => {}
            Prelude::Torn => return Err(never_opened()),
            Prelude::Foreign => return Err(StoreError::NotAJournal { path }),
            Prelude::Version(found) => return Err(StoreError::OtherLayout { path, found }),
        }
        let file_bytes = file.seek(SeekFrom::End(0)).map_err(unread)?;
        let frames = Frames::new(file, Place::first(), file_bytes).map_err(unread)?;
        let mut pass = Pass { frames, file_bytes, found: Found::default() };
        pass.read_all().map_err(unread)?;
        let end = pass.frames.place();
        let Found { header, contents, batches, leaves, mut damage, torn_bytes } = pass.found;
        let Some(header) = header else {
            return Err(match damage.into_iter().next() {
                Some(FrameDamage { frame, offset, what: source, .. }) => {
                    StoreError::JournalDamaged { path, frame, offset, source }
                }
                None => never_opened(),
            });
        };
        damage.sort_by_key(|damage| damage.frame);
        Ok(Self { path, header, contents, batches, leaves, end, torn_bytes, damage })
    }

    /// Reads what was appended since it was opened, so that a round can be followed while it is
    /// judged; gives how many regions came.
    ///
    /// # Errors
    ///
    /// If the disk fails, or the file is shorter than it was: it is another round then.
    pub fn read_on(&mut self) -> Result<usize, StoreError> {
        let path = self.path.clone();
        let unread = |source| StoreError::ReadJournal { path: path.clone(), source };
        let mut file = open_file(&path)?;
        let file_bytes = file.seek(SeekFrom::End(0)).map_err(unread)?;
        if file_bytes < self.end.offset {
            return Err(StoreError::JournalTorn { path: self.path.clone() });
        }
        let frames = Frames::new(file, self.end, file_bytes).map_err(unread)?;
        let n_before = self.batches.len();
        let found = Found {
            header: None,
            contents: mem::take(&mut self.contents),
            batches: mem::take(&mut self.batches),
            leaves: mem::take(&mut self.leaves),
            damage: mem::take(&mut self.damage),
            torn_bytes: 0,
        };
        let mut pass = Pass { frames, file_bytes, found };
        let read = pass.read_all();
        self.end = pass.frames.place();
        let Found { contents, batches, leaves, damage, torn_bytes, header: _ } = pass.found;
        (self.contents, self.batches, self.leaves) = (contents, batches, leaves);
        (self.damage, self.torn_bytes) = (damage, torn_bytes);
        read.map_err(unread)?;
        Ok(self.batches.len() - n_before)
    }

    /// The leaf of the opening: the round's name for what goes on while it grows.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn opening(&self) -> Result<Digest, StoreError> {
        let never = || StoreError::NeverOpened { path: self.path.clone() };
        self.leaves.first().copied().ok_or_else(never)
    }

    /// What the round is.
    pub fn header(&self) -> &RoundHeader {
        &self.header
    }

    /// Regions that can be read, in the order they were recorded.
    pub fn regions(&self) -> impl ExactSizeIterator<Item = RegionCode> {
        self.batches.iter().map(|(region, _)| *region)
    }

    /// Number of frames, the opening, the closing and damaged ones included.
    pub fn n_frames(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Regions and verdicts that can be read.
    pub fn counts(&self) -> Closing {
        self.contents.closing()
    }

    /// Whether the round was ended and takes no more.
    pub fn is_closed(&self) -> bool {
        self.contents.is_closed()
    }

    /// The Merkle root over the frames as they lie there, damaged or not.
    pub fn root(&self) -> Digest {
        merkle::root(&self.leaves)
    }

    /// The leaf of every frame, in order.
    pub fn leaves(&self) -> &[Digest] {
        &self.leaves
    }

    /// The leaves of the regions that can be read.
    pub fn region_leaves(&self) -> BTreeMap<RegionCode, Digest> {
        let leaf = |(region, start): &(RegionCode, Place)| {
            let leaf = self.leaves.get(usize::try_from(start.frame).ok()?)?;
            Some((*region, *leaf))
        };
        self.batches.iter().filter_map(leaf).collect()
    }

    /// Bytes of an append that was never finished, at the end.
    pub fn torn_bytes(&self) -> u64 {
        self.torn_bytes
    }

    /// Everything that is wrong, by frame.
    pub fn damage(&self) -> &[FrameDamage] {
        &self.damage
    }

    /// The first damage as an error, for commands that need a whole journal.
    ///
    /// # Errors
    ///
    /// If there is damage.
    pub fn whole(mut self) -> Result<Self, StoreError> {
        if self.damage.is_empty() {
            return Ok(self);
        }
        let FrameDamage { frame, offset, what: source, .. } = self.damage.swap_remove(0);
        Err(StoreError::JournalDamaged { path: self.path, frame, offset, source })
    }

    /// What the journal has of a region; `None` if that is nothing.
    ///
    /// # Errors
    ///
    /// If the disk fails, or the file changed since it was opened.
    pub fn batch(&self, region: RegionCode) -> Result<Option<StoredBatch>, StoreError> {
        let Some((_, start)) = self.batches.iter().find(|(code, _)| *code == region) else {
            return Ok(None);
        };
        let unread = |source| StoreError::ReadJournal { path: self.path.clone(), source };
        let file = open_file(&self.path)?;
        let mut frames = Frames::new(file, *start, self.end.offset).map_err(unread)?;
        match frames.next() {
            Ok(Some(payload)) => match format::decode(payload) {
                Ok(Entry::Region(batch)) => {
                    Ok(Some(StoredBatch { batch, bytes: payload.to_vec() }))
                }
                Ok(Entry::Opened(_) | Entry::Closed(_)) => Ok(None),
                Err(undecodable) => Err(self.damaged(*start, undecodable)),
            },
            Ok(None) | Err(Stop::Torn) => Err(StoreError::JournalTorn { path: self.path.clone() }),
            Err(Stop::Read(source)) => Err(unread(source)),
            Err(Stop::Damaged(damage)) => Err(self.damaged(*start, damage)),
        }
    }

    /// The proof that the journal has a region as it has it; `None` if it has nothing of it.
    ///
    /// # Errors
    ///
    /// As [`Self::batch`].
    pub fn proof(&self, region: RegionCode) -> Result<Option<Proof>, StoreError> {
        let Some(StoredBatch { bytes, .. }) = self.batch(region)? else { return Ok(None) };
        let start = self.batches.iter().find(|(code, _)| *code == region).map(|(_, start)| *start);
        let Some(Place { frame, .. }) = start else { return Ok(None) };
        let position = usize::try_from(frame).ok();
        let path = position.and_then(|position| merkle::path(&self.leaves, position));
        let header = &self.header;
        Ok(path.map(|path| Proof::new(header, frame, self.n_frames(), &bytes, (path, self.root()))))
    }

    fn damaged(&self, start: Place, source: impl Into<BadFrame>) -> StoreError {
        let Place { offset, frame, .. } = start;
        StoreError::JournalDamaged { path: self.path.clone(), frame, offset, source: source.into() }
    }
}

/// The bytes a journal has for a batch: what a recheck compares.
///
/// # Errors
///
/// If the batch has no stored form.
pub fn stored_bytes(batch: &RegionBatch) -> Result<Vec<u8>, StoreError> {
    format::encode(&Entry::Region(batch.clone()), Vec::new())
        .map_err(|source| StoreError::Encode { path: PathBuf::from(JOURNAL_FILE), source })
}

fn open_file(path: &Path) -> Result<File, StoreError> {
    File::open(path).map_err(|source| StoreError::OpenJournal { path: path.to_owned(), source })
}

/// What one pass over a file found.
#[derive(Default)]
struct Found {
    header: Option<RoundHeader>,
    contents: Contents,
    batches: Vec<(RegionCode, Place)>,
    leaves: Vec<Digest>,
    damage: Vec<FrameDamage>,
    torn_bytes: u64,
}

struct Pass {
    frames: Frames<File>,
    file_bytes: u64,
    found: Found,
}

impl Pass {
    fn read_all(&mut self) -> std::io::Result<()> {
        loop {
            let start = self.frames.place();
            let left = self.file_bytes.saturating_sub(start.offset);
            match self.frames.next().map(|payload| payload.map(format::decode::<Entry>)) {
                Ok(None) => return Ok(()),
                Ok(Some(Ok(entry))) => self.take(entry, start),
                Ok(Some(Err(undecodable))) => self.note(start, 0, undecodable),
                Err(Stop::Read(error)) => return Err(error),
                Err(Stop::Torn) => {
                    self.found.torn_bytes = left;
                    return Ok(());
                }
                Err(Stop::Damaged(damage @ Damage::Body)) => {
                    self.note(start, 0, damage);
                    self.frames.pass();
                }
                Err(Stop::Damaged(damage @ (Damage::Head | Damage::Length))) => {
                    // Without a length that can be trusted there is no next frame.
                    let what = damage.into();
                    let frame = start.frame;
                    let lost = FrameDamage {
                        frame,
                        offset: start.offset,
                        region: None,
                        lost_bytes: left,
                        what,
                    };
                    self.found.damage.push(lost);
                    return Ok(());
                }
            }
        }
    }

    fn take(&mut self, entry: Entry, start: Place) {
        let leaf = merkle::leaf(self.frames.payload());
        // Counts of a closing cannot match once a frame before it was lost.
        let is_excused = !self.found.damage.is_empty() && matches!(entry, Entry::Closed(_));
        if let Err(misfit) = self.found.contents.check(&entry)
            && !is_excused
        {
            self.note(start, 0, misfit);
            return;
        }
        self.found.leaves.push(leaf);
        self.found.contents.take(&entry, self.frames.place(), leaf);
        match entry {
            Entry::Opened(header) => self.found.header = Some(header),
            Entry::Region(batch) => self.found.batches.push((batch.region, start)),
            Entry::Closed(_) => {}
        }
    }

    fn note(&mut self, start: Place, lost_bytes: u64, what: impl Into<BadFrame>) {
        let payload = self.frames.payload();
        self.found.leaves.push(merkle::leaf(payload));
        let Place { frame, offset, .. } = start;
        let region = format::peek_region(payload);
        self.found.damage.push(FrameDamage {
            frame,
            offset,
            region,
            lost_bytes,
            what: what.into(),
        });
    }
}
