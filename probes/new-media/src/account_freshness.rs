//! # What it asks
//! How many days ago the government's account on a channel posted last.
//!
//! # Why it counts
//! Two weeks without a post are a single veto of the national check.
//!
//! # How it is judged
//! From the region's feeds of accounts on the channel that `channel` names (role `new_media`,
//! docs/reference/feeds.md): days from the newest post to the day of the data. Posts dated after that day do not count. An account without a
//! post: no.
//!
//! # When it is unknown
//! The region has no feed of the channel, the feed has no list of posts, or its data is more than a month
//! older than the round.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决 发布类账号2周内无更新.

use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task, UnknownReason};

use crate::feed::{Feed, accounts};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "account-freshness",
    title: "账号更新时效",
    roles: &["new_media", "home"],
    points: &["C1.2-4", "C1.2-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let channel = task
        .text("channel")
        .ok_or_else(|| Stop::Fault("`channel` is missing: weibo, wechat …".to_owned()))?;
    let accounts = accounts(&channel)?;
    let known: Vec<&Feed> = accounts
        .iter()
        .filter(|feed| feed.posts().is_some() && feed.is_of(task).is_some())
        .collect();
    if known.is_empty() {
        let note = "没有发文列表，或数据已过时".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    let ages = known.iter().flat_map(|feed| {
        let today = feed.is_of(task);
        let posts = feed.posts().unwrap_or_default();
        let days = posts.into_iter().filter_map(move |post| Some(today?.days_since(post.on?)));
        days.filter(|age| *age >= 0).map(move |age| (age, *feed))
    });
    match ages.min_by_key(|(age, _)| *age) {
        Some((age, feed)) => {
            let n_days = i32::try_from(age).unwrap_or(i32::MAX);
            Ok(Judged::number(f64::from(n_days), "days").seen([quoted(feed)]))
        }
        None => Ok(Judged::truth(false).seen(known.into_iter().map(quoted))),
    }
}

/// The feed, quoted by the account's name.
pub(crate) fn quoted(feed: &Feed) -> Evidence {
    let text = |key| feed.text(key).unwrap_or_default();
    let quote = format!("{} {} {}", text("channel"), text("name"), text("operator"));
    Evidence { quote: quote.trim().to_owned(), ..Evidence::from(feed.page) }
}
