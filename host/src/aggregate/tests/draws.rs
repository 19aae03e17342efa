//! Draws are scored as rounds are.

use bluebook_index::impute::Fill;
use bluebook_index::monte_carlo::{nominal, scores};
use bluebook_index::normalise::Normalisation;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::super::sensitivity::drawn::Drawn;
use super::super::{Focus, Group, RegionScore, focused, score_by, uncertain};
use super::scenario::{means, rounds, scored};
use super::sketch;
use crate::model::{
    Basis, Finding, IndicatorSystem, Part, Scenario, Topic, Uncertainty, Verdict, WeightsVary,
};

/// What a level-1 indicator does.
fn part() -> impl Strategy<Value = Part> {
    let percent = || 0.0..=100.0_f64;
    prop_oneof![
        4 => Just(Part::Weighted),
        1 => Just(Part::Veto),
        1 => (percent(), percent()).prop_map(|(points, above)| Part::Bonus { points, above }),
        1 => percent().prop_map(|points| Part::Deduction { points }),
        1 => percent().prop_map(|least| Part::Multiplier { least }),
        1 => percent().prop_map(|at_most| Part::Cap { at_most }),
    ]
}

fn scenario() -> impl Strategy<Value = Scenario> {
    let known_min = prop_oneof![Just(0.0), 0.0..=1.0];
    let coverage_min = prop_oneof![Just(0.0), 0.0..=0.9];
    let fill = prop_oneof![Just(Fill::None), Just(Fill::Constant(0.0)), Just(Fill::GroupMean)];
    let min_max = Normalisation::MinMax { low: 0.0, high: 1.0 };
    let scale =
        prop_oneof![Just(Normalisation::None), Just(min_max), Just(Normalisation::Percentile)];
    (means(), known_min, coverage_min, fill, scale).prop_map(
        |(means, known_min, coverage_min, fill, normalisation)| Scenario {
            means,
            known_min,
            coverage_min,
            fill,
            normalisation,
            uncertainty: Uncertainty { weights: WeightsVary::Fixed, ..Uncertainty::default() },
            ..Scenario::default()
        },
    )
}

/// A system whose level-1 indicators do not all weigh, with a topic.
fn with_parts(system: &IndicatorSystem, parts: &[Part], topic: &[Index]) -> IndicatorSystem {
    let mut system = system.clone();
    let tops = system.indicators.iter_mut().filter(|one| one.parent.is_none());
    tops.zip(parts).for_each(|(one, part)| one.part = *part);
    let mut points: Vec<usize> = topic.iter().map(|at| at.index(system.points.len())).collect();
    points.sort_unstable();
    points.dedup();
    let title = sketch::text("t");
    system.topics.push(Topic { id: "t".to_owned(), title, basis: Basis::Ours, points });
    system
}

