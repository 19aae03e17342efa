//! Outliers: winsorise, and where that is not enough, take logarithms.
//!
//! A column is outlying if |skewness| and kurtosis both reach their limits. The most
//! extreme value, on the side of the skew, is set to the next one, up to
//! `winsorised_max` values. If the column is still outlying, the original one becomes
//! ln(*x* − min + 0.01 (max − min)) instead.
//!
//! Consequence: some regions keep no more of an extreme than the next region has; a
//! column in logarithms counts ratios, not differences, for everybody.
//! Source: COINr `Treat` with `winsorise` and `log_CT` (Becker 2022), after the COIN Tool of the JRC.

use crate::describe::{Limits, skewness};
use crate::number::{known, ln, range};

/// When and how far to treat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treatment {
    /// Of skewness and kurtosis; the others are not used.
    pub limits: Limits,
    /// Most values that are winsorised before logarithms are taken.
    pub winsorised_max: usize,
}

impl Default for Treatment {
    /// COINr's: 2, 3.5, five values.
    fn default() -> Self {
        Self { limits: Limits::default(), winsorised_max: 5 }
    }
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treated {
    /// Nothing was needed.
    No,
    /// So many values were set to the next.
    Winsorised(usize),
    /// The whole column is in logarithms.
    Logarithm,
}

impl Treatment {
    /// The treated column and what was done.
    pub fn of(&self, column: &[Option<f64>]) -> (Vec<Option<f64>>, Treated) {
        if !self.limits.outlying(&known(column)) {
            return (column.to_vec(), Treated::No);
        }
        let (winsorised, n) = self.winsorise(column);
        if !self.limits.outlying(&known(&winsorised)) {
            return (winsorised, Treated::Winsorised(n));
        }
        (logarithms(column), Treated::Logarithm)
    }

    /// Sets extremes to the next value until the column is not outlying or enough are set. Ties are
    /// set together and counted each, so the last step may go beyond the most. Gives the number of
    /// values that differ from their own at the end, by side, as COINr counts it.
    fn winsorise(&self, column: &[Option<f64>]) -> (Vec<Option<f64>>, usize) {
        let mut column = column.to_vec();
        let (mut n_high, mut n_low) = (0, 0);
        while n_high + n_low < self.winsorised_max && self.limits.outlying(&known(&column)) {
            let values = known(&column);
            let Some([least, most]) = range(&values) else { break };
            let is_high = skewness(&values).unwrap_or(0.0) >= 0.0;
            let extreme = if is_high { most } else { least };
            let is_extreme = |x: f64| x.total_cmp(&extreme).is_eq();
            let rest: Vec<_> = values.iter().copied().filter(|x| !is_extreme(*x)).collect();
            let Some([next_least, next_most]) = range(&rest) else { break };
            let next = if is_high { next_most } else { next_least };
            let n = values.len() - rest.len();
            if is_high {
                n_high = n;
            } else {
                n_low = n;
            }
            for cell in column.iter_mut().flatten().filter(|x| is_extreme(**x)) {
                *cell = next;
            }
        }
        (column, n_high + n_low)
    }
}

/// ln(*x* − min + 0.01 (max − min)): defined for every column that is not constant, and never turns
/// the order around.
pub fn logarithms(column: &[Option<f64>]) -> Vec<Option<f64>> {
    let Some([least, most]) = range(&known(column)).filter(|[least, most]| least < most) else {
        return column.to_vec();
    };
    column.iter().map(|x| x.map(|x| ln(x - least + 0.01 * (most - least)))).collect()
}
