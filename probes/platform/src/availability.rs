//! # What it asks
//! What share of spaced visits within a week found the home page open.
//!
//! # Why it counts
//! Five failures in a hundred visits are a single veto of the national check.
//!
//! # How it is judged
//! From the region's record of visits (role `visits`, docs/reference/feeds.md) to its own home page:
//! open visits over all of the last `window_days`, of at least `min_visits` at different minutes
//! on at least three days.
//!
//! # When it is unknown
//! There is no such record, or it has fewer visits: one visit of a round is not what the rule asks.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决 站点无法访问.

use std::collections::BTreeSet;

use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::feed::Visit;
use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task, UnknownReason};

use crate::visits::visits;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "availability",
    title: "首页可用率",
    roles: &["visits", "home"],
    points: &["A2.2-1"],
    judge,
};

/// Visits of a week, where the point does not say; the rule says twenty.
const VISITS_MIN: f64 = 20.0;

/// Days the visits are spread over; twenty within an hour are not spaced.
const DAYS_MIN: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let Some((page, visits)) = visits(task)? else {
        return Err(Stop::Unknown(UnknownReason::NotStated, "没有访问记录".to_owned()));
    };
    let days: BTreeSet<Day> = visits.iter().map(|visit| visit.at.day).collect();
    let n_visits = u32::try_from(visits.len()).unwrap_or(u32::MAX);
    let needed = task.number("min_visits").unwrap_or(VISITS_MIN);
    if f64::from(n_visits) < needed || days.len() < DAYS_MIN {
        let note = format!("{n_visits} 次访问，分布于 {} 天", days.len());
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    let failed: Vec<&Visit> = visits.iter().filter(|visit| !visit.is_open).collect();
    let quote = failed.iter().map(|visit| visit.at.to_string()).collect::<Vec<_>>().join(" ");
    let seen = Evidence { quote, ..Evidence::from(page) };
    let judged = Judged::share(visits.len() - failed.len(), visits.len());
    Ok(judged.seen([seen]).note(format!("{n_visits} 次访问，{} 次打不开", failed.len())))
}
