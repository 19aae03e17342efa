//! Whether a correlation could be chance.

use crate::number::{count, exp, ln};

/// Two-sided p-value of *r* over *n* pairs, if nothing went together: *t* = *r*√((n−2)/(1−r²)) with n − 2
/// degrees of freedom. `None` of fewer than three.
pub fn p_value(r: f64, n: usize) -> Option<f64> {
    let free = count(n.checked_sub(2).filter(|free| *free > 0)?);
    // I_x(ν/2, 1/2) with x = ν/(ν+t²) = 1 − r²; Abramowitz and Stegun 26.5.27.
    Some(incomplete_beta([free / 2.0, 0.5], (1.0 - r * r).clamp(0.0, 1.0)))
}

/// The regularised incomplete beta function, by its continued fraction.
/// Source: Abramowitz and Stegun 26.5.8, evaluated as by Lentz (1976).
fn incomplete_beta([a, b]: [f64; 2], x: f64) -> f64 {
    /// Terms; convergence takes about √max(a, b).
    const TERMS_MAX: usize = 500;
    if x <= 0.0 || x >= 1.0 {
        return x;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta([b, a], 1.0 - x);
    }
    let log = libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b);
    let front = exp(log + a * ln(x) + b * ln(1.0 - x)) / a;
    let apart = |x: f64| if x.abs() < 1e-300 { 1e-300 } else { x };
    let (mut upper, mut lower) = (1.0, 1.0 / apart(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = lower;
    for at in 1..=TERMS_MAX {
        let step = count(at);
        let twice = a + 2.0 * step;
        let even = step * (b - step) * x / ((twice - 1.0) * twice);
        let odd = -(a + step) * (a + b + step) * x / (twice * (twice + 1.0));
        for term in [even, odd] {
            lower = 1.0 / apart(1.0 + term * lower);
            upper = apart(1.0 + term / upper);
            fraction *= upper * lower;
        }
        if (upper * lower - 1.0).abs() < 1e-15 {
            break;
        }
    }
    front * fraction
}
