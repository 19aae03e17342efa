//! The analytic hierarchy process: weights from judgements "a matters *x* times as much as b".
//!
//! The weights are the principal eigenvector of the matrix of judgements. λ − n says how far they
//! contradict each other: CI = (λ − n)/(n − 1), CR = CI / RI, where RI is the mean CI of random
//! judgements. CR above 0.1: ask again. Source: Saaty (1980); RI of Donegan and Dodd (1991).

use crate::number::count;
use crate::square::Square;

/// Mean CI of random matrices of 3, 4, … judged things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RandomIndex {
    /// Donegan and Dodd (1991), table of exact estimates; up to 20.
    #[default]
    DoneganDodd,
    /// Saaty (2005), p. 31; up to 15.
    Saaty,
}

impl RandomIndex {
    fn of(self, n: usize) -> Option<f64> {
        const DONEGAN_DODD: [f64; 18] = [
            0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213, 1.4497, 1.4643,
            1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371,
        ];
        const SAATY: [f64; 13] =
            [0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59];
        let table: &[f64] = match self {
            Self::DoneganDodd => &DONEGAN_DODD,
            Self::Saaty => &SAATY,
        };
        table.get(n.checked_sub(3)?).copied()
    }
}

/// Why judgements give no weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AhpError {
    /// Not n(n − 1)/2 judgements for any n.
    #[error("{found} judgements do not compare every pair of any number of things")]
    Count {
        /// Judgements given.
        found: usize,
    },
    /// A judgement is not a positive number.
    #[error("judgement {at} is not a positive number")]
    Judgement {
        /// From 0.
        at: usize,
    },
    /// The eigenvector could not be found: judgements of absurd size.
    #[error("the judgements give no stable weights")]
    Unstable,
}

/// Weights and how far the judgements contradict each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahp {
    /// Summing to 1.
    pub weights: Vec<f64>,
    /// The greatest eigenvalue; n if there is no contradiction.
    pub eigenvalue: f64,
    /// 0 without contradiction and for up to two things; `None` beyond the table of random indices.
    pub consistency_ratio: Option<f64>,
}

/// Weights from the judgements above the diagonal, row by row: 1 over 2, 1 over 3, …, 2 over 3, ….
///
/// # Errors
///
/// See [`AhpError`].
pub fn ahp(judgements: &[f64], random_index: RandomIndex) -> Result<Ahp, AhpError> {
    let found = judgements.len();
    let n = (1..=found + 1).find(|n| n * (n - 1) / 2 == found).ok_or(AhpError::Count { found })?;
    let wrong = judgements.iter().position(|x| !x.is_finite() || *x <= 0.0);
    if let Some(at) = wrong {
        return Err(AhpError::Judgement { at });
    }
    let upper = |i: usize, j: usize| {
        let before = i * (2 * n - i - 1) / 2;
        judgements.get(before + j - i - 1).copied().unwrap_or(1.0)
    };
    let matrix = Square::from_fn(n, |i, j| match i.cmp(&j) {
        std::cmp::Ordering::Less => upper(i, j),
        std::cmp::Ordering::Equal => 1.0,
        std::cmp::Ordering::Greater => 1.0 / upper(j, i),
    });
    let (weights, eigenvalue) = matrix.principal().ok_or(AhpError::Unstable)?;
    let consistency_ratio = if n < 3 {
        Some(0.0)
    } else {
        let index = (eigenvalue - count(n)) / (count(n) - 1.0);
        random_index.of(n).map(|random| index.max(0.0) / random)
    };
    Ok(Ahp { weights, eigenvalue, consistency_ratio })
}
