//! A source line with carets under the bytes a message is about.

use std::fmt;

use super::source::Place;

/// Characters of a source line that are shown; longer lines are cut around the caret.
const SHOWN_CHARS_MAX: usize = 120;

/// Characters kept before the caret where a line is cut.
const CHARS_BEFORE_CARET: usize = 40;

/// Columns of a terminal that a tab is shown as.
const TAB_COLUMNS: usize = 4;

/// One line of source, ready to be printed. Empty where there is no text to show.
#[derive(Debug, Default)]
pub(super) struct Snippet {
    line: String,
    indent_columns: usize,
    caret_columns: usize,
}

impl Snippet {
    /// The line and column, from 1, of `place`, and the line itself.
    pub(super) fn cut(place: &Place) -> (usize, usize, Self) {
        let text = place.source.text.as_str();
        let start = floor_char(text, place.span.start);
        let end = floor_char(text, place.span.end).max(start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
        let skipped = text.get(line_start..start).unwrap_or_default().chars().count();
        let marked = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
        let n_marked = marked.chars().count().max(1);
        let number = before.matches('\n').count() + 1;
        (number, skipped + 1, Self::window(line, skipped, n_marked))
    }

    /// The part of `line` around the marked characters.
    fn window(line: &str, skipped: usize, n_marked: usize) -> Self {
        let n_chars = line.chars().count();
        let from = if n_chars > SHOWN_CHARS_MAX {
            skipped.min(n_chars).saturating_sub(CHARS_BEFORE_CARET)
        } else {
            0
        };
        let mut snippet = Self::default();
        if from > 0 {
            snippet.line.push('…');
            snippet.indent_columns += 1;
        }
        for (i, c) in line.chars().enumerate().skip(from).take(SHOWN_CHARS_MAX) {
            let columns = push_shown(&mut snippet.line, c);
            if i < skipped {
                snippet.indent_columns += columns;
            } else if i < skipped + n_marked {
                snippet.caret_columns += columns;
            }
        }
        if from + SHOWN_CHARS_MAX < n_chars {
            snippet.line.push('…');
        }
        snippet
    }

    /// Writes the line and the carets, each after a line break.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, number: usize) -> fmt::Result {
        if self.line.is_empty() {
            return Ok(());
        }
        let number = number.to_string();
        let gutter = " ".repeat(number.len());
        let indent = " ".repeat(self.indent_columns);
        let caret = "^".repeat(self.caret_columns.max(1));
        write!(f, "\n{gutter} |\n{number} | {}\n{gutter} | {indent}{caret}", self.line)
    }
}

/// Adds `c` as a terminal may show it; gives the columns it takes.
fn push_shown(line: &mut String, c: char) -> usize {
    match c {
        '\t' => {
            line.push_str(&" ".repeat(TAB_COLUMNS));
            TAB_COLUMNS
        }
        // An escape sequence in a manifest must not reach the terminal.
        _ if c.is_control() => {
            line.push(char::REPLACEMENT_CHARACTER);
            1
        }
        _ => {
            line.push(c);
            columns(c)
        }
    }
}

/// Columns of a character: 2 for the East Asian wide ones (UAX #11), 0 for
/// combining marks and joiners, else 1.
fn columns(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036F | 0x200B..=0x200F | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
