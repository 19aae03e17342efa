//! From points to the total: scores of every indicator, with coverage and bounds.
//!
//! *s* is the mean of the known children by their weights, in the order of the tree. What
//! is unknown is left out and its weight goes to its known siblings. Coverage is the known
//! share of the weight, Σ*wc* / Σ*w*; the lower and upper bound are the score with everything
//! unknown at the bottom and at the top of the scale, over all weights.
//!
//! Consequence: the score takes the unknown to be as good as its known siblings; the bounds
//! hold it and every completion of what is unknown, because every [`Mean`] rises with every
//! child. Source: `docs/method.md`, sections 3 to 5; thresholds as COINr's `dat_thresh`.

use crate::means::{Mean, Means};
use crate::number::count;
use crate::parallel;
use crate::table::Table;
use crate::tree::Tree;

/// Rows that are rolled up together: enough for the processor's wide instructions, few enough that
/// all nodes stay in its cache.
const ROWS: usize = 64;

/// Beside the tree and the points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rules<'a> {
    /// How children make their parent.
    pub means: &'a Means,
    /// Bottom and top of the scale, for the bounds.
    pub scale: [f64; 2],
    /// Least share (`0..=1`) of the children, by number, that must be known for the parent to be;
    /// 0 asks for one. Children that weigh nothing do not count.
    pub known_min: f64,
}

/// Points of which only a part is known, as of several pages: as the table, column by column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Partial<'a> {
    /// Known share of each cell, `0..=1`.
    pub coverage: &'a [f64],
    /// Lower bound of each cell.
    pub lower: &'a [f64],
    /// Upper bound of each cell.
    pub upper: &'a [f64],
}

/// Score and bounds of a node in one region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NodeScore {
    /// `None` if nothing below is known.
    pub score: Option<f64>,
    /// Share of the weight that is known, `0..=1`.
    pub coverage: f64,
    /// The score with everything unknown at the bottom of the scale.
    pub lower: f64,
    /// The same at the top.
    pub upper: f64,
}

/// One quantity of each row of a block.
type Lanes = [f64; ROWS];

/// A node in all rows of a block.
#[derive(Debug, Clone, PartialEq)]
struct Node {
    score: Lanes,
    /// 1 or 0.
    known: Lanes,
    coverage: Lanes,
    lower: Lanes,
    upper: Lanes,
}

/// The scores of indicators and the total in all regions.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    n_rows: usize,
    n_indicators: usize,
    total: usize,
    /// Blocks of rows; in each the indicators, then the total.
    blocks: Vec<Vec<Node>>,
}

impl Scores {
    /// Regions.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// An indicator or the total in a region; `None` for points and outside.
    pub fn get(&self, row: usize, node: usize) -> Option<NodeScore> {
        let at = if node == self.total { self.n_indicators } else { node };
        let lane = row % ROWS;
        let node = self.blocks.get(row / ROWS)?.get(at).filter(|_| row < self.n_rows)?;
        let known = *node.known.get(lane)? > 0.0;
        Some(NodeScore {
            score: known.then_some(*node.score.get(lane)?),
            coverage: *node.coverage.get(lane)?,
            lower: *node.lower.get(lane)?,
            upper: *node.upper.get(lane)?,
        })
    }

    /// The scores of one node in all regions.
    pub fn column(&self, node: usize) -> Vec<Option<f64>> {
        (0..self.n_rows).map(|row| self.get(row, node).and_then(|node| node.score)).collect()
    }

    /// The totals of all regions.
    pub fn totals(&self) -> Vec<Option<f64>> {
        self.column(self.total)
    }
}

/// Rolls up every row of `table`, whose columns are the tree's points.
pub fn roll_up(
    tree: &Tree,
    table: &Table,
    partial: Option<Partial<'_>>,
    rules: &Rules<'_>,
) -> Scores {
    let work = Work { tree, table, partial, rules };
    let n_rows = table.n_rows();
    let blocks = parallel::map(n_rows.div_ceil(ROWS), |block| work.block(block));
    Scores { n_rows, n_indicators: tree.n_indicators(), total: tree.total(), blocks }
}

