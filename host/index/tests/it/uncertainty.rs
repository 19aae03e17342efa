//! Uncertainty: known answers, and COINr's in distribution.

use std::slice::from_ref;

use bluebook_index::classes::Cutting;
use bluebook_index::judges::Quality;
use bluebook_index::leave_out::leave_out;
use bluebook_index::monte_carlo::{RankInterval, monte_carlo};
use bluebook_index::parts::{Does, Part};
use bluebook_index::random::Random;
use bluebook_index::scenario::{Factor, Of, Scenario, ScenarioError, Weights, noise_by_depth};
use bluebook_index::sobol::{Outputs, indices, samples, sensitivity};
use bluebook_index::{Mean, Means, Table};
use serde_json::Value;

use crate::coinr::csv::{Asem, vector};
use crate::everything::{N_POINTS, table, tree};

/// Ishigami and Homma (1990), with the constants of the oracle.
fn ishigami(row: &[f64]) -> f64 {
    let [x, y, z] = [row[0], row[1], row[2]].map(|u| std::f64::consts::PI * (2.0 * u - 1.0));
    x.sin() + 7.0 * y.sin() * y.sin() + 0.1 * z * z * z * z * x.sin()
}

#[test]
fn sobol_finds_ishigamis_indices() {
    let oracle: Value =
        serde_json::from_str(include_str!("../vectors/oracle_vectors.json")).unwrap();
    let theirs = |key: &str, at: usize| oracle["sobol_ishigami"][key][at].as_f64().unwrap();
    let [a, b] = samples(40_000, 3, 11);
    let run = |rows: &[Vec<f64>]| rows.iter().map(|row| ishigami(row)).collect::<Vec<_>>();
    let with = |at: usize| {
        let swapped = a.iter().zip(&b).map(|(a, b)| {
            let mut row = a.clone();
            row[at] = b[at];
            row
        });
        run(&swapped.collect::<Vec<_>>())
    };
    let outputs = Outputs { a: run(&a), b: run(&b), a_with_b: (0..3).map(with).collect() };
    for (at, ours) in indices(&outputs, 200, 1).iter().enumerate() {
        for (ours, analytic, salib) in [
            (ours.first, theirs("analytic_S1", at), theirs("salib_S1", at)),
            (ours.total, theirs("analytic_ST", at), theirs("salib_ST", at)),
        ] {
            // 1.5 times the width of 90 % is five standard deviations.
            let wide = 1.5 * (ours.q95 - ours.q5);
            println!("factor {at}: {:.4} analytic {analytic:.4} SALib {salib:.4}", ours.estimate);
            assert!((ours.estimate - analytic).abs() < wide, "factor {at}: {ours:?} {analytic}");
            assert!((ours.estimate - salib).abs() < wide + 1e-3, "factor {at}: {ours:?} {salib}");
            assert!(wide < 0.06, "{ours:?}");
        }
    }
}

#[test]
fn random_numbers_have_their_distributions() {
    let mut random = Random::new(1, 2);
    let n = 20_000;
    let mean =
        |number: &mut dyn FnMut() -> f64| (0..n).map(|_| number()).sum::<f64>() / f64::from(n);
    assert!((mean(&mut || random.uniform()) - 0.5).abs() < 0.01);
    assert!(mean(&mut || random.normal()).abs() < 0.03);
    assert!((mean(&mut || random.gamma(0.3)) - 0.3).abs() < 0.02);
    assert!((mean(&mut || random.gamma(4.0)) - 4.0).abs() < 0.08);
    for chance in [0.0, 0.01, 0.25, 0.7, 1.0] {
        let heads: u32 = (0..2000).map(|_| random.coins(chance).count_ones()).sum();
        assert!((f64::from(heads) / 128_000.0 - chance).abs() < 0.006, "{chance}");
    }
}

fn asem(n_draws: u32, noise: &[f64]) -> Vec<RankInterval> {
    let asem = Asem::equal();
    let noise = noise_by_depth(&asem.tree, noise);
    let means = [Means::all(&asem.tree, Mean::Arithmetic)];
    let tables = [vector!("normalised.csv").table(&asem.points)];
    let scenario = Scenario {
        weights: Weights::Noise(&noise),
        cuts: Cutting::Given(&[55.0, 45.0, 0.0]),
        ..Scenario::plain(&asem.tree, &tables, &means)
    };
    monte_carlo(&scenario, 2026, n_draws).unwrap()
}

/// COINr's hundred draws varied more than weights, so only where the ranks lie is compared.
#[test]
fn rank_intervals_lie_where_coinrs_do() {
    let theirs = vector!("ua_rankstats_100.csv");
    let ours = asem(2000, &[0.25, 0.25]);
    let nominal = theirs.numbers("Nominal");
    let means = theirs.numbers("Mean");
    let mut apart = 0.0_f64;
    for (at, ours) in ours.iter().enumerate() {
        assert_eq!(ours.nominal.map(f64::from), Some(nominal[at]));
        apart = apart.max((ours.mean.unwrap() - means[at]).abs());
        let chances: f64 = ours.classes.iter().sum();
        assert!((chances - 1.0).abs() < 1e-12, "{ours:?}");
        assert!(ours.q5 <= ours.median && ours.median <= ours.q95, "{ours:?}");
    }
    println!("mean ranks lie up to {apart:.2} places from those of 100 draws of COINr");
    assert!(apart < 3.0, "{apart}");
}

