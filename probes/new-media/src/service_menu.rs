//! # What it asks
//! Whether the page of an account or app has a menu that opens services, and not only news.
//!
//! # Why it counts
//! An account that only publishes is a paper; the measure is what a person can get done in it.
//!
//! # How it is judged
//! The menu of the wechat account in the region's feeds (role `new_media`, docs/reference/feeds.md), or else
//! a link or button outside articles of its page, has one of the `keywords` (办事, 服务, 查询 …) as its label.
//!
//! # When it is unknown
//! There is no feed of a wechat account with a menu, and the page is a shell that only a browser
//! fills; platforms give their menus to the app alone.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 应用拓展度.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task, UnknownReason};

use crate::account_freshness::quoted;
use crate::feed::{Feed, NEW_MEDIA, accounts, feeds};

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
    let given = task.words("keywords");
    let words = if given.is_empty() { SERVICES.to_vec() } else { as_strs(&given) };
    if let Some(judged) = in_feeds(&words)? {
        return Ok(judged);
    }
    let start = task.start()?;
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

/// The judgement by feeds; `None` where the region's pages are none.
fn in_feeds(words: &[&str]) -> Step<Option<Judged>> {
    if feeds(NEW_MEDIA, "account")?.is_empty() {
        return Ok(None);
    }
    let accounts = accounts("wechat")?;
    let menus: Vec<(&Feed, Vec<String>)> =
        accounts.iter().filter_map(|feed| Some((feed, feed.menu()?))).collect();
    if menus.is_empty() {
        let note = "账号数据没有菜单".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    let serves = |text: &&String| length(&compact(text)) <= MENU_CHARS_MAX && holds(text, words);
    for (feed, menu) in &menus {
        if let Some(text) = menu.iter().find(serves) {
            let seen = Evidence { quote: text.clone(), ..Evidence::from(feed.page) };
            return Ok(Some(Judged::truth(true).seen([seen])));
        }
    }
    Ok(Some(Judged::truth(false).seen(menus.iter().map(|(feed, _)| quoted(feed)))))
}
