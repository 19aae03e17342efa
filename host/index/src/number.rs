//! Sums and order statistics, each in one written order.
//!
//! Logarithms and powers come from `libm`, which computes the same bits on
//! every platform; those of the standard library do not.

pub(crate) use libm::{exp, log as ln, pow};

/// A number of things as a quantity. Exact below 2⁵³.
pub fn count(n: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "nothing here counts 2^53 things")]
    let quantity = n as f64;
    quantity
}

/// The whole part of a quantity as a position; 0 for what is negative or NaN.
pub(crate) fn position(quantity: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` truncates and saturates, which is what is wanted"
    )]
    let position = quantity as usize;
    position
}

/// The sum from the first to the last, starting from 0.
///
/// `Iterator::sum` starts from −0.0, which would show in the sum of nothing.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(0.0, |sum, value| sum + value)
}

/// Whether a sum is so small against `scale` that it is nothing but rounding.
pub(crate) fn is_nothing(value: f64, scale: f64) -> bool {
    value.abs() <= 1e-12 * scale.abs()
}

/// The arithmetic mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| sum(values.iter().copied()) / count(values.len()))
}

/// Σ (x − mean)²; 0 of nothing.
pub(crate) fn squares(values: &[f64]) -> f64 {
    let mean = mean(values).unwrap_or(0.0);
    sum(values.iter().map(|x| (x - mean) * (x - mean)))
}

/// The standard deviation of a sample, divided by n − 1; `None` of fewer than two.
pub fn deviation(values: &[f64]) -> Option<f64> {
    let free = values.len().checked_sub(1).filter(|free| *free > 0)?;
    Some((squares(values) / count(free)).sqrt())
}

/// Least and greatest; `None` of nothing.
pub fn range(values: &[f64]) -> Option<[f64; 2]> {
    let first = *values.first()?;
    Some(values.iter().fold([first; 2], |[least, most], x| [least.min(*x), most.max(*x)]))
}

/// The values from the least up.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

/// The quantile at `share` (`0..=1`) of values sorted from the least up, between
/// neighbours in proportion: type 7 of Hyndman and Fan (1996), the default of R
/// and numpy. `None` of nothing.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let at = share.clamp(0.0, 1.0) * count(last);
    let below = position(at).min(last);
    let low = *sorted.get(below)?;
    let high = *sorted.get(below + 1).unwrap_or(&low);
    Some(low + (at - count(below)) * (high - low))
}

/// The median; `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(&sorted(values), 0.5)
}

/// The known values, in their order.
pub fn known(values: &[Option<f64>]) -> Vec<f64> {
    values.iter().copied().flatten().collect()
}
