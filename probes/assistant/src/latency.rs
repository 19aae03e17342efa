//! # What it asks
//! How long the assistant takes to answer.
//!
//! # Why it counts
//! A dialogue in which one waits is none.
//!
//! # How it is judged
//! The median of the milliseconds the answers to the manifest's `questions` took, as the round measured them
//! while they were fetched, right or wrong.
//!
//! # When it is unknown
//! The dialogue works by script or POST only, no answer could be had, or nobody measured: the pages come
//! from an archive that does not say how long they took. No assistant: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::latency;
use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::dialogue;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "assistant-latency",
    title: "应答时延",
    roles: &["home", "service_portal", "qa_robot"],
    points: &["C2.2-3"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let answers = dialogue::answers(task)?;
    let pages: Vec<Page> = answers.into_iter().map(|answer| answer.page).collect();
    latency::median_ms(&pages)
}
