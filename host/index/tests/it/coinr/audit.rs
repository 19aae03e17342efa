//! Statistics of the audit.

use bluebook_index::correlation::{p_value, pearson};
use bluebook_index::describe::{Description, Flag, Limits, describe};
use bluebook_index::number::count;
use bluebook_index::reliability::cronbach;
use bluebook_index::roll_up::{Rules, roll_up};
use bluebook_index::weights::principal_components;
use bluebook_index::{Mean, Means};

use super::csv::{Asem, vector};
use super::{Compare, Line};

/// A correlation that is not significant at this level is left empty by COINr.
const SIGNIFICANT: f64 = 0.05;

pub(crate) fn lines() -> Vec<Line> {
    vec![statistics(), flags(), correlations(), alphas(), loadings()]
}

fn described(code: &str) -> Description {
    describe(&vector!("raw.csv").column(code), &Limits::default())
}

fn statistics() -> Line {
    let mut compare = Compare::new("raw_stats.csv", "statistics of 3 digits, relative");
    let theirs = vector!("raw_stats.csv");
    for (at, code) in theirs.texts("iCode").into_iter().enumerate() {
        let d = described(code);
        let [least, most] = d.range.unwrap();
        let n = count(d.n_known);
        // Two of its values were made one by writing 15 digits; see `steps::ordered`.
        let n_unique = match code {
            "TolMin" => {
                let exact = vector!("norm_fracmax.csv").column(code);
                describe(&exact, &Limits::default()).n_unique
            }
            _ => d.n_unique,
        };
        let ours = [
            ("Min", least),
            ("Max", most),
            ("Mean", d.mean.unwrap()),
            ("Median", d.median.unwrap()),
            ("Std", d.deviation.unwrap()),
            ("Skew", d.skewness.unwrap()),
            ("Kurt", d.kurtosis.unwrap()),
            ("N.Avail", n),
            ("N.NonZero", count(d.n_non_zero)),
            ("N.Unique", count(n_unique)),
            ("N.Same", count(d.n_same)),
            ("Frc.Avail", d.available),
            ("Frc.Unique", count(n_unique) / n),
        ];
        for (name, ours) in ours {
            let theirs = theirs.column(name)[at].unwrap();
            let scale = theirs.abs().max(1e-12);
            compare.cell(Some(three_digits(ours) / scale), Some(theirs / scale));
        }
    }
    compare.line()
}

/// COINr rounds the statistics to three significant digits: R's `signif` scales, then rounds halves
/// to even.
fn three_digits(x: f64) -> f64 {
    if x.abs() < f64::MIN_POSITIVE {
        return 0.0;
    }
    let exponent: i32 = format!("{x:e}").split_once('e').unwrap().1.parse().unwrap();
    let scale = 10_f64.powi((2 - exponent).abs());
    if exponent <= 2 {
        (x * scale).round_ties_even() / scale
    } else {
        (x / scale).round_ties_even() * scale
    }
}

fn flags() -> Line {
    let mut compare = Compare::new("raw_stats.csv", "flags").within(0.0);
    let theirs = vector!("raw_stats.csv");
    for (at, code) in theirs.texts("iCode").into_iter().enumerate() {
        let d = described(code);
        let ours = [
            ("Flag.Avail", d.flags.contains(&Flag::Scarce)),
            ("Flag.NonZero", d.flags.contains(&Flag::MostlyZero)),
            ("Flag.Unique", d.flags.contains(&Flag::Coarse)),
            ("Flag.SkewKurt", d.flags.contains(&Flag::Outlying)),
        ];
        for (name, ours) in ours {
            let theirs = theirs.texts(name)[at] != "ok";
            compare.cell(Some(f64::from(ours)), Some(f64::from(theirs)));
        }
    }
    compare.line()
}

fn correlations() -> Line {
    let mut compare = Compare::new("corr_l2_l3.csv", "Pearson, empty if p > 0.05");
    let (asem, theirs) = (Asem::equal(), vector!("corr_l2_l3.csv"));
    let means = Means::all(&asem.tree, Mean::Arithmetic);
    let rules = Rules { means: &means, scale: [0.0, 100.0], known_min: 0.0 };
    let table = vector!("normalised.csv").table(&asem.points);
    let scores = roll_up(&asem.tree, &table, None, &rules);
    let column = |code: &str| scores.column(asem.node(code));
    let pairs = theirs.texts("Var1").into_iter().zip(theirs.texts("Var2"));
    for ((a, b), theirs) in pairs.zip(theirs.column("Correlation")) {
        let r = pearson(&column(a), &column(b));
        compare.cell(r.filter(|r| p_value(*r, 51).unwrap() <= SIGNIFICANT), theirs);
    }
    compare.line()
}

fn alphas() -> Line {
    let mut compare = Compare::new("cronbach_treated.csv", "Cronbach's alpha");
    let (asem, treated) = (Asem::equal(), vector!("treated.csv"));
    let theirs = vector!("cronbach_treated.csv");
    for group in theirs.texts("group") {
        let columns: Vec<_> = asem.below(group).iter().map(|code| treated.column(code)).collect();
        compare.cell(cronbach(&columns), Some(theirs.of(group)));
    }
    compare.line()
}

/// COINr turns a component so that most loadings are positive; so are all of these.
fn loadings() -> Line {
    let mut compare = Compare::new("pca_weights_physical.csv", "first component");
    let (theirs, normalised) = (vector!("pca_weights_physical.csv"), vector!("normalised.csv"));
    let columns: Vec<_> =
        theirs.texts("iCode").into_iter().map(|code| normalised.column(code)).collect();
    let (ours, _) = principal_components(&columns).unwrap();
    compare.numbers(&ours, &theirs.numbers("Weight"));
    compare.line()
}
