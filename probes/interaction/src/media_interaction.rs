//! # What it asks
//! Whether people can interact with the government's accounts, and are answered.
//!
//! # Why it counts
//! An account without it (未提供有效互动功能) fails the national check.
//!
//! # How it is judged
//! From the feeds of accounts: `reply` if comments or messages are open and a message was answered, or
//! comments below a post were, within `window_days` (30) before the day of the data; `open` if comments,
//! messages or a menu with services (办事, 查询 …) are
//! open; `none` if the feed says that none is. The best account counts. An answer
//! dated before its message or after the day of the data is none.
//!
//! # When it is unknown
//! There is no feed, it cannot be read, it is older than `window_days`, or it does not say.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 政务新媒体单项否决.

use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::feed::{self, Account};
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::sample;
use probe_sdk::criteria::words::holds;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "media-interaction",
    title: "政务新媒体互动功能有效",
    roles: &["new_media"],
    points: &["B1.1-3"],
    judge,
};

/// Days within which an answer shows that somebody is there.
const WINDOW_DAYS: usize = 30;

/// What an item of a menu opens that more than shows something.
const MENU: [&str; 9] = ["办事", "服务", "查询", "预约", "办理", "咨询", "互动", "留言", "投诉"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    None,
    Open,
    Reply,
}

fn judge(task: &Task) -> Step<Judged> {
    task.start()?;
    let today = today(task)?;
    let window = i64::try_from(sample::whole(task, "window_days", WINDOW_DAYS)).unwrap_or(i64::MAX);
    let accounts = feed::accounts(&task.pages())?;
    let fresh = accounts.into_iter().filter(|(_, account)| {
        account.fetched_on.is_none_or(|day| (0..=window).contains(&today.days_since(day)))
    });
    let graded = fresh.filter_map(|(page, account)| {
        let day = account.fetched_on.unwrap_or(today);
        Some((grade(&account, day, window)?, page, account))
    });
    let Some((grade, page, account)) = graded.max_by_key(|(grade, ..)| *grade) else {
        let note = "no fresh feed says whether visitors can interact".to_owned();
        return Err(Stop::Unknown(UnknownReason::NotStated, note));
    };
    let name = match grade {
        Grade::None => "none",
        Grade::Open => "open",
        Grade::Reply => "reply",
    };
    Ok(Judged::grade(name).seen([page]).note(account.name.unwrap_or_default()))
}

fn grade(account: &Account, day: Day, window: i64) -> Option<Grade> {
    let menu = account.menu.as_ref().map(|menu| menu.iter().any(|item| holds(&item.text, &MENU)));
    let ways = [account.comments_open, account.messages_open, menu];
    if ways.iter().all(Option::is_none) {
        return None;
    }
    let is_open = ways.contains(&Some(true));
    Some(match (is_open, is_answering(account, day, window)) {
        (true, true) => Grade::Reply,
        (true, false) => Grade::Open,
        (false, _) => Grade::None,
    })
}

fn is_answering(account: &Account, day: Day, window: i64) -> bool {
    let is_recent = |on: Day| (0..=window).contains(&day.days_since(on));
    let mut messages = account.messages.iter().flatten();
    let mut posts = account.posts.iter().flatten();
    messages.any(|message| {
        let answered = message.answered_on.filter(|on| *on >= message.asked_on);
        answered.is_some_and(is_recent)
    }) || posts.any(|post| is_recent(post.on) && post.comments_answered.is_some_and(|n| n > 0))
}
