//! Reads WARC files record by record: a gzip member a record, one gzip stream, or plain.
//!
//! Written for other people's archives. A damaged record is reported and reading goes on
//! behind it; only a file that cannot be read or sought ends the iteration early.

mod parse;
mod resync;
mod stream;

use std::io::{self, BufRead, BufReader, Seek};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
use parse::{Flaw, parse_record};
use resync::next_start;
use stream::Counted;

use super::{EvidenceError, Place, Record};

/// An iterator over the records of one file.
#[derive(Debug)]
pub struct WarcReader<R> {
    path: PathBuf,
    state: State<R>,
    block_bytes_max: usize,
    whole_until: u64,
    layout: Layout,
    is_plain: bool,
}

type Member<R> = Counted<BufReader<GzDecoder<Counted<R>>>>;

/// Where the reader stands in the file.
#[derive(Debug)]
enum State<R> {
    /// Before a gzip member or a plain record.
    Between(Counted<R>),
    /// Inside a gzip member that starts at `offset`.
    Within { member: Box<Member<R>>, offset: u64 },
    /// Behind the last record, or after a failure.
    Done,
}

/// How the records seen so far lie in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A gzip member each.
    Members,
    /// In some other way.
    Other,
}

/// What one step of the reader came to.
enum Step {
    Record(Record),
    /// Nothing yet; look again.
    Again,
    End,
}

impl<R: BufRead + Seek> WarcReader<R> {
    /// A reader from where `file` stands, taken as the start. `path` is for messages.
    /// Blocks are cut at `block_bytes_max`.
    pub fn new(file: R, path: &Path, block_bytes_max: usize) -> Self {
        Self::at(file, path, 0, block_bytes_max)
    }

    /// The same from `offset`, where `file` must stand.
    pub(super) fn at(file: R, path: &Path, offset: u64, block_bytes_max: usize) -> Self {
        Self {
            path: path.to_owned(),
            state: State::Between(Counted::new(file, offset)),
            block_bytes_max,
            whole_until: offset,
            layout: Layout::Members,
            is_plain: false,
        }
    }

    /// The offset behind the last whole member or plain record.
    pub(super) fn whole_until(&self) -> u64 {
        self.whole_until
    }

    /// How the records seen so far lie in the file.
    pub(super) fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether the last record lay in the file uncompressed.
    pub(super) fn is_plain(&self) -> bool {
        self.is_plain
    }

    fn step(&mut self) -> Result<Step, EvidenceError> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Between(file) => self.step_between(file),
            State::Within { member, offset } => self.step_within(member, offset),
            State::Done => Ok(Step::End),
        }
    }

    fn step_between(&mut self, mut file: Counted<R>) -> Result<Step, EvidenceError> {
        let offset = file.position();
        let first = match file.fill_buf() {
            Ok(bytes) => bytes.first().copied(),
            Err(source) => return Err(self.unreadable(offset, source)),
        };
        match first {
            None => Ok(Step::End),
            Some(b'\r' | b'\n') => {
                file.consume(1);
                self.state = State::Between(file);
                Ok(Step::Again)
            }
            Some(GZIP_FIRST_BYTE) => {
                let decoder = BufReader::new(GzDecoder::new(file));
                let member = Box::new(Counted::new(decoder, 0));
                self.state = State::Within { member, offset };
                Ok(Step::Again)
            }
            Some(_) => match parse_record(&mut file, self.block_bytes_max) {
                Ok(parsed) => {
                    self.layout = Layout::Other;
                    self.is_plain = true;
                    self.whole_until = file.position();
                    self.state = State::Between(file);
                    Ok(Step::Record(parsed.at(Place { offset, skip: 0 })))
                }
                Err(flaw) => Err(self.flawed(file, offset, flaw)),
            },
        }
    }

    fn step_within(
        &mut self,
        mut member: Box<Member<R>>,
        offset: u64,
    ) -> Result<Step, EvidenceError> {
        let skip = member.position();
        self.is_plain = false;
        let parsed = match parse_record(&mut *member, self.block_bytes_max) {
            Ok(parsed) => parsed,
            Err(flaw) => return Err(self.flawed(member.into_file(), offset, flaw)),
        };
        if parsed.is_last {
            let file = member.into_file();
            self.whole_until = file.position();
            self.state = State::Between(file);
        } else {
            self.state = State::Within { member, offset };
        }
        if skip > 0 || !parsed.is_last {
            self.layout = Layout::Other;
        }
        Ok(Step::Record(parsed.at(Place { offset, skip })))
    }

    /// Moves on to the next place a record may start and gives the error to report.
    fn flawed(&mut self, mut file: Counted<R>, offset: u64, flaw: Flaw) -> EvidenceError {
        let what = match flaw {
            Flaw::Damaged(what) => what,
            Flaw::Unreadable(source) => return self.unreadable(file.position(), source),
        };
        match next_start(&mut file, offset) {
            Ok(()) => self.state = State::Between(file),
            Err(source) => return self.unreadable(offset, source),
        }
        EvidenceError::damaged(&self.path, offset, what)
    }

    fn unreadable(&self, offset: u64, source: io::Error) -> EvidenceError {
        EvidenceError::Read { path: self.path.clone(), offset, source }
    }
}

/// A gzip member starts with 1f 8b (RFC 1952, 2.3.1).
const GZIP_FIRST_BYTE: u8 = 0x1f;

impl<R: BufRead> Member<R> {
    fn into_file(self) -> Counted<R> {
        self.into_inner().into_inner().into_inner()
    }
}

impl<R: BufRead + Seek> Iterator for WarcReader<R> {
    type Item = Result<Record, EvidenceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step() {
                Ok(Step::Record(record)) => return Some(Ok(record)),
                Ok(Step::Again) => {}
                Ok(Step::End) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Reads the one record at `place`; `file` must stand at its offset.
pub(super) fn read_at<R: BufRead + Seek>(
    file: R,
    path: &Path,
    place: Place,
    block_bytes_max: usize,
) -> Result<Record, EvidenceError> {
    // Records before it in the same gzip stream are decoded and dropped.
    for record in WarcReader::at(file, path, place.offset, block_bytes_max) {
        let record = record?;
        if record.place == place {
            return Ok(record);
        }
        if record.place.offset > place.offset {
            break;
        }
    }
    Err(EvidenceError::damaged(path, place.offset, "the record is no longer there"))
}

#[cfg(test)]
mod tests;
