//! What a page has of its own: the menus, the footer and the buttons that are on the home page as well
//! are on every page of a site and say nothing about this one.

use std::collections::BTreeSet;

use super::seek;
use super::words::{compact, holds, length};
use crate::page::{LINKS_MAX, Link, Page};

/// The links of a page that are on none of the region's home pages with the same text, in document order.
/// All links for a home page itself.
pub fn links(page: Page) -> Vec<Link> {
    let known = shared(page);
    let links = page.links(&[], LINKS_MAX).into_iter();
    links.filter(|link| !known.contains(&key(link))).collect()
}

/// The first link of its own that a visitor sees with one of the words in a text of at most so many
/// characters.
pub fn link(page: Page, words: &[&str], n_chars_max: usize) -> Option<Link> {
    let known = shared(page);
    page.links(words, LINKS_MAX).into_iter().find(|link| {
        let text = compact(&link.text);
        length(&text) <= n_chars_max
            && holds(&text, words)
            && !known.contains(&key(link))
            && !seek::is_hidden(link)
    })
}

/// Links on the home pages, without the page itself.
pub(super) fn shared(page: Page) -> BTreeSet<(String, String)> {
    let homes = Page::starts("home").into_iter().filter(|home| *home != page);
    homes.flat_map(|home| home.links(&[], LINKS_MAX)).map(|link| key(&link)).collect()
}

/// Address and text: an entry may lead where a menu leads, to a login for one, and is still this page's.
pub(super) fn key(link: &Link) -> (String, String) {
    (link.url.clone(), compact(&link.text))
}
