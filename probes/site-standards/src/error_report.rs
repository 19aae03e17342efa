//! # What it asks
//! Whether the page has the entry 我为政府网站找错 or another way to report faults of the site.
//!
//! # Why it counts
//! Every government site must let visitors report faults on every page; messages go to the common
//! platform and must be answered.
//!
//! # How it is judged
//! A link, button or picture is called 找错 or 纠错, or the platform's script, address or place
//! (`jiucuo`) is on the page, also where an inline script writes it. Comments do not count.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 国务院办公厅“我为政府网站找错”平台; 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号).

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{length, short};
use probe_sdk::{Criterion, Hit, Judged, Page, Step, Task};

use crate::marks::{not_seen, writes};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "error-report",
    title: "我为政府网站找错",
    roles: &["home", "sample"],
    points: &["B3.1-7"],
    judge,
};

/// What only the platform's entry has.
const CSS: [(&str, &str); 6] = [
    ("script[src*=\"jiucuo\" i]", "src"),
    ("[id*=\"jiucuo\" i]", "id"),
    ("[class*=\"jiucuo\" i]", "class"),
    ("a[href*=\"jiucuo\" i]", "href"),
    ("img[src*=\"jiucuo\" i]", "src"),
    ("a[href*=\"zfwzgl.www.gov.cn/exposure\" i]", "href"),
];

const WORDS: [&str; 2] = ["找错", "纠错"];

/// Characters of the longest label: `点击进入“我为政府网站找错”`.
const LABEL_CHARS_MAX: usize = 16;

/// Elements looked at.
const HITS_MAX: u32 = 100;

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(seen(page).unwrap_or_else(|| not_seen(page)))
}

pub(crate) fn seen(page: Page) -> Option<Judged> {
    let of_platform = CSS.iter().flat_map(|(css, name)| page.attrs(css, name, HITS_MAX)).next();
    if let Some(hit) = of_platform.or_else(|| labelled(page)) {
        return Some(Judged::truth(true).seen([hit]));
    }
    writes(page, "jiucuo")
}

fn labelled(page: Page) -> Option<Hit> {
    mentions(page, &WORDS).into_iter().find(|hit| {
        let around = Surroundings::of(hit);
        short(&hit.text).is_some_and(|text| length(&text) <= LABEL_CHARS_MAX)
            && around.in_link()
            && around.is_site()
    })
}
