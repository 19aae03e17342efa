//! From raw data to normalised: denominators, imputation, screening, treatment, scales.

use bluebook_index::impute::{Fill, denominate, screen};
use bluebook_index::normalise::{Direction, Normalisation};
use bluebook_index::treat::Treatment;

use bluebook_index::number::count;

use super::csv::{Asem, Csv, vector};
use super::{Compare, Line};

pub(crate) fn lines() -> Vec<Line> {
    let normalised = Normalisation::MinMax { low: 0.0, high: 100.0 };
    let z_score = Normalisation::ZScore { mean: 10.0, deviation: 2.0 };
    let treated = vector!("treated.csv");
    let on = |file, what, theirs: Csv, method| {
        scaled(Compare::new(file, what), &treated, &theirs, method)
    };
    vec![
        denominated(),
        imputed(),
        screened(),
        winsorised(),
        on("normalised.csv", "min-max 0..100, directions", vector!("normalised.csv"), normalised),
        scaled(
            Compare::new("raw_minmax.csv", "min-max 1..100 of raw, unknown kept"),
            &vector!("raw.csv"),
            &vector!("raw_minmax.csv"),
            Normalisation::MinMax { low: 1.0, high: 100.0 },
        ),
        on("norm_zscore.csv", "z-score, mean 10, sd 2", vector!("norm_zscore.csv"), z_score),
        ordered("norm_rank.csv", "rank", &vector!("norm_rank.csv"), Normalisation::Rank),
        ordered("norm_borda.csv", "Borda", &vector!("norm_borda.csv"), Normalisation::Borda),
        ordered(
            "norm_prank.csv",
            "percentile",
            &vector!("norm_prank.csv"),
            Normalisation::Percentile,
        ),
        on(
            "norm_fracmax.csv",
            "fraction of max",
            vector!("norm_fracmax.csv"),
            Normalisation::FractionOfMax,
        ),
        on(
            "norm_dist2max.csv",
            "distance to max",
            vector!("norm_dist2max.csv"),
            Normalisation::DistanceToMax,
        ),
    ]
}

fn denominated() -> Line {
    let mut compare = Compare::new("denominated.csv", "denominators");
    let (raw, units) = (vector!("raw.csv"), vector!("units.csv"));
    let (meta, theirs) = (vector!("meta.csv"), vector!("denominated.csv"));
    assert_eq!(raw.texts("uCode"), units.texts("uCode"));
    for (code, by) in meta.texts("iCode").into_iter().zip(meta.texts("Denominator")).take(49) {
        let ours = match by {
            "" => raw.column(code),
            by => denominate(&raw.column(code), &units.column(by)),
        };
        compare.columns(&ours, &theirs.column(code));
    }
    compare.line()
}

fn imputed() -> Line {
    let mut compare = Compare::new("imputed.csv", "mean of the group");
    let (from, theirs, units) =
        (vector!("denominated.csv"), vector!("imputed.csv"), vector!("units.csv"));
    let groups: Vec<usize> =
        units.texts("EurAsia_group").iter().map(|group| usize::from(*group == "Asia")).collect();
    for code in &Asem::equal().points {
        compare.columns(&Fill::GroupMean.of(&from.column(code), &groups), &theirs.column(code));
    }
    compare.line()
}

/// COINr screened out nobody: its file of this step is the imputed one.
fn screened() -> Line {
    let mut compare = Compare::new("(screened = imputed.csv)", "rows with 90 % known");
    let table = vector!("imputed.csv").table(&Asem::equal().points);
    let rows = screen(&table, 0.9);
    compare.cell(Some(count(rows.len())), Some(51.0));
    compare.line()
}

fn winsorised() -> Line {
    let mut compare = Compare::new("treated.csv", "winsorise 5, else log");
    let (from, theirs) = (vector!("imputed.csv"), vector!("treated.csv"));
    for code in &Asem::equal().points {
        let (ours, _) = Treatment::default().of(&from.column(code));
        compare.columns(&ours, &theirs.column(code));
    }
    compare.line()
}

fn scaled(mut compare: Compare, from: &Csv, theirs: &Csv, method: Normalisation) -> Line {
    let meta = vector!("meta.csv");
    for (code, direction) in meta.texts("iCode").into_iter().zip(meta.column("Direction")).take(49)
    {
        let direction = if direction == Some(1.0) { Direction::More } else { Direction::Less };
        compare.columns(&method.of(&from.column(code), direction), &theirs.column(code));
    }
    compare.line()
}

/// `treated.csv` was written with 15 digits, which made ties of 5.1 and 5.1000000000000005 in the
/// column `TolMin`. What COINr ranked is still told apart in `norm_fracmax.csv`, where that column is
/// divided by its negative maximum: the order is turned around once more.
fn ordered(file: &'static str, what: &'static str, theirs: &Csv, method: Normalisation) -> Line {
    let mut compare = Compare::new(file, what).within(0.0);
    if method == Normalisation::Percentile {
        compare = Compare::new(file, what);
    }
    let (treated, meta) = (vector!("treated.csv"), vector!("meta.csv"));
    for (code, direction) in meta.texts("iCode").into_iter().zip(meta.column("Direction")).take(49)
    {
        let direction = if direction == Some(1.0) { Direction::More } else { Direction::Less };
        let ours = match code {
            "TolMin" => method.of(&vector!("norm_fracmax.csv").column(code), Direction::Less),
            code => method.of(&treated.column(code), direction),
        };
        compare.columns(&ours, &theirs.column(code));
    }
    compare.line()
}
