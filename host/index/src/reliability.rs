//! Whether the parts of an indicator measure one thing, and how much each part counts in truth.

use crate::correlation::{covariance, pearson};
use crate::number::{count, sum};

/// Cronbach's α = *k*/(*k*−1) · (1 − Σ var / Σ cov) over *k* columns, covariances over the regions in
/// which both are known. Near 1: the columns say the same; below about 0.6: they are a
/// collection, which for an index of different duties is no fault; negative: they contradict each other.
/// `None` of fewer than two columns or without variance.
///
/// Source: Cronbach (1951); COINr `get_cronbach`.
pub fn cronbach(columns: &[Vec<Option<f64>>]) -> Option<f64> {
    let k = count(columns.len());
    let of = |a, b| covariance(a, b).unwrap_or(0.0);
    let own = sum(columns.iter().map(|column| of(column, column)));
    let all = sum(columns.iter().flat_map(|a| columns.iter().map(move |b| of(a, b))));
    let alpha = k / (k - 1.0) * (1.0 - own / all);
    (k > 1.0 && alpha.is_finite()).then_some(alpha)
}

/// What a column counts in a score: the share of its variance that goes with it, *r*² (the "main
/// effect" if the two are in line). A nominal weight is not an importance: a column that
/// hardly differs between regions decides nothing, however much it weighs.
///
/// Source: Paruolo, Saisana and Saltelli (2013), "Ratings and rankings: voodoo or science?".
pub fn importance(column: &[Option<f64>], scores: &[Option<f64>]) -> Option<f64> {
    pearson(column, scores).map(|r| r * r)
}
