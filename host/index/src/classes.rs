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
