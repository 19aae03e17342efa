//! A file of regions with one table more or one table less, every other byte as it was.
//!
//! Text in, text out: the file is not written here, and whether the set is still valid is
//! for [`super::load_edited`] to say. Tables are found by a parser that keeps places, and the edit
//! is made in the text, so that line ends, comments and layout are not made anew.

use std::ops::Range;

use toml_edit::{ArrayOfTables, Document, Item, Table, Value};

use crate::model::{RegionCode, Switched};

/// A table that can be added to a file of regions, or taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A start page.
    Page,
    /// An account.
    Account,
    /// A switch that is off.
    Disable,
    /// A switch that is on again.
    Enable,
}

impl Entry {
    fn key(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Account => "account",
            Self::Disable => "disable",
            Self::Enable => "enable",
        }
    }
}

/// Whose table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The file's own: the country's, or the province's for all its regions.
    Head,
    /// A region's.
    Region(RegionCode),
}

/// The value of a key in a table that is added.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
}

/// A file as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// All of it.
    pub text: String,
    /// The line the edit begins on, from 1.
    pub line: usize,
}

/// Why a file cannot be edited.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// It is no TOML.
    #[error("the file is no TOML")]
    Parse(#[source] toml_edit::TomlError),
    /// It does not have the region.
    #[error("the file has no region `{0}`")]
    NoRegion(RegionCode),
    /// A list is written as a value, to which no table can be added.
    #[error("`{0}` is written as a value")]
    NotTables(&'static str),
}

impl EditError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotTables(key) => Some(format!("写成 write it as [[{key}]] 表 tables")),
            Self::Parse(_) | Self::NoRegion(_) => None,
        }
    }
}

/// Adds a table behind the last of its kind, else behind everything of its holder.
///
/// # Errors
///
/// If the file cannot be edited.
pub fn add(
    text: &str,
    holder: Holder,
    entry: Entry,
    pairs: &[(&str, Written)],
) -> Result<Edited, EditError> {
    let document = Document::parse(text).map_err(EditError::Parse)?;
    let table = held_by(&document, holder)?;
    let same = tables(table, entry.key())?.and_then(|tables| tables.iter().last());
    let behind = match (same, holder) {
        (Some(same), _) => end_of(same),
        (None, Holder::Head) => end_of_head(table),
        (None, Holder::Region(_)) => end_of(table),
    };
    let header = match holder {
        Holder::Head => format!("[[{}]]", entry.key()),
        Holder::Region(_) => format!("[[region.{}]]", entry.key()),
    };
    Ok(insert(text, behind, &header, pairs))
}

/// Adds a region behind the one with the next smaller code.
///
/// # Errors
///
/// If the file cannot be edited.
pub fn add_region(
    text: &str,
    code: RegionCode,
    pairs: &[(&str, Written)],
) -> Result<Edited, EditError> {
    let document = Document::parse(text).map_err(EditError::Parse)?;
    let regions = tables(document.as_table(), "region")?;
    let is_before = |table: &&Table| code_of(table).is_some_and(|other| other < code);
    let before = regions
        .and_then(|regions| regions.iter().filter(is_before).max_by_key(|table| code_of(table)));
    let behind = before.map_or_else(|| end_of_head(document.as_table()), end_of);
    Ok(insert(text, behind, "[[region]]", pairs))
}

/// Takes out the switch about `what`; `None` if there is none.
///
/// # Errors
///
/// If the file cannot be edited.
pub fn remove(
    text: &str,
    holder: Holder,
    entry: Entry,
    what: &Switched,
) -> Result<Option<Edited>, EditError> {
    let document = Document::parse(text).map_err(EditError::Parse)?;
    let (key, name) = match what {
        Switched::Probe(family) => ("probe", family.as_str()),
        Switched::Point(point) => ("point", point.0.as_str()),
    };
    let tables = tables(held_by(&document, holder)?, entry.key())?;
    let is_it = |table: &&Table| table.get(key).and_then(Item::as_str) == Some(name);
    let found = tables.and_then(|tables| tables.iter().find(is_it));
    Ok(found.and_then(|table| Some(cut(text, table.span()?.start..end_of(table)))))
}

