//! Cuts by quota, by deviation, in the widest gaps.

use super::super::{RegionScore, cuts, score_region};
use super::sketch::{parse, region, text};
use crate::model::{Basis, ClassCut, ClassRule};

/// Totals, each of a region of its own; `?` is unknown. Expects the cuts in points of 100.
#[track_caller]
fn check(totals: &str, rule: &ClassRule, expected: &str) {
    let scores: Vec<RegionScore> = (100_001..)
        .zip(totals.split(' '))
        .map(|(code, total)| {
            let (system, verdicts) = parse(&format!("100[100:{total}]"));
            let scored = score_region(&system, region(440_100), &verdicts);
            RegionScore { region: region(code), ..scored }
        })
        .collect();
    let classes = [("A", 70.0), ("B", 40.0), ("C", 0.0)].map(|(title, at_least)| ClassCut {
        title: text(title),
        at_least,
        basis: Basis::Ours,
    });
    let cuts = cuts(&classes, rule, &scores, 0.0);
    let shown: Vec<_> =
        cuts.iter().map(|cut| format!("{} {:.2}", cut.title.zh, cut.at_least)).collect();
    assert_eq!(shown.join(", "), expected);
}

#[test]
fn fixed_cuts_are_their_own() {
    check("0.1 0.9", &ClassRule::Fixed, "A 70.00, B 40.00, C 0.00");
    check("?", &ClassRule::Fixed, "A 70.00, B 40.00, C 0.00");
}

#[test]
fn a_quota_is_of_the_ranked_regions() {
    let rule = ClassRule::Quantile { above: vec![25.0, 50.0] };
    check("0 0.25 0.5 0.75 1", &rule, "A 75.00, B 50.00, C 0.00");
    check("0 0.25 ? 0.5 ? 0.75 1", &rule, "A 75.00, B 50.00, C 0.00");
}

#[test]
fn deviations_are_from_the_mean() {
    let rule = ClassRule::Deviation { k: vec![1.0, -1.0] };
    check("0.4 0.5 0.6", &rule, "A 60.00, B 40.00, C 0.00");
    // Far below the mean is still a score from 0.
    let rule = ClassRule::Deviation { k: vec![1.0, -9.0] };
    check("0.4 0.5 0.6", &rule, "A 60.00, B 0.00, C 0.00");
}

#[test]
fn natural_breaks_are_the_least_totals_of_their_class() {
    check("0.1 0.12 0.5 0.52 0.9 0.91", &ClassRule::Jenks, "A 90.00, B 50.00, C 0.00");
    check("0.91 0.52 0.12 0.9 0.5 0.1", &ClassRule::Jenks, "A 90.00, B 50.00, C 0.00");
}

#[test]
fn scores_that_give_no_cuts_give_no_classes() {
    check("0.5 0.5 0.5", &ClassRule::Jenks, "");
    check("?", &ClassRule::Quantile { above: vec![25.0, 50.0] }, "");
    check("0.5", &ClassRule::Deviation { k: vec![1.0, -1.0] }, "");
}
