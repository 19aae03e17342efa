//! # What it asks
//! How many days old the newest entry of the field's policy column is.
//!
//! # Why it counts
//! Contributions and benefits change every year; an old column misleads.
//!
//! # How it is judged
//! Days from the newest date on the page behind `follow` to the day of collection. Dates after it
//! are plans and deadlines and do not count.
//!
//! # When it is unknown
//! The page could not be had or is a shell that only a browser fills. A page without a date counts
//! as not updated.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 栏目不更新.

use probe_sdk::criteria::{freshness, reach};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "policy-freshness",
    title: "政策更新时效",
    roles: &["home", "policy_list"],
    points: &["A3.1-6"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let page = reach::followed(task)?;
    freshness::age(task, page, "body", &["PubDate".to_owned()])
}
