//! # What it asks
//! How many of the elements a list must state for each item stand on it.
//!
//! # Why it counts
//! A list of duties without persons in charge and consequences is a table of contents.
//!
//! # How it is judged
//! The share of the elements (`labels`, each a list of synonyms; else `keywords`) that stand as
//! labels or table heads on the list behind `follow`. Menus that only name them do not count.
//!
//! # When it is unknown
//! The list could not be had or is a shell that only a browser fills. No link to a list: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 目录覆盖能力; elements as the point lists them.

use probe_sdk::criteria::{labels, reach};
use probe_sdk::{Criterion, Judged, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-elements",
    title: "清单要素完整率",
    roles: &["list_page", "home"],
    points: &["A1.1-3", "A1.1-5", "A1.2-3"],
    judge,
};

pub(crate) fn judge(task: &Task) -> Step<Judged> {
    let given = task.groups("labels");
    let groups = if given.is_empty() { task.groups("keywords") } else { given };
    if groups.is_empty() {
        return Err(Stop::Fault("`labels` is missing".to_owned()));
    }
    labels::share(reach::followed(task)?, "body", &groups)
}
