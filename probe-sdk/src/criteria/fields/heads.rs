//! Which runs of a page are labels, and of what rank.

use super::alone::is_alone;
use super::columns::Tables;
use super::lexicon::Lexicon;
use super::outline::{Outline, Run};
use super::panes;
use crate::criteria::words::{compact, holds, length};

/// Characters of the longest label before a colon, and of the longest of a table's or list's head.
const LABEL_CHARS_MAX: usize = 18;
const HEADING_CHARS_MAX: usize = 30;

/// Bytes of the longest text that is tried as a label, spaces and brackets included.
const LABEL_BYTES_MAX: usize = 160;

/// Characters of the longest label that only its place in a row makes one.
const CELL_CHARS_MAX: usize = 12;

/// Levels from a run's element up to the cell or heading it stands in.
const HOLDER_LEVELS_MAX: usize = 4;

/// Signs of a sentence; a label has none.
pub(super) const SENTENCE: [&str; 7] = ["。", "；", "，", ";", ",", "？", "！"];

/// What stands around a label.
const NUMBERING: &str = "一二三四五六七八九十、，。（）【】《》〔〕［］★●■◆▶·*※>»";

/// A run, or a part of one: a label or what is stated.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) element: usize,
    pub(super) text: String,
    pub(super) is_picture: bool,
    /// Set for a label.
    pub(super) head: Option<Head>,
}

/// A label.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) label: String,
    pub(super) rank: Rank,
    /// A tab ends what is before it; its own value is the pane.
    pub(super) is_tab: bool,
    /// Left without a value among lines that have one.
    pub(super) is_alone: bool,
}

/// How far down a label stands: by its kind, then by its depth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    kind: u8,
    depth: usize,
}

/// Kinds after the six of headings: a block that is a title, a label beside its value.
const TITLE: u8 = 7;
const BESIDE: u8 = 8;

impl Rank {
    /// Whether a label of this rank ends the value of a label of another.
    pub(super) fn ends(self, other: Self) -> bool {
        self.kind < other.kind
            || self.kind == other.kind && (self.kind < TITLE || self.depth <= other.depth)
    }
}

/// The runs of a page with labels and values told apart, in their order.
pub(super) fn marks(outline: &Outline, tables: &Tables, words: &Lexicon) -> Vec<Mark> {
    let tabs = panes::tabs(outline, words);
    let is_tab = outline.is_in_any(&tabs);
    let is_column = outline.is_in_any(&tables.head_cells());
    let mut marks = Vec::new();
    for (at, run) in outline.runs.iter().enumerate() {
        let is_in = |flags: &[bool]| flags.get(run.element) == Some(&true);
        if run.is_picture || is_in(&is_column) {
            marks.push(plain(run));
        } else if is_in(&is_tab) {
            marks.push(labelled(outline, run, bare(&run.text), TITLE, true));
        } else {
            read(outline, tables, at, words, &mut marks);
        }
    }
    marks
}

fn read(outline: &Outline, tables: &Tables, at: usize, words: &Lexicon, marks: &mut Vec<Mark>) {
    let Some(run) = outline.runs.get(at) else { return };
    let label = if run.text.len() <= LABEL_BYTES_MAX { label(&run.text) } else { String::new() };
    if let Some(kind) = kind_of_place(outline, tables, run, &label) {
        marks.push(labelled(outline, run, label, kind, false));
        return;
    }
    if !run.leads_away && words.is_word(&label) {
        let tag = outline.elements.get(run.element).map_or("", |element| element.tag.as_str());
        let is_beside =
            matches!(tag, "#text" | "td" | "span" | "b" | "strong" | "label" | "em" | "font" | "i");
        let is_alone = is_alone(outline, words, at);
        let kind = if is_beside || is_alone { BESIDE } else { TITLE };
        let mut mark = labelled(outline, run, label, kind, false);
        mark.head = mark.head.map(|head| Head { is_alone, ..head });
        marks.push(mark);
        return;
    }
    let parts = parts(&run.text, words);
    if parts.is_empty() {
        marks.push(plain(run));
    }
    for (label, text) in parts {
        match label {
            Some(label) => {
                let name = label.clone();
                let mark = labelled(outline, run, label, BESIDE, false);
                marks.push(Mark { text: name, ..mark });
                if !text.trim().is_empty() {
                    marks.push(Mark { text: text.trim().to_owned(), ..plain(run) });
                }
            }
            None => marks.push(Mark { text, ..plain(run) }),
        }
    }
}

