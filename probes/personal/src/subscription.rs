//! # What it asks
//! Whether one can subscribe to the site.
//!
//! # Why it counts
//! Who subscribes is told; everybody else must come back and look.
//!
//! # How it is judged
//! A link of the start page called RSS or 订阅, or a `link` element, leads to a feed that can be read, or to a page
//! with a field for an address to send to, a login, or choices of what to subscribe to. A heading alone does
//! not count.
//!
//! # When it is unknown
//! The target could not be had, or it or the start page is a shell. No such link, or one that leads to
//! nothing of the sort: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::target;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::feed_source;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "subscription",
    title: "订阅服务",
    roles: &["home", "service_portal"],
    points: &["C3.1-5"],
    judge,
};

/// What the field for an address says.
const ADDRESS: [&str; 6] = ["邮箱", "email", "e-mail", "手机号", "mail", "电子邮件"];

/// Fields looked at.
const FIELDS_MAX: u32 = 50;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let found = feed_source::find(&task.pages())?;
    if let Some(feed) = found.feeds.into_iter().find(|feed| !feed.entries.is_empty()) {
        return Ok(Judged::truth(true).seen([feed.link]).seen([feed.page]));
    }
    let takes = found.others.iter().find(|(_, page)| takes_subscribers(*page));
    if let Some((link, page)) = takes {
        return Ok(Judged::truth(true).seen([link]).seen([*page]));
    }
    let shell = found.others.iter().map(|(_, page)| *page).find(|page| page.is_shell());
    let absent = || shell.unwrap_or(start).absent("no subscription");
    Err(found.unknown.unwrap_or_else(absent))
}

fn takes_subscribers(page: Page) -> bool {
    let fields = ["placeholder", "name", "id"]
        .iter()
        .flat_map(|attr| page.attrs("input", attr, FIELDS_MAX))
        .any(|hit| holds(&compact(&hit.text), &ADDRESS));
    let choices = page.count("input[type=checkbox], input[type=password], input[type=email]") > 0;
    target::fault(page).is_none()
        && page.find("body", &["订阅", "RSS"]).is_some()
        && (fields || choices)
}
