//! The same input gives the same bytes: in every run, on every number of threads, by every
//! inner loop.

use std::slice::from_ref;

use bluebook_index::monte_carlo::monte_carlo;
use bluebook_index::random::Random;
use bluebook_index::rank::rank;
use bluebook_index::roll_up::totals;
use bluebook_index::scenario::{Scenario, Weights};
use bluebook_index::{Element, Mean, Means, Table, Tree};

use crate::everything::{everything, table, tree};

#[test]
fn threads_do_not_show() {
    let with = |n_threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        pool.install(|| everything().unwrap())
    };
    let one = with(1);
    assert!(one == with(1), "a second run");
    assert!(one == with(2), "two threads");
    assert!(one == with(7), "seven threads");
}

/// The folded loop, the loop up the tree and the plain roll-up rank alike.
#[test]
fn inner_loops_agree() {
    let tree = tree().unwrap();
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let mut random = Random::new(1, 1);
    let dense = table(150, 0).unwrap();
    let mut columns = dense.columns();
    // One unknown keeps the whole table out of the folded loop.
    columns[0][0] = None;
    let sparse = Table::from_columns(&columns).unwrap();
    for n in 0..20 {
        let set: Vec<f64> = (0..tree.n_nodes()).map(|_| random.uniform() + 0.1).collect();
        let plain = tree.with_weights(&set).unwrap();
        for table in [&dense, &sparse] {
            let scenario = Scenario {
                weights: Weights::Given(from_ref(&set)),
                ..Scenario::plain(&tree, from_ref(table), &means)
            };
            let ours = monte_carlo(&scenario, 0, 1).unwrap();
            let ranks = rank(&totals(&plain, table, &means[0]));
            let same =
                ours.iter().zip(ranks).all(|(ours, rank)| ours.median == rank.map(f64::from));
            assert!(same, "set {n}");
        }
    }
}

/// Many regions of equal merit, some unknown, on a scale without ends: the fast ranks are the plain.
#[test]
fn fast_ranks_are_the_plain_ones() {
    let tree = Tree::new(&[], &[Element { parent: None, weight: 1.0 }]).unwrap();
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let mut random = Random::new(3, 3);
    for (steps, scale) in [(1.0, 1.0), (5.0, 1.0), (1e6, 1.0), (100.0, -3e6), (1e9, 1e-11)] {
        let score = |random: &mut Random| (random.uniform() * steps).floor() / steps * scale;
        let column: Vec<_> =
            (0..500).map(|_| (random.below(9) > 0).then(|| score(&mut random))).collect();
        let table = Table::from_columns(from_ref(&column)).unwrap();
        let scenario = Scenario::plain(&tree, from_ref(&table), &means);
        let ours = monte_carlo(&scenario, 0, 1).unwrap();
        for (ours, rank) in ours.iter().zip(rank(&column)) {
            assert_eq!((ours.median, ours.nominal), (rank.map(f64::from), rank), "{steps} {scale}");
        }
    }
}
