//! # What it asks
//! Of the consultations that are over, which share has a published result.
//!
//! # Why it counts
//! Asking without saying what came of it teaches people not to answer.
//!
//! # How it is judged
//! A sample (`sample`, 10) of the entries of the column 意见征集, 民意征集 … that are over: their row or page says so
//! (已结束, 已截止), or names an end (截止, 结束, 至) before the day of collection, or they are older than 90 days. One
//! has a result if its row or its page has a link called 结果反馈, 采纳情况, 征集结果 … that leads to a page of its own,
//! or its page has such a heading with text below, or the column of results lists its heading.
//!
//! # When it is unknown
//! No consultation is over, or none of them could be had, or a page is a shell. No column: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::dates::{Day, days};
use probe_sdk::criteria::entries::{self, Entry};
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::rows;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::values::value;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::criteria::{own, sample, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "results-published",
    title: "征集结果反馈率",
    roles: &["home", "interaction"],
    points: &["B3.3-3"],
    judge,
};

/// Names of the column of consultations.
const NAMES: [&str; 7] =
    ["意见征集", "民意征集", "征集调查", "调查征集", "征求意见", "建言征集", "征集"];

/// Names of results.
const RESULTS: [&str; 8] = [
    "结果反馈",
    "反馈结果",
    "采纳情况",
    "征集结果",
    "意见反馈",
    "结果公示",
    "反馈情况",
    "征集反馈",
];

/// What says that a consultation is over.
const OVER: [&str; 5] = ["已结束", "已截止", "已过期", "征集结束", "已完成"];

/// What stands before its end.
const END: [&str; 6] = ["截止", "截至", "结束时间", "结束日期", "至", "前将"];

/// Days after which one that names no end is over: the law on rules asks for 30 days of consultation.
const OVER_DAYS: i64 = 90;

/// Consultations looked at.
const SAMPLE: usize = 10;

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

/// Characters of a heading by which a result is known to be of that consultation.
const HEADING_CHARS: usize = 8;

/// Characters of the longest link to a result.
const LINK_CHARS_MAX: usize = 40;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let way = Way {
        names: &NAMES,
        via: &seek::INTERACTION,
        role: "interaction",
        n_clicks_max: CLICKS_MAX,
    };
    let listed = |page: Page| consultations(page, today);
    let column = seek::column(&seek::starts(task)?, &way, &|page| !listed(page).is_empty())?.page;
    let sampled = sample::spread(&listed(column), sample::size(task, SAMPLE));
    let opened = target::pages_behind(&entries::links(&sampled), "interaction_entry")?;
    if opened.is_empty() {
        let nothing = Stop::Absent(column, "no consultation leads to a page".to_owned());
        let links = entries::links(&sampled);
        return Err(target::none_behind(&links, "interaction_entry", nothing));
    }
    let results = results_column(column)?;
    let mut n_over = 0;
    let mut found = Vec::new();
    let mut asked = Vec::new();
    for entry in &sampled {
        let page = opened.iter().find(|(link, _)| link.url == entry.row.link.url);
        let Some((_, page)) = page else { continue };
        if is_over(entry, *page, today) {
            n_over += 1;
            match result(entry, *page, results) {
                Some(Found::Said(hit)) => found.push(probe_sdk::Evidence::from(hit)),
                Some(Found::Link(link)) => asked.push(link),
                None => {}
            }
        }
    }
    let behind = target::pages_behind(&asked, "interaction_result")?;
    found.extend(behind.iter().map(|(link, _)| link.into()));
    let n_found = found.len();
    Ok(Judged::share(n_found, n_over)
        .seen([column])
        .seen(found)
        .note(format!("{n_found}/{n_over}")))
}

/// The consultations a page lists: its entries without results.
fn consultations(page: Page, today: Day) -> Vec<Entry> {
    let mut listed = entries::entries(page, today);
    listed.retain(|entry| !holds(&compact(&entry.row.link.text), &RESULTS));
    listed
}

/// The page with results that a column links to, if it has one.
fn results_column(column: Page) -> Step<Option<Page>> {
    let links = seek::named(column, &RESULTS, 1);
    Ok(target::pages_behind(&links, "interaction")?.into_iter().next().map(|(_, page)| page))
}

fn is_over(entry: &Entry, page: Page, today: Day) -> bool {
    let row = entry.row.beside();
    if holds(&row, &OVER) || page.find("body", &OVER).is_some() {
        return true;
    }
    let end = end(&row).or_else(|| end(&page.text()));
    end.map_or(today.days_since(entry.day) > OVER_DAYS, |end| end < today)
}

/// The day behind the first word for an end that has one.
fn end(text: &str) -> Option<Day> {
    END.iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, word)| {
            let near: String = text.get(at + word.len()..)?.chars().take(16).collect();
            days(&near).into_iter().next()
        })
    })
}

enum Found {
    Said(probe_sdk::Hit),
    Link(Link),
}

fn result(entry: &Entry, page: Page, results: Option<Page>) -> Option<Found> {
    let in_row = rows::within(entry.row.hit.page, entry.row.hit.node).into_iter();
    let mut in_row = in_row
        .filter(|link| link.url != entry.row.link.url && holds(&compact(&link.text), &RESULTS));
    let in_row = in_row.find(|link| !seek::is_hidden(link));
    if let Some(link) = in_row.or_else(|| own::link(page, &RESULTS, LINK_CHARS_MAX)) {
        return Some(Found::Link(link));
    }
    if let Some(value) = value(page, &RESULTS, &[]) {
        return Some(Found::Said(value.hit));
    }
    let heading: String = key(&entry.row.link.text);
    let listed = [Some(entry.row.hit.page), results].into_iter().flatten();
    let mut listed = listed.flat_map(|page| page.links(&[], probe_sdk::LINKS_MAX));
    let same = listed.find(|link| {
        let text = compact(&link.text);
        text.contains(&heading) && holds(&text, &["结果", "反馈", "采纳"])
    });
    same.map(Found::Link)
}

/// The first words of a heading that are its own.
fn key(heading: &str) -> String {
    let heading = compact(heading);
    let start = heading.trim_start_matches("关于").trim_start_matches(['《', '"', '“']);
    start.chars().take(HEADING_CHARS).collect()
}
