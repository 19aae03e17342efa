//! How children make their parent: arithmetic, geometric or harmonic, one for all or by level.
//!
//! | mean | formula, weights *w* over the known children | consequence |
//! |---|---|---|
//! | arithmetic | Σ*wx* / Σ*w* | a strength pays for a weakness in full |
//! | geometric | exp(Σ*w* ln *x* / Σ*w*) | the weaker a child, the more it costs; a single 0 makes 0 |
//! | harmonic | Σ*w* / Σ(*w*/*x*) | the same, more strictly still |
//!
//! Always harmonic ≤ geometric ≤ arithmetic. The last two are not defined for
//! negative scores: the parent is unknown then. Source: OECD/JRC Handbook (2008), chapter 6.

use crate::number::{exp, ln};
use crate::tree::Tree;

/// A weighted mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mean {
    /// Σ*wx* / Σ*w*.
    #[default]
    Arithmetic,
    /// exp(Σ*w* ln *x* / Σ*w*).
    Geometric,
    /// Σ*w* / Σ(*w*/*x*).
    Harmonic,
}

impl Mean {
    /// What of a score is summed; NaN where the mean is not defined for it.
    pub(crate) fn term(self, x: f64) -> f64 {
        match self {
            Self::Arithmetic => x,
            // ln 0 = −∞, and exp(−∞) = 0: the limit.
            Self::Geometric => ln(x),
            Self::Harmonic if x < 0.0 => f64::NAN,
            // 1/0 = ∞, and 1/∞ = 0. Of −0.0 it would be −∞.
            Self::Harmonic => 1.0 / (x + 0.0),
        }
    }

    /// The mean from Σ *w*·term and Σ *w*; `None` where nothing weighs or it is not defined.
    pub(crate) fn close(self, sum: f64, weight: f64) -> Option<f64> {
        if weight <= 0.0 {
            return None;
        }
        let mean = match self {
            Self::Arithmetic => sum / weight,
            Self::Geometric => exp(sum / weight),
            Self::Harmonic => weight / sum,
        };
        mean.is_finite().then_some(mean)
    }

    /// The weighted mean of what is known, from the first to the last; see the module for zero and
    /// below. What weighs nothing does not count.
    pub fn of(self, children: impl IntoIterator<Item = (f64, Option<f64>)>) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for (weight, score) in children {
            let Some(score) = score.filter(|_| weight > 0.0) else { continue };
            sum += weight * self.term(score);
            weights += weight;
        }
        self.close(sum, weights)
    }
}

/// The mean of every indicator and of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Means {
    /// As the tree's indicators, then the total.
    of: Vec<Mean>,
}

impl Means {
    /// One for all.
    pub fn all(tree: &Tree, mean: Mean) -> Self {
        Self { of: vec![mean; tree.n_indicators() + 1] }
    }

    /// By depth: the first makes the total, the next the level-1 indicators, and so on; the last
    /// given one also makes everything deeper. Arithmetic if none is given.
    pub fn by_depth(tree: &Tree, means: &[Mean]) -> Self {
        let of = |node| {
            let found = means.get(tree.depth(node)).or(means.last());
            found.copied().unwrap_or_default()
        };
        Self { of: (0..tree.n_indicators()).chain([tree.total()]).map(of).collect() }
    }

    /// That of an indicator or of the total; arithmetic for anything else.
    pub fn of(&self, tree: &Tree, node: usize) -> Mean {
        let at = if node == tree.total() { tree.n_indicators() } else { node };
        self.of.get(at).copied().unwrap_or_default()
    }

    /// Whether all are arithmetic, so that the total is linear in the points.
    pub fn are_linear(&self) -> bool {
        self.of.iter().all(|mean| *mean == Mean::Arithmetic)
    }
}
