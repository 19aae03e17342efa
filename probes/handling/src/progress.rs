//! # What it asks
//! Whether people can see online how far their request is.
//!
//! # Why it counts
//! Else they ring, or come.
//!
//! # How it is judged
//! A link of the portal named 办件查询 or the like (`keywords`), or the portal itself, has a form that asks for
//! a number of the case, a code or an identity: a field with such words on it or right before it.
//!
//! # When it is unknown
//! The target could not be had or is a shell that only a browser fills.
//!
//! # Source
//! 第一次全国政府网站普查评分表 (2015), 服务实用情况, 在线系统.

use probe_sdk::criteria::guides::portals;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Evidence, Hit, Judged, Page, Step, Task};

use crate::portal;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "progress",
    title: "办件进度查询入口",
    roles: &["service_portal", "home"],
    points: &["B1.2-3"],
    judge,
};

/// Names of the entry, where the point gives none.
pub(crate) const WORDS: [&str; 6] =
    ["办件查询", "进度查询", "办理进度", "办件进度", "办事进度", "查询办件"];

/// What a query of progress asks for.
const ASKED: [&str; 15] = [
    "办件编号",
    "业务编号",
    "受理编号",
    "受理号",
    "办件号",
    "流水号",
    "查询码",
    "查询密码",
    "申办编号",
    "申请编号",
    "业务流水",
    "编号",
    "身份证",
    "证件号",
    "申办号",
];

const FIELDS: &str = "input[type=text], input:not([type]), input[type=search], input[type=number]";

/// Fields looked at, and levels around one in which its label stands.
const FIELDS_MAX: u32 = 60;
const LEVELS_MAX: usize = 4;

/// Characters of the longest text around a field that is its form and not the page.
const AROUND_BYTES_MAX: usize = 900;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let words = if given.is_empty() { WORDS.to_vec() } else { as_strs(&given) };
    if let Some(place) = portals(task)?.into_iter().find_map(query) {
        return Ok(Judged::truth(true).seen([place]));
    }
    portal::entry(task, &words, query)
}

/// A field on the page that asks for what a query of progress asks for.
pub(crate) fn query(page: Page) -> Option<Evidence> {
    page.select(FIELDS, FIELDS_MAX).into_iter().find_map(|node| {
        let said = asked(page, node)?;
        let hit = Hit { page, node, text: said };
        (!Surroundings::of(&hit).is_hidden()).then(|| Evidence::from(hit))
    })
}

fn asked(page: Page, field: u32) -> Option<String> {
    let own = page.attr_of(field, "placeholder").unwrap_or_default();
    let title = page.attr_of(field, "title").unwrap_or_default();
    if let Some(said) = [own, title].into_iter().find(|text| holds(&compact(text), &ASKED)) {
        return Some(said);
    }
    let mut at = page.parent_of(field);
    for _ in 0..LEVELS_MAX {
        let node = at?;
        let text = page.text_of(node);
        if text.len() > AROUND_BYTES_MAX {
            return None;
        }
        if holds(&compact(&text), &ASKED) {
            return Some(text);
        }
        at = page.parent_of(node);
    }
    None
}