/// The totals alone.
pub fn totals(tree: &Tree, table: &Table, means: &Means) -> Vec<Option<f64>> {
    roll_up(tree, table, None, &Rules { means, scale: [0.0, 1.0], known_min: 0.0 }).totals()
}

struct Work<'a> {
    tree: &'a Tree,
    table: &'a Table,
    partial: Option<Partial<'a>>,
    rules: &'a Rules<'a>,
}

impl Work<'_> {
    fn block(&self, block: usize) -> Vec<Node> {
        let mut nodes: Vec<Option<Node>> = vec![None; self.tree.n_indicators() + 1];
        for parent in self.tree.upwards() {
            let node = self.parent(parent, block, &nodes);
            let at = if parent == self.tree.total() { self.tree.n_indicators() } else { parent };
            if let Some(slot) = nodes.get_mut(at) {
                *slot = Some(node);
            }
        }
        nodes.into_iter().flatten().collect()
    }

    fn parent(&self, parent: usize, block: usize, nodes: &[Option<Node>]) -> Node {
        let mean = self.rules.means.of(self.tree, parent);
        let children = self.tree.children(parent);
        let mut sums = Sums::default();
        for child in children {
            let weight = self.tree.weights().get(*child).copied().unwrap_or(0.0);
            if let Some(Some(node)) = nodes.get(*child) {
                sums.add(weight, node, mean);
            } else if let Some(column) = self.tree.column(*child) {
                if mean == Mean::Arithmetic && self.partial.is_none() {
                    sums.add_cells(weight, self.cells(column, block), self.rules.scale);
                } else {
                    sums.add(weight, &self.leaf(column, block), mean);
                }
            }
        }
        let weighs =
            |child: &&usize| self.tree.weights().get(**child).is_some_and(|weight| *weight > 0.0);
        let n_weighed = children.iter().filter(weighs).count();
        sums.close(mean, self.rules.known_min * count(n_weighed), self.rules.scale)
    }

    fn cells(&self, column: usize, block: usize) -> (&[f64], &[bool]) {
        let from = block.saturating_mul(ROWS);
        self.table.cells(column, from, from.saturating_add(ROWS).min(self.table.n_rows()))
    }

    /// A column of the table in the rows of a block.
    fn leaf(&self, column: usize, block: usize) -> Node {
        let [bottom, top] = self.rules.scale;
        let from = block.saturating_mul(ROWS);
        let to = from.saturating_add(ROWS).min(self.table.n_rows());
        let (values, known) = self.table.cells(column, from, to);
        let mut node = Node::unknown(bottom, top);
        for (slot, value) in node.score.iter_mut().zip(values) {
            *slot = *value;
        }
        for (slot, known) in node.known.iter_mut().zip(known) {
            *slot = if *known { 1.0 } else { 0.0 };
        }
        let Some(partial) = self.partial else {
            node.coverage = node.known;
            for (((lower, upper), score), known) in
                node.lower.iter_mut().zip(&mut node.upper).zip(&node.score).zip(&node.known)
            {
                *lower = if *known > 0.0 { *score } else { bottom };
                *upper = if *known > 0.0 { *score } else { top };
            }
            return node;
        };
        let start = self.table.n_rows().saturating_mul(column);
        let rows = start.saturating_add(from)..start.saturating_add(to);
        let parts = [
            (&mut node.coverage, partial.coverage),
            (&mut node.lower, partial.lower),
            (&mut node.upper, partial.upper),
        ];
        for (lanes, cells) in parts {
            let cells = cells.get(rows.clone()).unwrap_or_default();
            lanes.iter_mut().zip(cells).for_each(|(lane, cell)| *lane = *cell);
        }
        node
    }
}

impl Node {
    fn unknown(bottom: f64, top: f64) -> Self {
        let [score, known, coverage] = [[0.0; ROWS]; 3];
        Self { score, known, coverage, lower: [bottom; ROWS], upper: [top; ROWS] }
    }
}

