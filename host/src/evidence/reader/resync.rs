//! Finding the next record behind a damaged one.

use std::io::{self, BufRead, Read, Seek};

use flate2::bufread::GzDecoder;

use super::GZIP_FIRST_BYTE;
use super::stream::Counted;

/// What a record starts with, whatever its version.
const VERSION_START: [u8; 5] = *b"WARC/";

/// Moves `file` to the next place behind `damaged_at` where a record seems to start, or to
/// its end. Behind a gzip member that is the next member holding a record; behind anything
/// else also a line that starts like one. A member's bytes are not searched for plain
/// records: it may hold pages about archives.
pub(super) fn next_start<R: BufRead + Seek>(
    file: &mut Counted<R>,
    damaged_at: u64,
) -> io::Result<()> {
    file.seek_to(damaged_at)?;
    let is_member = file.fill_buf()?.first() == Some(&GZIP_FIRST_BYTE);
    if !file.fill_buf()?.is_empty() {
        file.consume(1);
    }
    let mut latest: u64 = 0;
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(());
        }
        let mut found = None;
        for (n_seen, byte) in (1..).zip(bytes) {
            latest = latest << 8 | u64::from(*byte);
            if latest & 0x00ff_ffff == 0x001f_8b08 {
                found = Some((n_seen, 3));
            } else if !is_member && is_plain_start(latest) {
                found = Some((n_seen, VERSION_START.len() as u64));
            }
            if found.is_some() {
                break;
            }
        }
        let n_bytes = bytes.len();
        let Some((n_seen, n_matched)) = found else {
            file.consume(n_bytes);
            continue;
        };
        file.consume(n_seen);
        let behind = file.position();
        let start = behind - n_matched;
        file.seek_to(start)?;
        if n_matched != 3 || holds_record(file) {
            return file.seek_to(start);
        }
        file.seek_to(behind)?;
    }
}

/// Whether the last six bytes are a line end and the start of a record.
fn is_plain_start(latest: u64) -> bool {
    let [_, _, line_end, start @ ..] = latest.to_be_bytes();
    line_end == b'\n' && start == VERSION_START
}

/// Whether the gzip member that starts here decodes to a record's start.
fn holds_record<R: BufRead>(file: &mut Counted<R>) -> bool {
    let mut start = [0; VERSION_START.len()];
    GzDecoder::new(file).read_exact(&mut start).is_ok() && start == VERSION_START
}
