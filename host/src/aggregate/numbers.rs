//! A round in the numbers of the engine, and back.
//!
//! The engine (`bluebook_index`) knows a table of regions × points and a tree of weights, and
//! nothing of findings, titles or regions. [`Numbers`] is both of them for a round, with the
//! names of what the engine numbers. `score_region` goes up the tree through it, so whatever else is
//! asked of the engine starts from the same bits.

use bluebook_index::roll_up::{Partial, Rules, Scores, roll_up};
use bluebook_index::{Element, Mean, Means, Table, Tree};

use super::{NodeScore, PointScore, RegionScore};
use crate::model::{Indicator, IndicatorSystem, Part, Point, RegionCode};

/// Bottom and top of the scale of scores.
pub const SCALE: [f64; 2] = [0.0, 1.0];

/// What a node of the engine's tree is called.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node<'s> {
    /// An indicator of any level.
    Indicator(&'s Indicator),
    /// A point.
    Point(&'s Point),
    /// The whole.
    Total,
}

/// A round: one row a region, one column a point, and the tree above the points.
///
/// Nodes are numbered as [`Tree`] says: indicators and points in the order of the system, then the
/// total. Indicators that veto or give a bonus hang directly below the total and weigh 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers<'s> {
    system: &'s IndicatorSystem,
    regions: Vec<RegionCode>,
    tree: Tree,
    table: Table,
    /// Of every cell, column by column.
    coverage: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

impl<'s> Numbers<'s> {
    /// The scores of `system`'s points in a round; rows are in the order of `scores`.
    pub fn new(system: &'s IndicatorSystem, scores: &[RegionScore]) -> Self {
        let rows: Vec<_> =
            scores.iter().map(|score| (score.region, score.points.as_slice())).collect();
        Self::of_points(system, &rows)
    }

    /// The same of points that have no indicators yet.
    pub(super) fn of_points(
        system: &'s IndicatorSystem,
        rows: &[(RegionCode, &[PointScore])],
    ) -> Self {
        let (n_rows, n_points) = (rows.len(), system.points.len());
        let node = |row: usize, column: usize| {
            let point = rows.get(row).and_then(|(_, points)| points.get(column));
            point.map_or(NodeScore::UNKNOWN, |point| point.node)
        };
        let cells = |of: fn(NodeScore) -> f64| -> Vec<f64> {
            let columns = 0..n_points;
            columns.flat_map(|column| (0..n_rows).map(move |row| of(node(row, column)))).collect()
        };
        // A score is a share; a table of shares is always there.
        let table = Table::from_fn(n_rows, n_points, |row, column| node(row, column).score);
        debug_assert!(table.is_ok(), "scores are finite");
        Self {
            system,
            regions: rows.iter().map(|(region, _)| *region).collect(),
            tree: tree(system),
            table: table.unwrap_or_default(),
            coverage: cells(|node| node.coverage),
            lower: cells(|node| node.lower),
            upper: cells(|node| node.upper),
        }
    }

    /// The system whose nodes these are.
    pub fn system(&self) -> &'s IndicatorSystem {
        self.system
    }

    /// The regions of the rows.
    pub fn regions(&self) -> &[RegionCode] {
        &self.regions
    }

    /// The weights, in per cent of the node above.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Scores of points, `0..=1` or unknown.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Coverage and bounds of the cells: points of several pages may be known in part.
    pub fn partial(&self) -> Partial<'_> {
        Partial { coverage: &self.coverage, lower: &self.lower, upper: &self.upper }
    }

    /// The same regions and weights with other scores. What is known of a cell in part stays as it was
    /// where its score did; on another scale its coverage stays, and unless it is known in whole
    /// anything is possible. Filled cells stay uncovered.
    pub(super) fn with_table(self, table: Table) -> Self {
        let mut new = Self { table, ..self.clone() };
        let n_rows = self.regions.len();
        for column in 0..self.table.n_columns() {
            for row in 0..n_rows {
                let (before, after) = (self.table.get(row, column), new.table.get(row, column));
                if before == after {
                    continue;
                }
                let cell = n_rows.saturating_mul(column).saturating_add(row);
                let [bottom, top] = SCALE;
                // A score that took the place of an unknown is a guess: anything is still possible.
                let covered = self.coverage.get(cell).copied().unwrap_or(0.0);
                let [coverage, lower, upper] = match (before, after) {
                    (None, Some(guess)) => [0.0, bottom.min(guess), top.max(guess)],
                    (Some(_), Some(score)) if covered < 1.0 => {
                        [covered, bottom.min(score), top.max(score)]
                    }
                    (Some(_), Some(score)) => [1.0, score, score],
                    (_, None) => [0.0, bottom, top],
                };
                let parts = [
                    (&mut new.coverage, coverage),
                    (&mut new.lower, lower),
                    (&mut new.upper, upper),
                ];
                for (cells, value) in parts {
                    cells.get_mut(cell).into_iter().for_each(|slot| *slot = value);
                }
            }
        }
        new
    }

    /// The same with other weights of the nodes.
    pub(super) fn with_tree(self, tree: Tree) -> Self {
        Self { tree, ..self }
    }

    /// The node of an indicator or point by its id.
    pub fn node(&self, id: &str) -> Option<usize> {
        let indicators = self.system.indicators.iter().map(|one| one.id.0.as_str());
        indicators
            .chain(self.system.points.iter().map(|one| one.id.0.as_str()))
            .position(|it| it == id)
    }

    /// What a node is called; the total for whatever is no indicator or point.
    pub fn named(&self, node: usize) -> Node<'s> {
        let indicator = self.system.indicators.get(node).map(Node::Indicator);
        let column = self.tree.column(node).and_then(|column| self.system.points.get(column));
        indicator.or(column.map(Node::Point)).unwrap_or(Node::Total)
    }

    /// Share of the total that each node has when everything is known.
    pub fn shares(&self) -> Vec<f64> {
        self.tree.shares(self.tree.weights())
    }

    /// The roll-up of `docs/method.md`: arithmetic means, whatever is known counts.
    pub fn roll_up(&self) -> Scores {
        self.roll_up_by(&Means::all(&self.tree, Mean::Arithmetic), 0.0)
    }

    /// The same with other means, and parents unknown of whose children less than `known_min`
    /// (`0..=1`, by number) are known.
    pub fn roll_up_by(&self, means: &Means, known_min: f64) -> Scores {
        let rules = Rules { means, scale: SCALE, known_min };
        roll_up(&self.tree, &self.table, Some(self.partial()), &rules)
    }

    /// All nodes of a row with their weights, given the engine's scores of the indicators and the total.
    pub fn nodes(&self, scores: &Scores, row: usize) -> Vec<NodeScore> {
        let mut nodes: Vec<_> =
            (0..self.tree.n_nodes()).map(|node| self.bare(scores, row, node)).collect();
        let known = nodes.iter().zip(self.tree.weights());
        let known: Vec<_> =
            known.map(|(node, weight)| node.score.map_or(0.0, |_| *weight)).collect();
        let shares = self.shares().into_iter().zip(self.tree.shares(&known));
        for (node, (full_weight, weight)) in nodes.iter_mut().zip(shares) {
            node.full_weight = full_weight;
            node.weight = if node.score.is_some() { weight } else { 0.0 };
        }
        nodes
    }

    /// A node without its weights.
    fn bare(&self, scores: &Scores, row: usize, node: usize) -> NodeScore {
        if let Some(column) = self.tree.column(node) {
            let cell = self.regions.len().saturating_mul(column).saturating_add(row);
            let of = |cells: &[f64], unknown| cells.get(cell).copied().unwrap_or(unknown);
            return NodeScore {
                score: self.table.get(row, column),
                coverage: of(&self.coverage, 0.0),
                lower: of(&self.lower, 0.0),
                upper: of(&self.upper, 1.0),
                ..NodeScore::UNKNOWN
            };
        }
        scores.get(row, node).map_or(NodeScore::UNKNOWN, |found| NodeScore {
            score: found.score,
            coverage: found.coverage,
            lower: found.lower,
            upper: found.upper,
            ..NodeScore::UNKNOWN
        })
    }
}

/// The tree of a system. `manifest` gives no other than those that are trees; one that is none has
/// nothing below its total, so nothing of it is known.
fn tree(system: &IndicatorSystem) -> Tree {
    let indicator = |one: &Indicator| Element {
        parent: one.parent,
        // Vetoes and bonuses weigh nothing; `parts` brings them in.
        weight: if one.part == Part::Weighted { one.weight.percent() } else { 0.0 },
    };
    let point = |one: &Point| Element { parent: Some(one.indicator), weight: one.weight.percent() };
    let indicators: Vec<_> = system.indicators.iter().map(indicator).collect();
    let points: Vec<_> = system.points.iter().map(point).collect();
    let tree = Tree::new(&indicators, &points);
    debug_assert!(tree.is_ok(), "a parent stands before its children: {tree:?}");
    tree.unwrap_or_default()
}
