//! How points are put together beside the tree, and regions into classes.

use serde::{Deserialize, Serialize};

use super::{Basis, Text};

/// A topic (专题): points across indicators, each with its share of the total.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// For example `new-media`.
    pub id: String,
    /// For people.
    pub title: Text,
    /// Whose the choice of points is.
    pub basis: Basis,
    /// Positions in [`super::IndicatorSystem::points`], ascending, each once.
    pub points: Vec<usize>,
}

/// Where the cuts between classes come from. All numbers are finite.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassRule {
    /// Each class has its own, [`super::ClassCut::at_least`].
    #[default]
    Fixed,
    /// By quota.
    Quantile {
        /// Share of the regions above each cut, in per cent, rising; one less than classes.
        above: Vec<f64>,
    },
    /// By distance from the mean of the regions.
    Deviation {
        /// Standard deviations above the mean, falling; one less than classes.
        k: Vec<f64>,
    },
    /// In the widest gaps, exactly.
    Jenks,
}

impl ClassRule {
    /// Stable, as manifests write it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Quantile { .. } => "quantile",
            Self::Deviation { .. } => "deviation",
            Self::Jenks => "jenks",
        }
    }

    /// Whether every class but the last gets a cut of its own: numbers, where there are any, are one
    /// less than the classes and in order.
    pub fn fits(&self, n_classes: usize) -> bool {
        let one_less = |numbers: &[f64]| numbers.len() + 1 == n_classes;
        match self {
            Self::Fixed | Self::Jenks => true,
            Self::Quantile { above } => {
                let shares = above.iter().all(|share| (0.0..=100.0).contains(share));
                one_less(above) && shares && above.is_sorted_by(|a, b| a < b)
            }
            Self::Deviation { k } => {
                one_less(k) && k.iter().all(|k| k.is_finite()) && k.is_sorted_by(|a, b| a > b)
            }
        }
    }
}
