//! # What it asks
//! Whether the page of a reply shows how satisfied its writer was, or lets people rate it.
//!
//! # Why it counts
//! It is the only sign of whether an answer helped that does not come from the office itself.
//!
//! # How it is judged
//! On the own pages of a sample of letters, outside of the letter's and the reply's text: a label (满意度,
//! 评价, 星级 …) with a value, or buttons to choose from (不满意, 满意 …).
//!
//! # When it is unknown
//! The list or none of the letters could be had. No list, or nothing of the sort on any page: no.
//!
//! # Source
//! This catalogue's own.

use probe_sdk::criteria::freshness::today;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::values::value;
use probe_sdk::criteria::words::{compact, length};
use probe_sdk::criteria::{letters, mentions, sample};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "satisfaction",
    title: "满意度评价展示",
    roles: &["home", "qa_list"],
    points: &["B3.2-5"],
    judge,
};

/// Labels of a rating.
const LABELS: [&str; 9] = [
    "满意度评价",
    "满意度",
    "满意程度",
    "评价结果",
    "评价等级",
    "服务评价",
    "群众评价",
    "用户评价",
    "星级",
];

/// Choices of a rating; two of them make one.
const CHOICES: [&str; 5] = ["非常满意", "基本满意", "不满意", "很满意", "满意"];

/// Characters of the longest choice with its number.
const CHOICE_CHARS_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let found = letters::find(task)?;
    let n = sample::size(task, letters::DETAILS);
    let details = letters::details(&found.letters, n, today(task)?)?;
    if details.is_empty() {
        return Err(letters::unread(&found, n));
    }
    let rating = details.iter().find_map(|(_, detail)| rating(detail.page));
    let rating = rating.ok_or_else(|| letters::none(&found, "no rating of a reply"))?;
    Ok(Judged::truth(true).seen([rating]))
}

fn rating(page: Page) -> Option<Hit> {
    if let Some(value) = value(page, &LABELS, &[]) {
        return Some(value.hit);
    }
    let choices = mentions::in_text(page, &CHOICES).into_iter().filter(|hit| {
        length(&compact(&hit.text)) <= CHOICE_CHARS_MAX && Surroundings::of(hit).is_site()
    });
    let choices: Vec<Hit> = choices.collect();
    (choices.len() >= 2).then(|| choices.into_iter().next()).flatten()
}
