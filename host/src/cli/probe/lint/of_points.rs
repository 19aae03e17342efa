//! What shows of the points in a probe's folder: a score rule that cannot score what is found, a criterion
//! that no point asks.

use std::collections::BTreeSet;

use super::Remark;
use crate::cli::probe::opened::Opened;
use crate::cli::probe::scoring::misscored;
use crate::manifest::{Expected, FolderPoints, POINT_LINES, Pointed};
use crate::model::Finding;

/// Remarks on the points; `found` is in the order of expectations.
pub(super) fn remarks(
    opened: &Opened,
    expected: &Expected,
    points: &FolderPoints,
    found: &[Finding],
) -> Vec<Remark> {
    let found: Vec<&Finding> = found.iter().collect();
    let misfits = misscored(points, expected, &found).into_iter().filter_map(|one| {
        let point = points.points.get(one.point)?;
        let at = points.at(point).as_ref().map(Pointed::at).unwrap_or_default();
        let expectation = expected.at(one.expectation).at();
        let text = format!("{at}: {} · {} ({expectation})", one.said.zh, one.said.en);
        Some(Remark { criterion: point.criterion.clone(), rule: "not-scored", text })
    });
    let criteria = opened.probe.info().criteria.iter().map(|criterion| criterion.id.as_str());
    let asked: BTreeSet<&str> =
        points.points.iter().map(|point| point.criterion.as_str()).collect();
    misfits.chain(not_asked(criteria, &asked)).collect()
}

/// Criteria that no point asks, where the folder has points at all.
fn not_asked<'c>(
    criteria: impl IntoIterator<Item = &'c str>,
    asked: &BTreeSet<&str>,
) -> Vec<Remark> {
    let remark = |id: &str| Remark {
        criterion: id.to_owned(),
        rule: "not-asked",
        text: format!("{POINT_LINES} 没有点位问它 no point of it asks this"),
    };
    let criteria = criteria.into_iter();
    criteria.filter(|id| !asked.is_empty() && !asked.contains(id)).map(remark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(criteria: &[&str], asked: &[&str], expected: &[&str]) {
        let remarks = not_asked(criteria.iter().copied(), &asked.iter().copied().collect());
        let found: Vec<_> = remarks.iter().map(|remark| remark.criterion.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_criterion_no_point_asks_is_remarked_on_where_there_are_points() {
        check(&["a", "b", "c"], &["b"], &["a", "c"]);
        check(&["a", "b"], &["a", "b"], &[]);
        check(&["a", "b"], &[], &[]);
    }
}
