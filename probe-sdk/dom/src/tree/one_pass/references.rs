//! Text as it stands in the source to text as it is meant: character references and line ends.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// The longest names that need no semicolon, such as `middot`.
pub(super) const OLD_NAME_BYTES_MAX: usize = 6;

/// Where the text stands: names without a semicolon are read differently.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// Appends a run of source text to `out`, references read and line ends made line feeds. The run must
/// be followed by what cannot continue a reference.
pub(super) fn decode(run: &str, place: Place, out: &mut String) {
    let mut rest = run;
    while let Some(found) = memchr::memchr2(b'&', b'\r', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(found).unwrap_or((rest, ""));
        out.push_str(before);
        rest = match from.strip_prefix('\r') {
            Some(after) => {
                out.push('\n');
                after.strip_prefix('\n').unwrap_or(after)
            }
            None => reference(from, place, out),
        };
    }
    out.push_str(rest);
}

/// As [`decode`], where `&` means nothing.
pub(super) fn decode_line_ends(run: &str, out: &mut String) {
    let mut rest = run;
    while let Some((before, after)) = rest.split_once('\r') {
        out.push_str(before);
        out.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(rest);
}

/// Reads the reference at the start of `from`, or its `&` alone, and gives what is left.
fn reference<'a>(from: &'a str, place: Place, out: &mut String) -> &'a str {
    let after = from.strip_prefix('&').unwrap_or(from);
    let read = match after.strip_prefix('#') {
        Some(number) => numeric(number, out),
        None => named(after, place, out),
    };
    read.unwrap_or_else(|| {
        out.push('&');
        after
    })
}

fn numeric<'a>(number: &'a str, out: &mut String) -> Option<&'a str> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    let n_digits = digits.bytes().take_while(|&byte| char::from(byte).is_digit(radix)).count();
    let (digits, rest) = digits.split_at_checked(n_digits).filter(|_| n_digits > 0)?;
    // A number too large for the type is too large for a character.
    let code = u32::from_str_radix(digits, radix).unwrap_or(u32::MAX);
    let c1 = code.checked_sub(0x80).and_then(|place| C1_REPLACEMENTS.get(place as usize));
    let read = match (c1, code) {
        (Some(&Some(c)), _) => Some(c),
        (_, 0) => None,
        (_, code) => char::from_u32(code),
    };
    out.push(read.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(rest.strip_prefix(';').unwrap_or(rest))
}

/// `None` if no name of a character stands here.
fn named<'a>(after: &'a str, place: Place, out: &mut String) -> Option<&'a str> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
    let n_name = after.as_bytes().iter().take_while(|byte| is_name(byte)).count();
    // A name with its semicolon is complete: no other name begins with it.
    if after.as_bytes().get(n_name) == Some(&b';') {
        let (name, rest) = after.split_at_checked(n_name + 1)?;
        if let Some(c) = common(name) {
            out.push(c);
            return Some(rest);
        }
        if push_named(name, out) {
            return Some(rest);
        }
    }
    // Otherwise the longest of the old names that need no semicolon.
    let n_old = (1..=n_name.min(OLD_NAME_BYTES_MAX)).rev().find(|&n_bytes| {
        after.get(..n_bytes).is_some_and(|name| NAMED_ENTITIES.get(name).is_some_and(|c| c.0 != 0))
    })?;
    let (name, rest) = after.split_at_checked(n_old)?;
    let continues = rest.as_bytes().first().is_some_and(|byte| is_name(byte) || *byte == b'=');
    if place == Place::Attribute && continues {
        return None;
    }
    push_named(name, out).then_some(rest)
}

/// What most references of Chinese pages are, without a search.
fn common(name: &str) -> Option<char> {
    Some(match name {
        "nbsp;" => '\u{a0}',
        "amp;" => '&',
        "lt;" => '<',
        "gt;" => '>',
        "quot;" => '"',
        "middot;" => '·',
        "copy;" => '©',
        "raquo;" => '»',
        "ldquo;" => '“',
        "rdquo;" => '”',
        "emsp;" => '\u{2003}',
        "ensp;" => '\u{2002}',
        _ => return None,
    })
}

fn push_named(name: &str, out: &mut String) -> bool {
    let Some(&(first, second)) = NAMED_ENTITIES.get(name).filter(|found| found.0 != 0) else {
        return false;
    };
    out.extend(char::from_u32(first));
    if second != 0 {
        out.extend(char::from_u32(second));
    }
    true
}
