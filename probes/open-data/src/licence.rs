//! # What it asks
//! Whether the platform publishes under which terms its data may be used.
//!
//! # Why it counts
//! Without terms nobody knows whether a use is allowed, and nobody builds on it.
//!
//! # How it is judged
//! A short visible link of the platform's page (授权协议, 使用条款, 服务条款 …) opens a page that speaks of it: at
//! least 80 characters with one of `keywords` (免费, 不受歧视, 授权, 许可 …). The name alone counts for nothing.
//!
//! # When it is unknown
//! The platform or the page of the terms could not be had, or is a shell that only a browser fills.
//!
//! # Source
//! 复旦大学数字与移动治理实验室《中国地方政府数据开放报告》(开放数林指数), 数据获取.

use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::targets::{Target, targets};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

use crate::find::{labelled, platform};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "licence",
    title: "开放授权协议",
    roles: &["home", "open_data"],
    points: &["A2.3-6"],
    judge,
};

/// What terms are called, best first.
const TERMS: [&str; 9] = [
    "授权协议",
    "开放协议",
    "许可协议",
    "使用许可",
    "使用条款",
    "服务条款",
    "使用协议",
    "授权许可",
    "网站声明",
];

/// What terms speak of, where the point names nothing.
const SPEAKS: [&str; 5] = ["免费", "不受歧视", "授权", "许可", "使用者"];

/// Characters of the shortest terms.
const CHARS_MIN: usize = 80;

/// Links tried.
const TRIES_MAX: usize = 3;

fn judge(task: &Task) -> Step<Judged> {
    let platform = platform(task)?;
    let given = task.words("keywords");
    let words = if given.is_empty() { SPEAKS.to_vec() } else { as_strs(&given) };
    let links = labelled(platform, &TERMS, TRIES_MAX);
    let mut unread = None;
    for (link, target) in links.iter().zip(targets(&links, "terms")?) {
        match target {
            Target::Page(page) if page == platform => {}
            Target::Page(page) => {
                let text = compact(&page.text());
                if length(&text) >= CHARS_MIN && holds(&text, &words) {
                    return Ok(Judged::truth(true).seen([link.clone()]).seen([page]));
                }
                if page.is_shell() {
                    unread = unread.or(Some(page.absent("no terms")));
                }
            }
            Target::NotKnown(why) => {
                let note = format!("{}: {why}", link.url);
                unread = unread.or(Some(Stop::Unknown(UnknownReason::PageMissing, note)));
            }
            Target::Dead(_) => {}
        }
    }
    Err(unread.unwrap_or_else(|| platform.absent("no terms of use")))
}
