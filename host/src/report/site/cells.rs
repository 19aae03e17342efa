//! The scores of all points in all regions, column by column, exact to the bit.
//!
//! A column has few different states (yes, no, unknown, some shares), so it is a list of states and
//! a position in it for every region.

use serde::{Serialize, Serializer};

use crate::aggregate::{NodeScore, RegionScore};

/// One column a point, in the order of the system.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Cells {
    columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Column {
    /// Nothing is unknown; one number is a score that is wholly known; four are score, coverage,
    /// lower and upper bound.
    states: Vec<Vec<f64>>,
    /// Position in `states`, one a region; see [`digits`].
    #[serde(serialize_with = "digits")]
    at: Vec<usize>,
}

impl Cells {
    /// The columns of `scores`, rows in their order.
    pub fn of(scores: &[RegionScore], n_points: usize) -> Self {
        Self::by(n_points, scores.len(), |point, row| {
            let node = scores.get(row).and_then(|score| score.points.get(point));
            node.map_or_else(Vec::new, |point| state(&point.node))
        })
    }

    /// Columns of whatever `state` says of a point and a row.
    pub(super) fn by(
        n_points: usize,
        n_rows: usize,
        state: impl Fn(usize, usize) -> Vec<f64>,
    ) -> Self {
        Self {
            columns: (0..n_points).map(|point| column(n_rows, |row| state(point, row))).collect(),
        }
    }

    /// Takes the regions' answers for the states of a point's column: positions and scores. States
    /// may then be equal.
    pub(super) fn answer(&mut self, point: usize, told: &[(usize, Option<f64>)]) {
        let Some(column) = self.columns.get_mut(point).filter(|_| !told.is_empty()) else { return };
        let n_states = told.iter().map(|(at, _)| at + 1).max().unwrap_or(0);
        let mut states = vec![Vec::new(); n_states];
        for (at, score) in told {
            if let Some(state) = states.get_mut(*at) {
                *state = score.iter().copied().collect();
            }
        }
        *column = Column { states, at: told.iter().map(|(at, _)| *at).collect() };
    }
}

fn column(n_rows: usize, state: impl Fn(usize) -> Vec<f64>) -> Column {
    let mut states: Vec<Vec<f64>> = Vec::new();
    let mut at = Vec::with_capacity(n_rows);
    for state in (0..n_rows).map(state) {
        let same = |known: &Vec<f64>| {
            known.len() == state.len()
                && known.iter().zip(&state).all(|(a, b)| a.to_bits() == b.to_bits())
        };
        at.push(states.iter().position(same).unwrap_or_else(|| {
            states.push(state.clone());
            states.len() - 1
        }));
    }
    Column { states, at }
}

fn state(node: &NodeScore) -> Vec<f64> {
    let Some(score) = node.score else { return Vec::new() };
    let whole = [1.0, score, score].map(f64::to_bits);
    if [node.coverage, node.lower, node.upper].map(f64::to_bits) == whole {
        return vec![score];
    }
    vec![score, node.coverage, node.lower, node.upper]
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Positions as digits of base 64, the lowest first, each position as many as the greatest needs:
/// without brackets and commas they pack a tenth smaller.
fn digits<S: Serializer>(at: &[usize], serializer: S) -> Result<S::Ok, S::Error> {
    let greatest = at.iter().copied().max().unwrap_or(0);
    let width = (1..=10_u32).find(|width| greatest < 64_usize.saturating_pow(*width)).unwrap_or(1);
    let digit = |rest: usize| DIGITS.get(rest % 64).copied().map_or('A', char::from);
    let of = |at: usize| (0..width).map(move |place| at / 64_usize.saturating_pow(place));
    at.iter().copied().flat_map(of).map(digit).collect::<String>().serialize(serializer)
}
