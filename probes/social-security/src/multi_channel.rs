//! # What it asks
//! On how many kinds of channels the service is offered: site, wechat, mini-programme, app.
//!
//! # Why it counts
//! 多网、多微、多端: people use what they have in their hand.
//!
//! # How it is judged
//! One for the site if a link with one of the words of `follow` stands on the start page, and one for
//! each kind of channel that has an entry there or on the page behind that link. `keywords` limits
//! the kinds to those they name. Weibo publishes and serves nobody, so it does not count.
//!
//! # When it is unknown
//! A page is a shell that only a browser fills, or could not be had.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》.

use std::collections::BTreeMap;

use probe_sdk::criteria::channels::{Entry, entries, kind_of};
use probe_sdk::criteria::{reach, reach::as_strs};
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "multi-channel",
    title: "服务多端贯通",
    roles: &["service_portal", "home", "new_media"],
    points: &["A3.1-7"],
    judge,
};

/// Kinds on which services can be opened.
const SERVING: [&str; 3] = ["wechat", "mini-program", "app"];

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let keywords = task.words("keywords");
    let limits: Vec<&str> = keywords.iter().filter_map(|word| kind_of(word)).collect();
    let serves = |entry: &Entry| {
        SERVING.contains(&entry.kind) && (limits.is_empty() || limits.contains(&entry.kind))
    };
    let mut kinds: BTreeMap<&str, Evidence> = BTreeMap::new();
    let mut pages: Vec<Page> = vec![start];
    let follow = task.words("follow");
    let link = if follow.is_empty() { None } else { start.link(&as_strs(&follow)) };
    if let Some(link) = link {
        kinds.insert("site", Evidence::from(&link));
        pages.push(link.open(&reach::page_role(task))?);
    }
    for entry in pages.into_iter().flat_map(entries).filter(serves) {
        kinds.entry(entry.kind).or_insert_with(|| Evidence::from(&entry.hit));
    }
    if kinds.is_empty() {
        return Err(start.absent("no channel with the service"));
    }
    let n_kinds = u32::try_from(kinds.len()).unwrap_or(u32::MAX);
    let names = kinds.keys().copied().collect::<Vec<_>>().join(" ");
    Ok(Judged::number(f64::from(n_kinds), "items").seen(kinds.into_values()).note(names))
}
