//! What a node matters: ranks without it.
//!
//! Its weight goes to its siblings, as if the node had not been in the system; what does not weigh does
//! nothing any more. Source: COINr `remove_elements`; OECD/JRC Handbook (2008), chapter 7.

use crate::monte_carlo::nominal_ranks;
use crate::number::mean;
use crate::parallel;
use crate::parts::Part;
use crate::rank::shifts;
use crate::scenario::{Scenario, ScenarioError};

/// The ranks without one node.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The node.
    pub node: usize,
    /// Places that each held region gains (positive) or loses without it; `None` where it has no total
    /// with or without.
    pub shifts: Vec<Option<i64>>,
    /// Mean absolute shift: 0 says that the node decides nothing. `None` if nothing is ranked.
    pub mean_shift: Option<f64>,
}

/// Leaves each of `nodes` out by itself, with everything else nominal.
///
/// # Errors
///
/// See [`ScenarioError`].
pub fn leave_out(scenario: &Scenario<'_>, nodes: &[usize]) -> Result<Vec<LeftOut>, ScenarioError> {
    let nominal = nominal_ranks(scenario)?;
    let one = |at: usize| -> Result<LeftOut, ScenarioError> {
        let node = nodes.get(at).copied().unwrap_or(scenario.tree.total());
        let shifts = shifts(&nominal, &without(scenario, node)?);
        let sizes = shifts.iter().flatten().map(|shift| {
            #[expect(
                clippy::cast_precision_loss,
                reason = "shifts are below the number of regions"
            )]
            let size = shift.abs() as f64;
            size
        });
        let mean_shift = mean(&sizes.collect::<Vec<_>>());
        Ok(LeftOut { node, shifts, mean_shift })
    };
    parallel::map(nodes.len(), one).into_iter().collect()
}

/// Nominal ranks without a node.
fn without(scenario: &Scenario<'_>, node: usize) -> Result<Vec<Option<u32>>, ScenarioError> {
    let mut weights = scenario.tree.weights().to_vec();
    if let Some(weight) = weights.get_mut(node) {
        *weight = 0.0;
    }
    let tree = scenario.tree.with_weights(&weights);
    let tree = tree.map_err(|source| ScenarioError::Weights { at: 0, source })?;
    let parts: Vec<Part> =
        scenario.parts.iter().copied().filter(|part| part.node != node).collect();
    nominal_ranks(&Scenario { tree: &tree, parts: &parts, ..*scenario })
}
