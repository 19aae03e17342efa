//! What does not weigh: single vetoes (单项否决) and bonuses (加分), as national checks of sites have them.

use bluebook_index::rank::grid;

use super::{NodeScore, PointScore};
use crate::model::{IndicatorSystem, Part};

/// Positions of the points that veto: those below a veto that are known to score less than 1. What is
/// unknown vetoes nothing.
pub(super) fn vetoes(system: &IndicatorSystem, points: &[PointScore]) -> Vec<usize> {
    let is_veto = |mut indicator: usize| loop {
        match system.indicators.get(indicator) {
            Some(found) if found.part == Part::Veto => return true,
            Some(found) => match found.parent {
                Some(parent) => indicator = parent,
                None => return false,
            },
            None => return false,
        }
    };
    let falls = |score: &PointScore| score.node.score.is_some_and(|score| grid(score) < grid(1.0));
    let points = system.points.iter().zip(points).enumerate();
    let vetoing = points.filter(|(_, (point, score))| falls(score) && is_veto(point.indicator));
    vetoing.map(|(position, _)| position).collect()
}

/// The weighted total with what bonuses add to it. Each of score and bounds earns a bonus by itself:
/// the lower bound only where even it is good enough, so the bounds still hold the score.
pub(super) fn with_bonuses(
    system: &IndicatorSystem,
    weighted: NodeScore,
    indicators: &[NodeScore],
) -> NodeScore {
    let mut total = weighted;
    for (indicator, node) in system.indicators.iter().zip(indicators) {
        let Part::Bonus { points, above } = indicator.part else { continue };
        let earns = |base: f64| grid(base) >= grid(above / 100.0);
        let share = points / 100.0;
        if weighted.score.is_some_and(earns) {
            total.score = total.score.map(|score| score + share * node.score.unwrap_or(0.0));
        }
        if earns(weighted.lower) {
            total.lower += share * node.lower;
        }
        if earns(weighted.upper) {
            total.upper += share * node.upper;
        }
    }
    total
}
