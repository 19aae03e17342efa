//! Aggregation without compensation: who beats whom, and by how much weight.
//!
//! *o*ᵢⱼ = Σ*w* where *i* beats *j* + ½ Σ*w* where they are equal, over Σ*w*. Copeland's score of *i*
//! is the number of regions it beats (*o*ᵢⱼ > ½) less the number it loses to.
//!
//! Consequence: only the order counts in every point, so an extreme is worth as much as a
//! narrow win; adding a region can change the order of two others.
//! Source: Munda and Nardo (2009); COINr `outrankMatrix`, `a_copeland`.

use crate::number::sum;
use crate::table::Table;

/// The outranking matrix, row by row; 0 on the diagonal. Points that are unknown in either of two
/// regions are left out and the rest of the weight counts; where nothing is left the two are
/// even (½). Takes time in the square of the regions.
pub fn outranking(table: &Table, weights: &[f64]) -> Vec<Vec<f64>> {
    let rows: Vec<_> = (0..table.n_rows()).map(|row| table.row(row)).collect();
    let beats = |i: usize, a: &[Option<f64>]| {
        let against = |(j, b): (usize, &Vec<Option<f64>>)| {
            if i == j { 0.0 } else { share(a, b, weights) }
        };
        rows.iter().enumerate().map(against).collect()
    };
    rows.iter().enumerate().map(|(i, row)| beats(i, row)).collect()
}

fn share(a: &[Option<f64>], b: &[Option<f64>], weights: &[f64]) -> f64 {
    let (mut won, mut all) = (0.0, 0.0);
    for ((a, b), weight) in a.iter().zip(b).zip(weights) {
        let Some((a, b)) = a.zip(*b) else { continue };
        all += weight;
        won += match a.total_cmp(&b) {
            std::cmp::Ordering::Greater => *weight,
            std::cmp::Ordering::Equal => weight / 2.0,
            std::cmp::Ordering::Less => 0.0,
        };
    }
    if all > 0.0 { won / all } else { 0.5 }
}

/// Copeland's scores from [`outranking`]. A half is a half within 1e-12.
pub fn copeland(outranking: &[Vec<f64>]) -> Vec<f64> {
    let duel = |share: f64| {
        if crate::number::is_nothing(share - 0.5, 1.0) { 0.0 } else { (share - 0.5).signum() }
    };
    let score = |(i, row): (usize, &Vec<f64>)| {
        sum(row.iter().enumerate().filter(|(j, _)| i != *j).map(|(_, share)| duel(*share)))
    };
    outranking.iter().enumerate().map(score).collect()
}
