//! What holds for every tree and every table.

use bluebook_index::compare::{effective_shares, total_of};
use bluebook_index::impute::Fill;
use bluebook_index::number::count;
use bluebook_index::rank::{grid, rank};
use bluebook_index::roll_up::{NodeScore, Partial, Rules, Scores, roll_up, totals};
use bluebook_index::{Element, Means, Table, Tree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::made::{cases, close, filled, linear, means};

fn scores(tree: &Tree, table: &Table, means: &Means) -> Scores {
    roll_up(tree, table, None, &Rules { means, scale: [0.0, 1.0], known_min: 0.0 })
}

fn nodes(tree: &Tree, scores: &Scores) -> Vec<NodeScore> {
    let all = (0..tree.n_indicators()).chain([tree.total()]);
    all.flat_map(|node| (0..scores.n_rows()).filter_map(move |row| scores.get(row, node))).collect()
}

fn is_within(bounds: &NodeScore, score: Option<f64>) -> bool {
    score.is_none_or(|score| bounds.lower <= score + 1e-12 && score <= bounds.upper + 1e-12)
}

proptest! {
    #[test]
    fn bounds_hold_the_score_and_every_completion(
        (tree, table) in cases(), by in means(), fill in 0.0..=1.0_f64,
    ) {
        let means = Means::by_depth(&tree, &by);
        let of = |table: &Table| nodes(&tree, &scores(&tree, table, &means));
        let bounds = of(&table);
        let mixed = of(&filled(&table, |row, column| (fill * count(row + 3 * column)).fract()));
        let low = of(&filled(&table, |_, _| 0.0));
        let high = of(&filled(&table, |_, _| 1.0));
        for (at, bounds) in bounds.iter().enumerate() {
            prop_assert!(is_within(bounds, bounds.score), "{bounds:?}");
            prop_assert!(is_within(bounds, mixed[at].score), "{bounds:?} {:?}", mixed[at]);
            prop_assert!(close(bounds.lower, low[at].score.unwrap()), "{bounds:?} {:?}", low[at]);
            prop_assert!(close(bounds.upper, high[at].score.unwrap()), "{bounds:?} {:?}", high[at]);
            prop_assert_eq!(bounds.score.is_some(), bounds.coverage > 0.0);
        }
    }

    #[test]
    fn the_gap_of_arithmetic_bounds_is_what_is_not_covered((tree, table) in cases()) {
        for node in nodes(&tree, &scores(&tree, &table, &linear(&tree))) {
            prop_assert!(close(node.upper - node.lower, 1.0 - node.coverage), "{node:?}");
        }
    }

    #[test]
    fn a_better_score_never_lowers_anything(
        (tree, table) in cases(), by in means(), at in any::<Index>(), raise in 0.0..=1.0_f64,
    ) {
        let means = Means::by_depth(&tree, &by);
        let place = (at.index(table.n_rows()), at.index(table.n_columns()));
        let better = Table::from_fn(table.n_rows(), table.n_columns(), |row, column| {
            let score = table.get(row, column);
            if (row, column) == place { score.map(|s| (s + raise).min(1.0)) } else { score }
        }).unwrap();
        let before = nodes(&tree, &scores(&tree, &table, &means));
        for (before, after) in before.iter().zip(nodes(&tree, &scores(&tree, &better, &means))) {
            let not_below = |a: f64, b: f64| a <= b + 1e-12;
            prop_assert!(not_below(before.score.unwrap_or(0.0), after.score.unwrap_or(0.0)));
            prop_assert!(not_below(before.lower, after.lower));
            prop_assert!(not_below(before.upper, after.upper));
        }
    }

    #[test]
    fn the_order_of_regions_does_not_show(
        (tree, table) in cases(), by in means(), turn in any::<Index>(),
    ) {
        let means = Means::by_depth(&tree, &by);
        let before = totals(&tree, &table, &means);
        let (n, turn) = (table.n_rows(), turn.index(table.n_rows()));
        let turned = Table::from_fn(n, table.n_columns(), |row, column| {
            table.get((row + turn) % n, column)
        }).unwrap();
        for (row, after) in totals(&tree, &turned, &means).into_iter().enumerate() {
            prop_assert_eq!(after.map(f64::to_bits), before[(row + turn) % n].map(f64::to_bits));
        }
    }

    #[test]
    fn the_order_of_points_shows_in_rounding_alone((tree, table) in cases(), by in means()) {
        let last = table.n_columns() - 1;
        let element = |node: usize| {
            let parent = Some(tree.parent(node)).filter(|parent| *parent != tree.total());
            Element { parent, weight: tree.weights()[node] }
        };
        let indicators: Vec<_> = (0..tree.n_indicators()).map(element).collect();
        let points: Vec<_> = (0..=last).map(|at| element(tree.point(last - at))).collect();
        let other = Tree::new(&indicators, &points).unwrap();
        let cell = |row, at| table.get(row, last - at);
        let turned = Table::from_fn(table.n_rows(), last + 1, cell).unwrap();
        let before = totals(&tree, &table, &Means::by_depth(&tree, &by));
        let after = totals(&other, &turned, &Means::by_depth(&other, &by));
        for (before, after) in before.iter().zip(after) {
            let same = close(before.unwrap_or(0.0), after.unwrap_or(0.0));
            prop_assert!(same, "{before:?} {after:?}");
        }
    }

    #[test]
    fn contributions_sum_to_the_total((tree, table) in cases()) {
        for (row, total) in totals(&tree, &table, &linear(&tree)).into_iter().enumerate() {
            let scores = table.row(row);
            let shares = effective_shares(&tree, &scores);
            let parts = scores.iter().enumerate();
            let sum: f64 = parts.map(|(at, s)| shares[tree.point(at)] * s.unwrap_or(0.0)).sum();
            prop_assert!(close(sum, total.unwrap_or(0.0)), "{sum} {total:?}");
        }
    }

    #[test]
    fn one_region_alone_has_the_same_bits((tree, table) in cases(), by in means()) {
        let means = Means::by_depth(&tree, &by);
        for (row, total) in totals(&tree, &table, &means).into_iter().enumerate() {
            let alone = total_of(&tree, &means, tree.weights(), &table.row(row));
            prop_assert_eq!(alone.map(f64::to_bits), total.map(f64::to_bits));
        }
    }

    #[test]
    fn points_known_in_part_keep_their_bounds((tree, table) in cases(), share in 0.0..=1.0_f64) {
        // Every known score stands for a share of pages, every unknown for none.
        let n = table.n_rows() * table.n_columns();
        let cell = |at: usize| table.get(at % table.n_rows(), at / table.n_rows());
        let of = |f: &dyn Fn(f64) -> f64, unknown: f64| -> Vec<f64> {
            (0..n).map(|at| cell(at).map_or(unknown, f)).collect()
        };
        let coverage = of(&|_| share, 0.0);
        let lower = of(&|score| score * share, 0.0);
        let upper = of(&|score| score * share + 1.0 - share, 1.0);
        let partial = Partial { coverage: &coverage, lower: &lower, upper: &upper };
        let means = linear(&tree);
        let rules = Rules { means: &means, scale: [0.0, 1.0], known_min: 0.0 };
        let whole = nodes(&tree, &roll_up(&tree, &table, None, &rules));
        let parts = nodes(&tree, &roll_up(&tree, &table, Some(partial), &rules));
        for (part, whole) in parts.iter().zip(whole) {
            prop_assert_eq!(part.score, whole.score);
            prop_assert!(close(part.coverage, share * whole.coverage));
            prop_assert!(close(part.upper - part.lower, 1.0 - part.coverage), "{part:?}");
        }
    }

    #[test]
    fn ranks_say_how_many_are_better((tree, table) in cases()) {
        let totals = totals(&tree, &table, &linear(&tree));
        for (total, rank) in totals.iter().zip(rank(&totals)) {
            let better = totals.iter().flatten().filter(|other| {
                total.is_some_and(|total| grid(**other) > grid(total))
            });
            let n_better = u32::try_from(better.count()).unwrap();
            prop_assert_eq!(rank, total.map(|_| n_better + 1));
        }
    }

    #[test]
    fn filling_leaves_what_is_known((_, table) in cases(), groups in vec(0..3_usize, 70)) {
        for fill in [Fill::GroupMean, Fill::GroupMedian, Fill::Constant(0.0), Fill::None] {
            let full = fill.of_table(&table, &groups).unwrap();
            for (before, after) in table.columns().iter().flatten().zip(full.columns().iter().flatten()) {
                prop_assert!(before.is_none() || before == after);
            }
        }
    }
}
