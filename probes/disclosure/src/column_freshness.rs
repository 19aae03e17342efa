//! # What it asks
//! How many days old the newest entry of a column is.
//!
//! # Why it counts
//! News and documents come every week; a column that stands still was given up.
//!
//! # How it is judged
//! Days from the newest date beside an entry of the columns behind `follow` (the best links of the start page,
//! not one alone) to the day of collection. Dates after it, the clock in a page's head and the year of
//! copyright do not count.
//!
//! # When it is unknown
//! No column could be had, or they are shells that only a browser fills. A column without a date counts as
//! not updated; no link to one: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 栏目不更新.

use probe_sdk::criteria::behind::{Target, targets};
use probe_sdk::criteria::reach::{as_strs, page_role};
use probe_sdk::{Criterion, Judged, Page, Step, Stop, Task, UnknownReason};

use crate::age;
use crate::search::first_links;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "column-freshness",
    title: "栏目更新时效",
    roles: &["home", "list_page"],
    points: &["A1.3-6", "A1.3-7"],
    judge,
};

/// Columns of one sort that are looked at; a portal has two or three.
const COLUMNS_MAX: usize = 4;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let follow = task.words("follow");
    if follow.is_empty() {
        return age::of(task, start);
    }
    let links = first_links(start, &as_strs(&follow), COLUMNS_MAX);
    let (mut columns, mut unread): (Vec<Page>, _) = (Vec::new(), None);
    for target in targets(&links, &page_role(task))? {
        match target {
            Target::Page(page) if page.is_shell() => {
                let note = format!("{} is filled by scripts", page.info().url);
                unread = Some((UnknownReason::NeedsRendering, note));
            }
            Target::Page(page) => columns.push(page),
            Target::Unread(reason, note) => unread = Some((reason, note)),
            Target::File(_) | Target::Gone(_) => {}
        }
    }
    match unread {
        Some((reason, note)) if columns.is_empty() => Err(Stop::Unknown(reason, note)),
        _ if columns.is_empty() => Err(start.absent("no column")),
        Some(_) | None => age::of_any(task, &columns),
    }
}
