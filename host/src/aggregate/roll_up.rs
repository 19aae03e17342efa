//! Verdicts of one region to scores at every node.
//!
//! Verdicts become points here; the way up from points to the total is the engine's, over
//! [`Numbers`]. Unknown is left out and its weight goes to its known siblings; coverage and
//! bounds say how much that could matter.

use std::collections::{BTreeMap, BTreeSet};

use super::Numbers;
use super::parts;
use super::score::{Mismatch, Scored, score_point};
use crate::model::{Finding, IndicatorSystem, RegionCode, ScoreRule, UnknownReason, Verdict};

/// The score of a point, an indicator or the whole, and how far to trust it.
///
/// Always `lower <= score <= upper`; see `docs/method.md` for the proof.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NodeScore {
    /// `0..=1`; `None` if nothing below the node is known.
    pub score: Option<f64>,
    /// Share of the node's weight that is known, `0..=1`.
    pub coverage: f64,
    /// The score if everything unknown were 0.
    pub lower: f64,
    /// The score if everything unknown were 1.
    pub upper: f64,
    /// Share of the total the node has when everything is known.
    pub full_weight: f64,
    /// Share of the total it has here, with the weights of unknown siblings
    /// given to the known; 0 for an unknown node.
    pub weight: f64,
}

impl NodeScore {
    pub(super) const UNKNOWN: Self =
        Self { score: None, coverage: 0.0, lower: 0.0, upper: 1.0, full_weight: 0.0, weight: 0.0 };

    /// What the node adds to the total, in points of 100; `None` if unknown.
    pub fn contribution(&self) -> Option<f64> {
        self.score.map(|score| 100.0 * self.weight * score)
    }
}

/// The score of a point over all its verdicts.
#[derive(Debug, Clone, PartialEq)]
pub struct PointScore {
    /// The mean of the known verdicts; coverage is known / all.
    pub node: NodeScore,
    /// Verdicts with a score.
    pub n_known: u32,
    /// Why the others have none, counted. Empty as well if there is no verdict at all.
    pub reasons: BTreeMap<UnknownReason, u32>,
    /// The findings the rule could not score, each once; they are in `reasons` as `bad-answer`.
    pub mismatches: BTreeSet<Mismatch>,
}

impl PointScore {
    /// Verdicts of all kinds.
    pub fn n_verdicts(&self) -> u32 {
        self.reasons.values().fold(self.n_known, |n, count| n.saturating_add(*count))
    }
}

/// What an indicator that does not weigh did to the total.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Its position in [`IndicatorSystem::indicators`].
    pub indicator: usize,
    /// What it added to the total's score, a share of the scale; negative if it took.
    pub adds: f64,
}

/// The scores of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionScore {
    /// The region.
    pub region: RegionCode,
    /// The whole with what does not weigh brought in; bonuses may lift it above 1.
    pub total: NodeScore,
    /// Positions in [`IndicatorSystem::points`] of vetoes that hold, ascending: where there is one,
    /// the total does not count.
    pub vetoes: Vec<usize>,
    /// What bonuses, deductions, multipliers and caps did, in the order in which they act. With the
    /// contributions of the points they sum to the total. Empty if it is unknown.
    pub effects: Vec<Effect>,
    /// As [`IndicatorSystem::indicators`].
    pub indicators: Vec<NodeScore>,
    /// As [`IndicatorSystem::points`].
    pub points: Vec<PointScore>,
    /// Verdicts about points the system does not list; they do not count.
    pub n_unlisted: u32,
}

