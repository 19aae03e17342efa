//! The further pages of a list.

use super::words::compact;
use crate::page::{LINKS_MAX, Link, Page};

/// Words of the link to the next page.
const NEXT: [&str; 5] = ["下一页", "下页", "后一页", "下一页>", "下页>"];

/// Words of the link to the last page.
const LAST: [&str; 4] = ["尾页", "末页", "最后一页", "末 页"];

/// Links to the pages after the first, by their number; the next one where pages have no numbers.
pub fn further(page: Page, n_max: usize) -> Vec<Link> {
    let own = page.info().url;
    let links: Vec<Link> =
        page.links(&[], LINKS_MAX).into_iter().filter(|link| link.url != own).collect();
    let numbered = (2..).take(n_max).filter_map(|number: usize| {
        let name = number.to_string();
        links.iter().find(|link| bare(&link.text) == name).cloned()
    });
    let numbered: Vec<Link> = numbered.collect();
    if !numbered.is_empty() {
        return numbered;
    }
    let next = links.into_iter().find(|link| NEXT.contains(&bare(&link.text).as_str()));
    next.into_iter().take(n_max).collect()
}

/// Whether only scripts turn the pages of a list: it names a next page that no link leads to.
pub fn is_scripted(page: Page) -> bool {
    let links = page.links(&[], LINKS_MAX);
    let is_linked = links.iter().any(|link| NEXT.contains(&bare(&link.text).as_str()));
    let is_numbered = links.iter().any(|link| bare(&link.text) == "2");
    !is_linked
        && !is_numbered
        && page.find("a, span, li, button, div", &["下一页", "下页"]).is_some()
}

/// The last page of the list: how many pages there are, and its link. `None` for a list of one page
/// and where only scripts turn pages.
pub fn last(page: Page) -> Option<(u32, Link)> {
    let links = page.links(&[], LINKS_MAX);
    let numbered = links.iter().filter_map(|link| Some((bare(&link.text).parse().ok()?, link)));
    let (n_pages, link): (u32, &Link) = numbered.max_by_key(|(number, _)| *number)?;
    let said = said_pages(&page.text());
    let end = links.iter().find(|link| LAST.contains(&bare(&link.text).as_str()));
    Some(match (said, end) {
        (Some(said), Some(end)) if said >= n_pages => (said, end.clone()),
        _ => (n_pages, link.clone()),
    })
}

/// The number in `共12页`.
fn said_pages(text: &str) -> Option<u32> {
    let text = compact(text);
    super::words::after(&text, &["共"]).find_map(|rest| {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = rest.split_at(length);
        unit.starts_with('页').then(|| number.parse().ok()).flatten()
    })
}

fn bare(text: &str) -> String {
    compact(text).trim_matches(|c| "[]()<>«»›".contains(c)).to_owned()
}
