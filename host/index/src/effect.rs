//! What looking at one judgement could do to ranks and classes: the order in which reviews pay.
//!
//! Each open judgement may be wrong with some chance and would then move its region's total. So a
//! total is a mean and a variance: the sum of what its open judgements may do. Two regions are in
//! the wrong order with a chance that depends on their distance *d* and joint deviation *s*; a review
//! takes its own part out of *s*². What that does to the number of wrong pairs goes with
//! *v* · φ(*d*/*s*) / *s*²: much where regions stand close, nothing where a distance is beyond doubt.
//! A border of classes counts as a region that is known. This project's own method.

use crate::number::{count, exp};

/// An open judgement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Open {
    /// Position of its region in the totals.
    pub region: usize,
    /// How far the total moves if the judgement goes from 0 to 1.
    pub weight: f64,
    /// What it scores now, `0..=1`; `None` if it is unknown.
    pub score: Option<f64>,
    /// Chance that it is wrong, `0..=1`.
    pub wrong: f64,
}

/// Where regions stand, and where it matters.
#[derive(Debug, Clone, Copy)]
pub struct Standings<'a> {
    /// `None` has no rank, and is not asked about.
    pub totals: &'a [Option<f64>],
    /// Borders of classes.
    pub cuts: &'a [f64],
    /// Only the first so many ranks matter; all if `None`.
    pub top: Option<usize>,
}

/// Where a total is expected, and how unsure that is.
#[derive(Debug, Clone, Copy, Default)]
struct Expected {
    mean: f64,
    variance: f64,
}

/// Mean and variance of what a judgement may do to its total.
fn change(open: &Open) -> [f64; 2] {
    let wrong = open.wrong.clamp(0.0, 1.0);
    let Some(score) = open.score else {
        // Nothing is known: anything from 0 to 1, and its weight comes from its siblings.
        return [0.0, open.weight * open.weight / 4.0];
    };
    // A wrong judgement is one on the other side.
    let step = if score > 0.0 { -score } else { 1.0 } * open.weight;
    [wrong * step, (wrong * (1.0 - wrong) + wrong / 12.0) * step * step]
}

/// The worth of looking at each of `opens`, in their order: to be compared, not a number of
/// anything. 0 where it can change no order.
pub fn worths(standings: &Standings<'_>, opens: &[Open]) -> Vec<f64> {
    let mut expected: Vec<Option<Expected>> = standings
        .totals
        .iter()
        .map(|total| total.map(|mean| Expected { mean, variance: 0.0 }))
        .collect();
    for open in opens {
        if let Some(Some(region)) = expected.get_mut(open.region) {
            let [shift, variance] = change(open);
            region.mean += shift;
            region.variance += variance;
        }
    }
    let urgencies = urgencies(standings, &expected);
    let worth = |open: &Open| {
        let [_, variance] = change(open);
        variance * urgencies.get(open.region).copied().unwrap_or(0.0)
    };
    opens.iter().map(worth).collect()
}

/// What a unit of variance less is worth to each region.
fn urgencies(standings: &Standings<'_>, expected: &[Option<Expected>]) -> Vec<f64> {
    let mut order: Vec<(usize, Expected)> =
        expected.iter().enumerate().filter_map(|(at, one)| one.map(|one| (at, one))).collect();
    order.sort_by(|(_, a), (_, b)| b.mean.total_cmp(&a.mean));
    let mut urgencies = vec![0.0; expected.len()];
    let mut add = |at: usize, worth: f64| {
        if let Some(urgency) = urgencies.get_mut(at) {
            *urgency += worth;
        }
    };
    let top = standings.top.unwrap_or(usize::MAX);
    for (rank, (a, one)) in order.iter().enumerate() {
        for (b, other) in order.iter().skip(rank + 1) {
            // The better of the two is this one, so below the top no pair matters.
            let worth =
                if rank < top { closeness(one, other) } else { tail(rank, top, one, other) };
            add(*a, worth);
            add(*b, worth);
        }
        for cut in standings.cuts {
            add(*a, closeness(one, &Expected { mean: *cut, variance: 0.0 }));
        }
    }
    urgencies
}

/// Below the top a pair matters a little: the less, the further down. So where nothing else is
/// left, the next ranks come first.
fn tail(rank: usize, top: usize, one: &Expected, other: &Expected) -> f64 {
    /// Share of a pair at the top. Small enough not to compete, and above nothing.
    const REST: f64 = 1e-6;
    REST * closeness(one, other) / count(rank - top + 1)
}

/// φ(*d*/*s*) / *s*², without the constant; 0 where nothing is open.
fn closeness(a: &Expected, b: &Expected) -> f64 {
    let variance = a.variance + b.variance;
    let distance = a.mean - b.mean;
    if variance > 0.0 { exp(-distance * distance / (2.0 * variance)) / variance } else { 0.0 }
}
