//! Which uncertainty matters: Sobol's indices of variance.
//!
//! S1 of a factor is the share of the variance that it explains alone; ST the share that it has
//! a part in, so 1 − ST is what would be left of the variance if all others were known. From
//! *N* rows of two independent samples *A* and *B*, and *A* with a factor's column from *B*:
//!
//! > S1 = mean(*y*ᴮ (*y*ᴬᴮ − *y*ᴬ)) / var, ST = mean((*y*ᴬ − *y*ᴬᴮ)²) / 2 var
//!
//! where var is that of *y*ᴬ and *y*ᴮ together. *y* is centred first, which changes neither
//! quantity and lessens the noise of S1. Intervals by drawing rows again with replacement.
//! Source: Saltelli et al. (2010), table 2 (b) and (f), the latter Jansen's; COINr `SA_estimate`.

use crate::machine::Machine;
use crate::monte_carlo::{nominal_ranks, ranks_of};
use crate::number::{count, quantile, sorted, squares, sum};
use crate::random::Random;
use crate::scenario::{Draw, Factor, Scenario, ScenarioError};

/// Streams of the bootstrap, apart from those of the design.
const BOOTSTRAP: u64 = 1 << 63;

/// A share of variance and where 90 % of the bootstrap's lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The estimate; may be slightly below 0 or above 1.
    pub estimate: f64,
    /// 5 % of the samples drawn again give less; the estimate itself if none were drawn.
    pub q5: f64,
    /// 5 % give more.
    pub q95: f64,
}

/// The indices of one factor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Indices {
    /// S1.
    pub first: Share,
    /// ST.
    pub total: Share,
}

/// What a model gave for a design: *y*ᴬ, *y*ᴮ and for each factor *y*ᴬᴮ, all of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct Outputs {
    /// Of the first sample.
    pub a: Vec<f64>,
    /// Of the second.
    pub b: Vec<f64>,
    /// Of the first with one column of the second, by factor.
    pub a_with_b: Vec<Vec<f64>>,
}

/// Indices of each factor; all 0 if nothing varies. `n_again` samples are drawn again for the
/// intervals.
pub fn indices(outputs: &Outputs, n_again: usize, seed: u64) -> Vec<Indices> {
    let both: Vec<f64> = outputs.a.iter().chain(&outputs.b).copied().collect();
    let centre = sum(both.iter().copied()) / count(both.len()).max(1.0);
    let variance = squares(&both) / (count(both.len()) - 1.0).max(1.0);
    let of_factor = |(at, changed): (u64, &Vec<f64>)| {
        let rows = outputs.a.iter().zip(&outputs.b).zip(changed);
        let terms: Vec<[f64; 2]> =
            rows.map(|((a, b), ab)| [(b - centre) * (ab - a), 0.5 * (a - ab) * (a - ab)]).collect();
        let again = drawn_again(&terms, n_again, &mut Random::new(seed, BOOTSTRAP | at), variance);
        let share = |of: fn(&[f64; 2]) -> f64, [q5, q95]: [Option<f64>; 2]| {
            let estimate = scaled(sum(terms.iter().map(of)), terms.len(), variance);
            Share { estimate, q5: q5.unwrap_or(estimate), q95: q95.unwrap_or(estimate) }
        };
        let [first, total] = again;
        Indices {
            first: share(|[first, _]| *first, first),
            total: share(|[_, total]| *total, total),
        }
    };
    (0..).zip(&outputs.a_with_b).map(of_factor).collect()
}

fn scaled(sum: f64, n: usize, variance: f64) -> f64 {
    if variance > 0.0 { sum / count(n).max(1.0) / variance } else { 0.0 }
}

/// Q5 and Q95 of both indices over samples of rows drawn again.
fn drawn_again(
    terms: &[[f64; 2]],
    n_again: usize,
    random: &mut Random,
    variance: f64,
) -> [[Option<f64>; 2]; 2] {
    let sample = |_| {
        let mut sums = [0.0; 2];
        for _ in terms {
            let [first, total] = terms.get(random.below(terms.len())).copied().unwrap_or_default();
            sums = [sums[0] + first, sums[1] + total];
        }
        sums.map(|sum| scaled(sum, terms.len(), variance))
    };
    let samples: Vec<[f64; 2]> = (0..n_again).map(sample).collect();
    let quantiles = |of: fn(&[f64; 2]) -> f64| {
        let sorted = sorted(&samples.iter().map(of).collect::<Vec<_>>());
        [quantile(&sorted, 0.05), quantile(&sorted, 0.95)]
    };
    [quantiles(|[first, _]| *first), quantiles(|[_, total]| *total)]
}