/// Scores `region` from those of `verdicts` that are its own, in any order.
///
/// The verdicts are the ones that count: where a person has corrected a
/// machine, the caller gives the correction alone.
pub fn score_region(
    system: &IndicatorSystem,
    region: RegionCode,
    verdicts: &[Verdict],
) -> RegionScore {
    let positions: BTreeMap<_, _> = (0..).zip(&system.points).map(|(i, p)| (&p.id, i)).collect();
    let mut tallies: Vec<(&ScoreRule, Tally)> =
        system.points.iter().map(|point| (&point.score, Tally::default())).collect();
    let mut n_unlisted = 0_u32;
    for verdict in verdicts.iter().filter(|verdict| verdict.region == region) {
        let position: Option<&usize> = positions.get(&verdict.point);
        match position.and_then(|position| tallies.get_mut(*position)) {
            Some((rule, tally)) => tally.add(rule, &verdict.finding),
            None => n_unlisted = n_unlisted.saturating_add(1),
        }
    }
    let points: Vec<_> = tallies.into_iter().map(|(_, tally)| tally.point_score()).collect();
    let numbers = Numbers::of_points(system, &[(region, &points)]);
    let nodes = numbers.nodes(&numbers.roll_up(), 0);
    RegionScore::of_nodes(system, region, points, n_unlisted, &nodes)
}

impl RegionScore {
    /// Of `nodes`, numbered as the engine's tree, with vetoes and bonuses brought in.
    pub(super) fn of_nodes(
        system: &IndicatorSystem,
        region: RegionCode,
        mut points: Vec<PointScore>,
        n_unlisted: u32,
        nodes: &[NodeScore],
    ) -> Self {
        let (indicators, rest) = nodes.split_at(system.indicators.len().min(nodes.len()));
        for (point, node) in points.iter_mut().zip(rest) {
            point.node = *node;
        }
        let weighted = rest.last().copied().unwrap_or(NodeScore::UNKNOWN);
        let (total, effects) = parts::with_parts(system, weighted, indicators, &points);
        let vetoes = parts::vetoes(system, &points);
        let indicators = indicators.to_vec();
        Self { region, total, vetoes, effects, indicators, points, n_unlisted }
    }
}

/// The verdicts of one point while they are being counted.
#[derive(Default)]
struct Tally {
    scores: Vec<f64>,
    n_known: u32,
    reasons: BTreeMap<UnknownReason, u32>,
    mismatches: BTreeSet<Mismatch>,
}

impl Tally {
    fn add(&mut self, rule: &ScoreRule, finding: &Finding) {
        let reason = match score_point(rule, finding) {
            Ok(Scored::Known(score)) => {
                self.scores.push(score);
                self.n_known = self.n_known.saturating_add(1);
                return;
            }
            Ok(Scored::Unknown(reason)) => reason,
            Err(mismatch) => {
                self.mismatches.insert(mismatch);
                UnknownReason::BadAnswer
            }
        };
        let count = self.reasons.entry(reason).or_default();
        *count = count.saturating_add(1);
    }

    fn point_score(mut self) -> PointScore {
        // Summed from the least up, so that the order of the pages does not show.
        self.scores.sort_by(f64::total_cmp);
        let sum = self.scores.iter().fold(0.0, |sum, score| sum + score);
        let known = f64::from(self.n_known);
        let unknown = self.reasons.values().map(|count| f64::from(*count)).fold(0.0, |a, b| a + b);
        let all = known + unknown;
        let node = if self.n_known == 0 {
            NodeScore::UNKNOWN
        } else {
            bounded(sum / known, [sum / all, (sum + unknown) / all], known / all)
        };
        let Self { scores: _, n_known, reasons, mismatches } = self;
        PointScore { node, n_known, reasons, mismatches }
    }
}

/// A known node. The last bit of a quotient may stray, so the bounds are made
/// to hold the score and nothing leaves `0..=1`.
fn bounded(score: f64, [lower, upper]: [f64; 2], coverage: f64) -> NodeScore {
    debug_assert!((-1e-9..=1.0 + 1e-9).contains(&score), "mean of shares left 0..=1: {score}");
    let score = score.clamp(0.0, 1.0);
    NodeScore {
        score: Some(score),
        coverage: coverage.min(1.0),
        lower: lower.min(score),
        upper: upper.clamp(score, 1.0),
        ..NodeScore::UNKNOWN
    }
}
