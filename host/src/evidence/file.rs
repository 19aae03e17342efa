//! What can be opened as an archive: a WARC file, a WACZ with WARC files in it, the directory
//! of a round.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use zip::{CompressionMethod, ZipArchive};

use super::{EvidenceError, segments};

/// Bytes read from a file at a time that is read through.
const READ_BYTES: usize = 128 << 10;

/// Bytes read at a time where one record is wanted: a page takes some ten thousand, packed.
const RECORD_READ_BYTES: usize = 16 << 10;

/// Names in a WACZ. Crawls of months have a few hundred.
const NAMES_MAX: usize = 10_000;

/// What a zip file starts with (APPNOTE 4.3.7).
const ZIP_START: [u8; 4] = *b"PK\x03\x04";

/// A WARC file: one of its own, or one that lies uncompressed in a WACZ. Nothing is ever
/// unpacked, so the names in a WACZ are only names and its sizes cannot lie.
#[derive(Debug, Clone)]
pub(super) struct ArchiveFile {
    /// What it is called in messages: its path, or that of the WACZ and the name within.
    pub(super) name: PathBuf,
    /// The file on the disk.
    pub(super) holder: PathBuf,
    /// Where it lies in that file, if it is not the whole of it: start and length.
    part: Option<(u64, u64)>,
}

impl ArchiveFile {
    /// A WARC file of its own.
    pub(super) fn whole(path: &Path) -> Self {
        Self { name: path.to_owned(), holder: path.to_owned(), part: None }
    }

    /// The WARC files behind a path: the files of a round for a directory, those within for a
    /// WACZ, else the file itself.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or a WACZ cannot be read.
    pub(super) fn behind(path: &Path) -> Result<Vec<Self>, EvidenceError> {
        if path.is_dir() {
            return Ok(segments(path)?.iter().map(|path| Self::whole(path)).collect());
        }
        let mut file = open_file(path)?;
        let mut start = [0; ZIP_START.len()];
        match file.read_exact(&mut start) {
            Ok(()) if start == ZIP_START => within_wacz(path, file),
            Ok(()) | Err(_) => Ok(vec![Self::whole(path)]),
        }
    }

    /// Opens it at an offset.
    pub(super) fn open_at(&self, offset: u64) -> Result<BufReader<Section>, EvidenceError> {
        let mut file = self.open_with(RECORD_READ_BYTES)?;
        match file.seek(SeekFrom::Start(offset)) {
            Ok(_) => Ok(file),
            Err(source) => Err(EvidenceError::Read { path: self.name.clone(), offset, source }),
        }
    }

    /// Opens it at its start.
    pub(super) fn open(&self) -> Result<BufReader<Section>, EvidenceError> {
        self.open_with(READ_BYTES)
    }

    fn open_with(&self, read_bytes: usize) -> Result<BufReader<Section>, EvidenceError> {
        let mut file = open_file(&self.holder)?;
        let (start, n_bytes) = self.part.unwrap_or((0, u64::MAX));
        if let Err(source) = file.seek(SeekFrom::Start(start)) {
            return Err(EvidenceError::Read { path: self.name.clone(), offset: 0, source });
        }
        let section = Section { file, start, n_bytes, at: 0 };
        Ok(BufReader::with_capacity(read_bytes, section))
    }
}

pub(super) fn open_file(path: &Path) -> Result<File, EvidenceError> {
    File::open(path).map_err(|source| EvidenceError::Open { path: path.to_owned(), source })
}

/// The WARC files in a WACZ, by name.
fn within_wacz(path: &Path, file: File) -> Result<Vec<ArchiveFile>, EvidenceError> {
    let wrong = |source| EvidenceError::Wacz { path: path.to_owned(), source };
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| wrong(error.into()))?;
    if zip.len() > NAMES_MAX {
        return Err(wrong(io::Error::other(format!("more than {NAMES_MAX} files in it"))));
    }
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|error| wrong(error.into()))?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if !is_warc(&name) {
            continue;
        }
        let name = path.join(name.replace("..", "_").trim_start_matches('/'));
        if entry.compression() != CompressionMethod::Stored || entry.encrypted() {
            return Err(EvidenceError::WaczCompressed {
                path: name,
                hint: "unpack it and name the WARC files in it",
            });
        }
        let no_start = || wrong(io::Error::other("a file in it has no place"));
        let start = entry.data_start().ok_or_else(no_start)?;
        let part = Some((start, entry.compressed_size()));
        files.push(ArchiveFile { name, holder: path.to_owned(), part });
    }
    if files.is_empty() {
        return Err(wrong(io::Error::other("no WARC file in it")));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn is_warc(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let plain = name.strip_suffix(".gz").unwrap_or(&name);
    name.starts_with("archive/") && Path::new(plain).extension().is_some_and(|kind| kind == "warc")
}

/// A part of a file as if it were one.
#[derive(Debug)]
pub(super) struct Section {
    file: File,
    start: u64,
    n_bytes: u64,
    at: u64,
}

impl Read for Section {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.n_bytes.saturating_sub(self.at);
        let n_wanted = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let n_read = self.file.read(into.get_mut(..n_wanted).unwrap_or_default())?;
        self.at += n_read as u64;
        Ok(n_read)
    }
}

impl Seek for Section {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let beyond = || io::Error::from(io::ErrorKind::InvalidInput);
        let at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => self.at.checked_add_signed(by).ok_or_else(beyond)?,
            // Nobody reads archives from behind.
            SeekFrom::End(_) => return Err(io::Error::from(io::ErrorKind::Unsupported)),
        };
        self.file.seek(SeekFrom::Start(self.start.checked_add(at).ok_or_else(beyond)?))?;
        self.at = at;
        Ok(at)
    }
}

#[cfg(test)]
mod tests;
