//! Strengths and weaknesses: where a region stands among its peers, point by point.
//!
//! The lead in a point is the score less the mean of the peers' known scores; times the
//! point's share of the total it says what the lead is worth. A strength is worth the most, a
//! weakness costs the most, so a small gap in a heavy point comes before a wide one in a light one.
//! This project's own method, after the profiles of COINr.

use crate::number::{count, mean};
use crate::table::Table;

/// A region in one point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The point's column.
    pub column: usize,
    /// Its score.
    pub score: f64,
    /// Mean of the peers' known scores.
    pub peers: f64,
    /// (score − peers) · share: in points of the total if scores are.
    pub worth: f64,
    /// Share of the peers that score less, `0..=1`; equals count half.
    pub above: f64,
}

/// Where `row` stands among the rows `peers` (which may name it; it is left out), from what is worth
/// the most to what costs the most; equals in the order of columns. `shares` are the points' shares
/// of the total. Points that are unknown in the region or in all peers are left out.
pub fn standings(table: &Table, row: usize, peers: &[usize], shares: &[f64]) -> Vec<Standing> {
    let mut standings: Vec<_> = shares
        .iter()
        .enumerate()
        .filter_map(|(column, share)| standing(table, row, peers, (column, *share)))
        .collect();
    standings.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.column.cmp(&b.column)));
    standings
}

fn standing(
    table: &Table,
    row: usize,
    peers: &[usize],
    (column, share): (usize, f64),
) -> Option<Standing> {
    let score = table.get(row, column)?;
    let others = peers.iter().filter(|peer| **peer != row);
    let scores: Vec<f64> = others.filter_map(|peer| table.get(*peer, column)).collect();
    let peers = mean(&scores)?;
    let beaten = |other: &f64| match other.total_cmp(&score) {
        std::cmp::Ordering::Less => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Greater => 0.0,
    };
    let above = crate::number::sum(scores.iter().map(beaten)) / count(scores.len());
    // Adding 0 takes the sign from −0, which would sort a tie.
    Some(Standing { column, score, peers, worth: (score - peers) * share + 0.0, above })
}
