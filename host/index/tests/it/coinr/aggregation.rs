//! From normalised data to the index: means, thresholds, weights, ranks, outranking.

use std::slice::from_ref;

use bluebook_index::leave_out::leave_out;
use bluebook_index::monte_carlo::{nominal, scores};
use bluebook_index::outrank::{copeland, outranking};
use bluebook_index::rank::rank;
use bluebook_index::roll_up::{Rules, roll_up};
use bluebook_index::scenario::{Of, Scenario, Weights};
use bluebook_index::{Mean, Means, Table, Tree};

use super::csv::{Asem, Csv, vector};
use super::{Compare, Line};

pub(crate) fn lines() -> Vec<Line> {
    use Mean::{Arithmetic, Geometric, Harmonic};
    let (equal, weighted) = (Asem::equal(), Asem::weighted());
    let (normalised, raw) = (vector!("normalised.csv"), vector!("raw_minmax.csv"));
    let on = |file, asem: &Asem, from: &Csv, theirs: Csv, rules: (&[Mean], f64)| {
        aggregated(Compare::new(file, "all aggregates"), asem, from, &theirs, rules)
    };
    macro_rules! line {
        ($asem:expr, $from:expr, $file:literal, $means:expr, $known_min:expr) => {
            on($file, $asem, $from, vector!($file), (&$means, $known_min))
        };
    }
    vec![
        line!(&equal, &normalised, "aggregated.csv", [Arithmetic], 0.0),
        line!(&equal, &raw, "raw_minmax_agg_a_amean.csv", [Arithmetic], 0.0),
        line!(&equal, &raw, "raw_minmax_agg_a_gmean.csv", [Geometric], 0.0),
        line!(&equal, &raw, "raw_minmax_agg_a_hmean.csv", [Harmonic], 0.0),
        line!(&equal, &raw, "raw_minmax_agg_amean_thresh08.csv", [Arithmetic], 0.8),
        line!(&weighted, &raw, "weighted_agg_a_amean.csv", [Arithmetic], 0.0),
        line!(&weighted, &raw, "weighted_agg_a_gmean.csv", [Geometric], 0.0),
        line!(&weighted, &raw, "weighted_agg_a_hmean.csv", [Harmonic], 0.0),
        line!(
            &weighted,
            &raw,
            "weighted_agg_amean_gmean_gmean.csv",
            [Geometric, Geometric, Arithmetic],
            0.0
        ),
        line!(&weighted, &raw, "weighted_agg_amean_thresh09.csv", [Arithmetic], 0.9),
        shares("effective_weights.csv", &equal, &vector!("effective_weights.csv")),
        shares(
            "weighted_effective_weights.csv",
            &weighted,
            &vector!("weighted_effective_weights.csv"),
        ),
        perturbed(&weighted, &raw),
        ranks(&equal, &normalised),
        left_out(&equal, &normalised),
        outranked(),
        copelands(),
    ]
}

fn aggregated(
    mut compare: Compare,
    asem: &Asem,
    from: &Csv,
    theirs: &Csv,
    (means, known_min): (&[Mean], f64),
) -> Line {
    assert_eq!(from.texts("uCode"), theirs.texts("uCode"));
    let means = Means::by_depth(&asem.tree, means);
    let rules = Rules { means: &means, scale: [0.0, 100.0], known_min };
    let tables = [from.table(&asem.points)];
    let scores = roll_up(&asem.tree, &tables[0], None, &rules);
    let all = Scenario { known_min, ..Scenario::plain(&asem.tree, &tables, from_ref(&means)) };
    for code in theirs.header.iter().skip(1) {
        let node = asem.node(code);
        compare.columns(&scores.column(node), &theirs.column(code));
        // Draws go their own way up the tree.
        let drawn = nominal(&Scenario { of: Of::Node(node), ..all }).unwrap();
        compare.columns(&drawn, &theirs.column(code));
    }
    compare.line()
}

