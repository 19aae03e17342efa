//! Classes: fixed cuts, and cuts that the scores themselves give.
//!
//! | cuts | formula | consequence |
//! |---|---|---|
//! | fixed | given | a class is reached by one's own score alone |
//! | quantile | the score at a given share of the regions | every class has its quota; a region can only rise if another falls |
//! | mean ± *k*·sd | mean + *k* · sd | the middle is the average of the year |
//! | Jenks | see [`crate::jenks`] | cuts lie in the widest gaps; they move every year |
//!
//! −0.0 and 0.0 are one score: comparisons are in steps of 1e-12, as in ranks.

use crate::jenks;
use crate::number::{deviation, known, mean, quantile, sorted};
use crate::rank::grid;

/// Position of the first cut that the score reaches; cuts are best first. `None` if it reaches none.
pub fn class_of(cuts: &[f64], score: f64) -> Option<usize> {
    cuts.iter().position(|cut| grid(score) >= grid(*cut))
}

/// Cuts, best first, above which lie the given shares of the regions: `[0.25, 0.5]` gives the upper
/// quartile and the median. Type 7 quantiles. Empty if nothing is known.
pub fn quantile_cuts(scores: &[Option<f64>], shares_above: &[f64]) -> Vec<f64> {
    let sorted = sorted(&known(scores));
    shares_above.iter().filter_map(|share| quantile(&sorted, 1.0 - share)).collect()
}

/// Cuts at mean + *k* · sd (n − 1) for each *k*, best first if `ks` fall. Empty of fewer than two.
pub fn deviation_cuts(scores: &[Option<f64>], ks: &[f64]) -> Vec<f64> {
    let scores = known(scores);
    let centre = mean(&scores).zip(deviation(&scores));
    centre.map_or_else(Vec::new, |(mean, sd)| ks.iter().map(|k| mean + k * sd).collect())
}

/// Cuts at the least score of every class of natural breaks but the last, best first. Empty if fewer
/// scores differ than there are classes.
pub fn natural_cuts(scores: &[Option<f64>], n_classes: usize) -> Vec<f64> {
    let scores = known(scores);
    let Some(breaks) = jenks::breaks(&scores, n_classes) else { return Vec::new() };
    let least_above = |end: &f64| {
        let above = scores.iter().copied().filter(|score| grid(*score) > grid(*end));
        above.min_by(f64::total_cmp)
    };
    // Ends of all classes but the best, from the lowest up.
    let ends = breaks.get(1..breaks.len().saturating_sub(1)).unwrap_or_default();
    ends.iter().rev().filter_map(least_above).collect()
}

/// Where cuts come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cutting<'a> {
    /// These, best first, one a class.
    Given(&'a [f64]),
    /// [`quantile_cuts`] with these shares above, rising, one less than classes.
    Quantile(&'a [f64]),
    /// [`deviation_cuts`] with these *k*, falling, one less than classes.
    Deviation(&'a [f64]),
    /// [`natural_cuts`] between so many classes.
    Jenks(usize),
}

impl Cutting<'_> {
    /// Classes.
    pub fn n_classes(self) -> usize {
        match self {
            Self::Given(cuts) => cuts.len(),
            Self::Quantile(between) | Self::Deviation(between) => between.len() + 1,
            Self::Jenks(n_classes) => n_classes,
        }
    }

    /// The cuts over these scores, best first, one a class; where they come from scores, the last
    /// class takes everything. Empty where the scores give none.
    pub fn of(self, scores: &[Option<f64>]) -> Vec<f64> {
        let mut cuts = match self {
            Self::Given(cuts) => return cuts.to_vec(),
            Self::Quantile(shares_above) => quantile_cuts(scores, shares_above),
            Self::Deviation(ks) => deviation_cuts(scores, ks),
            Self::Jenks(n_classes) => natural_cuts(scores, n_classes),
        };
        if cuts.len() + 1 != self.n_classes() {
            return Vec::new();
        }
        cuts.push(f64::MIN);
        cuts
    }
}

/// A third of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubGrade {
    /// The upper third: +.
    Plus,
    /// The middle.
    Plain,
    /// The lower third: −.
    Minus,
}

/// Where a score lies between the cut of its class and the next better one (or the top of the
/// scale). A score on a border belongs to the better third. This project's own rule.
pub fn sub_grade(score: f64, cut: f64, next: f64) -> SubGrade {
    let third = (next - cut) / 3.0;
    if grid(score) >= grid(cut + 2.0 * third) {
        SubGrade::Plus
    } else if grid(score) >= grid(cut + third) {
        SubGrade::Plain
    } else {
        SubGrade::Minus
    }
}
