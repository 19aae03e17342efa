//! What does not weigh: single vetoes (单项否决), bonuses (加分), deductions (扣分), multipliers (系数) and
//! caps (封顶), as national checks of sites have them.

use bluebook_index::rank::grid;

use super::{NodeScore, PointScore};
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

/// Less than everything, on the grid.
fn is_short(score: f64) -> bool {
    grid(score) < grid(1.0)
}

/// The weighted total with what the other parts do to it: bonuses, then deductions, multipliers, caps,
/// each kind in the order of the system. Never below 0.
///
/// Each of score and bounds is changed by itself: the score by what is known, the lower bound by the
/// worst and the upper by the best that is possible. Every change rises with the total and with the
/// part's own score, so the bounds still hold the score.
pub(super) fn with_parts(
    system: &IndicatorSystem,
    weighted: NodeScore,
    indicators: &[NodeScore],
    points: &[PointScore],
) -> NodeScore {
    let parts = || system.indicators.iter().zip(indicators).enumerate();
    let mut total = weighted;
    for (_, (indicator, node)) in parts() {
        if let Part::Bonus { points, above } = indicator.part {
            total = with_bonus(total, &weighted, node, [points / 100.0, above / 100.0]);
        }
    }
    for (_, (indicator, node)) in parts() {
        if let Part::Deduction { points } = indicator.part {
            let share = points / 100.0;
            // What is unknown deducts nothing.
            total = changed(total, node, 1.0, |total, own| (total - share * (1.0 - own)).max(0.0));
        }
    }
    for (_, (indicator, node)) in parts() {
        if let Part::Multiplier { least } = indicator.part {
            let least = least / 100.0;
            total = changed(total, node, 1.0, |total, own| total * (least + (1.0 - least) * own));
        }
    }
    for (at, (indicator, _)) in parts() {
        if let Part::Cap { at_most } = indicator.part {
            total = capped(total, at_most / 100.0, &held(system, points, at));
        }
    }
    total
}

/// A weighted score or bound that is good enough earns the bonus: the lower bound only where even it
/// is.
fn with_bonus(
    mut total: NodeScore,
    weighted: &NodeScore,
    node: &NodeScore,
    [share, above]: [f64; 2],
) -> NodeScore {
    let earns = |base: f64| grid(base) >= grid(above);
    if weighted.score.is_some_and(earns) {
        total.score = total.score.map(|score| score + share * node.score.unwrap_or(0.0));
    }
    if earns(weighted.lower) {
        total.lower += share * node.lower;
    }
    if earns(weighted.upper) {
        total.upper += share * node.upper;
    }
    total
}

/// Score and bounds after `change(total, own score)`; an unknown own score counts as `unknown` for the
/// score.
fn changed(
    total: NodeScore,
    node: &NodeScore,
    unknown: f64,
    change: impl Fn(f64, f64) -> f64,
) -> NodeScore {
    NodeScore {
        score: total.score.map(|score| change(score, node.score.unwrap_or(unknown))),
        lower: change(total.lower, node.lower),
        upper: change(total.upper, node.upper),
        ..total
    }
}

/// The points below a level-1 indicator.
fn held<'p>(system: &IndicatorSystem, points: &'p [PointScore], top: usize) -> Vec<&'p NodeScore> {
    let points = system.points.iter().zip(points);
    let held = points.filter(|(point, _)| top_of(system, point.indicator) == Some(top));
    held.map(|(_, score)| &score.node).collect()
}

/// At most `at_most` where one of `points` falls short.
fn capped(total: NodeScore, at_most: f64, points: &[&NodeScore]) -> NodeScore {
    let cap = |value: f64, falls: bool| if falls { value.min(at_most) } else { value };
    let is_known = points.iter().any(|point| point.score.is_some_and(is_short));
    let may_be = points.iter().any(|point| is_short(point.lower));
    let must_be = points.iter().any(|point| is_short(point.upper));
    NodeScore {
        score: total.score.map(|score| cap(score, is_known)),
        lower: cap(total.lower, may_be),
        upper: cap(total.upper, must_be),
        ..total
    }
}
