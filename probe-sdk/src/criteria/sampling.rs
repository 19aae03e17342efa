//! The sorts of links a site's pages are sampled by.

use std::collections::BTreeSet;

use super::addresses::{extension, host, is_attachment, is_root, path, query, site};
use super::dates::days;
use super::words::{compact, length};
use crate::page::{LINKS_MAX, Link, Page};

/// Characters of the shortest title of an article; names of columns are shorter.
pub const TITLE_CHARS_MIN: usize = 8;

/// Characters of the name of a column in a menu.
const COLUMN_CHARS: std::ops::RangeInclusive<usize> = 2..=8;

/// What pages end in that content systems make.
const PAGE_ENDS: [&str; 9] = ["html", "htm", "shtml", "jhtml", "jsp", "jspx", "php", "aspx", "do"];

/// Files that are a column's first page.
const INDEX_FILES: [&str; 4] = ["index", "list", "default", "col"];

/// The links without those whose address came before.
pub fn distinct(links: Vec<Link>) -> Vec<Link> {
    let mut seen = BTreeSet::new();
    links.into_iter().filter(|link| seen.insert(link.url.clone())).collect()
}

/// Links to other pages of the same host that look like articles: a title, and an address of one
/// document, in document order, each once.
pub fn articles(page: Page) -> Vec<Link> {
    let own = page.info().url;
    let links = page.links(&[], LINKS_MAX).into_iter();
    let near = links.filter(|link| host(&link.url) == host(&own) && link.url != own);
    let titled = near.filter(|link| length(&compact(&link.text)) >= TITLE_CHARS_MIN);
    distinct(titled.filter(|link| is_document(&link.url)).collect())
}

/// Links to other pages of the same site that look like columns: the short name of a menu, and an
/// address of a folder or its first page, in document order, each once.
pub fn columns(page: Page) -> Vec<Link> {
    let own = page.info().url;
    let links = page.links(&[], LINKS_MAX).into_iter();
    let near = links.filter(|link| site(&link.url) == site(&own) && link.url != own);
    let named = near.filter(|link| COLUMN_CHARS.contains(&length(&compact(&link.text))));
    distinct(named.filter(|link| is_folder(&link.url)).collect())
}

/// Links to other pages of the same host with the short name of a menu, whatever their address: some systems
/// give columns the addresses of documents. Searches, which hot words are, are left out, and so is what
/// has a day in its address.
pub fn named(page: Page) -> Vec<Link> {
    let own = page.info().url;
    let links = page.links(&[], LINKS_MAX).into_iter();
    let near = links.filter(|link| site(&link.url) == site(&own) && link.url != own);
    let named = near.filter(|link| COLUMN_CHARS.contains(&length(&compact(&link.text))));
    distinct(named.filter(|link| is_page_of_menu(&link.url)).collect())
}

fn is_page_of_menu(url: &str) -> bool {
    !is_root(url) && !is_attachment(url) && days(path(url)).is_empty() && !query(url).contains('%')
}

/// Whether an address is that of one document of a content system.
pub fn is_document(url: &str) -> bool {
    let file = file_of(url);
    let is_index = INDEX_FILES.iter().any(|name| file.starts_with(name));
    let has_number = path(url).chars().any(|c| c.is_ascii_digit()) || url.contains("id=");
    !is_attachment(url)
        && !is_root(url)
        && !is_index
        && (PAGE_ENDS.contains(&extension(url).as_str())
            || !days(path(url)).is_empty()
            || has_number)
}

/// Whether an address is that of a folder, as columns have.
fn is_folder(url: &str) -> bool {
    let path = path(url);
    let file = file_of(url);
    let is_index = INDEX_FILES.iter().any(|name| file.starts_with(name));
    let last = path.rsplit('/').next().unwrap_or("");
    !is_root(url)
        && !is_attachment(url)
        && days(path).is_empty()
        && (path.ends_with('/') || is_index || !last.contains('.'))
}

fn file_of(url: &str) -> String {
    let file = path(url).rsplit('/').next().unwrap_or("");
    file.split('.').next().unwrap_or("").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{is_document, is_folder};

    #[test]
    fn documents_and_folders() {
        for url in [
            "http://a.cn/yw/201901/t20190114_3021.html",
            "http://a.cn/info/1031/3021.htm",
            "http://a.cn/art/2019/1/14/art_22_7.html",
            "http://a.cn/content/view.do?id=7",
        ] {
            assert!(is_document(url) && !is_folder(url), "{url}");
        }
        for url in [
            "http://a.cn/zwgk/",
            "http://a.cn/zwgk/index.html",
            "http://a.cn/zwgk",
            "http://a.cn/col/col12/index.html",
        ] {
            assert!(is_folder(url), "{url}");
        }
        assert!(!is_document("http://a.cn/") && !is_folder("http://a.cn/"));
        assert!(!is_document("http://a.cn/P02019.pdf") && !is_folder("http://a.cn/x/P02019.pdf"));
    }
}
