//! The one rounding of the program.

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
