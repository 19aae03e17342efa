//! # What it asks
//! For how many powers the flow of their exercise is shown.
//!
//! # Why it counts
//! A flow binds an office to its steps.
//!
//! # How it is judged
//! On the pages of the items drawn from the list behind `follow`, or for the rows of a column on it, a flow
//! label (`keywords`) has a picture, a chart to open, or at least two steps.
//!
//! # When it is unknown
//! The list or all items drawn could not be had. No link to a list: no.
//!
//! # Source
//! 本目录自拟 (derived).

use probe_sdk::criteria::fields::Fields;
use probe_sdk::criteria::guides::{PROCESS, flow};
use probe_sdk::{Criterion, Evidence, Judged, Step, Task};

use crate::drawn::stated;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "flow-charts",
    title: "权力运行流程图公开率",
    roles: &["list_page", "home"],
    points: &["A1.2-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let stated = stated(task, PROCESS)?;
    let (mean, n, seen) = stated.mean(charted)?;
    Ok(Judged::number(mean, "share").seen(seen).note(format!("查看 {n} 处")))
}

fn charted(fields: &Fields) -> (f64, Vec<Evidence>) {
    let columns = fields.called(PROCESS).filter(|field| field.n_rows > 1);
    // A column of links or pictures: each row has its own.
    if let Some(column) = columns.max_by_key(|field| field.n_rows) {
        let n_charts =
            fields.links_in(column).len().max(column.pictures.len()).max(column.values.len());
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let share = count(n_charts.min(column.n_rows)) / count(column.n_rows);
        return (share, vec![Evidence::from(column.hit())]);
    }
    match flow(fields) {
        Some(field) => (1.0, vec![Evidence::from(field.hit())]),
        None => (0.0, Vec::new()),
    }
}
