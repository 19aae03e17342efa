//! Why two evaluations of a region differ: parts by cause that sum to the difference.
//!
//! A difference of two totals has many causes at once (pages, point set, weights, probe versions,
//! reviews), and what one of them does depends on the others: a better page counts more under a
//! greater weight. Introducing them one after the other would give the first and the last another
//! part than the rest. So every order is tried and each cause gets its mean effect over
//! all of them, its Shapley value:
//!
//! > φᵢ = Σ over sets *S* without *i* of |*S*|! (*n*−|*S*|−1)! / *n*! · (*v*(*S* ∪ *i*) − *v*(*S*))
//!
//! where *v*(*S*) is the total with the causes in *S* as after and the others as before. The parts
//! sum to the difference whatever the means and whatever is unknown; no order is preferred; a
//! cause that changes nothing gets 0. Source: Shapley (1953); Shorrocks (2013) for decomposition.

use crate::means::Means;
use crate::number::{count, sum};
use crate::tree::Tree;

/// Causes that can be told apart: 2¹² totals for each region.
pub const CAUSES_MAX: usize = 12;

/// Why there is no decomposition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// More than [`CAUSES_MAX`].
    #[error("{found} causes, at most {CAUSES_MAX} can be told apart")]
    Causes {
        /// Causes given.
        found: usize,
    },
    /// A change names a cause, node or point that is not there, or a weight that cannot be.
    #[error("change {at} does not fit the tree or the causes")]
    Change {
        /// From 0.
        at: usize,
    },
    /// Not one score for every point.
    #[error("the scores before are not those of the tree's points")]
    Scores,
}

/// The Shapley values of `n_causes` causes. `value` is asked once for every set of causes, a bit for
/// each.
///
/// # Errors
///
/// [`CompareError::Causes`].
pub fn shapley(n_causes: usize, value: impl FnMut(usize) -> f64) -> Result<Vec<f64>, CompareError> {
    if n_causes > CAUSES_MAX {
        return Err(CompareError::Causes { found: n_causes });
    }
    let values: Vec<f64> = (0..1_usize << n_causes).map(value).collect();
    let of = |set: usize| values.get(set).copied().unwrap_or(0.0);
    let part = |cause: usize| {
        let bit = 1_usize << cause;
        let without = (0..values.len()).filter(|set| set & bit == 0);
        sum(without.map(|set| share(n_causes, set) * (of(set | bit) - of(set))))
    };
    Ok((0..n_causes).map(part).collect())
}

/// |S|! (n−|S|−1)! / n! = 1 / (n · C(n−1, |S|)): the share of orders in which exactly *S* comes before.
fn share(n: usize, set: usize) -> f64 {
    let size = (0..n).filter(|cause| set >> cause & 1 == 1).count();
    let choices = (0..size).fold(1.0, |c, k| c * count(n - 1 - k) / count(k + 1));
    1.0 / (count(n) * choices)
}

/// Something that is otherwise after than before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Which of the causes brought it.
    pub cause: usize,
    /// What is otherwise.
    pub to: To,
}

/// What a change leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum To {
    /// A point, by column, has this score, or is unknown.
    Score(usize, Option<f64>),
    /// A node has this weight. A point or indicator that is new had the weight 0, one that is gone has
    /// it.
    Weight(usize, f64),
}

/// A difference by cause.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Total before; `None` if unknown.
    pub before: Option<f64>,
    /// Total after; `None` if unknown.
    pub after: Option<f64>,
    /// By cause; they sum to after − before, an unknown total taken as 0.
    pub parts: Vec<f64>,
}

