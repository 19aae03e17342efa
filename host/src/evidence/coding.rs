//! Undoing what HTTP did to a body on its way: chunks and compression.
//!
//! The limits are constants and not settings: a page must decode to the same
//! bytes when it is fetched and when its archive is read again.

use flate2::{Decompress, FlushDecompress, Status};

/// Bytes a body may decode to. The largest page seen on a government site is 3 MB.
const DECODED_BYTES_MAX: usize = 32 << 20;

/// Times a body may grow by being decoded. HTML grows 5 to 20 times.
const EXPANSION_MAX: usize = 200;

/// Bytes below which growth does not count: a page of spaces grows 1,000 times and harms nobody.
const EXPANSION_FREE_BYTES: usize = 1 << 20;

/// Codings laid over each other. One is usual, two is a mistake, more is an attack.
const CODINGS_MAX: usize = 3;

/// Bytes decoded at a time.
const STEP_BYTES: usize = 64 << 10;

/// A decoded body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Undone {
    /// What could be decoded.
    pub(super) body: Vec<u8>,
    /// Whether that is all.
    pub(super) ended: Ended,
}

/// Where decoding stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ended {
    /// At the end the coding itself marks.
    Whole,
    /// At the end of the bytes, which is earlier.
    Short,
    /// At a limit.
    Cut,
}

/// A body that cannot be decoded at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodingError {
    /// A coding we never ask for.
    #[error("content coding `{0}` is not supported")]
    Unsupported(String),
    /// The bytes are not what the header says.
    #[error("the body is no valid {0}")]
    Corrupt(&'static str),
    /// Too many codings over each other.
    #[error("more than {CODINGS_MAX} content codings")]
    TooMany,
}

/// Undoes the codings a `Content-Encoding` header names, the last one first.
///
/// Words that name no coding, such as `utf-8`, change nothing, and neither does
/// `gzip` over a body that is none: archives store decoded bodies below old headers.
///
/// # Errors
///
/// If a coding is not supported or the bytes are not in it.
pub(super) fn undo_content_coding(
    entity: &[u8],
    header: &str,
) -> Result<Option<Undone>, CodingError> {
    let limit = entity.len().saturating_mul(EXPANSION_MAX).max(EXPANSION_FREE_BYTES);
    let limit = limit.min(DECODED_BYTES_MAX);
    let mut undone: Option<Undone> = None;
    let mut n_codings = 0;
    for name in header.rsplit(',').map(str::trim).filter(|name| !name.is_empty()) {
        n_codings += 1;
        if n_codings > CODINGS_MAX {
            return Err(CodingError::TooMany);
        }
        let coded = undone.as_ref().map_or(entity, |undone| &undone.body);
        if let Some(mut next) = undo_one(coded, name, limit)? {
            next.ended = next.ended.max(undone.map_or(Ended::Whole, |undone| undone.ended));
            undone = Some(next);
        }
    }
    Ok(undone)
}

fn undo_one(coded: &[u8], name: &str, limit: usize) -> Result<Option<Undone>, CodingError> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "gzip" | "x-gzip" => {
            let Some(start) = gzip_data_start(coded) else { return Ok(None) };
            inflate(coded.get(start..).unwrap_or_default(), Decompress::new(false), limit)
                .map(Some)
                .ok_or(CodingError::Corrupt("gzip"))
        }
        // The name means zlib; many servers send bare deflate (RFC 9110, 8.4.1.2).
        "deflate" if !coded.is_empty() => {
            inflate(coded, Decompress::new(has_zlib_header(coded)), limit)
                .map(Some)
                .ok_or(CodingError::Corrupt("deflate"))
        }
        "br" | "zstd" | "compress" | "x-compress" | "dcb" | "dcz" => {
            Err(CodingError::Unsupported(name))
        }
        _ => Ok(None),
    }
}

/// `None` where the bytes are not deflate.
fn inflate(mut coded: &[u8], mut decoder: Decompress, limit: usize) -> Option<Undone> {
    let mut body = Vec::new();
    let ended = loop {
        if body.len() >= limit {
            body.truncate(limit);
            break Ended::Cut;
        }
        let before = (decoder.total_in(), body.len());
        body.reserve(STEP_BYTES);
        let status = decoder.decompress_vec(coded, &mut body, FlushDecompress::None).ok()?;
        let n_read = usize::try_from(decoder.total_in() - before.0).ok()?;
        coded = coded.get(n_read..)?;
        match status {
            Status::StreamEnd => break if body.len() > limit { Ended::Cut } else { Ended::Whole },
            Status::Ok | Status::BufError => {}
        }
        if n_read == 0 && body.len() == before.1 {
            break Ended::Short;
        }
    };
    body.truncate(limit);
    Some(Undone { body, ended })
}

/// Where the deflate data of a gzip member starts (RFC 1952, 2.3); `None` where this is no
/// gzip. A header cut short gives the end.
fn gzip_data_start(bytes: &[u8]) -> Option<usize> {
    const FIXED_BYTES: usize = 10;
    const HEADER_CHECKSUM: u8 = 2;
    const EXTRA: u8 = 4;
    const NAME: u8 = 8;
    const COMMENT: u8 = 16;
    if !bytes.starts_with(&[0x1f, 0x8b, 8]) {
        return None;
    }
    let flags = bytes.get(3).copied().unwrap_or_default();
    let mut at = FIXED_BYTES;
    if flags & EXTRA != 0 {
        let low = bytes.get(at).copied().unwrap_or_default();
        let high = bytes.get(at + 1).copied().unwrap_or_default();
        at += 2 + usize::from(u16::from_le_bytes([low, high]));
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let rest = bytes.get(at..).unwrap_or_default();
            at += rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len()) + 1;
        }
    }
    if flags & HEADER_CHECKSUM != 0 {
        at += 2;
    }
    Some(at.min(bytes.len()))
}

fn has_zlib_header(bytes: &[u8]) -> bool {
    match bytes {
        [method, flags, ..] => {
            method & 0x0f == 8 && u16::from_be_bytes([*method, *flags]).is_multiple_of(31)
        }
        _ => false,
    }
}

/// Takes the chunk frames out of a body (RFC 9112, 7.1). `None` where it has none:
/// archives keep the `Transfer-Encoding` header over bodies already joined.
pub(super) fn undo_chunks(mut framed: &[u8]) -> Option<Undone> {
    let mut body = Vec::with_capacity(framed.len());
    let mut is_first = true;
    loop {
        let Some((n_bytes, rest)) = chunk_size(framed) else {
            return (!is_first).then_some(Undone { body, ended: Ended::Short });
        };
        if n_bytes == 0 {
            return Some(Undone { body, ended: Ended::Whole });
        }
        let Some((chunk, rest)) = rest.split_at_checked(n_bytes) else {
            body.extend_from_slice(rest);
            return Some(Undone { body, ended: Ended::Short });
        };
        body.extend_from_slice(chunk);
        framed = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        is_first = false;
    }
}

/// The size a chunk's first line gives, and what follows the line.
fn chunk_size(framed: &[u8]) -> Option<(usize, &[u8])> {
    /// A size takes at most 16 digits; extensions, which nobody sends, get the rest.
    const LINE_BYTES_MAX: usize = 256;
    let end = framed.iter().take(LINE_BYTES_MAX).position(|byte| *byte == b'\n')?;
    let line = str::from_utf8(framed.get(..end)?).ok()?;
    let digits = line.split(';').next()?.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((usize::from_str_radix(digits, 16).ok()?, framed.get(end + 1..)?))
}

#[cfg(test)]
mod tests;
