//! # What it asks
//! Whether the rules for messages are published: what they may be about, and within what time they are
//! handled.
//!
//! # Why it counts
//! Who knows the time limit can hold the office to it.
//!
//! # How it is judged
//! The page of the channel, the list of letters or a page called 写信须知, 受理范围 … says what is taken (受理范围,
//! 不予受理 …) and within how many days (a number of days beside 答复, 办理, 办结 …). Both must be said on the same page.
//!
//! # When it is unknown
//! A page on the way could not be had or is a shell.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::letters;
use probe_sdk::criteria::mentions::{excerpt, in_text};
use probe_sdk::criteria::seek::{self, Way};
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::compact;
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Stop, Task};

use crate::letter_form::{self, Channel};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "message-rules",
    title: "受理须知公开",
    roles: &["home", "interaction"],
    points: &["B1.1-8"],
    judge,
};

/// Names of the page.
const NAMES: [&str; 9] = [
    "写信须知",
    "来信须知",
    "留言须知",
    "写信指南",
    "受理范围",
    "受理须知",
    "办理须知",
    "信箱须知",
    "须知",
];

/// What is taken.
const SCOPE: [&str; 8] = [
    "受理范围",
    "不予受理",
    "不属于受理",
    "受理内容",
    "受理以下",
    "不受理",
    "主要受理",
    "范围包括",
];

/// Units of a time limit.
const LIMITS: [&str; 5] = ["个工作日", "工作日", "日内", "天内", "个自然日"];

/// What is done within it.
const DONE: [&str; 7] = ["答复", "回复", "办理", "办结", "受理", "反馈", "处理"];

/// Clicks from the home page.
const CLICKS_MAX: u32 = 3;

/// Columns it is in.
const VIA: [&str; 8] =
    ["互动交流", "政民互动", "公众参与", "我要写信", "市长信箱", "领导信箱", "互动", "信箱"];

fn judge(task: &Task) -> Step<Judged> {
    if let Some(judged) = on_known(task)? {
        return Ok(judged);
    }
    let way = Way { names: &NAMES, via: &VIA, role: "rules", n_clicks_max: CLICKS_MAX };
    let found = seek::column(&seek::starts(task)?, &way, &|page| rules(page).is_some())?;
    Ok(Judged::truth(true).seen(found.link).seen(rules(found.page).into_iter().flatten()))
}

/// The rules on the pages of the channel and of the letters.
fn on_known(task: &Task) -> Step<Option<Judged>> {
    let channel = match letter_form::find(task) {
        Ok(Channel::Form(found) | Channel::Login(found)) => Some(found.page),
        Err(Stop::Absent(..) | Stop::Unknown(..)) => None,
        Err(stop) => return Err(stop),
    };
    let list = match letters::find(task) {
        Ok(found) => Some(found.page),
        Err(Stop::Absent(..) | Stop::Unknown(..)) => None,
        Err(stop) => return Err(stop),
    };
    let said = channel.into_iter().chain(list).find_map(rules);
    Ok(said.map(|hits| Judged::truth(true).seen(hits)))
}

/// Where a page says what is taken and within what time.
fn rules(page: Page) -> Option<[Hit; 2]> {
    let seen = |hit: &Hit| !Surroundings::of(hit).is_hidden();
    let scope = in_text(page, &SCOPE).into_iter().find(|hit| seen(hit) && !leads_on(hit))?;
    let limit = in_text(page, &LIMITS).into_iter().find(|hit| seen(hit) && is_limit(&hit.text))?;
    Some([excerpt(&scope, &SCOPE), excerpt(&limit, &LIMITS)])
}

/// Whether the words are only the link to the page that says it.
fn leads_on(hit: &Hit) -> bool {
    Surroundings::of(hit).leads_away()
}

/// Whether a text names a number of days for an answer.
fn is_limit(text: &str) -> bool {
    let text = compact(text);
    DONE.iter().any(|word| text.contains(word))
        && LIMITS.iter().any(|unit| {
            let mut before = text.match_indices(unit).filter_map(|(at, _)| text.get(..at));
            before.any(|before| {
                before
                    .trim_end_matches('个')
                    .ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
            })
        })
}
