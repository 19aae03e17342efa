//! # What it asks
//! Whether people can rate services, or see how others did.
//!
//! # Why it counts
//! 好差评 is the one measure of a service that the served take themselves.
//!
//! # How it is judged
//! A link of the portal named 好差评 or the like (`keywords`) leads to a form, a login, or figures of
//! satisfaction. A headline about ratings is no entry.
//!
//! # When it is unknown
//! The target could not be had or is a shell that only a browser fills.
//!
//! # Source
//! 中央党校（国家行政学院）政务服务能力评估 2022.

use probe_sdk::criteria::behind::serves;
use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Judged, Page, Step, Task};

use crate::portal;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "rating",
    title: "好差评入口",
    roles: &["service_portal", "home"],
    points: &["B1.2-6"],
    judge,
};

/// Names of the entry, where the point gives none.
const WORDS: [&str; 4] = ["好差评", "满意度评价", "服务评价", "我要评价"];

/// Words beside figures of satisfaction.
const RATED: [&str; 6] = ["满意", "好评", "差评", "评价", "评分", "星级"];

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    portal::entry(task, &words, |page| {
        serves(page).or_else(|| choices(page)).or_else(|| figures(page))
    })
}

/// Answers to choose from.
fn choices(page: Page) -> Option<Evidence> {
    let node = page.select("input[type=radio]", 1).into_iter().next()?;
    page.find("form, body", &RATED).map(|_| Evidence { node: Some(node), ..Evidence::from(page) })
}

/// A figure beside a word of rating: `满意率 98.6%`.
fn figures(page: Page) -> Option<Evidence> {
    let mut hits = in_text(page, &RATED).into_iter();
    let figure = hits.find(|hit| {
        let row = page.parent_of(hit.node).map(|row| page.text_of(row)).unwrap_or_default();
        let text = if row.chars().count() <= 60 { row } else { hit.text.clone() };
        text.chars().count() <= 60
            && text.contains(|c: char| c.is_ascii_digit())
            && ["%", "分", "条", "次", "件", "率"].iter().any(|unit| text.contains(unit))
    });
    figure.map(Evidence::from)
}
