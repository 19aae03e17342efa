//! What a column is like: spread, skew, kurtosis, availability, constancy.

use crate::number::{count, deviation, known, mean, median, pow, range, sorted, squares, sum};

/// Skewness of a sample: √n · Σd³ / (Σd²)^{3/2} · √(n(n−1)) / (n−2), *d* = *x* − mean. 0 is
/// symmetric, positive a long tail of high values. `None` of fewer than three or of a constant.
///
/// Source: type 2 of Joanes and Gill (1998), as in COINr, SAS and Excel.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let n = count(values.len());
    let second = spread(values)?;
    if n < 3.0 {
        return None;
    }
    let centre = mean(values)?;
    let third = sum(values.iter().map(|x| (x - centre) * (x - centre) * (x - centre)));
    Some(n.sqrt() * third / pow(second, 1.5) * (n * (n - 1.0)).sqrt() / (n - 2.0))
}

/// Excess kurtosis of a sample: ((n+1)(r−3)+6)(n−1) / ((n−2)(n−3)), r = n Σd⁴ / (Σd²)². 0 is that
/// of the normal distribution, more means rarer and larger extremes. `None` of fewer than four or
/// of a constant.
///
/// Source: type 2 of Joanes and Gill (1998), as in COINr.
pub fn kurtosis(values: &[f64]) -> Option<f64> {
    let n = count(values.len());
    let second = spread(values)?;
    if n < 4.0 {
        return None;
    }
    let centre = mean(values)?;
    let fourth = sum(values.iter().map(|x| {
        let square = (x - centre) * (x - centre);
        square * square
    }));
    let ratio = n * fourth / (second * second);
    Some(((n + 1.0) * (ratio - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)))
}

/// Σd²; `None` of a constant, where it is 0.
fn spread(values: &[f64]) -> Option<f64> {
    let [least, most] = range(values)?;
    (least < most).then(|| squares(values))
}

/// Limits beyond which a column is flagged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Absolute skewness.
    pub skewness: f64,
    /// Excess kurtosis.
    pub kurtosis: f64,
    /// Least share of known cells.
    pub available: f64,
    /// Least share, of all regions, of cells that are not zero.
    pub non_zero: f64,
    /// Least share, of all regions, of different values.
    pub unique: f64,
}

impl Default for Limits {
    /// COINr's: skewness 2, kurtosis 3.5, availability 0.65, the others 0.5.
    fn default() -> Self {
        Self { skewness: 2.0, kurtosis: 3.5, available: 0.65, non_zero: 0.5, unique: 0.5 }
    }
}

impl Limits {
    /// Whether skewness *and* kurtosis lie beyond: outliers, by the rule of the JRC.
    pub fn outlying(&self, values: &[f64]) -> bool {
        let beyond = |found: Option<f64>, limit: f64| found.is_some_and(|found| found >= limit);
        beyond(skewness(values).map(f64::abs), self.skewness)
            && beyond(kurtosis(values), self.kurtosis)
    }
}

/// What a column is like. Shares are of the known cells, but for `available`.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// Least and greatest; `None` if nothing is known, as with the next three.
    pub range: Option<[f64; 2]>,
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// Standard deviation, n − 1.
    pub deviation: Option<f64>,
    /// See [`skewness`].
    pub skewness: Option<f64>,
    /// See [`kurtosis`].
    pub kurtosis: Option<f64>,
    /// Known cells.
    pub n_known: usize,
    /// Known cells that are not zero.
    pub n_non_zero: usize,
    /// Different values.
    pub n_unique: usize,
    /// Cells that have the commonest value.
    pub n_same: usize,
    /// Known cells of all.
    pub available: f64,
    /// What to look at, in the order of [`Flag`].
    pub flags: Vec<Flag>,
}

/// A reason to look at a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// Too little is known.
    Scarce,
    /// Too many zeros.
    MostlyZero,
    /// Too few different values.
    Coarse,
    /// Skewed and peaked: outliers.
    Outlying,
    /// Every known cell is the same: the point tells regions apart in no way.
    Constant,
}

/// Describes a column.
pub fn describe(column: &[Option<f64>], limits: &Limits) -> Description {
    let values = known(column);
    let runs = runs(&sorted(&values));
    let n_non_zero = values.iter().filter(|x| x.abs() > 0.0).count();
    let of_all = |n: usize| count(n) / count(column.len()).max(1.0);
    let flags = [
        (Flag::Scarce, of_all(values.len()) < limits.available),
        (Flag::MostlyZero, of_all(n_non_zero) < limits.non_zero),
        (Flag::Coarse, of_all(runs.len()) < limits.unique),
        (Flag::Outlying, limits.outlying(&values)),
        (Flag::Constant, runs.len() <= 1),
    ];
    Description {
        range: range(&values),
        mean: mean(&values),
        median: median(&values),
        deviation: deviation(&values),
        skewness: skewness(&values),
        kurtosis: kurtosis(&values),
        n_known: values.len(),
        n_non_zero,
        n_unique: runs.len(),
        n_same: runs.iter().copied().max().unwrap_or(0),
        available: of_all(values.len()),
        flags: flags.into_iter().filter_map(|(flag, holds)| holds.then_some(flag)).collect(),
    }
}

/// Lengths of the runs of equal values.
fn runs(sorted: &[f64]) -> Vec<usize> {
    sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()).map(<[f64]>::len).collect()
}
