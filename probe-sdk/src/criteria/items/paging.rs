//! The other pages of a list in pages.

use std::collections::BTreeSet;

use crate::criteria::words::compact;
use crate::page::{LINKS_MAX, Link, Page};

/// Pages of one list that are read, the first among them: a list of some hundred items is whole.
const PAGES_MAX: usize = 12;

/// Scripts looked through.
const SCRIPTS_MAX: u32 = 60;

/// The function with which one widespread content system writes the numbers of pages:
/// `createPageHTML(25, 0, "index", "html")` are `index.html`, `index_1.html` … `index_24.html`.
const WRITER: &str = "createPageHTML(";

/// The other pages of a list and whether these are all: links that are numbers or say 下一页, or the
/// pages a script of a widespread content system writes links to.
pub fn pages(list: Page) -> (Vec<Link>, bool) {
    let own = list.info().url;
    let mut seen = BTreeSet::from([own.clone()]);
    let mut numbered: Vec<(u32, Link)> = Vec::new();
    for link in list.links(&[], LINKS_MAX) {
        let text = compact(&link.text);
        let number = if text.contains("下一页") { Some(2) } else { text.parse().ok() };
        if let Some(number) = number.filter(|number| (2..=999).contains(number))
            && is_sibling(&link.url, &own)
            && seen.insert(link.url.clone())
        {
            numbered.push((number, link));
        }
    }
    if numbered.is_empty() {
        numbered = written(list, &own);
    }
    numbered.sort_by_key(|(number, _)| *number);
    let last = numbered.last().map_or(1, |(number, _)| *number as usize);
    let is_whole = last <= PAGES_MAX && last <= numbered.len() + 1;
    let links = numbered.into_iter().map(|(_, link)| link).take(PAGES_MAX - 1).collect();
    (links, is_whole)
}

/// Whether two addresses are in one directory of one site.
fn is_sibling(url: &str, own: &str) -> bool {
    let directory = |url: &str| {
        let path = url.split(['?', '#']).next().unwrap_or(url).to_owned();
        path.rsplit_once('/').map(|(directory, _)| directory.to_owned())
    };
    directory(url) == directory(own)
}

fn written(list: Page, own: &str) -> Vec<(u32, Link)> {
    let Some(hit) = list.scripts(SCRIPTS_MAX).into_iter().find(|hit| hit.text.contains(WRITER))
    else {
        return Vec::new();
    };
    let arguments = hit.text.split(WRITER).nth(1).and_then(|rest| rest.split(')').next());
    let arguments: Vec<&str> = arguments
        .unwrap_or_default()
        .split(',')
        .map(|argument| argument.trim().trim_matches(['"', '\'']))
        .collect();
    let [n_pages, _, name, ending] = arguments.as_slice() else { return Vec::new() };
    let (Ok(n_pages), Some((directory, _))) = (n_pages.parse::<u32>(), own.rsplit_once('/')) else {
        return Vec::new();
    };
    let pages = (1..n_pages).take(PAGES_MAX);
    pages
        .map(|page| {
            let url = format!("{directory}/{name}_{page}.{ending}");
            let text = (page + 1).to_string();
            (page + 1, Link { page: list, node: hit.node, text, url })
        })
        .collect()
}
