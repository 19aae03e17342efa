//! A draw's way up the tree, sixteen regions at a time: the inner loop of uncertain indices.

use crate::means::{Mean, Means};
use crate::number::count;
use crate::parts::is_below;
use crate::scenario::{Of, Scenario};
use crate::tree::Tree;

/// Regions of one step: as many sums as the processor has registers for.
pub(crate) const LANES: usize = 16;

/// One number for each region of a step.
pub(crate) type Lanes = [f64; LANES];

/// `sums` and weight · number over the points, from the first to the last. One quantity at a time:
/// with two the compiler gives up the wide instructions.
#[inline(always)]
#[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
pub(crate) fn dots(mut sums: Lanes, weights: &[f64], points: &[Lanes]) -> Lanes {
    for (weight, numbers) in weights.iter().zip(points) {
        for (sum, number) in sums.iter_mut().zip(numbers) {
            *sum += weight * number;
        }
    }
    sums
}

/// The dots of two draws at once: each number is loaded once for both, and while the sums of one wait for
/// its additions those of the other go on. Without weights, 0.
#[inline(always)]
#[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
pub(crate) fn pair_of_dots(first: &[f64], second: &[f64], points: &[Lanes]) -> [Lanes; 2] {
    let (mut a, mut b) = ([0.0; LANES], [0.0; LANES]);
    if second.is_empty() {
        return [dots(a, first, points), b];
    }
    for ((first, second), numbers) in first.iter().zip(second).zip(points) {
        for ((a, b), number) in a.iter_mut().zip(&mut b).zip(numbers) {
            *a += first * number;
            *b += second * number;
        }
    }
    [a, b]
}

/// The points of a step of regions, in the order of [`Climb::columns`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Points<'a> {
    /// What the mean above sums; 0 where unknown.
    pub(crate) terms: &'a [Lanes],
    /// 1 or 0.
    pub(crate) known: &'a [Lanes],
}

/// The tree as a list of steps, children before parents, up to what is ranked.
#[derive(Debug, Clone)]
pub(crate) struct Climb {
    steps: Vec<Step>,
    /// The columns in the order they are summed: those of one parent side by side.
    pub(crate) columns: Vec<usize>,
    n_indicators: usize,
    weighing: Weighing,
    /// As [`crate::roll_up::Rules::known_min`].
    known_min: f64,
}

/// What points weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weighing {
    /// Their own.
    Own,
    /// Their share of the total.
    Shares,
    /// A point by itself.
    One,
}

#[derive(Debug, Clone)]
struct Step {
    /// Position among the indicators and the total.
    at: usize,
    mean: Mean,
    /// Indicators below, which are summed before the points.
    indicators: Vec<usize>,
    /// Points below, as positions in [`Climb::columns`].
    points: std::ops::Range<usize>,
}

/// Score and mark of an indicator or the total in the regions of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    pub(crate) score: Lanes,
    pub(crate) known: Lanes,
}

impl Node {
    pub(crate) const NOTHING: Self = Self { score: [0.0; LANES], known: [0.0; LANES] };
}

impl Climb {
    /// Up to what `scenario` ranks.
    pub(crate) fn new(scenario: &Scenario<'_>, means: &Means) -> Self {
        let tree = scenario.tree;
        match scenario.of {
            Of::Total => Self::up_to(scenario, means, tree.total()),
            Of::Node(node) => match tree.column(node) {
                Some(column) => Self::flat(&[column], Weighing::One),
                None => Self::up_to(scenario, means, node),
            },
            Of::Points(columns) => Self::flat(columns, Weighing::Shares),
        }
    }

    fn up_to(scenario: &Scenario<'_>, means: &Means, top: usize) -> Self {
        let tree = scenario.tree;
        let mut columns = Vec::with_capacity(tree.n_points());
        let mut steps = Vec::with_capacity(tree.n_indicators() + 1);
        for parent in tree.upwards().filter(|parent| is_below(tree, *parent, top)) {
            let children = tree.children(parent);
            let from = columns.len();
            columns.extend(children.iter().filter_map(|child| tree.column(*child)));
            let is_indicator = |child: &usize| tree.column(*child).is_none();
            steps.push(Step {
                at: if parent == tree.total() { tree.n_indicators() } else { parent },
                mean: means.of(tree, parent),
                indicators: children.iter().copied().filter(is_indicator).collect(),
                points: from..columns.len(),
            });
        }
        let (n_indicators, known_min) = (tree.n_indicators(), scenario.known_min);
        Self { steps, columns, n_indicators, weighing: Weighing::Own, known_min }
    }

    /// One step over some points.
    fn flat(columns: &[usize], weighing: Weighing) -> Self {
        let points = 0..columns.len();
        let step = Step { at: 0, mean: Mean::Arithmetic, indicators: Vec::new(), points };
        let columns = columns.to_vec();
        Self { steps: vec![step], columns, n_indicators: 0, weighing, known_min: 0.0 }
    }

    /// The mean that a point's score enters; arithmetic where it is looked at by itself or in a topic.
    pub(crate) fn mean_above(&self, place: usize) -> Mean {
        let step = self.steps.iter().find(|step| step.points.contains(&place));
        step.map_or(Mean::Arithmetic, |step| step.mean)
    }

    /// Room for the nodes of a step.
    pub(crate) fn room(&self) -> Vec<Node> {
        vec![Node::NOTHING; self.n_indicators + 1]
    }

