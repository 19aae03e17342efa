//! The one rounding of the program: shares, and differences of them.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::aggregate::grid;

/// Steps of [`grid`] in a hundredth of a per cent.
const GRID_STEPS_PER_HUNDREDTH: i64 = 100_000_000;

/// A share as people read it: in per cent, two decimals, half away from zero.
///
/// A whole number of hundredths of a per cent, so that what is shown, compared
/// and summed is the same everywhere. It goes to JSON as a number of per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u32);

impl Percent {
    /// Rounds `share`, which is in `0..=1`; negative and NaN give zero.
    pub fn of(share: f64) -> Self {
        let half = GRID_STEPS_PER_HUNDREDTH / 2;
        let hundredths = grid(share).max(0).saturating_add(half) / GRID_STEPS_PER_HUNDREDTH;
        Self(u32::try_from(hundredths).unwrap_or(u32::MAX))
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

/// A difference of two [`Percent`]s as people read it: in points of 100, two decimals, with its sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(i64);

impl Points {
    /// What is shown as `after` less what is shown as `before`.
    pub fn between(before: Percent, after: Percent) -> Self {
        Self(i64::from(after.0) - i64::from(before.0))
    }

    /// Rounds a difference of shares, half away from zero.
    pub fn of(share: f64) -> Self {
        let half = GRID_STEPS_PER_HUNDREDTH / 2;
        let steps = grid(share);
        Self((steps + half * steps.signum()) / GRID_STEPS_PER_HUNDREDTH)
    }

    /// Rounds the parts of a difference so that what is shown sums to `whole`: every part down or up
    /// to a neighbouring hundredth, those nearest to the next one up.
    pub fn split(parts: &[f64], whole: Self) -> Vec<Self> {
        let exact: Vec<f64> = parts.iter().map(|part| part * 10_000.0).collect();
        let mut shown: Vec<Self> = exact.iter().map(|part| Self(floor(*part))).collect();
        let mut order: Vec<usize> = (0..exact.len()).collect();
        let rest =
            |at: usize| exact.get(at).map_or(0.0, |part| part + NOISE - (part + NOISE).floor());
        order.sort_by(|a, b| rest(*b).total_cmp(&rest(*a)).then(a.cmp(b)));
        let sum: i64 = shown.iter().map(|part| part.0).sum();
        let missing = usize::try_from(whole.0.saturating_sub(sum)).unwrap_or(0);
        for at in order.into_iter().take(missing) {
            if let Some(part) = shown.get_mut(at) {
                part.0 += 1;
            }
        }
        shown
    }

    /// Its size, for ordering by it.
    pub fn size(self) -> u64 {
        self.0.unsigned_abs()
    }
}

/// Hundredths of a per cent that are noise of summing.
const NOISE: f64 = 1e-7;

/// The whole hundredth below; noise of summing just below one counts as it.
fn floor(hundredths: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "shares are about 1; `as` saturates")]
    let whole = (hundredths + NOISE).floor() as i64;
    whole
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.0 {
            0 => "",
            1.. => "+",
            _ => "-",
        };
        let size = self.size();
        write!(f, "{sign}{}.{:02}", size / 100, size % 100)
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "hundredths of a per cent")]
        let hundredths = self.0 as f64;
        serializer.serialize_f64(hundredths / 100.0)
    }
}
