//! A scenario made ready for many draws: the totals of all regions in a draw, fast.
//!
//! Where all means are arithmetic, nothing is unknown, judges are right and only weights vary, a draw's
//! tree is folded into one weight a point, and totals are sums over the points: the same sums in
//! another order, so that they differ in the last bits, far below the grid of ranks. Everything else
//! goes up the tree as scores do, bit for bit. Each region's sum runs over the points in their order,
//! whatever the block of regions or draws.

mod sparse;

use self::sparse::Sparse;
use crate::climb::{LANES, Lanes, pair_of_dots};
use crate::judges::Errors;
use crate::means::Means;
use crate::parts::{Does, Part};
use crate::random::Random;
use crate::scenario::{Draw, JUDGES_SEED, Of, Scenario, ScenarioError, Weights};
use crate::table::Table;
use crate::wide::{Work, wide};

/// A region without a total. Below every score, and private to draws.
pub(crate) const UNKNOWN: f64 = f64::NEG_INFINITY;

/// A region whose total a veto lets not count.
pub(crate) const VETOED: f64 = f64::MIN;

/// See the module.
#[derive(Debug)]
pub(crate) struct Machine<'a> {
    scenario: Scenario<'a>,
    n_rows: usize,
    /// By table, then by means.
    ready: Vec<Vec<Ready>>,
    /// By table; empty if judges are right.
    errors: Vec<Errors>,
}

/// A table under one choice of means: blocks of regions, in each the points.
#[derive(Debug)]
enum Ready {
    /// Scores that are summed as they are.
    Dense(Vec<Lanes>),
    /// Whatever else.
    Sparse(Sparse),
}

impl<'a> Machine<'a> {
    pub(crate) fn new(scenario: &Scenario<'a>) -> Result<Self, ScenarioError> {
        scenario.check()?;
        let scenario = *scenario;
        let ready = |table: &Table| -> Vec<Ready> {
            scenario.means.iter().map(|means| Ready::new(&scenario, table, means)).collect()
        };
        let errors = |table: &Table| Errors::new(table, scenario.qualities);
        let with_errors = scenario.tables.iter().filter(|_| !scenario.qualities.is_empty());
        Ok(Self {
            n_rows: scenario.tables.first().map_or(0, Table::n_rows),
            ready: scenario.tables.iter().map(ready).collect(),
            errors: with_errors.map(errors).collect(),
            scenario,
        })
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// Rows that are ranked among each other; all if `None`.
    pub(crate) fn held(&self) -> Option<&'a [usize]> {
        self.scenario.held
    }

    /// How many they are.
    pub(crate) fn n_held(&self) -> usize {
        self.held().map_or(self.n_rows, <[usize]>::len)
    }

    /// Whether a total could be [`VETOED`].
    pub(crate) fn has_vetoes(&self) -> bool {
        let vetoes = |part: &Part| part.does == Does::Veto;
        self.scenario.of == Of::Total && self.scenario.parts.iter().any(vetoes)
    }

    /// Totals of these draws, draw by draw; [`UNKNOWN`] where there is none, [`VETOED`] where it does
    /// not count.
    pub(crate) fn totals(&self, draws: &[Draw]) -> Vec<f64> {
        let mut totals = vec![UNKNOWN; draws.len() * self.n_rows];
        for (table, of_table) in self.ready.iter().enumerate() {
            for (means, ready) in of_table.iter().enumerate() {
                let fits =
                    |(_, draw): &(usize, Draw)| self.scenario.alternatives(*draw) == (table, means);
                let chosen: Vec<(usize, Draw)> =
                    draws.iter().copied().enumerate().filter(fits).collect();
                match ready {
                    Ready::Dense(blocks) => self.dense(blocks, &chosen, &mut totals),
                    Ready::Sparse(sparse) => {
                        self.sparse(sparse, self.errors.get(table), &chosen, &mut totals);
                    }
                }
            }
        }
        totals
    }

    fn dense(&self, blocks: &[Lanes], chosen: &[(usize, Draw)], totals: &mut [f64]) {
        let tree = self.scenario.tree;
        let n_points = tree.n_points();
        if n_points == 0 {
            return;
        }
        let mut weights = Vec::with_capacity(chosen.len() * n_points);
        for (_, draw) in chosen {
            let shares = tree.shares(&self.scenario.weights_of(*draw));
            weights.extend_from_slice(shares.get(tree.n_indicators()..tree.total()).unwrap_or(&[]));
        }
        wide(Dense { blocks, weights: &weights, chosen, n_rows: self.n_rows, totals });
    }

