//! The rows of a list: each a link and what stands beside it, whatever the list is made of (`table`,
//! `ul`, `dl`, blocks).

use std::collections::{BTreeMap, BTreeSet};

use super::dates::days;
use super::freshness::month_and_day;
use super::seek;
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
const ROWS: [&str; 10] = ["tr", "li", "dl", "dd", "dt", "div", "p", "section", "article", "h3"];

/// Elements below an element that are looked at for links.
const NODES_MAX: usize = 600;

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
    of(page, |text| !days(text).is_empty() || text.split_whitespace().any(is_short_date))
}

fn is_short_date(word: &str) -> bool {
    month_and_day(word).is_some()
}

/// The rows of the page whose text fits: of the elements around a link the innermost that does.
pub fn of(page: Page, fits: impl Fn(&str) -> bool) -> Vec<Row> {
    let mut known = BTreeMap::new();
    let mut urls = BTreeSet::new();
    let mut rows = Vec::new();
    for link in page.links(&[], LINKS_MAX) {
        if length(&compact(&link.text)) < HEADING_CHARS_MIN || urls.contains(&link.url) {
            continue;
        }
        let Some(hit) = around(&link, &fits, &mut known) else { continue };
        if !seek::is_hidden(&link) {
            urls.insert(link.url.clone());
            rows.push(Row { link, hit });
        }
    }
    rows
}

/// What is known of an element: its text if it can be a row, nothing if it is too much for one.
type Known = BTreeMap<u32, Option<String>>;

fn around(link: &Link, fits: &impl Fn(&str) -> bool, known: &mut Known) -> Option<Hit> {
    let page = link.page;
    let mut next = page.parent_of(link.node);
    for _ in 0..LEVELS_MAX {
        let node = next?;
        let text = known.entry(node).or_insert_with(|| row_text(page, node));
        let text = text.as_ref()?;
        if fits(text) && ROWS.contains(&page.tag_of(node).as_str()) {
            return Some(Hit { page, node, text: text.clone() });
        }
        next = page.parent_of(node);
    }
    None
}

fn row_text(page: Page, node: u32) -> Option<String> {
    if LISTS.contains(&page.tag_of(node).as_str()) {
        return None;
    }
    let text = page.text_of(node);
    (text.len() <= ROW_BYTES_MAX).then_some(text)
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
    while !matches!(page.tag_of(hit.node).as_str(), "tr" | "li" | "dl") {
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
