//! Appends captures to a `.warc.gz` file, a gzip member a record.
//!
//! A killed process or a full disk leaves at most one torn member at the end, which the
//! next [`WarcWriter::open`] cuts off. One file per writer: when a file is full and what is
//! beside it is the matter of [`super::RoundArchive`].

mod pack;
mod render;

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use pack::Packer;
use render::{
    Rendered, Response, conversion, failure, metadata, push_field, request, response, revisit,
    view, warcinfo,
};

use super::archive::Shape;
use super::reader::Layout;
use super::stored::Stored;
use super::{Archive, Capture, EvidenceError, FailedLook, Record, View};
use crate::model::{Digest, Form};

/// What the first record of a new file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchiveInfo {
    /// What wrote the file, for example `bluebook/0.1.0`.
    pub software: String,
    /// Who collected, as the servers were told it.
    pub user_agent: String,
    /// When it was begun, `YYYY-MM-DDThh:mm:ssZ`.
    pub created_on: String,
}

/// An archive that grows.
#[derive(Debug)]
pub struct WarcWriter {
    file: File,
    path: PathBuf,
    /// Offset behind the last whole record.
    end: u64,
    packer: Packer,
}

/// What is known of a capture once it is appended.
struct Appended {
    /// The answer's `WARC-Record-ID`.
    id: String,
    /// Digest of what was sent.
    payload: Digest,
    /// Digest of the body, which is another where a content coding was undone.
    body: Digest,
}

/// An archive opened for writing.
#[derive(Debug)]
pub struct Opened {
    /// To append with.
    pub writer: WarcWriter,
    /// What the file held when it was opened.
    pub held: Archive,
    /// Length of the torn record that was cut off its end.
    pub n_bytes_cut: u64,
}

impl WarcWriter {
    /// Opens an archive to continue it, or makes a new one. What lies behind the last whole
    /// record is cut off; damage before it stays, and [`Archive::damage`] lists it.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, read, written or cut, if another process has it
    /// open, or if it is not made of gzip members: then it is not touched.
    pub fn open(path: &Path, info: &ArchiveInfo) -> Result<Opened, EvidenceError> {
        let file = make_and_lock(path, info)?;
        let (held, shape) = Archive::open_with_shape(path)?;
        let (writer, n_bytes_cut) = Self::behind(file, path, shape)?;
        Ok(Opened { writer, held, n_bytes_cut })
    }

