//! One record out of a stream of decoded bytes.

use std::io::{self, BufRead, ErrorKind, Read};

use super::super::record::parse_fields;
use super::super::{Headers, Place, Record, RecordKind};

/// Bytes of a record's named fields. Real ones take a few hundred.
const FIELDS_BYTES_MAX: usize = 64 << 10;

/// Bytes a block may claim to have. Videos in archives reach hundreds of megabytes;
/// a larger number is a damaged one, and skipping it would take for ever.
const BLOCK_BYTES_CLAIMED_MAX: u64 = 4 << 30;

/// A record without its place.
#[derive(Debug)]
pub(super) struct Parsed {
    kind: RecordKind,
    fields: Headers,
    block: Vec<u8>,
    n_block_bytes: u64,
    /// Whether nothing follows in the stream.
    pub(super) is_last: bool,
}

impl Parsed {
    pub(super) fn at(self, place: Place) -> Record {
        let Self { kind, fields, block, n_block_bytes, is_last: _ } = self;
        Record { kind, fields, block, n_block_bytes, place }
    }
}

/// Why there is no record.
#[derive(Debug)]
pub(super) enum Flaw {
    /// The bytes are wrong.
    Damaged(String),
    /// The file cannot be read.
    Unreadable(io::Error),
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        // The gzip decoder reports bad bytes with these kinds; the rest are the disk's.
        if error.kind() == ErrorKind::UnexpectedEof {
            Self::Damaged("the file ends within the record".to_owned())
        } else if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::InvalidData) {
            Self::Damaged(error.to_string())
        } else {
            Self::Unreadable(error)
        }
    }
}

fn damaged<T>(what: impl Into<String>) -> Result<T, Flaw> {
    Err(Flaw::Damaged(what.into()))
}

/// Reads a record and the line ends behind it.
pub(super) fn parse_record(
    stream: &mut impl BufRead,
    block_bytes_max: usize,
) -> Result<Parsed, Flaw> {
    let fields = read_fields(stream)?;
    let field = |name| super::super::record::field(&fields, name);
    let Some(n_block_bytes) = field("Content-Length").and_then(|n| n.parse::<u64>().ok()) else {
        return damaged("the record has no valid Content-Length");
    };
    if n_block_bytes > BLOCK_BYTES_CLAIMED_MAX {
        return damaged(format!("the record claims {n_block_bytes} bytes"));
    }
    let kind = RecordKind::from_name(field("WARC-Type").unwrap_or_default());
    let block = read_block(stream, n_block_bytes, block_bytes_max)?;
    let is_last = skip_line_ends(stream)?;
    Ok(Parsed { kind, fields, block, n_block_bytes, is_last })
}

/// The version line and the named fields, up to the empty line.
fn read_fields(stream: &mut impl BufRead) -> Result<Headers, Flaw> {
    let mut head = Vec::new();
    let mut limited = stream.take(FIELDS_BYTES_MAX as u64);
    loop {
        let start = head.len();
        limited.read_until(b'\n', &mut head)?;
        let line = head.get(start..).unwrap_or_default();
        if !line.ends_with(b"\n") {
            return damaged(if limited.limit() == 0 {
                "the record's fields do not end"
            } else {
                "the file ends within the record"
            });
        }
        if start == 0 && !line.starts_with(b"WARC/") {
            return damaged("no record starts here");
        }
        if matches!(line, b"\n" | b"\r\n") {
            return Ok(parse_fields(&String::from_utf8_lossy(&head)));
        }
    }
}

/// The first `block_bytes_max` bytes of the block; the rest is read and dropped.
fn read_block(
    stream: &mut impl BufRead,
    n_block_bytes: u64,
    block_bytes_max: usize,
) -> Result<Vec<u8>, Flaw> {
    let n_kept = n_block_bytes.min(block_bytes_max as u64);
    let mut block = Vec::new();
    stream.take(n_kept).read_to_end(&mut block)?;
    let n_dropped = io::copy(&mut stream.take(n_block_bytes - n_kept), &mut io::sink())?;
    if block.len() as u64 + n_dropped < n_block_bytes {
        return damaged("the file ends within the record");
    }
    Ok(block)
}

/// Skips what separates records and tells whether the stream ends there. At the end of a
/// gzip member the decoder checks the member's checksum.
fn skip_line_ends(stream: &mut impl BufRead) -> Result<bool, Flaw> {
    loop {
        let bytes = stream.fill_buf()?;
        if bytes.is_empty() {
            return Ok(true);
        }
        let n_line_ends = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let next = bytes.get(n_line_ends).copied();
        stream.consume(n_line_ends);
        match next {
            None => {}
            // The W of the next record's version line, or its gzip member.
            Some(b'W' | super::GZIP_FIRST_BYTE) => return Ok(false),
            Some(_) => return damaged("the block is longer than its Content-Length"),
        }
    }
}
