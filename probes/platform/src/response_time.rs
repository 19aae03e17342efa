//! # What it asks
//! How many milliseconds the home page takes to come.
//!
//! # Why it counts
//! The rules want a page within three seconds; who waits longer leaves.
//!
//! # How it is judged
//! The median over the visits of the region's record (role `visits`), a visit that found it closed as
//! fifteen seconds; without a record the time this round took for it, redirects included, with less confidence.
//!
//! # When it is unknown
//! Neither was written down.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 网页设计规范.

use probe_sdk::criteria::feed::Visit;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::visits::{VISITS, visits};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "response-time",
    title: "首页响应时间",
    roles: &["home", "visits"],
    points: &["A2.2-2"],
    judge,
};

/// A visit that found the page closed lasted as long as it may take.
const CLOSED_MS: f64 = 15_000.0;

/// Confidence of one time: the next may be another.
const ONE_TIME_CONFIDENCE: f32 = 0.7;

fn judge(task: &Task) -> Step<Judged> {
    if let Some((page, visits)) = visits(task)? {
        let time = |visit: &Visit| {
            if visit.is_open { visit.elapsed_ms.map(f64::from) } else { Some(CLOSED_MS) }
        };
        let mut times: Vec<f64> = visits.iter().filter_map(time).collect();
        times.sort_by(f64::total_cmp);
        if let Some(median) = times.get(times.len() / 2) {
            let note = format!("{} 次访问的中位数", times.len());
            return Ok(Judged::number(*median, "ms").seen([page]).note(note));
        }
    }
    let home = task.start()?;
    match home.number("elapsed-ms").filter(|_| home.info().role != VISITS) {
        Some(ms) => {
            Ok(Judged::number(ms, "ms").seen([home]).sure(ONE_TIME_CONFIDENCE).note("一次访问"))
        }
        None => Err(Stop::Unknown(UnknownReason::NotStated, "没有记下用时".to_owned())),
    }
}
