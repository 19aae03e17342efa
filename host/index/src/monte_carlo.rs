//! Rank intervals and class probabilities: the scenario drawn many times.
//!
//! Draw *d* takes its numbers from stream *d* of the seed. Consequence in words: "between the
//! 21st and the 28th place in nine of ten draws" says how much of a rank is choice of weights,
//! scales and means, and error of judging; places within each other's interval should not be
//! told apart. Source: Saisana, Saltelli and Tarantola (2005); OECD/JRC Handbook (2008), chapter 7;
//! COINr `get_sensitivity`.

use crate::classes::class_of;
use crate::machine::Machine;
use crate::parallel;
use crate::random::Random;
use crate::rank::rank;
use crate::rank_counts::RankCounts;
use crate::ranker::{Ranker, add_reached, threshold};
use crate::roll_up::totals;
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
    /// Chance of each class of the cuts, of the draws with a total.
    pub classes: Vec<f64>,
    /// Draws in which it had a total.
    pub n_ranked: u32,
}

/// Runs `n_draws` draws; the regions in the order of the tables' rows.
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
    let n_rows = machine.n_rows();
    let n_cuts = scenario.cuts.len();
    let mut counts = RankCounts::new(n_rows);
    let mut reached = vec![0_u32; n_rows * n_cuts];
    let cuts: Vec<f64> = scenario.cuts.iter().map(|cut| threshold(*cut)).collect();
    let per_task = (TOTALS / n_rows.max(1)).clamp(1, DRAWS_MAX);
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
        let (ranks, parts): (Vec<_>, Vec<_>) = tasks.into_iter().unzip();
        counts.add(&ranks);
        for part in &parts {
            reached.iter_mut().zip(part).for_each(|(sum, n)| *sum = sum.saturating_add(*n));
        }
        from = to;
    }
    let nominal = rank(&nominal(scenario));
    let interval = |row: usize| {
        let n_ranked = counts.n_ranked(row);
        let share = |cut: usize| {
            let n = reached.get(cut * n_rows + row).copied().unwrap_or(0);
            f64::from(n) / f64::from(n_ranked.max(1))
        };
        // Who reaches a cut but not the one before it.
        let chance = |cut: usize| share(cut) - cut.checked_sub(1).map_or(0.0, share);
        RankInterval {
            nominal: nominal.get(row).copied().flatten(),
            mean: counts.mean(row),
            median: counts.quantile(row, 0.5),
            q5: counts.quantile(row, 0.05),
            q95: counts.quantile(row, 0.95),
            classes: (0..n_cuts).map(chance).collect(),
            n_ranked,
        }
    };
    Ok((0..n_rows).map(interval).collect())
}

/// Totals with nominal weights, table and means, from a checked scenario.
pub(crate) fn nominal(scenario: &Scenario<'_>) -> Vec<Option<f64>> {
    let parts = scenario.tables.first().zip(scenario.means.first());
    parts.map_or_else(Vec::new, |(table, means)| totals(scenario.tree, table, means))
}

/// The numbers of a draw.
fn numbers(seed: u64, draw: usize) -> Draw {
    let mut random = Random::new(seed, u64::try_from(draw).unwrap_or(u64::MAX));
    [(); 4].map(|()| random.uniform())
}

/// Ranks of all draws, draw by draw, and how often each region reaches each cut.
fn ranked(machine: &Machine<'_>, draws: &[Draw], cuts: &[f64]) -> (Vec<u32>, Vec<u32>) {
    let n_rows = machine.n_rows().max(1);
    let totals = machine.totals(draws);
    let mut ranks = vec![0; totals.len()];
    let mut reached = vec![0_u32; machine.n_rows() * cuts.len()];
    let mut ranker = Ranker::default();
    for (totals, ranks) in totals.chunks_exact(n_rows).zip(ranks.chunks_exact_mut(n_rows)) {
        ranker.rank(totals, ranks);
        add_reached(totals, cuts, &mut reached);
    }
    (ranks, reached)
}

/// Ranks of every region under each of some draws, for those who look further than intervals:
/// draw by draw, 0 for what has no total.
pub(crate) fn ranks_of(machine: &Machine<'_>, draws: &[Draw]) -> Vec<Vec<u32>> {
    let n_rows = machine.n_rows();
    let per_task = (TOTALS / n_rows.max(1)).clamp(1, DRAWS_MAX);
    let tasks = parallel::map(draws.len().div_ceil(per_task), |task| {
        let from = task * per_task;
        let part = draws.get(from..(from + per_task).min(draws.len())).unwrap_or_default();
        ranked(machine, part, &[]).0
    });
    tasks.iter().flat_map(|task| task.chunks(n_rows.max(1))).map(<[u32]>::to_vec).collect()
}

/// The class of each nominal total, for comparison with the chances.
pub fn nominal_classes(scenario: &Scenario<'_>) -> Vec<Option<usize>> {
    let class = |total: Option<f64>| total.and_then(|total| class_of(scenario.cuts, total));
    nominal(scenario).into_iter().map(class).collect()
}
