//! Vetoes, bonuses, deductions, multipliers, caps.

use super::super::{rank, score_region};
use super::sketch::{parse, region, text};
use crate::model::{Basis, ClassCut, Part};

/// A sketch of three indicators, of which the second is a veto and the third a bonus of 30 points from
/// 80 on. Expects total, bounds, vetoing points and class.
#[track_caller]
fn check(line: &str, total: &str, bounds: [f64; 2], vetoes: &[usize], class: Option<usize>) {
    let (mut system, verdicts) = parse(line);
    system.indicators[1].part = Part::Veto;
    system.indicators[2].part = Part::Bonus { points: 30.0, above: 80.0 };
    let cuts = [("合格", 60.0), ("不合格", 0.0)];
    let cuts =
        cuts.map(|(title, at_least)| ClassCut { title: text(title), at_least, basis: Basis::Ours });
    let score = score_region(&system, region(440_100), &verdicts);
    let shown = score.total.score.map_or("-".to_owned(), |total| format!("{total:.3}"));
    assert_eq!(shown, total, "{line}");
    for (found, expected) in [score.total.lower, score.total.upper].iter().zip(bounds) {
        assert!((found - expected).abs() < 1e-9, "{line}: {found} and not {expected}");
    }
    assert_eq!(score.vetoes, vetoes, "{line}");
    let place = rank(&[score], &cuts, 0.0)[0];
    assert_eq!((place.class, place.rank.is_some()), (class, vetoes.is_empty()), "{line}");
}

#[test]
fn a_veto_weighs_nothing_and_lets_nothing_count() {
    check("100[100:0.7] 0[50:1 50:1] 0[100:0]", "0.700", [0.7, 0.7], &[], Some(0));
    check("100[100:0.7] 0[50:1 50:0] 0[100:0]", "0.700", [0.7, 0.7], &[2], Some(1));
    check("100[100:0.7] 0[50:0.9 50:0] 0[100:0]", "0.700", [0.7, 0.7], &[1, 2], Some(1));
    check("100[100:0.7] 0[50:1 50:?] 0[100:0]", "0.700", [0.7, 0.7], &[], Some(0));
    check("100[100:0.7] 0[50:1,0 50:1] 0[100:0]", "0.700", [0.7, 0.7], &[1], Some(1));
}

#[test]
fn a_bonus_is_for_what_is_good_enough() {
    check("100[100:0.8] 0[100:1] 0[100:0.5]", "0.950", [0.95, 0.95], &[], Some(0));
    check("100[100:0.79] 0[100:1] 0[100:0.5]", "0.790", [0.79, 0.79], &[], Some(0));
    check("100[100:1] 0[100:1] 0[100:1]", "1.300", [1.3, 1.3], &[], Some(0));
}

#[test]
fn what_is_unknown_widens_the_bounds_only() {
    check("100[100:0.9] 0[100:1] 0[100:?]", "0.900", [0.9, 1.2], &[], Some(0));
    check("100[50:0.9 50:?] 0[100:1] 0[100:1]", "1.200", [0.45, 1.25], &[], Some(0));
    check("100[50:0.7 50:?] 0[100:1] 0[100:1]", "0.700", [0.35, 1.15], &[], Some(0));
}

/// A sketch of two indicators, of which the second is `part`. Expects total and bounds.
#[track_caller]
fn check_part(part: Part, line: &str, total: &str, bounds: [f64; 2]) {
    let (mut system, verdicts) = parse(line);
    system.indicators[1].part = part;
    let score = score_region(&system, region(440_100), &verdicts);
    let shown = score.total.score.map_or("-".to_owned(), |total| format!("{total:.3}"));
    assert_eq!(shown, total, "{line}");
    for (found, expected) in [score.total.lower, score.total.upper].iter().zip(bounds) {
        assert!((found - expected).abs() < 1e-9, "{line}: {found} and not {expected}");
    }
}

#[test]
fn a_deduction_takes_what_is_short_and_never_more_than_there_is() {
    let part = Part::Deduction { points: 20.0 };
    check_part(part, "100[100:0.7] 0[100:1]", "0.700", [0.7, 0.7]);
    check_part(part, "100[100:0.7] 0[100:0.25]", "0.550", [0.55, 0.55]);
    check_part(part, "100[100:0.1] 0[100:0]", "0.000", [0.0, 0.0]);
    // The unknown takes nothing from the score and everything from the lower bound.
    check_part(part, "100[100:0.7] 0[100:?]", "0.700", [0.5, 0.7]);
    check_part(part, "100[100:?] 0[100:0]", "-", [0.0, 0.8]);
}

#[test]
fn a_multiplier_is_whole_at_full_score() {
    let part = Part::Multiplier { least: 50.0 };
    check_part(part, "100[100:0.8] 0[100:1]", "0.800", [0.8, 0.8]);
    check_part(part, "100[100:0.8] 0[100:0]", "0.400", [0.4, 0.4]);
    check_part(part, "100[100:0.8] 0[100:0.5]", "0.600", [0.6, 0.6]);
    check_part(part, "100[100:0.8] 0[100:?]", "0.800", [0.4, 0.8]);
}

#[test]
fn a_cap_holds_where_a_point_is_known_to_fall_short() {
    let part = Part::Cap { at_most: 60.0 };
    check_part(part, "100[100:0.9] 0[50:1 50:1]", "0.900", [0.9, 0.9]);
    check_part(part, "100[100:0.9] 0[50:1 50:0.5]", "0.600", [0.6, 0.6]);
    check_part(part, "100[100:0.4] 0[50:1 50:0]", "0.400", [0.4, 0.4]);
    check_part(part, "100[100:0.9] 0[50:1 50:?]", "0.900", [0.6, 0.9]);
}
