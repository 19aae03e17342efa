//! Differences by cause.

use bluebook_index::compare::{
    Change, CompareError, Side, To, by_point, effective_shares, shapley, split, total_of,
};
use bluebook_index::peers::standings;
use bluebook_index::{Element, Means, Table, Tree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::made::{close, linear, means, score, trees};

#[test]
fn shapley_shares_what_causes_do_together() {
    #[track_caller]
    fn check(n: usize, value: fn(usize) -> f64, expected: &[f64]) {
        let parts = shapley(n, value).unwrap();
        assert!(parts.iter().zip(expected).all(|(a, b)| close(*a, *b)), "{parts:?}");
    }
    check(0, |_| 7.0, &[]);
    check(1, |set| if set == 1 { 3.0 } else { 1.0 }, &[2.0]);
    // Only together: half each.
    check(2, |set| if set == 0b11 { 1.0 } else { 0.0 }, &[0.5, 0.5]);
    // The textbook's glove game: two left gloves, one right.
    check(3, |set| f64::from(set & 4 != 0 && set & 3 != 0), &[1.0 / 6.0, 1.0 / 6.0, 2.0 / 3.0]);
    assert_eq!(shapley(13, |_| 0.0), Err(CompareError::Causes { found: 13 }));
}

/// A cause, a place, and a score or a weight.
type Drawn = (usize, Index, Result<Option<f64>, f64>);

fn change() -> impl Strategy<Value = Drawn> {
    let to = prop_oneof![score().prop_map(Ok), (0.0..100.0).prop_map(Err)];
    (0..4_usize, any::<Index>(), to)
}

proptest! {
    #[test]
    fn parts_sum_to_the_difference(
        tree in trees(), by in means(), before in vec(score(), 30), changes in vec(change(), 0..12),
    ) {
        let means = Means::by_depth(&tree, &by);
        let before = &before[..tree.n_points()];
        let change = |(cause, at, to): Drawn| match to {
            Ok(score) => Change { cause, to: To::Score(at.index(tree.n_points()), score) },
            Err(weight) => Change { cause, to: To::Weight(at.index(tree.n_nodes()), weight) },
        };
        let changes: Vec<Change> = changes.into_iter().map(change).collect();
        let found = split(&tree, &means, before, &changes, 4).unwrap();
        let sum: f64 = found.parts.iter().sum();
        prop_assert!(close(sum, found.after.unwrap_or(0.0) - found.before.unwrap_or(0.0)));
        for cause in (0..4).filter(|cause| changes.iter().all(|change| change.cause != *cause)) {
            prop_assert!(close(found.parts[cause], 0.0), "cause {cause} changes nothing");
        }
    }

    #[test]
    fn points_sum_to_the_difference(
        tree in trees(), before in vec(score(), 30), after in vec(score(), 30),
        weights in vec(0.01..100.0_f64, 60),
    ) {
        let (before, after) = (&before[..tree.n_points()], &after[..tree.n_points()]);
        let other = tree.with_weights(&weights[..tree.n_nodes()]).unwrap();
        let of_points = |tree: &Tree, scores: &[Option<f64>]| {
            effective_shares(tree, scores)[tree.n_indicators()..tree.total()].to_vec()
        };
        let (was, is) = (of_points(&tree, before), of_points(&other, after));
        let parts =
            by_point(&Side { shares: &was, scores: before }, &Side { shares: &is, scores: after });
        let sum: f64 = parts.iter().map(|part| part.by_score + part.by_weight).sum();
        let total = |tree: &Tree, scores: &[Option<f64>]| {
            total_of(tree, &linear(tree), tree.weights(), scores).unwrap_or(0.0)
        };
        prop_assert!(close(sum, total(&other, after) - total(&tree, before)));
    }
}

#[test]
fn what_does_not_fit_is_refused() {
    let tree = Tree::new(&[], &[Element { parent: None, weight: 1.0 }]).unwrap();
    let means = linear(&tree);
    let one = |cause, to| split(&tree, &means, &[None], &[Change { cause, to }], 1);
    assert_eq!(one(1, To::Score(0, None)), Err(CompareError::Change { at: 0 }));
    assert_eq!(one(0, To::Score(1, None)), Err(CompareError::Change { at: 0 }));
    assert_eq!(one(0, To::Score(0, Some(f64::NAN))), Err(CompareError::Change { at: 0 }));
    assert_eq!(one(0, To::Weight(0, -1.0)), Err(CompareError::Change { at: 0 }));
    assert_eq!(split(&tree, &means, &[], &[], 1), Err(CompareError::Scores));
    assert_eq!(one(0, To::Score(0, Some(0.5))).unwrap().parts, [0.5]);
}

#[test]
fn a_small_gap_in_a_heavy_point_comes_first() {
    let columns = [[0.9, 0.8, 0.7], [0.0, 0.5, 1.0], [1.0, 1.0, 1.0]];
    let columns = columns.map(|column| column.map(Some).to_vec());
    let table = Table::from_columns(&columns).unwrap();
    let found = standings(&table, 0, &[0, 1, 2], &[0.8, 0.1, 0.1]);
    let order: Vec<_> = found.iter().map(|standing| standing.column).collect();
    assert_eq!(order, [0, 2, 1]);
    assert!(close(found[0].worth, 0.8 * 0.15) && close(found[0].above, 1.0));
    assert!(close(found[1].worth, 0.0) && close(found[1].above, 0.5));
    assert!(close(found[2].worth, -0.1 * 0.75) && close(found[2].above, 0.0));
}
