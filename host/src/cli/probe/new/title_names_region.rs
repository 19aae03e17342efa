//! # What it asks
//! Whether the title of the home page names the region.
//!
//! # Why it counts
//! A search engine and a bookmark show of a site nothing else.
//!
//! # How it is judged
//! The title holds the region's short name.
//!
//! # When it is unknown
//! The page has no title. No title is no answer, and unknown is never zero.
//!
//! # Source
//! An example. Name here the rule or the text your criterion comes from.

use probe_sdk::{Criterion, Judged, Step, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "title-names-region",
    title: "标题写明地区",
    roles: &["home"],
    points: &["A1.1-{{name}}"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    // A page that is not there yet is asked for by `?`, for example with `start.follow(…)?`.
    let start = task.start()?;
    let titles = start.texts("title", 1);
    let Some(title) = titles.first() else {
        return Ok(Judged::unknown(UnknownReason::NotStated, "the page has no title"));
    };
    let is_named = title.text.contains(&task.place().short_name);
    Ok(Judged::truth(is_named).seen([title]))
}