/// Samples *A* and *B* of *N* rows in *k* columns of numbers from `0.0..1.0`, row by row.
pub fn samples(n: usize, k: usize, seed: u64) -> [Vec<Vec<f64>>; 2] {
    let row = |stream: usize| {
        let mut random = Random::new(seed, u64::try_from(stream).unwrap_or(u64::MAX));
        (0..2 * k).map(|_| random.uniform()).collect::<Vec<_>>()
    };
    let rows: Vec<_> = (0..n).map(row).collect();
    let part = |from: usize| {
        let of = |row: &Vec<f64>| row.iter().skip(from).take(k).copied().collect();
        rows.iter().map(of).collect()
    };
    [part(0), part(k)]
}

/// The indices of a scenario's factors, for the mean absolute shift of rank against the nominal
/// ranks, and for each region's own rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// What varies, in the order of the indices.
    pub factors: Vec<Factor>,
    /// For the mean over all held regions of |rank − nominal rank|: COINr's target.
    pub shift: Vec<Indices>,
    /// For the rank of each held region, without intervals.
    pub regions: Vec<Vec<Indices>>,
}

/// Runs *N*(*k* + 2) draws, *k* being the factors that vary.
///
/// # Errors
///
/// See [`ScenarioError`].
pub fn sensitivity(
    scenario: &Scenario<'_>,
    seed: u64,
    n: usize,
    n_again: usize,
) -> Result<Sensitivity, ScenarioError> {
    let machine = Machine::new(scenario)?;
    let factors = scenario.factors();
    let [a, b] =
        samples(n, 4, seed).map(|rows| rows.iter().map(|row| draw(row)).collect::<Vec<_>>());
    let with = |factor: &Factor| -> Vec<Draw> {
        let at = *factor as usize;
        let swap = |(a, b): (&Draw, &Draw)| {
            let mut draw = *a;
            if let Some((to, from)) = draw.get_mut(at).zip(b.get(at)) {
                *to = *from;
            }
            draw
        };
        a.iter().zip(&b).map(swap).collect()
    };
    let designs: Vec<Vec<Draw>> =
        [a.clone(), b.clone()].into_iter().chain(factors.iter().map(with)).collect();
    let ranks: Vec<Vec<Vec<u32>>> = designs.iter().map(|draws| ranks_of(&machine, draws)).collect();
    let nominal = nominal_ranks(scenario)?;
    let shift = |ranks: &Vec<u32>| {
        let shifts = ranks.iter().zip(&nominal).filter_map(|(rank, nominal)| {
            nominal.filter(|_| *rank > 0).map(|nominal| f64::from(rank.abs_diff(nominal)))
        });
        let shifts: Vec<f64> = shifts.collect();
        crate::number::mean(&shifts).unwrap_or(0.0)
    };
    let regions = (0..machine.n_held()).map(|row| {
        let rank = |ranks: &Vec<u32>| f64::from(ranks.get(row).copied().unwrap_or(0));
        indices(&outputs(&ranks, rank), 0, seed)
    });
    let regions = regions.collect();
    Ok(Sensitivity { shift: indices(&outputs(&ranks, shift), n_again, seed), regions, factors })
}

fn draw(row: &[f64]) -> Draw {
    let mut numbers = row.iter().copied();
    [(); 4].map(|()| numbers.next().unwrap_or(0.0))
}

/// One output of every draw of every design.
fn outputs(ranks: &[Vec<Vec<u32>>], of: impl Fn(&Vec<u32>) -> f64) -> Outputs {
    let mut designs = ranks.iter().map(|draws| draws.iter().map(&of).collect::<Vec<f64>>());
    let a = designs.next().unwrap_or_default();
    let b = designs.next().unwrap_or_default();
    Outputs { a, b, a_with_b: designs.collect() }
}
