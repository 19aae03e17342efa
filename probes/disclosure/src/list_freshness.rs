//! # What it asks
//! How many days old the newest date on the list is.
//!
//! # Why it counts
//! Laws and offices change every year, and lists must follow.
//!
//! # How it is judged
//! Days from the newest date beside an entry of the list behind `follow`, or else on its page or in its page
//! tag `PubDate`, to the day of collection. Dates after it are plans, and the clock in a page's head is no
//! date of the list; they do not count.
//!
//! # When it is unknown
//! The list could not be had or is a shell that only a browser fills. A page without a date counts
//! as not updated.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 栏目不更新.

use probe_sdk::{Criterion, Judged, Step, Task};

use crate::{age, search};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-freshness",
    title: "清单更新时效",
    roles: &["list_page", "home"],
    points: &["A1.1-4", "A1.2-6", "A1.4-6"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    age::of(task, search::followed(task)?)
}
