//! The rows of a list: which element a link's row is, and how it is built in.

use crate::criteria::words::length;
use crate::page::Page;

/// Levels from a link up to its row.
const LEVELS_MAX: usize = 6;

/// Levels above a row that tell structures apart.
const STRUCTURE_LEVELS: usize = 3;

/// Links side by side that are rows themselves.
const SIDE_BY_SIDE_MIN: usize = 3;

/// Elements and texts of a row that are looked at.
const TEXTS_MAX: usize = 40;

/// Elements before a row that are asked whether they are its heading.
const BEFORE_MAX: usize = 3;

/// The element that is the row of a link: the row of a table, the point of a list, the block among
/// its like; the link itself where links stand side by side.
pub(super) fn row_of(page: Page, link: u32) -> u32 {
    let Some(mut at) = page.parent_of(link) else { return link };
    let tag = page.tag_of(at);
    if !matches!(tag.as_str(), "li" | "td" | "th" | "dd" | "tr")
        && alike(page, at, link) >= SIDE_BY_SIDE_MIN
    {
        return link;
    }
    for _ in 0..LEVELS_MAX {
        let tag = page.tag_of(at);
        let is_row = match tag.as_str() {
            "tr" | "li" | "article" => true,
            "div" | "section" | "dl" | "dd" | "dt" | "p" => {
                page.parent_of(at).is_some_and(|parent| alike(page, parent, at) >= 2)
            }
            _ => false,
        };
        if is_row {
            return at;
        }
        match page.parent_of(at) {
            Some(parent) if page.tag_of(parent) != "body" => at = parent,
            Some(_) | None => break,
        }
    }
    page.parent_of(link).unwrap_or(link)
}

/// Children of the parent with the tag of this one.
fn alike(page: Page, parent: u32, child: u32) -> usize {
    let tag = page.tag_of(child);
    let children = page.children_of(parent).into_iter();
    children.filter(|other| page.tag_of(*other) == tag).count()
}

/// Tags and classes of what is around a row. Of the row itself only the tag: rows have classes by turns.
pub(super) fn structure(page: Page, row: u32) -> String {
    let mut parts = vec![page.tag_of(row)];
    let mut at = page.parent_of(row);
    for _ in 0..STRUCTURE_LEVELS {
        let Some(node) = at else { break };
        let class = page.attr_of(node, "class").unwrap_or_default();
        parts.push(format!("{}.{class}", page.tag_of(node)));
        at = page.parent_of(node);
    }
    parts.join("<")
}

/// The texts a row is made of: its cells, else its elements, else itself.
pub(super) fn texts_of(page: Page, row: u32) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open = vec![row];
    let mut n_seen = 0;
    while let Some(node) = open.pop() {
        n_seen += 1;
        if n_seen > TEXTS_MAX {
            break;
        }
        let children = page.children_of(node);
        if children.is_empty() {
            texts.push(page.text_of(node));
        } else {
            open.extend(children.into_iter().rev());
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// The longest text of a row that may be a name, the first of equals: where only 办事指南 is a link.
pub(super) fn name_in(page: Page, row: u32, is_name: impl Fn(&str) -> bool) -> Option<String> {
    let texts = texts_of(page, row).into_iter().filter(|text| is_name(text));
    texts.rev().max_by_key(|text| length(text)).filter(|text| length(text) >= 2)
}

/// The heading right above the list a row is in, if it is short.
pub(super) fn heading_above(page: Page, row: u32) -> Option<String> {
    let mut at = row;
    for _ in 0..BEFORE_MAX {
        let parent = page.parent_of(at)?;
        let siblings = page.children_of(parent);
        let place = siblings.iter().position(|sibling| *sibling == at)?;
        let before = siblings.get(..place)?.iter().rev();
        let heading = before.take(BEFORE_MAX * 10).find(|node| {
            let tag = page.tag_of(**node);
            matches!(tag.as_str(), "h2" | "h3" | "h4" | "h5" | "dt" | "caption")
        });
        if let Some(heading) = heading {
            let text = page.text_of(*heading);
            return (length(&text) <= 30).then_some(text);
        }
        at = parent;
    }
    None
}
