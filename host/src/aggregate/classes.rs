//! Cuts between classes by the rule of the system.

use bluebook_index::classes::Cutting;

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
    if *rule == ClassRule::Fixed {
        return classes.to_vec();
    }
    let numbers = CutNumbers::new(classes, rule);
    let cuts = numbers.cutting().of(&ranked_totals(scores, coverage_min));
    if cuts.len() != classes.len() {
        return Vec::new();
    }
    let cut = |(class, cut): (&ClassCut, f64)| ClassCut {
        // A cut below 0 is reached by all.
        at_least: (100.0 * cut).max(0.0),
        ..class.clone()
    };
    classes.iter().zip(cuts).map(cut).collect()
}

/// A rule in the engine's shares.
pub(super) struct CutNumbers<'r> {
    rule: &'r ClassRule,
    numbers: Vec<f64>,
    n_classes: usize,
}

impl<'r> CutNumbers<'r> {
    pub(super) fn new(classes: &[ClassCut], rule: &'r ClassRule) -> Self {
        let shares = |percent: &[f64]| percent.iter().map(|one| one / 100.0).collect();
        let numbers = match rule {
            ClassRule::Fixed => classes.iter().map(|class| class.at_least / 100.0).collect(),
            ClassRule::Quantile { above } => shares(above),
            ClassRule::Deviation { k } => k.clone(),
            ClassRule::Jenks => Vec::new(),
        };
        Self { rule, numbers, n_classes: classes.len() }
    }

    pub(super) fn cutting(&self) -> Cutting<'_> {
        match self.rule {
            ClassRule::Fixed => Cutting::Given(&self.numbers),
            ClassRule::Quantile { .. } => Cutting::Quantile(&self.numbers),
            ClassRule::Deviation { .. } => Cutting::Deviation(&self.numbers),
            ClassRule::Jenks => Cutting::Jenks(self.n_classes),
        }
    }
}
