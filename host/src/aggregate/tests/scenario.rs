//! What holds of a round under every scenario.

use bluebook_index::Mean;
use bluebook_index::impute::Fill;
use bluebook_index::normalise::Normalisation;
use bluebook_index::treat::Treatment;
use bluebook_index::weights::Weighting;
use proptest::collection::vec;
use proptest::prelude::*;

use super::super::{Focus, Group, RegionScore, ScenarioError, score_by, score_region, uncertain};
use super::properties::cases;
use super::sketch;
use crate::model::{
    DataWeights, Finding, IndicatorSystem, JudgedWeights, Scenario, Uncertainty, Verdict,
};

/// A round of some regions with the same points, each with its own findings.
pub(super) fn rounds() -> impl Strategy<Value = (IndicatorSystem, Vec<Vec<Verdict>>)> {
    let shares = vec(vec(prop_oneof![3 => (0.0..=1.0).prop_map(Some), 1 => Just(None)], 80), 4..7);
    (cases(), shares).prop_map(|((system, verdicts), shares)| {
        let of_region = |(code, shares): (u32, Vec<Option<f64>>)| {
            let own = verdicts.iter().zip(shares.into_iter().cycle());
            let own = own.map(|(verdict, share)| Verdict {
                region: sketch::region(code),
                finding: share.map_or_else(sketch::unknown, sketch::number),
                ..verdict.clone()
            });
            own.collect()
        };
        let rounds = (100_001..).zip(shares).map(of_region).collect();
        (system, rounds)
    })
}

pub(super) fn scored(system: &IndicatorSystem, rounds: &[Vec<Verdict>]) -> Vec<RegionScore> {
    let region = |(code, verdicts): (u32, &Vec<Verdict>)| {
        score_region(system, sketch::region(code), verdicts)
    };
    (100_001..).zip(rounds).map(region).collect()
}

pub(super) fn means() -> impl Strategy<Value = Vec<Mean>> {
    let mean = prop_oneof![Just(Mean::Arithmetic), Just(Mean::Geometric), Just(Mean::Harmonic)];
    vec(mean, 0..3)
}

fn by(scenario: &Scenario, system: &IndicatorSystem, scores: &[RegionScore]) -> Vec<RegionScore> {
    score_by(scenario, system, &[], scores).unwrap().scores
}

fn with(change: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut scenario = Scenario::default();
    change(&mut scenario);
    scenario
}

proptest! {
    #[test]
    fn the_default_scenario_changes_no_bit((system, rounds) in rounds()) {
        let scores = scored(&system, &rounds);
        let again = by(&Scenario::default(), &system, &scores);
        // `Debug` of an `f64` is its shortest exact form, sign of zero included.
        prop_assert_eq!(format!("{scores:?}"), format!("{again:?}"));
    }

    #[test]
    fn bounds_hold_every_completion_of_unknowns(
        (system, rounds) in rounds(),
        means in means(),
        fill in 0.0..=1.0,
    ) {
        let scenario = with(|scenario| scenario.means = means);
        let before = by(&scenario, &system, &scored(&system, &rounds));
        let mut complete = rounds;
        for verdict in complete.iter_mut().flatten() {
            if !matches!(verdict.finding, Finding::Number(_)) {
                verdict.finding = sketch::number(fill);
            }
        }
        let after = by(&scenario, &system, &scored(&system, &complete));
        for (before, after) in before.iter().zip(&after) {
            let total = after.total.score.unwrap();
            prop_assert!(before.total.lower <= total + 1e-9, "{before:?} {after:?}");
            prop_assert!(total <= before.total.upper + 1e-9, "{before:?} {after:?}");
        }
    }

    #[test]
    fn a_better_finding_never_lowers_a_total(
        (system, rounds) in rounds(),
        means in means(),
        raise in 0.0..=1.0,
        at in any::<prop::sample::Index>(),
    ) {
        let scenario = with(|scenario| scenario.means = means);
        let before = by(&scenario, &system, &scored(&system, &rounds));
        let mut raised = rounds;
        let row = at.index(raised.len());
        let place = at.index(raised[row].len());
        if let Finding::Number(measure) = &mut raised[row][place].finding {
            measure.value += raise;
        }
        let after = by(&scenario, &system, &scored(&system, &raised));
        for (before, after) in before.iter().zip(&after) {
            let [before, after] = [before, after].map(|score| score.total.score.unwrap_or(0.0));
            prop_assert!(before <= after + 1e-12, "{before} {after}");
        }
    }

    #[test]
    fn names_and_order_of_regions_do_not_show((system, rounds) in rounds(), means in means()) {
        let scenario = with(|scenario| {
            scenario.means = means;
            scenario.fill = Fill::GroupMedian;
            scenario.normalisation = Normalisation::Percentile;
        });
        let scores = scored(&system, &rounds);
        let mut turned = scores.clone();
        turned.reverse();
        let mut renamed = system.clone();
        for indicator in &mut renamed.indicators {
            indicator.id.0.insert(0, 'z');
        }
        let straight = by(&scenario, &system, &scores);
        let mut other = by(&scenario, &renamed, &turned);
        other.reverse();
        prop_assert_eq!(format!("{straight:?}"), format!("{other:?}"));
    }

    #[test]
    fn every_step_leaves_scores_within_their_bounds((system, rounds) in rounds()) {
        let scores = scored(&system, &rounds);
        let scenario = with(|scenario| {
            scenario.fill = Fill::GroupMean;
            scenario.treatment = Some(Treatment::default());
            scenario.normalisation = Normalisation::MinMax { low: 0.0, high: 1.0 };
            scenario.known_min = 0.5;
            let below = [None].into_iter().chain((0..system.indicators.len()).map(Some)).collect();
            scenario.data_weights = Some(DataWeights { method: Weighting::Critic, below });
        });
        for score in by(&scenario, &system, &scores) {
            let nodes = score.indicators.iter().chain([&score.total]);
            for node in nodes.filter(|node| node.score.is_some()) {
                let score = node.score.unwrap();
                prop_assert!(node.lower <= score && score <= node.upper, "{node:?}");
                prop_assert!((0.0..=1.0).contains(&node.coverage), "{node:?}");
            }
        }
    }
}