/// Weighted sums over the children, lane by lane.
struct Sums {
    all: f64,
    known: Lanes,
    n_known: Lanes,
    score: Lanes,
    coverage: Lanes,
    lower: Lanes,
    upper: Lanes,
}

impl Default for Sums {
    fn default() -> Self {
        let [known, n_known, score, coverage, lower, upper] = [[0.0; ROWS]; 6];
        Self { all: 0.0, known, n_known, score, coverage, lower, upper }
    }
}

impl Sums {
    fn add(&mut self, weight: f64, child: &Node, mean: Mean) {
        // 0 · ∞ would be NaN; what weighs nothing does not count.
        if weight <= 0.0 {
            return;
        }
        for (sum, known) in self.n_known.iter_mut().zip(&child.known) {
            *sum += known;
        }
        self.all += weight;
        add(&mut self.known, weight, &child.known);
        add(&mut self.coverage, weight, &child.coverage);
        if mean == Mean::Arithmetic {
            add(&mut self.score, weight, &child.score);
            add(&mut self.lower, weight, &child.lower);
            add(&mut self.upper, weight, &child.upper);
            return;
        }
        for ((sum, score), known) in self.score.iter_mut().zip(&child.score).zip(&child.known) {
            if *known > 0.0 {
                *sum += weight * mean.term(*score);
            }
        }
        add_terms(&mut self.lower, weight, &child.lower, mean);
        add_terms(&mut self.upper, weight, &child.upper, mean);
    }

    /// What [`Self::add`] does with a point that is known or not, in one pass.
    fn add_cells(
        &mut self,
        weight: f64,
        (values, known): (&[f64], &[bool]),
        [bottom, top]: [f64; 2],
    ) {
        if weight <= 0.0 {
            return;
        }
        for (sum, known) in self.n_known.iter_mut().zip(known) {
            *sum += f64::from(*known);
        }
        self.all += weight;
        for ((sum, covered), known) in self.known.iter_mut().zip(&mut self.coverage).zip(known) {
            let known = weight * f64::from(*known);
            *sum += known;
            *covered += known;
        }
        let sums = self.score.iter_mut().zip(&mut self.lower).zip(&mut self.upper);
        for (((score, lower), upper), (value, known)) in sums.zip(values.iter().zip(known)) {
            *score += weight * value;
            *lower += weight * if *known { *value } else { bottom };
            *upper += weight * if *known { *value } else { top };
        }
    }

    fn close(self, mean: Mean, n_known_min: f64, [bottom, top]: [f64; 2]) -> Node {
        let mut node = Node::unknown(bottom, top);
        let lanes = node.score.iter_mut().zip(&mut node.known);
        let sums = self.score.iter().zip(&self.known).zip(&self.n_known);
        for ((score, known), ((sum, weight), n_known)) in lanes.zip(sums) {
            let enough = *n_known >= n_known_min;
            if let Some(closed) = mean.close(*sum, *weight).filter(|_| enough) {
                (*score, *known) = (closed, 1.0);
            }
        }
        let bounds = node.lower.iter_mut().zip(&mut node.upper).zip(&mut node.coverage);
        let sums = self.lower.iter().zip(&self.upper).zip(&self.coverage);
        let closed = node.score.iter().zip(&node.known);
        for ((((lower, upper), coverage), ((low, high), covered)), (score, known)) in
            bounds.zip(sums).zip(closed)
        {
            // The last bit of a quotient may stray, so the bounds are made to hold the score.
            if *known > 0.0 {
                *coverage = (covered / self.all).min(1.0);
                *lower = mean.close(*low, self.all).unwrap_or(bottom).min(*score);
                *upper = mean.close(*high, self.all).unwrap_or(top).max(*score);
            }
        }
        node
    }
}

fn add(sums: &mut Lanes, weight: f64, terms: &Lanes) {
    for (sum, term) in sums.iter_mut().zip(terms) {
        *sum += weight * term;
    }
}

fn add_terms(sums: &mut Lanes, weight: f64, scores: &Lanes, mean: Mean) {
    for (sum, score) in sums.iter_mut().zip(scores) {
        *sum += weight * mean.term(*score);
    }
}
