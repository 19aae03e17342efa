//! What does not weigh: single vetoes (单项否决), bonuses (加分), deductions (扣分), multipliers (系数) and
//! caps (封顶), as national checks of sites have them. What each does to a number is the engine's
//! ([`bluebook_index::parts`]), so that draws do the same.

use bluebook_index::parts::{self, Does, Passing, in_turn, is_short};

use super::{Effect, NodeScore, PointScore};
use crate::model::{IndicatorSystem, Part};

/// Positions of the points that veto: those below a veto that are known to score less than 1. What is
/// unknown vetoes nothing.
pub(super) fn vetoes(system: &IndicatorSystem, points: &[PointScore]) -> Vec<usize> {
    let falls = |score: &PointScore| score.node.score.is_some_and(is_short);
    let points = system.points.iter().zip(points).enumerate();
    let vetoing = points.filter(|(_, (point, score))| {
        falls(score) && part_of(system, point.indicator) == Some(Part::Veto)
    });
    vetoing.map(|(position, _)| position).collect()
}

/// The part of the level-1 indicator that an indicator is below, or is.
pub(super) fn part_of(system: &IndicatorSystem, indicator: usize) -> Option<Part> {
    let top = top_of(system, indicator)?;
    system.indicators.get(top).map(|one| one.part)
}

fn top_of(system: &IndicatorSystem, mut indicator: usize) -> Option<usize> {
    while let Some(parent) = system.indicators.get(indicator)?.parent {
        indicator = parent;
    }
    Some(indicator)
}

/// The level-1 indicators that do not weigh, as the engine has them, in the order in which they act.
pub(super) fn acting(system: &IndicatorSystem) -> Vec<parts::Part> {
    let does = |part: Part| match part {
        Part::Weighted => None,
        Part::Veto => Some(Does::Veto),
        Part::Bonus { points, above } => {
            Some(Does::Bonus { share: points / 100.0, above: above / 100.0 })
        }
        Part::Deduction { points } => Some(Does::Deduction { share: points / 100.0 }),
        Part::Multiplier { least } => Some(Does::Multiplier { least: least / 100.0 }),
        Part::Cap { at_most } => Some(Does::Cap { at_most: at_most / 100.0 }),
    };
    let indicators = system.indicators.iter().enumerate();
    let parts = indicators
        .filter_map(|(node, one)| does(one.part).map(|does| parts::Part { node, does }))
        .collect::<Vec<_>>();
    in_turn(&parts)
}

/// The weighted total with what the other parts do to it: bonuses, then deductions, multipliers, caps,
/// each kind in the order of the system. Never below 0. Beside it, what each of them added to the score;
/// with the weighted total they sum to it.
///
/// Each of score and bounds is changed by itself: the score by what is known, the lower bound by the
/// worst and the upper by the best that is possible. Every change rises with the total and with the
/// part's own score, so the bounds still hold the score.
pub(super) fn with_parts(
    system: &IndicatorSystem,
    weighted: NodeScore,
    indicators: &[NodeScore],
    points: &[PointScore],
) -> (NodeScore, Vec<Effect>) {
    let mut total = weighted;
    let mut effects = Vec::new();
    for parts::Part { node: top, does } in acting(system) {
        let node = indicators.get(top).copied().unwrap_or(NodeScore::UNKNOWN);
        let [known, may_be, must_be] =
            if does.is_of_points() { shortness(system, points, top) } else { [false; 3] };
        let after =
            |total, weighted, own, is_short| does.after(Passing { total, weighted }, own, is_short);
        let score = total.score.zip(weighted.score);
        let score = score.map(|(total, weighted)| after(total, weighted, node.score, known));
        if let Some((before, after)) = total.score.zip(score).filter(|_| does != Does::Veto) {
            effects.push(Effect { indicator: top, adds: after - before });
        }
        total = NodeScore {
            score,
            lower: after(total.lower, weighted.lower, Some(node.lower), may_be),
            upper: after(total.upper, weighted.upper, Some(node.upper), must_be),
            ..total
        };
    }
    (total, effects)
}

/// Whether a point below a level-1 indicator is known to fall short, may do so, must do so.
fn shortness(system: &IndicatorSystem, points: &[PointScore], top: usize) -> [bool; 3] {
    let points = system.points.iter().zip(points);
    let held: Vec<&NodeScore> = points
        .filter(|(point, _)| top_of(system, point.indicator) == Some(top))
        .map(|(_, score)| &score.node)
        .collect();
    [
        held.iter().any(|point| point.score.is_some_and(is_short)),
        held.iter().any(|point| is_short(point.lower)),
        held.iter().any(|point| is_short(point.upper)),
    ]
}
