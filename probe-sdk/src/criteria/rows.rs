//! The rows of a list: each a link and what stands beside it, whatever the list is made of (`table`,
//! `ul`, `dl`, blocks).

use std::collections::{BTreeMap, BTreeSet};

use super::dates::days;
use super::freshness::month_and_day;
use super::seek;
use super::surroundings::Surroundings;
use super::words::{compact, length};
use crate::page::{Hit, LINKS_MAX, Link, Page};

/// Elements around a link that are looked at for its row.
const LEVELS_MAX: usize = 5;

/// Bytes of the longest row; more is a list or a part of the page. Three a character.
const ROW_BYTES_MAX: usize = 1800;

/// Characters of the shortest heading: `更多`, `查看` and page numbers are none.
const HEADING_CHARS_MIN: usize = 4;

/// Elements that hold rows and are none.
const LISTS: [&str; 10] =
    ["ul", "ol", "table", "tbody", "body", "html", "main", "form", "nav", "header"];

/// Elements a row may be.
const ROWS: [&str; 9] = ["tr", "li", "dd", "dt", "div", "p", "section", "article", "h3"];

/// Rows without a link looked at.
const ROWS_MAX: u32 = 1000;

/// Elements below an element that are looked at for links.
const NODES_MAX: usize = 600;

/// Tags whose row may hold several headings: a letter and its office.
const MANY: [&str; 3] = ["tr", "li", "dt"];

/// A row of a list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The link with the heading.
    pub link: Link,
    /// The element of the row with its text.
    pub hit: Hit,
}

impl Row {
    /// The text of the row without that of its heading, so that a date or a state that a heading speaks
    /// of is not taken for the row's.
    pub fn beside(&self) -> String {
        self.hit.text.replacen(&self.link.text, " ", 1)
    }
}

/// The rows of the page with a date, in document order, without those switched off and with one row
/// for each address.
pub fn dated(page: Page) -> Vec<Row> {
    of(page, |text| !days(text).is_empty() || has_short_date(text))
}

/// Whether a text has a date without a year: as a word of its own, or in front of a heading or after it
/// without a blank between, as rows of `<span>[01-15]</span><a>` are read.
fn has_short_date(text: &str) -> bool {
    let is_of_date = |c: char| c.is_ascii_digit() || "-/[]【】()".contains(c);
    let text = text.trim();
    let after = text.trim_start_matches(is_of_date).len();
    let head = text.get(..text.len() - after).unwrap_or_default();
    let tail = text.get(text.trim_end_matches(is_of_date).len()..).unwrap_or_default();
    text.split_whitespace().chain([head, tail]).any(|word| month_and_day(word).is_some())
}

/// The rows of the page whose text fits: of the elements around a link the innermost that does.
pub fn of(page: Page, fits: impl Fn(&str) -> bool) -> Vec<Row> {
    let mut known = BTreeMap::new();
    let mut urls = BTreeSet::new();
    let mut rows = Vec::new();
    let mut headings = page.links(&[], LINKS_MAX);
    headings.retain(|link| length(&compact(&link.text)) >= HEADING_CHARS_MIN);
    for link in headings.clone() {
        if urls.contains(&link.url) {
            continue;
        }
        let Some(hit) = around(&link, &headings, &fits, &mut known) else { continue };
        if !seek::is_hidden(&link) {
            urls.insert(link.url.clone());
            rows.push(Row { link, hit });
        }
    }
    rows
}

/// What is known of an element: its text if it can be a row, nothing if it is too much for one.
type Known = BTreeMap<u32, Option<String>>;

fn around(
    link: &Link,
    headings: &[Link],
    fits: &impl Fn(&str) -> bool,
    known: &mut Known,
) -> Option<Hit> {
    let page = link.page;
    let mut next = page.parent_of(link.node);
    for _ in 0..LEVELS_MAX {
        let node = next?;
        let tag = page.tag_of(node);
        let text = known.entry(node).or_insert_with(|| row_text(page, node));
        let text = text.as_ref()?;
        if tag == "dl" {
            // Its entries are pairs of `dt` and `dd`; as a whole it is a list.
            return None;
        }
        if fits(text) && ROWS.contains(&tag.as_str()) {
            let is_one = MANY.contains(&tag.as_str()) || is_alone(link, headings, node);
            return is_one.then(|| Hit { page, node, text: text.clone() });
        }
        next = page.parent_of(node);
    }
    None
}