fn totals(tree: &Tree, table: &Table) -> Vec<Option<f64>> {
    bluebook_index::roll_up::totals(tree, table, &Means::all(tree, Mean::Arithmetic))
}

fn shares(file: &'static str, asem: &Asem, theirs: &Csv) -> Line {
    let mut compare = Compare::new(file, "share of the index");
    let shares = asem.tree.shares(asem.tree.weights());
    for code in theirs.texts("iCode") {
        compare.cell(Some(shares[asem.node(code)]), Some(theirs.of(code)));
    }
    compare.line()
}

/// Twenty sets of weights and the index of each: a Monte-Carlo run without chance.
fn perturbed(asem: &Asem, from: &Csv) -> Line {
    let mut compare = Compare::new("perturbed_index.csv", "20 sets of weights");
    let (weights, theirs) = (vector!("perturbed_weights.csv"), vector!("perturbed_index.csv"));
    let codes = weights.texts("iCode");
    let tables = [from.table(&asem.points)];
    let means = [Means::all(&asem.tree, Mean::Arithmetic)];
    for rep in weights.header.iter().skip(1) {
        let given = weights.numbers(rep);
        let of = |code: &String| given[codes.iter().position(|one| one == code).unwrap()];
        let set = asem.codes.iter().map(of).collect::<Vec<_>>();
        let tree = asem.tree.with_weights(&set).unwrap();
        compare.columns(&totals(&tree, &tables[0]), &theirs.column(rep));
        let weights = Weights::Given(from_ref(&set));
        let plain = Scenario::plain(&asem.tree, &tables, &means);
        let drawn = scores(&Scenario { weights, ..plain }, &[[0.0; 4]]).unwrap();
        compare.columns(&drawn[0], &theirs.column(rep));
    }
    compare.line()
}

fn ranks(asem: &Asem, from: &Csv) -> Line {
    let mut compare = Compare::new("index_rank.csv", "competition rank").within(0.0);
    let theirs = vector!("index_rank.csv");
    let ranks = rank(&totals(&asem.tree, &from.table(&asem.points)));
    for (unit, rank) in from.texts("uCode").into_iter().zip(ranks) {
        compare.cell(rank.map(f64::from), Some(theirs.of(unit)));
    }
    compare.line()
}

/// COINr counts a fall as positive: rank without the pillar less rank with it.
fn left_out(asem: &Asem, from: &Csv) -> Line {
    let mut compare = Compare::new("remove_pillar_rankdiffs.csv", "leave one out").within(0.0);
    let theirs = vector!("remove_pillar_rankdiffs.csv");
    let tables = [from.table(&asem.points)];
    let means = [Means::all(&asem.tree, Mean::Arithmetic)];
    let scenario = Scenario::plain(&asem.tree, &tables, &means);
    for code in theirs.header.iter().skip(2) {
        let left_out = leave_out(&scenario, &[asem.node(code)]).unwrap();
        let ours = left_out[0].shifts.iter().map(|shift| shift.map(small));
        compare.columns(&ours.collect::<Vec<_>>(), &theirs.column(code));
    }
    compare.line()
}

fn physical() -> Vec<Vec<f64>> {
    let normalised = vector!("normalised.csv");
    let table = normalised.table(&Asem::equal().below("Physical"));
    outranking(&table, &[1.0; 8])
}

fn outranked() -> Line {
    let mut compare = Compare::new("outrank.csv", "outranking of Physical");
    let theirs = vector!("outrank.csv");
    for (ours, row) in physical().iter().zip(&theirs.rows) {
        compare.numbers(ours, &row.iter().map(|cell| cell.parse().unwrap()).collect::<Vec<_>>());
    }
    compare.line()
}

fn copelands() -> Line {
    let mut compare = Compare::new("copeland.csv", "Copeland of Physical").within(0.0);
    compare.numbers(&copeland(&physical()), &vector!("copeland.csv").numbers("copeland"));
    compare.line()
}

/// Shifts are few places.
fn small(shift: i64) -> f64 {
    f64::from(i32::try_from(shift).unwrap())
}
