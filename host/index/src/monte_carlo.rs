//! Rank intervals and class probabilities: the scenario drawn many times.
//!
//! Draw *d* takes its numbers from stream *d* of the seed. Consequence in words: "between the
//! 21st and the 28th place in nine of ten draws" says how much of a rank is choice of weights,
//! scales and means, and error of judging; places within each other's interval should not be
//! told apart. Source: Saisana, Saltelli and Tarantola (2005); OECD/JRC Handbook (2008), chapter 7;
//! COINr `get_sensitivity`.

use std::borrow::Cow;

use crate::classes::Cutting;
use crate::machine::{Machine, UNKNOWN, VETOED};
use crate::parallel;
use crate::random::Random;
use crate::rank::rank;
use crate::rank_counts::RankCounts;
use crate::ranker::{Ranker, add_reached, threshold};
use crate::scenario::{Draw, Scenario, ScenarioError};

/// Totals that one task makes at a time: what the processor's cache holds.
const TOTALS: usize = 20_000;

/// Most draws of one task.
const DRAWS_MAX: usize = 64;

/// Tasks between two rounds of counting. Enough for many threads.
const TASKS: usize = 64;

/// Where a region stands, over the draws.
#[derive(Debug, Clone, PartialEq)]
pub struct RankInterval {
    /// Rank with nominal weights, table and means; `None` without a total.
    pub nominal: Option<u32>,
    /// Mean rank; `None` if it never had one, as with the next three.
    pub mean: Option<f64>,
    /// Median rank.
    pub median: Option<f64>,
    /// 5 % of draws give a better rank.
    pub q5: Option<f64>,
    /// 5 % of draws give a worse rank.
    pub q95: Option<f64>,
    /// Chance of each class, of the draws in which it had a rank or a veto; who is vetoed is in the
    /// last. They sum to less than 1 where draws gave no cuts or a total reached none.
    pub classes: Vec<f64>,
    /// Draws in which it had a rank.
    pub n_ranked: u32,
    /// Draws in which a veto let its total not count.
    pub n_vetoed: u32,
}

/// Runs `n_draws` draws; the regions in the order of [`Scenario::held`], or of the tables' rows.
///
/// # Errors
///
/// See [`ScenarioError`].
pub fn monte_carlo(
    scenario: &Scenario<'_>,
    seed: u64,
    n_draws: u32,
) -> Result<Vec<RankInterval>, ScenarioError> {
    let machine = Machine::new(scenario)?;
    let (n_rows, n_held) = (machine.n_rows(), machine.n_held());
    let cuts = Cuts::new(scenario.cuts);
    let mut counts = RankCounts::new(n_held);
    let mut reached = vec![0_u32; n_held * cuts.n];
    let mut vetoed = vec![0_u32; n_held];
    let per_task = per_task(n_rows);
    let n_draws = usize::try_from(n_draws).map_err(|_| ScenarioError::Size)?;
    let mut from = 0;
    while from < n_draws {
        let to = (from + per_task * TASKS).min(n_draws);
        let tasks = parallel::map((to - from).div_ceil(per_task), |task| {
            let first = from + task * per_task;
            let draws: Vec<_> =
                (first..(first + per_task).min(to)).map(|draw| numbers(seed, draw)).collect();
            ranked(&machine, &draws, &cuts)
        });
        let mut ranks = Vec::with_capacity(tasks.len());
        for task in tasks {
            add(&mut reached, &task.reached);
            add(&mut vetoed, &task.vetoed);
            ranks.push(task.ranks);
        }
        counts.add(&ranks);
        from = to;
    }
    let nominal = nominal_ranks(scenario)?;
    let interval = |row: usize| RankInterval {
        nominal: nominal.get(row).copied().flatten(),
        mean: counts.mean(row),
        median: counts.quantile(row, 0.5),
        q5: counts.quantile(row, 0.05),
        q95: counts.quantile(row, 0.95),
        classes: chances(row, &counts, (&reached, &vetoed), cuts.n),
        n_ranked: counts.n_ranked(row),
        n_vetoed: vetoed.get(row).copied().unwrap_or(0),
    };
    Ok((0..n_held).map(interval).collect())
}

/// Chances of the classes of a region.
fn chances(
    row: usize,
    counts: &RankCounts,
    (reached, vetoed): (&[u32], &[u32]),
    n_cuts: usize,
) -> Vec<f64> {
    let n_rows = vetoed.len();
    let n_vetoed = vetoed.get(row).copied().unwrap_or(0);
    let n_classed = f64::from(counts.n_ranked(row).saturating_add(n_vetoed).max(1));
    let share = |cut: usize| {
        let n = reached.get(cut * n_rows + row).copied().unwrap_or(0);
        f64::from(n) / n_classed
    };
    let chance = |cut: usize| {
        // Who reaches a cut but not the one before it.
        let own = share(cut) - cut.checked_sub(1).map_or(0.0, share);
        if cut + 1 == n_cuts && n_vetoed > 0 { own + f64::from(n_vetoed) / n_classed } else { own }
    };
    (0..n_cuts).map(chance).collect()
}

fn add(sums: &mut [u32], parts: &[u32]) {
    sums.iter_mut().zip(parts).for_each(|(sum, n)| *sum = sum.saturating_add(*n));
}

/// What every row scores with nominal weights, table and means; `None` where it is unknown or a veto
/// lets it not count. The bits are those of [`crate::roll_up`] and [`crate::parts`].
///
/// # Errors
///
/// See [`ScenarioError`].
pub fn nominal(scenario: &Scenario<'_>) -> Result<Vec<Option<f64>>, ScenarioError> {
    let mut scores = scores(&scenario.nominal(), &[[0.0; 4]])?;
    Ok(scores.pop().unwrap_or_default())
}

