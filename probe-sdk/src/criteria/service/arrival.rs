//! Whether a link leads to a page of its own: not to nothing, not back to where it came from, not to
//! a page that says it is not there or not yet.

use super::super::mentions::in_text;
use super::super::surroundings::Surroundings;
use super::super::words::{compact, length};
use crate::Evidence;
use crate::judge::{Step, Stop};
use crate::page::{Link, Page};

/// How pages with a site's menu around them say that they are not there, or not yet.
const NOT_THERE: [&str; 20] = [
    "页面不存在",
    "页面未找到",
    "页面找不到",
    "找不到页面",
    "页面没有找到",
    "页面已删除",
    "页面已被删除",
    "页面走丢",
    "访问的页面",
    "信息不存在",
    "文章不存在",
    "栏目不存在",
    "正在建设",
    UNDER_WAY,
    "敬请期待",
    "暂未开通",
    "暂未开放",
    "尚未开通",
    "即将上线",
    "系统维护中",
];

/// A notice where it ends the sentence; in the middle it is a part of 建设中心 and the like.
const UNDER_WAY: &str = "建设中";

/// Characters of the longest such sentence.
const NOTICE_CHARS_MAX: usize = 60;

/// Names of files under which a folder is served.
const INDEX_NAMES: [&str; 8] = [
    "index.html",
    "index.htm",
    "index.shtml",
    "index.jsp",
    "index.php",
    "index.aspx",
    "default.aspx",
    "default.html",
];

/// What came of several links.
#[derive(Debug, Default)]
pub struct Arrivals {
    /// Links with the page they lead to.
    pub here: Vec<(Link, Page)>,
    /// Links that lead to no page of their own, and why.
    pub nowhere: Vec<(Link, String)>,
    /// Why the first link is not known whose page could not be had.
    pub unknown: Option<Stop>,
}

impl Arrivals {
    /// Where the first link stands that leads nowhere, and why it does, for a "no".
    pub fn first_nowhere(&self) -> Option<(Evidence, String)> {
        self.nowhere.first().map(|(link, why)| (Evidence::from(link), why.clone()))
    }
}

/// Goes to the pages behind links, asked for together. `from` are pages that none of them may lead
/// back to.
///
/// # Errors
///
/// [`Stop::Ask`] with every page not fetched yet.
pub fn arrive(links: &[Link], role: &str, from: &[Page]) -> Step<Arrivals> {
    let mut arrivals = Arrivals::default();
    let mut wanted = Vec::new();
    for link in links {
        match link.open(role) {
            Ok(page) => match nowhere(page, from) {
                Some(why) => arrivals.nowhere.push((link.clone(), why)),
                None => arrivals.here.push((link.clone(), page)),
            },
            Err(Stop::Ask(more)) => wanted.extend(more),
            Err(Stop::Unknown(_, why)) if link.is_gone() => {
                arrivals.nowhere.push((link.clone(), why));
            }
            Err(stop) => arrivals.unknown = arrivals.unknown.or(Some(stop)),
        }
    }
    if wanted.is_empty() { Ok(arrivals) } else { Err(Stop::Ask(wanted)) }
}

/// Why a page is none of its own; `None` for one that is.
pub fn nowhere(page: Page, from: &[Page]) -> Option<String> {
    let info = page.info();
    if !(200..300).contains(&info.status) {
        return Some(format!("{} answers {}", info.url, info.status));
    }
    let back = |start: &Page| {
        *start == page || bare(&start.info().url) == bare(&info.url) || same_text(*start, page)
    };
    if from.iter().any(back) {
        return Some(format!("{} leads back to where it came from", info.url));
    }
    let notice = in_text(page, &NOT_THERE).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        is_notice(&compact(&hit.text)) && !around.in_link() && !around.is_hidden()
    });
    notice.map(|hit| format!("{} says 「{}」", info.url, hit.text))
}

fn is_notice(text: &str) -> bool {
    let sentences = text.split(['，', '。', ',', '！', '!', '…', '.', '、', ')', '）']);
    let under_way = || sentences.clone().any(|sentence| sentence.ends_with(UNDER_WAY));
    let says =
        NOT_THERE.iter().filter(|words| **words != UNDER_WAY).any(|words| text.contains(words));
    length(text) <= NOTICE_CHARS_MAX && (says || under_way())
}

/// Whether two pages are one, served under two addresses.
fn same_text(one: Page, other: Page) -> bool {
    let text = one.text();
    !text.is_empty() && text == other.text()
}

/// An address without scheme, fragment, `www.`, and the name of an index.
fn bare(url: &str) -> String {
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.split('#').next().unwrap_or(url);
    let url = url.strip_prefix("www.").unwrap_or(url);
    let index = INDEX_NAMES.iter().find_map(|name| url.strip_suffix(name));
    index.unwrap_or(url).trim_end_matches('/').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{bare, is_notice};

    #[test]
    fn notices() {
        assert!(is_notice("栏目建设中，敬请期待"));
        assert!(is_notice("该功能正在建设"));
        assert!(is_notice("对不起,您访问的页面不存在"));
        assert!(!is_notice("市政务信息化建设中心"));
    }

    #[test]
    fn one_home_page_has_many_addresses() {
        assert_eq!(bare("https://www.a.gov.test/index.html#top"), "a.gov.test");
        assert_eq!(bare("http://a.gov.test/"), "a.gov.test");
        assert_eq!(bare("http://a.gov.test/sb/"), "a.gov.test/sb");
    }
}
