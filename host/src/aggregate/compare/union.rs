//! Two indicator systems as one tree, in which what is new weighs nothing before and what is gone
//! nothing after.
//!
//! An indicator is the same if its id and all above it are; a point if its id and its indicator
//! are. Weights are relative, so a new sibling that takes a tenth from everybody changes no
//! weight among the others: it is the set of points that changed. Before and after are therefore
//! brought to one sum over the siblings that are in both.

use std::collections::BTreeMap;

use bluebook_index::rank::grid;
use bluebook_index::roll_up::{Rules, Scores, roll_up};
use bluebook_index::{Element, Mean, Means, Table, Tree, TreeError};

use super::cause::{Cause, Causes};
use crate::aggregate::SCALE;
use crate::model::{IndicatorSystem, Part, PointId};

/// Weights closer than this, relatively, are equal: they come from decimals and are scaled.
const SAME_WEIGHT: f64 = 1e-9;

/// Both systems.
#[derive(Debug)]
pub(super) struct Union {
    /// With the weights before.
    tree: Tree,
    /// Weights that nodes have for a cause.
    changes: Vec<Reweighed>,
    bonuses: Vec<Bonus>,
    /// Of each column, the position in the system before and after.
    pub(super) points: Vec<[Option<usize>; 2]>,
    /// Of each column.
    pub(super) ids: Vec<PointId>,
}

/// The most a bonus adds and the total from which on it does, `0..=1` both.
type Terms = (f64, f64);

/// A node, the cause for which it weighs otherwise, and its weight then.
type Reweighed = (usize, Cause, f64);

/// What an indicator adds to a total that is good enough.
#[derive(Debug)]
struct Bonus {
    node: usize,
    /// Before and after.
    sides: [Option<Terms>; 2],
}

impl Bonus {
    fn cause(&self) -> Option<Cause> {
        match self.sides {
            [Some(before), Some(after)] => (before != after).then_some(Cause::Weight),
            [None, _] | [_, None] => Some(Cause::PointSet),
        }
    }

    fn with(&self, set: Causes) -> Option<Terms> {
        let [before, after] = self.sides;
        if self.cause().is_some_and(|cause| set.has(cause)) { after } else { before }
    }
}

/// A node while the tree is made: where it hangs, and its weight before and after.
#[derive(Debug, Clone, Copy)]
struct Hung {
    parent: Option<usize>,
    weights: [Option<f64>; 2],
}

impl Union {
    pub(super) fn of(before: &IndicatorSystem, after: &IndicatorSystem) -> Result<Self, TreeError> {
        let mut indicators = Merged::default();
        let mut points = Merged::default();
        let mut positions: Vec<[Option<usize>; 2]> = Vec::new();
        let mut ids = Vec::new();
        let mut bonuses: BTreeMap<usize, [Option<Terms>; 2]> = BTreeMap::new();
        for (side, system) in [before, after].into_iter().enumerate() {
            let mut nodes = Vec::with_capacity(system.indicators.len());
            for indicator in &system.indicators {
                let parent = indicator.parent.and_then(|parent| nodes.get(parent).copied());
                let (kind, weight) = match indicator.part {
                    Part::Weighted => ("weighted", indicator.weight.percent()),
                    Part::Veto => ("veto", 0.0),
                    Part::Bonus { .. } => ("bonus", 0.0),
                };
                let node =
                    indicators.put(side, (parent, format!("{kind} {}", indicator.id)), weight);
                if let Part::Bonus { points, above } = indicator.part {
                    let sides = bonuses.entry(node).or_default();
                    sides.get_mut(side).into_iter().for_each(|slot| {
                        *slot = Some((points / 100.0, above / 100.0));
                    });
                }
                nodes.push(node);
            }
            for (position, point) in system.points.iter().enumerate() {
                let parent = nodes.get(point.indicator).copied();
                let column =
                    points.put(side, (parent, point.id.to_string()), point.weight.percent());
                if column == positions.len() {
                    positions.push([None; 2]);
                    ids.push(point.id.clone());
                }
                let slot = positions.get_mut(column).and_then(|sides| sides.get_mut(side));
                if let Some(slot) = slot {
                    *slot = Some(position);
                }
            }
        }
        let bonuses = bonuses.into_iter().map(|(node, sides)| Bonus { node, sides }).collect();
        let (tree, changes) = hang(&indicators.nodes, &points.nodes)?;
        Ok(Self { tree, changes, bonuses, points: positions, ids })
    }

    /// The causes that it holds itself.
    pub(super) fn causes(&self) -> Causes {
        let mut found = Causes::default();
        self.changes.iter().for_each(|(_, cause, _)| found.insert(*cause));
        self.bonuses.iter().filter_map(Bonus::cause).for_each(|cause| found.insert(cause));
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
        let weighted = scores.totals().into_iter().enumerate();
        Ok(weighted
            .map(|(row, total)| Some(total? + self.bonus(&scores, row, total?, set)))
            .collect())
    }

    /// As `parts::with_bonuses` gives them.
    fn bonus(&self, scores: &Scores, row: usize, weighted: f64, set: Causes) -> f64 {
        let earned = self.bonuses.iter().filter_map(|bonus| {
            let (share, above) = bonus.with(set)?;
            let score = scores.get(row, bonus.node)?.score?;
            (grid(weighted) >= grid(above)).then_some(share * score)
        });
        earned.fold(0.0, |sum, bonus| sum + bonus)
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
