//! The weighted roll-up: verdicts of one region to scores at every node.
//!
//! Unknown is left out and its weight goes to its known siblings; coverage and
//! bounds say how much that could matter.

use std::collections::{BTreeMap, BTreeSet};

use super::parts;
use super::score::{Mismatch, Scored, score_point};
use crate::model::{
    Finding, Indicator, IndicatorSystem, Part, RegionCode, ScoreRule, UnknownReason, Verdict,
};

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
    const UNKNOWN: Self =
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

/// The scores of one region.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionScore {
    /// The region.
    pub region: RegionCode,
    /// The whole, bonuses included, which may lift it above 1.
    pub total: NodeScore,
    /// Positions in [`IndicatorSystem::points`] of vetoes that hold, ascending: where there is one,
    /// the total does not count.
    pub vetoes: Vec<usize>,
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
    let mut points: Vec<_> = tallies.into_iter().map(|(_, tally)| tally.point_score()).collect();
    let nodes = Tree::of(system).scores(points.iter().map(|point| point.node));
    let (indicators, rest) = nodes.split_at(system.indicators.len());
    for (point, node) in points.iter_mut().zip(rest) {
        point.node = *node;
    }
    let weighted = rest.last().copied().unwrap_or(NodeScore::UNKNOWN);
    let total = parts::with_bonuses(system, weighted, indicators);
    let vetoes = parts::vetoes(system, &points);
    RegionScore { region, total, vetoes, indicators: indicators.to_vec(), points, n_unlisted }
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

/// The system as one list of nodes: indicators, then points, then the total.
struct Tree {
    /// Children of every indicator, then those of the total.
    children: Vec<Vec<Link>>,
    n_indicators: usize,
    n_points: usize,
}

/// A child and its share of the parent, in per cent of whatever the siblings sum to.
struct Link {
    node: usize,
    percent: f64,
}

impl Tree {
    fn of(system: &IndicatorSystem) -> Self {
        let n_indicators = system.indicators.len();
        let mut children: Vec<Vec<Link>> = (0..=n_indicators).map(|_| Vec::new()).collect();
        let mut hang = |parent: usize, node: usize, percent: f64| {
            debug_assert!(
                parent < node || parent == n_indicators,
                "a parent stands before its children"
            );
            if let Some(links) = children.get_mut(parent) {
                links.push(Link { node, percent });
            }
        };
        // Vetoes and bonuses weigh nothing; `parts` brings them in.
        let weighs = |indicator: &Indicator| indicator.part == Part::Weighted;
        for (node, indicator) in system.indicators.iter().enumerate().filter(|(_, i)| weighs(i)) {
            hang(indicator.parent.unwrap_or(n_indicators), node, indicator.weight.percent());
        }
        for (node, point) in (n_indicators..).zip(&system.points) {
            hang(point.indicator, node, point.weight.percent());
        }
        Self { children, n_indicators, n_points: system.points.len() }
    }

    /// All nodes with their scores and weights, given those of the points.
    fn scores(&self, points: impl Iterator<Item = NodeScore>) -> Vec<NodeScore> {
        let mut nodes = vec![NodeScore::UNKNOWN; self.n_indicators];
        nodes.extend(points);
        nodes.push(NodeScore { full_weight: 1.0, ..NodeScore::UNKNOWN });
        let total = self.n_indicators + self.n_points;
        let indicators = || (0..self.n_indicators).zip(&self.children);
        let top = self.children.last().map(|links| (total, links));
        for (node, links) in indicators().rev().chain(top) {
            let mean = mean(links, &nodes);
            set(&mut nodes, node, |old| NodeScore { full_weight: old.full_weight, ..mean });
        }
        set(&mut nodes, total, |old| NodeScore {
            weight: if old.score.is_some() { 1.0 } else { 0.0 },
            ..old
        });
        for (node, links) in top.into_iter().chain(indicators()) {
            spread(links, node, &mut nodes);
        }
        nodes
    }
}

fn set(nodes: &mut [NodeScore], node: usize, change: impl FnOnce(NodeScore) -> NodeScore) {
    if let Some(slot) = nodes.get_mut(node) {
        *slot = change(*slot);
    }
}

/// Weighted sums over the children, in the order of the system.
#[derive(Default)]
struct Sums {
    all: f64,
    known: f64,
    score: f64,
    coverage: f64,
    lower: f64,
    upper: f64,
}

fn sums(links: &[Link], nodes: &[NodeScore]) -> Sums {
    let mut sums = Sums::default();
    for link in links {
        let Some(child) = nodes.get(link.node) else { continue };
        sums.all += link.percent;
        sums.coverage += link.percent * child.coverage;
        sums.lower += link.percent * child.lower;
        sums.upper += link.percent * child.upper;
        if let Some(score) = child.score {
            sums.known += link.percent;
            sums.score += link.percent * score;
        }
    }
    sums
}

/// The weighted arithmetic mean of the known children.
fn mean(links: &[Link], nodes: &[NodeScore]) -> NodeScore {
    let sums = sums(links, nodes);
    if sums.known <= 0.0 {
        return NodeScore::UNKNOWN;
    }
    let bounds = [sums.lower / sums.all, sums.upper / sums.all];
    bounded(sums.score / sums.known, bounds, sums.coverage / sums.all)
}

/// Gives the weights of `parent` to its children.
fn spread(links: &[Link], parent: usize, nodes: &mut [NodeScore]) {
    let Sums { all, known, .. } = sums(links, nodes);
    let Some(NodeScore { full_weight, weight, .. }) = nodes.get(parent).copied() else { return };
    for link in links {
        set(nodes, link.node, |child| NodeScore {
            full_weight: if all > 0.0 { full_weight * link.percent / all } else { 0.0 },
            weight: if child.score.is_some() && known > 0.0 {
                weight * link.percent / known
            } else {
                0.0
            },
            ..child
        });
    }
}
