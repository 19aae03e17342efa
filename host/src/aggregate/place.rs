//! Ranks and classes over the totals of many regions.

use std::cmp::Reverse;

use bluebook_index::rank::grid;
use bluebook_index::{classes, rank as places};

use super::RegionScore;
use crate::model::{ClassCut, RegionCode};

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
    let totals = ranked_totals(scores, coverage_min);
    let ranks = places::rank(&totals);
    let mut order: Vec<_> = (0..).zip(scores).zip(totals.into_iter().zip(ranks)).collect();
    order.sort_by_key(|((_, score), _)| (standing(score, coverage_min), score.region));
    let mut places = Vec::with_capacity(order.len());
    for ((position, score), (total, rank)) in order {
        let class = if score.vetoes.is_empty() {
            total.and_then(|total| class_of(cuts, total))
        } else {
            cuts.len().checked_sub(1)
        };
        places.push(Place { region: score.region, position, rank, class });
    }
    places
}

/// Totals of the regions that are ranked; `None` for the others.
pub fn ranked_totals(scores: &[RegionScore], coverage_min: f64) -> Vec<Option<f64>> {
    let ranked = |score: &RegionScore| match standing(score, coverage_min) {
        Standing::Ranked(_) => score.total.score,
        Standing::Vetoed | Standing::Thin | Standing::Unknown => None,
    };
    scores.iter().map(ranked).collect()
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
        Some(_) if !could_rank(score, coverage_min) => Standing::Thin,
        Some(total) => Standing::Ranked(Reverse(grid(total))),
    }
}

/// Whether a region has a rank as long as no veto holds: its total is known, and enough of it.
pub(super) fn could_rank(score: &RegionScore, coverage_min: f64) -> bool {
    score.total.score.is_some() && grid(score.total.coverage) >= grid(coverage_min)
}

/// Position of the first cut that `total` (`0..=1`, unrounded) reaches; cuts
/// are best first. `None` if it reaches none.
pub fn class_of(cuts: &[ClassCut], total: f64) -> Option<usize> {
    let shares: Vec<_> = cuts.iter().map(|cut| cut.at_least / 100.0).collect();
    classes::class_of(&shares, total)
}
