//! Cuts between classes by the rule of the system.

use bluebook_index::classes::{deviation_cuts, quantile_cuts};
use bluebook_index::jenks;
use bluebook_index::rank::grid;

use super::{RegionScore, ranked_totals};
use crate::model::{ClassCut, ClassRule};

/// The classes with the cuts that `rule` gives over the regions that are ranked, best first. The last
/// class takes whatever is below the others. Empty where the scores give no cuts: nothing is
/// ranked, or, for Jenks, fewer totals differ than there are classes.
pub fn cuts(
    classes: &[ClassCut],
    rule: &ClassRule,
    scores: &[RegionScore],
    coverage_min: f64,
) -> Vec<ClassCut> {
    let totals = ranked_totals(scores, coverage_min);
    let shares = |percent: &[f64]| percent.iter().map(|one| one / 100.0).collect::<Vec<_>>();
    let above = match rule {
        ClassRule::Fixed => return classes.to_vec(),
        ClassRule::Quantile { above } => quantile_cuts(&totals, &shares(above)),
        ClassRule::Deviation { k } => deviation_cuts(&totals, k),
        ClassRule::Jenks => natural(&totals, classes.len()),
    };
    if above.len() + 1 != classes.len() {
        return Vec::new();
    }
    let cuts = above.into_iter().chain([f64::NEG_INFINITY]);
    let cut = |(class, cut): (&ClassCut, f64)| ClassCut {
        // A cut below 0 is reached by all.
        at_least: (100.0 * cut).max(0.0),
        ..class.clone()
    };
    classes.iter().zip(cuts).map(cut).collect()
}

/// The least total of every class but the last, best first.
fn natural(totals: &[Option<f64>], n_classes: usize) -> Vec<f64> {
    let totals = bluebook_index::number::known(totals);
    let Some(breaks) = jenks::breaks(&totals, n_classes) else { return Vec::new() };
    let least_above = |end: &f64| {
        let above = totals.iter().copied().filter(|total| grid(*total) > grid(*end));
        above.min_by(f64::total_cmp)
    };
    // Ends of all classes but the best, from the lowest up.
    let ends = breaks.get(1..breaks.len().saturating_sub(1)).unwrap_or_default();
    ends.iter().rev().filter_map(least_above).collect()
}
