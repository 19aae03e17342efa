//! # What it asks
//! Whether the government tells people by itself: by notices of its app or account, or by message.
//!
//! # Why it counts
//! A deadline that is pushed is kept; one that is published is missed.
//!
//! # How it is judged
//! The feed of an account or app says that it pushes (`push`), or the home page names a way (消息推送, 短信提醒,
//! 短信订阅, 模板消息) outside of articles.
//!
//! # When it is unknown
//! There is no feed or it cannot be read, and the site says nothing; or no feed says whether it pushes.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::feed;
use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::length;
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "push-channels",
    title: "消息推送渠道",
    roles: &["new_media", "home"],
    points: &["C3.2-4"],
    judge,
};

/// Ways named on a page.
const NAMES: [&str; 7] =
    ["消息推送", "短信提醒", "短信订阅", "模板消息", "消息提醒", "消息订阅", "服务通知"];

/// Characters of the longest label that names a way.
const LABEL_CHARS_MAX: usize = 16;

fn judge(task: &Task) -> Step<Judged> {
    task.start()?;
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    if let Some(hit) = Page::starts("home").into_iter().find_map(|page| named(page, &names)) {
        return Ok(Judged::truth(true).seen([hit]));
    }
    let feeds: Vec<Page> =
        task.pages().into_iter().filter(|page| page.info().role != "home").collect();
    let accounts = feed::accounts(&feeds)?;
    if let Some((page, account)) = accounts.iter().find(|(_, account)| account.push == Some(true)) {
        let name = account.name.clone().unwrap_or_default();
        return Ok(Judged::truth(true).seen([*page]).note(name));
    }
    let quiet: Vec<Page> = accounts
        .iter()
        .filter(|(_, account)| account.push == Some(false))
        .map(|(page, _)| *page)
        .collect();
    if quiet.is_empty() {
        let note = "no feed says whether it pushes".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    Ok(Judged::truth(false).seen(quiet))
}

fn named(page: Page, names: &[&str]) -> Option<Hit> {
    mentions(page, names)
        .into_iter()
        .find(|hit| length(&hit.text) <= LABEL_CHARS_MAX && Surroundings::of(hit).is_site())
}
