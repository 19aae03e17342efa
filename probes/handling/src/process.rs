//! # What it asks
//! How many guides show how the matter is handled.
//!
//! # Why it counts
//! Who knows the steps knows where a request is, and who has it.
//!
//! # How it is judged
//! Under the label of the flow stands a picture, a link to a chart, or words with at least two steps. The
//! words 详见窗口 are none.
//!
//! # When it is unknown
//! No guide could be had.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use probe_sdk::criteria::guides::{Answer, flow, sample, share};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "process",
    title: "办理流程说明率",
    roles: &["service_portal", "home", "guide"],
    points: &["B2.1-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        let place = || guide.process().map(|field| field.hit().into());
        Ok(match flow(&guide.fields) {
            Some(field) => Answer::Yes(field.hit().into()),
            None => Answer::No(place()),
        })
    })
}
