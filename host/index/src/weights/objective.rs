//! Weights from the data itself.

use super::pca;
use crate::correlation;
use crate::number::{count, deviation, ln, range, sum};

/// How columns earn weights.
///
/// | method | weight in proportion to | consequence |
/// |---|---|---|
/// | entropy | 1 + Σ*p* ln *p* / ln *m*, *p* = *x* / Σ*x* | what differs most between regions, relative to its sum, weighs most |
/// | CRITIC | sd of min-max × Σ(1 − *r*) | as sd, and the more the less it repeats others |
/// | standard deviation | sd | units matter: normalise first |
/// | Gini | Σ\|*x*ᵢ − *x*ⱼ\| / (2 *m*² mean) | inequality between regions |
/// | PCA | loading on the first principal component | what goes with the rest weighs most |
///
/// Sources: Shannon entropy after Zeleny (1982); Diakoulaki et al. (1995); formulas as in pymcdm 1.4;
/// PCA as [`pca`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Each the same.
    Equal,
    /// Shannon entropy of the shares; a column with a zero counts as fully uneven.
    Entropy,
    /// Contrast and conflict.
    Critic,
    /// Standard deviation, n − 1.
    Deviation,
    /// Gini coefficient.
    Gini,
    /// First principal component; [`pca`] says why where there is none.
    Pca,
}

impl Weighting {
    /// Weights of complete columns of positive numbers where more is better, summing to 1. `None` if
    /// no column tells anything, or a formula is not defined for the numbers.
    pub fn of(self, columns: &[Vec<f64>]) -> Option<Vec<f64>> {
        let raw: Vec<f64> = match self {
            Self::Equal => return Some(super::equal(columns.len())),
            Self::Entropy => columns.iter().map(|column| 1.0 - entropy(column)).collect(),
            Self::Critic => critic(columns),
            Self::Deviation => {
                columns.iter().map(|column| deviation(column).unwrap_or(0.0)).collect()
            }
            Self::Gini => columns.iter().map(|column| gini(column)).collect(),
            Self::Pca => return pca(columns).ok(),
        };
        super::proportional(&raw)
    }
}

/// −Σ*p* ln *p* / ln *m*; 0 if a value is 0, as pymcdm has it; NaN with negative values.
fn entropy(column: &[f64]) -> f64 {
    if column.iter().any(|x| x.abs() <= 0.0) {
        return 0.0;
    }
    let all = sum(column.iter().copied());
    let terms = column.iter().map(|x| x / all * ln(x / all));
    -sum(terms) / ln(count(column.len()))
}

fn critic(columns: &[Vec<f64>]) -> Vec<f64> {
    let scaled: Vec<Vec<Option<f64>>> = columns.iter().map(|column| min_max(column)).collect();
    let r = correlation::square(&scaled);
    let weight = |(i, column): (usize, &Vec<Option<f64>>)| {
        let contrast = deviation(&crate::number::known(column)).unwrap_or(0.0);
        contrast * sum((0..columns.len()).map(|j| 1.0 - r.get(j, i)))
    };
    scaled.iter().enumerate().map(weight).collect()
}

/// Onto `0..=1`; a constant column becomes 0.
fn min_max(column: &[f64]) -> Vec<Option<f64>> {
    let [least, most] = range(column).unwrap_or([0.0; 2]);
    let width = if most > least { most - least } else { 1.0 };
    column.iter().map(|x| Some((x - least) / width)).collect()
}

/// Σ|xᵢ − xⱼ| / (2 m² mean), in one pass over the sorted values.
fn gini(column: &[f64]) -> f64 {
    let m = count(column.len());
    let sorted = crate::number::sorted(column);
    // Each of the sorted values is the greater of `at` pairs and the lesser of the rest.
    let twice = sum(sorted.iter().enumerate().map(|(at, x)| (2.0 * count(at) - m + 1.0) * x));
    let all = sum(sorted.iter().copied());
    if all.abs() > 0.0 { twice / (m * all) } else { 0.0 }
}
