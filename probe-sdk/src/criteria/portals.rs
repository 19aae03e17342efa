//! The service portals a region has besides the page a point starts from: a point of the home page may
//! find on the service portal what the home page lacks.
//!
//! They are the region's pages of role `service_portal`, or, where none is known, what the home page leads
//! to under such a name. One that is there and could not be had is no "no": what is looked for may be on
//! it, as it may be on one that is a shell only a browser fills (decision 0021).

use std::collections::BTreeSet;

use super::behind::{Target, targets};
use super::words::{compact, holds, length};
use crate::UnknownReason;
use crate::judge::{Step, Stop};
use crate::page::{LINKS_MAX, Link, Page};

/// Role of the service portal's start pages.
pub const ROLE: &str = "service_portal";

/// What home pages call the link to their service portal.
pub const NAMES: [&str; 10] = [
    "政务服务网",
    "政务服务",
    "网上办事大厅",
    "网上办事",
    "办事服务",
    "办事大厅",
    "服务大厅",
    "一网通办",
    "在线服务",
    "在线办事",
];

/// Words of links that speak of service and lead to no portal: 12345政务服务便民热线.
const OTHERWISE: [&str; 9] =
    ["热线", "电话", "指南", "评价", "投诉", "管理局", "新闻", "通知", "公告"];

/// Characters of the longest such link; headlines are longer.
const LINK_CHARS_MAX: usize = 14;

/// Portals opened from a home page.
const PORTALS_MAX: usize = 2;

/// The portals besides some pages.
#[derive(Debug, Default)]
pub struct Portals {
    /// Those that could be had.
    pub pages: Vec<Page>,
    /// Why one of them could not.
    pub unread: Option<(UnknownReason, String)>,
}

impl Portals {
    /// What it means that something is on none of the pages: nothing, if a portal could not be had.
    pub fn absent(self, stop: Stop) -> Stop {
        match (stop, self.unread) {
            (Stop::Absent(..), Some((reason, note))) => Stop::Unknown(reason, note),
            (stop, _) => stop,
        }
    }
}

/// The portals that are not among the pages.
///
/// # Errors
///
/// [`Stop::Ask`] for portals not fetched yet.
pub fn besides(pages: &[Page]) -> Step<Portals> {
    let known = Page::starts(ROLE);
    if !known.is_empty() {
        let others = known.into_iter().filter(|page| !pages.contains(page));
        return Ok(Portals { pages: others.collect(), unread: None });
    }
    let links: Vec<Link> = Page::starts("home").into_iter().flat_map(links).collect();
    let mut portals = Portals::default();
    for (nth, target) in targets(&links, ROLE)?.into_iter().enumerate() {
        match target {
            Target::Page(page) if !pages.contains(&page) && !portals.pages.contains(&page) => {
                portals.pages.push(page);
            }
            // The best link is the portal's; others only may be.
            Target::Unread(reason, note) if nth == 0 => portals.unread = Some((reason, note)),
            Target::Page(_) | Target::Unread(..) | Target::File(_) | Target::Gone(_) => {}
        }
    }
    Ok(portals)
}

/// The home page's links to service portals, best first.
pub fn links(home: Page) -> Vec<Link> {
    named(home, &NAMES, PORTALS_MAX, &OTHERWISE)
}

/// The links with one of the words as their name, the best first: exact before longer.
pub(super) fn named(page: Page, words: &[&str], n_max: usize, otherwise: &[&str]) -> Vec<Link> {
    // No word would be every link.
    if words.is_empty() {
        return Vec::new();
    }
    let mut links = page.links(words, LINKS_MAX);
    links.retain(|link| {
        length(&compact(&link.text)) <= LINK_CHARS_MAX && !holds(&link.text, otherwise)
    });
    links.sort_by_cached_key(|link| {
        let place = words.iter().position(|word| link.text.contains(word)).unwrap_or(words.len());
        (!words.contains(&link.text.as_str()), place, link.node)
    });
    let mut seen = BTreeSet::new();
    links.retain(|link| seen.insert(link.url.clone()));
    links.truncate(n_max);
    links
}
