//! How far judges agree beyond chance: for reviews of machine verdicts by people.

mod pair;

use std::collections::BTreeMap;

pub use self::pair::{Pair, pair};
use crate::number::{count, sum};

/// How much two different grades disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// Every difference is the same: yes and no.
    Nominal,
    /// |*i* − *j*|: each step counts once.
    Linear,
    /// (*i* − *j*)²: far misses count more.
    Quadratic,
}

impl Distance {
    fn between(self, a: usize, b: usize) -> f64 {
        let steps = count(a.abs_diff(b));
        match self {
            Self::Nominal => steps.min(1.0),
            Self::Linear => steps,
            Self::Quadratic => steps * steps,
        }
    }
}

/// Cohen's κ of two judges over the things both judged: 1 − Σ*d*·observed / Σ*d*·expected, with the
/// distance *d* between grades (their positions). 1 is full agreement, 0 what chance gives.
/// `None` without a common thing, or if both gave one and the same grade throughout.
///
/// Source: Cohen (1960), with weights (1968).
pub fn kappa(a: &[Option<usize>], b: &[Option<usize>], distance: Distance) -> Option<f64> {
    let pairs: Vec<_> = a.iter().zip(b).filter_map(|(a, b)| a.zip(*b)).collect();
    let n = count(pairs.len());
    let observed = sum(pairs.iter().map(|(a, b)| distance.between(*a, *b))) / n;
    let tally = |grades: &mut dyn Iterator<Item = usize>| {
        let mut tally: BTreeMap<usize, f64> = BTreeMap::new();
        grades.for_each(|grade| *tally.entry(grade).or_default() += 1.0);
        tally
    };
    let of_a = tally(&mut pairs.iter().map(|(a, _)| *a));
    let of_b = tally(&mut pairs.iter().map(|(_, b)| *b));
    let term = |(a, n_a): (&usize, &f64)| {
        sum(of_b.iter().map(|(b, n_b)| n_a * n_b * distance.between(*a, *b)))
    };
    let expected = sum(of_a.iter().map(term)) / (n * n);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// What grades mean to Krippendorff's α.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Names only.
    Nominal,
    /// An order; the distance of two grades is how many judgements lie between them.
    Ordinal,
}

/// Krippendorff's α of any number of judges, of whom each may have judged only some things:
/// 1 − observed / expected disagreement over all pairs of judgements of one thing. Things judged
/// once say nothing. `None` if nothing was judged twice or only one grade was given.
///
/// `judges[j][thing]` is a grade by its position. Source: Krippendorff (2011), "Computing
/// Krippendorff's alpha-reliability".
pub fn krippendorff(judges: &[Vec<Option<usize>>], level: Level) -> Option<f64> {
    let n_things = judges.iter().map(Vec::len).max()?;
    let mut coincidences: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut totals: BTreeMap<usize, f64> = BTreeMap::new();
    for thing in 0..n_things {
        let grade = |judge: &Vec<Option<usize>>| judge.get(thing).copied().flatten();
        let grades: Vec<usize> = judges.iter().filter_map(grade).collect();
        let Some(others) = grades.len().checked_sub(1).filter(|others| *others > 0) else {
            continue;
        };
        for (i, a) in grades.iter().enumerate() {
            *totals.entry(*a).or_default() += 1.0;
            for (_, b) in grades.iter().enumerate().filter(|(j, _)| i != *j) {
                *coincidences.entry((*a, *b)).or_default() += 1.0 / count(others);
            }
        }
    }
    let distance = |a: usize, b: usize| squared_distance(level, &totals, a, b);
    let n = sum(totals.values().copied());
    let observed = sum(coincidences.iter().map(|((a, b), o)| o * distance(*a, *b)));
    let expected = sum(totals
        .iter()
        .map(|(a, n_a)| sum(totals.iter().map(|(b, n_b)| n_a * n_b * distance(*a, *b)))));
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

fn squared_distance(level: Level, totals: &BTreeMap<usize, f64>, a: usize, b: usize) -> f64 {
    match level {
        Level::Nominal => {
            if a == b {
                0.0
            } else {
                1.0
            }
        }
        Level::Ordinal => {
            let of = |grade: usize| totals.get(&grade).copied().unwrap_or(0.0);
            let between = sum(totals.range(a.min(b)..=a.max(b)).map(|(_, n)| *n));
            let steps = between - f64::midpoint(of(a), of(b));
            if a == b { 0.0 } else { steps * steps }
        }
    }
}
