//! Names of charsets: which may be believed, and the one a page gives itself.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes at the start of a page in which its own label is looked for, as browsers do.
const LABEL_LOOKED_FOR_BYTES: usize = 1024;

/// The charset of a label, if it can be true of bytes that are neither ASCII, nor UTF-8, nor UTF-16.
///
/// Latin-1 is what servers say who know nothing; no Chinese page is written in it.
pub(super) fn trusted(label: &str) -> Option<&'static Encoding> {
    let label =
        label.trim_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';'));
    Encoding::for_label(label.as_bytes()).filter(|&encoding| {
        ![WINDOWS_1252, UTF_8, UTF_16LE, UTF_16BE, REPLACEMENT].contains(&encoding)
    })
}

/// The label in the first `<meta>` that has one, or in the XML declaration.
pub(super) fn in_page(bytes: &[u8]) -> Option<&str> {
    let start = bytes.get(..bytes.len().min(LABEL_LOOKED_FOR_BYTES))?;
    let mut at = 0;
    loop {
        let rest = start.get(at..)?;
        if rest.starts_with(b"<!--") {
            at += memchr::memmem::find(rest, b"-->")?;
        } else if starts_with_ignore_case(rest, b"<meta") {
            let tag = up_to(rest, b'>');
            let label = label_after(tag, b"charset");
            if label.is_some() {
                return label;
            }
        } else if at == 0 && starts_with_ignore_case(rest, b"<?xml") {
            let label = label_after(up_to(rest, b'>'), b"encoding");
            if label.is_some() {
                return label;
            }
        }
        at += 1 + memchr::memchr(b'<', start.get(at + 1..)?)?;
    }
}

/// What follows `key` and `=` in a tag: quoted, or up to a space, `;`, `/` or quote.
fn label_after<'a>(tag: &'a [u8], key: &[u8]) -> Option<&'a str> {
    let mut at = 0;
    while let Some(rest) = tag.get(at..).filter(|rest| rest.len() > key.len()) {
        at += 1;
        if !starts_with_ignore_case(rest, key) {
            continue;
        }
        let after = rest.get(key.len()..)?.trim_ascii_start();
        let Some(value) = after.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\"';/>".contains(byte);
        let n_label = value.iter().position(is_end).unwrap_or(value.len());
        return std::str::from_utf8(value.get(..n_label)?).ok().filter(|label| !label.is_empty());
    }
    None
}

fn up_to(bytes: &[u8], end: u8) -> &[u8] {
    let n_bytes = memchr::memchr(end, bytes).unwrap_or(bytes.len());
    bytes.get(..n_bytes).unwrap_or(bytes)
}

fn starts_with_ignore_case(bytes: &[u8], prefix: &[u8]) -> bool {
    bytes.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
