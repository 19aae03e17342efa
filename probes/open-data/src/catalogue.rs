//! The data sets a platform lists: in the rows of a page, or in the JSON its page is filled with.

use probe_sdk::criteria::addresses::{is_of, site};
use probe_sdk::criteria::targets::targets;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{LINKS_MAX, Link, Page, Step, Task};

use crate::fields::{ALL, Field, in_line};
use crate::find::{OPEN_DATA, is_seen, labelled, platform};
use crate::json::{endpoints, listed};
use crate::table::labelled_row;
use crate::totals::stated;

/// Ways from the platform's first page to its list, best first.
const LISTS: [&str; 7] =
    ["数据目录", "数据集", "开放目录", "资源目录", "数据资源", "全部数据", "开放数据"];

/// Lists tried.
const LISTS_MAX: usize = 2;

/// What the number of data sets is called.
pub(crate) const NOUNS: [&str; 6] =
    ["数据集", "数据目录", "开放目录", "资源目录", "公共数据资源", "数据资源"];

/// Characters of the name of a data set.
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 3..=60;

/// What links in a row are called that are not its data set.
const NOT_TITLES: [&str; 12] = [
    "下载",
    "详情",
    "更多",
    "查看",
    "收藏",
    "订阅",
    "评论",
    "申请",
    "上一页",
    "下一页",
    "登录",
    "首页",
];

/// Words of a row besides the labels of fields.
const ROW_WORDS: [&str; 5] = ["浏览量", "下载量", "访问量", "数据量", "下载次数"];

/// Labels that are a part of others, and too short to tell a row by.
const PARTS: [&str; 2] = ["格式", "标签"];

/// Elements around a link looked at for its row.
const LEVELS_MAX: usize = 5;

/// Characters of the longest row; what has more holds several.
const ROW_CHARS_MAX: usize = 400;

/// A data set as a list shows it.
#[derive(Debug, Clone)]
pub(crate) struct DataSet {
    pub(crate) title: String,
    /// The list it is on.
    pub(crate) page: Page,
    /// To its own page, where it has one.
    pub(crate) link: Option<Link>,
    /// The text of its row.
    pub(crate) row: String,
    /// What JSON says of it, by the field's name.
    said: Vec<(&'static str, String)>,
}

impl DataSet {
    /// The value of a field in the list.
    pub(crate) fn value(&self, field: &Field) -> Option<String> {
        let said = self.said.iter().find(|(name, _)| *name == field.name);
        said.map(|(_, value)| value.clone()).or_else(|| in_line(&self.row, field))
    }
}

/// A list of data sets.
pub(crate) struct Catalogue {
    pub(crate) page: Page,
    pub(crate) sets: Vec<DataSet>,
    /// What the list states as its total.
    pub(crate) total: Option<u64>,
}

/// The platform's list: the page behind 数据目录, the JSON it is filled with, or what the first page shows.
///
/// # Errors
///
/// [`Stop::Absent`](probe_sdk::Stop::Absent) if there is none.
pub(crate) fn catalogue(task: &Task) -> Step<Catalogue> {
    let platform = platform(task)?;
    if let Some(found) = of_json(platform) {
        return Ok(found);
    }
    let links = labelled(platform, &LISTS, LISTS_MAX);
    let mut pages: Vec<Page> = targets(&links, OPEN_DATA)?
        .iter()
        .filter_map(probe_sdk::criteria::targets::Target::page)
        .collect();
    pages.push(platform);
    for page in &pages {
        if let Some(found) = of_json(*page) {
            return Ok(found);
        }
        let sets = sets_on(*page);
        if !sets.is_empty() {
            let total = stated(&page.text(), &NOUNS);
            return Ok(Catalogue { page: *page, sets, total });
        }
    }
    for page in &pages {
        for url in endpoints(*page) {
            let link = Link { page: *page, node: 0, text: String::new(), url };
            let json = probe_sdk::criteria::targets::target(&link, OPEN_DATA)?.page();
            if let Some(found) = json.and_then(of_json) {
                return Ok(found);
            }
        }
    }
    let shell = pages.iter().find(|page| page.is_shell());
    Err(shell.unwrap_or(&platform).absent("no data set"))
}

fn of_json(page: Page) -> Option<Catalogue> {
    let (list, total) = listed(page)?;
    let set = |listed: crate::json::Listed| DataSet {
        link: listed.url.map(|url| Link { page, node: 0, text: listed.title.clone(), url }),
        title: listed.title,
        page,
        row: String::new(),
        said: listed.fields,
    };
    let sets: Vec<DataSet> = list.into_iter().map(set).collect();
    (!sets.is_empty()).then_some(Catalogue { page, sets, total })
}

/// The data sets in the rows of a page: links to pages of the platform beside what is said of a data
/// set, each once.
pub(crate) fn sets_on(page: Page) -> Vec<DataSet> {
    let own = page.info().url;
    let mut sets: Vec<DataSet> = Vec::new();
    for link in page.links(&[], LINKS_MAX) {
        let title = compact(&link.text);
        let is_title = TITLE_CHARS.contains(&length(&title)) && !holds(&title, &NOT_TITLES);
        let is_new =
            || sets.iter().all(|set| set.link.as_ref().is_none_or(|known| known.url != link.url));
        if !is_title || link.url == own || !is_of(&link.url, site(&own)) || !is_new() {
            continue;
        }
        if let Some(row) = row_of(&link).filter(|_| is_seen(&link)) {
            sets.push(DataSet {
                title: link.text.clone(),
                page,
                link: Some(link),
                row,
                said: Vec::new(),
            });
        }
    }
    sets
}

/// The text around a link that says something of one data set.
fn row_of(link: &Link) -> Option<String> {
    let page = link.page;
    let mut next = page.parent_of(link.node);
    for _ in 0..LEVELS_MAX {
        let node = next?;
        let text = page.text_of(node);
        let has_table = || page.children_of(node).iter().any(|n| page.tag_of(*n) == "table");
        if length(&text) > ROW_CHARS_MAX || has_table() {
            return None;
        }
        let words = ALL.iter().flat_map(|field| field.labels).chain(&ROW_WORDS);
        let words = words.filter(|word| !PARTS.contains(word));
        let counts: Vec<usize> = words.map(|word| text.matches(word).count()).collect();
        if counts.iter().any(|n| *n > 0) {
            // Several of a word are several rows.
            return counts.iter().all(|n| *n <= 1).then_some(text);
        }
        match page.tag_of(node).as_str() {
            // Labels of a table's rows stand in its heads.
            "tr" => return labelled_row(page, node),
            "ul" | "table" | "body" => return None,
            _ => {}
        }
        next = page.parent_of(node);
    }
    None
}
