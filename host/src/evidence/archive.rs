//! Archives opened for reading: which pages they have, and the pages.
//!
//! Opening reads every file once and remembers where each address stands; a page is
//! read from its file when it is asked for.

mod index;
mod look;
mod page;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

pub(super) use index::key_of;
use index::{Entry, Index};
use page::Page;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::file::{ArchiveFile, open_file};
use super::reader::{Layout, WarcReader, read_at};
use super::record::parse_fields;
use super::redirect_target;
use super::stored::Original;
use super::{BLOCK_BYTES_MAX, Capture, EvidenceError, Headers, Record, RecordKind};
use crate::model::Digest;

/// Redirects followed inside an archive; browsers follow 20.
const HOPS_MAX: usize = 20;

/// Bytes of a block looked at while indexing: a response's status and headers.
pub(super) const INDEXED_BLOCK_BYTES: usize = 64 << 10;

/// Bytes read from a file at a time.
const READ_BYTES: usize = 128 << 10;

/// One or more WARC files opened for reading.
#[derive(Debug)]
pub struct Archive {
    files: Vec<ArchiveFile>,
    index: Index,
    damage: Vec<EvidenceError>,
    digest: Digest,
}

/// A page and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The page.
    pub capture: Capture,
    /// The archive file; for one in a WACZ, the WACZ and the name within.
    pub file: PathBuf,
    /// Where its record starts in that file.
    pub offset: u64,
    /// What its metadata record says, for example the charset it was read with; empty in
    /// archives of other tools.
    pub remarks: Headers,
}

/// What indexing says about a file, for those who continue it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// The offset behind the last whole record.
    pub(super) whole_until: u64,
    /// How the records lie.
    pub(super) layout: Layout,
}

impl Archive {
    /// Reads the files through: WARC files, WACZ files, directories of rounds. Damaged records
    /// are passed over and listed by [`Self::damage`].
    ///
    /// # Errors
    ///
    /// If a file cannot be opened or read, or none of its records can.
    pub fn open<P: AsRef<Path>>(paths: &[P]) -> Result<Self, EvidenceError> {
        let mut files = Vec::new();
        for path in paths {
            files.extend(ArchiveFile::behind(path.as_ref())?);
        }
        let (archive, shapes) = Self::open_files(files)?;
        for (file, shape) in archive.files.iter().zip(shapes) {
            let damage = archive.damage_of(&file.name, 0, true).filter(|_| shape.whole_until == 0);
            if let Some((offset, what)) = damage {
                let source = Box::new(EvidenceError::damaged(&file.name, offset, what));
                return Err(EvidenceError::NoRecord { path: file.name.clone(), source });
            }
        }
        Ok(archive)
    }

    /// Opens one file and tells its shape.
    pub(super) fn open_with_shape(path: &Path) -> Result<(Self, Shape), EvidenceError> {
        let (archive, shapes) = Self::open_with_shapes(&[path.to_owned()])?;
        let unlisted = || EvidenceError::damaged(path, 0, "no such file is open");
        Ok((archive, shapes.first().copied().ok_or_else(unlisted)?))
    }

    /// Opens files, damaged or not, and tells the shape of each.
    pub(super) fn open_with_shapes(paths: &[PathBuf]) -> Result<(Self, Vec<Shape>), EvidenceError> {
        Self::open_files(paths.iter().map(|path| ArchiveFile::whole(path)).collect())
    }

    fn open_files(files: Vec<ArchiveFile>) -> Result<(Self, Vec<Shape>), EvidenceError> {
        let mut index = Index::default();
        let mut damage = Vec::new();
        let mut shapes = Vec::new();
        for (number, file) in files.iter().enumerate() {
            shapes.push(index_file(file, number, &mut index, &mut damage)?);
        }
        let mut holders: Vec<&Path> = files.iter().map(|file| file.holder.as_path()).collect();
        holders.dedup();
        let digests: Result<Vec<_>, _> = holders.into_iter().map(digest_of).collect();
        let digest = one_digest(&digests?);
        Ok((Self { files, index, damage, digest }, shapes))
    }