/// Totals in points of 100 of two regions under a scenario; `?` is unknown.
#[track_caller]
fn check(lines: [&str; 2], scenario: &Scenario, expected: &str) {
    let (system, first) = sketch::parse(lines[0]);
    let (_, second) = sketch::parse(lines[1]);
    let scores = [first, second].map(|own| score_region(&system, sketch::region(440_100), &own));
    let shown = by(scenario, &system, &scores).into_iter().map(|score| {
        score.total.score.map_or("?".to_owned(), |total| format!("{:.2}", 100.0 * total))
    });
    assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
}

const GAP: [&str; 2] = ["50[100:1] 50[100:0.25]", "50[100:0.6] 50[100:?]"];

#[test]
fn gaps_cost_more_under_a_geometric_mean() {
    check(GAP, &Scenario::default(), "62.50 60.00");
    check(GAP, &with(|scenario| scenario.means = vec![Mean::Geometric]), "50.00 60.00");
    check(GAP, &with(|scenario| scenario.means = vec![Mean::Harmonic]), "40.00 60.00");
}

#[test]
fn the_unknown_is_filled_as_asked() {
    check(GAP, &with(|scenario| scenario.fill = Fill::Constant(0.0)), "62.50 30.00");
    check(GAP, &with(|scenario| scenario.fill = Fill::GroupMean), "62.50 42.50");
    check(GAP, &with(|scenario| scenario.known_min = 1.0), "62.50 ?");
}

#[test]
fn weights_are_given_and_siblings_share_the_rest() {
    let weigh =
        |id: &str, percent| with(|scenario| scenario.weights = vec![(id.to_owned(), percent)]);
    check(GAP, &weigh("I0", 100.0), "100.00 60.00");
    check(GAP, &weigh("I1", 80.0), "40.00 60.00");
    let (system, _) = sketch::parse(GAP[0]);
    for (id, percent, says) in [
        ("I9", 50.0, "there is no indicator or point `I9`"),
        ("P0", 50.0, "with `P0` the weights of its siblings do not sum to 100"),
        ("I0", 101.0, "the weight of `I0` is not from 0 to 100"),
    ] {
        let error = score_by(&weigh(id, percent), &system, &[], &[]).unwrap_err();
        let ScenarioError::Weights(cause) = error else { panic!("{error:?}") };
        assert_eq!(cause.to_string(), says);
    }
}

