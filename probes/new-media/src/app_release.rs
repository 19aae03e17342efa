//! # What it asks
//! How many days ago the government's app had its last release.
//!
//! # Why it counts
//! An app that cannot be used is a single veto of the national check, and one nobody maintains soon cannot.
//!
//! # How it is judged
//! From the region's feeds of apps (role `app_store`, docs/reference/feeds.md): the newest release of one that can be
//! installed. One that cannot, or none: no. A day after collection does not count.
//!
//! # When it is unknown
//! The region has no such feed, or the feed does not say when the app was released.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决 移动客户端无法正常使用.

use probe_sdk::criteria::dates::Day;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::app_listed::quoted;
use crate::feed::{APP_STORE, Feed, feeds};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "app-release",
    title: "政务客户端可用",
    roles: &["app_store", "home"],
    points: &["A2.2-8"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let apps = feeds(APP_STORE, "app")?;
    if apps.is_empty() {
        return Err(Stop::Unknown(UnknownReason::NotStated, "没有客户端的数据".to_owned()));
    }
    let collected = task.collected_on();
    let today = Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))?;
    let there: Vec<&Feed> =
        apps.iter().filter(|app| app.truth("is_installable") != Some(false)).collect();
    if there.is_empty() {
        return Ok(Judged::truth(false).seen(apps.iter().map(quoted)).note("不能安装"));
    }
    let released = there.into_iter().filter_map(|app| {
        let n_days = today.days_since(app.day("released_on")?);
        (n_days >= 0).then_some((n_days, app))
    });
    match released.min_by_key(|(n_days, _)| *n_days) {
        Some((n_days, app)) => {
            let n_days = i32::try_from(n_days).unwrap_or(i32::MAX);
            Ok(Judged::number(f64::from(n_days), "days").seen([quoted(app)]))
        }
        None => Err(Stop::Unknown(UnknownReason::NotStated, "未写明发布日期".to_owned())),
    }
}
