//! Random systems and tables for properties.

use bluebook_index::{Element, Mean, Means, Table, Tree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

/// A tree of any shape in which every indicator without children has a point.
pub(crate) fn trees() -> impl Strategy<Value = Tree> {
    let indicators = vec((any::<Option<Index>>(), weight()), 1..8);
    let points = vec((any::<Option<Index>>(), weight()), 0..12);
    (indicators, points).prop_map(|(indicators, points)| {
        let n = indicators.len();
        let place = |(at, (parent, weight)): (usize, (Option<Index>, f64))| {
            let parent = parent.filter(|_| at > 0).map(|parent| parent.index(at));
            Element { parent, weight }
        };
        let indicators: Vec<Element> = indicators.into_iter().enumerate().map(place).collect();
        let mut points: Vec<Element> = points
            .into_iter()
            .map(|(parent, weight)| Element { parent: parent.map(|p| p.index(n)), weight })
            .collect();
        let is_leaf = |at: &usize| indicators.iter().all(|one| one.parent != Some(*at));
        let leaves = (0..n).filter(is_leaf);
        points.extend(leaves.map(|at| Element { parent: Some(at), weight: 50.0 }));
        Tree::new(&indicators, &points).unwrap()
    })
}

fn weight() -> impl Strategy<Value = f64> {
    0.01..=100.0
}

/// Scores in `0..=1`; some are exactly 0 or 1, some unknown.
pub(crate) fn score() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![
        4 => (0.0..=1.0).prop_map(Some),
        1 => prop_oneof![Just(0.0), Just(1.0)].prop_map(Some),
        1 => Just(None),
    ]
}

/// A tree with a table for it.
pub(crate) fn cases() -> impl Strategy<Value = (Tree, Table)> {
    (trees(), 1..70_usize).prop_flat_map(|(tree, n_rows)| {
        let n_points = tree.n_points();
        let tables = vec(vec(score(), n_rows), n_points)
            .prop_map(|columns| Table::from_columns(&columns).unwrap());
        (Just(tree), tables)
    })
}

/// Three means, for the first levels.
pub(crate) fn means() -> impl Strategy<Value = Vec<Mean>> {
    vec(prop_oneof![Just(Mean::Arithmetic), Just(Mean::Geometric), Just(Mean::Harmonic)], 3)
}

/// Arithmetic means throughout.
pub(crate) fn linear(tree: &Tree) -> Means {
    Means::all(tree, Mean::Arithmetic)
}

/// A table with what is unknown set to a score.
pub(crate) fn filled(table: &Table, with: impl Fn(usize, usize) -> f64) -> Table {
    Table::from_fn(table.n_rows(), table.n_columns(), |row, column| {
        table.get(row, column).or(Some(with(row, column)))
    })
    .unwrap()
}

pub(crate) fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}
