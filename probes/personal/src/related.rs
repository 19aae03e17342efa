//! # What it asks
//! Whether articles lead on to what belongs to them.
//!
//! # Why it counts
//! Who reads a notice needs the form, the earlier notice, the interpretation.
//!
//! # How it is judged
//! A sample (`sample`, 10) of the articles the news column, or else the home page, lists with a date, or the pages of
//! role `article`. An article counts if it has a block called 相关阅读, 相关文件, 相关服务, 猜你喜欢 … with a link to another
//! page, and the first of these leads to a page of its own.
//!
//! # When it is unknown
//! No article could be had, the home page is a shell, or no article is found on it.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::blocks::block;
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::{entries, reach, sample, seek, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "related-content",
    title: "相关内容推荐",
    roles: &["home", "article"],
    points: &["C3.2-2"],
    judge,
};

/// Names of the block.
const NAMES: [&str; 10] = [
    "相关阅读",
    "相关文件",
    "相关服务",
    "相关新闻",
    "相关文章",
    "相关链接",
    "相关解读",
    "相关信息",
    "猜你喜欢",
    "推荐阅读",
];

/// Columns with articles.
const COLUMNS: [&str; 8] =
    ["要闻动态", "政务要闻", "今日要闻", "政务动态", "新闻中心", "工作动态", "新闻", "要闻"];

/// Articles opened.
const SAMPLE: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let articles = articles(task)?;
    let related: Vec<Link> = articles.iter().filter_map(|page| first(*page, &names)).collect();
    let opened = target::pages_behind(&related, "related")?;
    let judged = Judged::share(opened.len(), articles.len());
    let seen: Vec<Link> = opened.into_iter().map(|(link, _)| link).collect();
    Ok(if seen.is_empty() { judged.seen(articles) } else { judged.seen(seen) })
}

fn articles(task: &Task) -> Step<Vec<Page>> {
    let start = task.start()?;
    let n = sample::size(task, SAMPLE);
    if start.info().role == "article" {
        return Ok(sample::spread(&task.pages(), n));
    }
    let today = today(task)?;
    let columns = seek::named(start, &COLUMNS, 1);
    let mut listed = Vec::new();
    for (_, column) in target::pages_behind(&columns, "list_page")? {
        listed.extend(entries::entries(column, today));
    }
    if listed.is_empty() {
        listed = entries::entries(start, today);
    }
    let links = sample::spread(&entries::links(&listed), n);
    let pages = target::pages_behind(&links, "article")?;
    if pages.is_empty() && !links.is_empty() {
        let nothing = Stop::Absent(start, "no article leads to a page".to_owned());
        return Err(target::none_behind(&links, "article", nothing));
    }
    if links.is_empty() {
        return Err(match start.absent("no article") {
            Stop::Absent(_, note) => Stop::Unknown(UnknownReason::NotStated, note),
            stop @ (Stop::Ask(_) | Stop::Unknown(..) | Stop::Fault(_)) => stop,
        });
    }
    Ok(pages.into_iter().map(|(_, page)| page).collect())
}

/// The first link of the block to another page.
fn first(article: Page, names: &[&str]) -> Option<Link> {
    let own = article.info().url;
    let links = block(article, names, 1)?.links;
    links.into_iter().find(|link| link.url != own && !seek::is_hidden(link))
}
