//! Draws that go up the tree as scores do: with unknown cells, other means, judges who err, thresholds,
//! and what does not weigh.

use super::{UNKNOWN, VETOED, blocks};
use crate::climb::{Climb, LANES, Lanes, Node, Points};
use crate::means::{Mean, Means};
use crate::parts::{Does, Part, Passing, columns_below, in_turn, is_short};
use crate::scenario::{Of, Scenario};
use crate::table::Table;
use crate::wide::{Work, wide};

/// A table ready for the climb.
#[derive(Debug, Clone)]
pub(super) struct Sparse {
    climb: Climb,
    terms: Vec<Lanes>,
    known: Vec<Lanes>,
    /// Place of each column in a block, and the mean above it; `None` for what is not climbed from.
    places: Vec<Option<(usize, Mean)>>,
    parts: Vec<Acting>,
    /// 1 where a point below a cap or a veto is short, else 0.
    short: Vec<Lanes>,
    /// Place of each column in a block of `short`.
    short_places: Vec<Option<usize>>,
    n_short: usize,
}

/// A part and its points in a block of [`Sparse::short`].
#[derive(Debug, Clone)]
struct Acting {
    part: Part,
    points: std::ops::Range<usize>,
}

/// A number as it was before it was judged otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    is_short: bool,
    at: usize,
    lane: usize,
    number: f64,
}

impl Sparse {
    pub(super) fn new(scenario: &Scenario<'_>, table: &Table, means: &Means) -> Self {
        let climb = Climb::new(scenario, means);
        let above: Vec<Mean> =
            (0..climb.columns.len()).map(|place| climb.mean_above(place)).collect();
        let mut places = vec![None; scenario.tree.n_points()];
        for ((place, column), mean) in climb.columns.iter().enumerate().zip(&above) {
            places.get_mut(*column).into_iter().for_each(|slot| *slot = Some((place, *mean)));
        }
        let term = |place: usize, value: f64, known: bool| match above.get(place) {
            Some(mean) if known => mean.term(value),
            Some(_) | None => 0.0,
        };
        let (parts, held) = acting(scenario);
        let mut short_places = vec![None; scenario.tree.n_points()];
        for (place, column) in held.iter().enumerate() {
            short_places.get_mut(*column).into_iter().for_each(|slot| *slot = Some(place));
        }
        Self {
            terms: blocks(table, &climb.columns, term),
            known: blocks(table, &climb.columns, |_, _, known| if known { 1.0 } else { 0.0 }),
            places,
            short: blocks(table, &held, |_, value, known| mark(known && is_short(value))),
            short_places,
            n_short: held.len(),
            parts,
            climb,
        }
    }

    pub(super) fn climb(&self) -> &Climb {
        &self.climb
    }

    /// Gives a known cell another score, and notes what was there.
    pub(super) fn judge(
        &mut self,
        (row, column): (usize, usize),
        score: f64,
        before: &mut Vec<Change>,
    ) {
        let (block, lane) = (row / LANES, row % LANES);
        if let Some((place, mean)) = self.places.get(column).copied().flatten() {
            let at = block * self.climb.columns.len() + place;
            before.extend(self.set(Change { is_short: false, at, lane, number: mean.term(score) }));
        }
        if let Some(place) = self.short_places.get(column).copied().flatten() {
            let at = block * self.n_short + place;
            let number = mark(is_short(score));
            before.extend(self.set(Change { is_short: true, at, lane, number }));
        }
    }

    /// Puts back what was there.
    pub(super) fn undo(&mut self, change: Change) {
        self.set(change);
    }

    fn set(&mut self, Change { is_short, at, lane, number }: Change) -> Option<Change> {
        let blocks = if is_short { &mut self.short } else { &mut self.terms };
        let cell = blocks.get_mut(at)?.get_mut(lane)?;
        Some(Change { is_short, at, lane, number: std::mem::replace(cell, number) })
    }

    /// Totals of draws, each with its position and its weights.
    pub(super) fn totals(&self, draws: &[(usize, &Vec<f64>)], n_rows: usize, totals: &mut [f64]) {
        wide(Upwards { sparse: self, draws, n_rows, totals });
    }

    /// The totals of a block after its parts.
    fn settled(&self, top: &Node, nodes: &[Node], block: usize) -> Lanes {
        let mut totals = [UNKNOWN; LANES];
        for (total, (score, known)) in totals.iter_mut().zip(top.score.iter().zip(&top.known)) {
            if *known > 0.0 {
                *total = *score;
            }
        }
        let short = self.short.get(block * self.n_short..).unwrap_or_default();
        for Acting { part, points } in &self.parts {
            let points = short.get(points.clone()).unwrap_or_default();
            let own = nodes.get(part.node).unwrap_or(&Node::NOTHING);
            for (lane, (total, weighted)) in totals.iter_mut().zip(top.score).enumerate() {
                let of = |lanes: &Lanes| lanes.get(lane).copied().unwrap_or(0.0);
                let is_short = points.iter().any(|point| of(point) > 0.0);
                let own = Some(of(&own.score)).filter(|_| of(&own.known) > 0.0);
                if is_short && part.does == Does::Veto {
                    *total = VETOED;
                } else if total.is_finite() {
                    let passing = Passing { total: *total, weighted };
                    *total = part.does.after(passing, own, is_short);
                }
            }
        }
        totals
    }
}

/// The parts of what is ranked, and the columns of those that look at points.
fn acting(scenario: &Scenario<'_>) -> (Vec<Acting>, Vec<usize>) {
    if scenario.of != Of::Total {
        return (Vec::new(), Vec::new());
    }
    let mut held = Vec::new();
    let mut acting = Vec::new();
    for part in in_turn(scenario.parts) {
        let from = held.len();
        if part.does.is_of_points() {
            held.extend(columns_below(scenario.tree, part.node));
        }
        acting.push(Acting { part, points: from..held.len() });
    }
    (acting, held)
}

fn mark(is_so: bool) -> f64 {
    if is_so { 1.0 } else { 0.0 }
}

/// Totals of draws up the tree.
struct Upwards<'a> {
    sparse: &'a Sparse,
    draws: &'a [(usize, &'a Vec<f64>)],
    n_rows: usize,
    totals: &'a mut [f64],
}

impl Work for Upwards<'_> {
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `Work`")]
    fn run(self) {
        let Self { sparse, draws, n_rows, totals } = self;
        let n_points = sparse.climb.columns.len().max(1);
        let mut nodes = sparse.climb.room();
        let terms = sparse.terms.chunks_exact(n_points);
        let blocks = terms.zip(sparse.known.chunks_exact(n_points));
        for (block, (terms, known)) in blocks.enumerate() {
            for (at, weights) in draws {
                let top = sparse.climb.total(weights, Points { terms, known }, &mut nodes);
                let rows = at * n_rows + block * LANES..(at + 1) * n_rows;
                let row = totals.get_mut(rows).unwrap_or_default();
                let settled = sparse.settled(&top, &nodes, block);
                row.iter_mut().zip(settled).for_each(|(total, settled)| *total = settled);
            }
        }
    }
}
