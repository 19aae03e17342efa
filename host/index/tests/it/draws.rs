//! A draw is scored by the rules of scores: the same means, thresholds, parts and topics, bit for bit.

use std::slice::from_ref;

use bluebook_index::classes::Cutting;
use bluebook_index::judges::Quality;
use bluebook_index::monte_carlo::{monte_carlo, nominal, scores};
use bluebook_index::parts::{Does, Part, Passing, in_turn, is_short};
use bluebook_index::rank::rank;
use bluebook_index::roll_up::{Rules, Scores, roll_up};
use bluebook_index::scenario::{Draw, Of, Scenario, Weights};
use bluebook_index::{Element, Mean, Means, Table, Tree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::made::{cases, close, means};

/// What a draw could be asked: parts on the level-1 indicators, and what is ranked.
#[derive(Debug)]
struct Asked {
    tree: Tree,
    parts: Vec<Part>,
    known_min: f64,
    of: Option<Index>,
    topic: Vec<usize>,
}

impl Asked {
    fn of(&self) -> Of<'_> {
        match self.of {
            None if self.topic.is_empty() => Of::Total,
            None => Of::Points(&self.topic),
            Some(node) => Of::Node(node.index(self.tree.n_nodes() - 1)),
        }
    }

    fn scenario<'a>(&'a self, table: &'a Table, means: &'a Means) -> Scenario<'a> {
        Scenario {
            known_min: self.known_min,
            parts: &self.parts,
            of: self.of(),
            ..Scenario::plain(&self.tree, from_ref(table), from_ref(means))
        }
    }
}

fn does() -> impl Strategy<Value = Option<Does>> {
    let share = || 0.0..=1.0_f64;
    prop_oneof![
        3 => Just(None),
        1 => (share(), share()).prop_map(|(share, above)| Some(Does::Bonus { share, above })),
        1 => share().prop_map(|share| Some(Does::Deduction { share })),
        1 => share().prop_map(|least| Some(Does::Multiplier { least })),
        1 => share().prop_map(|at_most| Some(Does::Cap { at_most })),
        1 => Just(Some(Does::Veto)),
    ]
}

fn asked() -> impl Strategy<Value = (Asked, Table)> {
    let known_min = prop_oneof![Just(0.0), 0.0..=1.0];
    let topic = prop_oneof![Just(Vec::new()), vec(any::<Index>(), 1..4)];
    let node = prop_oneof![2 => Just(None), 1 => any::<Index>().prop_map(Some)];
    (cases(), vec(does(), 8), known_min, node, topic).prop_map(
        |((tree, table), does, known_min, of, topic)| {
            let tops = (0..tree.n_indicators()).filter(|node| tree.depth(*node) == 1);
            let parts: Vec<Part> = tops
                .zip(does)
                .filter_map(|(node, does)| does.map(|does| Part { node, does }))
                .collect();
            let mut weights = tree.weights().to_vec();
            for part in &parts {
                weights[part.node] = 0.0;
            }
            let tree = tree.with_weights(&weights).unwrap();
            let mut topic: Vec<usize> =
                topic.iter().map(|one| one.index(table.n_columns())).collect();
            topic.sort_unstable();
            topic.dedup();
            (Asked { tree, parts, known_min, of, topic }, table)
        },
    )
}

/// The score of every row by the roll-up, the parts and the topics, without any draw.
fn expected(scenario: &Scenario<'_>, weights: &[f64]) -> Vec<Option<f64>> {
    let tree = scenario.tree.with_weights(weights).unwrap();
    let table = &scenario.tables[0];
    let rules =
        Rules { means: &scenario.means[0], scale: [0.0, 1.0], known_min: scenario.known_min };
    let rolled = roll_up(&tree, table, None, &rules);
    let shares = tree.shares(tree.weights());
    let row = |row: usize| match scenario.of {
        Of::Total => after_parts(scenario, &rolled, row),
        Of::Node(node) => match tree.column(node) {
            Some(column) => table.get(row, column),
            None => rolled.get(row, node).unwrap().score,
        },
        Of::Points(columns) => {
            let share = |column: &usize| shares[tree.point(*column)];
            Mean::Arithmetic.of(columns.iter().map(|at| (share(at), table.get(row, *at))))
        }
    };
    (0..table.n_rows()).map(row).collect()
}

fn after_parts(scenario: &Scenario<'_>, rolled: &Scores, row: usize) -> Option<f64> {
    let (tree, table) = (scenario.tree, &scenario.tables[0]);
    let weighted = rolled.get(row, tree.total()).unwrap().score;
    let mut total = weighted;
    for Part { node, does } in in_turn(scenario.parts) {
        let below = |column: &usize| {
            let mut at = tree.point(*column);
            while tree.depth(at) > 1 {
                at = tree.parent(at);
            }
            at == node
        };
        let points = (0..table.n_columns()).filter(below);
        let short = points.filter_map(|column| table.get(row, column)).any(is_short);
        if short && does == Does::Veto {
            return None;
        }
        let own = rolled.get(row, node).unwrap().score;
        total = total
            .zip(weighted)
            .map(|(total, weighted)| does.after(Passing { total, weighted }, own, short));
    }
    total
}

fn bits(scores: &[Option<f64>]) -> Vec<Option<u64>> {
    scores.iter().map(|score| score.map(f64::to_bits)).collect()
}

