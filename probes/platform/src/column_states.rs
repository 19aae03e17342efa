//! The columns of a site: which hold entries, how old the newest is, and which hold nothing.

use probe_sdk::criteria::addresses::{is_of, site};
use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::sample::spread;
use probe_sdk::criteria::sampling::{is_document, named};
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::titles::{Entry, entries};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Link, Page, Step, Stop, Task, UnknownReason};

use crate::working::sample;

/// Columns opened, where the point does not say.
const SAMPLE: f64 = 60.0;

/// Entries of a menu that are no columns to be kept up to date: services, tools, letters.
const NO_COLUMNS: [&str; 26] = [
    "登录",
    "注册",
    "搜索",
    "检索",
    "无障碍",
    "长者",
    "邮箱",
    "手机",
    "微信",
    "微博",
    "客户端",
    "地图",
    "帮助",
    "关于",
    "联系",
    "版权",
    "声明",
    "收藏",
    "信箱",
    "咨询",
    "投诉",
    "办事",
    "服务",
    "查询",
    "首页",
    "申请",
];

/// What a column says that holds nothing.
const SAYS_NOTHING: [&str; 9] = [
    "栏目建设中",
    "暂无内容",
    "暂无数据",
    "暂无信息",
    "暂无相关",
    "没有相关信息",
    "内容建设中",
    "正在建设中",
    "没有找到任何",
];

/// Elements that lists are made of, by what content systems call them.
const LISTS: &str = "ul[class*=list i], ul[id*=list i], div[class*=list i], div[id*=list i], \
    ul[class*=news i], table[class*=list i], tbody[id*=list i], dl[class*=list i]";

/// Lists looked at on one page.
const LISTS_MAX: u32 = 40;

/// Characters of a title that is one without a date beside it.
const BARE_TITLE_CHARS_MIN: usize = 10;

/// Paragraphs looked at, and characters of the shortest that tells something; notices are shorter.
const PARAGRAPHS_MAX: u32 = 60;
const TOLD_CHARS_MIN: usize = 40;

/// Inline scripts looked through for what fills a list.
const SCRIPTS_MAX: u32 = 60;

/// A column that was read.
pub(crate) struct Column {
    pub(crate) link: Link,
    pub(crate) page: Page,
    pub(crate) entries: Vec<Entry>,
}

impl Column {
    /// The day of the newest entry; `None` where no entry has one.
    pub(crate) fn newest(&self) -> Option<Day> {
        self.entries.iter().filter_map(|entry| entry.day).max()
    }
}

/// The day of collection, and its year.
pub(crate) fn today(task: &Task) -> Step<(Day, i64)> {
    let collected = task.collected_on();
    let day = Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))?;
    Ok((day, collected.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default()))
}

/// The columns of the site that could be read and are lists, from a sample of the home page's menu.
pub(crate) fn read(task: &Task) -> Step<Vec<Column>> {
    let home = task.start()?;
    let (today, year) = today(task)?;
    let mut links = named(home);
    links.retain(|link| !holds(&link.text, &NO_COLUMNS));
    let links = spread(&links, sample(task, SAMPLE));
    if links.is_empty() && home.is_shell() {
        return Err(home.absent("no column"));
    }
    if links.is_empty() {
        return Err(Stop::Unknown(UnknownReason::NotStated, "首页没有栏目".to_owned()));
    }
    let found = targets(&links, "column")?;
    let n_unknown = found.iter().filter(|found| matches!(found, Target::NotKnown(_))).count();
    if n_unknown * 2 > links.len() {
        let note = format!("{} 个栏目有 {n_unknown} 个未能取得", links.len());
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    let n_links = links.len();
    let columns: Vec<Column> = links
        .into_iter()
        .zip(found)
        .filter_map(|(link, found)| Some((link, found.page()?)))
        .filter(|(_, page)| *page != home && !page.is_shell())
        .map(|(link, page)| Column { link, page, entries: own_entries(page, today, year) })
        .filter(|column| !column.entries.is_empty() || is_empty(column.page))
        .collect();
    if columns.is_empty() {
        let note = format!("{n_links} 个栏目都不是列表");
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    Ok(columns)
}

/// The entries of the column itself: titles of the site's own pages, with a date or an address of
/// one document.
fn own_entries(page: Page, today: Day, year: i64) -> Vec<Entry> {
    let own = page.info().url;
    let all = entries(page, today, year).into_iter();
    let near = all.filter(|entry| is_of(&entry.link.url, site(&own)) && entry.link.url != own);
    let is_entry = |entry: &Entry| {
        let title = length(&compact(&entry.link.text));
        entry.day.is_some() || title >= BARE_TITLE_CHARS_MIN && is_document(&entry.link.url)
    };
    near.filter(is_entry).collect()
}

/// Whether a page without entries is a column that holds nothing: it says so, or its list is empty
/// and no script fills it.
fn is_empty(page: Page) -> bool {
    let says = in_text(page, &SAYS_NOTHING);
    let says_so = |hit: &probe_sdk::Hit| {
        let around = Surroundings::of(hit);
        // Some systems put lists where articles stand; the running text of one says more than this.
        let said = compact(&hit.text);
        let is_all = SAYS_NOTHING.contains(&said.trim_matches(|c: char| "。！.!…".contains(c)));
        !around.is_hidden() && (is_all || around.is_site())
    };
    if says.iter().any(says_so) {
        return true;
    }
    if is_told(page) {
        return false;
    }
    let lists = page.select(LISTS, LISTS_MAX).into_iter();
    let mut empty = lists.filter(|list| page.text_of(*list).is_empty()).peekable();
    if empty.peek().is_none() {
        return false;
    }
    let scripts = page.scripts(SCRIPTS_MAX);
    empty.all(|list| {
        let named = ["id", "class"].into_iter().filter_map(|name| page.attr_of(list, name));
        let names: Vec<String> = named
            .flat_map(|value| value.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        !scripts.iter().any(|script| names.iter().any(|name| script.text.contains(name.as_str())))
    })
}

/// Whether the page tells something in sentences: then it is no list, whatever stands empty beside.
fn is_told(page: Page) -> bool {
    page.select("p", PARAGRAPHS_MAX).into_iter().any(|paragraph| {
        let text = compact(&page.text_of(paragraph));
        length(&text) >= TOLD_CHARS_MIN && text.contains('。')
    })
}