    /// The page an address gives, redirects followed. `None` where the archive does not
    /// have the address, under `http` or `https`.
    ///
    /// Of several records of one address the first whole answer in the 200s counts, else
    /// the first cut one, else the first redirect, else the first of any status.
    ///
    /// # Errors
    ///
    /// If the record cannot be read, decoded or resolved, or a redirect leads nowhere.
    pub fn get(&self, url: &str) -> Result<Option<Capture>, EvidenceError> {
        let Some(requested) = key_of(url) else { return Ok(None) };
        let Some(first) = self.index.find(&requested) else { return Ok(None) };
        let mut entry = first;
        let mut hops = Vec::new();
        let mut visited = vec![self.index.url(entry)];
        loop {
            let page = self.read(entry)?;
            let from = Url::parse(&page.url).ok();
            let target = from.and_then(|from| redirect_target(&from, page.status, &page.headers));
            let Some(target) = target else {
                let capture = page.into_capture(requested, hops)?;
                return Ok(Some(Capture { remarks: self.index.remarks(entry), ..capture }));
            };
            let to = String::from(target);
            // Exactly this address: a crawler that followed the redirect recorded it, and a
            // site that moved to https would otherwise redirect to itself.
            let Some(next) = self.index.exactly(&to) else {
                return Err(EvidenceError::RedirectNotHeld { url: requested, to });
            };
            if visited.contains(&self.index.url(next)) {
                return Err(EvidenceError::RedirectLoop { url: requested });
            }
            if hops.len() >= HOPS_MAX {
                return Err(EvidenceError::TooManyRedirects {
                    url: requested,
                    n_hops_max: HOPS_MAX,
                });
            }
            visited.push(self.index.url(next));
            hops.push(page.into_hop());
            entry = next;
        }
    }

    /// The page of an address whose body has this digest, as verdicts name it. An address may
    /// have been fetched several times; [`Self::get`] gives the best, which may be another.
    ///
    /// # Errors
    ///
    /// If there is none and a record of the address cannot be read or decoded.
    pub fn get_as(&self, url: &str, digest: &Digest) -> Result<Option<Capture>, EvidenceError> {
        Ok(self.find_as(url, digest)?.map(|held| held.capture))
    }

    /// The same, with where it stands in the archive and what was remarked on it. Without
    /// redirects on the way, unless only the address asked for led here.
    ///
    /// # Errors
    ///
    /// As [`Self::get_as`].
    pub fn find_as(&self, url: &str, digest: &Digest) -> Result<Option<Held>, EvidenceError> {
        let Some(requested) = key_of(url) else { return Ok(None) };
        let mut first_error = None;
        for entry in self.index.all(&requested) {
            let page = self.read(entry);
            let capture = page.and_then(|page| page.into_capture(requested.clone(), Vec::new()));
            match capture {
                Ok(mut capture) if capture.digest() == *digest => {
                    capture.status = entry.document_status().unwrap_or(capture.status);
                    capture.remarks = self.index.remarks(entry);
                    return self.held(entry, capture).map(Some);
                }
                Ok(_) => {}
                Err(error) => drop(first_error.get_or_insert(error)),
            }
        }
        // The address may have led to the page by a redirect.
        match self.get(url) {
            Ok(Some(page)) if page.digest() == *digest && !page.hops.is_empty() => {
                let entry = self.index.exactly(&key_of(&page.url).unwrap_or_default());
                entry.map(|entry| self.held(entry, page)).transpose()
            }
            Ok(_) => first_error.map_or(Ok(None), Err),
            Err(error) => Err(first_error.unwrap_or(error)),
        }
    }

    fn held(&self, entry: &Entry, capture: Capture) -> Result<Held, EvidenceError> {
        let file = self.file(entry)?;
        let remarks = remarks_behind(file, entry, self.index.id(entry).as_deref())?;
        Ok(Held { capture, file: file.name.clone(), offset: entry.place.offset, remarks })
    }

    /// The addresses the archive has, redirects and failures included, in the order they
    /// first occur.
    pub fn urls(&self) -> impl Iterator<Item = &str> {
        self.index.urls()
    }

    /// Whether it has an answer or a failed look under exactly this address.
    pub(super) fn has(&self, url: &str) -> bool {
        self.index.has(url) || self.index.failed(url).is_some()
    }

    /// The answers it holds, by address and payload, for those who refer to them.
    pub(super) fn answers(&self) -> impl Iterator<Item = ((String, Digest), String)> {
        self.index.answers()
    }

    /// When the last page was received, `YYYY-MM-DDThh:mm:ssZ`; `None` if no record says.
    pub fn last_captured_on(&self) -> Option<&str> {
        self.index.last_date()
    }

    /// The records that could not be read while opening.
    pub fn damage(&self) -> &[EvidenceError] {
        &self.damage
    }

    /// The first damage of a file before `end`, or anywhere where `to_the_end`: offset and words.
    pub(super) fn damage_of(
        &self,
        file: &Path,
        end: u64,
        to_the_end: bool,
    ) -> Option<(u64, String)> {
        self.damage.iter().find_map(|damage| {
            let EvidenceError::Damaged { path, offset, what } = damage else { return None };
            let counts = path == file && (to_the_end || *offset < end);
            counts.then(|| (*offset, what.clone()))
        })
    }

    /// The whole bodies it holds, for those who would repeat them.
    pub(super) fn bodies(&self) -> impl Iterator<Item = (Digest, Original)> {
        self.index.bodies()
    }

