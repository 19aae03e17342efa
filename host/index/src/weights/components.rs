//! Weights from the first principal component: what goes with the rest weighs most.

use crate::correlation;
use crate::number::{count, range, squares, sum};

/// Fewest complete regions: two lie on one line whatever they are.
const ROWS_MIN: usize = 3;

/// Loadings and differences of variance up to this are rounding.
const NOTHING: f64 = 1e-9;

/// Why columns have no first component that could be weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PcaError {
    /// Fewer than three regions in which everything is known.
    #[error("{found} regions are known in everything, and it takes {ROWS_MIN}")]
    Few {
        /// Complete regions.
        found: usize,
    },
    /// A column in which all regions are alike correlates with nothing.
    #[error("all regions are alike in one of them")]
    Constant {
        /// From 0.
        column: usize,
    },
    /// A column that goes against the others would have a weight below 0.
    #[error("one of them goes against the others and would weigh less than nothing")]
    Opposed {
        /// From 0.
        column: usize,
    },
    /// Two components carry the same variance, so that none is the first.
    #[error("no component carries more than the next")]
    Tie,
}

impl PcaError {
    /// The column it is about.
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::Constant { column } | Self::Opposed { column } => Some(*column),
            Self::Few { .. } | Self::Tie => None,
        }
    }
}

/// Weights of complete columns in proportion to their loadings on the first principal component,
/// summing to 1: COINr's `get_PCA`. One column weighs everything.
///
/// # Errors
///
/// See [`PcaError`]; what is wrong first of the columns in their order.
pub fn pca(columns: &[Vec<f64>]) -> Result<Vec<f64>, PcaError> {
    if columns.len() < 2 {
        return Ok(super::equal(columns.len()));
    }
    let found = columns.iter().map(Vec::len).min().unwrap_or(0);
    if found < ROWS_MIN {
        return Err(PcaError::Few { found });
    }
    let is_constant = |column: &Vec<f64>| range(column).is_some_and(|[least, most]| least >= most);
    if let Some(column) = columns.iter().position(is_constant) {
        return Err(PcaError::Constant { column });
    }
    let known: Vec<Vec<Option<f64>>> =
        columns.iter().map(|column| column.iter().copied().map(Some).collect()).collect();
    let eigen = correlation::square(&known).eigen();
    let mut components = eigen.iter();
    let Some((value, loadings)) = components.next() else { return Err(PcaError::Tie) };
    if components.next().is_some_and(|(next, _)| value - next <= NOTHING) {
        return Err(PcaError::Tie);
    }
    // An eigenvector or its opposite: the one that goes with most.
    let sign = if sum(loadings.iter().copied()) < 0.0 { -1.0 } else { 1.0 };
    let loadings: Vec<f64> = loadings.iter().map(|loading| sign * loading).collect();
    if let Some(column) = loadings.iter().position(|loading| *loading < -NOTHING) {
        return Err(PcaError::Opposed { column });
    }
    let loadings: Vec<f64> = loadings.iter().map(|loading| loading.max(0.0)).collect();
    super::proportional(&loadings).ok_or(PcaError::Tie)
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
