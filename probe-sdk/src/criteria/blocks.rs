//! Blocks of links under a heading: hot words, recommended services, related articles.

use std::collections::BTreeSet;

use super::mentions::in_text;
use super::rows::within;
use super::surroundings::Surroundings;
use super::words::{compact, holds, length};
use super::{own, sample, seek, target};
use crate::judge::{Step, Stop};
use crate::page::{Hit, Link, Page};

/// Characters of the longest heading of a block.
const HEADING_CHARS_MAX: usize = 12;

/// Elements around the heading that are looked at for its links.
const LEVELS_MAX: usize = 4;

/// Elements around a link that are looked at for a heading.
const TITLE_LEVELS_MAX: usize = 4;

/// Tags of headings.
const TITLE_TAGS: [&str; 7] = ["h1", "h2", "h3", "h4", "h5", "h6", "dt"];

/// Parts of class names of headings.
const TITLE_NAMES: [&str; 4] = ["title", "tit", "head", "hd"];

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
    let mut seen = headings.filter(|hit| {
        let around = Surroundings::of(hit);
        !around.is_hidden() && (!around.leads_away() || is_titled(hit))
    });
    seen.find_map(|heading| {
        let links = links_under(&heading, words, n_links_min)?;
        Some(Block { heading, links })
    })
}

/// The first block of one of the pages, and those of a sample of its links that lead to pages of their own.
///
/// # Errors
///
/// [`Stop::Absent`] if no page has such a block or none of the sampled links leads to a page;
/// [`Stop::Unknown`] if a page is a shell or none of the links could be had; [`Stop::Ask`] for targets not
/// fetched yet.
pub fn living(
    pages: &[Page],
    words: &[&str],
    n_links_min: usize,
    n_opened: usize,
) -> Step<(Block, Vec<Link>)> {
    let Some(block) = pages.iter().find_map(|page| block(*page, words, n_links_min)) else {
        let page = pages.iter().find(|page| page.is_shell()).or(pages.first());
        let none = || Stop::Fault("no page to look for a block on".to_owned());
        return Err(page.ok_or_else(none)?.absent(&format!("no block {}", words.join("/"))));
    };
    let links = sample::spread(&block.links, n_opened);
    let opened = target::pages_behind(&links, "block_entry")?;
    if !opened.is_empty() {
        return Ok((block, opened.into_iter().map(|(link, _)| link).collect()));
    }
    let nothing = "no link of the block leads to a page".to_owned();
    Err(target::none_behind(&links, "block_entry", Stop::Absent(block.heading.page, nothing)))
}

/// Whether a link stands as a heading and not as an item of a menu.
fn is_titled(hit: &Hit) -> bool {
    let page = hit.page;
    let around = std::iter::successors(Some(hit.node), |node| page.parent_of(*node));
    around.take(TITLE_LEVELS_MAX).any(|node| {
        let class = page.attr_of(node, "class").unwrap_or_default().to_lowercase();
        TITLE_TAGS.contains(&page.tag_of(node).as_str()) || holds(&class, &TITLE_NAMES)
    })
}

/// The text up to the first link inside: a heading may share its element with its links.
fn heading_text(hit: &Hit) -> String {
    let inner = within(hit.page, hit.node).into_iter().find(|link| link.node != hit.node);
    let first = inner.map(|link| link.text).filter(|text| !text.is_empty());
    let own = first.and_then(|first| hit.text.split_once(&first)).map(|(own, _)| own);
    compact(own.unwrap_or(&hit.text))
}

/// The links under a heading: beside it in its own element, in the next element after it or one around
/// it, or in an element around that begins with it.
fn links_under(heading: &Hit, words: &[&str], n_links_min: usize) -> Option<Vec<Link>> {
    let page = heading.page;
    let text = compact(&heading.text);
    let levels = std::iter::successors(Some(heading.node), |node| page.parent_of(*node));
    for node in levels.take(LEVELS_MAX + 1) {
        let is_all = page.tag_of(node) == "body" || has_headings_like(page, node, heading.node);
        if is_all || !compact(&page.text_of(node)).starts_with(&text) {
            return None;
        }
        let is_heading_only = compact(&page.text_of(node)) == text;
        let next = if is_heading_only { next_with_text(page, node) } else { None };
        // A card of a list has nothing but itself.
        if next.is_some_and(|next| is_card(page, node, next)) {
            return None;
        }
        for links in [Some(node), next].into_iter().flatten().map(|node| within(page, node)) {
            let links = block_links(links, heading, words);
            if links.len() > BLOCK_LINKS_MAX {
                return None;
            }
            if links.len() >= n_links_min {
                let n_seen = links.iter().filter(|link| !seek::is_hidden(link)).count();
                return (n_seen >= n_links_min).then_some(links);
            }
        }
    }
    None
}

/// Whether an element has several headings of one tag side by side, one of them around `inside`: what follows
/// the others is not under this one.
fn has_headings_like(page: Page, node: u32, inside: u32) -> bool {
    let mut around = std::iter::successors(Some(inside), |node| page.parent_of(*node));
    let Some(own) = around.find(|inner| page.parent_of(*inner) == Some(node)) else { return false };
    let tag = page.tag_of(own);
    let alike = page.children_of(node).into_iter().filter(|child| page.tag_of(*child) == tag);
    TITLE_TAGS.contains(&tag.as_str()) && alike.count() > 1
}

/// The next element after one that says anything, if it begins no block of its own.
fn next_with_text(page: Page, node: u32) -> Option<u32> {
    let siblings = page.children_of(page.parent_of(node)?);
    let mut after = siblings.into_iter().skip_while(|sibling| *sibling != node).skip(1);
    let next = after.find(|sibling| !page.text_of(*sibling).is_empty())?;
    (!TITLE_TAGS.contains(&page.tag_of(next).as_str())).then_some(next)
}

/// Whether two elements are cards of one list, each beginning with a heading of its own.
fn is_card(page: Page, node: u32, next: u32) -> bool {
    let class = |node| page.attr_of(node, "class");
    let is_alike = page.tag_of(node) == page.tag_of(next) && class(node) == class(next);
    let first = |node: &u32| page.children_of(*node).into_iter().next();
    let begins = std::iter::successors(Some(next), first).take(TITLE_LEVELS_MAX);
    is_alike && begins.skip(1).any(|node| TITLE_TAGS.contains(&page.tag_of(node).as_str()))
}

/// Links with a text and different addresses, without those of the heading and of every page's footer.
fn block_links(mut links: Vec<Link>, heading: &Hit, words: &[&str]) -> Vec<Link> {
    let mut urls = BTreeSet::new();
    let shared = own::shared(heading.page);
    links.retain(|link| !shared.contains(&own::key(link)));
    links.retain(|link| {
        let text = compact(&link.text);
        !text.is_empty() && !holds(&text, &MORE) && !is_heading(link, heading, words)
    });
    links.retain(|link| urls.insert(link.url.clone()));
    links
}

fn is_heading(link: &Link, heading: &Hit, words: &[&str]) -> bool {
    link.node == heading.node || words.contains(&compact(&link.text).as_str())
}
