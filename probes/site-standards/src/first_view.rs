//! # What it asks
//! How many milliseconds a phone takes until the largest part of the first view is to be seen.
//!
//! # Why it counts
//! The rules want a page within three seconds; on a phone who waits longer leaves.
//!
//! # How it is judged
//! The time the renderer measured for the page under a phone's profile (docs/collection.md): the time
//! until the largest contentful paint, and the time the document and the slowest of its parts took to come.
//! Pictures are not fetched, so that a first view that is a picture shows sooner than it would.
//!
//! # When it is unknown
//! The page was not rendered, or the renderer saw no such paint.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 网页设计规范.

use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "first-view",
    title: "移动端首屏时间",
    roles: &["home"],
    points: &["C1.1-8"],
    judge,
};

/// Confidence of one measurement on one machine.
const ONE_TIME_CONFIDENCE: f32 = 0.7;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    match page.number("first-view-ms") {
        Some(ms) => Ok(Judged::number(ms, "ms").seen([page]).sure(ONE_TIME_CONFIDENCE)),
        None => Err(Stop::Unknown(UnknownReason::NotStated, "没有首屏时间".to_owned())),
    }
}
