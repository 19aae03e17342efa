//! # What it asks
//! How many days it takes until a letter is answered, in the middle of the newest replies.
//!
//! # Why it counts
//! It is what people feel of responsiveness; a mean would be that of the one letter that was forgotten.
//!
//! # How it is judged
//! The median of the days from letter to reply over the newest replies (`sample`, 50) on the first pages
//! of the list of letters. Days come from the columns or labels of the list (来信时间, 答复时间 …) and, for a
//! sample of `details` letters, from their own pages, which count before the list. A reply before its
//! letter or after the day of collection cannot be and is left out, with less confidence in the rest.
//!
//! # When it is unknown
//! The list or a page on the way could not be had or is a shell. No list, or none that shows both days: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 诉求回复响应.

use probe_sdk::criteria::entries::whole;
use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::latency::median;
use probe_sdk::criteria::letters::{self, Letter};
use probe_sdk::criteria::sample;
use probe_sdk::{Criterion, Judged, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "reply-days",
    title: "平均答复时长",
    roles: &["home", "qa_list"],
    points: &["B3.1-2"],
    judge,
};

/// Replies the median is taken of where the point names no number.
const REPLIES: usize = 50;

/// Confidence where dates that cannot be were left out: below the usual line, so that a person looks.
const ODD_CONFIDENCE: f32 = 0.5;

/// Replies below which a median is a matter of chance.
const REPLIES_MIN: usize = 3;

/// Confidence in the median of fewer.
const FEW_CONFIDENCE: f32 = 0.6;

/// Rows shown as evidence.
const EVIDENCE_MAX: usize = 5;

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let n = sample::whole(task, "details", letters::DETAILS);
    let letters = letters::corrected(&found, n, today(task)?)?;
    let n_odd = letters.iter().filter(|letter| letter.is_odd).count();
    let mut replies: Vec<&Letter> =
        letters.iter().filter(|letter| letter.n_days().is_some()).collect();
    replies.sort_by_key(|letter| std::cmp::Reverse(letter.answered));
    replies.truncate(sample::size(task, REPLIES));
    let days: Vec<i64> = replies.iter().filter_map(|letter| letter.n_days()).collect();
    let none = || letters::none(&found, "no letter with both days");
    let days = median(&days).ok_or_else(none)?;
    let judged = Judged::number(whole(days), "days");
    let judged = judged.seen(replies.iter().take(EVIDENCE_MAX).map(|letter| &letter.hit));
    Ok(match (n_odd, replies.len()) {
        (0, n) if n < REPLIES_MIN => judged.sure(FEW_CONFIDENCE).note(format!("只有 {n} 件答复")),
        (0, n) => judged.note(format!("{n} 件答复的中位数")),
        (odd, _) => judged.sure(ODD_CONFIDENCE).note(format!("{odd} 件日期不合理，未计")),
    })
}