    fn sparse(
        &self,
        sparse: &Sparse,
        errors: Option<&Errors>,
        chosen: &[(usize, Draw)],
        totals: &mut [f64],
    ) {
        let weights = |draw: &Draw| {
            sparse.climb().weights(self.scenario.tree, &self.scenario.weights_of(*draw))
        };
        let Some(errors) = errors else {
            let weights: Vec<Vec<f64>> = chosen.iter().map(|(_, draw)| weights(draw)).collect();
            let draws: Vec<_> = chosen.iter().map(|(at, _)| *at).zip(&weights).collect();
            sparse.totals(&draws, self.n_rows, totals);
            return;
        };
        // Judged otherwise in a draw, and put back after it.
        let mut judged = sparse.clone();
        let mut before = Vec::new();
        for (at, draw) in chosen {
            let [.., number] = draw;
            errors.draw(&mut Random::new(JUDGES_SEED, number.to_bits()), |row, column, score| {
                judged.judge((row, column), score, &mut before);
            });
            judged.totals(&[(*at, &weights(draw))], self.n_rows, totals);
            for change in before.drain(..).rev() {
                judged.undo(change);
            }
        }
    }
}

impl Ready {
    fn new(scenario: &Scenario<'_>, table: &Table, means: &Means) -> Self {
        let tree = scenario.tree;
        let linear = means.are_linear() && table.n_unknown() == 0 && scenario.qualities.is_empty();
        let is_total = scenario.of == Of::Total && scenario.parts.is_empty();
        let is_whole = match scenario.weights {
            Weights::Given(sets) => sets.iter().all(|set| tree.is_whole(set)),
            Weights::Fixed | Weights::Noise(_) | Weights::Dirichlet(_) => {
                tree.is_whole(tree.weights())
            }
        };
        if linear && is_total && is_whole && scenario.weights_vary() {
            let in_order: Vec<usize> = (0..tree.n_points()).collect();
            return Self::Dense(blocks(table, &in_order, |_, value, _| value));
        }
        Self::Sparse(Sparse::new(scenario, table, means))
    }
}

/// These columns in blocks of regions; in each block one after the other, padded with 0. `cell` is asked
/// by the place among `columns`.
fn blocks(table: &Table, columns: &[usize], cell: impl Fn(usize, f64, bool) -> f64) -> Vec<Lanes> {
    let mut blocks = Vec::new();
    for block in 0..table.n_rows().div_ceil(LANES) {
        let from = block * LANES;
        let to = (from + LANES).min(table.n_rows());
        for (place, column) in columns.iter().enumerate() {
            let (values, known) = table.cells(*column, from, to);
            let mut lanes = [0.0; LANES];
            for (lane, (value, known)) in lanes.iter_mut().zip(values.iter().zip(known)) {
                *lane = cell(place, *value, *known);
            }
            blocks.push(lanes);
        }
    }
    blocks
}

/// Totals of folded draws.
struct Dense<'a> {
    blocks: &'a [Lanes],
    /// Draw by draw, the points.
    weights: &'a [f64],
    chosen: &'a [(usize, Draw)],
    n_rows: usize,
    totals: &'a mut [f64],
}

impl Work for Dense<'_> {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `Work`")]
    fn run(self) {
        let n_points = (self.weights.len() / self.chosen.len().max(1)).max(1);
        for (at, block) in self.blocks.chunks_exact(n_points).enumerate() {
            let mut weights = self.weights.chunks_exact(n_points);
            for pair in self.chosen.chunks(2) {
                let [first, second] = [(); 2].map(|()| weights.next().unwrap_or_default());
                let sums = pair_of_dots(first, second, block);
                for ((draw, _), sums) in pair.iter().zip(sums) {
                    let rows = draw * self.n_rows + at * LANES..(draw + 1) * self.n_rows;
                    let row = self.totals.get_mut(rows).unwrap_or_default();
                    row.iter_mut().zip(sums).for_each(|(total, sum)| *total = sum);
                }
            }
        }
    }
}
