//! Weights from the data itself.

use crate::correlation;
use crate::number::{count, deviation, ln, range, squares, sum};

/// How columns earn weights.
///
/// | method | weight in proportion to | consequence |
/// |---|---|---|
/// | entropy | 1 + Σ*p* ln *p* / ln *m*, *p* = *x* / Σ*x* | what differs most between regions, relative to its sum, weighs most |
/// | CRITIC | sd of min-max × Σ(1 − *r*) | as sd, and the more the less it repeats others |
/// | standard deviation | sd | units matter: normalise first |
/// | Gini | Σ\|*x*ᵢ − *x*ⱼ\| / (2 *m*² mean) | inequality between regions |
///
/// Sources: Shannon entropy after Zeleny (1982); Diakoulaki et al. (1995); formulas as in pymcdm 1.4.
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

/// Loadings of the columns on the first principal component of their correlations (each column to
/// unit variance), and the share of the variance it carries. Regions in which a column is
/// unknown are left out. The loadings may be negative, which a weight may not be: a column that
/// goes against the others shows in this way. `None` without two complete regions.
///
/// Source: OECD/JRC Handbook (2008), chapter 6; COINr `get_PCA`.
pub fn principal_components(columns: &[Vec<Option<f64>>]) -> Option<(Vec<f64>, f64)> {
    let n_rows = columns.iter().map(Vec::len).min()?;
    let cell = |row: usize, column: &Vec<Option<f64>>| column.get(row).copied().flatten();
    let complete: Vec<usize> = (0..n_rows)
        .filter(|row| columns.iter().all(|column| cell(*row, column).is_some()))
        .collect();
    let kept: Vec<Vec<Option<f64>>> = columns
        .iter()
        .map(|column| complete.iter().map(|row| cell(*row, column)).collect())
        .collect();
    if complete.len() < 2 {
        return None;
    }
    let varies = kept.iter().any(|column| squares(&crate::number::known(column)) > 0.0);
    let eigen = correlation::square(&kept).eigen();
    let (value, vector) = eigen.first().filter(|_| varies)?;
    Some((vector.clone(), value / count(columns.len())))
}
