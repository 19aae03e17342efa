//! Two judges in numbers that show why a κ is what it is.

use std::collections::BTreeSet;

use super::{Distance, kappa};
use crate::number::count;

/// How two judges agree over the things both judged.
///
/// κ falls where one grade is rare though the judges hardly differ; prevalence and bias say
/// whether that is so, and the adjusted κ what would be left without. Source: Byrt, Bishop and
/// Carlin (1993), "Bias, prevalence and kappa".
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// Things both judged.
    pub n: usize,
    /// Share on which they agree.
    pub agreement: f64,
    /// Cohen's κ; `None` if both gave one and the same grade throughout.
    pub kappa: Option<f64>,
    /// (*k*·agreement − 1) / (*k* − 1) over *k* grades, at least two.
    pub adjusted: f64,
    /// |*a* − *d*| / *n* of the two things both agree on; `None` of more than two grades.
    pub prevalence: Option<f64>,
    /// |*b* − *c*| / *n* of the two ways to differ; `None` of more than two grades.
    pub bias: Option<f64>,
}

/// Compares two judges; `None` without a common thing.
pub fn pair(a: &[Option<usize>], b: &[Option<usize>]) -> Option<Pair> {
    let both: Vec<(usize, usize)> = a.iter().zip(b).filter_map(|(a, b)| a.zip(*b)).collect();
    if both.is_empty() {
        return None;
    }
    let n = count(both.len());
    let grades: BTreeSet<usize> = both.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let first = grades.first().copied().unwrap_or_default();
    let times = |a_first: bool, b_first: bool| {
        let same = |(a, b): &&(usize, usize)| (*a == first, *b == first) == (a_first, b_first);
        count(both.iter().filter(same).count())
    };
    let agreement = count(both.iter().filter(|(a, b)| a == b).count()) / n;
    let k = count(grades.len().max(2));
    let is_two = grades.len() <= 2;
    Some(Pair {
        n: both.len(),
        agreement,
        kappa: kappa(a, b, Distance::Nominal),
        adjusted: (k * agreement - 1.0) / (k - 1.0),
        prevalence: is_two.then(|| (times(true, true) - times(false, false)).abs() / n),
        bias: is_two.then(|| (times(true, false) - times(false, true)).abs() / n),
    })
}
