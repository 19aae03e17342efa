//! A share that was measured on a sample, and how far the truth may lie from it.

use crate::number::count;

/// The normal quantile of 95 % on both sides.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// Hits among tries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// At most `n`.
    pub hits: usize,
    /// Tries.
    pub n: usize,
}

impl Share {
    /// Hits / tries; `None` of no tries.
    pub fn value(self) -> Option<f64> {
        (self.n > 0).then(|| count(self.hits) / count(self.n))
    }

    /// The interval that holds the true share with the confidence of `z` (1.96 for 95 %), within
    /// `0..=1`; the whole of it of no tries.
    ///
    /// Unlike the usual ± it stays within bounds and has a width where all tries are alike.
    /// Source: Wilson (1927), "Probable inference, the law of succession, and statistical
    /// inference", without correction for continuity.
    pub fn wilson(self, z: f64) -> [f64; 2] {
        let Some(share) = self.value() else { return [0.0, 1.0] };
        let (n, square) = (count(self.n), z * z);
        let middle = share + square / (2.0 * n);
        let half = z * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
        let scale = 1.0 + square / n;
        [((middle - half) / scale).max(0.0), ((middle + half) / scale).min(1.0)]
    }

    /// Half the width of [`Self::wilson`] at 95 %.
    pub fn half_width(self) -> f64 {
        let [lower, upper] = self.wilson(Z_95);
        (upper - lower) / 2.0
    }

    /// One more try.
    pub fn add(&mut self, is_hit: bool) {
        self.hits += usize::from(is_hit);
        self.n += 1;
    }
}

/// Recall from two samples: of the found, `right` were; of what was not found, `missed` was there.
/// Each stands for as many of its kind as there are: `n_found`, `n_not_found`. Gives the share and
/// the widest interval that the two 95 % intervals allow; `None` where nothing is there.
///
/// Recall is right·found / (right·found + missed·not found), which grows with the first share
/// and falls with the second, so its bounds are at their bounds.
pub fn recall(
    (right, n_found): (Share, usize),
    (missed, n_not_found): (Share, usize),
) -> Option<(f64, [f64; 2])> {
    let of = |right: f64, missed: f64| {
        let (had, lost) = (right * count(n_found), missed * count(n_not_found));
        (had + lost > 0.0).then(|| had / (had + lost))
    };
    let missed_share = if n_not_found == 0 { Some(0.0) } else { missed.value() };
    let value = of(right.value()?, missed_share?)?;
    let ([right_min, right_max], [missed_min, missed_max]) =
        (right.wilson(Z_95), missed.wilson(Z_95));
    let lower = of(right_min, missed_max).unwrap_or(0.0);
    let upper = of(right_max, missed_min).unwrap_or(1.0);
    Some((value, [lower.min(value), upper.max(value)]))
}
