//! # What it asks
//! On how many platforms of short video and news the government has an account.
//!
//! # Why it counts
//! Those who watch instead of reading are met where they watch.
//!
//! # How it is judged
//! The platforms among 抖音, 快手, 视频号 and 头条号 to which the home page, or the page behind `follow` (新媒体矩阵 …), has an
//! entry (a label, a picture or an account's address outside of articles; share buttons do not count), or of which the
//! region's feeds have an account. Each platform once.
//!
//! # When it is unknown
//! There is none and the home page is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 应用拓展度.

use std::collections::BTreeMap;

use probe_sdk::criteria::channels::{Entry, entries};
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::account_freshness::quoted;
use crate::feed::{NEW_MEDIA, feeds};
use crate::matrix_page::with_matrix;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "video-accounts",
    title: "短视频与资讯号",
    roles: &["home"],
    points: &["C1.2-7"],
    judge,
};

/// A platform: its name, the channel in feeds, and what its entries are called.
struct Platform {
    name: &'static str,
    channel: &'static str,
    signs: &'static [&'static str],
}

const PLATFORMS: [Platform; 4] = [
    Platform { name: "抖音", channel: "douyin", signs: &["抖音", "douyin"] },
    Platform { name: "快手", channel: "kuaishou", signs: &["快手", "kuaishou"] },
    Platform { name: "视频号", channel: "channels", signs: &["视频号"] },
    Platform { name: "头条号", channel: "toutiao", signs: &["头条", "toutiao"] },
];

/// Kinds of entries these platforms are among.
const KINDS: [&str; 2] = ["short-video", "headlines"];

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let pages = with_matrix(task, start)?;
    let entries: Vec<Entry> = pages.iter().flat_map(|page| entries(*page)).collect();
    // A feed that is damaged takes nothing from what the site says.
    let accounts = feeds(NEW_MEDIA, "account").unwrap_or_default();
    let mut found: BTreeMap<&str, Evidence> = BTreeMap::new();
    for platform in &PLATFORMS {
        let entry =
            entries.iter().find(|entry| KINDS.contains(&entry.kind) && platform.is_of(entry));
        let of_channel = |channel: Option<String>| channel.as_deref() == Some(platform.channel);
        let account = || accounts.iter().find(|feed| of_channel(feed.text("channel")));
        let seen = entry.map(|entry| Evidence::from(&entry.hit)).or_else(|| account().map(quoted));
        if let Some(seen) = seen {
            found.insert(platform.name, seen);
        }
    }
    if found.is_empty() {
        return Err(start.absent("no account for short video or news"));
    }
    let n_platforms = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let names = found.keys().copied().collect::<Vec<_>>().join("、");
    Ok(Judged::number(f64::from(n_platforms), "items").seen(found.into_values()).note(names))
}

impl Platform {
    /// Whether the entry's label, picture or address is of this platform.
    fn is_of(&self, entry: &Entry) -> bool {
        let target = Surroundings::of(&entry.hit).target().unwrap_or_default();
        holds(&compact(&entry.hit.text), self.signs)
            || holds(&target.to_lowercase(), self.signs)
                && !holds(&compact(&entry.hit.text), &all_signs())
    }
}

fn all_signs() -> Vec<&'static str> {
    PLATFORMS.iter().flat_map(|platform| platform.signs).copied().collect()
}
