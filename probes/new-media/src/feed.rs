//! Feeds as operators hand them in (docs/reference/feeds.md): accounts and apps, read from the
//! source text of start pages.

use probe_sdk::criteria::dates::Day;
use probe_sdk::{Page, Step, Stop, Task, UnknownReason};
use serde_json::Value;

/// Role of the feeds of accounts.
pub(crate) const NEW_MEDIA: &str = "new_media";

/// Role of the feeds of apps.
pub(crate) const APP_STORE: &str = "app_store";

/// The version of feeds that is read.
const VERSION: i64 = 1;

/// Days between the data's own day and the collection; what is older says nothing of today.
const DAYS_OLD_MAX: i64 = 31;

/// A feed with the page it is on.
#[derive(Debug, Clone)]
pub(crate) struct Feed {
    pub(crate) page: Page,
    value: Value,
}

/// A post of an account; a count that is left out is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Post {
    pub(crate) on: Option<Day>,
    pub(crate) is_head: bool,
    pub(crate) reads: Option<f64>,
    pub(crate) wows: Option<f64>,
    pub(crate) likes: Option<f64>,
    pub(crate) forwards: Option<f64>,
    pub(crate) comments: Option<f64>,
}

/// The feeds of a kind among the region's start pages of a role. Pages that are not JSON are somebody
/// else's.
///
/// # Errors
///
/// [`Stop::Unknown`] with `page-unreadable` if there is none and one that should be is damaged.
pub(crate) fn feeds(role: &str, kind: &str) -> Step<Vec<Feed>> {
    let mut feeds = Vec::new();
    let mut damaged = None;
    for page in Page::starts(role) {
        let source = page.html();
        if !source.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
            continue;
        }
        match serde_json::from_str::<Value>(source.trim_start_matches('\u{feff}')) {
            Ok(value) if is_feed(&value, kind) => feeds.push(Feed { page, value }),
            Ok(value) if value.get("bluebook_feed").is_some() => {}
            Ok(_) | Err(_) => damaged = damaged.or(Some(page)),
        }
    }
    match damaged {
        Some(page) if feeds.is_empty() => {
            let note = format!("{} is no feed", page.info().url);
            Err(Stop::Unknown(UnknownReason::PageUnreadable, note))
        }
        Some(_) | None => Ok(feeds),
    }
}

/// The feeds of accounts on a channel; all of them where none is named.
///
/// # Errors
///
/// As [`feeds`]; `not-stated` if there is none of the channel.
pub(crate) fn accounts(channel: &str) -> Step<Vec<Feed>> {
    let mut accounts = feeds(NEW_MEDIA, "account")?;
    accounts.retain(|feed| feed.text("channel").as_deref() == Some(channel));
    if accounts.is_empty() {
        let note = format!("没有 {channel} 账号的数据");
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    }
    Ok(accounts)
}

fn is_feed(value: &Value, kind: &str) -> bool {
    value.get("bluebook_feed").and_then(Value::as_i64) == Some(VERSION)
        && value.get("kind").and_then(Value::as_str) == Some(kind)
}

impl Feed {
    /// A text that is not blank.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let text = self.value.get(key)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A yes or no.
    pub(crate) fn truth(&self, key: &str) -> Option<bool> {
        self.value.get(key)?.as_bool()
    }

    /// A day.
    pub(crate) fn day(&self, key: &str) -> Option<Day> {
        Day::parse(&self.text(key)?)
    }

    /// The labels of the menu; `None` where the feed does not say.
    pub(crate) fn menu(&self) -> Option<Vec<String>> {
        let entries = self.value.get("menu")?.as_array()?;
        let text = |entry: &Value| Some(entry.get("text")?.as_str()?.to_owned());
        Some(entries.iter().filter_map(text).collect())
    }

    /// The posts; `None` where the feed does not say.
    pub(crate) fn posts(&self) -> Option<Vec<Post>> {
        let posts = self.value.get("posts")?.as_array()?;
        Some(posts.iter().map(post).collect())
    }

    /// The day the data is of: its own, or that of collection. `None` for data so old that it says
    /// nothing of today, and for data from after collection.
    pub(crate) fn is_of(&self, task: &Task) -> Option<Day> {
        let collected = Day::parse(&task.collected_on())?;
        let Some(own) = self.day("fetched_on") else { return Some(collected) };
        let age = collected.days_since(own);
        // Feeds may be written while the round goes on.
        let is_later = (-DAYS_OLD_MAX..0).contains(&age);
        if is_later { Some(collected) } else { (0..=DAYS_OLD_MAX).contains(&age).then_some(own) }
    }
}

fn post(value: &Value) -> Post {
    let count = |key: &str| value.get(key).and_then(Value::as_f64).filter(|n| *n >= 0.0);
    Post {
        on: value.get("on").and_then(Value::as_str).and_then(Day::parse),
        is_head: value.get("is_head").and_then(Value::as_bool).unwrap_or(false),
        reads: count("reads"),
        wows: count("wows"),
        likes: count("likes"),
        forwards: count("forwards"),
        comments: count("comments"),
    }
}
