//! How two columns go together, over the regions in which both are known.
//!
//! A correlation near 1 between two points of one indicator says that they ask the same
//! thing twice; a negative one says that they pull the indicator apart.

use std::cmp::Ordering;

use crate::number::{count, mean, sorted, sum};
use crate::square::Square;

pub use significance::p_value;

mod significance;

/// The pairs in which both are known.
fn pairs(a: &[Option<f64>], b: &[Option<f64>]) -> (Vec<f64>, Vec<f64>) {
    a.iter().zip(b).filter_map(|(a, b)| a.zip(*b)).unzip()
}

/// Σ(x − mean x)(y − mean y).
fn products(x: &[f64], y: &[f64]) -> f64 {
    let (at_x, at_y) = (mean(x).unwrap_or(0.0), mean(y).unwrap_or(0.0));
    sum(x.iter().zip(y).map(|(x, y)| (x - at_x) * (y - at_y)))
}

/// The covariance of a sample, n − 1; `None` of fewer than two pairs.
pub fn covariance(a: &[Option<f64>], b: &[Option<f64>]) -> Option<f64> {
    let (x, y) = pairs(a, b);
    let free = x.len().checked_sub(1).filter(|free| *free > 0)?;
    Some(products(&x, &y) / count(free))
}

/// Pearson's *r* = Σ(x−x̄)(y−ȳ) / √(Σ(x−x̄)² Σ(y−ȳ)²), `-1..=1`: how near to a straight line.
/// `None` of fewer than two pairs or of a constant.
pub fn pearson(a: &[Option<f64>], b: &[Option<f64>]) -> Option<f64> {
    let (x, y) = pairs(a, b);
    of_values(&x, &y)
}

fn of_values(x: &[f64], y: &[f64]) -> Option<f64> {
    let is_constant =
        |values: &[f64]| values.windows(2).all(|pair| equal(pair.first(), pair.last()));
    if x.len() < 2 || is_constant(x) || is_constant(y) {
        return None;
    }
    let r = products(x, y) / (products(x, x) * products(y, y)).sqrt();
    r.is_finite().then_some(r.clamp(-1.0, 1.0))
}

fn equal(a: Option<&f64>, b: Option<&f64>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.total_cmp(b).is_eq())
}

/// Spearman's ρ: Pearson's *r* of the ranks, ties at the mean of theirs. How near to one order.
pub fn spearman(a: &[Option<f64>], b: &[Option<f64>]) -> Option<f64> {
    let (x, y) = pairs(a, b);
    of_values(&mean_ranks(&x), &mean_ranks(&y))
}

/// Ranks from 1, ties at the mean of theirs.
fn mean_ranks(values: &[f64]) -> Vec<f64> {
    let sorted = sorted(values);
    let rank = |x: &f64| {
        let below = sorted.partition_point(|other| other.total_cmp(x).is_lt());
        let upto = sorted.partition_point(|other| other.total_cmp(x).is_le());
        (count(below) + count(upto) + 1.0) / 2.0
    };
    values.iter().map(rank).collect()
}

/// Kendall's τ-b = (C − D) / √((P − Tₓ)(P − Tᵧ)): of all *P* pairs of regions, the share in one order
/// less the share in the other, corrected for ties. Takes time in the square of the regions.
/// Source: Kendall (1945).
pub fn kendall(a: &[Option<f64>], b: &[Option<f64>]) -> Option<f64> {
    let (x, y) = pairs(a, b);
    let points: Vec<_> = x.into_iter().zip(y).collect();
    let (mut agree, mut not_tied_x, mut not_tied_y) = (0_i64, 0_i64, 0_i64);
    for (i, (x, y)) in points.iter().enumerate() {
        for (other_x, other_y) in points.iter().skip(i + 1) {
            let (by_x, by_y) = (sign(x.total_cmp(other_x)), sign(y.total_cmp(other_y)));
            agree += by_x * by_y;
            not_tied_x += by_x.abs();
            not_tied_y += by_y.abs();
        }
    }
    let [agree, x, y] = [agree, not_tied_x, not_tied_y].map(|n| {
        #[expect(clippy::cast_precision_loss, reason = "pairs of regions stay below 2^53")]
        let quantity = n as f64;
        quantity
    });
    (x > 0.0 && y > 0.0).then(|| (agree / (x * y).sqrt()).clamp(-1.0, 1.0))
}

fn sign(ordering: Ordering) -> i64 {
    match ordering {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}

/// One of the measures above.
pub type Measure = fn(&[Option<f64>], &[Option<f64>]) -> Option<f64>;

/// All columns against all others by one of the measures above; NaN nowhere: what is not defined is
/// `None`. The diagonal is defined where the column is.
pub fn matrix(columns: &[Vec<Option<f64>>], measure: Measure) -> Vec<Vec<Option<f64>>> {
    columns.iter().map(|a| columns.iter().map(|b| measure(a, b)).collect()).collect()
}

/// Pairs of columns whose |*r*| (Pearson) is at least `limit`, each once, with *r*.
pub fn collinear(columns: &[Vec<Option<f64>>], limit: f64) -> Vec<(usize, usize, f64)> {
    let mut found = Vec::new();
    for (i, a) in columns.iter().enumerate() {
        for (j, b) in columns.iter().enumerate().skip(i + 1) {
            found.extend(pearson(a, b).filter(|r| r.abs() >= limit).map(|r| (i, j, r)));
        }
    }
    found
}

/// The correlation matrix of complete columns; 0 beside a constant one, 1 on the diagonal.
pub(crate) fn square(columns: &[Vec<Option<f64>>]) -> Square {
    let r = |i: usize, j: usize| {
        let pair = columns.get(i).zip(columns.get(j));
        pair.and_then(|(a, b)| pearson(a, b)).unwrap_or(0.0)
    };
    Square::from_fn(columns.len(), |i, j| if i == j { 1.0 } else { r(i.min(j), i.max(j)) })
}
