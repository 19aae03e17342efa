//! What a page states under labels: label and value, however its tables and blocks are built.
//!
//! A field is a row `th`/`td` or two cells of a row, a column under its head, `dt`/`dd`, a text
//! `label：value`, a heading with what follows it, or a tab with its pane. Links to other pages are no
//! labels: menus name the same things. What is switched off is not read. A label without a value states
//! nothing.

mod alone;
mod columns;
mod heads;
mod lexicon;
mod outline;
mod panes;

use std::rc::Rc;

use super::memory;
use super::words::compact;
use crate::page::{Hit, LINKS_MAX, Link, Page};
use columns::Tables;
use heads::Mark;
pub use heads::is_cell_label;
use lexicon::Lexicon;
use outline::Outline;

/// Words that are labels wherever they stand alone.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary {
    /// Tells vocabularies apart.
    pub name: &'static str,
    /// The words, compact.
    pub words: &'static [&'static [&'static str]],
}

/// Texts that stand where a value would and state nothing.
const PLACEHOLDERS: [&str; 16] = [
    "",
    "-",
    "--",
    "—",
    "——",
    "/",
    "\\",
    "...",
    "…",
    "暂无",
    "暂无信息",
    "暂无数据",
    "暂无内容",
    "待补充",
    "加载中",
    "null",
];

/// Runs under one label that are kept: a heading of a whole page has all of it under itself.
const RUNS_MAX: usize = 300;

/// Bytes of the longest placeholder with the signs around it.
const PLACEHOLDER_BYTES_MAX: usize = 40;

/// A label and what is stated under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The label, compact, without numbering and colon.
    pub label: String,
    /// Where the label stands.
    pub head: Hit,
    /// What is stated, run by run; placeholders are left out. Of a column, a run a row.
    pub values: Vec<Hit>,
    /// Pictures among what is stated.
    pub pictures: Vec<u32>,
    /// How many texts of its own each row of a column could have had; one for what is no column.
    pub n_rows: usize,
    /// Nodes it takes up: from the label to what comes after its value.
    nodes: std::ops::Range<u32>,
}

impl Field {
    /// Whether anything is stated in words.
    pub fn is_stated(&self) -> bool {
        !self.values.is_empty()
    }

