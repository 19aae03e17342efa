//! # What it asks
//! How many days old the newest date on the list is.
//!
//! # Why it counts
//! Laws and offices change every year, and lists must follow.
//!
//! # How it is judged
//! Days from the newest date on the list behind `follow`, or in its page tag `PubDate`, to the day of
//! collection. Dates after it are plans and do not count.
//!
//! # When it is unknown
//! The list could not be had or is a shell that only a browser fills. A page without a date counts
//! as not updated.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 栏目不更新.

use probe_sdk::criteria::{freshness, reach};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-freshness",
    title: "清单更新时效",
    roles: &["list_page", "home"],
    points: &["A1.1-4", "A1.2-6", "A1.4-6"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let page = reach::followed(task)?;
    freshness::age(task, page, "body", &["PubDate".to_owned()])
}