/// Whether an element has no heading but that of the link.
fn is_alone(link: &Link, headings: &[Link], node: u32) -> bool {
    let nodes = below(link.page, node);
    headings.iter().all(|other| other.url == link.url || !nodes.contains(&other.node))
}

fn row_text(page: Page, node: u32) -> Option<String> {
    let tag = page.tag_of(node);
    if LISTS.contains(&tag.as_str()) {
        return None;
    }
    let mut text = page.text_of(node);
    if tag == "dt" {
        let siblings = page.parent_of(node).map(|parent| page.children_of(parent));
        let siblings = siblings.unwrap_or_default().into_iter();
        let after = siblings.skip_while(|sibling| *sibling != node).skip(1);
        for sibling in after.take_while(|sibling| page.tag_of(*sibling) == "dd") {
            text.push(' ');
            text.push_str(&page.text_of(sibling));
        }
    }
    (text.len() <= ROW_BYTES_MAX).then_some(text)
}

/// Rows without any link whose text fits: what a list shows of entries that have no page yet.
pub fn unlinked(page: Page, fits: impl Fn(&str) -> bool) -> Vec<Hit> {
    let links: BTreeSet<u32> =
        page.links(&[], LINKS_MAX).into_iter().map(|link| link.node).collect();
    let rows = page.select("tr, li, dt", ROWS_MAX).into_iter().filter_map(|node| {
        let hit = Hit { page, node, text: row_text(page, node).filter(|text| fits(text))? };
        let nodes = below(page, node);
        let is_hidden = || Surroundings::of(&hit).is_hidden();
        (nodes.is_disjoint(&links) && !is_hidden()).then_some(hit)
    });
    rows.collect()
}

/// The rows with what else stands about their headings: the whole of a `dl` or block of which a row is a
/// part, as long as no other heading is in it.
pub fn widened(rows: Vec<Row>) -> Vec<Row> {
    let Some(page) = rows.first().map(|row| row.hit.page) else { return rows };
    let mut headings = page.links(&[], LINKS_MAX);
    headings.retain(|link| length(&compact(&link.text)) >= HEADING_CHARS_MIN);
    rows.into_iter().map(|row| widen(row, &headings)).collect()
}

fn widen(row: Row, headings: &[Link]) -> Row {
    let Row { link, mut hit } = row;
    let page = link.page;
    while !matches!(page.tag_of(hit.node).as_str(), "tr" | "li" | "dt") {
        let Some(parent) = page.parent_of(hit.node) else { break };
        let Some(text) = row_text(page, parent) else { break };
        let nodes = below(page, parent);
        if headings.iter().any(|other| other.url != link.url && nodes.contains(&other.node)) {
            break;
        }
        hit = Hit { page, node: parent, text };
    }
    Row { link, hit }
}

/// The links inside of an element.
pub fn within(page: Page, node: u32) -> Vec<Link> {
    let nodes = below(page, node);
    let links = page.links(&[], LINKS_MAX).into_iter();
    links.filter(|link| nodes.contains(&link.node)).collect()
}

/// An element and those inside of it.
fn below(page: Page, node: u32) -> BTreeSet<u32> {
    let mut nodes = BTreeSet::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if nodes.len() >= NODES_MAX {
            break;
        }
        nodes.insert(node);
        open.extend(page.children_of(node));
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::has_short_date;

    #[test]
    fn dates_that_touch_their_heading() {
        assert!(has_short_date("[12-24]关于停车问题的回应"));
        assert!(has_short_date("关于停车问题的回应01-15"));
        assert!(has_short_date("关于停车问题的回应 (1/5)"));
        assert!(!has_short_date("关于第12-24号令的通知"));
        assert!(!has_short_date("3.15晚会"));
    }
}
