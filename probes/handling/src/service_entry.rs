//! # What it asks
//! Whether a page has an entry to online services.
//!
//! # Why it counts
//! Wherever people land from a search, the way to the services should be in sight.
//!
//! # How it is judged
//! A link or button outside of articles has the name of a service portal or its parts (政务服务, 办事大厅, 网上办事 …)
//! as its label.
//!
//! # When it is unknown
//! The page is a shell that only a browser fills.
//!
//! # Source
//! 《政府网站发展指引》(国办发〔2017〕47号), 办事服务.

use probe_sdk::criteria::mentions::mentions;
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{holds, length, pieces, short};
use probe_sdk::{Criterion, Hit, Judged, Step, Task};

pub(crate) const CRITERION: Criterion =
    Criterion {
        id: "service-entry", title: "办事服务入口", roles: &["home"], points: &[], judge
    };

/// Names of entries to services.
const NAMES: [&str; 14] = [
    "政务服务",
    "办事服务",
    "网上办事",
    "办事大厅",
    "服务大厅",
    "在线办事",
    "便民服务",
    "公共服务",
    "一网通办",
    "在线服务",
    "个人办事",
    "办事指南",
    "服务事项",
    "网上服务",
];

/// Characters of the longest label of an entry.
const LABEL_CHARS_MAX: usize = 12;

/// Words of headlines and departments that only sound like it.
const OTHERWISE: [&str; 8] =
    ["管理局", "管理办公室", "支出", "通知", "发布", "中心主任", "会议", "工作"];

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    let given = task.words("keywords");
    let words = if given.is_empty() { NAMES.to_vec() } else { as_strs(&given) };
    match mentions(page, &words).into_iter().find(|hit| is_entry(hit, &words)) {
        Some(hit) => Ok(Judged::truth(true).seen([hit])),
        None => Err(page.unsaid("no entry to services")),
    }
}

fn is_entry(hit: &Hit, words: &[&str]) -> bool {
    let Some(label) = short(&hit.text) else { return false };
    let is_label = pieces(&label).any(|piece| {
        length(piece) <= LABEL_CHARS_MAX && holds(piece, words) && !holds(piece, &OTHERWISE)
    });
    if !is_label {
        return false;
    }
    let around = Surroundings::of(hit);
    around.is_site() && around.in_link()
}
