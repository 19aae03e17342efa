//! What other packages than COINr computed.

use bluebook_index::agreement::{Distance, Level, kappa, krippendorff};
use bluebook_index::correlation::{kendall, pearson, spearman};
use bluebook_index::jenks::breaks;
use bluebook_index::reliability::cronbach;
use bluebook_index::weights::{RandomIndex, Weighting, ahp};
use serde_json::Value;

use super::{Compare, Line};

const FILE: &str = "oracle_vectors.json";

pub(crate) fn lines() -> Vec<Line> {
    let oracle: Value =
        serde_json::from_str(include_str!("../../vectors/oracle_vectors.json")).unwrap();
    let mut lines = vec![jenks(&oracle["jenks"])];
    lines.extend(objective_weights(&oracle["objective_weights"]));
    lines.extend([
        rank_correlations(&oracle["rank_corr"]),
        kappas(&oracle["agreement"]),
        alphas(&oracle["agreement"]),
        cronbachs(&oracle["cronbach"], &oracle["objective_weights"]["matrix"]),
    ]);
    lines.extend(analytic_hierarchy(&oracle["ahp"]));
    lines
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value}"))
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn columns(rows: &Value) -> Vec<Vec<f64>> {
    let rows: Vec<_> = rows.as_array().unwrap().iter().map(numbers).collect();
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).collect()).collect()
}

fn jenks(sets: &Value) -> Line {
    let mut compare = Compare::new(FILE, "Jenks breaks, k = 3, 4, 5");
    for set in sets.as_array().unwrap() {
        let values = numbers(&set["values"]);
        let k = usize::try_from(set["k"].as_u64().unwrap()).unwrap();
        compare.numbers(&breaks(&values, k).unwrap(), &numbers(&set["breaks"]));
    }
    compare.line()
}

fn objective_weights(oracle: &Value) -> Vec<Line> {
    let columns = columns(&oracle["matrix"]);
    let methods = [
        ("entropy", "entropy weights", Weighting::Entropy),
        ("critic", "CRITIC weights", Weighting::Critic),
        ("std", "standard deviation weights", Weighting::Deviation),
        ("gini", "Gini weights", Weighting::Gini),
    ];
    let line = |(key, what, method): (&str, &'static str, Weighting)| {
        let mut compare = Compare::new(FILE, what);
        compare.numbers(&method.of(&columns).unwrap(), &numbers(&oracle[key]));
        compare.line()
    };
    methods.into_iter().map(line).collect()
}

fn rank_correlations(oracle: &Value) -> Line {
    let mut compare = Compare::new(FILE, "Pearson, Spearman, Kendall tau-b");
    let (x, y) = (some(&numbers(&oracle["x"])), some(&numbers(&oracle["y"])));
    compare.cell(pearson(&x, &y), Some(number(&oracle["pearson"])));
    compare.cell(spearman(&x, &y), Some(number(&oracle["spearman"])));
    compare.cell(kendall(&x, &y), Some(number(&oracle["kendall_tau_b"])));
    compare.line()
}

fn grades(value: &Value) -> Vec<Option<usize>> {
    let grade = |value: &Value| value.as_u64().map(|grade| usize::try_from(grade).unwrap());
    value.as_array().unwrap().iter().map(grade).collect()
}

fn kappas(oracle: &Value) -> Line {
    let mut compare = Compare::new(FILE, "kappa: plain, linear, quadratic");
    let (a, b) = (grades(&oracle["r1"]), grades(&oracle["r2"]));
    for (key, distance) in [
        ("cohen_kappa_r1_r2", Distance::Nominal),
        ("cohen_kappa_linear", Distance::Linear),
        ("cohen_kappa_quadratic", Distance::Quadratic),
    ] {
        compare.cell(kappa(&a, &b, distance), Some(number(&oracle[key])));
    }
    compare.line()
}

fn alphas(oracle: &Value) -> Line {
    let mut compare = Compare::new(FILE, "Krippendorff: nominal, ordinal");
    let judges = [&oracle["r1"], &oracle["r2"], &oracle["r3_nan_as_null"]].map(grades);
    for (key, level) in
        [("krippendorff_nominal", Level::Nominal), ("krippendorff_ordinal", Level::Ordinal)]
    {
        compare.cell(krippendorff(&judges, level), Some(number(&oracle[key])));
    }
    compare.line()
}

fn cronbachs(oracle: &Value, rows: &Value) -> Line {
    let mut compare = Compare::new(FILE, "Cronbach's alpha of the pillars");
    let columns: Vec<_> = columns(rows).iter().map(|column| some(column)).collect();
    compare.cell(cronbach(&columns), Some(number(&oracle["alpha"])));
    compare.line()
}

/// Written with ten digits; the ratio with the random index of Saaty.
fn analytic_hierarchy(oracle: &Value) -> Vec<Line> {
    let pairs = ["a/b", "a/c", "a/d", "b/c", "b/d", "c/d"];
    let judgements = pairs.map(|pair| number(&oracle["comparisons"][pair]));
    let ours = ahp(&judgements, RandomIndex::Saaty).unwrap();
    let mut weights = Compare::new(FILE, "AHP weights");
    let theirs = ["a", "b", "c", "d"].map(|name| number(&oracle["weights"][name]));
    weights.numbers(&ours.weights, &theirs);
    let mut ratio = Compare::new(FILE, "AHP consistency ratio");
    ratio.cell(ours.consistency_ratio, Some(number(&oracle["consistency_ratio"])));
    vec![weights.line(), ratio.line()]
}
