//! # What it asks
//! Whether the government has an open-data platform that lists data sets.
//!
//! # Why it counts
//! Data that nobody can find is not open.
//!
//! # How it is judged
//! The region's start page of role `open_data`, or the page behind a short link of the home page with a word of
//! `follow` (数据开放, 公共数据 …), answers, is not the home page again, and it or its list (behind 数据目录, or
//! the JSON it is filled with) shows at least one data set: a link beside 更新时间, 数据提供方, 数据格式 or their like.
//!
//! # When it is unknown
//! Its page could not be had for reasons that are not the site's, or is a shell that only a browser fills.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 平台层.

use probe_sdk::{Criterion, Judged, Step, Task};

use crate::catalogue::catalogue;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "platform-reachable",
    title: "数据开放平台可达",
    roles: &["home", "open_data"],
    points: &["A2.3-1"],
    judge,
};

/// Data sets kept as evidence.
const EVIDENCE_MAX: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let catalogue = catalogue(task)?;
    let links = catalogue.sets.iter().filter_map(|set| set.link.as_ref());
    let links = links.filter(|link| link.node != 0).take(EVIDENCE_MAX);
    Ok(Judged::truth(true).seen([catalogue.page]).seen(links))
}
