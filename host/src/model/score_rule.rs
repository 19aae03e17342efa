//! How a finding becomes a share of a point, as manifests say it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The manifest's rule from a finding to a score in `0..=1`.
///
/// Parameters are finite; `manifest` has checked that targets are above zero
/// and that full, half and zero are in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreRule {
    /// 1 if true, else 0.
    Bool {},
    /// The value of the named grade.
    Grade(BTreeMap<String, f64>),
    /// 0 below `floor`, else min(x / target, 1).
    Ratio {
        /// Share that earns everything.
        target: f64,
        /// Share below which nothing is earned.
        floor: Option<f64>,
    },
    /// min(n / target, 1).
    Count {
        /// Number that earns everything.
        target: f64,
    },
    /// min(ln(n + 1) / ln(target + 1), 1).
    CountLog {
        /// Number that earns everything.
        target: f64,
    },
    /// 1 at or below `full`, 0 at or above `zero`, linear between.
    CountDown {
        /// Number of faults that still earns everything.
        full: f64,
        /// Number of faults that earns nothing.
        zero: f64,
    },
    /// 1 at or below `full`, 0.5 at or below `half`, else 0. Days, clicks, milliseconds.
    Steps {
        /// Value that still earns everything.
        full: f64,
        /// Value that still earns half.
        half: f64,
    },
    /// A formula of the number, cut to `0..=1`; see `bluebook_index::formula`.
    Formula {
        /// As it is written.
        is: String,
    },
    /// min(index / full, 1).
    Index {
        /// Index that earns everything.
        full: f64,
    },
}
