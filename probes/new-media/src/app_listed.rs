//! # What it asks
//! Whether the government's app can be had from a store.
//!
//! # Why it counts
//! An app that is only on a poster serves nobody, and one of a stranger is no app of the government.
//!
//! # How it is judged
//! From the region's feeds of apps (role `app_store`, docs/reference/feeds.md): one that can be installed, whose developer
//! is the government or its company: its name has a word of offices (人民政府, 大数据, 政务服务, 智慧 …), and
//! it or the app's name has the region's. A government's app of another region does not count.
//!
//! # When it is unknown
//! The region has no such feed, or the feed does not say who the developer is.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 应用拓展度.

use probe_sdk::criteria::words::holds;
use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task, UnknownReason};

use crate::feed::{APP_STORE, Feed, feeds};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "app-listed",
    title: "政务客户端上架",
    roles: &["app_store", "home"],
    points: &["C1.2-1"],
    judge,
};

/// Words of offices, and of the companies they found for it.
const OFFICES: [&str; 16] = [
    "人民政府",
    "政府办公",
    "政务服务",
    "大数据",
    "数据管理",
    "数据资源",
    "信息中心",
    "电子政务",
    "数字",
    "智慧",
    "行政审批",
    "城市服务",
    "管理局",
    "委员会",
    "集团",
    "政府",
];

fn judge(task: &Task) -> Step<Judged> {
    let apps = feeds(APP_STORE, "app")?;
    if apps.is_empty() {
        return Err(Stop::Unknown(UnknownReason::NotStated, "没有客户端的数据".to_owned()));
    }
    let place = task.place();
    let is_own = |app: &Feed| {
        let developer = app.text("developer")?;
        let names = format!("{} {developer}", app.text("name").unwrap_or_default());
        Some(holds(&developer, &OFFICES) && names.contains(&place.short_name))
    };
    let there = |app: &&Feed| app.truth("is_installable") != Some(false);
    if let Some(app) = apps.iter().filter(there).find(|app| is_own(app) == Some(true)) {
        return Ok(Judged::truth(true).seen([quoted(app)]));
    }
    if apps.iter().filter(there).any(|app| is_own(app).is_none()) {
        return Err(Stop::Unknown(UnknownReason::NotStated, "未写明开发者".to_owned()));
    }
    Ok(Judged::truth(false).seen(apps.iter().map(quoted)))
}

/// The feed, quoted by the app's name and its developer.
pub(crate) fn quoted(app: &Feed) -> Evidence {
    let text = |key| app.text(key).unwrap_or_default();
    let quote = format!("{} {} {}", text("name"), text("version"), text("developer"));
    Evidence { quote: quote.trim().to_owned(), ..Evidence::from(app.page) }
}
