//! Findings as people type them: `yes`, `12`, a grade.

use crate::model::{Finding, Measure, Point, ScoreRule};

/// A text that is no finding of the point.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no value here: {wanted}")]
pub struct BadValue {
    /// What was typed.
    pub text: String,
    /// What could be.
    pub wanted: String,
}

/// Reads a finding as a person types it. `unit` is that of the machine's finding, if it has one.
///
/// # Errors
///
/// If the point's rule could not score it.
pub fn parse_value(point: &Point, text: &str, unit: Option<&str>) -> Result<Finding, BadValue> {
    let text = text.trim();
    let bad = || BadValue { text: text.to_owned(), wanted: wanted(&point.score) };
    match &point.score {
        ScoreRule::Bool {} => truth(text).map(Finding::Truth).ok_or_else(bad),
        ScoreRule::Grade(values) => {
            values.contains_key(text).then(|| Finding::Grade(text.to_owned())).ok_or_else(bad)
        }
        ScoreRule::CountDown { .. } | ScoreRule::Formula { .. } => {
            number(point, text, unit).ok_or_else(bad)
        }
        ScoreRule::Ratio { .. }
        | ScoreRule::Count { .. }
        | ScoreRule::CountLog { .. }
        | ScoreRule::Steps { .. }
        | ScoreRule::Index { .. } => match truth(text) {
            Some(false) => Ok(Finding::Truth(false)),
            Some(true) | None => number(point, text, unit).ok_or_else(bad),
        },
    }
}

/// A finding as [`parse_value`] reads it; empty where it is unknown.
pub fn value_text(finding: &Finding) -> String {
    match finding {
        Finding::Truth(true) => "yes".to_owned(),
        Finding::Truth(false) => "no".to_owned(),
        Finding::Number(measure) => measure.value.to_string(),
        Finding::Grade(text) | Finding::Text(text) => text.clone(),
        Finding::Unknown(_) => String::new(),
    }
}

/// The findings a person can choose with one key, best first; at most nine. Numbers are typed.
pub fn options(point: &Point) -> Vec<Finding> {
    /// One digit each.
    const OPTIONS_MAX: usize = 9;
    match &point.score {
        ScoreRule::Bool {} => vec![Finding::Truth(true), Finding::Truth(false)],
        ScoreRule::Grade(values) => {
            let mut grades: Vec<_> = values.iter().collect();
            grades.sort_by(|(_, a), (_, b)| b.total_cmp(a));
            let grades = grades.into_iter().map(|(grade, _)| Finding::Grade(grade.clone()));
            grades.take(OPTIONS_MAX).collect()
        }
        ScoreRule::Ratio { .. }
        | ScoreRule::Count { .. }
        | ScoreRule::CountLog { .. }
        | ScoreRule::Steps { .. }
        | ScoreRule::Index { .. } => vec![Finding::Truth(false)],
        ScoreRule::CountDown { .. } | ScoreRule::Formula { .. } => Vec::new(),
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "是" => Some(true),
        "no" | "false" | "否" | "无" => Some(false),
        _ => None,
    }
}

fn number(point: &Point, text: &str, unit: Option<&str>) -> Option<Finding> {
    let value: f64 = text.parse().ok()?;
    let unit = unit.unwrap_or(match &point.score {
        ScoreRule::Ratio { .. } => "share",
        ScoreRule::Count { .. } | ScoreRule::CountLog { .. } | ScoreRule::CountDown { .. } => {
            "items"
        }
        ScoreRule::Bool {}
        | ScoreRule::Grade(_)
        | ScoreRule::Steps { .. }
        | ScoreRule::Formula { .. }
        | ScoreRule::Index { .. } => "",
    });
    let is_quantity = value.is_finite() && value >= 0.0;
    is_quantity.then(|| Finding::Number(Measure { value, unit: unit.to_owned() }))
}

fn wanted(rule: &ScoreRule) -> String {
    match rule {
        ScoreRule::Bool {} => "yes 是 / no 否".to_owned(),
        ScoreRule::Grade(values) => {
            let names: Vec<&str> = values.keys().map(String::as_str).collect();
            format!("one of {}", names.join(", "))
        }
        ScoreRule::CountDown { .. } | ScoreRule::Formula { .. } => "a number from 0".to_owned(),
        ScoreRule::Ratio { .. }
        | ScoreRule::Count { .. }
        | ScoreRule::CountLog { .. }
        | ScoreRule::Steps { .. }
        | ScoreRule::Index { .. } => "a number from 0, or no 否 where there is nothing".to_owned(),
    }
}
