//! Words of pages, probes and manifests made safe for terminals, spreadsheets
//! and JSON readers. Every page is hostile until proven otherwise.

use std::io;

use serde::Serialize;

/// Characters of a quote, note or name that are shown: twice what a probe may
/// quote, and still a screenful.
const TEXT_CHARS_MAX: usize = 400;

/// Characters of an address that are shown; longer ones are cut by browsers and
/// servers as well. JSON has the whole.
const URL_CHARS_MAX: usize = 2_000;

/// `text` on one line: white space folded, steering characters as `\u{1b}`, cut
/// with `…` when long.
pub fn clean(text: &str) -> String {
    shown(text, TEXT_CHARS_MAX)
}

/// `text` with its lines and tabs, whole, steering characters as `\u{1b}`.
pub fn clean_lines(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => cleaned.push(c),
            // Of other systems' line ends; alone it would write over the line.
            '\r' => {}
            c if steers(c) => cleaned.extend(c.escape_unicode()),
            c => cleaned.push(c),
        }
    }
    cleaned
}

/// The same for an address.
pub(super) fn clean_url(url: &str) -> String {
    shown(url, URL_CHARS_MAX)
}

fn shown(text: &str, chars_max: usize) -> String {
    let mut shown = String::new();
    let mut chars = text.split_whitespace().flat_map(|word| [" ", word]).flat_map(str::chars);
    let _leading_space = chars.next();
    for c in chars.by_ref().take(chars_max) {
        if steers(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

/// Whether `c` could move the cursor, change colours, turn the direction of
/// writing or hide itself: Unicode categories Cc and Cf, and the line separators.
pub(super) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e007f}')
}

/// A cell of RFC 4180 for `text`.
///
/// A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` (also their
/// full-width forms) for a formula; an apostrophe before it makes it text.
pub(crate) fn csv_text(text: &str) -> String {
    let mut cell = clean(text);
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        cell.insert(0, '\'');
    }
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// Writes `value` as indented JSON and a line feed. Steering characters are
/// escaped, which JSON readers undo, so that nothing is lost and the text can
/// go to a terminal.
pub(crate) fn write_json(out: &mut impl io::Write, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    let mut escaped = String::with_capacity(json.len() + 1);
    let mut units = [0; 2];
    for c in json.chars() {
        // A line feed stands between values only; within a string it is `\n`.
        if c != '\n' && steers(c) {
            escaped.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            escaped.push(c);
        }
    }
    escaped.push('\n');
    out.write_all(escaped.as_bytes())
}
