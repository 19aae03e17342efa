//! # What it asks
//! How many days old the newest published figures about the handling of letters are.
//!
//! # Why it counts
//! Figures that are published can be compared, and offices that are compared answer.
//!
//! # How it is judged
//! On the list of letters or a page called 办理统计, 信件统计, 受理情况 …: figures (受理, 办结率, 回复率 with a number)
//! with the day or month they are of, in the same text, the same row of their table, or after 截至, 统计时间.
//! Where that page only lists reports, the newest is opened and must hold figures. A month counts to its
//! end. Dates of letters and the date of today in a page's head do not count.
//!
//! # When it is unknown
//! A page on the way could not be had or is a shell. No figures, or figures without any date: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 留言公开.

use probe_sdk::criteria::dates::{Day, days};
use probe_sdk::criteria::entries::{self, whole};
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::letters::{self, Letters};
use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{after, compact, holds};
use probe_sdk::criteria::{seek, target};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "handling-statistics",
    title: "办理统计公开",
    roles: &["home", "qa_list"],
    points: &["B3.2-2"],
    judge,
};

/// Names of the page.
const NAMES: [&str; 10] = [
    "办理统计",
    "信件统计",
    "来信统计",
    "留言统计",
    "受理统计",
    "办理情况统计",
    "统计分析",
    "数据统计",
    "办理情况",
    "受理情况",
];

/// What is counted.
const FIGURES: [&str; 9] =
    ["受理", "回复率", "办结率", "答复率", "收到", "已回复", "已办结", "办理", "来信总"];

/// Units of a figure.
const UNITS: [&str; 5] = ["%", "件", "封", "条", "宗"];

/// What stands before the day of figures.
const AS_OF: [&str; 6] = ["截至", "截止", "统计时间", "统计日期", "统计周期", "统计区间"];

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

/// Rows of tables looked at.
const ROWS_MAX: u32 = 300;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let list = match letters::find(task) {
        Ok(Letters { page, .. }) => Some(page),
        Err(Stop::Absent(..) | Stop::Unknown(..)) => None,
        Err(stop) => return Err(stop),
    };
    if let Some((day, hit)) = list.and_then(|page| newest(page, today)) {
        return Ok(age(day, today).seen([hit]));
    }
    let starts =
        list.map_or_else(|| seek::starts(task), |page| Ok([vec![page], task.pages()].concat()))?;
    let way = seek::Way {
        names: &NAMES,
        via: &seek::INTERACTION,
        role: "statistics",
        n_clicks_max: CLICKS_MAX,
    };
    let is_one = |page: Page| newest(page, today).is_some() || report(page, today).is_some();
    let column = seek::column(&starts, &way, &is_one)?.page;
    if let Some((day, hit)) = newest(column, today) {
        return Ok(age(day, today).seen([hit]));
    }
    let report = report(column, today).ok_or_else(|| column.absent("no report"))?;
    let page = target::page_behind(&report.row.link, "statistics")?;
    match in_text(page, &FIGURES).into_iter().find(is_figure) {
        Some(hit) => Ok(age(report.day, today).seen([&report]).seen([hit])),
        None => Err(page.absent("no figure")),
    }
}

fn age(day: Day, today: Day) -> Judged {
    Judged::number(whole(today.days_since(day).max(0)), "days")
}

/// The newest report on figures that a page lists.
fn report(page: Page, today: Day) -> Option<entries::Entry> {
    let listed = entries::entries(page, today);
    let reports: Vec<entries::Entry> = listed
        .into_iter()
        .filter(|entry| holds(&entry.row.link.text, &["统计", "情况", "通报", "分析"]))
        .collect();
    entries::newest(&reports).cloned()
}

/// The newest day of figures on a page.
fn newest(page: Page, today: Day) -> Option<(Day, Hit)> {
    let mut hits: Vec<Hit> = in_text(page, &FIGURES).into_iter().filter(is_figure).collect();
    let rows = rows(page);
    if hits.is_empty() && rows.is_empty() {
        return None;
    }
    hits.extend(in_text(page, &AS_OF));
    hits.extend(rows);
    let seen = hits.into_iter().filter(|hit| {
        let around = Surroundings::of(hit);
        !around.is_hidden() && !around.leads_away()
    });
    let dated = seen.filter_map(|hit| {
        let days = days(&hit.text).into_iter().chain(months(&hit.text, today));
        Some((days.filter(|day| *day <= today).max()?, hit))
    });
    dated.max_by_key(|(day, _)| *day)
}

/// Whether a text says how many: `本月受理来信 120 件`, `回复率98.5%`.
fn is_figure(hit: &Hit) -> bool {
    let text = compact(&hit.text);
    after(&text, &FIGURES).any(|rest| {
        let near: String = rest.chars().take(16).collect();
        let number = near.find(|c: char| c.is_ascii_digit()).and_then(|at| near.get(at..));
        number.is_some_and(|number| {
            let unit = number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            UNITS.iter().any(|known| unit.starts_with(known))
        })
    })
}

/// Rows with figures of tables whose head names at least two of them.
fn rows(page: Page) -> Vec<Hit> {
    let mut is_table = false;
    let mut found = Vec::new();
    for hit in page.texts("tr", ROWS_MAX) {
        let has_digit = hit.text.chars().any(|c| c.is_ascii_digit());
        if !has_digit {
            is_table = FIGURES.iter().filter(|word| hit.text.contains(**word)).count() >= 2;
        } else if is_table {
            found.push(hit);
        }
    }
    found
}

/// Last days of the months and quarters a text names, not after the day of collection.
fn months(text: &str, today: Day) -> Vec<Day> {
    let text = compact(text);
    let mut days = Vec::new();
    for (at, _) in text.match_indices('年') {
        let year = text.get(at.saturating_sub(4)..at).and_then(|year| year.parse().ok());
        let (Some(year), Some(rest)) = (year, text.get(at + '年'.len_utf8()..)) else { continue };
        let month = quarter(rest).or_else(|| {
            let (month, after) = rest.split_once('月')?;
            let is_day = after.starts_with(|c: char| c.is_ascii_digit());
            month.parse().ok().filter(|_| !is_day)
        });
        let last = |month| (28..=31).rev().find_map(|day| Day::new(year, month, day));
        let first = month.and_then(|month| Day::new(year, month, 1));
        if first.is_some_and(|first| first <= today) {
            days.extend(month.and_then(last).map(|last| last.min(today)));
        }
    }
    days
}

fn quarter(rest: &str) -> Option<i64> {
    let names = ["一", "二", "三", "四"];
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    (1..).zip(names).find_map(|(nth, name)| {
        rest.strip_prefix(name).is_some_and(|rest| rest.starts_with("季度")).then_some(nth * 3)
    })
}
