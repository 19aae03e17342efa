//! Differences by cause.

use proptest::prelude::*;

use super::super::{Cause, Changes, Comparison, Counted, Side};
use super::properties::cases;
use super::sketch;
use crate::model::{
    Digest, Finding, IndicatorSystem, Part, ScoreRule, UnknownReason, Verdict, WeightPercent,
};

fn counted(verdicts: &[Verdict]) -> Counted<'_> {
    Counted { verdicts, marks: &[] }
}

/// A system, its verdicts and its collection day.
type Round = (IndicatorSystem, Vec<Verdict>, &'static str);

fn compared<T>(
    before: &Round,
    after: &Round,
    look: impl FnOnce(&Comparison<'_>, Changes) -> T,
) -> T {
    let [old, new] = [before, after].map(|(system, _, day)| Side { system, collected_on: day });
    let mut comparison = Comparison::new(old, new).unwrap();
    comparison.take(sketch::region(440_100), counted(&before.1), counted(&after.1));
    let changes = comparison.changes().unwrap();
    look(&comparison, changes)
}

fn round(line: &str) -> Round {
    let (system, verdicts) = sketch::parse(line);
    (system, verdicts, "2019-01-15")
}

/// What the causes of a difference are, and what each adds in hundredths of a point.
#[track_caller]
fn check(before: &Round, after: &Round, expected: &[(Cause, f64)]) {
    compared(before, after, |comparison, changes| {
        assert_eq!(changes.causes, expected.iter().map(|(cause, _)| *cause).collect::<Vec<_>>());
        let parts = &changes.regions[0].parts;
        let near =
            parts.iter().zip(expected).all(|(part, (_, points))| (part - points).abs() < 1e-9);
        assert!(near, "{parts:?}");
        let of_points = comparison.points(sketch::region(440_100));
        let sum: f64 = of_points.iter().map(|one| one.part.by_score + one.part.by_weight).sum();
        let [before, after] = changes.regions[0].totals.map(Option::unwrap);
        assert!((sum - (after - before)).abs() < 1e-9, "{of_points:?}");
    });
}

/// The only verdict otherwise.
fn with(line: &str, change: impl FnOnce(&mut Verdict)) -> Round {
    let mut round = round(line);
    change(&mut round.1[0]);
    round
}

#[test]
fn one_input_of_a_verdict_is_the_cause() {
    let before = round("100[50:0.2 50:1]");
    let after = "100[50:0.6 50:1]";
    check(&before, &with(after, |v| v.provenance.n_pages = 2), &[(Cause::Page, 0.2)]);
    check(
        &before,
        &with(after, |v| v.provenance.probe = Some(Digest::of(b"p"))),
        &[(Cause::Probe, 0.2)],
    );
    check(
        &before,
        &with(after, |v| v.provenance.criterion = "d".to_owned()),
        &[(Cause::Asked, 0.2)],
    );
    check(&before, &round(after), &[(Cause::Unexplained, 0.2)]);
    let (system, verdicts, _) = round(after);
    check(&before, &(system, verdicts, "2020-01-15"), &[(Cause::Day, 0.2)]);
    let several = |v: &mut Verdict| {
        v.provenance.n_pages = 2;
        v.provenance.contract = "0.2.0".to_owned();
    };
    check(&before, &with(after, several), &[(Cause::Several, 0.2)]);
    check(&before, &with("100[50:0.2 50:1]", several), &[]);
}

#[test]
fn a_page_that_is_not_had_is_no_other_page() {
    let before = round("100[50:0.2 50:1]");
    check(&before, &round("100[50:? 50:1]"), &[(Cause::Collection, 0.4)]);
    let off = |v: &mut Verdict| v.finding = Finding::unknown(UnknownReason::SwitchedOff, "");
    check(&before, &with("100[50:0.2 50:1]", off), &[(Cause::Asked, 0.4)]);
    let gone = |v: &mut Verdict| v.finding = Finding::unknown(UnknownReason::ProbeMissing, "");
    check(&before, &with("100[50:0.2 50:1]", gone), &[(Cause::Probe, 0.4)]);
    check(&before, &round("100[50:- 50:1]"), &[(Cause::Asked, 0.4)]);
}

#[test]
fn rules_weights_and_points_are_told_apart() {
    let before = round("100[50:0.2 50:1]");
    let mut rule = before.clone();
    rule.0.points[0].score = ScoreRule::Index { full: 0.5 };
    check(&before, &rule, &[(Cause::Rule, 0.1)]);
    check(&before, &round("100[75:0.2 25:1]"), &[(Cause::Weight, -0.2)]);
    // The others shrink to make room: nothing but the set of points has changed.
    check(&before, &round("100[40:0.2 40:1 20:1]"), &[(Cause::PointSet, 0.08)]);
    check(&before, &round("100[100:0.2]"), &[(Cause::PointSet, -0.4)]);
    let mut both = round("100[75:0.2 25:1]");
    both.1[0] = with("100[50:0.6 50:1]", |v| v.provenance.n_pages = 2).1[0].clone();
    // 0.4 more at half or three quarters of the weight: the mean of both.
    check(&before, &both, &[(Cause::Page, 0.25), (Cause::Weight, -0.15)]);
}

#[test]
fn bonuses_are_split_too() {
    let with_bonus = |line: &str, points| {
        let mut round = round(line);
        round.0.indicators[1].part = Part::Bonus { points, above: 60.0 };
        round.0.indicators[1].weight = WeightPercent::new(0.0).unwrap();
        round
    };
    let before = with_bonus("100[100:0.8] 0[100:0.5]", 10.0);
    let after = with_bonus("100[100:0.8] 0[100:0.5]", 20.0);
    compared(&before, &after, |_, changes| {
        assert_eq!(changes.causes, [Cause::Weight]);
        assert!((changes.regions[0].parts[0] - 0.05).abs() < 1e-9, "{changes:?}");
    });
}

#[test]
fn what_is_unknown_on_a_side_has_no_parts() {
    compared(&round("100[100:?]"), &round("100[100:1]"), |_, changes| {
        assert_eq!(
            (changes.regions[0].parts.len(), changes.regions[0].totals),
            (0, [None, Some(1.0)])
        );
    });
}

proptest! {
    #[test]
    fn parts_sum_to_the_difference(
        before in cases(), after in cases(), inputs in proptest::collection::vec(0..5_u8, 100),
    ) {
        let mut after = after;
        for (verdict, input) in after.1.iter_mut().zip(inputs) {
            match input {
                0 => verdict.provenance.n_pages = 9,
                1 => verdict.provenance.contract = "0.2.0".to_owned(),
                2 => verdict.provenance.criterion = "other".to_owned(),
                _ => {}
            }
        }
        let (before, after) = ((before.0, before.1, "a"), (after.0, after.1, "b"));
        compared(&before, &after, |comparison, changes| {
            let change = &changes.regions[0];
            if let [Some(old), Some(new)] = change.totals {
                let sum: f64 = change.parts.iter().sum();
                prop_assert!((sum - (new - old)).abs() < 1e-9, "{changes:?}");
                let points = comparison.points(sketch::region(440_100));
                let sum: f64 = points.iter().map(|one| one.part.by_score + one.part.by_weight).sum();
                prop_assert!((sum - (new - old)).abs() < 1e-9, "{points:?}");
            }
            Ok(())
        })?;
        compared(&before, &before, |_, changes| {
            prop_assert!(changes.causes.is_empty(), "{changes:?}");
            Ok(())
        })?;
    }
}
