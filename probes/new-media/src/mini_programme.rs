//! # What it asks
//! Whether the government has a mini-programme.
//!
//! # Why it counts
//! It needs no installing: what it offers is one scan away.
//!
//! # How it is judged
//! The region's feeds (role `new_media`, docs/reference/feeds.md) have one with a name, or the home page, or the page behind
//! `follow` (新媒体矩阵 …), has an entry to one: a short label or a picture called 小程序, outside of articles.
//!
//! # When it is unknown
//! Neither has one and the home page is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 应用拓展度.

use probe_sdk::criteria::channels::entries;
use probe_sdk::{Criterion, Judged, Step, Task};

use crate::account_freshness::quoted;
use crate::feed::{NEW_MEDIA, feeds};
use crate::matrix_page::with_matrix;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "mini-programme",
    title: "政务小程序",
    roles: &["home"],
    points: &["C1.2-3"],
    judge,
};

/// The channel in feeds, and the kind of an entry on a page.
const CHANNEL: &str = "mini-programme";
const KIND: &str = "mini-program";

fn judge(task: &Task) -> Step<Judged> {
    // A feed that is damaged takes nothing from what the site says.
    let accounts = feeds(NEW_MEDIA, "account").unwrap_or_default();
    let is_one = |channel: Option<String>| channel.as_deref() == Some(CHANNEL);
    let mut named = accounts.iter().filter(|feed| is_one(feed.text("channel")));
    if let Some(feed) = named.find(|feed| feed.text("name").is_some()) {
        return Ok(Judged::truth(true).seen([quoted(feed)]));
    }
    let start = task.start()?;
    let pages = with_matrix(task, start)?;
    let entry = pages.iter().flat_map(|page| entries(*page)).find(|entry| entry.kind == KIND);
    match entry {
        Some(entry) => Ok(Judged::truth(true).seen([entry.hit])),
        None => Err(start.absent("no entry to a mini-programme")),
    }
}
