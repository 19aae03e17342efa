//! What operators write about channels beside the site: accounts, apps, visits (docs/reference/feeds.md).
//!
//! Unknown keys are left alone. A key that is left out is not known and `None` here; an empty list is none.

use serde::{Deserialize, Deserializer, de};

use super::dates::Day;
use crate::UnknownReason;
use crate::judge::{Step, Stop};
use crate::page::Page;

/// The version of feeds that is read.
const VERSION: u32 = 1;

/// Bytes of a day, `YYYY-MM-DD`.
const DAY_BYTES: usize = 10;

/// One feed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Feed {
    /// An account on a platform.
    Account(Account),
    /// An app in a store.
    App(App),
    /// A log of visits to an address.
    Visits(Visits),
}

/// The platform an account is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// 微博.
    Weibo,
    /// 微信公众号.
    Wechat,
    /// 小程序.
    MiniProgramme,
    /// 客户端.
    App,
    /// 抖音.
    Douyin,
    /// 快手.
    Kuaishou,
    /// 视频号.
    Channels,
    /// 今日头条.
    Toutiao,
}

/// An account and what it did.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Account {
    /// Where it is.
    pub channel: Channel,
    /// As the platform shows it.
    pub name: Option<String>,
    /// Who runs it, as the platform shows it.
    pub operator: Option<String>,
    /// Day of the data.
    pub fetched_on: Option<Day>,
    /// Service menu.
    pub menu: Option<Vec<MenuItem>>,
    /// Names of services that can be opened in it.
    pub services: Option<Vec<String>>,
    /// Whether visitors can comment.
    pub comments_open: Option<bool>,
    /// Whether visitors can write.
    pub messages_open: Option<bool>,
    /// Messages of visitors.
    pub messages: Option<Vec<Message>>,
    /// Whether it sends notices or template messages.
    pub push: Option<bool>,
    /// What it published.
    pub posts: Option<Vec<Post>>,
}

/// An item of a service menu.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MenuItem {
    /// Its name.
    pub text: String,
    /// What it opens.
    pub url: Option<String>,
}

/// A message of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Message {
    /// Day it was written.
    pub asked_on: Day,
    /// Day it was answered; `None` if it was not.
    pub answered_on: Option<Day>,
}

/// A post and its numbers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Post {
    /// Its day.
    pub on: Day,
    /// Its heading.
    pub title: Option<String>,
    /// Whether it heads its push.
    pub is_head: Option<bool>,
    /// 阅读.
    pub reads: Option<u64>,
    /// 在看.
    pub wows: Option<u64>,
    /// 点赞.
    pub likes: Option<u64>,
    /// 转发.
    pub forwards: Option<u64>,
    /// 评论.
    pub comments: Option<u64>,
    /// Comments the account answered.
    pub comments_answered: Option<u64>,
}

/// An app as its store shows it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct App {
    /// Its name.
    pub name: Option<String>,
    /// Who made it.
    pub developer: Option<String>,
    /// The store.
    pub store: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Day of the version.
    pub released_on: Option<Day>,
    /// Whether it can be installed.
    pub is_installable: Option<bool>,
    /// Names of services that can be opened in it.
    pub services: Option<Vec<String>>,
}

/// A log of visits.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Visits {
    /// The address visited.
    pub url: Option<String>,
    /// The visits.
    pub visits: Vec<Visit>,
}

/// One visit.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Visit {
    /// When.
    pub at: Moment,
    /// Whether it opened within 15 s.
    pub is_open: bool,
    /// Milliseconds until it was open.
    pub elapsed_ms: Option<u32>,
}

/// A day and the minutes since its midnight, `0..1440`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Minutes since midnight.
    pub minutes: u16,
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.minutes / 60, self.minutes % 60)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        exact(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not YYYY-MM-DD")))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || de::Error::custom(format!("`{text}` is not YYYY-MM-DDThh:mm"));
        let (day, time) = text.split_once('T').ok_or_else(wrong)?;
        let minutes = minutes(time).ok_or_else(wrong)?;
        Ok(Self { day: exact(day).ok_or_else(wrong)?, minutes })
    }
}

fn exact(text: &str) -> Option<Day> {
    let is_form = text.len() == DAY_BYTES
        && (0..).zip(text.bytes()).all(|(nth, byte)| match nth {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    is_form.then(|| Day::parse(text)).flatten()
}

fn minutes(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':')?;
    let part = |text: &str, below: u16| {
        let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|number| fits && *number < below)
    };
    Some(part(hours, 24)? * 60 + part(minutes, 60)?)
}

/// The version, read before anything else.
#[derive(Deserialize)]
struct Head {
    bluebook_feed: u32,
}

/// Reads a feed out of its text.
///
/// # Errors
///
/// What is wrong with it, with line and column.
pub fn parse(text: &str) -> Result<Feed, String> {
    let text = text.trim_start_matches('\u{feff}');
    let head: Head = serde_json::from_str(text).map_err(|error| error.to_string())?;
    if head.bluebook_feed != VERSION {
        return Err(format!("bluebook_feed is {}, not {VERSION}", head.bluebook_feed));
    }
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// The feed a page is.
///
/// # Errors
///
/// [`Stop::Unknown`] with `page-unreadable` if it is none.
pub fn feed(page: Page) -> Step<Feed> {
    parse(&page.html()).map_err(|error| {
        Stop::Unknown(UnknownReason::PageUnreadable, format!("{}: {error}", page.info().url))
    })
}

/// The accounts among the pages, in their order.
///
/// # Errors
///
/// [`Stop::Unknown`] with `page-unreadable` if one of the pages is no feed, with `not-applicable` if
/// none of the feeds is of an account.
pub fn accounts(pages: &[Page]) -> Step<Vec<(Page, Account)>> {
    let mut accounts = Vec::new();
    for page in pages {
        match feed(*page)? {
            Feed::Account(account) => accounts.push((*page, account)),
            Feed::App(_) | Feed::Visits(_) => {}
        }
    }
    if accounts.is_empty() {
        let note = "no feed of an account".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotApplicable, note));
    }
    Ok(accounts)
}

#[cfg(test)]
mod tests;
