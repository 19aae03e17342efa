//! The search form of a site, the questions of the manifest, and what comes back.

use std::collections::BTreeSet;

use probe_sdk::criteria::query::{self, Form, Offer, Sort};
use probe_sdk::criteria::rows::{self, Row};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::criteria::{own, seek, target};
use probe_sdk::{Page, Step, Stop, Task, UnknownReason};
use serde::Deserialize;

/// Names of the page with the form, where the start page has none.
const PAGES: [&str; 7] =
    ["站内搜索", "全站搜索", "智能搜索", "高级搜索", "站内检索", "搜索", "检索"];

/// Links to such a page opened.
const PAGES_MAX: usize = 2;

/// Role of the pages with results.
pub(crate) const ROLE: &str = "search_results";

/// What a page says that found nothing.
const NOTHING: [&str; 12] = [
    "没有找到",
    "未找到",
    "没有搜索到",
    "未搜索到",
    "没有检索到",
    "未检索到",
    "没有查询到",
    "无相关结果",
    "暂无数据",
    "抱歉,没有",
    "找到相关结果约0",
    "共0条",
];

/// A question and the words of which one must be in its answer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "Given")]
pub(crate) struct Query {
    /// What is typed.
    pub(crate) ask: String,
    /// What a result must hold, one of them.
    pub(crate) expect: Vec<String>,
}

/// A question as manifests write it: a text, or a table with the words to expect.
#[derive(Deserialize)]
#[serde(untagged)]
enum Given {
    Text(String),
    Table { ask: String, expect: Vec<String> },
}

impl From<Given> for Query {
    fn from(given: Given) -> Self {
        match given {
            Given::Text(ask) => Self { expect: vec![ask.clone()], ask },
            Given::Table { ask, expect } => Self { ask, expect },
        }
    }
}

impl Query {
    /// The words to expect.
    pub(crate) fn words(&self) -> Vec<&str> {
        self.expect.iter().map(String::as_str).collect()
    }
}

/// The questions of the point.
///
/// # Errors
///
/// [`Stop::Fault`] if the manifest names none or they cannot be read.
pub(crate) fn queries(task: &Task) -> Step<Vec<Query>> {
    let text =
        task.text("queries").ok_or_else(|| Stop::Fault("`queries` is missing".to_owned()))?;
    let queries: Vec<Query> =
        serde_json::from_str(&text).map_err(|error| Stop::Fault(format!("`queries`: {error}")))?;
    if queries.is_empty() || queries.iter().any(|query| query.expect.is_empty()) {
        return Err(Stop::Fault("`queries` is empty, or one of them expects nothing".to_owned()));
    }
    Ok(queries)
}

/// The search form of the site, on a start page or one behind it.
///
/// # Errors
///
/// [`Stop::Absent`] if there is none; [`Stop::Unknown`] with `needs-rendering` if only a script or a POST
/// form searches or a page is a shell.
pub(crate) fn form(task: &Task) -> Step<Form> {
    let start = task.start()?;
    let mut pages = task.pages();
    let mut scripted = None;
    for round in 0..2 {
        for page in &pages {
            match query::find(*page, Sort::SEARCH) {
                Some(Offer::Form(form)) => return Ok(form),
                Some(Offer::Scripted(hit)) => scripted = scripted.or(Some(Offer::Scripted(hit))),
                None => {}
            }
        }
        if round == 0 {
            pages = behind(&pages)?;
        }
    }
    match scripted {
        Some(offer) => offer.form(),
        None => {
            Err(pages.iter().find(|page| page.is_shell()).unwrap_or(&start).absent("no search"))
        }
    }
}

/// The pages behind links called a search.
fn behind(pages: &[Page]) -> Step<Vec<Page>> {
    let links = pages.iter().flat_map(|page| seek::named(*page, &PAGES, PAGES_MAX));
    let links: Vec<_> = links.collect();
    Ok(target::pages_behind(&links, "search")?.into_iter().map(|(_, page)| page).collect())
}

/// The pages a visitor who searches is on: the start pages and those behind links called a search.
///
/// # Errors
///
/// [`Stop::Ask`] for pages not fetched yet.
pub(crate) fn pages(task: &Task) -> Step<Vec<Page>> {
    task.start()?;
    let starts = task.pages();
    let behind = behind(&starts)?;
    Ok(starts.into_iter().chain(behind).collect())
}

/// The answers to the questions, in their order, with why one could not be had.
///
/// # Errors
///
/// As [`form`]; [`Stop::Ask`] for answers not fetched yet.
pub(crate) fn answers(task: &Task, queries: &[Query]) -> Step<Vec<Result<Page, Stop>>> {
    let form = form(task)?;
    let asks: Vec<&str> = queries.iter().map(|query| query.ask.as_str()).collect();
    query::ask_all(&form, &asks, ROLE)
}

/// The results on a page that hold one of the words in heading or summary. Links of the home page, of
/// the search itself (pages, facets, hot words) and those known otherwise are none.
pub(crate) fn results(page: Page, words: &[&str], known: &BTreeSet<String>) -> Vec<Row> {
    let mut rows = rows(page);
    rows.retain(|row| {
        !known.contains(&row.link.url) && {
            let text = compact(&row.hit.text);
            words.iter().any(|word| text.contains(&compact(word)))
        }
    });
    rows
}

/// Everything a page with results may list.
pub(crate) fn rows(page: Page) -> Vec<Row> {
    let own: BTreeSet<String> = own::links(page).into_iter().map(|link| link.url).collect();
    let mut rows = rows::of(page, |_| true);
    rows.retain(|row| own.contains(&row.link.url) && !is_search(page, &row.link.url));
    rows::widened(rows)
}

/// Whether an address is one of the search itself.
pub(crate) fn is_search(page: Page, url: &str) -> bool {
    let path = |url: &str| url.split(['?', '#']).next().unwrap_or(url).to_owned();
    path(url) == path(&page.info().url)
}

/// Whether a page without results only lacks them because a browser would bring them.
pub(crate) fn is_filled_later(page: Page) -> bool {
    let text = compact(&page.text());
    !holds(&text, &NOTHING)
        && (page.is_shell() || rows(page).is_empty() && page.count("script") > 0)
}

/// What it means that an answer has no results: unknown if a browser would bring them.
pub(crate) fn unfilled(page: Page) -> Stop {
    let note = format!("{} is filled by scripts", page.info().url);
    Stop::Unknown(UnknownReason::NeedsRendering, note)
}

/// The first of the stops; for questions of which none could be answered.
pub(crate) fn first_stop(stops: Vec<Stop>) -> Stop {
    let nothing = || Stop::Unknown(UnknownReason::PageMissing, "no answer".to_owned());
    stops.into_iter().next().unwrap_or_else(nothing)
}

/// Whether a link's text is short enough for a button.
pub(crate) fn is_button(text: &str, words: &[&str]) -> bool {
    let text = compact(text);
    length(&text) <= BUTTON_CHARS_MAX && holds(&text, words)
}

/// Characters of the longest button or facet with its number of results: `办事指南(128)`.
const BUTTON_CHARS_MAX: usize = 12;
