//! Two indicator systems as one tree, in which what is new weighs nothing before and what is gone
//! nothing after.
//!
//! An indicator is the same if its id and all above it are; a point if its id and its indicator
//! are. Weights are relative, so a new sibling that takes a tenth from everybody changes no
//! weight among the others: it is the set of points that changed. Before and after are therefore
//! brought to one sum over the siblings that are in both.

use std::collections::{BTreeMap, BTreeSet};

use bluebook_index::roll_up::{Rules, Scores, roll_up};
use bluebook_index::{Element, Mean, Means, Table, Tree, TreeError};

use super::cause::{Cause, Causes};
use crate::aggregate::parts::with_parts;
use crate::aggregate::{NodeScore, PointScore, SCALE};
use crate::model::{Indicator, IndicatorSystem, Part, Point, PointId};

/// Weights closer than this, relatively, are equal: they come from decimals and are scaled.
const SAME_WEIGHT: f64 = 1e-9;

/// A node, the cause for which it weighs otherwise, and its weight then.
type Reweighed = (usize, Cause, f64);

/// Both systems.
#[derive(Debug)]
pub(super) struct Union {
    /// With the weights before.
    tree: Tree,
    /// Weights that nodes have for a cause.
    changes: Vec<Reweighed>,
    /// The nodes of the tree as a system, for what does not weigh.
    system: IndicatorSystem,
    /// What indicators do to the total before and after, of those that do not weigh.
    parts: BTreeMap<usize, [Option<Part>; 2]>,
    /// Of each column, the position in the system before and after.
    pub(super) points: Vec<[Option<usize>; 2]>,
    /// Of each column.
    pub(super) ids: Vec<PointId>,
}

/// A node while the tree is made: where it hangs, and its weight before and after.
#[derive(Debug, Clone, Copy)]
struct Hung {
    parent: Option<usize>,
    weights: [Option<f64>; 2],
}

impl Union {
    pub(super) fn of(before: &IndicatorSystem, after: &IndicatorSystem) -> Result<Self, TreeError> {
        let mut making = Making::default();
        making.add(0, before);
        making.add(1, after);
        let (tree, changes) = hang(&making.indicators.nodes, &making.points.nodes)?;
        let Making { system: (indicators, points), parts, positions, ids, .. } = making;
        let system = IndicatorSystem { indicators, points, ..after.clone() };
        Ok(Self { tree, changes, system, parts, points: positions, ids })
    }

    /// The causes that it holds itself.
    pub(super) fn causes(&self) -> Causes {
        let mut found = Causes::default();
        self.changes.iter().for_each(|(_, cause, _)| found.insert(*cause));
        self.parts.values().filter_map(of_part).for_each(|cause| found.insert(cause));
        found
    }

    /// Totals of every row with these causes as after and the others as before.
    pub(super) fn totals(&self, table: &Table, set: Causes) -> Result<Vec<Option<f64>>, TreeError> {
        let mut weights = self.tree.weights().to_vec();
        for (node, _, weight) in self.changes.iter().filter(|(_, cause, _)| set.has(*cause)) {
            weights.get_mut(*node).into_iter().for_each(|slot| *slot = *weight);
        }
        let tree = self.tree.with_weights(&weights)?;
        let means = Means::all(&tree, Mean::Arithmetic);
        let rules = Rules { means: &means, scale: SCALE, known_min: 0.0 };
        let scores = roll_up(&tree, table, None, &rules);
        if self.parts.is_empty() {
            return Ok(scores.totals());
        }
        let system = self.with_parts(set);
        let total = |row: usize| {
            let points: Vec<_> = table.row(row).into_iter().map(point).collect();
            total(&system, (&tree, &scores), &points, row)
        };
        Ok((0..table.n_rows()).map(total).collect())
    }

    /// The system in which indicators do to the total what they do for these causes.
    fn with_parts(&self, set: Causes) -> IndicatorSystem {
        let mut system = self.system.clone();
        for (node, sides) in &self.parts {
            let [before, after] = sides;
            let part =
                if of_part(sides).is_some_and(|cause| set.has(cause)) { after } else { before };
            if let Some(indicator) = system.indicators.get_mut(*node) {
                // One that is not there weighs nothing.
                indicator.part = part.unwrap_or(Part::Weighted);
            }
        }
        system
    }
}

/// Why an indicator does something else to the total; `None` if it does not.
fn of_part(sides: &[Option<Part>; 2]) -> Option<Cause> {
    match sides {
        [Some(before), Some(after)] => (before != after).then_some(Cause::Weight),
        [None, _] | [_, None] => Some(Cause::PointSet),
    }
}

/// A point with this score.
fn point(score: Option<f64>) -> PointScore {
    let (lower, upper) = (score.unwrap_or(0.0), score.unwrap_or(1.0));
    PointScore {
        node: NodeScore { score, lower, upper, ..NodeScore::UNKNOWN },
        n_known: u32::from(score.is_some()),
        reasons: BTreeMap::new(),
        mismatches: BTreeSet::new(),
    }
}

