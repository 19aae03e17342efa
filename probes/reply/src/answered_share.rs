//! # What it asks
//! Which share of the letters of the past months is answered.
//!
//! # Why it counts
//! Fast replies to a few letters are not responsiveness.
//!
//! # How it is judged
//! Of the letters on the first pages of the list written within `window_days` (90) and more than
//! `over_days` (15) days ago, the share that has a reply: by state or day in the list, else by the letter's
//! own page, of which `details` are opened. Letters of which neither says anything are left out.
//!
//! # When it is unknown
//! No letter was written in that time, or the list or a page on the way could not be had. No list: no.
//!
//! # Source
//! This catalogue's own; the time limit after 《政府网站发展指引》(国办发〔2017〕47号), 15 working days.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::letters::{self, Letter, State};
use probe_sdk::criteria::sample;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "answered-share",
    title: "答复率",
    roles: &["home", "qa_list"],
    points: &["B3.1-4"],
    judge,
};

/// Days looked back where the point names none.
const WINDOW_DAYS: usize = 90;

/// Days an office has for its reply.
const OVER_DAYS: usize = 15;

/// Rows shown as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let today = today(task)?;
    let days = |key, default| i64::try_from(sample::whole(task, key, default)).unwrap_or(i64::MAX);
    let (window, over) = (days("window_days", WINDOW_DAYS), days("over_days", OVER_DAYS));
    let mut letters = found.letters;
    letters.retain(|letter| {
        let age = letter.asked.map(|asked| today.days_since(asked));
        age.is_some_and(|age| age > over && age <= window)
    });
    let (unsaid, mut said): (Vec<Letter>, Vec<Letter>) =
        letters.into_iter().partition(|letter| letter.state == State::Unsaid);
    let n = sample::whole(task, "details", letters::DETAILS);
    for (mut letter, detail) in letters::details(&unsaid, n, today)? {
        letter.correct(&detail);
        said.push(letter);
    }
    let n_answered = said.iter().filter(|letter| letter.state == State::Answered).count();
    let open = said.iter().filter(|letter| letter.state == State::Open);
    let judged = Judged::share(n_answered, said.len()).seen([found.page]);
    let judged = judged.seen(open.take(EVIDENCE_MAX).map(|letter| &letter.hit));
    Ok(judged.note(format!("{n_answered}/{} 件已答复", said.len())))
}