    /// Weights, one for every node of the tree, as [`Climb::total`] wants them: those of the
    /// indicators, then those of the points in the order of `columns`.
    pub(crate) fn weights(&self, tree: &Tree, weights: &[f64]) -> Vec<f64> {
        let points = |all: &[f64]| -> Vec<f64> {
            let of = |column: &usize| all.get(tree.point(*column)).copied().unwrap_or(0.0);
            self.columns.iter().map(of).collect()
        };
        match self.weighing {
            Weighing::Own => {
                let above = weights.get(..self.n_indicators).unwrap_or_default();
                [above, &points(weights)].concat()
            }
            Weighing::Shares => points(&tree.shares(weights)),
            Weighing::One => vec![1.0; self.columns.len()],
        }
    }

    /// What is ranked by these weights. Sums run as in [`crate::roll_up`].
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
    pub(crate) fn total(&self, weights: &[f64], points: Points<'_>, nodes: &mut [Node]) -> Node {
        let (above, below) = weights.split_at(self.n_indicators.min(weights.len()));
        let mut last = Node::NOTHING;
        for step in &self.steps {
            let below = below.get(step.points.clone()).unwrap_or_default();
            let points = Points {
                terms: points.terms.get(step.points.clone()).unwrap_or_default(),
                known: points.known.get(step.points.clone()).unwrap_or_default(),
            };
            let sums = step.sums(above, below, points, nodes);
            last = close(&sums, step.mean);
            if self.known_min > 0.0 {
                let enough = step.enough(self.known_min, (above, below), points, nodes);
                last.score.iter_mut().zip(&enough).for_each(|(score, enough)| *score *= enough);
                last.known.iter_mut().zip(&enough).for_each(|(known, enough)| *known *= enough);
            }
            if let Some(node) = nodes.get_mut(step.at) {
                *node = last;
            }
        }
        last
    }
}

impl Step {
    /// Σ *w*·term and Σ *w* over what is known.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
    fn sums(&self, above: &[f64], below: &[f64], points: Points<'_>, nodes: &[Node]) -> Node {
        let mut sums = Node::NOTHING;
        for at in &self.indicators {
            if let Some((node, weight)) = nodes.get(*at).zip(above.get(*at)) {
                // 0 · ∞ would be NaN; what weighs nothing does not count.
                if *weight > 0.0 {
                    let weight = std::slice::from_ref(weight);
                    sums.score = dots(sums.score, weight, &[terms(node, self.mean)]);
                    sums.known = dots(sums.known, weight, &[node.known]);
                }
            }
        }
        let Points { terms, known } = points;
        if self.mean == Mean::Arithmetic || below.iter().all(|weight| *weight > 0.0) {
            sums.score = dots(sums.score, below, terms);
            sums.known = dots(sums.known, below, known);
            return sums;
        }
        for ((weight, terms), known) in below.iter().zip(terms).zip(known) {
            // As above: 0 · ∞.
            if *weight > 0.0 {
                let weight = std::slice::from_ref(weight);
                sums.score = dots(sums.score, weight, std::slice::from_ref(terms));
                sums.known = dots(sums.known, weight, std::slice::from_ref(known));
            }
        }
        sums
    }

    /// 1 where at least this share of the children that weigh is known, by number, else 0.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
    fn enough(
        &self,
        known_min: f64,
        (above, below): (&[f64], &[f64]),
        points: Points<'_>,
        nodes: &[Node],
    ) -> Lanes {
        let mut n_known = [0.0; LANES];
        let mut n_weighed = 0_usize;
        let indicators = self
            .indicators
            .iter()
            .filter_map(|at| above.get(*at).copied().zip(nodes.get(*at).map(|node| &node.known)));
        for (weight, known) in indicators.chain(below.iter().copied().zip(points.known)) {
            if weight > 0.0 {
                n_weighed += 1;
                n_known.iter_mut().zip(known).for_each(|(n, known)| *n += known);
            }
        }
        let least = known_min * count(n_weighed);
        n_known.map(|n_known| if n_known >= least { 1.0 } else { 0.0 })
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
fn terms(node: &Node, mean: Mean) -> Lanes {
    if mean == Mean::Arithmetic {
        return node.score;
    }
    let mut terms = [0.0; LANES];
    for ((term, score), known) in terms.iter_mut().zip(&node.score).zip(&node.known) {
        *term = if *known > 0.0 { mean.term(*score) } else { 0.0 };
    }
    terms
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "compiled with its caller's instructions")]
fn close(sums: &Node, mean: Mean) -> Node {
    let mut node = Node::NOTHING;
    let lanes = node.score.iter_mut().zip(&mut node.known);
    if mean == Mean::Arithmetic {
        // What `Mean::close` gives, without a branch.
        for ((score, known), (sum, weight)) in lanes.zip(sums.score.iter().zip(&sums.known)) {
            let is_known = *weight > 0.0;
            *score = if is_known { sum / weight } else { 0.0 };
            *known = if is_known { 1.0 } else { 0.0 };
        }
        return node;
    }
    for ((score, known), (sum, weight)) in lanes.zip(sums.score.iter().zip(&sums.known)) {
        let closed = mean.close(*sum, *weight);
        *score = closed.unwrap_or(0.0);
        *known = if closed.is_some() { 1.0 } else { 0.0 };
    }
    node
}