/// What every row scores in each of some draws.
///
/// # Errors
///
/// See [`ScenarioError`].
pub fn scores(
    scenario: &Scenario<'_>,
    draws: &[Draw],
) -> Result<Vec<Vec<Option<f64>>>, ScenarioError> {
    let machine = Machine::new(scenario)?;
    let totals = machine.totals(draws);
    let known = |total: &f64| Some(*total).filter(|total| *total > VETOED);
    let draw = |totals: &[f64]| totals.iter().map(known).collect();
    Ok(totals.chunks(machine.n_rows().max(1)).map(draw).collect())
}

/// Ranks of what [`nominal`] gives, of the held rows.
pub(crate) fn nominal_ranks(scenario: &Scenario<'_>) -> Result<Vec<Option<u32>>, ScenarioError> {
    let scores = nominal(scenario)?;
    Ok(match scenario.held {
        None => rank(&scores),
        Some(rows) => {
            let own = rows.iter().map(|row| scores.get(*row).copied().flatten());
            rank(&own.collect::<Vec<_>>())
        }
    })
}

/// Class cuts, ready for totals.
struct Cuts<'a> {
    from: Cutting<'a>,
    /// Those that are the same in every draw.
    given: Vec<f64>,
    n: usize,
}

impl<'a> Cuts<'a> {
    fn new(from: Cutting<'a>) -> Self {
        let given = match from {
            Cutting::Given(cuts) => cuts.iter().copied().map(threshold).collect(),
            Cutting::Quantile(_) | Cutting::Deviation(_) | Cutting::Jenks(_) => Vec::new(),
        };
        Self { from, given, n: from.n_classes() }
    }

    /// Those of a draw with these totals.
    fn of(&self, totals: &[f64]) -> Cow<'_, [f64]> {
        match self.from {
            Cutting::Given(_) => Cow::Borrowed(&self.given),
            Cutting::Quantile(_) | Cutting::Deviation(_) | Cutting::Jenks(_) => {
                let known = |total: &f64| Some(*total).filter(|total| total.is_finite());
                let cuts = self.from.of(&totals.iter().map(known).collect::<Vec<_>>());
                Cow::Owned(cuts.into_iter().map(threshold).collect())
            }
        }
    }
}

/// The numbers of a draw.
fn numbers(seed: u64, draw: usize) -> Draw {
    let mut random = Random::new(seed, u64::try_from(draw).unwrap_or(u64::MAX));
    [(); 4].map(|()| random.uniform())
}

/// Draws of one task.
fn per_task(n_rows: usize) -> usize {
    (TOTALS / n_rows.max(1)).clamp(1, DRAWS_MAX)
}

/// What some draws gave the held rows.
struct Ranked {
    /// Draw by draw, 0 for what has no rank.
    ranks: Vec<u32>,
    /// How often each region reached each cut, cut by cut.
    reached: Vec<u32>,
    /// How often each was vetoed.
    vetoed: Vec<u32>,
}

fn ranked(machine: &Machine<'_>, draws: &[Draw], cuts: &Cuts<'_>) -> Ranked {
    let (n_rows, n_held) = (machine.n_rows().max(1), machine.n_held());
    let mut totals = machine.totals(draws);
    let mut found = Ranked {
        ranks: vec![0; draws.len() * n_held],
        reached: vec![0; n_held * cuts.n],
        vetoed: vec![0; n_held],
    };
    let mut ranker = Ranker::default();
    let mut own = Vec::with_capacity(n_held);
    let ranks = found.ranks.chunks_exact_mut(n_held.max(1));
    for (totals, ranks) in totals.chunks_exact_mut(n_rows).zip(ranks) {
        if machine.has_vetoes() {
            settle(totals, machine.held(), &mut found.vetoed);
        }
        let held = match machine.held() {
            None => &*totals,
            Some(rows) => {
                own.clear();
                own.extend(rows.iter().map(|row| totals.get(*row).copied().unwrap_or(UNKNOWN)));
                own.as_slice()
            }
        };
        ranker.rank(held, ranks);
        add_reached(held, &cuts.of(totals), &mut found.reached);
    }
    found
}

/// Counts the held rows that are vetoed; all that are have no total from then on.
fn settle(totals: &mut [f64], held: Option<&[usize]>, vetoed: &mut [u32]) {
    let is_vetoed = |total: f64| total > UNKNOWN && total <= VETOED;
    for (at, n) in vetoed.iter_mut().enumerate() {
        let row = held.map_or(Some(&at), |rows| rows.get(at));
        let total = row.and_then(|row| totals.get(*row));
        *n = n.saturating_add(u32::from(total.is_some_and(|total| is_vetoed(*total))));
    }
    for total in totals.iter_mut().filter(|total| is_vetoed(**total)) {
        *total = UNKNOWN;
    }
}

/// Ranks of every held region under each of some draws, for those who look further than intervals:
/// draw by draw, 0 for what has no total.
pub(crate) fn ranks_of(machine: &Machine<'_>, draws: &[Draw]) -> Vec<Vec<u32>> {
    let per_task = per_task(machine.n_rows());
    let none = Cuts::new(Cutting::Given(&[]));
    let tasks = parallel::map(draws.len().div_ceil(per_task), |task| {
        let from = task * per_task;
        let part = draws.get(from..(from + per_task).min(draws.len())).unwrap_or_default();
        ranked(machine, part, &none).ranks
    });
    tasks
        .iter()
        .flat_map(|task| task.chunks(machine.n_held().max(1)))
        .map(<[u32]>::to_vec)
        .collect()
}
