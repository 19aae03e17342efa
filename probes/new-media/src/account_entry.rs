//! # What it asks
//! Whether the page has an entry to the government's account on a channel.
//!
//! # Why it counts
//! An account that its own site does not name cannot be told from an imitation.
//!
//! # How it is judged
//! A label, a picture or an address on the page is an entry to a channel that one of the `keywords`
//! names (小程序, 微信 …), or to any channel without `keywords`.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 应用拓展度.

use probe_sdk::criteria::channels::{entries, kind_of};
use probe_sdk::criteria::words::compact;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "account-entry",
    title: "新媒体账号入口",
    roles: &["home"],
    points: &["C1.2-3"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let keywords = task.words("keywords");
    let is_for = |kind: &str, text: &str, word: &String| {
        kind_of(word) == Some(kind) || compact(text).contains(&compact(word))
    };
    let entry = entries(start).find(|entry| {
        keywords.is_empty() || keywords.iter().any(|word| is_for(entry.kind, &entry.hit.text, word))
    });
    match entry {
        Some(entry) => Ok(Judged::truth(true).seen([entry.hit]).note(entry.kind)),
        None if start.is_shell() => Err(start.absent("no entry to an account")),
        None => Ok(Judged::truth(false).seen([start])),
    }
}
