//! The way to the engine and back loses no bit.

use proptest::prelude::*;

use super::super::{Node, NodeScore, Numbers, PointScore, RegionScore, score_region};
use super::properties::cases;
use super::sketch;
use crate::model::{Indicator, IndicatorSystem, Part, RegionCode, WeightPercent};

/// A system with its last indicator of level 1, where there are more, as a bonus or veto, and with some
/// weights of 0.
fn with_parts(mut system: IndicatorSystem, part: u8, weightless: usize) -> IndicatorSystem {
    let nothing = WeightPercent::new(0.0).unwrap();
    let n = system.indicators.len();
    let tops = system.indicators.iter().filter(|one| one.parent.is_none()).count();
    if let Some(last) = system.indicators.iter_mut().rfind(|one| one.parent.is_none()) {
        match part {
            1 if tops > 1 => last.part = Part::Veto,
            2 if tops > 1 => last.part = Part::Bonus { points: 30.0, above: 40.0 },
            _ => {}
        }
    }
    if let Some(indicator) = system.indicators.get_mut(weightless % (2 * n)) {
        indicator.weight = nothing;
    }
    let n = system.points.len();
    if let Some(point) = system.points.get_mut(weightless % (2 * n)) {
        point.weight = nothing;
    }
    system
}

/// `docs/method.md`, sections 3 to 6, spelled out for one region without the engine: indicators,
/// then the weighted total.
fn spelled_out(system: &IndicatorSystem, points: &[PointScore]) -> Vec<NodeScore> {
    let n = system.indicators.len();
    let mut nodes = vec![NodeScore::UNKNOWN; n + 1];
    for node in (0..n).rev().chain([n]) {
        let parent = (node < n).then_some(node);
        let of_parent = |one: &Indicator| one.parent == parent && one.part == Part::Weighted;
        let indicators = nodes.iter().zip(&system.indicators).filter(|(_, one)| of_parent(one));
        let indicators = indicators.map(|(node, one)| (one.weight.percent(), *node));
        let below = points.iter().zip(&system.points);
        let below = below.filter(|(_, point)| Some(point.indicator) == parent);
        let below = below.map(|(score, point)| (point.weight.percent(), score.node));
        let children: Vec<_> = indicators.chain(below).collect();
        let sum = |of: &dyn Fn(&NodeScore) -> f64| {
            children.iter().fold(0.0, |sum, (weight, child)| sum + weight * of(child))
        };
        let known = sum(&|child| f64::from(u8::from(child.score.is_some())));
        if known > 0.0 {
            let all = sum(&|_| 1.0);
            nodes[node].score = Some(sum(&|child| child.score.unwrap_or(0.0)) / known);
            nodes[node].coverage = sum(&|child| child.coverage) / all;
            nodes[node].lower = sum(&|child| child.lower) / all;
            nodes[node].upper = sum(&|child| child.upper) / all;
        }
    }
    nodes
}

fn bits(node: &NodeScore) -> [Option<u64>; 2] {
    [node.score.map(f64::to_bits), Some(node.coverage.to_bits())]
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-15
}

proptest! {
    #[test]
    fn the_engine_gives_the_bits_of_the_method(
        (system, verdicts) in cases(),
        part in 0_u8..3,
        weightless in any::<usize>(),
    ) {
        let system = with_parts(system, part, weightless);
        let scored = score_region(&system, sketch::region(440_100), &verdicts);
        let spelled = spelled_out(&system, &scored.points);
        for (ours, theirs) in scored.indicators.iter().zip(&spelled) {
            prop_assert_eq!(bits(ours), bits(theirs));
            prop_assert!(close(ours.lower, theirs.lower) && close(ours.upper, theirs.upper));
        }
        let total = spelled.last().unwrap();
        if part != 2 {
            prop_assert_eq!(bits(&scored.total), bits(total));
        }
    }

    #[test]
    fn a_round_in_numbers_is_its_regions_one_by_one(
        (system, verdicts) in cases(),
        part in 0_u8..3,
        weightless in any::<usize>(),
    ) {
        let system = with_parts(system, part, weightless);
        // More regions than the engine rolls up at a time, each with other verdicts known.
        let scores: Vec<RegionScore> = (0..130_u32)
            .map(|at| {
                let code = 100_001 + at;
                let mut own = verdicts.clone();
                for (number, verdict) in own.iter_mut().enumerate() {
                    verdict.region = sketch::region(code);
                    if (number * 7 + usize::try_from(at).unwrap()) % 5 == 0 {
                        verdict.finding = sketch::unknown();
                    }
                }
                score_region(&system, sketch::region(code), &own)
            })
            .collect();
        let numbers = Numbers::new(&system, &scores);
        let rolled = numbers.roll_up();
        for (row, score) in scores.iter().enumerate() {
            let nodes = numbers.nodes(&rolled, row);
            let points = score.points.clone();
            let again = RegionScore::of_nodes(&system, score.region, points, score.n_unlisted, &nodes);
            // `Debug` of an `f64` is its shortest exact form, sign of zero included.
            prop_assert_eq!(format!("{score:?}"), format!("{again:?}"));
        }
    }
}

#[test]
fn nodes_have_their_names() {
    let (system, verdicts) = sketch::parse("40[50:1 50:?] 60[100:0.5]");
    let scores = [score_region(&system, sketch::region(440_100), &verdicts)];
    let numbers = Numbers::new(&system, &scores);
    assert_eq!(numbers.regions(), [RegionCode::new(440_100).unwrap()]);
    for (id, node) in [("I0", 0), ("I1", 1), ("P0", 2), ("P2", 4)] {
        assert_eq!(numbers.node(id), Some(node));
        let name = match numbers.named(node) {
            Node::Indicator(indicator) => indicator.id.0.as_str(),
            Node::Point(point) => point.id.0.as_str(),
            Node::Total => "",
        };
        assert_eq!(name, id);
    }
    assert_eq!(numbers.named(numbers.tree().total()), Node::Total);
    assert_eq!(numbers.node("I9"), None);
}
