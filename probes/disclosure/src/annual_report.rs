//! # What it asks
//! Whether the disclosure report of the previous year is published.
//!
//! # Why it counts
//! It is due by 31 March and is the only yearly account of requests, refusals and appeals.
//!
//! # How it is judged
//! A link on the page behind `follow`, or on the start page, names the year and the report, and the
//! site answers with its target. Until 31 March the report of the year before counts as well.
//!
//! # When it is unknown
//! The report or the page with it could not be had, or that page is a shell that only a browser
//! fills.
//!
//! # Source
//! 《政府信息公开条例》(2019) 第四十九条, 第五十条.

use probe_sdk::criteria::reach::{self, answering, page_role};
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

use crate::search;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "annual-report",
    title: "公开年报及时性",
    roles: &["home", "list_page"],
    points: &["A1.3-3"],
    judge,
};

/// What the report is called, besides `keywords`.
const REPORT: [&str; 3] = ["年度报告", "年报", "工作报告"];

/// What other reports of the year are called.
const OTHER_REPORTS: [&str; 4] = ["法治政府", "部门决算", "财政", "政府工作报告"];

/// Links looked at on one page.
const LINKS_MAX: u32 = 2000;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let years = years(&task.collected_on())?;
    let words = task.words("keywords");
    let found = match report(start, &years, &words) {
        Some(link) => Ok(link),
        None => search::page(task).and_then(|list| {
            let years = years.join("/");
            let absent = || list.absent(&format!("no report of {years}"));
            report(list, &self::years(&task.collected_on())?, &words).ok_or_else(absent)
        }),
    };
    let link = found?;
    let page = answering(&link, &page_role(task))?;
    Ok(Judged::truth(true).seen([link]).seen([page]))
}

/// The years whose report counts, as four digits.
fn years(collected: &str) -> Step<Vec<String>> {
    let fault = || Stop::Fault(format!("`{collected}` is not a day of collection"));
    let year: i32 = collected.get(..4).and_then(|year| year.parse().ok()).ok_or_else(fault)?;
    let is_due = collected.get(5..).ok_or_else(fault)? > "03-31";
    let last = if is_due { year - 1 } else { year - 2 };
    Ok((last..year).rev().map(|year| year.to_string()).collect())
}

fn report(page: Page, years: &[String], words: &[String]) -> Option<Link> {
    let links = page.links(&reach::as_strs(years), LINKS_MAX);
    links.into_iter().find(|link| {
        let text = compact(&link.text);
        let is_report =
            holds(&text, &REPORT) || words.iter().any(|word| text.contains(word.as_str()));
        is_report && !holds(&text, &OTHER_REPORTS)
    })
}
