//! # What it asks
//! How many letters of the past year are still unanswered after three months.
//!
//! # Why it counts
//! One is enough to fail the national check.
//!
//! # How it is judged
//! Letters on the first pages of the list written within `window_days` (365) and more than `over_days`
//! (90) days ago that have no reply: their state says so (处理中, 未回复 …), or neither the list nor their
//! own page, which is opened, shows one.
//!
//! # When it is unknown
//! There is no public list, the pages that are read do not reach back that far and more are to come, or it or a page on the way could not be had.
//! Silence is no answer here: a site without letters has none left over.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决: 互动回应差.

use probe_sdk::criteria::entries::whole;
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::letters::{self, Letter, Letters, State};
use probe_sdk::criteria::sample;
use probe_sdk::{Criterion, Judged, Step, Stop, Task, UnknownReason};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "unanswered",
    title: "超三个月未答复数",
    roles: &["home", "qa_list"],
    points: &["B3.1-3"],
    judge,
};

/// The year of the national check.
const WINDOW_DAYS: usize = 365;

/// Its three months.
const OVER_DAYS: usize = 90;

/// Rows shown as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let found = match letters::find(task) {
        Err(Stop::Absent(_, note)) => return Err(silent(note)),
        found => found?,
    };
    let today = today(task)?;
    let window = age(sample::whole(task, "window_days", WINDOW_DAYS));
    let over = age(sample::whole(task, "over_days", OVER_DAYS));
    let is_old = |letter: &&Letter| {
        let age = letter.asked.map(|asked| today.days_since(asked));
        age.is_some_and(|age| age > over && age <= window)
    };
    let old: Vec<Letter> = found.letters.iter().filter(is_old).cloned().collect();
    if old.is_empty() && !found.is_whole {
        return Err(silent(format!("no letter of that age on {}", found.page.info().url)));
    }
    let open = still_open(task, &found, old)?;
    let n_open = i64::try_from(open.len()).unwrap_or(i64::MAX);
    let judged = Judged::number(whole(n_open), "items").seen([found.page]);
    Ok(judged.seen(open.iter().take(EVIDENCE_MAX).map(|letter| &letter.hit)))
}

/// The letters without a reply; of those that do not say, the own pages are looked at.
fn still_open(task: &Task, found: &Letters, old: Vec<Letter>) -> Step<Vec<Letter>> {
    let (unsaid, said): (Vec<_>, Vec<_>) =
        old.into_iter().partition(|letter| letter.state == State::Unsaid);
    let mut open = said;
    let n = sample::whole(task, "details", letters::DETAILS);
    for (mut letter, detail) in letters::details(&unsaid, n, today(task)?)? {
        letter.correct(&detail);
        open.push(letter);
    }
    open.retain(|letter| letter.state == State::Open);
    if open.is_empty() && unsaid.len() > n {
        let note = format!("{} does not say which letters are answered", found.page.info().url);
        return Err(silent(note));
    }
    Ok(open)
}

fn age(n_days: usize) -> i64 {
    i64::try_from(n_days).unwrap_or(i64::MAX)
}

fn silent(note: String) -> Stop {
    Stop::Unknown(UnknownReason::NotStated, note)
}