#[test]
fn without_noise_nothing_moves() {
    for ours in asem(50, &[]) {
        let nominal = ours.nominal.map(f64::from);
        assert_eq!((ours.mean, ours.q5, ours.q95), (nominal, nominal, nominal));
    }
}

fn with_judges(quality: Quality, table: &Table) -> Vec<RankInterval> {
    let tree = tree().unwrap();
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let scenario = Scenario {
        qualities: &[quality; N_POINTS],
        ..Scenario::plain(&tree, from_ref(table), &means)
    };
    monte_carlo(&scenario, 1, 400).unwrap()
}

#[test]
fn worse_judges_make_wider_intervals() {
    let table = table(100, 10).unwrap();
    let width = |quality| {
        let intervals = with_judges(quality, &table);
        let widths = intervals.iter().map(|one| one.q95.unwrap() - one.q5.unwrap());
        widths.sum::<f64>() / 100.0
    };
    assert!(width(Quality::PERFECT).abs() < 1e-12);
    let good = width(Quality { precision: 0.98, recall: 0.98 });
    let poor = width(Quality { precision: 0.8, recall: 0.8 });
    assert!(0.5 < good && good + 5.0 < poor, "{good} {poor}");
}

#[test]
fn who_is_unknown_has_no_interval() {
    let mut columns = table(6, 0).unwrap().columns();
    for column in &mut columns {
        column[2] = None;
    }
    let table = Table::from_columns(&columns).unwrap();
    let found = with_judges(Quality { precision: 0.9, recall: 0.9 }, &table);
    assert_eq!((found[2].nominal, found[2].mean, found[2].n_ranked), (None, None, 0));
    assert!(found.iter().all(|one| one.q95 <= Some(5.0)), "{found:?}");
}

#[test]
fn sobol_tells_what_matters() {
    let tree = tree().unwrap();
    let noise = noise_by_depth(&tree, &[0.3; 3]);
    let means = [Means::all(&tree, Mean::Arithmetic), Means::all(&tree, Mean::Geometric)];
    let tables = [table(60, 0).unwrap()];
    let both =
        Scenario { weights: Weights::Noise(&noise), ..Scenario::plain(&tree, &tables, &means) };
    let one = sensitivity(&Scenario { means: &means[..1], ..both }, 1, 256, 100).unwrap();
    assert_eq!(one.factors, [Factor::Weights]);
    let all = one.shift[0].total.estimate;
    assert!((all - 1.0).abs() < 0.25, "one factor explains everything: {:?}", one.shift);
    assert_eq!(one.regions.len(), 60);
    let two = sensitivity(&both, 1, 512, 100).unwrap();
    assert_eq!(two.factors, [Factor::Weights, Factor::Means]);
    assert!(two.shift[1].total.estimate > two.shift[0].total.estimate, "{:?}", two.shift);
}

#[test]
fn leaving_out_more_moves_more() {
    let (tree, table) = (tree().unwrap(), table(30, 0).unwrap());
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let scenario = Scenario::plain(&tree, from_ref(&table), &means);
    let found = leave_out(&scenario, &[2, tree.point(4)]).unwrap();
    assert!(found[0].mean_shift > found[1].mean_shift, "an indicator of level 1, and a point");
    assert_eq!(found[0].shifts.len(), 30);
}

#[test]
fn scenarios_that_cannot_be() {
    let tree = tree().unwrap();
    let means = [Means::all(&tree, Mean::Arithmetic)];
    let tables = [table(5, 0).unwrap(), Table::from_fn(4, N_POINTS, |_, _| None).unwrap()];
    let good = Scenario::plain(&tree, &tables[..1], &means);
    let error = |scenario: Scenario<'_>| monte_carlo(&scenario, 0, 1).err();
    assert_eq!(error(good), None);
    assert_eq!(error(Scenario { tables: &[], ..good }), Some(ScenarioError::Empty));
    assert_eq!(error(Scenario { means: &[], ..good }), Some(ScenarioError::Empty));
    assert_eq!(error(Scenario { tables: &tables, ..good }), Some(ScenarioError::Shape { at: 1 }));
    for weights in [Weights::Noise(&[0.5]), Weights::Dirichlet(0.0), Weights::Given(&[])] {
        assert_eq!(error(Scenario { weights, ..good }), Some(ScenarioError::Noise));
    }
    let sets = [vec![1.0; 3]];
    let wrong = error(Scenario { weights: Weights::Given(&sets), ..good });
    assert!(matches!(wrong, Some(ScenarioError::Weights { at: 0, .. })));
    let zero = [Quality { precision: 1.0, recall: 0.0 }; N_POINTS];
    assert_eq!(error(Scenario { qualities: &zero, ..good }), Some(ScenarioError::Quality));
    assert_eq!(error(Scenario { qualities: &zero[..1], ..good }), Some(ScenarioError::Quality));
    assert_eq!(error(Scenario { known_min: 1.1, ..good }), Some(ScenarioError::KnownMin));
    let part = [Part { node: tree.point(0), does: Does::Veto }];
    for wrong in [
        Scenario { of: Of::Node(tree.n_nodes()), ..good },
        Scenario { of: Of::Points(&[N_POINTS]), ..good },
        Scenario { held: Some(&[5]), ..good },
        Scenario { parts: &part, ..good },
    ] {
        assert_eq!(error(wrong), Some(ScenarioError::Subject));
    }
}