/// The label a short text is; empty if it has a value too: `咨询电话：12345` would lose it with the signs
/// and digits around a label.
pub(super) fn label(text: &str) -> String {
    let has_value = compact(text).trim_end_matches(':').contains(':');
    if has_value { String::new() } else { bare(text) }
}

fn plain(run: &Run) -> Mark {
    let Run { element, text, is_picture, .. } = run;
    Mark { element: *element, text: text.clone(), is_picture: *is_picture, head: None }
}

fn labelled(outline: &Outline, run: &Run, label: String, kind: u8, is_tab: bool) -> Mark {
    let depth = outline.elements.get(run.element).map_or(0, |element| element.depth);
    let head = Some(Head { label, rank: Rank { kind, depth }, is_tab, is_alone: false });
    Mark { head, ..plain(run) }
}

/// The kind of label a run is by the element it stands in.
fn kind_of_place(outline: &Outline, tables: &Tables, run: &Run, label: &str) -> Option<u8> {
    if label.is_empty() || length(label) > HEADING_CHARS_MAX || holds(label, &["。", "；"]) {
        return None;
    }
    let mut at = Some(run.element);
    for _ in 0..HOLDER_LEVELS_MAX {
        let element = outline.elements.get(at?)?;
        match element.tag.as_str() {
            "h1" => return Some(1),
            "h2" => return Some(2),
            "h3" => return Some(3),
            "h4" => return Some(4),
            "h5" => return Some(5),
            "h6" => return Some(6),
            "th" | "dt" | "legend" => return Some(BESIDE),
            "td" => return tables.is_label_cell(at?, label).then_some(BESIDE),
            "li" | "dd" | "p" | "tr" => return None,
            _ => at = element.parent,
        }
    }
    None
}

/// Whether the text of a cell, compact, can be a label by its place alone: a few characters, no number, no
/// sentence.
pub fn is_cell_label(label: &str) -> bool {
    let is_short = (2..=CELL_CHARS_MAX).contains(&length(label));
    is_short && !holds(label, &SENTENCE) && !label.contains(|c: char| c.is_ascii_digit())
}

/// A label without numbering, brackets and colon, compact.
pub(super) fn bare(text: &str) -> String {
    let text = compact(text);
    let text = text.trim_end_matches(':');
    let is_around =
        |c: char| c.is_ascii_punctuation() || c.is_ascii_digit() || NUMBERING.contains(c);
    let bare = text.trim_matches(is_around);
    // `法定办结时限（工作日）` keeps the sense of its brackets.
    let start = text.find(bare).unwrap_or(0);
    let tail = text.get(start..).unwrap_or(bare);
    if bare.contains('(') && tail.starts_with(bare) && tail.ends_with(')') {
        tail.to_owned()
    } else {
        bare.to_owned()
    }
}

/// The labels in a text, each with what follows its colon; what comes before the first has none. Empty
/// if the text has no label.
pub(super) fn parts(text: &str, words: &Lexicon) -> Vec<(Option<String>, String)> {
    let mut cuts: Vec<(usize, usize, String)> = Vec::new();
    let mut from = 0;
    for (colon, sign) in text.match_indices([':', '：']) {
        let Some(before) = text.get(from..colon) else { continue };
        let head = if cuts.is_empty() { whole(before) } else { None };
        let Some((start, label)) = head.or_else(|| words.ending(before)) else { continue };
        let after = colon + sign.len();
        cuts.push((from + start, after, label));
        from = after;
    }
    let mut parts = Vec::new();
    if let Some((start, ..)) = cuts.first()
        && let Some(before) = text.get(..*start).filter(|before| !before.trim().is_empty())
    {
        parts.push((None, before.to_owned()));
    }
    for (n, (_, after, label)) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).map_or(text.len(), |(start, ..)| *start);
        parts.push((Some(label.clone()), text.get(*after..end).unwrap_or("").to_owned()));
    }
    parts
}

/// The text before the first colon, if it is a label: `9:00` and `http:` are none.
fn whole(before: &str) -> Option<(usize, String)> {
    let label = bare(before);
    let is_label = (2..=LABEL_CHARS_MAX).contains(&length(&label))
        && !holds(&label, &SENTENCE)
        && !matches!(label.as_str(), "http" | "https")
        && !before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    is_label.then_some((0, label))
}