proptest! {
    #[test]
    fn a_draw_without_perturbation_is_the_score((asked, table) in asked(), by in means()) {
        let means = Means::by_depth(&asked.tree, &by);
        let plain = asked.scenario(&table, &means);
        let score = bits(&expected(&plain, asked.tree.weights()));
        prop_assert_eq!(&bits(&nominal(&plain).unwrap()), &score);
        // Noise of nothing and judges who are never wrong change no bit either.
        let still = vec![0.0; asked.tree.n_nodes()];
        let perfect = vec![Quality::PERFECT; table.n_columns()];
        let weights = Weights::Noise(&still);
        for quiet in [Scenario { weights, ..plain }, Scenario { weights, qualities: &perfect, ..plain }] {
            for draw in scores(&quiet, &[[0.1; 4], [0.9; 4]]).unwrap() {
                prop_assert_eq!(&bits(&draw), &score);
            }
        }
    }

    #[test]
    fn a_draw_is_the_score_by_its_weights(
        (asked, table) in asked(), by in means(), number in 0.0..1.0_f64,
    ) {
        let means = Means::by_depth(&asked.tree, &by);
        let noise = vec![0.5; asked.tree.n_nodes()];
        let draw: Draw = [number; 4];
        let free = Scenario { weights: Weights::Noise(&noise), ..asked.scenario(&table, &means) };
        let score = expected(&free, &free.weights_of(draw));
        let drawn = scores(&free, &[draw]).unwrap().remove(0);
        if table.n_unknown() > 0 {
            prop_assert_eq!(bits(&drawn), bits(&score));
        } else {
            // A folded draw sums in another order.
            for (drawn, score) in drawn.iter().zip(&score) {
                prop_assert_eq!(drawn.is_some(), score.is_some());
                prop_assert!(close(drawn.unwrap_or(0.0), score.unwrap_or(0.0)));
            }
        }
    }

    #[test]
    fn held_regions_are_ranked_among_each_other(
        (asked, table) in asked(), by in means(), step in 1..4_usize,
    ) {
        let means = Means::by_depth(&asked.tree, &by);
        let held: Vec<usize> = (0..table.n_rows()).step_by(step).collect();
        let scenario = Scenario { held: Some(&held), ..asked.scenario(&table, &means) };
        let score = expected(&scenario, asked.tree.weights());
        let ranks = rank(&held.iter().map(|row| score[*row]).collect::<Vec<_>>());
        for (found, rank) in monte_carlo(&scenario, 1, 2).unwrap().iter().zip(ranks) {
            prop_assert_eq!((found.nominal, found.median), (rank, rank.map(f64::from)));
        }
    }
}

/// A weighted point and a part with one.
fn with_part(does: Does, columns: [&[f64]; 2], quality: [Quality; 2], n: u32) -> Vec<[f64; 4]> {
    let element = |parent, weight| Element { parent, weight };
    let indicators = [element(None, 1.0), element(None, 0.0)];
    let tree = Tree::new(&indicators, &[element(Some(0), 1.0), element(Some(1), 1.0)]).unwrap();
    let columns = columns.map(|column| column.iter().copied().map(Some).collect::<Vec<_>>());
    let table = Table::from_columns(&columns).unwrap();
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let parts = [Part { node: 1, does }];
    let scenario = Scenario {
        parts: &parts,
        qualities: &quality,
        cuts: Cutting::Given(&[0.5, 0.0]),
        ..Scenario::plain(&tree, from_ref(&table), &means)
    };
    let found = monte_carlo(&scenario, 5, n).unwrap();
    let share = |count: u32| f64::from(count) / f64::from(n);
    found
        .iter()
        .map(|one| [share(one.n_ranked), share(one.n_vetoed), one.classes[0], one.classes[1]])
        .collect()
}

/// Judges who err lift vetoes and impose them; who is vetoed is in the last class.
#[test]
fn errors_of_judges_reach_vetoes_and_caps() {
    let sure = Quality::PERFECT;
    let unsure = Quality { precision: 0.75, recall: 0.8 };
    let columns: [&[f64]; 2] = [&[0.9, 0.8], &[1.0, 0.0]];
    assert_eq!(
        with_part(Does::Veto, columns, [sure, sure], 10),
        [[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0]]
    );
    let found = with_part(Does::Veto, columns, [sure, unsure], 4000);
    // Half have it: what is missed has the chance 0.75 · 0.5 · (1 / 0.8 − 1) / 0.5.
    for (found, vetoed) in found.iter().zip([0.25, 1.0 - 0.1875]) {
        let expected = [1.0 - vetoed, vetoed, 1.0 - vetoed, vetoed];
        let apart = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(apart < 0.03, "{found:?} {expected:?}");
    }
    let found = with_part(Does::Cap { at_most: 0.4 }, columns, [sure, unsure], 4000);
    for (found, capped) in found.iter().zip([0.25, 1.0 - 0.1875]) {
        assert!((found[3] - capped).abs() < 0.03, "{found:?} {capped}");
    }
}

/// Quotas hold in every draw, whatever the draw gives.
#[test]
fn cuts_that_come_from_scores_are_those_of_the_draw() {
    let tree = crate::everything::tree().unwrap();
    let table = crate::everything::table(40, 9).unwrap();
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let noise = vec![0.9; tree.n_nodes()];
    let free = Scenario {
        weights: Weights::Noise(&noise),
        ..Scenario::plain(&tree, from_ref(&table), &means)
    };
    let in_class = |cuts| -> Vec<f64> {
        let found = monte_carlo(&Scenario { cuts, ..free }, 1, 200).unwrap();
        (0..3).map(|class| found.iter().map(|one| one.classes[class]).sum::<f64>()).collect()
    };
    let quotas = in_class(Cutting::Quantile(&[0.25, 0.5]));
    for (n, quota) in quotas.iter().zip([10.0, 10.0, 20.0]) {
        assert!(close(*n, quota), "{quotas:?}");
    }
    for cuts in [Cutting::Jenks(3), Cutting::Deviation(&[0.5, -0.5])] {
        assert!(close(in_class(cuts).iter().sum::<f64>(), 40.0), "{cuts:?}");
    }
}
