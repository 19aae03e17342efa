//! # What it asks
//! Whether the hotline 12345 can be reached online.
//!
//! # Why it counts
//! Most requests come there; who cannot or will not call writes.
//!
//! # How it is judged
//! A link of the start page or of its column of interaction names 12345 or the hotline, and its target is a page of its
//! own with a form to write in, a login, links to write, or an app or account to open. A telephone number
//! alone, or an article about the hotline, does not count.
//!
//! # When it is unknown
//! The target could not be had, or a page is a shell that only a browser fills.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::words::{compact, holds, length};
use probe_sdk::criteria::{channels, own};
use probe_sdk::{Criterion, Judged, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "hotline-entry",
    title: "12345热线网上入口",
    roles: &["home", "service_portal"],
    points: &["B1.1-6"],
    judge,
};

/// Names of the hotline.
const NAMES: [&str; 5] = ["12345", "政务服务热线", "便民热线", "市民热线", "政府热线"];

/// What leads on to writing.
const WRITES: [&str; 12] = [
    "我要写信",
    "我要诉求",
    "我要反映",
    "我要咨询",
    "我要投诉",
    "我要建议",
    "提交诉求",
    "诉求登记",
    "在线受理",
    "诉求提交",
    "登录",
    "登陆",
];

/// Characters of the longest link that leads to writing.
const LINK_CHARS_MAX: usize = 10;

/// Buttons looked at.
const BUTTONS_MAX: u32 = 200;

/// Clicks from the start page.
const CLICKS_MAX: u32 = 2;

fn judge(task: &Task) -> Step<Judged> {
    let way =
        Way { names: &NAMES, via: &seek::INTERACTION, role: "entry", n_clicks_max: CLICKS_MAX };
    let found = seek::column(&seek::starts(task)?, &way, &takes_requests)?;
    Ok(Judged::truth(true).seen(found.link).seen([found.page]))
}

fn takes_requests(page: Page) -> bool {
    let writes = |text: &str| {
        let text = compact(text);
        length(&text) <= LINK_CHARS_MAX && holds(&text, &WRITES)
    };
    page.count("textarea, input[type=password]") > 0
        || own::link(page, &WRITES, LINK_CHARS_MAX).is_some()
        || page.texts("button", BUTTONS_MAX).iter().any(|hit| writes(&hit.text))
        || opens_channel(page)
}

/// Whether the page has an app or account to open that is not in the footer of every page.
fn opens_channel(page: Page) -> bool {
    let homes = Page::starts("home").into_iter().filter(|home| *home != page);
    let known: Vec<String> =
        homes.flat_map(channels::entries).map(|entry| entry.hit.text).collect();
    channels::entries(page).any(|entry| {
        matches!(entry.kind, "app" | "wechat" | "mini-program") && !known.contains(&entry.hit.text)
    })
}
