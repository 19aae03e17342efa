//! # What it asks
//! Whether the page has an entry to the site's own weibo, wechat, app or other new medium.
//!
//! # Why it counts
//! 多网、多微、多端: a visitor of the site should find the government's accounts from there, and
//! know that they are the government's.
//!
//! # How it is judged
//! A label, a picture or an address outside articles names a channel. Buttons that share the page
//! are not entries, nor are news about new media; a mobile version of the site is not a channel.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》; 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号).

use probe_sdk::criteria::channels::entries;
use probe_sdk::{Criterion, Judged, Step, Task};

use crate::marks::not_seen;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "new-media-entry",
    title: "新媒体入口",
    roles: &["home", "sample"],
    points: &[],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(match entries(page).next() {
        Some(entry) => Judged::truth(true).seen([entry.hit]).note(entry.kind),
        None => not_seen(page),
    })
}
