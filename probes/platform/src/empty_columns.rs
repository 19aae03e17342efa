//! # What it asks
//! How many columns of the site hold nothing.
//!
//! # Why it counts
//! Five empty columns are a single veto of the national check.
//!
//! # How it is judged
//! Of the columns in the home page's menu, `sample` evenly spaced ones are opened. Empty is one
//! without an entry (a title that leads to a page of the site) that says so (暂无内容, 栏目建设中 …) or whose list element is
//! empty and filled by no script. Pages that are no lists do not count either way.
//!
//! # When it is unknown
//! More than half of the columns could not be had, none is a list, or the home page has no columns.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决 栏目不更新.

use probe_sdk::{Criterion, Judged, Step, Task};

use crate::column_states::{Column, read};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "empty-columns",
    title: "空白栏目数",
    roles: &["home"],
    points: &["A2.2-5"],
    judge,
};

/// Places kept as evidence.
const EVIDENCE_MAX: usize = 10;

fn judge(task: &Task) -> Step<Judged> {
    let columns = read(task)?;
    let empty: Vec<&Column> = columns.iter().filter(|column| column.entries.is_empty()).collect();
    let n_empty = u32::try_from(empty.len()).unwrap_or(u32::MAX);
    let judged = Judged::number(f64::from(n_empty), "items");
    let names = empty.iter().map(|column| column.link.text.as_str()).collect::<Vec<_>>();
    let note = format!("{} 个栏目，空白：{}", columns.len(), names.join("、"));
    let seen = if empty.is_empty() { columns.iter().collect() } else { empty };
    Ok(judged.seen(seen.into_iter().take(EVIDENCE_MAX).map(|column| column.page)).note(note))
}
