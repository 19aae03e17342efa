//! The text of a page as a visitor reads it: block by block, without what is hidden or crossed out.

use std::collections::BTreeSet;

use super::super::surroundings::Surroundings;
use super::super::words::compact;
use crate::page::{Hit, Page};

/// Elements that are hidden or crossed out, or may be by their style.
const UNREAD: &str = "del, s, strike, template, noscript, [hidden], [style*=\"none\" i], \
                      [style*=\"hidden\" i], [style*=\"line-through\" i]";

/// Such elements looked at; a page with tabs has some dozen.
const UNREAD_MAX: u32 = 400;

/// Elements above an element that are looked at.
const LEVELS_MAX: usize = 60;

/// Elements walked through for blocks; a portal's home page has about 5,000.
const NODES_MAX: usize = 20_000;

/// Elements between a block and its link: `li`, `p`, `span`, `a`.
const LINK_LEVELS_MAX: usize = 3;

/// Tags that stand within a line.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "big", "br", "button", "cite", "code", "del", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
    "time", "u",
];

/// What a visitor cannot read on a page.
#[derive(Debug)]
pub struct Reading {
    page: Page,
    /// Outermost elements that are not read, with their text and the elements around them.
    unread: Vec<(u32, String, Vec<u32>)>,
    /// Every element around one of them; the text of all others is read whole.
    holders: BTreeSet<u32>,
}

impl Reading {
    /// Of a page.
    pub fn of(page: Page) -> Self {
        let mut unread: Vec<(u32, String, Vec<u32>)> = Vec::new();
        for node in page.select(UNREAD, UNREAD_MAX) {
            if !is_unread(page, node) {
                continue;
            }
            let above = above(page, node);
            if !unread.iter().any(|(outer, ..)| above.contains(outer)) {
                unread.push((node, page.text_of(node), above));
            }
        }
        let holders = unread.iter().flat_map(|(_, _, above)| above.iter().copied()).collect();
        Self { page, unread, holders }
    }

    /// Whether everything on the page is read.
    pub fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// The page.
    pub fn page(&self) -> Page {
        self.page
    }

    /// Whether an element is not read, by itself or by what is around it.
    pub fn is_unread(&self, node: u32) -> bool {
        if self.unread.is_empty() {
            return false;
        }
        let above = above(self.page, node);
        self.unread.iter().any(|(outer, ..)| *outer == node || above.contains(outer))
    }

    /// The text of an element without what is not read in it; empty for one that is not read.
    pub fn text_of(&self, node: u32) -> String {
        if self.unread.is_empty() {
            return self.page.text_of(node);
        }
        if self.is_unread(node) { String::new() } else { self.text_inside(node) }
    }

    /// The text of an element that is read itself.
    fn text_inside(&self, node: u32) -> String {
        if !self.holders.contains(&node) {
            return self.page.text_of(node);
        }
        let inner = self.unread.iter().filter(|(_, _, above)| above.contains(&node));
        let texts: Vec<&str> = inner.map(|(_, text, _)| text.as_str()).collect();
        without(&self.page.text_of(node), &texts)
    }

    /// The blocks of the page in document order: paragraphs, cells, list items, headings, and what
    /// stands between them. Blank ones are left out.
    pub fn blocks(&self) -> Vec<Hit> {
        let mut blocks = Vec::new();
        let mut open: Vec<(u32, String)> = self
            .page
            .select("body", 1)
            .into_iter()
            .map(|body| (body, self.text_of(body)))
            .collect();
        let mut n_nodes = 0;
        while let Some((node, text)) = open.pop() {
            n_nodes += 1;
            if n_nodes > NODES_MAX {
                break;
            }
            let children = self.page.children_of(node).into_iter();
            let is_read = |child: &u32| self.unread.iter().all(|(outer, ..)| outer != child);
            let inner = children.filter(|child| is_read(child) && self.is_block(*child));
            let inner = inner.map(|child| (child, self.text_inside(child)));
            let mut inner: Vec<(u32, String)> = inner.collect();
            inner.retain(|(_, text)| !text.is_empty());
            // An element that only wraps another has no text of its own.
            let is_wrapper =
                inner.len() == 1 && inner.iter().all(|(_, own)| own.len() == text.len());
            if !is_wrapper {
                let texts: Vec<&str> = inner.iter().map(|(_, text)| text.as_str()).collect();
                let own = without(&text, &texts);
                if own.contains(char::is_alphanumeric) {
                    blocks.push(Hit { page: self.page, node, text: own });
                }
            }
            open.extend(inner.into_iter().rev());
        }
        blocks
    }

    /// Whether an element makes a line of its own, by its tag or by what it holds.
    fn is_block(&self, node: u32) -> bool {
        if !INLINE.contains(&self.page.tag_of(node).as_str()) {
            return true;
        }
        self.page.children_of(node).into_iter().any(|child| self.is_block(child))
    }
}

/// Whether a block is a link: it stands in one, or most of its text is that of a link in it.
pub fn is_link(block: &Hit) -> bool {
    let page = block.page;
    let linked: usize = links_in(page, block.node, LINK_LEVELS_MAX);
    Surroundings::of(block).leads_away() || 2 * linked > block.text.chars().count()
}

/// Characters of the links in an element.
fn links_in(page: Page, node: u32, levels: usize) -> usize {
    let inner = page.children_of(node).into_iter();
    let inner = inner.map(|child| match page.tag_of(child).as_str() {
        "a" => page.text_of(child).chars().count(),
        _ if levels == 0 => 0,
        _ => links_in(page, child, levels - 1),
    });
    inner.sum()
}

/// The elements around one, inner first.
fn above(page: Page, node: u32) -> Vec<u32> {
    let mut above = Vec::new();
    let mut next = page.parent_of(node);
    while let Some(node) = next.filter(|_| above.len() < LEVELS_MAX) {
        above.push(node);
        next = page.parent_of(node);
    }
    above
}

fn is_unread(page: Page, node: u32) -> bool {
    let style = compact(&page.attr_of(node, "style").unwrap_or_default());
    let hides = ["display:none", "visibility:hidden", "line-through"];
    let tags = ["del", "s", "strike", "template", "noscript"];
    hides.iter().any(|part| style.contains(part))
        || page.attr_of(node, "hidden").is_some()
        || tags.contains(&page.tag_of(node).as_str())
}

/// A text without other texts that stand in it in this order.
fn without(text: &str, parts: &[&str]) -> String {
    let mut kept = String::new();
    let mut rest = text;
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if let Some((before, after)) = rest.split_once(part) {
            kept.push_str(before);
            kept.push(' ');
            rest = after;
        }
    }
    kept.push_str(rest);
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn parts_are_taken_out_in_order() {
        assert_eq!(without("承诺 5天 3天 办结", &["5天"]), "承诺   3天 办结");
        assert_eq!(without("a", &["b"]), "a");
    }
}
