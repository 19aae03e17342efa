//! # What it asks
//! How many days old the newest entry of a column is.
//!
//! # Why it counts
//! Contributions, offers and calls change all the time; an old column misleads.
//!
//! # How it is judged
//! The column is the page behind a link with one of the `keywords`, on the start page, on service
//! portal or home page, or behind a topic page (`follow`), that has dated entries; or the block of a
//! start page below such a heading. A date counts where it stands beside an entry of the page's
//! own, so that the day in the head of a page (今天是 …) does not; a day without a year counts if the
//! article's address has the same day with its year. Days from the newest date to the day of
//! collection. The newest entries must resolve, and where an article states its own date, the older
//! of the two counts. Dates after the day of collection are plans and deadlines and do not count.
//!
//! # When it is unknown
//! The column could not be had or is a shell that only a browser fills; none with dated entries was found and
//! the home page, where it may stand, could not be had. A column without a dated
//! entry is not updated: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 栏目不更新.

use super::arrival::arrive;
use super::furniture::Furniture;
use super::guide::keywords;
use super::ways::Ways;
use crate::criteria::addresses::path;
use crate::criteria::dates::{Day, days};
use crate::judge::{Judged, Step, Stop};
use crate::page::{Hit, Link, Page};
use crate::task::Task;
use crate::{Criterion, UnknownReason};

/// The criterion, for families to take.
pub const CRITERION: Criterion = Criterion {
    id: "column-freshness",
    title: "栏目更新时效",
    roles: &["home", "service_portal"],
    points: &[],
    judge,
};

/// A date this far after the day of collection is taken: the page may have been fetched after
/// midnight.
const DAYS_AHEAD_MAX: i64 = 1;

/// Elements above a link that are looked at for its date.
const LEVELS_MAX: usize = 4;

/// Newest entries that are opened.
const ENTRIES_MAX: usize = 3;

/// Entries with a date that are read; a page of a column has about twenty.
const DATED_MAX: usize = 200;

/// Characters of the shortest title of an entry; shorter links are buttons and pages of a list.
const TITLE_CHARS_MIN: usize = 4;

/// Meta tags and labels with an article's date.
const PUBLISHED: [&str; 3] = ["PubDate", "publishdate", "date"];

/// Words before an article's date.
const PUBLISHED_WORDS: [&str; 5] = ["发布时间", "发布日期", "发文日期", "更新时间", "日期"];

/// Confidence where the newest entries could not be had.
const UNOPENED_CONFIDENCE: f32 = 0.8;

/// An entry with its date.
#[derive(Debug, Clone)]
struct Entry {
    day: Day,
    link: Link,
    hit: Hit,
}

/// Judges a point of a column's age.
///
/// # Errors
///
/// As [`Ways::search`]; [`Stop::Fault`] without `keywords`.
pub fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let names = keywords(task)?;
    let ways = Ways::of(task)?;
    let found = ways.search(&names, |_, page| {
        let entries = dated(page, ways.furniture(), today);
        if entries.is_empty() && page.is_shell() {
            return Err(page.absent("no dated entry"));
        }
        newest(entries, &ways, today)
    });
    let found = match found {
        // Columns of news stand on the home page more often than on the service portal, whose page of that
        // name is one of services.
        Err(Stop::Absent(_, note)) if Page::starts("home").is_empty() => {
            let note = format!("{note}, and the home page could not be had");
            return Err(Stop::Unknown(UnknownReason::PageMissing, note));
        }
        other => other?,
    };
    let newest = found.into_iter().rev().max_by_key(|(entry, _)| entry.day);
    let (entry, confidence) =
        newest.ok_or_else(|| Stop::Fault("no dated entry was found".to_owned()))?;
    let n_days = i32::try_from(today.days_since(entry.day).max(0)).unwrap_or(i32::MAX);
    let judged = Judged::number(f64::from(n_days), "days").seen([entry.hit]).seen([entry.link]);
    Ok(judged.sure(confidence))
}

/// The day of collection.
///
/// # Errors
///
/// [`Stop::Fault`] if it is none.
pub fn today(task: &Task) -> Step<Day> {
    let collected = task.collected_on();
    Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))
}

