//! A page as an outline: its elements in document order, and the runs of text a visitor reads one
//! after the other. What a visitor does not see has no runs.

use std::collections::BTreeSet;

use crate::criteria::words::length;
use crate::page::{Hit, Page};

/// Elements of an outline; a guide has some 2,000.
const ELEMENTS_MAX: usize = 20_000;

/// Levels of an outline; what is nested deeper is read as one text.
const DEPTH_MAX: usize = 120;

/// Bytes of the longest text that is taken apart into its lines; a chapter is longer and has
/// elements of its own.
const TAKEN_APART_BYTES_MAX: usize = 6_000;

/// Tags whose content is no text of the page, or not the page's own.
const SKIPPED: [&str; 9] =
    ["script", "style", "noscript", "template", "nav", "footer", "select", "iframe", "svg"];

/// Parts of the names of blocks around the content: the end of every page of a site.
const AROUND_NAMES: [&str; 6] =
    ["footer", "copyright", "breadcrumb", "friendlink", "friend-link", "share"];

/// Elements that stand in a line of text; all others begin a new one.
const INLINE: [&str; 21] = [
    "a", "span", "b", "strong", "em", "i", "u", "font", "label", "img", "br", "input", "button",
    "sup", "sub", "small", "ins", "del", "big", "cite", "code",
];

/// Classes that switch an element off.
const HIDDEN_CLASSES: [&str; 6] = ["hide", "hidden", "ng-hide", "layui-hide", "d-none", "none"];

/// Parts of the names of panes, of which a visitor opens one after the other.
const PANE_NAMES: [&str; 8] = ["tab", "pane", "panel", "con", "box", "item", "bd", "info"];

/// Tag of what stands for a text beside other elements, so that it has a place among them.
const TEXT: &str = "#text";

/// An element of the outline.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) node: u32,
    pub(super) tag: String,
    pub(super) parent: Option<usize>,
    /// The first element after it and all that is in it.
    pub(super) end: usize,
    pub(super) depth: usize,
}

impl Element {
    /// Whether it stands in a line of text.
    pub(super) fn is_inline(&self) -> bool {
        self.tag == TEXT || INLINE.contains(&self.tag.as_str())
    }
}

/// A run of text.
#[derive(Debug)]
pub(super) struct Run {
    /// The element whose text it is.
    pub(super) element: usize,
    pub(super) text: String,
    /// Whether it is, or is in, a link that leads to another page.
    pub(super) leads_away: bool,
    /// Whether it is a picture; its text is what stands for it.
    pub(super) is_picture: bool,
}

/// A page's elements and runs.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) page: Page,
    pub(super) elements: Vec<Element>,
    pub(super) runs: Vec<Run>,
    hidden: BTreeSet<u32>,
    /// Blocks around the content, by their names.
    around: BTreeSet<u32>,
}

/// A piece of an element's text.
enum Piece {
    Own(String),
    Child(u32, String),
    Break,
}

impl Outline {
    pub(super) fn of(page: Page) -> Self {
        let (hidden, around) = (hidden(page), around(page));
        let mut outline = Self { page, elements: Vec::new(), runs: Vec::new(), hidden, around };
        if let Some(body) = page.select("body", 1).into_iter().next() {
            outline.visit(body, &page.text_of(body), None, false);
        }
        outline.runs.sort_by_key(|run| run.element);
        outline
    }

    /// Whether the element is the ancestor, or in it.
    pub(super) fn is_within(&self, element: usize, ancestor: usize) -> bool {
        self.elements.get(ancestor).is_some_and(|a| (ancestor..a.end).contains(&element))
    }

    /// For every element whether it is one of these or in one.
    pub(super) fn is_in_any(&self, all: &[usize]) -> Vec<bool> {
        let mut is_in = vec![false; self.elements.len()];
        for at in all {
            let end = self.elements.get(*at).map_or(*at, |element| element.end);
            if let Some(part) = is_in.get_mut(*at..end) {
                part.fill(true);
            }
        }
        is_in
    }

    /// The runs in an element.
    pub(super) fn runs_in(&self, element: usize) -> &[Run] {
        let end = self.elements.get(element).map_or(element, |element| element.end);
        let from = self.runs.partition_point(|run| run.element < element);
        let to = self.runs.partition_point(|run| run.element < end);
        self.runs.get(from..to).unwrap_or_default()
    }

    /// The elements right inside of one, in order.
    pub(super) fn children(&self, parent: usize) -> Vec<usize> {
        let Some(end) = self.elements.get(parent).map(|element| element.end) else {
            return Vec::new();
        };
        let mut children = Vec::new();
        let mut at = parent + 1;
        while at < end {
            if self.elements.get(at).is_some_and(|element| element.tag != TEXT) {
                children.push(at);
            }
            at = self.elements.get(at).map_or(end, |element| element.end.max(at + 1));
        }
        children
    }

