//! # What it asks
//! How many days ago the newest reply was given.
//!
//! # Why it counts
//! A mailbox that answered fast two years ago and nobody since is no channel.
//!
//! # How it is judged
//! The newest day of a reply on the first pages of the list, or on the own pages of a sample of `details`
//! letters, counted back from the day of collection. Days to come and replies before their letters do not
//! count, and neither does a date anywhere else on the page.
//!
//! # When it is unknown
//! The list or a page on the way could not be had or is a shell. No list, or no day of a reply: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::entries::whole;
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::{letters, sample};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "newest-reply",
    title: "最近答复时效",
    roles: &["home", "qa_list"],
    points: &["B3.1-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let today = today(task)?;
    let n = sample::whole(task, "details", letters::DETAILS);
    let letters = letters::corrected(&found, n, today)?;
    let newest = letters.iter().filter_map(|letter| Some((letter.answered?, letter)));
    let newest = newest.max_by_key(|(day, _)| *day);
    let (day, letter) = newest.ok_or_else(|| letters::none(&found, "no day of a reply"))?;
    let judged = Judged::number(whole(today.days_since(day)), "days");
    Ok(judged.seen([&letter.hit]))
}
