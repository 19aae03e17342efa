//! # What it asks
//! Whether there is a survey that is open or was within a year.
//!
//! # Why it counts
//! Who does not ask hears only those who complain.
//!
//! # How it is judged
//! The newest entry of the column 网上调查, 问卷调查 … within `window_days` (365) leads to a page of its own that is a
//! survey: it has choices, or says 问卷, 调查, 投票. A page of the column's name that has choices itself and a day
//! within the window counts as well.
//!
//! # When it is unknown
//! A page on the way or the entry could not be had, or is a shell. No column or nothing within the year: no.
//!
//! # Source
//! 第一次全国政府网站普查评分表 (2015), 调查征集.

use probe_sdk::criteria::dates::{Day, days};
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::{entries, sample, target};
use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "survey",
    title: "网上调查常设",
    roles: &["home", "interaction"],
    points: &["B3.3-4"],
    judge,
};

/// Names of the column.
const NAMES: [&str; 9] = [
    "网上调查",
    "在线调查",
    "问卷调查",
    "民意调查",
    "调查问卷",
    "满意度调查",
    "征集调查",
    "调查征集",
    "调查",
];

/// What a survey says.
const SAYS: [&str; 4] = ["问卷", "调查", "投票", "满意度"];

/// Choices of a survey.
const CHOICES: &str = "input[type=radio], input[type=checkbox]";

/// A year.
const WINDOW_DAYS: usize = 365;

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let window = i64::try_from(sample::whole(task, "window_days", WINDOW_DAYS)).unwrap_or(i64::MAX);
    let way = Way {
        names: &NAMES,
        via: &seek::INTERACTION,
        role: "interaction",
        n_clicks_max: CLICKS_MAX,
    };
    let is_survey = |page: Page| page.count(CHOICES) > 1 && is_recent(page, today, window);
    let is_column = |page: Page| is_survey(page) || !surveys(page, today).is_empty();
    let column = seek::column(&seek::starts(task)?, &way, &is_column)?.page;
    if is_survey(column) {
        return Ok(Judged::truth(true).seen([column]));
    }
    let recent = entries::within(surveys(column, today), today, window);
    let newest = recent.first().ok_or_else(|| column.absent("no survey within the year"))?;
    let page = target::page_behind(&newest.row.link, "interaction_entry")?;
    if page.count(CHOICES) > 0 || page.find("body", &SAYS).is_some() {
        return Ok(Judged::truth(true).seen([newest]).seen([page]));
    }
    Err(Stop::Absent(page, format!("no survey on {}", page.info().url)))
}

/// The entries that are called surveys; all of a column that has none called so.
fn surveys(page: Page, today: Day) -> Vec<entries::Entry> {
    let all = entries::entries(page, today);
    let named: Vec<entries::Entry> = all
        .iter()
        .filter(|entry| probe_sdk::criteria::words::holds(&entry.row.hit.text, &SAYS))
        .cloned()
        .collect();
    if named.is_empty() { all } else { named }
}

fn is_recent(page: Page, today: Day, window: i64) -> bool {
    days(&page.text()).into_iter().any(|day| today.days_since(day) <= window)
}
