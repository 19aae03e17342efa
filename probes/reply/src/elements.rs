//! # What it asks
//! Which share of what belongs to a reply is shown with it: day of the letter, day of the reply, who
//! answered, the answer.
//!
//! # Why it counts
//! Without them nobody can tell whether an answer is meant, by whom, and whether it still holds.
//!
//! # How it is judged
//! Over a sample (`sample`, 10) of the letters with a reply, on their own pages: the elements that stand
//! there as a label with a value (in the same text, the next cell, below a heading), over the four. A label
//! without a value does not count.
//!
//! # When it is unknown
//! The list or none of the letters could be had. No list, or no letter with a reply: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 留言公开.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::letters::{self, State};
use probe_sdk::criteria::sample;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "reply-elements",
    title: "答复要素公开率",
    roles: &["home", "qa_list"],
    points: &["B3.2-1"],
    judge,
};

/// Elements of a reply.
const ELEMENTS: [&str; 4] = ["留言时间", "答复时间", "答复单位", "答复内容"];

/// Labels shown as evidence.
const EVIDENCE_MAX: usize = 8;

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let n = sample::size(task, letters::DETAILS);
    let details = letters::details(&found.letters, n, today(task)?)?;
    if details.is_empty() {
        return Err(letters::unread(&found, n));
    }
    let answered = details.into_iter().filter(|(letter, detail)| {
        letter.state == State::Answered && !detail.says_open || detail.reply.is_some()
    });
    let mut hits = Vec::new();
    let mut n_shown = [0_usize; ELEMENTS.len()];
    let mut n_replies = 0;
    for (_, detail) in answered {
        n_replies += 1;
        let [asked, replied] = detail.day_labels;
        let shown = [
            asked.filter(|_| detail.asked.is_some()),
            replied.filter(|_| detail.answered.is_some()),
            detail.office,
            detail.reply,
        ];
        for (n, value) in n_shown.iter_mut().zip(shown) {
            *n += usize::from(value.is_some());
            hits.extend(value.map(|value| value.hit));
        }
    }
    if n_replies == 0 {
        return Err(letters::none(&found, "no letter with a reply"));
    }
    let judged = Judged::share(n_shown.iter().sum(), n_replies * ELEMENTS.len());
    let missing = ELEMENTS.iter().zip(n_shown).filter(|(_, n)| *n == 0).map(|(name, _)| *name);
    let missing: Vec<&str> = missing.collect();
    hits.truncate(EVIDENCE_MAX);
    let judged = if hits.is_empty() { judged.seen([found.page]) } else { judged.seen(hits) };
    Ok(if missing.is_empty() {
        judged
    } else {
        judged.note(format!("缺：{}", missing.join("、")))
    })
}
