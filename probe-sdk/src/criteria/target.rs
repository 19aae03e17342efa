//! Whether the page behind a link is a page of its own: not an error, not a page that only says that
//! there is nothing, not the home page again.

use super::words::{compact, holds};
use crate::judge::{Step, Stop};
use crate::page::{Link, Page};

/// What a page says that answers with 200 where there is nothing.
const NOTHING: [&str; 11] = [
    "页面不存在",
    "页面未找到",
    "找不到页面",
    "找不到您",
    "您访问的页面",
    "您要访问的页面",
    "内容已删除",
    "内容不存在",
    "栏目不存在",
    "已被删除",
    "notfound",
];

/// Characters of the longest page that only says so; with the site's menus around it has more, and
/// then its title says it.
const NOTHING_CHARS_MAX: usize = 300;

/// Links from which two pages with the same title and the same number of links are one: fewer can
/// be chance.
const SAME_LINKS_MIN: u32 = 10;

/// The page behind a link, if it is one.
///
/// # Errors
///
/// [`Stop::Absent`] if the site answers with an error, says that there is nothing, or answers with the home
/// page; otherwise as [`Link::open`].
pub fn page_behind(link: &Link, role: &str) -> Step<Page> {
    let page = match link.open(role) {
        Err(Stop::Unknown(_, note)) if link.is_gone() => return Err(Stop::Absent(link.page, note)),
        page => page?,
    };
    match fault(page) {
        Some(fault) => Err(Stop::Absent(page, fault)),
        None => Ok(page),
    }
}

/// Why none of several links led to a page: unknown if one of them could not be had, else that there is
/// nothing behind any.
pub fn none_behind(links: &[Link], role: &str, nothing: Stop) -> Stop {
    let unknown = links.iter().find_map(|link| match page_behind(link, role) {
        Err(Stop::Unknown(reason, note)) => Some(Stop::Unknown(reason, note)),
        Ok(_) | Err(Stop::Absent(..) | Stop::Ask(_) | Stop::Fault(_)) => None,
    });
    unknown.unwrap_or(nothing)
}

/// The pages behind the links that are pages, asked for together, with their links; those that are
/// none or could not be had are left out.
///
/// # Errors
///
/// [`Stop::Ask`] with every page not fetched yet.
pub fn pages_behind(links: &[Link], role: &str) -> Step<Vec<(Link, Page)>> {
    Link::open_all(links, role)?;
    let behind = |link: &Link| Some((link.clone(), page_behind(link, role).ok()?));
    Ok(links.iter().filter_map(behind).collect())
}

/// Why a page is not one of its own; `None` if it is.
pub fn fault(page: Page) -> Option<String> {
    let info = page.info();
    if !(200..300).contains(&info.status) {
        return Some(format!("{} answers {}", info.url, info.status));
    }
    if says_nothing(page) {
        return Some(format!("{} only says that there is nothing", info.url));
    }
    is_home_again(page).then(|| format!("{} is the home page again", info.url))
}

fn says_nothing(page: Page) -> bool {
    if is_notice(&title(page)) {
        return true;
    }
    let text = page.text();
    text.len() <= NOTHING_CHARS_MAX * 4 && {
        let text = compact(&text);
        text.chars().count() <= NOTHING_CHARS_MAX && is_notice(&text)
    }
}

/// Whether a text says that there is nothing, in words or by the status. As a part of another number, of a
/// telephone or a site's code, 404 says nothing.
fn is_notice(text: &str) -> bool {
    holds(text, &NOTHING) || text.split(|c: char| !c.is_ascii_digit()).any(|number| number == "404")
}

/// Whether the page is a home page of the region: by its address, or with the title and the links of one.
fn is_home_again(page: Page) -> bool {
    let url = bare(&page.info().url);
    Page::starts("home").into_iter().any(|home| {
        bare(&home.info().url) == url
            || home != page && n_links(page) >= SAME_LINKS_MIN && {
                n_links(home) == n_links(page) && title(home) == title(page)
            }
    })
}

fn n_links(page: Page) -> u32 {
    page.count("a[href]")
}

fn title(page: Page) -> String {
    page.texts("title", 1).into_iter().next().map(|hit| compact(&hit.text)).unwrap_or_default()
}

/// The address without scheme, fragment, last slash and name of the default document.
fn bare(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let defaults =
        ["index.html", "index.htm", "index.shtml", "index.jsp", "index.aspx", "default.aspx"];
    let url = defaults.iter().find_map(|name| url.strip_suffix(name)).unwrap_or(url);
    url.trim_end_matches('/').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{bare, is_notice};

    #[test]
    fn a_code_with_404_in_it_is_no_notice() {
        assert!(is_notice("404_某市人民政府") && is_notice("error404"));
        assert!(!is_notice("网站标识码:4404000001") && !is_notice("电话0756-2404404"));
    }

    #[test]
    fn addresses_of_one_page() {
        assert_eq!(bare("https://www.a.test/index.html#top"), bare("http://www.a.test"));
        assert_eq!(bare("http://www.a.test/zwgk/"), "www.a.test/zwgk");
    }
}