/// The page's own entries that have a date beside them, newest first.
fn dated(page: Page, furniture: &Furniture, today: Day) -> Vec<Entry> {
    let links = furniture.own_links(page).into_iter();
    let links = links.filter(|link| link.text.chars().count() >= TITLE_CHARS_MIN);
    let mut entries: Vec<Entry> = Vec::new();
    for link in links.take(DATED_MAX) {
        if let Some((day, hit)) = date_of(&link).filter(|(day, _)| is_plausible(*day, today)) {
            entries.push(Entry { day, link, hit });
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    entries
}

/// Whether a day is no plan and no deadline.
pub fn is_plausible(day: Day, today: Day) -> bool {
    day.days_since(today) <= DAYS_AHEAD_MAX
}

/// The date beside a link of a list: in the smallest element around it that has one and no other entry.
pub fn date_of(link: &Link) -> Option<(Day, Hit)> {
    let page = link.page;
    let mut node = link.node;
    for _ in 0..LEVELS_MAX {
        let text = page.text_of(node);
        // A date of the title is what the entry is about.
        let rest = text.replacen(&link.text, " ", 1);
        if let Some(day) = days(&rest).into_iter().next().or_else(|| without_year(link, &rest)) {
            return Some((day, Hit { page, node, text }));
        }
        node = page.parent_of(node)?;
        if n_entries(page, node) > 1 {
            // Rows of a table hold one entry; lists hold many, each with a date of its own.
            return beside(page, link, node);
        }
    }
    None
}

/// The day of a list that leaves out the year, `[01-14]`, out of the address that the publishing
/// system gave the article, `./201901/t20190114_3021.html`: both must name the day.
fn without_year(link: &Link, text: &str) -> Option<Day> {
    let path = path(&link.url);
    let numbers = path.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 8);
    numbers.into_iter().find_map(|number| {
        let (month, day) = (number.get(4..6)?, number.get(6..8)?);
        let is_said =
            ["-", "/", ".", "月"].iter().any(|sign| text.contains(&format!("{month}{sign}{day}")));
        if is_said { Day::parse(number) } else { None }
    })
}

/// Where title and date are neighbours in one list: `<a>…</a><span>2019-01-01</span>`.
fn beside(page: Page, link: &Link, parent: u32) -> Option<(Day, Hit)> {
    let children = page.children_of(parent);
    let at = children
        .iter()
        .position(|node| *node == link.node || page.children_of(*node).contains(&link.node))?;
    let next = *children.get(at + 1)?;
    let text = page.text_of(next);
    let day = if n_entries(page, next) == 0 {
        days(&text).into_iter().next().or_else(|| without_year(link, &text))
    } else {
        None
    };
    day.map(|day| (day, Hit { page, node: next, text }))
}

/// How many links that may be entries are in an element, counted to two: whether it is one entry,
/// or a list of them.
fn n_entries(page: Page, node: u32) -> usize {
    if page.tag_of(node) == "a" && page.text_of(node).chars().count() >= TITLE_CHARS_MIN {
        return 1;
    }
    let mut n = 0;
    for child in page.children_of(node) {
        n += n_entries(page, child);
        if n > 1 {
            break;
        }
    }
    n
}

/// The newest entry that resolves, with the older of its dates.
fn newest(entries: Vec<Entry>, ways: &Ways, today: Day) -> Step<Option<(Entry, f32)>> {
    let top: Vec<Entry> = entries.into_iter().take(ENTRIES_MAX).collect();
    let links: Vec<Link> = top.iter().map(|entry| entry.link.clone()).collect();
    let arrivals = arrive(&links, "article", ways.starts())?;
    let mut known: Vec<(Entry, f32)> = Vec::new();
    for entry in top {
        if arrivals.nowhere.iter().any(|(link, _)| *link == entry.link) {
            continue;
        }
        let page =
            arrivals.here.iter().find(|(link, _)| *link == entry.link).map(|(_, page)| *page);
        let confidence = if page.is_some() { 1.0 } else { UNOPENED_CONFIDENCE };
        let own = page.and_then(published).filter(|own| is_plausible(*own, today));
        let day = own.map_or(entry.day, |own| own.min(entry.day));
        known.push((Entry { day, ..entry }, confidence));
    }
    Ok(known.into_iter().rev().max_by_key(|(entry, _)| entry.day))
}

/// The date an article states of itself.
fn published(page: Page) -> Option<Day> {
    let mut meta = PUBLISHED.iter().filter_map(|name| page.meta(name));
    meta.find_map(|content| Day::parse(&content)).or_else(|| {
        let hit = page.find("body", &PUBLISHED_WORDS)?;
        let at = PUBLISHED_WORDS.iter().filter_map(|word| hit.text.find(word)).min()?;
        let after: String = hit.text.get(at..)?.chars().take(24).collect();
        Day::parse(&after)
    })
}
