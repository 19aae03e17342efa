//! Blocks of links under a heading: hot words, recommended services, related articles.

use std::collections::BTreeSet;

use super::mentions::in_text;
use super::rows::within;
use super::seek;
use super::surroundings::Surroundings;
use super::words::{compact, holds, length};
use crate::page::{Hit, Link, Page};

/// Characters of the longest heading of a block.
const HEADING_CHARS_MAX: usize = 12;

/// Elements around the heading that are looked at for its links.
const LEVELS_MAX: usize = 4;

/// Links of the largest block; an element with more is a part of the page with several blocks.
const BLOCK_LINKS_MAX: usize = 60;

/// Links that belong to a heading and not to its block.
const MORE: [&str; 5] = ["更多", "换一批", "换一换", "more", "查看全部"];

/// A heading and the links under it.
#[derive(Debug, Clone)]
pub struct Block {
    /// The heading.
    pub heading: Hit,
    /// Links with a text and different addresses, in document order.
    pub links: Vec<Link>,
}

/// The first block a visitor sees with one of the words as its heading and at least so many links.
pub fn block(page: Page, words: &[&str], n_links_min: usize) -> Option<Block> {
    let headings = in_text(page, words).into_iter().filter(|hit| {
        let text = heading_text(hit);
        length(&text) <= HEADING_CHARS_MAX && holds(&text, words)
    });
    let mut seen = headings.filter(|hit| !Surroundings::of(hit).is_hidden());
    seen.find_map(|heading| {
        let links = links_under(&heading, words, n_links_min)?;
        Some(Block { heading, links })
    })
}

/// The text up to the first link inside: a heading may share its element with its links.
fn heading_text(hit: &Hit) -> String {
    let inner = within(hit.page, hit.node).into_iter().find(|link| link.node != hit.node);
    let first = inner.map(|link| link.text).filter(|text| !text.is_empty());
    let own = first.and_then(|first| hit.text.split_once(&first)).map(|(own, _)| own);
    compact(own.unwrap_or(&hit.text))
}

fn links_under(heading: &Hit, words: &[&str], n_links_min: usize) -> Option<Vec<Link>> {
    let page = heading.page;
    let levels = std::iter::successors(Some(heading.node), |node| page.parent_of(*node));
    for node in levels.take(LEVELS_MAX + 1) {
        if page.tag_of(node) == "body" {
            return None;
        }
        let mut urls = BTreeSet::new();
        let mut links = within(page, node);
        links.retain(|link| {
            let text = compact(&link.text);
            !text.is_empty() && !holds(&text, &MORE) && !is_heading(link, heading, words)
        });
        links.retain(|link| urls.insert(link.url.clone()));
        if links.len() > BLOCK_LINKS_MAX {
            return None;
        }
        if links.len() >= n_links_min {
            let n_seen = links.iter().filter(|link| !seek::is_hidden(link)).count();
            return (n_seen >= n_links_min).then_some(links);
        }
    }
    None
}

fn is_heading(link: &Link, heading: &Hit, words: &[&str]) -> bool {
    link.node == heading.node || words.contains(&compact(&link.text).as_str())
}
