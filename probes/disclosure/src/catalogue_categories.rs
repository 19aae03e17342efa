//! # What it asks
//! How many of the categories that must be disclosed the catalogue holds.
//!
//! # Why it counts
//! The regulation lists what must be published without being asked for.
//!
//! # How it is judged
//! The number of `keywords` that stand on the catalogue behind `follow` as a category with something in it:
//! it says how many, entries stand below its heading, or its link leads to some. A name alone, and a category
//! that says it holds nothing, do not count.
//!
//! # When it is unknown
//! The catalogue could not be had or is a shell that only a browser fills. No link to one: no.
//!
//! # Source
//! 《政府信息公开条例》(2019) 第二十条.

use probe_sdk::{Criterion, Judged, Step, Stop, Task};

use crate::{categories, search};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "catalogue-categories",
    title: "有内容的类目数",
    roles: &["list_page", "home"],
    points: &["A1.3-4", "A1.4-2"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let words = task.words("keywords");
    if words.is_empty() {
        return Err(Stop::Fault("`keywords` is missing".to_owned()));
    }
    categories::count(search::followed(task)?, &words)
}
