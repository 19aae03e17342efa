//! # What it asks
//! How many of the elements a list must state for each item are stated.
//!
//! # Why it counts
//! A list of duties without persons in charge and consequences is a table of contents.
//!
//! # How it is judged
//! Where the list behind `follow` states any of the elements (`labels`, each a list of synonyms; else
//! `keywords`) itself, as columns of a table or as labels, the share is taken there: of a column, the rows
//! that are filled. Else items are drawn evenly from it (`sample`), and the mean is taken over their pages;
//! behind an office's own list its first item stands for it. A label counts with something stated under it.
//! Menus, headings alone, placeholders and what is switched off do not. A dead item has nothing.
//!
//! # When it is unknown
//! The list or all items drawn could not be had, or are shells that only a browser fills. No link to a
//! list: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 目录覆盖能力; elements as the point lists them.

use probe_sdk::criteria::fields::{Field, Fields};
use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Evidence, Judged, Step, Stop, Task};

use crate::drawn::stated;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-elements",
    title: "清单要素完整率",
    roles: &["list_page", "home"],
    points: &["A1.1-3", "A1.2-3", "A1.4-3"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let groups = groups(task)?;
    let words: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    let stated = stated(task, &words)?;
    let (mean, n, seen) = stated.mean(|fields| share(fields, &groups))?;
    Ok(Judged::number(mean, "share").seen(seen).note(format!("查看 {n} 处")))
}

/// The elements: `labels`, else `keywords`.
///
/// # Errors
///
/// [`Stop::Fault`] if the point gives neither.
pub(crate) fn groups(task: &Task) -> Step<Vec<Vec<String>>> {
    let given = task.groups("labels");
    let groups = if given.is_empty() { task.groups("keywords") } else { given };
    if groups.is_empty() {
        return Err(Stop::Fault("`labels` is missing".to_owned()));
    }
    Ok(groups)
}

/// The share of the elements that a page states, with the places.
pub(crate) fn share(fields: &Fields, groups: &[Vec<String>]) -> (f64, Vec<Evidence>) {
    let (mut sum, mut seen) = (0.0, Vec::new());
    for group in groups {
        let words = as_strs(group);
        // Of tables with the same column all rows count; beside them labels of one item do.
        let (mut n_stated, mut n_rows) = (0_usize, 0_usize);
        let is_column = |field: &Field| field.n_rows > 1 || field.values.len() > 1;
        let has_column = fields.called(&words).any(is_column);
        for field in fields.called(&words) {
            let is_column = is_column(field);
            // Beside a column a heading or link of its name that states nothing is no item.
            if has_column && !is_column && !field.is_stated() {
                continue;
            }
            n_stated += if is_column {
                field.values.len().min(field.n_rows)
            } else {
                field.values.len().min(1)
            };
            n_rows += field.n_rows;
            if field.is_stated() && seen.len() < groups.len() {
                seen.push(Evidence::from(field.hit()));
            }
        }
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        if n_rows > 0 {
            sum += count(n_stated) / count(n_rows);
        }
    }
    let n_groups = f64::from(u32::try_from(groups.len()).unwrap_or(u32::MAX));
    (sum / n_groups.max(1.0), seen)
}