    /// All that is stated, run after run.
    pub fn text(&self) -> String {
        self.values.iter().map(|hit| hit.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Label and value, for a quote.
    pub fn hit(&self) -> Hit {
        Hit { text: format!("{}：{}", self.label, self.text()), ..self.head.clone() }
    }

    /// Whether the label is one of the words, or begins or ends with one. Words are compact.
    pub fn is_called(&self, any: &[&str]) -> bool {
        any.iter().any(|word| self.label.starts_with(word) || self.label.ends_with(word))
    }
}

/// The fields of a page, in document order.
#[derive(Debug)]
pub struct Fields {
    page: Page,
    list: Vec<Field>,
    links: Vec<Link>,
}

impl Fields {
    /// Reads a page with a vocabulary; once a call.
    pub fn of(page: Page, vocabulary: Vocabulary) -> Rc<Self> {
        memory::fields(page.index(), vocabulary.name, || {
            let words: Vec<&str> =
                vocabulary.words.iter().flat_map(|group| group.iter().copied()).collect();
            Self::read(page, &words)
        })
    }

    /// Reads a page with words of the manifest.
    pub fn read(page: Page, words: &[&str]) -> Self {
        let outline = Outline::of(page);
        let words = Lexicon::of(words);
        let tables = Tables::of(&outline, &words);
        let marks = heads::marks(&outline, &tables, &words);
        let mut list: Vec<Field> =
            (0..marks.len()).filter_map(|at| field(&outline, &marks, at)).collect();
        list.extend(tables.fields(&outline));
        list.extend(panes::fields(&outline, &words));
        list.sort_by_key(|field| field.head.node);
        Self { page, list, links: page.links(&[], LINKS_MAX) }
    }

    /// The page they were read from.
    pub fn page(&self) -> Page {
        self.page
    }

    /// All fields.
    pub fn all(&self) -> &[Field] {
        &self.list
    }

    /// The first field called one of the words that states something.
    pub fn stated(&self, any: &[&str]) -> Option<&Field> {
        self.list.iter().find(|field| field.is_called(any) && field.is_stated())
    }

    /// The fields called one of the words, stated or not.
    pub fn called<'f>(&'f self, any: &'f [&str]) -> impl Iterator<Item = &'f Field> {
        self.list.iter().filter(|field| field.is_called(any))
    }

    /// Links in what is stated under a label.
    pub fn links_in(&self, field: &Field) -> Vec<Link> {
        let is_in = |link: &&Link| field.nodes.contains(&link.node);
        self.links.iter().filter(is_in).cloned().collect()
    }

    /// All links of the page.
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}

/// The lines a visitor reads on a page, in order: every text that stands by itself, without pictures. What
/// is switched off, and the blocks around the content, are left out.
pub fn lines(page: Page) -> Vec<Hit> {
    let outline = Outline::of(page);
    let texts = outline.runs.iter().filter(|run| !run.is_picture);
    let hit = |run: &outline::Run| Hit {
        page,
        node: outline.node_at(run.element),
        text: run.text.clone(),
    };
    texts.map(hit).collect()
}

/// The field a mark is the head of.
fn field(outline: &Outline, marks: &[Mark], at: usize) -> Option<Field> {
    let mark = marks.get(at)?;
    let head = mark.head.as_ref().filter(|head| !head.is_tab)?;
    let rest = if head.is_alone { &[] } else { marks.get(at + 1..)? };
    let n_until = rest
        .iter()
        .position(|next| next.head.as_ref().is_some_and(|next| next.rank.ends(head.rank)));
    let until = rest.get(n_until.unwrap_or(rest.len())..).and_then(<[Mark]>::first);
    let rest = rest.get(..n_until.unwrap_or(rest.len()))?;
    let scope = scope(outline, marks, at, rest);
    let is_in = |mark: &&Mark| scope.is_some_and(|scope| outline.is_within(mark.element, scope));
    let stated: Vec<&Mark> = rest.iter().take_while(is_in).take(RUNS_MAX).collect();
    let hit = |mark: &Mark| Hit {
        page: outline.page,
        node: outline.node_at(mark.element),
        text: mark.text.clone(),
    };
    let values = stated.iter().filter(|mark| !mark.is_picture && !is_placeholder(&mark.text));
    let pictures = stated.iter().filter(|mark| mark.is_picture);
    let end = scope.and_then(|scope| outline.elements.get(scope)).map(|scope| scope.end);
    let end = outline.node_at(end.unwrap_or(mark.element + 1));
    let until = until.map_or(u32::MAX, |mark| outline.node_at(mark.element));
    let node = outline.node_at(mark.element);
    // A label may share its element with its value, and a label after it too.
    let until = if until <= node { u32::MAX } else { until };
    Some(Field {
        label: head.label.clone(),
        head: hit(mark),
        values: values.map(|mark| hit(mark)).collect(),
        pictures: pictures.map(|mark| outline.node_at(mark.element)).collect(),
        n_rows: 1,
        nodes: node..end.min(until).max(node + 1),
    })
}

/// The element the value of a label is in: the nearest around the label with anything after it,
/// as long as no other label stands in it.
fn scope(outline: &Outline, marks: &[Mark], at: usize, rest: &[Mark]) -> Option<usize> {
    let mark = marks.get(at)?;
    let rank = mark.head.as_ref()?.rank;
    let mut around = Some(mark.element);
    while let Some(element) = around {
        if rest.first().is_some_and(|next| outline.is_within(next.element, element)) {
            return Some(element);
        }
        // Marks stand in the order of their elements.
        let end = outline.elements.get(element)?.end;
        let from = marks.partition_point(|other| other.element < element);
        let to = marks.partition_point(|other| other.element < end);
        let is_other = |(n, other): (usize, &Mark)| {
            n + from != at && other.head.as_ref().is_some_and(|head| head.rank.ends(rank))
        };
        if marks.get(from..to)?.iter().enumerate().any(is_other) {
            return None;
        }
        around = outline.elements.get(element)?.parent;
    }
    None
}

/// Whether a text states nothing.
pub fn is_placeholder(text: &str) -> bool {
    if text.len() > PLACEHOLDER_BYTES_MAX {
        return false;
    }
    let text = compact(text);
    let bare = text.trim_matches(|c: char| "()[]{}:;,.。；，、".contains(c));
    PLACEHOLDERS.contains(&bare)
}

#[cfg(test)]
mod tests;
