//! # What it asks
//! Whether a page has an entry to a list of duties or powers.
//!
//! # Why it counts
//! Wherever people land from a search, what the office may and must do should be in sight.
//!
//! # How it is judged
//! A link or button outside of articles has the name of such a list as its label (权力清单, 责任清单, 权责清单 …).
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 目录覆盖能力.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{length, short};
use probe_sdk::{Criterion, Hit, Judged, Step, Task};

pub(crate) const CRITERION: Criterion =
    Criterion {
        id: "duty-list", title: "权责清单入口", roles: &["home"], points: &[], judge
    };

/// Names of lists of duties and powers.
const NAMES: [&str; 7] =
    ["权力清单", "责任清单", "权责清单", "权力和责任清单", "行政权力", "权责事项", "权力运行"];

/// Characters of the longest label of an entry; headlines are longer.
const LABEL_CHARS_MAX: usize = 14;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let given = task.words("keywords");
    let words = if given.is_empty() { NAMES.to_vec() } else { as_strs(&given) };
    match mentions(page, &words).into_iter().find(is_entry) {
        Some(hit) => Ok(Judged::truth(true).seen([hit])),
        None => Err(page.unsaid("no entry to a list of duties")),
    }
}

fn is_entry(hit: &Hit) -> bool {
    let is_label = short(&hit.text).is_some_and(|label| length(&label) <= LABEL_CHARS_MAX);
    is_label && {
        let around = Surroundings::of(hit);
        around.is_site() && around.in_link()
    }
}
