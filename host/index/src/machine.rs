//! A scenario made ready for many draws: the totals of all regions in a draw, fast.
//!
//! Where all means are arithmetic, nothing is unknown and judges are right, a draw's tree is
//! folded into one weight a point, and totals are sums over the points. Elsewhere every draw
//! goes up the tree. Each region's sum runs over the points in their order, whatever the
//! block of regions or draws.

use crate::climb::{Climb, LANES, Lanes, Points, pair_of_dots};
use crate::judges::Errors;
use crate::means::{Mean, Means};
use crate::random::Random;
use crate::scenario::{Draw, JUDGES_SEED, Scenario, ScenarioError, Weights};
use crate::table::Table;
use crate::wide::{Work, wide};

/// A region without a total. Below every score, and private to draws.
pub(crate) const UNKNOWN: f64 = f64::NEG_INFINITY;

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

#[derive(Debug, Clone)]
struct Sparse {
    climb: Climb,
    terms: Vec<Lanes>,
    known: Vec<Lanes>,
    /// Place of each column in a block, and the mean above it.
    places: Vec<(usize, Mean)>,
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

    /// Totals of these draws, draw by draw; [`UNKNOWN`] where there is none.
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
        let Some(errors) = errors else {
            let weights: Vec<Vec<f64>> = chosen
                .iter()
                .map(|(_, draw)| sparse.climb.weights(&self.scenario.weights_of(*draw)).collect())
                .collect();
            let draws: Vec<_> = chosen.iter().map(|(at, _)| *at).zip(&weights).collect();
            sparse.totals(&draws, self.n_rows, totals);
            return;
        };
        // Judged otherwise in a draw, and put back after it.
        let mut judged = sparse.clone();
        let mut before = Vec::new();
        for (at, draw) in chosen.iter().copied() {
            let [.., number] = draw;
            errors.draw(&mut Random::new(JUDGES_SEED, number.to_bits()), |row, column, score| {
                before.extend(judged.judge(row, column, score));
            });
            let weights: Vec<f64> = judged.climb.weights(&self.scenario.weights_of(draw)).collect();
            judged.totals(&[(at, &weights)], self.n_rows, totals);
            for (place, lane, term) in before.drain(..).rev() {
                judged.set(place, lane, term);
            }
        }
    }
}

impl Ready {
    fn new(scenario: &Scenario<'_>, table: &Table, means: &Means) -> Self {
        let tree = scenario.tree;
        let linear = means.are_linear() && table.n_unknown() == 0 && scenario.qualities.is_empty();
        let is_whole = match scenario.weights {
            Weights::Given(sets) => sets.iter().all(|set| tree.is_whole(set)),
            Weights::Fixed | Weights::Noise(_) | Weights::Dirichlet(_) => {
                tree.is_whole(tree.weights())
            }
        };
        let in_order: Vec<usize> = (0..tree.n_points()).collect();
        if linear && is_whole {
            return Self::Dense(blocks(table, &in_order, |_, value, _| value));
        }
        let climb = Climb::new(tree, means);
        let mean = |column| means.of(tree, tree.parent(tree.point(column)));
        let mut places: Vec<_> = in_order.iter().map(|column| (0, mean(*column))).collect();
        for (at, column) in climb.columns.iter().enumerate() {
            if let Some((place, _)) = places.get_mut(*column) {
                *place = at;
            }
        }
        let term = |column: usize, value: f64, known: bool| match places.get(column) {
            Some((_, mean)) if known => mean.term(value),
            Some(_) | None => 0.0,
        };
        Self::Sparse(Sparse {
            terms: blocks(table, &climb.columns, term),
            known: blocks(table, &climb.columns, |_, _, known| if known { 1.0 } else { 0.0 }),
            places,
            climb,
        })
    }
}

/// These columns in blocks of regions; in each block one after the other, padded with 0.
fn blocks(table: &Table, columns: &[usize], cell: impl Fn(usize, f64, bool) -> f64) -> Vec<Lanes> {
    let mut blocks = Vec::new();
    for block in 0..table.n_rows().div_ceil(LANES) {
        let from = block * LANES;
        let to = (from + LANES).min(table.n_rows());
        for column in columns {
            let (values, known) = table.cells(*column, from, to);
            let mut lanes = [0.0; LANES];
            for (lane, (value, known)) in lanes.iter_mut().zip(values.iter().zip(known)) {
                *lane = cell(*column, *value, *known);
            }
            blocks.push(lanes);
        }
    }
    blocks
}

impl Sparse {
    /// Gives a cell another score; place, lane and term of before.
    fn judge(&mut self, row: usize, column: usize, score: f64) -> Option<(usize, usize, f64)> {
        let (place, mean) = *self.places.get(column)?;
        self.set((row / LANES) * self.places.len() + place, row % LANES, mean.term(score))
    }

    fn set(&mut self, place: usize, lane: usize, term: f64) -> Option<(usize, usize, f64)> {
        let cell = self.terms.get_mut(place)?.get_mut(lane)?;
        Some((place, lane, std::mem::replace(cell, term)))
    }

    /// Totals of draws, each with its position and its weights.
    fn totals(&self, draws: &[(usize, &Vec<f64>)], n_rows: usize, totals: &mut [f64]) {
        let (terms, known) = (self.terms.as_slice(), self.known.as_slice());
        let n_points = self.places.len().max(1);
        wide(Upwards { climb: &self.climb, n_points, terms, known, draws, n_rows, totals });
    }
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

/// Totals of draws up the tree.
struct Upwards<'a> {
    climb: &'a Climb,
    n_points: usize,
    terms: &'a [Lanes],
    known: &'a [Lanes],
    draws: &'a [(usize, &'a Vec<f64>)],
    n_rows: usize,
    totals: &'a mut [f64],
}

impl Work for Upwards<'_> {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `Work`")]
    fn run(self) {
        let mut nodes = self.climb.room();
        let terms = self.terms.chunks_exact(self.n_points);
        let blocks = terms.zip(self.known.chunks_exact(self.n_points));
        for (block, (terms, known)) in blocks.enumerate() {
            for (at, weights) in self.draws {
                let top = self.climb.total(weights, Points { terms, known }, &mut nodes);
                let rows = at * self.n_rows + block * LANES..(at + 1) * self.n_rows;
                let row = self.totals.get_mut(rows).unwrap_or_default();
                for (total, (score, known)) in row.iter_mut().zip(top.score.iter().zip(&top.known))
                {
                    *total = if *known > 0.0 { *score } else { UNKNOWN };
                }
            }
        }
    }
}
