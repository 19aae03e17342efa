//! What a node matters: ranks without it.
//!
//! Its weight goes to its siblings, as if the node had not been in the system. Source: COINr
//! `remove_elements`; OECD/JRC Handbook (2008), chapter 7.

use crate::means::Means;
use crate::number::mean;
use crate::parallel;
use crate::rank::{rank, shifts};
use crate::roll_up::totals;
use crate::table::Table;
use crate::tree::Tree;

/// The ranks without one node.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The node.
    pub node: usize,
    /// Places that each region gains (positive) or loses without it; `None` where it has no total
    /// with or without.
    pub shifts: Vec<Option<i64>>,
    /// Mean absolute shift: 0 says that the node decides nothing. `None` if nothing is ranked.
    pub mean_shift: Option<f64>,
}

/// Leaves each of `nodes` out by itself.
pub fn leave_out(tree: &Tree, table: &Table, means: &Means, nodes: &[usize]) -> Vec<LeftOut> {
    let nominal = rank(&totals(tree, table, means));
    parallel::map(nodes.len(), |at| {
        let node = nodes.get(at).copied().unwrap_or(tree.total());
        let mut weights = tree.weights().to_vec();
        if let Some(weight) = weights.get_mut(node) {
            *weight = 0.0;
        }
        let without = tree.with_weights(&weights).map(|tree| rank(&totals(&tree, table, means)));
        let shifts = shifts(&nominal, &without.unwrap_or_default());
        let sizes = shifts.iter().flatten().map(|shift| {
            #[expect(
                clippy::cast_precision_loss,
                reason = "shifts are below the number of regions"
            )]
            let size = shift.abs() as f64;
            size
        });
        let mean_shift = mean(&sizes.collect::<Vec<_>>());
        LeftOut { node, shifts, mean_shift }
    })
}