/// The pairs as lines of a file.
pub fn lines(pairs: &[(&str, Written)]) -> Vec<String> {
    let line = |(key, value): &(&str, Written)| {
        let value: Value = match value {
            Written::Text(text) => text.as_str().into(),
            Written::Number(number) => (*number).into(),
        };
        format!("{key} = {value}")
    };
    pairs.iter().map(line).collect()
}

fn held_by<'d>(document: &'d Document<&str>, holder: Holder) -> Result<&'d Table, EditError> {
    let Holder::Region(code) = holder else { return Ok(document.as_table()) };
    let mut regions = tables(document.as_table(), "region")?.into_iter().flat_map(|all| all.iter());
    regions.find(|table| code_of(table) == Some(code)).ok_or(EditError::NoRegion(code))
}

fn tables<'t>(table: &'t Table, key: &'static str) -> Result<Option<&'t ArrayOfTables>, EditError> {
    match table.get(key) {
        None => Ok(None),
        Some(item) => item.as_array_of_tables().map(Some).ok_or(EditError::NotTables(key)),
    }
}

fn code_of(table: &Table) -> Option<RegionCode> {
    RegionCode::new(table.get("code")?.as_str()?.parse().ok()?)
}

/// Where the last value of a table and of the tables in it ends.
fn end_of(table: &Table) -> usize {
    let own = table.span().map_or(0, |span| span.end);
    table.iter().map(|(_, item)| end_of_item(item)).fold(own, usize::max)
}

fn end_of_item(item: &Item) -> usize {
    match item {
        Item::None => 0,
        Item::Value(value) => value.span().map_or(0, |span| span.end),
        Item::Table(table) => end_of(table),
        Item::ArrayOfTables(tables) => tables.iter().map(end_of).max().unwrap_or(0),
    }
}

/// The same of a file without its regions.
fn end_of_head(root: &Table) -> usize {
    let head = root.iter().filter(|(key, _)| *key != "region");
    head.map(|(_, item)| end_of_item(item)).max().unwrap_or(0)
}

/// Puts a table, a blank line before it, behind the line that holds byte `behind`; behind the
/// comments a file begins with where it holds nothing else.
fn insert(text: &str, behind: usize, header: &str, pairs: &[(&str, Written)]) -> Edited {
    let at = if behind == 0 { text.len() } else { end_of_line(text, behind) };
    let (before, after) = text.split_at(at);
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edited = before.to_owned();
    if !before.is_empty() && !before.ends_with('\n') {
        edited.push_str(end);
    }
    if !edited.is_empty() {
        edited.push_str(end);
    }
    let line = edited.matches('\n').count() + 1;
    for one in std::iter::once(header.to_owned()).chain(lines(pairs)) {
        edited.push_str(&one);
        edited.push_str(end);
    }
    if !after.is_empty() && !after.starts_with(['\n', '\r']) {
        edited.push_str(end);
    }
    edited.push_str(after);
    Edited { text: edited, line }
}

/// Takes out the lines of `range`, and the blank line before them.
fn cut(text: &str, range: Range<usize>) -> Edited {
    let (before, after) = (text.get(..range.start), text.get(end_of_line(text, range.end)..));
    let (before, after) = (before.unwrap_or(text), after.unwrap_or_default());
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let above = before.get(..start).unwrap_or_default();
    let one_up = above.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let kept = one_up.filter(|above| above.is_empty() || above.ends_with('\n')).unwrap_or(above);
    Edited { text: format!("{kept}{after}"), line: before.matches('\n').count() + 1 }
}

/// Behind the line end that follows the byte at `offset`.
fn end_of_line(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).and_then(|rest| rest.find('\n'));
    rest.map_or(text.len(), |end| offset + end + 1)
}
