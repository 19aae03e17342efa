//! Totals, coverage and bounds of sketched systems.

use super::super::{Mismatch, NodeScore, RegionScore, score_region};
use super::sketch::{number, parse, region, verdict};
use crate::model::{PointId, UnknownReason};

fn scored(line: &str) -> RegionScore {
    let (system, verdicts) = parse(line);
    score_region(&system, region(440_100), &verdicts)
}

fn show(node: &NodeScore) -> String {
    let score = node.score.map_or("?".to_owned(), |score| format!("{score:.4}"));
    format!("{score} of {:.2} in {:.2}-{:.2}", node.coverage, node.lower, node.upper)
}

/// `expected` is the total: score, coverage, bounds.
#[track_caller]
fn check(line: &str, expected: &str) {
    assert_eq!(show(&scored(line).total), expected, "{line}");
}

/// `expected` is what each point adds to the total, in points of 100.
#[track_caller]
fn check_contributions(line: &str, expected: &str) {
    let scored = scored(line);
    let each = scored.points.iter().map(|point| point.node.contribution());
    let shown: Vec<_> = each.map(|c| c.map_or("?".to_owned(), |c| format!("{c:.3}"))).collect();
    assert_eq!(shown.join(" "), expected, "{line}");
}

#[test]
fn a_score_is_the_weighted_mean() {
    check("100[100:0.25]", "0.2500 of 1.00 in 0.25-0.25");
    check("100[30:1 70:0]", "0.3000 of 1.00 in 0.30-0.30");
    check("40[100:1] 60[100:0.5]", "0.7000 of 1.00 in 0.70-0.70");
    check("100[50[100[100:1]] 50[20:0 80:1]]", "0.9000 of 1.00 in 0.90-0.90");
}

#[test]
fn unknown_is_left_out_not_zero() {
    check("100[30:1 70:?]", "1.0000 of 0.30 in 0.30-1.00");
    check("100[30:0 70:?]", "0.0000 of 0.30 in 0.00-0.70");
    check("40[100:1] 60[100:?]", "1.0000 of 0.40 in 0.40-1.00");
}

#[test]
fn nothing_known_is_unknown() {
    check("100[100:?]", "? of 0.00 in 0.00-1.00");
    check("40[50:? 50:-] 60[100:!]", "? of 0.00 in 0.00-1.00");
    check("", "? of 0.00 in 0.00-1.00");
    // An indicator without points has nothing known below it.
    check("50[] 50[100:1]", "1.0000 of 0.50 in 0.50-1.00");
}

#[test]
fn pages_of_a_point_are_averaged() {
    check("100[100:1,0,0.5]", "0.5000 of 1.00 in 0.50-0.50");
    check("100[100:1,0,?,?]", "0.5000 of 0.50 in 0.25-0.75");
    check("100[50:1,? 50:?]", "1.0000 of 0.25 in 0.25-1.00");
}

#[test]
fn weights_need_not_sum_to_100() {
    check("2[1:1 1:0] 1[5:1]", "0.6667 of 1.00 in 0.67-0.67");
    check("33.3[100:1] 33.3[100:1] 33.3[100:1]", "1.0000 of 1.00 in 1.00-1.00");
    check("0[100:1] 100[100:0]", "0.0000 of 1.00 in 0.00-0.00");
    // Only what weighs nothing is known.
    check("0[100:1] 100[100:?]", "? of 0.00 in 0.00-1.00");
    check("100[0:1 0:0]", "? of 0.00 in 0.00-1.00");
}

/// Its figures are computed by hand in section 10 of the method.
#[test]
fn the_worked_example_of_the_method() {
    let line = "40[50:1 30:? 20:0.5] 40[100:0.25] 20[100:?]";
    let total = "0.5536 of 0.68 in 0.34-0.66";
    check(line, total);
    let method = include_str!("../../../../docs/method.md");
    for part in [line, total] {
        assert!(method.contains(&format!("`{part}`")), "docs/method.md lacks `{part}`");
    }
    check_contributions(line, "35.714 ? 7.143 12.500 ?");
    let nodes: Vec<_> = scored(line).indicators.iter().map(show).collect();
    assert_eq!(nodes[0], "0.8571 of 0.70 in 0.60-0.90");
    assert_eq!(nodes[1], "0.2500 of 1.00 in 0.25-0.25");
    assert_eq!(nodes[2], "? of 0.00 in 0.00-1.00");
}

#[test]
fn an_unknown_weight_goes_to_its_siblings() {
    check_contributions("100[30:1 70:?]", "100.000 ?");
    check_contributions("50[50:1 50:?] 50[100:1]", "50.000 ? 50.000");
    let scored = scored("40[50:1 50:?] 60[100:?]");
    let weights = |node: &NodeScore| format!("{:.2} {:.2}", node.full_weight, node.weight);
    assert_eq!(weights(&scored.total), "1.00 1.00");
    assert_eq!(weights(&scored.indicators[0]), "0.40 1.00");
    assert_eq!(weights(&scored.indicators[1]), "0.60 0.00");
    assert_eq!(weights(&scored.points[1].node), "0.20 0.00");
}

#[test]
fn reasons_and_mismatches_are_counted() {
    let scored = scored("100[40:1,?,?,! 60:-]");
    let [point, silent] = &scored.points[..] else { panic!("two points") };
    assert_eq!((point.n_known, point.n_verdicts()), (1, 4));
    assert_eq!(point.reasons[&UnknownReason::PageMissing], 2);
    assert_eq!(point.reasons[&UnknownReason::BadAnswer], 1);
    let mismatch = Mismatch::Kind { rule: "index", finding: "yes or no" };
    assert!(point.mismatches.iter().eq([&mismatch]));
    assert_eq!((silent.n_known, silent.n_verdicts()), (0, 0));
}

#[test]
fn other_regions_and_unlisted_points_do_not_count() {
    let (system, mut verdicts) = parse("100[100:0.5]");
    let alone = score_region(&system, region(440_100), &verdicts);
    verdicts.push(verdict(&PointId("elsewhere".to_owned()), number(1.0)));
    let with_unlisted = score_region(&system, region(440_100), &verdicts);
    assert_eq!((with_unlisted.total, with_unlisted.n_unlisted), (alone.total, 1));
    let other = score_region(&system, region(510_100), &verdicts);
    assert_eq!((other.total.score, other.n_unlisted), (None, 0));
}
