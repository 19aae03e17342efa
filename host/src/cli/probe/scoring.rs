//! Whether the score rules of the points in a probe's folder can score what the probe finds, by the very
//! function that scores a round: a rule that cannot would only show as an unknown.

use std::collections::BTreeSet;

use crate::aggregate::{Mismatch, score_point};
use crate::manifest::{Diagnostics, Expectation, Expected, FolderPoints, Misscored, Wanted};
use crate::model::{Finding, Measure, ScoreRule, Text};

use super::said::said;

/// Nothing, if every point can score what is expected of its criterion and what was found.
///
/// # Errors
///
/// All that cannot, each at the score rule.
pub(super) fn scored(
    points: &FolderPoints,
    expected: &Expected,
    found: &[&Finding],
) -> Result<(), Diagnostics> {
    points.scored(expected, misscored(points, expected, found))
}

/// What the points cannot score of what is expected, and of `found`, which is in the order of expectations
/// and may be empty. Each misfit of a point is there once, with the expectation that shows it first.
pub(super) fn misscored(
    points: &FolderPoints,
    expected: &Expected,
    found: &[&Finding],
) -> Vec<Misscored> {
    let all = expected.sites.iter().flat_map(|site| &site.expectations);
    let expectations: Vec<&Expectation> = all.collect();
    let mut misscored = Vec::new();
    for (position, point) in points.points.iter().enumerate() {
        let mut told: BTreeSet<Mismatch> = BTreeSet::new();
        for (n, one) in expectations.iter().enumerate() {
            if *one.criterion.get_ref() != point.criterion {
                continue;
            }
            let wanted = finding(&one.wanted);
            for finding in wanted.iter().chain(found.get(n).copied()) {
                let Err(mismatch) = score_point(&point.rule, finding) else { continue };
                if told.insert(mismatch.clone()) {
                    let said = sentence(&point.id, finding, &mismatch);
                    let (hint, values) = what_fits(finding, mismatch);
                    let expectation = one.span.clone();
                    misscored.push(Misscored { point: position, expectation, said, hint, values });
                }
            }
        }
    }
    misscored
}

/// What is expected as a probe would say it. A word may be a grade or a text; it is held to be the one that
/// some rule can score.
fn finding(wanted: &Wanted) -> Option<Finding> {
    match wanted {
        Wanted::Truth(truth) => Some(Finding::Truth(*truth)),
        Wanted::Number(value, unit) => {
            let unit = unit.clone().unwrap_or_default();
            Some(Finding::Number(Measure { value: *value, unit }))
        }
        Wanted::Word(word) => Some(Finding::Grade(word.clone())),
        Wanted::ToFillIn | Wanted::Unknown(_) => None,
    }
}

fn sentence(point: &str, finding: &Finding, mismatch: &Mismatch) -> Text {
    let said = said(finding);
    Text {
        zh: format!("点位 `{point}` 的评分规则不能给结论 {said} 计分，处处会是未知 `bad-answer`"),
        en: format!("point `{point}` would be unknown for {said}: {mismatch}"),
    }
}

/// What to do, and the rules or grades that would be right.
fn what_fits(finding: &Finding, mismatch: Mismatch) -> (Text, Vec<String>) {
    let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
    if let Mismatch::NoSuchGrade { named, .. } = mismatch {
        return (text("规则写明的等级", "the grades it names"), named);
    }
    let fit = rules().into_iter().filter(|(_, rule)| score_point(rule, finding).is_ok());
    let mut fit: Vec<String> = fit.map(|(name, _)| name.to_owned()).collect();
    if matches!(finding, Finding::Grade(_)) {
        fit.push("grade".to_owned());
    }
    if fit.is_empty() {
        return (
            text(
                "没有规则给它计分：改判据的结论",
                "no rule scores it: let the criterion find something else",
            ),
            fit,
        );
    }
    (text("能给它计分的规则", "rules that score it"), fit)
}

/// A rule of every kind but `grade`, which depends on the grades it names.
fn rules() -> Vec<(&'static str, ScoreRule)> {
    let is = "x".to_owned();
    vec![
        ("bool", ScoreRule::Bool {}),
        ("ratio", ScoreRule::Ratio { target: 1.0, floor: None }),
        ("count", ScoreRule::Count { target: 1.0 }),
        ("count_log", ScoreRule::CountLog { target: 1.0 }),
        ("count_down", ScoreRule::CountDown { full: 0.0, zero: 1.0 }),
        ("steps", ScoreRule::Steps { full: 0.0, half: 1.0 }),
        ("formula", ScoreRule::Formula { is }),
        ("index", ScoreRule::Index { full: 1.0 }),
    ]
}
