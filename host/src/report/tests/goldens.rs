//! Whole outputs against files in `tests/fixtures/report`; `BLESS=1` rewrites them.

use std::path::Path;

use super::super::{Coverage, Explanation, Part, Ranking, View, explain};
use super::example::{Example, example};
use crate::aggregate::{Focus, Group, score_region};
use crate::model::{IndicatorId, PointId};

#[track_caller]
pub(super) fn check(name: &str, write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) {
    let mut written = Vec::new();
    write(&mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    let steers = |c: char| c.is_control() && c != '\n';
    assert!(!written.replace("\r\n", "\n").contains(steers), "{name} holds a control character");
    assert!(!written.contains('\u{202e}'), "{name} turns the direction of writing");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/report").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let golden = std::fs::read(&path).unwrap_or_default();
    let golden = String::from_utf8(golden).unwrap();
    assert!(written == golden, "{name} differs; BLESS=1 rewrites it:\n{written}");
}

fn ranking(coverage_min: f64) -> Ranking {
    let Example { system, regions, scores, .. } = example();
    let group = Group::default();
    let view = View { focus: Focus::Total, group: &group, class_rule: None, coverage_min };
    Ranking::new(&system, &regions, &scores, view)
}

fn explanation(region: usize, part: Part<'_>) -> Explanation {
    let Example { system, regions, verdicts, scores } = example();
    explain(&system, &regions[region], &scores[region], &verdicts, part).unwrap()
}

#[test]
fn ranking_as_a_table() {
    check("ranking.txt", |out| ranking(0.0).write_table(out));
    check("ranking_coverage_min.txt", |out| ranking(0.6).write_table(out));
}

#[test]
fn ranking_for_programs() {
    check("ranking.csv", |out| ranking(0.0).write_csv(out));
    check("ranking.json", |out| ranking(0.0).write_json(out));
}

#[test]
fn explanation_of_a_region() {
    check("explain.txt", |out| explanation(0, Part::Whole).write_text(out));
    check("explain_hostile.txt", |out| explanation(1, Part::Whole).write_text(out));
    check("explain_unknown.txt", |out| explanation(2, Part::Whole).write_text(out));
}

#[test]
fn explanation_of_an_indicator() {
    let id = IndicatorId("A1".to_owned());
    check("explain_indicator.txt", |out| explanation(0, Part::Indicator(&id)).write_text(out));
    check("explain_indicator.json", |out| explanation(0, Part::Indicator(&id)).write_json(out));
    let above = IndicatorId("A".to_owned());
    let ids: Vec<_> =
        explanation(0, Part::Indicator(&above)).indicators.into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["A", "A1", "A2"]);
}

#[test]
fn explanation_of_a_point() {
    let id = PointId("A1-2".to_owned());
    check("explain_point.txt", |out| explanation(0, Part::Point(&id)).write_text(out));
}

#[test]
fn what_does_not_weigh_has_a_line_of_its_own() {
    let Example { mut system, regions, verdicts, .. } = example();
    system.indicators[3].part = crate::model::Part::Deduction { points: 20.0 };
    let score = score_region(&system, regions[0].code, &verdicts);
    let explanation = explain(&system, &regions[0], &score, &verdicts, Part::Whole).unwrap();
    check("explain_deduction.csv", |out| explanation.write_csv(out));
    let id = IndicatorId("B".to_owned());
    let part = explain(&system, &regions[0], &score, &verdicts, Part::Indicator(&id)).unwrap();
    check("explain_deduction.txt", |out| part.write_text(out));
}

#[test]
fn what_is_not_there_is_named() {
    #[track_caller]
    fn check(id: &str, hint: &str) {
        let Example { system, regions, verdicts, scores } = example();
        let wanted = IndicatorId(id.to_owned());
        let error = explain(&system, &regions[0], &scores[0], &verdicts, Part::Indicator(&wanted));
        let error = error.unwrap_err();
        let words = format!("the indicator system `2019` has no indicator or point `{id}`");
        assert!(error.to_string().ends_with(&words), "{error}");
        assert_eq!(error.hint, hint);
    }
    check("Z77", "指标有 indicators are: A, A1, A2, B");
    check("A1-22", "是不是 did you mean `A1-2`？");
}

#[test]
fn coverage_by_reason() {
    let Example { system, scores, .. } = example();
    check("coverage.txt", |out| Coverage::of(&system, &scores).write_text(out));
    check("coverage.json", |out| Coverage::of(&system, &scores).write_json(out));
    check("coverage_nothing.txt", |out| Coverage::of(&system, &[]).write_text(out));
}
