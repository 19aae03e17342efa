//! # What it asks
//! How many days old the newest entry of the site's feed is.
//!
//! # Why it counts
//! A feed brings what is new without anybody having to look; one that stands still brings nothing.
//!
//! # How it is judged
//! The feeds the home page names, for programs (`link` of type RSS or Atom) or for visitors (RSS, 订阅), and those
//! on the page behind such a link, are read as XML. The newest entry not after the day of collection counts;
//! where it has an address, that must lead to a page of its own.
//!
//! # When it is unknown
//! A feed or its newest entry could not be had, or the home page is a shell. No feed, one that is no RSS or
//! Atom, or one without a dated entry: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::entries::whole;
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::query::absolute;
use probe_sdk::criteria::target;
use probe_sdk::{Criterion, Judged, Link, Step, Task};

use crate::feed_source::{self, Entry, Feed};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "feed-freshness",
    title: "订阅源有效且新鲜",
    roles: &["home"],
    points: &["C3.2-1"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let today = today(task)?;
    let start = task.start()?;
    let found = feed_source::find(&task.pages())?;
    let dated = found.feeds.iter().flat_map(|feed| {
        let past = feed.entries.iter().filter_map(move |entry| Some((entry.day?, feed, entry)));
        past.filter(|(day, ..)| *day <= today)
    });
    let Some((day, feed, entry)) = dated.max_by_key(|(day, ..)| *day) else {
        return Err(found.unknown.unwrap_or_else(|| start.absent("no feed with a dated entry")));
    };
    let judged = Judged::number(whole(today.days_since(day)), "days");
    let judged = judged.seen([&feed.link]).seen([feed.page]).note(entry.title.clone());
    Ok(match link(feed, entry) {
        Some(link) => judged.seen([target::page_behind(&link, "article")?]),
        None => judged,
    })
}

fn link(feed: &Feed, entry: &Entry) -> Option<Link> {
    let url = absolute(feed.page, &entry.link).filter(|_| !entry.link.is_empty())?;
    Some(Link { page: feed.page, node: 0, text: entry.title.clone(), url })
}
