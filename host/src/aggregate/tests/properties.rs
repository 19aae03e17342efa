//! What holds for every system and every set of verdicts.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::super::{NodeScore, RegionScore, score_region};
use super::sketch;
use crate::model::{Finding, IndicatorSystem, Verdict, WeightPercent};

/// A system of any shape in which every indicator without children has a
/// point, with one to four verdicts for every point.
pub(super) fn cases() -> impl Strategy<Value = (IndicatorSystem, Vec<Verdict>)> {
    let indicators = vec((any::<Option<Index>>(), weight()), 1..8);
    let points = vec((any::<Index>(), weight()), 0..12);
    let findings = vec(vec(finding(), 1..5), 20);
    (indicators, points, findings).prop_map(|(indicators, points, findings)| {
        let indicators: Vec<_> = (0..)
            .zip(indicators)
            .map(|(i, (parent, weight))| {
                sketch::indicator(i, parent.filter(|_| i > 0).map(|p| p.index(i)), weight)
            })
            .collect();
        let n = indicators.len();
        let mut places: Vec<_> = points.into_iter().map(|(at, w)| (at.index(n), w)).collect();
        let is_leaf = |i: &usize| indicators.iter().all(|one| one.parent != Some(*i));
        places.extend((0..n).filter(is_leaf).map(|i| (i, WeightPercent::new(50.0).unwrap())));
        let points: Vec<_> =
            (0..).zip(places).map(|(i, (at, weight))| sketch::point(i, at, weight)).collect();
        let verdicts = points
            .iter()
            .zip(findings)
            .flat_map(|(point, all)| all.into_iter().map(|f| sketch::verdict(&point.id, f)))
            .collect();
        (sketch::system(indicators, points), verdicts)
    })
}

fn weight() -> impl Strategy<Value = WeightPercent> {
    (0.01..=100.0).prop_map(|percent| WeightPercent::new(percent).unwrap())
}

fn finding() -> impl Strategy<Value = Finding> {
    prop_oneof![
        2 => (0.0..=1.0).prop_map(sketch::number),
        1 => prop_oneof![Just(0.0), Just(1.0)].prop_map(sketch::number),
        1 => Just(sketch::unknown()),
        1 => Just(Finding::Truth(true)),
    ]
}

fn scored(system: &IndicatorSystem, verdicts: &[Verdict]) -> RegionScore {
    score_region(system, sketch::region(440_100), verdicts)
}

fn nodes(scored: &RegionScore) -> Vec<NodeScore> {
    let points = scored.points.iter().map(|point| point.node);
    scored.indicators.iter().copied().chain(points).chain([scored.total]).collect()
}

/// The verdicts with everything that has no score taken for `value`.
fn filled(verdicts: &[Verdict], value: f64) -> Vec<Verdict> {
    let known = |finding: &Finding| matches!(finding, Finding::Number(_));
    let mut verdicts = verdicts.to_vec();
    for verdict in verdicts.iter_mut().filter(|verdict| !known(&verdict.finding)) {
        verdict.finding = sketch::number(value);
    }
    verdicts
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

proptest! {
    #[test]
    fn scores_stay_within_their_bounds((system, verdicts) in cases()) {
        for node in nodes(&scored(&system, &verdicts)) {
            let score = node.score.unwrap_or(node.lower);
            prop_assert!(0.0 <= node.lower && node.lower <= score, "{node:?}");
            prop_assert!(score <= node.upper && node.upper <= 1.0, "{node:?}");
            prop_assert!((0.0..=1.0).contains(&node.coverage), "{node:?}");
            prop_assert_eq!(node.score.is_some(), node.coverage > 0.0);
        }
    }

    #[test]
    fn bounds_are_the_scores_with_unknown_as_zero_and_as_one((system, verdicts) in cases()) {
        let bounds = nodes(&scored(&system, &verdicts));
        let zero = nodes(&scored(&system, &filled(&verdicts, 0.0)));
        let one = nodes(&scored(&system, &filled(&verdicts, 1.0)));
        for (bound, (zero, one)) in bounds.iter().zip(zero.iter().zip(&one)) {
            prop_assert!(close(bound.lower, zero.score.unwrap()), "{bound:?} {zero:?}");
            prop_assert!(close(bound.upper, one.score.unwrap()), "{bound:?} {one:?}");
            prop_assert!(close(zero.coverage, 1.0), "{zero:?}");
        }
    }

    #[test]
    fn the_gap_of_the_bounds_is_what_is_not_covered((system, verdicts) in cases()) {
        for node in nodes(&scored(&system, &verdicts)) {
            prop_assert!(close(node.upper - node.lower, 1.0 - node.coverage), "{node:?}");
        }
    }

    #[test]
    fn contributions_sum_to_the_total((system, verdicts) in cases()) {
        let scored = scored(&system, &verdicts);
        let sum: f64 = scored.points.iter().filter_map(|point| point.node.contribution()).sum();
        prop_assert!(close(sum, 100.0 * scored.total.score.unwrap_or(0.0)), "{scored:?}");
        let full: f64 = scored.points.iter().map(|point| point.node.full_weight).sum();
        prop_assert!(close(full, 1.0), "{full}");
        let covered = scored.points.iter().map(|p| p.node.full_weight * p.node.coverage);
        prop_assert!(close(covered.sum(), scored.total.coverage), "{scored:?}");
    }

    #[test]
    fn the_order_of_verdicts_does_not_show(
        (system, verdicts) in cases(),
        shuffled in any::<Index>(),
    ) {
        let straight = scored(&system, &verdicts);
        let mut turned = verdicts;
        if !turned.is_empty() {
            let at = shuffled.index(turned.len());
            turned.rotate_left(at);
            turned[at..].reverse();
        }
        // `Debug` of an `f64` is its shortest exact form, sign of zero included.
        prop_assert_eq!(format!("{straight:?}"), format!("{:?}", scored(&system, &turned)));
    }

    #[test]
    fn one_more_unknown_changes_no_score((system, mut verdicts) in cases(), at in any::<Index>()) {
        let before = nodes(&scored(&system, &verdicts));
        let point = &system.points[at.index(system.points.len())];
        verdicts.push(sketch::verdict(&point.id, sketch::unknown()));
        for (before, after) in before.iter().zip(nodes(&scored(&system, &verdicts))) {
            prop_assert_eq!(before.score, after.score);
            prop_assert_eq!(before.weight.to_bits(), after.weight.to_bits());
            prop_assert!(after.coverage <= before.coverage);
            prop_assert!(after.lower <= before.lower && before.upper <= after.upper);
        }
    }

    #[test]
    fn a_better_finding_never_lowers_a_score(
        (system, verdicts) in cases(),
        at in any::<Index>(),
        raise in 0.0..=1.0,
    ) {
        let before = nodes(&scored(&system, &verdicts));
        let mut raised = verdicts;
        let at = at.index(raised.len());
        if let Finding::Number(measure) = &mut raised[at].finding {
            measure.value += raise;
        }
        for (before, after) in before.iter().zip(nodes(&scored(&system, &raised))) {
            prop_assert!(before.score <= after.score, "{before:?} {after:?}");
            prop_assert!(before.lower <= after.lower && before.upper <= after.upper);
        }
    }
}