    /// Node of the first element from this position on; beyond the page `u32::MAX`.
    pub(super) fn node_at(&self, position: usize) -> u32 {
        self.elements.get(position).map_or(u32::MAX, |element| element.node)
    }

    /// The text of all runs in an element.
    pub(super) fn text_in(&self, element: usize) -> String {
        let texts = self.runs_in(element).iter().map(|run| run.text.as_str());
        texts.collect::<Vec<_>>().join(" ")
    }

    fn visit(&mut self, node: u32, text: &str, parent: Option<usize>, in_link: bool) {
        let at = self.elements.len();
        let tag = self.page.tag_of(node);
        let depth = parent.and_then(|p| self.elements.get(p)).map_or(0, |p| p.depth + 1);
        let is_skipped = at >= ELEMENTS_MAX || self.is_unseen(node, &tag);
        let leads_away = in_link || tag == "a" && self.leads_away(node);
        self.elements.push(Element { node, tag, parent, end: at + 1, depth });
        if is_skipped {
            return;
        }
        if self.elements.last().is_some_and(|element| element.tag == "img") {
            self.picture(at, node);
        } else {
            self.read(at, node, text, leads_away);
        }
        let end = self.elements.len();
        if let Some(element) = self.elements.get_mut(at) {
            element.end = end;
        }
    }

    fn read(&mut self, at: usize, node: u32, text: &str, leads_away: bool) {
        let depth = self.elements.get(at).map_or(0, |element| element.depth);
        let children = self.page.children_of(node);
        if depth >= DEPTH_MAX || children.is_empty() {
            self.run(at, text, leads_away);
            return;
        }
        let children: Vec<(u32, String)> =
            children.into_iter().map(|child| (child, self.page.text_of(child))).collect();
        if text.len() > TAKEN_APART_BYTES_MAX {
            let is_text = children.iter().all(|(child, _)| self.is_inline(*child));
            if is_text {
                self.run(at, text, leads_away);
            } else {
                for (child, text) in children {
                    self.visit(child, &text, Some(at), leads_away);
                }
            }
            return;
        }
        let pieces = self.pieces(text, children);
        if self.is_one_text(&pieces) {
            self.lines(at, &pieces, leads_away);
            return;
        }
        for piece in pieces {
            match piece {
                Piece::Own(text) => self.text(at, &text, leads_away),
                Piece::Child(child, text) => self.visit(child, &text, Some(at), leads_away),
                Piece::Break => {}
            }
        }
    }

    /// What an element says itself, and what its children say, in order.
    fn pieces(&self, text: &str, children: Vec<(u32, String)>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        for (child, said) in children {
            // A text that is not found again was folded with what stands beside it.
            let at = if said.is_empty() { None } else { rest.find(&said) };
            if let Some(at) = at {
                let (before, after) = rest.split_at(at);
                own(&mut pieces, before);
                rest = after.get(said.len()..).unwrap_or("");
            }
            if self.page.tag_of(child) == "br" {
                pieces.push(Piece::Break);
            } else {
                pieces.push(Piece::Child(child, said));
            }
        }
        own(&mut pieces, rest);
        pieces
    }

    /// Whether the pieces are a text with words set off in it, and not one thing beside another.
    fn is_one_text(&self, pieces: &[Piece]) -> bool {
        let says = |piece: &&Piece| {
            !matches!(piece, Piece::Break | Piece::Child(_, _))
                || matches!(piece, Piece::Child(_, text) if !text.is_empty())
        };
        let has_own = pieces.iter().any(|piece| matches!(piece, Piece::Own(_)));
        let n_said = pieces.iter().filter(says).count();
        let all_inline = pieces.iter().all(|piece| match piece {
            Piece::Child(child, _) => self.is_inline(*child),
            Piece::Own(_) | Piece::Break => true,
        });
        all_inline && (has_own || n_said == 0)
    }

    /// The lines of a text, each a run; a word set off at the beginning of a line is a run of its own
    /// where it may be a label.
    fn lines(&mut self, at: usize, pieces: &[Piece], leads_away: bool) {
        let n_breaks = pieces.iter().filter(|piece| matches!(piece, Piece::Break)).count();
        for line in pieces.split(|piece| matches!(piece, Piece::Break)) {
            let mut rest = String::new();
            for (n, piece) in line.iter().enumerate() {
                match piece {
                    Piece::Child(child, text) if n == 0 && may_be_label(text) => {
                        self.visit(*child, text, Some(at), leads_away);
                    }
                    Piece::Child(child, _) if self.is_unseen(*child, "") => {}
                    Piece::Child(child, text) => {
                        rest.push_str(text);
                        self.record(*child, at);
                    }
                    Piece::Own(text) => rest.push_str(text),
                    Piece::Break => {}
                }
            }
            if n_breaks == 0 && line.iter().all(|piece| !matches!(piece, Piece::Child(..))) {
                self.run(at, &rest, leads_away);
            } else {
                self.text(at, &rest, leads_away);
            }
        }
    }

