//! # What it asks
//! Whether the page of an account or app has a menu that opens services, and not only news.
//!
//! # Why it counts
//! An account that only publishes is a paper; the measure is what a person can get done in it.
//!
//! # How it is judged
//! A link or button outside articles has one of the `keywords` (办事, 服务, 查询 …) as its label.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills; platforms give their menus to the app alone.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 应用拓展度.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "service-menu",
    title: "服务菜单",
    roles: &["new_media"],
    points: &["C1.2-2"],
    judge,
};

/// Words of menus that open services.
const SERVICES: [&str; 5] = ["办事", "服务", "查询", "预约", "办理"];

/// Characters of the longest entry of a menu; wechat's own limit is eight.
const MENU_CHARS_MAX: usize = 8;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let given = task.words("keywords");
    let words = if given.is_empty() { SERVICES.to_vec() } else { as_strs(&given) };
    let menu = mentions(start, &words).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        length(&compact(&hit.text)) <= MENU_CHARS_MAX && around.in_link() && around.is_site()
    });
    match menu {
        Some(hit) => Ok(Judged::truth(true).seen([hit])),
        None if start.is_shell() => Err(start.absent("no menu")),
        None => Ok(Judged::truth(false).seen([start])),
    }
}
