//! # What it asks
//! Whether a visit can be booked online.
//!
//! # Why it counts
//! An hour chosen at home is an hour not spent in a queue.
//!
//! # How it is judged
//! A link of the portal named 网上预约 or the like (`keywords`) leads to a page with a form, a login, or a
//! list of what can be booked. A page that only speaks of it is none.
//!
//! # When it is unknown
//! The target could not be had or is a shell that only a browser fills.
//!
//! # Source
//! 本目录自拟 (derived).

use probe_sdk::criteria::behind::serves;
use probe_sdk::criteria::items::entries;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Task};

use crate::portal;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "booking",
    title: "网上预约入口",
    roles: &["service_portal", "home"],
    points: &["B1.2-2"],
    judge,
};

/// Names of the entry, where the point gives none.
const WORDS: [&str; 5] = ["网上预约", "在线取号", "在线预约", "预约办事", "预约取号"];

/// Entries that make a page a list of what can be booked.
const ENTRIES_MIN: usize = 2;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    portal::entry(task, &words, |page| serves(page).or_else(|| list(page)))
}

fn list(page: Page) -> Option<Evidence> {
    let entries = entries(page);
    let is_list = entries.len() >= ENTRIES_MIN && page.find("body", &["预约"]).is_some();
    entries.first().filter(|_| is_list).map(|entry| Evidence::from(&entry.row))
}
