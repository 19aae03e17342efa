//! The lines of a `robots.txt`.

use super::ROBOTS_BYTES_MAX;

/// A line that says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// Without comment and white space around.
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) key: String,
    pub(super) value: &'a str,
}

/// The lines with a key and a value. Lines end in CR, LF or both; what is no UTF-8 ends the
/// part of the line that is read, as a rule in another charset can fit no address.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = Line<'_>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let is_cut = bytes.len() > ROBOTS_BYTES_MAX;
    let bytes = bytes.get(..ROBOTS_BYTES_MAX).unwrap_or(bytes);
    // Half a rule would forbid more than it means.
    let last = bytes.iter().rposition(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(0);
    let bytes = if is_cut { bytes.get(..last).unwrap_or_default() } else { bytes };
    numbered(bytes).filter_map(|(number, line)| {
        let line = line.split(|byte| *byte == b'#').next()?;
        let text = str::from_utf8(line).unwrap_or_else(|error| {
            line.get(..error.valid_up_to()).and_then(|line| str::from_utf8(line).ok()).unwrap_or("")
        });
        let text = text.trim();
        let (key, value) = text.split_once(':')?;
        Some(Line { number, text, key: key.trim().to_ascii_lowercase(), value: value.trim() })
    })
}

/// Lines and their numbers, as an editor counts them.
fn numbered(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').flat_map(|line| {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        line.split(|byte| *byte == b'\r')
    });
    (1..).zip(lines)
}