    /// An element whose text is part of a line: a picture, a link.
    fn record(&mut self, node: u32, parent: usize) {
        let tag = self.page.tag_of(node);
        let depth = self.elements.get(parent).map_or(0, |parent| parent.depth + 1);
        let at = self.elements.len();
        let is_picture = tag == "img";
        self.elements.push(Element { node, tag, parent: Some(parent), end: at + 1, depth });
        if is_picture {
            self.picture(at, node);
        }
    }

    fn run(&mut self, element: usize, text: &str, leads_away: bool) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.runs.push(Run { element, text, leads_away, is_picture: false });
        }
    }

    /// A text beside other elements of the same parent.
    fn text(&mut self, parent: usize, text: &str, leads_away: bool) {
        let at = self.elements.len();
        let Some(Element { node, depth, .. }) = self.elements.get(parent) else { return };
        let (node, depth) = (*node, depth + 1);
        let (tag, parent) = (TEXT.to_owned(), Some(parent));
        self.elements.push(Element { node, tag, parent, end: at + 1, depth });
        self.run(at, text, leads_away);
    }

    fn picture(&mut self, element: usize, node: u32) {
        if self.page.attr_of(node, "src").is_some_and(|src| !src.trim().is_empty()) {
            let text = self.page.attr_of(node, "alt").unwrap_or_default();
            self.runs.push(Run { element, text, leads_away: false, is_picture: true });
        }
    }

    fn is_inline(&self, node: u32) -> bool {
        let is_inline = |node| INLINE.contains(&self.page.tag_of(node).as_str());
        is_inline(node) && self.page.children_of(node).into_iter().all(is_inline)
    }

    fn leads_away(&self, node: u32) -> bool {
        let href = self.page.attr_of(node, "href").unwrap_or_default().trim().to_lowercase();
        !href.is_empty() && !href.starts_with('#') && !href.starts_with("javascript:")
    }

    fn is_unseen(&self, node: u32, tag: &str) -> bool {
        if SKIPPED.contains(&tag) || self.hidden.contains(&node) && !self.is_pane(node) {
            return true;
        }
        self.around.contains(&node)
            && matches!(tag, "div" | "ul" | "p" | "section" | "td" | "table")
    }

    /// Whether a hidden element is a pane beside one that shows: visitors open it by its tab.
    fn is_pane(&self, node: u32) -> bool {
        let names = pane_names(self.page, node);
        let tag = self.page.tag_of(node);
        let parent = self.page.parent_of(node);
        let siblings = parent.map(|parent| self.page.children_of(parent)).unwrap_or_default();
        PANE_NAMES.iter().any(|part| names.contains(part))
            && siblings.into_iter().any(|other| {
                !self.hidden.contains(&other)
                    && self.page.tag_of(other) == tag
                    && pane_names(self.page, other) == names
            })
    }
}

/// A text set off at the beginning of a line that may be a label; longer ones are sentences.
fn may_be_label(text: &str) -> bool {
    !text.is_empty() && length(text) <= 20
}

fn own(pieces: &mut Vec<Piece>, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        pieces.push(Piece::Own(text.to_owned()));
    }
}

/// The class of a pane, without what tells the open one from the others.
fn pane_names(page: Page, node: u32) -> String {
    let class = page.attr_of(node, "class").unwrap_or_default().to_lowercase();
    let kept = class.split_ascii_whitespace().filter(|name| {
        !HIDDEN_CLASSES.contains(name)
            && !matches!(*name, "on" | "active" | "cur" | "show" | "current")
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// Elements that are switched off in the source.
fn hidden(page: Page) -> BTreeSet<u32> {
    /// Elements with a style or such a class; pages that style every cell have some thousands.
    const STYLED_MAX: u32 = 10_000;
    const STYLES: &str = "[style*=none i], [style*=hidden i]";
    let is_off = |hit: &Hit| {
        let style: String = hit.text.chars().filter(|c| !c.is_whitespace()).collect();
        let style = style.to_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    let styled = page.attrs(STYLES, "style", STYLED_MAX).into_iter().filter(is_off);
    let mut hidden: BTreeSet<u32> = styled.map(|hit| hit.node).collect();
    hidden.extend(page.select("[hidden]", STYLED_MAX));
    let css = HIDDEN_CLASSES.map(|class| format!(".{class}")).join(", ");
    hidden.extend(page.select(&css, STYLED_MAX));
    hidden
}

/// Blocks whose class or id names them as what is around the content of every page.
fn around(page: Page) -> BTreeSet<u32> {
    /// Blocks of such a name; a page has a few.
    const BLOCKS_MAX: u32 = 500;
    let css = AROUND_NAMES.map(|name| format!("[class*={name} i], [id*={name} i]")).join(", ");
    page.select(&css, BLOCKS_MAX).into_iter().collect()
}