/// Splits the difference that `changes` make to one region's total. Where several causes change the
/// same thing, the last change listed whose cause is in force holds: list a page before the probe
/// that judged it and the review that corrected it.
///
/// # Errors
///
/// See [`CompareError`].
pub fn split(
    tree: &Tree,
    means: &Means,
    before: &[Option<f64>],
    changes: &[Change],
    n_causes: usize,
) -> Result<Difference, CompareError> {
    if before.len() != tree.n_points() {
        return Err(CompareError::Scores);
    }
    let fits = |change: &Change| {
        change.cause < n_causes
            && match change.to {
                To::Score(column, score) => {
                    column < tree.n_points() && score.is_none_or(f64::is_finite)
                }
                To::Weight(node, weight) => {
                    node < tree.n_nodes() && weight >= 0.0 && weight.is_finite()
                }
            }
    };
    if let Some(at) = changes.iter().position(|change| !fits(change)) {
        return Err(CompareError::Change { at });
    }
    let total = |set: usize| {
        let (mut scores, mut weights) = (before.to_vec(), tree.weights().to_vec());
        for change in changes.iter().filter(|change| set >> change.cause & 1 == 1) {
            match change.to {
                To::Score(column, score) => {
                    scores.get_mut(column).into_iter().for_each(|slot| *slot = score);
                }
                To::Weight(node, weight) => {
                    weights.get_mut(node).into_iter().for_each(|slot| *slot = weight);
                }
            }
        }
        total_of(tree, means, &weights, &scores)
    };
    let parts = shapley(n_causes, |set| total(set).unwrap_or(0.0))?;
    Ok(Difference { before: total(0), after: total((1 << n_causes) - 1), parts })
}

/// The total of one region, as [`crate::roll_up`] makes it.
pub fn total_of(
    tree: &Tree,
    means: &Means,
    weights: &[f64],
    scores: &[Option<f64>],
) -> Option<f64> {
    let mut nodes: Vec<Option<f64>> = vec![None; tree.n_indicators()];
    nodes.extend_from_slice(scores);
    nodes.push(None);
    for parent in tree.upwards() {
        let child = |node: &usize| {
            let weight = weights.get(*node).copied().unwrap_or(0.0);
            (weight, nodes.get(*node).copied().flatten())
        };
        let score = means.of(tree, parent).of(tree.children(parent).iter().map(child));
        if let Some(slot) = nodes.get_mut(parent) {
            *slot = score;
        }
    }
    nodes.last().copied().flatten()
}

/// Share of the total that each node has after the weights of what is unknown went to its known
/// siblings; 0 for the unknown. With arithmetic means the total is Σ share · score over the points.
pub fn effective_shares(tree: &Tree, scores: &[Option<f64>]) -> Vec<f64> {
    let mut weights = tree.weights().to_vec();
    for (column, score) in scores.iter().enumerate() {
        if let Some(weight) = weights.get_mut(tree.point(column)).filter(|_| score.is_none()) {
            *weight = 0.0;
        }
    }
    for parent in tree.upwards().filter(|parent| *parent != tree.total()) {
        let weighs = |node: &usize| weights.get(*node).is_some_and(|weight| *weight > 0.0);
        if !tree.children(parent).iter().any(weighs) {
            weights.get_mut(parent).into_iter().for_each(|weight| *weight = 0.0);
        }
    }
    tree.shares(&weights)
}

/// What a point adds to a difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointPart {
    /// Because its score changed.
    pub by_score: f64,
    /// Because it counts more or less, or became known or unknown.
    pub by_weight: f64,
}

/// The difference of two arithmetic totals, point by point: (*w*₀+*w*₁)/2 · (*s*₁−*s*₀) and
/// (*s*₀+*s*₁)/2 · (*w*₁−*w*₀) with the effective shares *w*, which is the Shapley split of a product.
/// An unknown score is taken as the known one of the other side: becoming known is a change of weight.
/// All parts of all points sum to the difference.
pub fn by_point(before: &Side<'_>, after: &Side<'_>) -> Vec<PointPart> {
    let shares = before.shares.iter().zip(after.shares);
    let scores = before.scores.iter().zip(after.scores);
    let parts = shares.zip(scores).map(|((was, is), (old, new))| {
        let from = old.or(*new).unwrap_or(0.0);
        let to = new.or(*old).unwrap_or(0.0);
        PointPart {
            by_score: f64::midpoint(*was, *is) * (to - from),
            by_weight: f64::midpoint(from, to) * (is - was),
        }
    });
    parts.collect()
}

/// One of the two evaluations of a region, point by point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Side<'a> {
    /// Effective shares of the total; see [`effective_shares`].
    pub shares: &'a [f64],
    /// Scores.
    pub scores: &'a [Option<f64>],
}
