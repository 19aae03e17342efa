//! # What it asks
//! How completely the pages of the site carry the page tags (页面标签) of their kind.
//!
//! # Why it counts
//! The tags tell readers' programs, the national search and the checks what a page is; without them
//! a site cannot be watched by machine.
//!
//! # How it is judged
//! The home page, `sample` articles (titles with a day, where the home page has any) and up to two columns
//! (entries of the menu that list articles), evenly spaced over the home page's links, are looked at.
//! Every page: `SiteName`, `SiteDomain`, `SiteIDCode`; columns: `ColumnName`, `ColumnType`; articles:
//! `ArticleTitle`, `PubDate`, `ContentSource`. The mean of the pages' shares of tags that have a value. A `SiteIDCode`
//! counts with ten digits that begin as the region's code does, a `PubDate` if it is a day not after collection.
//!
//! # When it is unknown
//! The home page is a shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 附件 网页设计规范, 页面标签.

use std::collections::BTreeSet;

use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::sample::spread;
use probe_sdk::criteria::sampling::{articles, named};
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::titles::entries;
use probe_sdk::{Criterion, Judged, Link, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "page-tags-sample",
    title: "网页标签规范率",
    roles: &["home"],
    points: &["C1.1-5"],
    judge,
};

const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN: [&str; 2] = ["ColumnName", "ColumnType"];
const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];

/// Articles looked at, where the point does not say, and at most.
const ARTICLES: usize = 5;
const ARTICLES_MAX: usize = 20;

/// Columns looked at.
const COLUMNS_MAX: usize = 2;

/// Entries of the menu tried for them; some lead to tools.
const COLUMNS_TRIED: usize = 6;

/// Confidence where no article could be had.
const NO_ARTICLE_CONFIDENCE: f32 = 0.7;

fn judge(task: &Task) -> Step<Judged> {
    let home = task.start()?;
    if home.is_shell() {
        return Err(home.absent("no page tag"));
    }
    let given = task.text("sample").and_then(|n| n.parse::<usize>().ok());
    let n_articles = given.unwrap_or(ARTICLES).clamp(1, ARTICLES_MAX);
    let menu = named(home);
    let chosen = spread(&headlines(task, home, &menu), n_articles);
    let columns = spread(&menu, COLUMNS_TRIED);
    let links: Vec<Link> = chosen.iter().chain(&columns).cloned().collect();
    let found = targets(&links, "sample")?;
    let (of_articles, of_columns) = found.split_at(chosen.len().min(found.len()));
    let read = |target: &Target| Target::page(target).filter(|page| !page.is_shell());
    // Pages of tools, editions and feeds are no columns.
    let lists = of_columns.iter().filter_map(read).filter(|page| !articles(*page).is_empty());
    let mut pages: Vec<(Page, &[&str])> = vec![(home, &[])];
    pages.extend(of_articles.iter().filter_map(read).map(|page| (page, &ARTICLE[..])));
    pages.extend(lists.take(COLUMNS_MAX).map(|page| (page, &COLUMN[..])));
    let has_article = pages.iter().any(|(_, kind)| kind.len() == ARTICLE.len());
    let mut shares = Vec::new();
    let mut absent: Vec<&str> = Vec::new();
    for (page, kind) in &pages {
        let wanted: Vec<&str> = SITE.iter().chain(*kind).copied().collect();
        let missing: Vec<&str> =
            wanted.iter().filter(|tag| !holds(task, *page, tag)).copied().collect();
        shares.push(share(wanted.len() - missing.len(), wanted.len()));
        absent.extend(missing);
    }
    absent.sort_unstable();
    absent.dedup();
    let mean = shares.iter().sum::<f64>() / shares.iter().map(|_| 1.0).sum::<f64>();
    let judged = Judged::number(mean, "share").seen(pages.into_iter().map(|(page, _)| page));
    let judged = if has_article { judged } else { judged.sure(NO_ARTICLE_CONFIDENCE) };
    Ok(if absent.is_empty() {
        judged
    } else {
        judged.note(format!("有页面缺：{}", absent.join("、")))
    })
}

/// The home page's links to articles: those with a day, which columns with long names and hotlines have
/// not; where none has one, all that are not of the menu.
fn headlines(task: &Task, home: Page, menu: &[Link]) -> Vec<Link> {
    let collected = task.collected_on();
    let year = collected.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let entries = Day::parse(&collected).map(|today| entries(home, today, year));
    let dated: BTreeSet<String> = entries
        .into_iter()
        .flatten()
        .filter(|entry| entry.day.is_some())
        .map(|entry| entry.link.url)
        .collect();
    let (mut titled, mut rest): (Vec<Link>, Vec<Link>) =
        articles(home).into_iter().partition(|link| dated.contains(&link.url));
    if titled.is_empty() {
        rest.retain(|link| menu.iter().all(|column| column.url != link.url));
        titled = rest;
    }
    titled
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    count(part) / count(whole)
}

/// Whether the page has the tag with a value that can be its own.
fn holds(task: &Task, page: Page, tag: &str) -> bool {
    let Some(value) = page.meta(tag) else { return false };
    match tag {
        "SiteIDCode" => {
            let code = task.place().code;
            let is_code = value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit());
            is_code && value.starts_with(code.get(..4).unwrap_or(&code))
        }
        "PubDate" => {
            let today = Day::parse(&task.collected_on());
            let day = Day::parse(&value);
            day.zip(today).is_some_and(|(day, today)| day.days_since(today) <= 1)
        }
        _ => true,
    }
}
