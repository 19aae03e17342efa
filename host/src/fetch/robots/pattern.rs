//! Patterns of paths: `*` is any characters, `$` at the end is the end (RFC 9309, 2.2.3).

use std::fmt::Write as _;

/// A pattern of paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// What lies between the stars, in order; the first begins at the path's start.
    parts: Vec<String>,
    is_to_the_end: bool,
    len: usize,
}

impl Pattern {
    /// Reads a pattern; any text is one.
    pub(super) fn parse(text: &str) -> Self {
        let (text, is_to_the_end) = match text.strip_suffix('$') {
            Some(text) => (text, true),
            None => (text, false),
        };
        let parts: Vec<String> = text.split('*').map(normal).collect();
        let len = parts.iter().map(String::len).sum::<usize>() + parts.len() - 1;
        Self { parts, is_to_the_end, len: len + usize::from(is_to_the_end) }
    }

    /// Octets, by which the more specific of two is told.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether a path, made [`normal`], fits. Takes time in proportion to the path for each
    /// part: every part is looked for once, leftmost.
    pub(super) fn fits(&self, path: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return true };
        let Some(mut left) = path.strip_prefix(first.as_str()) else { return false };
        let Some((last, middle)) = rest.split_last() else {
            return !self.is_to_the_end || left.is_empty();
        };
        for part in middle {
            let Some((_, behind)) = left.split_once(part.as_str()) else { return false };
            left = behind;
        }
        if self.is_to_the_end {
            left.ends_with(last.as_str())
        } else {
            left.contains(last.as_str())
        }
    }
}

/// A path in the one spelling in which paths and patterns are compared: characters that need
/// no percent sign have none, all others have one, with capital digits (2.2.2).
pub(super) fn normal(path: &str) -> String {
    let mut normal = String::with_capacity(path.len());
    let mut bytes = path.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let mut rest = bytes.clone();
        let mut coded = || Some(hex(rest.next()?)? << 4 | hex(rest.next()?)?);
        match byte {
            b'%' => match coded() {
                Some(coded) => {
                    bytes.nth(1);
                    if is_unreserved(coded) {
                        normal.push(char::from(coded));
                    } else {
                        push_coded(&mut normal, coded);
                    }
                }
                None => normal.push('%'),
            },
            0x21..=0x7e => normal.push(char::from(byte)),
            _ => push_coded(&mut normal, byte),
        }
    }
    normal
}

fn push_coded(normal: &mut String, byte: u8) {
    // Writing to a string cannot fail.
    let _ = write!(normal, "%{byte:02X}");
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// RFC 3986, 2.3.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
