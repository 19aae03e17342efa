//! # What it asks
//! On how many channels a service of the field can be opened: the site, a service account or
//! mini-programme, an app.
//!
//! # Why it counts
//! 多网、多微、多端: people use what they have in their hand.
//!
//! # How it is judged
//! One for the site if an entry with one of the `keywords` leads to a service, judged as an entry
//! is. One for service accounts and mini-programmes and one for apps if a feed of role `new_media` or
//! `app_store` names one of the `keywords` in its `services` or `menu`; an app that cannot be
//! installed counts nothing. Weibo and the like publish and serve nobody. Two accounts are one channel.
//!
//! # When it is unknown
//! No feed can be read; a feed says neither its services nor its menu; the site's entry is unknown.
//! All of them only where the channel could still be counted.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》.

use std::collections::BTreeMap;

use super::super::portals;
use super::entry::reached;
use super::feeds::{self, Feed};
use super::guide::keywords;
use super::ways::Ways;
use crate::judge::{Judged, Step, Stop};
use crate::page::Page;
use crate::task::Task;
use crate::{Criterion, Evidence, Finding, UnknownReason};

/// The criterion, for families to take.
pub const CRITERION: Criterion = Criterion {
    id: "multi-channel",
    title: "服务多端贯通",
    roles: &["new_media", "app_store"],
    points: &[],
    judge,
};

/// Roles of pages that are feeds about accounts and apps.
const FEED_ROLES: [&str; 2] = ["new_media", "app_store"];

/// Entries of the field tried on one level: of a field's many services some lead nowhere.
const TRIES_MAX: usize = 6;

/// Judges a point of the number of channels.
///
/// # Errors
///
/// [`Stop::Ask`] for pages of the site; [`Stop::Unknown`] if a channel could not be judged;
/// [`Stop::Fault`] without `keywords`.
pub fn judge(task: &Task) -> Step<Judged> {
    let matter = keywords(task)?;
    let mut pages: Vec<Page> = task.pages();
    pages.extend(FEED_ROLES.into_iter().flat_map(Page::starts));
    let mut feeds: Vec<Feed> = Vec::new();
    for feed in pages.into_iter().filter_map(feeds::read) {
        if feeds.iter().all(|had| had.page != feed.page) {
            feeds.push(feed);
        }
    }
    if feeds.is_empty() {
        let note = "no page of the role is a feed".to_owned();
        return Err(Stop::Unknown(UnknownReason::PageUnreadable, note));
    }
    let mut channels: BTreeMap<&str, Evidence> = BTreeMap::new();
    let mut unknown = None;
    match site(task) {
        Ok(Some(evidence)) => {
            channels.insert("site", evidence);
        }
        Ok(None) => {}
        Err(Stop::Ask(wanted)) => return Err(Stop::Ask(wanted)),
        Err(stop) => unknown = Some(stop),
    }
    let mut unsaid: Vec<(&str, Page)> = Vec::new();
    for feed in &feeds {
        let Some(channel) = feed.channel else { continue };
        match (feed.offers(&matter), &feed.services) {
            (Some(name), _) => {
                let quote = format!("{channel}: {name}");
                let evidence = Evidence { page: feed.page.index(), node: None, quote };
                channels.entry(channel).or_insert(evidence);
            }
            (None, None) => unsaid.push((channel, feed.page)),
            (None, Some(_)) => {}
        }
    }
    // Another account of the channel may have it.
    if let Some((_, page)) = unsaid.into_iter().find(|(channel, _)| !channels.contains_key(channel))
    {
        let note = format!("{}: neither services nor menu", page.info().url);
        unknown = unknown.or(Some(Stop::Unknown(UnknownReason::NotStated, note)));
    }
    if let Some(stop) = unknown {
        return Err(stop);
    }
    let first = feeds.first().map(|feed| feed.page);
    if channels.is_empty() {
        return Ok(Judged::truth(false).seen(first).note("各端都没有此项服务"));
    }
    let n_channels = u32::try_from(channels.len()).unwrap_or(u32::MAX);
    let names = channels.keys().copied().collect::<Vec<_>>().join(" ");
    Ok(Judged::number(f64::from(n_channels), "items").seen(channels.into_values()).note(names))
}

/// Where the site leads to the service; `None` where it does not.
fn site(task: &Task) -> Step<Option<Evidence>> {
    let matter = keywords(task)?;
    let starts: Vec<Page> =
        Page::starts(portals::ROLE).into_iter().chain(Page::starts("home")).collect();
    if starts.is_empty() {
        let note = "no page of the site".to_owned();
        return Err(Stop::Unknown(UnknownReason::PageMissing, note));
    }
    match reached(task, &Ways::from(task, starts).through_namesakes(TRIES_MAX), &matter) {
        Ok(judged) => {
            let is_there = *judged.finding() == Finding::Truth(true);
            Ok(judged.evidence().first().filter(|_| is_there).cloned())
        }
        Err(Stop::Absent(..)) => Ok(None),
        Err(stop) => Err(stop),
    }
}