    /// The digest of the file's bytes; for several files, of their digests in order.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Reads the page of an entry; for a revisit, with the body of the record it repeats.
    fn read(&self, entry: &Entry) -> Result<Page, EvidenceError> {
        let (path, record) = self.record(entry)?;
        let page = Page::of(path, &record)?;
        let Some(revisited) = &entry.revisit else { return Ok(page) };
        let original = self.index.original(entry, revisited);
        let Some(original) = original else {
            return Err(EvidenceError::RevisitUnresolved {
                path: path.to_owned(),
                offset: record.place.offset,
                url: self.index.url(entry).to_owned(),
            });
        };
        let (path, record) = self.record(original)?;
        Ok(page.repeating(Page::of(path, &record)?))
    }

    fn record(&self, entry: &Entry) -> Result<(&Path, Record), EvidenceError> {
        let file = self.file(entry)?;
        let opened = file.open_at(entry.place.offset)?;
        let record = read_at(opened, &file.name, entry.place, BLOCK_BYTES_MAX)?;
        check_block(&file.name, &record)?;
        Ok((&file.name, record))
    }

    fn file(&self, entry: &Entry) -> Result<&ArchiveFile, EvidenceError> {
        let unlisted = || EvidenceError::damaged(Path::new(""), 0, "no such file is open");
        self.files.get(entry.file()).ok_or_else(unlisted)
    }
}

/// Records looked at behind an answer for its metadata: ours has a request between.
const RECORDS_BEHIND: usize = 3;

/// The metadata record that follows an answer and refers to it.
fn remarks_behind(
    file: &ArchiveFile,
    entry: &Entry,
    id: Option<&str>,
) -> Result<Headers, EvidenceError> {
    let opened = file.open_at(entry.place.offset)?;
    let offset = entry.place.offset;
    let records = WarcReader::at(opened, &file.name, offset, INDEXED_BLOCK_BYTES);
    for record in records.take(RECORDS_BEHIND).flatten() {
        let is_about = record.field("WARC-Refers-To").is_some_and(|about| Some(about) == id);
        if record.kind == RecordKind::Metadata && is_about {
            return Ok(parse_fields(&String::from_utf8_lossy(&record.block)));
        }
    }
    Ok(Headers::new())
}

/// The digest of the body of a response record, its coding undone; `None` where that fails.
pub(super) fn page_body(path: &Path, record: &Record) -> Option<Digest> {
    let page = Page::of(path, record).ok()?;
    Some(page.into_capture(String::new(), Vec::new()).ok()?.digest())
}

/// Compares the block with its digest, where that is a SHA-256 in hex as we write it.
/// Others are taken on trust: gzip's checksum covers what disks do.
fn check_block(path: &Path, record: &Record) -> Result<(), EvidenceError> {
    let written = record.field("WARC-Block-Digest").and_then(|digest| digest.parse().ok());
    match written {
        Some(digest) if !record.is_cut() && Digest::of(&record.block) != digest => {
            let what = "the block is not what its digest says";
            Err(EvidenceError::damaged(path, record.place.offset, what))
        }
        _ => Ok(()),
    }
}

fn one_digest(of_files: &[Digest]) -> Digest {
    match of_files {
        [only] => *only,
        several => {
            let names: Vec<_> = several.iter().map(Digest::to_string).collect();
            Digest::of_parts(names.iter().map(String::as_bytes))
        }
    }
}

fn index_file(
    file: &ArchiveFile,
    number: usize,
    index: &mut Index,
    damage: &mut Vec<EvidenceError>,
) -> Result<Shape, EvidenceError> {
    let mut reader = WarcReader::new(file.open()?, &file.name, INDEXED_BLOCK_BYTES);
    for record in &mut reader {
        match record {
            Ok(record) => index.add(number, &record),
            Err(unreadable @ EvidenceError::Read { .. }) => return Err(unreadable),
            Err(damaged) => damage.push(damaged),
        }
    }
    Ok(Shape { whole_until: reader.whole_until(), layout: reader.layout() })
}

/// The digest of a file that may be larger than memory.
pub(super) fn digest_of(path: &Path) -> Result<Digest, EvidenceError> {
    let mut file = open_file(path)?;
    let mut hasher = Sha256::new();
    let mut bytes = vec![0; READ_BYTES];
    let mut offset = 0;
    loop {
        let n_read = match file.read(&mut bytes) {
            Ok(0) => break,
            Ok(n_read) => n_read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(source) => {
                return Err(EvidenceError::Read { path: path.to_owned(), offset, source });
            }
        };
        hasher.update(bytes.get(..n_read).unwrap_or_default());
        offset += n_read as u64;
    }
    let hex = hasher.finalize().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("sha256:{hex}").parse().map_err(|not_a_digest| EvidenceError::Read {
        path: path.to_owned(),
        offset,
        source: io::Error::other(not_a_digest),
    })
}

#[cfg(test)]
mod tests;
