//! The text of a page as harmless HTML, with what was seen marked.

use std::io;

use bluebook_dom::Tree;
use serde::Serialize;

use super::Seen;
use super::marks::find;
use crate::report::clean::{clean_lines, steers};

/// Elements that stand on lines of their own; the rest flows.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Text for HTML, also in attributes; what could steer the reader's eye is spelled out.
pub(in crate::report) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\t' => escaped.push(c),
            // The edge between two blocks, and line ends of other systems.
            '\u{b}' | '\r' => escaped.push(' '),
            c if steers(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes the tree's text, its elements as `div` and `span`.
pub(super) fn write_text(out: &mut impl io::Write, tree: &Tree, seen: &[Seen]) -> io::Result<()> {
    let text = tree.page_text();
    let mut marks: Vec<(usize, usize)> =
        seen.iter().filter_map(|seen| mark_of(tree, seen)).collect();
    marks.sort_unstable();
    let mut writer = Writer { out, text, marks, at: 0, mark: "<mark id=\"quote\">" };
    // Elements begun: one past the last descendant, end of the text, closing tag.
    let mut open: Vec<(u32, usize, &str)> = Vec::new();
    let mut node = 0;
    while node < tree.len() {
        while let Some((_, to, tag)) = open.pop_if(|(end, _, _)| *end <= node) {
            writer.text_to(to)?;
            writer.raw(tag)?;
        }
        let named = seen.iter().any(|seen| seen.node == Some(node));
        let (from, to) = range(text, tree.text_of(node));
        let holds = |seen: &Seen| seen.node.is_some_and(|n| (node..tree.end(node)).contains(&n));
        if from == to && !seen.iter().any(holds) {
            node = tree.end(node).max(node + 1);
            continue;
        }
        writer.text_to(from)?;
        let (tag, end_tag) = tags(tree.name(node), named);
        writer.raw(&tag)?;
        open.push((tree.end(node), to, end_tag));
        node += 1;
    }
    while let Some((_, to, tag)) = open.pop() {
        writer.text_to(to)?;
        writer.raw(tag)?;
    }
    Ok(())
}

/// Writes the source as it was decoded.
pub(super) fn write_source(
    out: &mut impl io::Write,
    source: &str,
    seen: &[Seen],
) -> io::Result<()> {
    let quotes = seen.iter().map(|seen| seen.quote.as_str());
    let marks = marks_in(source, quotes);
    Writer { out, text: source, marks, at: 0, mark: "<mark>" }.text_to(source.len())
}

/// A piece of a page's source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourcePart {
    /// The source, steering characters spelled out.
    pub text: String,
    /// Whether it is one of the quotes.
    pub is_marked: bool,
}

/// At most `bytes_max` of a source from shortly before the first quote on, quotes apart from the
/// rest; and whether anything is left out.
pub fn source_parts(source: &str, quotes: &[String], bytes_max: usize) -> (Vec<SourcePart>, bool) {
    let marks = marks_in(source, quotes.iter().map(String::as_str));
    let first = marks.first().map_or(0, |(from, _)| *from);
    let start = source.floor_char_boundary(first.saturating_sub(bytes_max / 4));
    let end = source.floor_char_boundary(start.saturating_add(bytes_max).min(source.len()));
    let mut parts = Vec::new();
    let mut at = start;
    let mut push = |from: usize, to: usize, is_marked| {
        let text = clean_lines(source.get(from..to).unwrap_or_default());
        if !text.is_empty() {
            parts.push(SourcePart { text, is_marked });
        }
    };
    for (from, to) in marks {
        let (from, to) = (from.clamp(at, end), to.clamp(at, end));
        push(at, from, false);
        push(from, to, true);
        at = to;
    }
    push(at, end, false);
    (parts, start > 0 || end < source.len())
}

/// Where quotes stand, in order; may overlap.
fn marks_in<'q>(text: &str, quotes: impl Iterator<Item = &'q str>) -> Vec<(usize, usize)> {
    let mut marks: Vec<_> = quotes.filter_map(|quote| find(text, quote)).collect();
    marks.sort_unstable();
    marks
}

/// Where the words stand in the page's text: within the element, else anywhere.
fn mark_of(tree: &Tree, seen: &Seen) -> Option<(usize, usize)> {
    let text = tree.page_text();
    let within = seen.node.and_then(|node| {
        let own = tree.text_of(node);
        let (from, to) = find(own, &seen.quote)?;
        let (start, _) = range(text, own);
        Some((start + from, start + to))
    });
    within.or_else(|| find(text, &seen.quote))
}

/// Where a part of a text stands in it.
fn range(text: &str, part: &str) -> (usize, usize) {
    let from = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    (from, (from + part.len()).min(text.len()))
}

fn tags(name: &str, named: bool) -> (String, &'static str) {
    let class = match name {
        "a" => "l",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" | "b" | "strong" | "title" => "h",
        "table" => "t",
        "tr" => "r",
        "td" => "c",
        _ => "",
    };
    let node = if named { " node" } else { "" };
    let (tag, end_tag) =
        if BLOCKS.contains(&name) { ("div", "</div>") } else { ("span", "</span>") };
    let attribute = match (class, named) {
        ("", false) => String::new(),
        _ => format!(" class=\"{class}{node}\""),
    };
    (format!("<{tag}{attribute}>"), end_tag)
}

struct Writer<'w, W> {
    out: &'w mut W,
    text: &'w str,
    /// From, up to; sorted, may overlap.
    marks: Vec<(usize, usize)>,
    at: usize,
    /// How the next mark begins; the first one may be an anchor.
    mark: &'static str,
}

impl<W: io::Write> Writer<'_, W> {
    fn raw(&mut self, markup: &str) -> io::Result<()> {
        self.out.write_all(markup.as_bytes())
    }

    /// Writes the text up to `to`, marked where it is.
    fn text_to(&mut self, to: usize) -> io::Result<()> {
        while self.at < to {
            let at = self.at;
            let is_marked = self.marks.iter().any(|(from, to)| (*from..*to).contains(&at));
            let edges = self.marks.iter().flat_map(|(from, to)| [*from, *to]);
            let next = edges.filter(|edge| *edge > at).min().unwrap_or(to).min(to);
            let piece = escape(self.text.get(at..next).unwrap_or_default());
            if is_marked {
                write!(self.out, "{}{piece}</mark>", self.mark)?;
                self.mark = "<mark>";
            } else {
                self.raw(&piece)?;
            }
            self.at = next;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
