//! The archive of a round: files that follow each other, with an index beside each.
//!
//! `pages.warc.gz`, then `pages-00002.warc.gz` and so on, so that no file grows beyond what
//! tools and people can handle. Only the last is written to. A killed process leaves at most
//! one torn record there; anything else that is wrong is refused by name.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::archive::Shape;
use super::stored::Stored;
use super::writer::{make_and_lock, write_whole};
use super::{Archive, ArchiveInfo, Capture, EvidenceError, FailedLook, View};
use super::{WarcSink, WarcWriter, cdxj, cdxj_path};
use crate::model::Digest;

/// Bytes after which a file is full and the next is begun. A few seconds to read through, and
/// less than what mail, FAT and old tools stumble over.
pub const SEGMENT_BYTES_MAX: u64 = 256 << 20;

/// Files one round's archive may have: five digits in the name.
const SEGMENTS_MAX: u32 = 99_999;

/// A round's archive opened to go on with.
#[derive(Debug)]
pub struct RoundArchive {
    /// To append with, from several threads.
    pub sink: WarcSink,
    /// What all files held when they were opened.
    pub held: Archive,
    /// Length of the torn record that was cut off the last file.
    pub n_bytes_cut: u64,
}

impl RoundArchive {
    /// Opens the archive in a round's directory, or begins it.
    ///
    /// # Errors
    ///
    /// If a file is missing, damaged elsewhere than at the end of the last, in use by another
    /// process, or cannot be read or written. Nothing is changed then.
    pub fn open(directory: &Path, info: &ArchiveInfo) -> Result<Self, EvidenceError> {
        Self::open_with(directory, info, SEGMENT_BYTES_MAX)
    }

    /// The same with files of another size.
    ///
    /// # Errors
    ///
    /// As [`Self::open`].
    pub fn open_with(
        directory: &Path,
        info: &ArchiveInfo,
        segment_bytes_max: u64,
    ) -> Result<Self, EvidenceError> {
        let first_path = segment_path(directory, 1);
        // The first file's lock is the archive's: a writer that begins a file has it already.
        let first = make_and_lock(&first_path, info)?;
        let paths = segments(directory)?;
        let (held, shapes) = Archive::open_with_shapes(&paths)?;
        let n_last = paths.len().saturating_sub(1);
        let mut first = Some(first);
        let mut opened = None;
        for (n_before, (path, shape)) in paths.iter().zip(shapes).enumerate() {
            let is_last = n_before == n_last;
            refuse_damage(&held, path, shape, is_last)?;
            if is_last {
                let file = match first.take_if(|_| n_before == 0) {
                    Some(file) => file,
                    None => make_and_lock(path, info)?,
                };
                opened = Some(WarcWriter::behind(file, path, shape)?);
            }
        }
        let (current, n_bytes_cut) = opened.ok_or(EvidenceError::Missing { path: first_path })?;
        let stored = Stored::of(held.bodies(), held.answers());
        let n_files = u32::try_from(paths.len()).unwrap_or(SEGMENTS_MAX);
        let segments = Segments {
            directory: directory.to_owned(),
            info: info.clone(),
            segment_bytes_max,
            n_files,
            current,
            first,
            stored,
        };
        for full in paths.iter().take(n_last) {
            if !cdxj_path(full).exists() {
                write_index(full)?;
            }
        }
        Ok(Self { sink: WarcSink::new(segments), held, n_bytes_cut })
    }
}

/// A file before the last is whole to its last byte; the last may end in a torn record.
fn refuse_damage(
    held: &Archive,
    path: &Path,
    shape: Shape,
    is_last: bool,
) -> Result<(), EvidenceError> {
    let not_whole = |damage: EvidenceError| EvidenceError::NotWhole {
        path: path.to_owned(),
        source: Box::new(damage),
        hint: "`bluebook archive verify` lists the damage; put a whole copy in its place, or \
               begin another round",
    };
    let damage = held.damage_of(path, shape.whole_until, !is_last);
    if let Some((offset, what)) = damage {
        return Err(not_whole(EvidenceError::damaged(path, offset, what)));
    }
    let length = path.metadata().map_or(shape.whole_until, |metadata| metadata.len());
    if !is_last && length > shape.whole_until {
        let what = "the file ends within a record";
        return Err(not_whole(EvidenceError::damaged(path, shape.whole_until, what)));
    }
    Ok(())
}

