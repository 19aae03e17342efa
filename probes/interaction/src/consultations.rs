//! # What it asks
//! How many consultations and surveys were opened within a year.
//!
//! # Why it counts
//! Six a year is what the national check gives its bonus for: below that asking is a gesture.
//!
//! # How it is judged
//! On the columns called 意见征集, 民意征集, 网上调查 … the dated entries within `window_days` (365), each address
//! and each heading once, days to come left out. The newest must lead to a page of its own. Results (结果, 反馈) are not counted as consultations.
//!
//! # When it is unknown
//! A page on the way could not be had or is a shell. No column: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 加分项.

use std::collections::BTreeSet;

use probe_sdk::criteria::entries::{self, Entry};
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::criteria::{sample, target};
use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "consultations",
    title: "征集调查频次",
    roles: &["home", "interaction"],
    points: &["B1.1-7"],
    judge,
};

/// Columns of consultations, and of surveys; both are counted.
const COLUMNS: [&[&str]; 2] = [
    &["意见征集", "民意征集", "征集调查", "调查征集", "征求意见", "建言征集", "征集"],
    &["网上调查", "在线调查", "问卷调查", "民意调查", "调查问卷", "调查"],
];

/// What the results of one are called.
const RESULTS: [&str; 5] = ["结果反馈", "反馈", "采纳情况", "征集结果", "调查结果"];

/// A year.
const WINDOW_DAYS: usize = 365;

/// Clicks from the home page.
const CLICKS_MAX: u32 = 2;

/// Rows shown as evidence.
const EVIDENCE_MAX: usize = 8;

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let starts = seek::starts(task)?;
    let window = i64::try_from(sample::whole(task, "window_days", WINDOW_DAYS)).unwrap_or(i64::MAX);
    let listed = |page: Page| entries::entries(page, today);
    let mut columns = Vec::new();
    let mut absent = None;
    for names in COLUMNS {
        let way =
            Way { names, via: &seek::INTERACTION, role: "interaction", n_clicks_max: CLICKS_MAX };
        match seek::column(&starts, &way, &|page| !listed(page).is_empty()) {
            Ok(found) => columns.push(found.page),
            Err(Stop::Absent(page, note)) => absent = Some(Stop::Absent(page, note)),
            Err(stop) => return Err(stop),
        }
    }
    if columns.is_empty()
        && let Some(stop) = absent
    {
        return Err(stop);
    }
    let mut seen = BTreeSet::new();
    let all: Vec<Entry> = columns.iter().flat_map(|page| listed(*page)).collect();
    let all = entries::within(all, today, window).into_iter().filter(|entry| {
        let heading = compact(&entry.row.link.text);
        let is_new = seen.insert(entry.row.link.url.clone());
        !holds(&heading, &RESULTS) && is_new && seen.insert(heading)
    });
    let all: Vec<Entry> = all.collect();
    if let Some(newest) = all.first() {
        target::page_behind(&newest.row.link, "interaction_entry")?;
    }
    let n = f64::from(u32::try_from(all.len()).unwrap_or(u32::MAX));
    Ok(Judged::number(n, "items").seen(columns).seen(all.iter().take(EVIDENCE_MAX)))
}
