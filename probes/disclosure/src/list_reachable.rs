//! # What it asks
//! How many clicks the list is away from the home page.
//!
//! # Why it counts
//! A list that nobody finds does not bind anybody.
//!
//! # How it is judged
//! From the home page outwards, level by level: the first page behind a link with one of the
//! `keywords` that holds a list, entries besides the site's menus or a table, gives the number of clicks.
//! Where a level has no such link, the columns on it that lead there (`follow`, else 政府信息公开, 政务公开 …)
//! are opened. The home page again is no list.
//!
//! # When it is unknown
//! A page on the way, or the list itself, could not be had or is a shell that only a browser fills.
//! Not found within three clicks: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 目录覆盖能力.

use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::search::list;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-reachable",
    title: "清单栏目可达",
    roles: &["home"],
    points: &["A1.1-1", "A1.2-1", "A1.3-1", "A1.4-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let found = list(task, &task.words("keywords"), &task.words("follow"))?;
    Ok(Judged::number(f64::from(found.n_clicks), "clicks")
        .seen(found.link.as_ref().map(Evidence::from))
        .seen([found.page]))
}
