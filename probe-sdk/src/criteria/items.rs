//! The entries of a list page: its items, apart from the menus around them.
//!
//! A list repeats one structure: rows of a table, points of a list, cards. Links that the start page
//! has in the same structure are its menus. What is left is taken structure by structure, and the one
//! that says most is the list.

mod hrefs;
mod json;
mod paging;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::dates::days;
use super::freshness::month_and_day;
use super::memory;
use super::sample;
use super::words::{compact, holds, length};
use crate::page::{Hit, LINKS_MAX, Link, Page};

pub use hrefs::absolute;
pub use json::feeds;
pub use paging::pages;

/// Address of a link and the structure it stands in.
pub(super) type Placed = (String, String);

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name of the item.
    pub name: String,
    /// The best way on from it: the link to its guide, else the link with its name.
    pub link: Link,
    /// All links of its row.
    pub links: Vec<Link>,
    /// The whole row.
    pub row: Hit,
    /// The office in charge, as the row or the heading above it says; empty if neither does.
    pub department: String,
}

impl Entry {
    /// The page it is listed on.
    pub fn list(&self) -> Page {
        self.row.page
    }
}

/// Characters of the shortest name of an item: `户口迁移`.
const NAME_CHARS_MIN: usize = 4;

/// Characters of a name that count when structures are compared.
const NAME_CHARS_COUNTED: usize = 14;

/// Texts of links that lead through a list and not to an item.
const WAYS: [&str; 22] = [
    "上一页",
    "下一页",
    "首页",
    "尾页",
    "末页",
    "更多",
    "返回",
    "登录",
    "注册",
    "网站地图",
    "设为首页",
    "加入收藏",
    "联系我们",
    "关于我们",
    "隐私",
    "版权",
    "打印",
    "关闭",
    "收藏",
    "分享",
    "无障碍",
    "english",
];

/// Words of the link in a row that leads to the guide.
const GUIDE: [&str; 7] =
    ["办事指南", "服务指南", "查看指南", "办理指南", "指南", "查看详情", "详情"];

/// Words of other links in a row.
const OTHERWISE: [&str; 12] = [
    "在线办理",
    "在线申请",
    "网上办理",
    "立即办理",
    "我要办",
    "咨询",
    "预约",
    "收藏",
    "查询",
    "下载",
    "评价",
    "投诉",
];

/// How names of offices end.
const OFFICES: [&str; 13] = [
    "局",
    "委员会",
    "委",
    "办公室",
    "中心",
    "厅",
    "支队",
    "管理处",
    "公积金",
    "政府",
    "街道办",
    "大队",
    "分局",
];

/// Characters of the longest name of an office.
const OFFICE_CHARS_MAX: usize = 22;

/// The entries of a list page in document order, each link once. Empty if the page is no list.
pub fn entries(list: Page) -> Rc<Vec<Entry>> {
    memory::entries(list.index(), || read(list))
}

fn read(list: Page) -> Vec<Entry> {
    if let Some(entries) = json::entries(list) {
        return entries;
    }
    let menus = menus(list);
    let own = list.info().url;
    let links = list
        .links(&[], LINKS_MAX)
        .into_iter()
        .filter(|link| link.url != own && !is_way(&link.text) && !link.text.trim().is_empty());
    let mut of_row: BTreeMap<u32, Vec<Link>> = BTreeMap::new();
    for link in links {
        of_row.entry(rows::row_of(list, link.node)).or_default().push(link);
    }
    let mut structures: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for (row, links) in of_row {
        let structure = rows::structure(list, row);
        // The newest entries of a column stand on the start page too; they have dates and menus none.
        let is_menu = |link: &Link| {
            menus.contains(&(link.url.clone(), structure.clone())) && !is_dated(&list.text_of(row))
        };
        let links: Vec<Link> = links.into_iter().filter(|link| !is_menu(link)).collect();
        if let Some(entry) = entry(list, row, links) {
            structures.entry(structure).or_default().push(entry);
        }
    }
    let says = |entries: &Vec<Entry>| -> usize {
        entries.iter().map(|entry| length(&entry.name).min(NAME_CHARS_COUNTED)).sum()
    };
    // Of two that say as much the first in the alphabet of structures, which no page controls.
    let best = structures.into_values().max_by_key(says).unwrap_or_default();
    let mut seen = BTreeSet::new();
    best.into_iter().filter(|entry| seen.insert(entry.link.url.clone())).collect()
}