/// The files of the archive in a round's directory, in order; empty where there is none.
///
/// # Errors
///
/// If the directory cannot be read, or one before another is missing.
pub fn segments(directory: &Path) -> Result<Vec<PathBuf>, EvidenceError> {
    let unreadable = |source| EvidenceError::Open { path: directory.to_owned(), source };
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        numbers.extend(name.to_str().and_then(segment_number));
    }
    numbers.sort_unstable();
    let mut paths = Vec::new();
    for (expected, number) in (1..).zip(numbers) {
        if number != expected {
            return Err(EvidenceError::Missing { path: segment_path(directory, expected) });
        }
        paths.push(segment_path(directory, number));
    }
    Ok(paths)
}

fn segment_path(directory: &Path, number: u32) -> PathBuf {
    directory.join(match number {
        1 => "pages.warc.gz".to_owned(),
        number => format!("pages-{number:05}.warc.gz"),
    })
}

fn segment_number(name: &str) -> Option<u32> {
    if name == "pages.warc.gz" {
        return Some(1);
    }
    let digits = name.strip_prefix("pages-")?.strip_suffix(".warc.gz")?;
    let is_number = digits.len() == 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|number| is_number && *number > 1)
}

/// Makes the index beside a file anew.
///
/// # Errors
///
/// If the file cannot be read or the index not be written.
pub fn write_index(path: &Path) -> Result<PathBuf, EvidenceError> {
    let index = cdxj(path)?;
    let index_path = cdxj_path(path);
    match write_whole(&index_path, index.as_bytes()) {
        Ok(()) => Ok(index_path),
        Err(source) => Err(EvidenceError::Write { path: index_path, source }),
    }
}

/// The files, the last of which grows.
#[derive(Debug)]
pub(super) struct Segments {
    directory: PathBuf,
    info: ArchiveInfo,
    segment_bytes_max: u64,
    n_files: u32,
    current: WarcWriter,
    /// The first file where it is not the current one, for its lock.
    first: Option<File>,
    stored: Stored,
}

impl Segments {
    pub(super) fn append(&mut self, capture: &Capture) -> Result<Digest, EvidenceError> {
        self.make_room()?;
        self.current.append_once(capture, &mut self.stored)
    }

    pub(super) fn append_rendering(
        &mut self,
        capture: &Capture,
        view: &View,
    ) -> Result<Digest, EvidenceError> {
        self.make_room()?;
        self.current.append_rendering(capture, view, &self.stored)
    }

    pub(super) fn append_failure(&mut self, look: &FailedLook) -> Result<(), EvidenceError> {
        self.make_room()?;
        self.current.append_failure(look)
    }

    pub(super) fn sync(&mut self) -> Result<(), EvidenceError> {
        self.current.sync()
    }

    /// Everything on the medium, and the current file's index beside it.
    pub(super) fn finish(&mut self) -> Result<(), EvidenceError> {
        self.current.sync()?;
        write_index(self.current.path()).map(drop)
    }

    /// Begins the next file where the current one is full.
    fn make_room(&mut self) -> Result<(), EvidenceError> {
        if self.current.n_bytes() < self.segment_bytes_max || self.n_files >= SEGMENTS_MAX {
            return Ok(());
        }
        self.finish()?;
        let path = segment_path(&self.directory, self.n_files + 1);
        if path.exists() {
            let source = io::Error::from(io::ErrorKind::AlreadyExists);
            return Err(EvidenceError::Write { path, source });
        }
        let next = WarcWriter::open(&path, &self.info)?.writer;
        let full = std::mem::replace(&mut self.current, next);
        self.n_files += 1;
        // The first file stays open and with it the lock on the whole archive.
        self.first.get_or_insert_with(|| full.into_file());
        Ok(())
    }
}

#[cfg(test)]
mod tests;
