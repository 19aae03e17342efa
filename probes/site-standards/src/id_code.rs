//! # What it asks
//! Whether the page shows the site's identity code (网站标识码) to a visitor.
//!
//! # Why it counts
//! The code, given out by the national registry of government sites, tells a government site from
//! an imitation; the rules for government sites want it at the foot of every page.
//!
//! # How it is judged
//! The words 标识码, 识别码 or 标识号 stand in the visible text, followed by ten digits or by `bm` and eight.
//! Text that an inline script writes counts, meta tags and comments do not, and neither does a
//! number that only fills its place in a template.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号).

use probe_sdk::criteria::mentions::excerpt;
use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::marks::{by_number, by_script, is_placeholder, not_seen, numbers, written};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "id-code",
    title: "网站标识码",
    roles: &["home", "sample"],
    points: &[],
    judge,
};

const WORDS: [&str; 3] = ["标识码", "识别码", "标识号"];

/// Characters between the word and the code besides white space, such as `：` or `（bm`.
const GAP: &str = ":()[]【】|-为是bm";

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(seen(page).unwrap_or_else(|| not_seen(page)))
}

pub(crate) fn seen(page: Page) -> Option<Judged> {
    if let Some(hit) = by_number(page, &WORDS, holds_code) {
        return Some(Judged::truth(true).seen([excerpt(&hit, &WORDS)]));
    }
    written(page, '识', holds_code).map(|hit| by_script(&hit, &WORDS))
}

/// As [`seen`], but only with the code of this region's prefecture: that of another site, copied
/// with its template, is none.
pub(crate) fn seen_of(page: Page, region: &str) -> Option<Judged> {
    let prefecture = region.get(..4).unwrap_or(region);
    let is_own = |text: &str| codes(text).any(|code| code.starts_with(prefecture));
    if let Some(hit) = by_number(page, &WORDS, is_own) {
        return Some(Judged::truth(true).seen([excerpt(&hit, &WORDS)]));
    }
    written(page, '识', is_own).map(|hit| by_script(&hit, &WORDS))
}

fn holds_code(text: &str) -> bool {
    codes(text).next().is_some()
}

fn codes(text: &str) -> impl Iterator<Item = String> {
    numbers(text, &WORDS, GAP).into_iter().filter_map(|(gap, number)| {
        let n_digits = if gap.ends_with("bm") { 8 } else { 10 };
        (number.len() == n_digits && !is_placeholder(&number)).then_some(number)
    })
}
