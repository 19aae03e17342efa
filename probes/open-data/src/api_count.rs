//! # What it asks
//! How many interfaces (数据接口) the platform offers to programs.
//!
//! # Why it counts
//! Data that moves is used through interfaces; a file is yesterday's.
//!
//! # How it is judged
//! Behind a short link of the platform's page (数据接口, 接口服务, API): the total the list states, if the list shows
//! at least one interface and its pages can hold so many, else the number of interfaces listed. A number
//! on the first page without a list counts for nothing.
//!
//! # When it is unknown
//! The platform or the list of interfaces could not be had, or is a shell that only a browser fills.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据获取.

use probe_sdk::criteria::targets::target;
use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::catalogue::sets_on;
use crate::find::{OPEN_DATA, labelled, platform};
use crate::json::{endpoints, listed};
use crate::table::rows_under;
use crate::totals::{paging, stated};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "api-count",
    title: "数据接口数量",
    roles: &["home", "open_data"],
    points: &["A2.3-4"],
    judge,
};

/// Ways to the list of interfaces, and what its number is called.
const WORDS: [&str; 5] = ["数据接口", "接口服务", "接口目录", "API", "接口"];

/// What the head of a table of interfaces holds: 接口名称.
const INTERFACE: &str = "接口";

fn judge(task: &Task) -> Step<Judged> {
    let platform = platform(task)?;
    let Some(link) = labelled(platform, &WORDS, 1).into_iter().next() else {
        return Err(platform.absent("no link to interfaces"));
    };
    let page = target(&link, OPEN_DATA)?.or_stop(&link)?;
    let (n_listed, total) = listed_on(page)?;
    if n_listed == 0 {
        return Err(page.absent("no interface"));
    }
    let most = paging(page).map_or(u64::MAX, |paging| paging.n_pages.saturating_mul(n_listed));
    let n_interfaces = total.map_or(n_listed, |total| total.clamp(n_listed, most.max(n_listed)));
    let n_interfaces = u32::try_from(n_interfaces).unwrap_or(u32::MAX);
    Ok(Judged::number(f64::from(n_interfaces), "items").seen([link]).seen([page]))
}

/// How many interfaces a page lists, in its rows, in a table of them or in the JSON it is filled with, and
/// the total it states.
fn listed_on(page: Page) -> Step<(u64, Option<u64>)> {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    if let Some((sets, total)) = listed(page) {
        return Ok((count(sets.len()), total));
    }
    let rows = sets_on(page);
    if !rows.is_empty() {
        return Ok((count(rows.len()), stated(&page.text(), &WORDS)));
    }
    let n_rows = rows_under(page, INTERFACE);
    if n_rows > 0 {
        return Ok((count(n_rows), stated(&page.text(), &WORDS)));
    }
    for url in endpoints(page) {
        let link = probe_sdk::Link { page, node: 0, text: String::new(), url };
        let json = target(&link, OPEN_DATA)?.page();
        if let Some((sets, total)) = json.and_then(listed) {
            return Ok((count(sets.len()), total));
        }
    }
    Ok((0, None))
}