/// The total of a row with what bonuses and the like do to it.
fn total(
    system: &IndicatorSystem,
    (tree, scores): (&Tree, &Scores),
    points: &[PointScore],
    row: usize,
) -> Option<f64> {
    let node = |node: usize| {
        scores.get(row, node).map_or(NodeScore::UNKNOWN, |found| NodeScore {
            score: found.score,
            lower: found.lower,
            upper: found.upper,
            ..NodeScore::UNKNOWN
        })
    };
    let indicators: Vec<NodeScore> = (0..tree.n_indicators()).map(node).collect();
    with_parts(system, node(tree.total()), &indicators, points).0.score
}

/// The union while both systems are put in.
#[derive(Default)]
struct Making {
    indicators: Merged,
    points: Merged,
    system: (Vec<Indicator>, Vec<Point>),
    parts: BTreeMap<usize, [Option<Part>; 2]>,
    positions: Vec<[Option<usize>; 2]>,
    ids: Vec<PointId>,
}

impl Making {
    fn add(&mut self, side: usize, system: &IndicatorSystem) {
        let mut nodes = Vec::with_capacity(system.indicators.len());
        for indicator in &system.indicators {
            let parent = indicator.parent.and_then(|parent| nodes.get(parent).copied());
            let weighs = indicator.part == Part::Weighted;
            let weight = if weighs { indicator.weight.percent() } else { 0.0 };
            let key = (parent, format!("{weighs} {}", indicator.id));
            let node = self.indicators.put(side, key, weight);
            if node == self.system.0.len() {
                self.system.0.push(Indicator { parent, ..indicator.clone() });
            }
            if !weighs {
                let sides = self.parts.entry(node).or_default();
                sides.get_mut(side).into_iter().for_each(|slot| *slot = Some(indicator.part));
            }
            nodes.push(node);
        }
        for (position, point) in system.points.iter().enumerate() {
            let Some(parent) = nodes.get(point.indicator).copied() else { continue };
            let key = (Some(parent), point.id.to_string());
            let column = self.points.put(side, key, point.weight.percent());
            if column == self.positions.len() {
                self.positions.push([None; 2]);
                self.ids.push(point.id.clone());
                self.system.1.push(Point { indicator: parent, ..point.clone() });
            }
            let slot = self.positions.get_mut(column).and_then(|sides| sides.get_mut(side));
            if let Some(slot) = slot {
                *slot = Some(position);
            }
        }
    }
}

/// Nodes of both systems by what is above them and their id.
#[derive(Debug, Default)]
struct Merged {
    nodes: Vec<Hung>,
    places: BTreeMap<(Option<usize>, String), usize>,
}

impl Merged {
    /// The node, which is put in where it is not there yet.
    fn put(&mut self, side: usize, key: (Option<usize>, String), weight: f64) -> usize {
        let parent = key.0;
        let node = *self.places.entry(key).or_insert_with(|| {
            self.nodes.push(Hung { parent, weights: [None; 2] });
            self.nodes.len() - 1
        });
        let hung = self.nodes.get_mut(node).and_then(|hung| hung.weights.get_mut(side));
        if let Some(slot) = hung {
            *slot = Some(weight);
        }
        node
    }
}

/// The tree with the weights before, and what changes them.
fn hang(indicators: &[Hung], points: &[Hung]) -> Result<(Tree, Vec<Reweighed>), TreeError> {
    let element = |hung: &Hung| {
        let [before, _] = hung.weights;
        Element { parent: hung.parent, weight: before.unwrap_or(0.0) }
    };
    let elements = |hung: &[Hung]| hung.iter().map(element).collect::<Vec<_>>();
    let tree = Tree::new(&elements(indicators), &elements(points))?;
    // Of the siblings that are in both: the sums before and after.
    let mut sums: BTreeMap<Option<usize>, [f64; 2]> = BTreeMap::new();
    for hung in indicators.iter().chain(points) {
        if let [Some(before), Some(after)] = hung.weights {
            let [old, new] = sums.entry(hung.parent).or_default();
            (*old, *new) = (*old + before, *new + after);
        }
    }
    let scale = |parent: Option<usize>| match sums.get(&parent) {
        Some([before, after]) if *before > 0.0 && *after > 0.0 => before / after,
        Some(_) | None => 1.0,
    };
    let change = |(node, hung): (usize, &Hung)| {
        let scaled = |after: f64| after * scale(hung.parent);
        match hung.weights {
            [Some(before), Some(after)] => {
                let after = scaled(after);
                let is_same = (after - before).abs() <= SAME_WEIGHT * before.max(after);
                (!is_same).then_some((node, Cause::Weight, after))
            }
            [None, Some(after)] => Some((node, Cause::PointSet, scaled(after))),
            [Some(_), None] => Some((node, Cause::PointSet, 0.0)),
            [None, None] => None,
        }
    };
    let changes = indicators.iter().chain(points).enumerate().filter_map(change).collect();
    Ok((tree, changes))
}
