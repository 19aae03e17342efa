//! What HTTP says inside a record: status, headers, body, where a redirect leads.

use url::Url;

use super::coding::undo_chunks;
use super::record::{field, parse_fields};
use super::{Ended, Headers};

/// A response out of a record's block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Headers,
    /// The body with its chunks joined and its content coding as it was sent.
    pub(super) entity: Vec<u8>,
    /// Whether the last chunk is missing.
    pub(super) is_short: bool,
}

/// Reads a response. `None` where the block does not start with a status line.
pub(super) fn parse_response(block: &[u8]) -> Option<Response> {
    let (head, body) = split_head(block);
    let head = latin1(head);
    let (status_line, lines) = head.split_once('\n').unwrap_or((&head, ""));
    let status = status_of(status_line)?;
    let headers = parse_fields(lines);
    let is_chunked = field(&headers, "transfer-encoding")
        .is_some_and(|codings| codings.to_ascii_lowercase().contains("chunked"));
    let joined = if is_chunked { undo_chunks(body) } else { None };
    let (entity, is_short) = match joined {
        Some(joined) => (joined.body, joined.ended == Ended::Short),
        None => (body.to_vec(), false),
    };
    Some(Response { status, headers, entity, is_short })
}

/// The status in `HTTP/1.1 200 OK`, whatever the version and the words.
fn status_of(line: &str) -> Option<u16> {
    let mut words = line.split_ascii_whitespace();
    words.next().filter(|version| version.starts_with("HTTP/"))?;
    words.next()?.parse().ok().filter(|status| (100..1000).contains(status))
}

/// Bytes before the body.
pub(super) fn head_length(block: &[u8]) -> usize {
    block.len() - split_head(block).1.len()
}

/// The lines before the first empty line, and what follows it.
fn split_head(block: &[u8]) -> (&[u8], &[u8]) {
    let mut line_start = 0;
    for (at, byte) in block.iter().enumerate() {
        if *byte != b'\n' {
            continue;
        }
        if matches!(block.get(line_start..at), Some(b"" | b"\r")) {
            return (
                block.get(..line_start).unwrap_or_default(),
                block.get(at + 1..).unwrap_or_default(),
            );
        }
        line_start = at + 1;
    }
    (block, &[])
}

/// Every byte as the character of the same number.
pub(super) fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The bytes [`latin1`] was given. Other characters become question marks.
pub(super) fn latin1_bytes(text: &str) -> impl Iterator<Item = u8> {
    text.chars().map(|char| u8::try_from(char).unwrap_or(b'?'))
}

/// Where a redirect leads, without its fragment. `None` for other answers and for a
/// `Location` that is no address. Bytes above ASCII, which Chinese sites put there as
/// UTF-8 or GBK, are percent-encoded as they are.
pub fn redirect_target(from: &Url, status: u16, headers: &Headers) -> Option<Url> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = field(headers, "location")?;
    let mut ascii = String::with_capacity(location.len());
    for byte in latin1_bytes(location) {
        if byte.is_ascii() {
            ascii.push(char::from(byte));
        } else {
            use std::fmt::Write as _;
            // Writing to a string cannot fail.
            let _ = write!(ascii, "%{byte:02X}");
        }
    }
    let mut target = from.join(ascii.trim()).ok()?;
    target.set_fragment(None);
    Some(target)
}

#[cfg(test)]
mod tests;
