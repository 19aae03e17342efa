//! Ranks and classes over the totals of many regions.

use std::cmp::Reverse;

use super::RegionScore;
use crate::model::{ClassCut, RegionCode};

/// Steps of [`grid`] in a score of 1.
///
/// Sums of equal terms in another order differ by about 1e-16, and decimal
/// cuts have no exact `f64`; 1e-12 is far above that noise and far below
/// anything a point can weigh. Without it regions of equal merit would get
/// different ranks by accident.
const GRID_STEPS: f64 = 1e12;

/// `score` in steps of 1e-12, on which totals are compared, ranked and classed.
pub fn grid(score: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "scores are in 0..=1; `as` saturates")]
    let steps = (score * GRID_STEPS).round() as i64;
    steps
}

/// Where a region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The region.
    pub region: RegionCode,
    /// Its position in the scores that were ranked.
    pub position: usize,
    /// From 1; `None` if a veto holds, if the total is unknown or its coverage too low.
    pub rank: Option<u32>,
    /// Position in the class cuts: the last if a veto holds; `None` if there is no rank otherwise.
    pub class: Option<usize>,
}

/// Ranks from 1 on unrounded totals; equal totals share a rank and the next
/// rank is skipped (1, 2, 2, 4).
///
/// Equal totals are listed by region code. After the ranked regions come, by code and without rank,
/// those with a veto, which are in the last class, then without class those whose coverage is below
/// `coverage_min` (`0..=1`), then those whose total is unknown.
pub fn rank(scores: &[RegionScore], cuts: &[ClassCut], coverage_min: f64) -> Vec<Place> {
    let mut order: Vec<_> = scores.iter().enumerate().collect();
    order.sort_by_key(|(_, score)| (standing(score, coverage_min), score.region));
    let mut places = Vec::with_capacity(order.len());
    let mut last: Option<(i64, u32)> = None;
    for (listed, (position, score)) in (1..).zip(order) {
        let ranked = match standing(score, coverage_min) {
            Standing::Ranked(Reverse(total)) => Some(total),
            Standing::Vetoed | Standing::Thin | Standing::Unknown => None,
        };
        let rank = ranked.map(|total| match last {
            Some((total_before, rank)) if total_before == total => rank,
            Some(_) | None => listed,
        });
        last = ranked.zip(rank);
        let class = if score.vetoes.is_empty() {
            let total = score.total.score.filter(|_| rank.is_some());
            total.and_then(|total| class_of(cuts, total))
        } else {
            cuts.len().checked_sub(1)
        };
        places.push(Place { region: score.region, position, rank, class });
    }
    places
}

/// Sorts as regions are listed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Ranked(Reverse<i64>),
    Vetoed,
    Thin,
    Unknown,
}

fn standing(score: &RegionScore, coverage_min: f64) -> Standing {
    match score.total.score {
        _ if !score.vetoes.is_empty() => Standing::Vetoed,
        None => Standing::Unknown,
        Some(_) if grid(score.total.coverage) < grid(coverage_min) => Standing::Thin,
        Some(total) => Standing::Ranked(Reverse(grid(total))),
    }
}

/// Position of the first cut that `total` (`0..=1`, unrounded) reaches; cuts
/// are best first. `None` if it reaches none.
pub fn class_of(cuts: &[ClassCut], total: f64) -> Option<usize> {
    cuts.iter().position(|cut| grid(total) >= grid(cut.at_least / 100.0))
}