#[test]
fn judgements_give_weights() {
    // Three times as much: 0.75 and 0.25.
    let judged = JudgedWeights { below: None, judgements: vec![3.0] };
    check(GAP, &with(|scenario| scenario.judged_weights = vec![judged]), "81.25 60.00");
    let judged = JudgedWeights { below: None, judgements: vec![3.0, 2.0] };
    let scenario = with(|scenario| scenario.judged_weights = vec![judged]);
    let (system, _) = sketch::parse(GAP[0]);
    let error = score_by(&scenario, &system, &[], &[]).unwrap_err();
    assert_eq!(error.to_string(), "the judgements below `total` give no weights");
}

/// Regions of three points below one indicator, and what principal components make of the points.
#[track_caller]
fn check_components(lines: &[&str], expected: Result<[f64; 3], &str>) {
    let (system, _) = sketch::parse(lines[0]);
    let score = |(code, line): (u32, &&str)| RegionScore {
        region: sketch::region(code),
        ..score_region(&system, sketch::region(440_100), &sketch::parse(line).1)
    };
    let scores: Vec<_> = (100_001..).zip(lines).map(score).collect();
    let weights = DataWeights { method: Weighting::Pca, below: vec![Some(0)] };
    let scenario = with(|scenario| scenario.data_weights = Some(weights));
    match score_by(&scenario, &system, &[], &scores) {
        Ok(outcome) => {
            let found = outcome.scores[0].points.iter().map(|point| point.node.full_weight);
            let found: Vec<f64> = found.collect();
            let expected = expected.expect("weights");
            let near = |(a, b): (&f64, &f64)| (a - b).abs() < 5e-4;
            assert!(found.iter().zip(&expected).all(near), "{found:?}");
        }
        Err(error) => {
            let ScenarioError::Components { below, node, source } = &error else {
                panic!("{error:?}")
            };
            let node = node.as_deref().unwrap_or("-");
            assert_eq!(Err(format!("{below} {node}: {source}").as_str()), expected);
        }
    }
}

#[test]
fn principal_components_weigh_or_say_what_is_in_the_way() {
    let rows = |third: [&str; 4]| -> Vec<String> {
        let own = [["0.1", "0.2"], ["0.4", "0.3"], ["0.6", "0.8"], ["0.9", "0.7"]];
        let row = |([a, b], c): ([&str; 2], &str)| format!("100[50:{a} 30:{b} 20:{c}]");
        own.into_iter().zip(third).map(row).collect()
    };
    let check = |third, expected| {
        let rows = rows(third);
        check_components(&rows.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    // By the power method, outside of this project.
    check(["0.3", "0.2", "0.5", "0.9"], Ok([0.3440, 0.3263, 0.3297]));
    check(["0.5", "0.5", "0.5", "0.5"], Err("I0 P2: all regions are alike in one of them"));
    let against = "I0 P2: one of them goes against the others and would weigh less than nothing";
    check(["0.9", "0.7", "0.3", "0.1"], Err(against));
    let few = "I0 -: 2 regions are known in everything, and it takes 3";
    check(["0.5", "?", "0.4", "?"], Err(few));
}

#[test]
fn draws_start_from_the_scenarios_own_ranks() {
    let (system, first) = sketch::parse("50[100:0.9] 50[100:0.8]");
    let (_, second) = sketch::parse("50[100:0.1] 50[100:0.2]");
    let (_, third) = sketch::parse("50[100:?] 50[100:?]");
    let scores: Vec<_> = (100_001..)
        .zip([first, second, third])
        .map(|(code, own)| RegionScore {
            region: sketch::region(code),
            ..score_region(&system, sketch::region(440_100), &own)
        })
        .collect();
    let uncertainty = Uncertainty { n_draws: 200, n_rows: 16, n_again: 10, ..Default::default() };
    let scenario = Scenario { uncertainty, ..Scenario::default() };
    let all = (Focus::Total, &Group::default());
    let found = uncertain(&scenario, &system, &[], &scores, all).unwrap();
    // The third has nothing known and is in no draw; the first is better in everything.
    let codes: Vec<u32> = found.regions.iter().map(|code| code.get()).collect();
    assert_eq!(codes, [100_001, 100_002]);
    let ranks: Vec<_> = found.intervals.iter().map(|one| (one.nominal, one.q5, one.q95)).collect();
    assert_eq!(ranks, [(Some(1), Some(1.0), Some(1.0)), (Some(2), Some(2.0), Some(2.0))]);
    assert_eq!(found.left_out.len(), 2);
    assert!(uncertain(&scenario, &system, &[], &scores[2..], all).is_err());
}
