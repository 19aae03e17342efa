//! # What it asks
//! How many types of powers (行政许可, 行政处罚 …) the list names with items.
//!
//! # Why it counts
//! The law knows ten types; a list of licences alone leaves most of what an authority can do open.
//!
//! # How it is judged
//! The number of `keywords` that stand on the list behind `follow` as the type in an item's row, or as a
//! category with something in it: it says how many, entries stand below its heading, or its link leads to
//! some. A name alone, and a category that says it holds nothing, as 行政许可(0) does, do not count.
//!
//! # When it is unknown
//! The list could not be had or is a shell that only a browser fills. No link to a list: no.
//!
//! # Source
//! 《关于推行地方各级政府工作部门权力清单制度的指导意见》(2015).

use probe_sdk::{Criterion, Judged, Step, Task};

use crate::{categories, search};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "type-coverage",
    title: "权力类型覆盖数",
    roles: &["list_page", "home"],
    points: &["A1.2-2"],
    judge,
};

/// The types of powers, where the point names none.
const TYPES: [&str; 10] = [
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
];

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let types = || TYPES.iter().map(|word| (*word).to_owned()).collect();
    let words: Vec<String> = if given.is_empty() { types() } else { given };
    categories::count(search::followed(task)?, &words)
}
