//! Words of hostile pages in files that spreadsheets open.

use std::borrow::Cow;

/// What a cell may begin with that a spreadsheet takes for a formula, full-width forms included
/// (OWASP, CSV injection).
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `text` for a cell of a CSV file: an apostrophe before what would be a formula, and
/// control characters written out but for line feed and tab.
pub(crate) fn csv_cell(text: &str) -> Cow<'_, str> {
    let text = without_controls(text);
    // A spreadsheet trims before it looks.
    if text.trim_start().starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { text }
}

/// `text` with control characters but line feed and tab as `\u{1b}`; XML and terminals have no
/// place for them.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(is_odd) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_odd(c) { safe.extend(c.escape_unicode()) } else { safe.push(c) }
    }
    Cow::Owned(safe)
}
