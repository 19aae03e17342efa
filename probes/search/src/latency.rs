//! # What it asks
//! How long the search takes to answer.
//!
//! # Why it counts
//! Who waits for more than a few seconds takes it for broken.
//!
//! # How it is judged
//! The median of the milliseconds the answers to the manifest's `queries` took, as the round measured them
//! while they were fetched. Only answers that are pages count: an error is quick.
//!
//! # When it is unknown
//! Only a script or a POST form searches, no answer could be had, or nobody measured: the pages come from
//! an archive that does not say how long they took. No search: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::{latency, target};
use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::engine;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-latency",
    title: "搜索响应时间",
    roles: &["home", "search"],
    points: &["C2.1-2"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let queries = engine::queries(task)?;
    let (mut pages, mut stops): (Vec<Page>, Vec<_>) = (Vec::new(), Vec::new());
    for answer in engine::answers(task, &queries)? {
        match answer {
            Ok(page) => pages.extend(target::fault(page).is_none().then_some(page)),
            Err(stop) => stops.push(stop),
        }
    }
    match (pages.first(), stops.into_iter().next()) {
        (None, Some(stop)) => Err(stop),
        (None, None) => Err(task.start()?.absent("no answer that is a page")),
        (Some(_), _) => latency::median_ms(&pages),
    }
}
