//! Everything the engine computes, as text in which every bit of a number shows: what runs, threads
//! and platforms are compared by. The browser's side includes this file too.

use std::error::Error;

use bluebook_index::classes::Cutting;
use bluebook_index::compare::{Change, To, effective_shares, split};
use bluebook_index::correlation::{kendall, matrix, p_value, pearson, spearman};
use bluebook_index::describe::{Limits, describe};
use bluebook_index::jenks::breaks;
use bluebook_index::judges::Quality;
use bluebook_index::leave_out::leave_out;
use bluebook_index::monte_carlo::monte_carlo;
use bluebook_index::normalise::{Direction, Normalisation};
use bluebook_index::parts::{Does, Part};
use bluebook_index::random::Random;
use bluebook_index::reliability::cronbach;
use bluebook_index::roll_up::{Rules, roll_up};
use bluebook_index::scenario::{Of, Scenario, Weights, noise_by_depth};
use bluebook_index::sobol::sensitivity;
use bluebook_index::treat::Treatment;
use bluebook_index::weights::{RandomIndex, Weighting, ahp, principal_components};
use bluebook_index::{Element, Mean, Means, Table, TableError, Tree, TreeError};

/// Points of [`tree`].
pub(crate) const N_POINTS: usize = 40;

/// Three levels, nine indicators at the lowest.
pub(crate) fn tree() -> Result<Tree, TreeError> {
    let parent = |at: u8| (at >= 3).then_some(usize::from(at % 3));
    let indicators: Vec<_> =
        (0..12).map(|at| Element { parent: parent(at), weight: f64::from(at) + 1.0 }).collect();
    let point =
        |at: u8| Element { parent: Some(3 + usize::from(at % 9)), weight: f64::from(at % 7) + 1.0 };
    let points: Vec<_> = (0..40).map(point).collect();
    Tree::new(&indicators, &points)
}

/// Even numbers over `0.0..1.0`, a tenth of them 0; one in `holes` unknown, none if 0.
pub(crate) fn table(n_rows: usize, holes: usize) -> Result<Table, TableError> {
    let mut random = Random::new(42, 0);
    Table::from_fn(n_rows, N_POINTS, |_, _| {
        let number = random.uniform();
        let is_known = holes == 0 || random.below(holes) > 0;
        is_known.then_some(if number < 0.1 { 0.0 } else { number })
    })
}

/// Draws of what is random, and every statistic.
pub(crate) fn everything() -> Result<String, Box<dyn Error>> {
    let tree = tree()?;
    let tables = [table(150, 9)?, table(150, 0)?];
    Ok(format!("{}\n{}\n{}", drawn(&tree, &tables)?, scored(&tree, &tables)?, audited(&tables)))
}

fn drawn(tree: &Tree, tables: &[Table; 2]) -> Result<String, Box<dyn Error>> {
    let noise = noise_by_depth(tree, &[0.25; 3]);
    let means = [Means::all(tree, Mean::Arithmetic), Means::all(tree, Mean::Geometric)];
    let qualities = [Quality { precision: 0.9, recall: 0.8 }; N_POINTS];
    let full = Scenario {
        weights: Weights::Noise(&noise),
        qualities: &qualities,
        cuts: Cutting::Given(&[0.6, 0.5, 0.4, 0.0]),
        ..Scenario::plain(tree, tables, &means)
    };
    let [_, dense] = tables;
    let tables = std::slice::from_ref(dense);
    let [arithmetic, _] = &means;
    let means = std::slice::from_ref(arithmetic);
    let dense = Scenario { tables, means, qualities: &[], ..full };
    let free = Scenario { weights: Weights::Dirichlet(5.0), ..dense };
    let held: Vec<usize> = (0..150).step_by(3).collect();
    let parts = [
        Part { node: 0, does: Does::Cap { at_most: 0.4 } },
        Part { node: 1, does: Does::Multiplier { least: 0.7 } },
        Part { node: 2, does: Does::Veto },
    ];
    let ruled = Scenario { known_min: 0.6, parts: &parts, held: Some(&held), ..full };
    let topic = Scenario { of: Of::Points(&[1, 5, 9]), cuts: Cutting::Jenks(3), ..full };
    let node = Scenario { of: Of::Node(0), cuts: Cutting::Quantile(&[0.3, 0.6]), ..full };
    let mut lines = vec![format!("{:?}", sensitivity(&full, 3, 20, 10)?)];
    for scenario in [full, dense, free, ruled, topic, node] {
        lines.push(format!("{:?}", monte_carlo(&scenario, 7, 300)?));
        lines.push(format!("{:?}", leave_out(&scenario, &[2, 7])?));
    }
    Ok(lines.join("\n"))
}

fn scored(tree: &Tree, tables: &[Table; 2]) -> Result<String, Box<dyn Error>> {
    let [sparse, dense] = tables;
    let mut lines: Vec<String> = Vec::new();
    for mean in [Mean::Arithmetic, Mean::Geometric, Mean::Harmonic] {
        let means = Means::all(tree, mean);
        let rules = Rules { means: &means, scale: [0.0, 1.0], known_min: 0.5 };
        lines.push(format!("{:?}", roll_up(tree, sparse, None, &rules)));
        let changes: Vec<Change> = (0..12)
            .map(|at| match at % 2 {
                0 => Change { cause: at % 4, to: To::Score(at, dense.get(at, at)) },
                _ => Change { cause: at % 4, to: To::Weight(at, 3.5) },
            })
            .collect();
        lines.push(format!("{:?}", split(tree, &means, &sparse.row(0), &changes, 4)?));
    }
    lines.push(format!("{:?}", effective_shares(tree, &sparse.row(1))));
    for method in [
        Normalisation::MinMax { low: 0.0, high: 1.0 },
        Normalisation::ZScore { mean: 0.0, deviation: 1.0 },
        Normalisation::Percentile,
    ] {
        lines.push(format!("{:?}", method.of(&sparse.column(0), Direction::Less)));
    }
    Ok(lines.join("\n"))
}

fn audited(tables: &[Table; 2]) -> String {
    let [sparse, dense] = tables;
    let (columns, few) =
        (sparse.columns(), dense.columns().into_iter().take(6).collect::<Vec<_>>());
    let known = |column: &Vec<Option<f64>>| column.iter().flatten().copied().collect::<Vec<f64>>();
    let complete: Vec<Vec<f64>> = few.iter().map(known).collect();
    let mut lines = vec![format!("{:?}\n{:?}", matrix(&columns, pearson), matrix(&few, spearman))];
    lines.push(format!("{:?}\n{:?}", matrix(&few, kendall), p_value(0.123, 150)));
    lines.push(format!("{:?}\n{:?}", cronbach(&columns), principal_components(&few)));
    for method in [
        Weighting::Entropy,
        Weighting::Critic,
        Weighting::Deviation,
        Weighting::Gini,
        Weighting::Pca,
    ] {
        lines.push(format!("{:?}", method.of(&complete)));
    }
    for column in &few {
        let skewed: Vec<_> = column.iter().map(|x| x.map(|x| 1.0 / (x + 0.001))).collect();
        lines.push(format!("{:?}", Treatment::default().of(&skewed)));
        lines.push(format!("{:?}", describe(&skewed, &Limits::default())));
        lines.push(format!("{:?}", breaks(&known(column), 4)));
    }
    let judgements = [2.0, 4.0, 3.0, 2.0, 1.0, 0.5];
    lines.push(format!("{:?}", ahp(&judgements, RandomIndex::default())));
    lines.join("\n")
}