    /// Goes on behind the last whole record of a locked file of this shape; what follows it is
    /// cut off, and its length told.
    pub(super) fn behind(
        mut file: File,
        path: &Path,
        shape: Shape,
    ) -> Result<(Self, u64), EvidenceError> {
        let wrong = |source| EvidenceError::Write { path: path.to_owned(), source };
        let Shape { whole_until: end, layout } = shape;
        if end == 0 || layout != Layout::Members {
            return Err(EvidenceError::NotContinuable {
                path: path.to_owned(),
                hint: "read it with `--from`, or name a new file to write to",
            });
        }
        let n_bytes_cut = file.metadata().map_err(wrong)?.len().saturating_sub(end);
        if n_bytes_cut > 0 {
            file.set_len(end).and_then(|()| file.sync_all()).map_err(wrong)?;
        }
        file.seek(SeekFrom::Start(end)).map_err(wrong)?;
        Ok((Self { file, path: path.to_owned(), end, packer: Packer::new() }, n_bytes_cut))
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The open file, for its lock.
    pub(super) fn into_file(self) -> File {
        self.file
    }

    /// Its length in bytes.
    pub(super) fn n_bytes(&self) -> u64 {
        self.end
    }

    /// Appends the redirects and the answer of a capture, each with its request, and what
    /// ties them together. They are safe after [`Self::sync`].
    ///
    /// # Errors
    ///
    /// If the file cannot be written; it then ends as it did before.
    pub fn append(&mut self, capture: &Capture) -> Result<(), EvidenceError> {
        self.append_with(capture, response).map(drop)
    }

    /// The same, with a revisit record in place of a body that `stored` knows; gives the digest of
    /// the body.
    pub(super) fn append_once(
        &mut self,
        capture: &Capture,
        stored: &mut Stored,
    ) -> Result<Digest, EvidenceError> {
        let mut is_new = false;
        let Appended { id, payload, body } = self.append_with(capture, |answer, payload| {
            let original = stored.find(capture, payload);
            is_new = original.is_none();
            let whole = || response(answer, payload);
            original.map_or_else(whole, |one| revisit(answer, payload, one))
        })?;
        stored.remember_answer(&capture.url, &payload, &id);
        // Only now: a record that could not be written repeats nothing.
        if is_new {
            stored.remember(capture, payload, id);
        }
        Ok(body)
    }

    /// Appends a capture whose answer `answer` renders. A body is hashed as seldom as can be: that is
    /// a third of what a page costs here.
    fn append_with(
        &mut self,
        capture: &Capture,
        answer: impl FnOnce(&Response<'_>, &Digest) -> Rendered,
    ) -> Result<Appended, EvidenceError> {
        let date = &capture.captured_on;
        let mut records = Vec::new();
        for hop in &capture.hops {
            let answer = response(&Response::of_hop(hop, date), &Digest::of(&hop.entity));
            let question = request(&hop.url, &hop.sent, date, &answer.id);
            records.extend([answer, question]);
        }
        let payload = Digest::of(capture.entity());
        let body = if capture.entity.is_some() { capture.digest() } else { payload };
        let answer = answer(&Response::of_capture(capture), &payload);
        let id = answer.id.clone();
        let question = request(&capture.url, &capture.sent, date, &id);
        let about = metadata(capture, &body, Form::Sent, &id);
        records.extend([answer, question, about]);
        self.append_records(&records).map(|()| Appended { id, payload, body })
    }

    /// Appends a page that a browser made, what it showed of it, and what ties them together, and
    /// gives the digest of the page. The record of its document, as far as `stored` knows it, is named.
    ///
    /// # Errors
    ///
    /// As [`Self::append`].
    pub(super) fn append_rendering(
        &mut self,
        capture: &Capture,
        shown: &View,
        stored: &Stored,
    ) -> Result<Digest, EvidenceError> {
        let body = capture.digest();
        let document = stored.answer(&shown.document_url, &shown.document);
        let page = conversion(capture, &body, document);
        let picture = view(capture, &shown.screenshot, &page.id);
        let about = metadata(capture, &body, Form::Rendered, &page.id);
        // The page counts with what is said about it, so that a torn end leaves none without
        // its picture.
        self.append_records(&[picture, page, about]).map(|()| body)
    }

    /// Appends a look that gave no page.
    ///
    /// # Errors
    ///
    /// As [`Self::append`].
    pub fn append_failure(&mut self, look: &FailedLook) -> Result<(), EvidenceError> {
        self.append_records(&[failure(look)])
    }

    fn append_records(&mut self, records: &[Rendered]) -> Result<(), EvidenceError> {
        let mut members = Vec::new();
        for record in records {
            let packed = self.packer.append(&mut members, &record.head, &record.block);
            packed.map_err(|source| self.unwritten(source))?;
        }
        if let Err(source) = self.file.write_all(&members) {
            // Leave no half record before the ones to come; if this fails too, opening cuts it.
            let _ = self.file.set_len(self.end);
            let _ = self.file.seek(SeekFrom::Start(self.end));
            return Err(self.unwritten(source));
        }
        self.end += members.len() as u64;
        Ok(())
    }

    /// Waits until everything appended is on the disk.
    ///
    /// # Errors
    ///
    /// If the disk fails; what was appended since the last call may then be lost.
    pub fn sync(&mut self) -> Result<(), EvidenceError> {
        self.file.sync_data().map_err(|source| self.unwritten(source))
    }

    fn unwritten(&self, source: io::Error) -> EvidenceError {
        EvidenceError::Write { path: self.path.clone(), source }
    }
}

/// Opens a file and locks it against other processes; makes it first, with its first record,
/// where it is not there.
pub(super) fn make_and_lock(path: &Path, info: &ArchiveInfo) -> Result<File, EvidenceError> {
    let wrong = |source| EvidenceError::Write { path: path.to_owned(), source };
    if !path.exists() {
        create(path, info).map_err(wrong)?;
    }
    let file = match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => file,
        Err(source) => return Err(EvidenceError::Open { path: path.to_owned(), source }),
    };
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(EvidenceError::InUse { path: path.to_owned() }),
        Err(TryLockError::Error(source)) => Err(wrong(source)),
    }
}

/// Writes a file with its first record under another name, so that a file of this name
/// always starts with a whole record.
fn create(path: &Path, info: &ArchiveInfo) -> io::Result<()> {
    let mut first = Vec::new();
    let record = warcinfo(path, info);
    Packer::new().append(&mut first, &record.head, &record.block)?;
    write_whole(path, &first)
}

/// Writes a file under another name first, so that one of this name is always whole.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut draft_path = path.as_os_str().to_owned();
    draft_path.push(".new");
    let mut draft = File::create(&draft_path)?;
    draft.write_all(bytes)?;
    draft.sync_all()?;
    std::fs::rename(&draft_path, path)?;
    // The name is on the disk when its directory is; not every system opens directories.
    match path.parent().map(File::open) {
        Some(Ok(directory)) => directory.sync_all(),
        Some(Err(_)) | None => Ok(()),
    }
}

/// Writes a record that was read as a gzip member, its fields and block as they were.
pub(super) fn write_member(out: &mut impl io::Write, record: &Record) -> io::Result<()> {
    let mut head = String::from("WARC/1.1\r\n");
    for (name, value) in &record.fields {
        push_field(&mut head, name, value);
    }
    head.push_str("\r\n");
    let mut member = Vec::new();
    Packer::new().append(&mut member, &head, &record.block)?;
    out.write_all(&member)
}

#[cfg(test)]
mod tests;