/// Whether a text has a day in it, with its year or without.
pub(super) fn is_dated(text: &str) -> bool {
    !days(text).is_empty() || text.split_whitespace().any(|word| month_and_day(word).is_some())
}

/// Links of the region's start pages with the structure they stand in.
fn menus(list: Page) -> BTreeSet<Placed> {
    let starts = ["home", "service_portal"].iter().flat_map(|role| Page::starts(role));
    let starts = starts.filter(|start| *start != list);
    starts.flat_map(|start| memory::menus(start.index(), || placed(start)).to_vec()).collect()
}

/// Whether a link is a menu's: the start pages have it in the same structure.
pub fn is_menu(link: &Link) -> bool {
    let starts = ["home", "service_portal"].iter().flat_map(|role| Page::starts(role));
    let mut starts = starts.filter(|start| *start != link.page).peekable();
    if starts.peek().is_none() {
        return false;
    }
    let structure = rows::structure(link.page, rows::row_of(link.page, link.node));
    starts.any(|start| {
        let menus = memory::menus(start.index(), || placed(start));
        menus.iter().any(|(url, other)| *url == link.url && *other == structure)
    })
}

fn placed(start: Page) -> Vec<Placed> {
    let links = start.links(&[], LINKS_MAX).into_iter();
    links.map(|link| (link.url, rows::structure(start, rows::row_of(start, link.node)))).collect()
}

/// The entry a row is, if one of its links is an item.
fn entry(list: Page, row: u32, links: Vec<Link>) -> Option<Entry> {
    let text = list.text_of(row);
    let named = links.iter().filter(|link| {
        length(&compact(&link.text)) >= NAME_CHARS_MIN
            && !holds(&link.text, &GUIDE)
            && !holds(&link.text, &OTHERWISE)
            && !is_office(&link.text)
    });
    let name = named.max_by_key(|link| length(&link.text).min(NAME_CHARS_COUNTED));
    let guide = links.iter().find(|link| holds(&link.text, &GUIDE) && length(&link.text) <= 8);
    let link = guide.or(name).or_else(|| links.first().filter(|_| links.len() == 1))?.clone();
    let name = name.map(|name| name.text.clone()).or_else(|| {
        let is_other =
            |text: &str| holds(text, &GUIDE) || holds(text, &OTHERWISE) || is_office(text);
        rows::name_in(list, row, |text| !is_other(text))
    });
    let name = name.unwrap_or_else(|| link.text.clone());
    let department = rows::texts_of(list, row).into_iter().find(|text| is_office(text));
    let department = department.or_else(|| rows::heading_above(list, row)).unwrap_or_default();
    let row = Hit { page: list, node: row, text };
    Some(Entry { name, link, links, row, department })
}

/// Whether a text is the name of an office.
pub fn is_office(text: &str) -> bool {
    let text = compact(text);
    (3..=OFFICE_CHARS_MAX).contains(&length(&text))
        && OFFICES.iter().any(|end| text.ends_with(end))
        && !holds(&text, &["。", "，", ":"])
}

fn is_way(text: &str) -> bool {
    let text = compact(text);
    let is_number =
        text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || "«»›‹…".contains(c));
    is_number || length(&text) <= 8 && holds(&text, &WAYS)
}

/// Entries spread evenly over a list, at most `n_max`, in the list's order. Where offices are named
/// each has its share.
pub fn spread(entries: &[Entry], n_max: usize) -> Vec<Entry> {
    let mut order: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        let next = order.len();
        order.entry(entry.department.as_str()).or_insert(next);
    }
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by_key(|entry| order.get(entry.department.as_str()).copied());
    sample::evenly(sorted.len(), n_max).filter_map(|at| sorted.get(at).copied().cloned()).collect()
}

#[cfg(test)]
mod tests;