proptest! {
    #[test]
    fn a_draw_without_perturbation_is_the_score_to_the_last_bit(
        (system, rounds) in rounds(),
        parts in vec(part(), 8),
        topic in vec(any::<Index>(), 0..4),
        scenario in scenario(),
        at in any::<Index>(),
    ) {
        let system = with_parts(&system, &parts, &topic);
        let before = scored(&system, &rounds);
        let outcome = score_by(&scenario, &system, &[], &before).unwrap();
        for focus in [
            Focus::Total,
            Focus::Indicator(at.index(system.indicators.len())),
            Focus::Point(at.index(system.points.len())),
            Focus::Topic(0),
        ] {
            let seen = focused(&outcome.system, &outcome.scores, focus);
            let asked = (&scenario, &outcome.system, focus);
            let drawn = Drawn::new(asked, &[], (&before, &seen)).unwrap();
            let engine = drawn.engine();
            let mut found = scores(&engine, &[[0.0; 4], [0.7; 4]]).unwrap();
            found.push(nominal(&engine).unwrap());
            for draw in found {
                for (row, found) in draw.iter().enumerate() {
                    let score = &seen[drawn.position(row)];
                    let counts = score.vetoes.is_empty();
                    let expected = score.total.score.filter(|_| counts);
                    prop_assert_eq!(
                        found.map(f64::to_bits),
                        expected.map(f64::to_bits),
                        "{:?} {:?} {:?}", focus, found, expected
                    );
                }
            }
        }
    }

    #[test]
    fn contributions_and_effects_sum_to_the_total(
        (system, rounds) in rounds(),
        parts in vec(part(), 8),
    ) {
        let system = with_parts(&system, &parts, &[]);
        for score in scored(&system, &rounds) {
            let points = score.points.iter().filter_map(|point| point.node.contribution());
            let effects = score.effects.iter().map(|effect| 100.0 * effect.adds);
            let sum: f64 = points.chain(effects).sum();
            let total = 100.0 * score.total.score.unwrap_or(0.0);
            prop_assert!((sum - total).abs() < 1e-9, "{sum} {total}");
        }
    }

    #[test]
    fn bounds_hold_every_completion_whatever_does_not_weigh(
        (system, rounds) in rounds(),
        parts in vec(part(), 8),
        means in means(),
        known_min in prop_oneof![Just(0.0), 0.0..=1.0],
        shares in vec(0.0..=1.0, 40),
    ) {
        let system = with_parts(&system, &parts, &[]);
        let scenario = Scenario { known_min, means, ..Scenario::default() };
        let by = |rounds: &[Vec<Verdict>]| {
            score_by(&scenario, &system, &[], &scored(&system, rounds)).unwrap().scores
        };
        let before = by(&rounds);
        let mut complete = rounds;
        let unknown = complete.iter_mut().flatten();
        let unknown = unknown.filter(|one| !matches!(one.finding, Finding::Number(_)));
        for (verdict, share) in unknown.zip(shares.iter().cycle()) {
            verdict.finding = sketch::number(*share);
        }
        for (before, after) in before.iter().zip(by(&complete)) {
            let nodes = before.indicators.iter().chain([&before.total]);
            for (before, after) in nodes.zip(after.indicators.iter().chain([&after.total])) {
                let Some(score) = after.score else { continue };
                prop_assert!(before.lower <= score + 1e-9, "{before:?} {after:?}");
                prop_assert!(score <= before.upper + 1e-9, "{before:?} {after:?}");
            }
        }
    }

    #[test]
    fn a_better_finding_never_lowers_a_total_nor_vetoes(
        (system, rounds) in rounds(),
        parts in vec(part(), 8),
        at in any::<Index>(),
        raise in 0.0..=1.0,
    ) {
        let system = with_parts(&system, &parts, &[]);
        let before = scored(&system, &rounds);
        let mut raised = rounds;
        let row = at.index(raised.len());
        let place = at.index(raised[row].len());
        if let Finding::Number(measure) = &mut raised[row][place].finding {
            measure.value += raise;
        }
        for (before, after) in before.iter().zip(scored(&system, &raised)) {
            let total = |score: &RegionScore| score.total.score.unwrap_or(0.0);
            prop_assert!(total(before) <= total(&after) + 1e-12, "{before:?} {after:?}");
            prop_assert!(after.vetoes.iter().all(|point| before.vetoes.contains(point)));
        }
    }

    #[test]
    fn intervals_start_from_the_ranks_there_are(
        (system, rounds) in rounds(),
        parts in vec(part(), 8),
        scenario in scenario(),
    ) {
        let system = with_parts(&system, &parts, &[]);
        let before = scored(&system, &rounds);
        let all = (Focus::Total, &Group::default());
        let few = Uncertainty { n_draws: 3, n_rows: 2, n_again: 2, ..scenario.uncertainty.clone() };
        let scenario = Scenario { uncertainty: few, ..scenario };
        let Ok(found) = uncertain(&scenario, &system, &[], &before, all) else { return Ok(()) };
        for (interval, rank) in found.intervals.iter().zip(&found.ranks_of_all) {
            prop_assert_eq!(interval.nominal, *rank);
            prop_assert_eq!(interval.q5, rank.map(f64::from));
            prop_assert_eq!(interval.q95, rank.map(f64::from));
        }
    }
}
