//! Weights: given, equal, by pairwise comparison of people, or from the data.
//!
//! Given weights are the tree's own. What follows makes new ones for the children of one
//! node, summing to 1; [`crate::Tree::with_weights`] puts them in. Weights from data say what
//! tells regions apart, not what matters to citizens: use them to see how far the ranks
//! depend on the weights.

mod ahp;
mod components;
mod objective;

pub use ahp::{Ahp, AhpError, RandomIndex, ahp};
pub use components::{PcaError, pca, principal_components};
pub use objective::Weighting;

use crate::number::{count, sum};

/// 1/n each.
pub fn equal(n: usize) -> Vec<f64> {
    vec![1.0 / count(n.max(1)); n]
}

/// In proportion, summing to 1; `None` if they sum to nothing or one is negative.
pub fn proportional(weights: &[f64]) -> Option<Vec<f64>> {
    let all = sum(weights.iter().copied());
    let usable = all > 0.0 && all.is_finite() && weights.iter().all(|weight| *weight >= 0.0);
    usable.then(|| weights.iter().map(|weight| weight / all).collect())
}
