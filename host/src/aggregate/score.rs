//! From one finding to a score in `0..=1`, by the manifest's rule.

use bluebook_index::formula::Formula;

use crate::model::{Finding, ScoreRule, UnknownReason};

/// A finding after its rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scored {
    /// A score in `0..=1`, never `-0.0`.
    Known(f64),
    /// Left out, for this reason.
    Unknown(UnknownReason),
}

/// A finding that its rule cannot score. It counts as unknown with the reason
/// `bad-answer`: neither the region nor the rule's author earns a zero by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Mismatch {
    /// The rule asks for another kind of finding.
    #[error("a `{rule}` rule cannot score {finding}")]
    Kind {
        /// The rule as manifests name it.
        rule: &'static str,
        /// The finding with its article, for example `a number`.
        finding: &'static str,
    },
    /// The rule names other grades.
    #[error("the `grade` rule names no grade `{grade}`")]
    NoSuchGrade {
        /// The grade the judge gave.
        grade: String,
        /// The grades the rule names, for the hint.
        named: Vec<String>,
    },
    /// NaN, infinite or below zero.
    #[error("`{value}` is not a quantity")]
    NotAQuantity {
        /// The number as text, because NaN does not equal itself.
        value: String,
    },
    /// The rule's parameters give no share. `manifest` refuses such rules; a
    /// system read from elsewhere may still hold one.
    #[error("the parameters of the `{rule}` rule give no score between 0 and 1")]
    BadRule {
        /// The rule as manifests name it.
        rule: &'static str,
    },
}

/// The score of `finding` by `rule`.
///
/// | rule | number x | false | true |
/// |---|---|---|---|
/// | bool | – | 0 | 1 |
/// | ratio | 0 below floor, else min(x/target, 1) | 0: nothing there | – |
/// | count, index | min(x/target, 1) | 0: nothing there | – |
/// | `count_log` | min(ln(x+1)/ln(target+1), 1) | 0: nothing there | – |
/// | `count_down` | 1 up to full, 0 from zero on, linear between | – | – |
/// | formula | its value, cut to `0..=1` | – | – |
/// | steps | 1 up to full, 0.5 up to half, else 0 | 0: not found, no date | – |
///
/// A grade fits the `grade` rule only, and a text fits none: a person scores it.
/// `false` does not fit `count_down` and `formula`, where "nothing there" could mean "no
/// faults" as well as "nothing to look at".
///
/// # Errors
///
/// A [`Mismatch`] for every `–` above, for a grade the rule does not name, and
/// for a number that is NaN, infinite or negative.
pub fn score_point(rule: &ScoreRule, finding: &Finding) -> Result<Scored, Mismatch> {
    let share = match finding {
        Finding::Unknown(unknown) => return Ok(Scored::Unknown(unknown.reason)),
        Finding::Truth(truth) => of_truth(rule, *truth)?,
        Finding::Number(measure) => of_number(rule, measure.value)?,
        Finding::Grade(grade) => of_grade(rule, grade)?,
        Finding::Text(_) => return Err(kind(rule, "a text")),
    };
    if !(0.0..=1.0).contains(&share) {
        return Err(Mismatch::BadRule { rule: name(rule) });
    }
    // A finding of -0.0 passes as zero; adding 0.0 takes the sign away.
    Ok(Scored::Known(share + 0.0))
}

fn of_truth(rule: &ScoreRule, truth: bool) -> Result<f64, Mismatch> {
    match (rule, truth) {
        (ScoreRule::Bool {}, true) => Ok(1.0),
        (
            ScoreRule::Bool {}
            | ScoreRule::Ratio { .. }
            | ScoreRule::Count { .. }
            | ScoreRule::CountLog { .. }
            | ScoreRule::Steps { .. }
            | ScoreRule::Index { .. },
            false,
        ) => Ok(0.0),
        (
            ScoreRule::Grade(_)
            | ScoreRule::Ratio { .. }
            | ScoreRule::Count { .. }
            | ScoreRule::CountLog { .. }
            | ScoreRule::CountDown { .. }
            | ScoreRule::Formula { .. }
            | ScoreRule::Steps { .. }
            | ScoreRule::Index { .. },
            _,
        ) => Err(kind(rule, "yes or no")),
    }
}

fn of_number(rule: &ScoreRule, x: f64) -> Result<f64, Mismatch> {
    if !x.is_finite() || x < 0.0 {
        return Err(Mismatch::NotAQuantity { value: x.to_string() });
    }
    Ok(match rule {
        ScoreRule::Bool {} | ScoreRule::Grade(_) => return Err(kind(rule, "a number")),
        ScoreRule::Ratio { floor: Some(floor), .. } if x < *floor => 0.0,
        ScoreRule::Ratio { target, .. } | ScoreRule::Count { target } => capped(x / target),
        ScoreRule::CountLog { target } => capped(x.ln_1p() / target.ln_1p()),
        ScoreRule::CountDown { full, .. } if x <= *full => 1.0,
        ScoreRule::CountDown { zero, .. } if x >= *zero => 0.0,
        ScoreRule::CountDown { full, zero } => (zero - x) / (zero - full),
        ScoreRule::Steps { full, .. } if x <= *full => 1.0,
        ScoreRule::Steps { half, .. } if x <= *half => 0.5,
        ScoreRule::Steps { .. } => 0.0,
        ScoreRule::Formula { is } => of_formula(is, x).unwrap_or(f64::NAN),
        ScoreRule::Index { full } => capped(x / full),
    })
}

fn of_grade(rule: &ScoreRule, grade: &str) -> Result<f64, Mismatch> {
    match rule {
        ScoreRule::Grade(values) => {
            values.get(grade).copied().ok_or_else(|| Mismatch::NoSuchGrade {
                grade: grade.to_owned(),
                named: values.keys().cloned().collect(),
            })
        }
        ScoreRule::Bool {}
        | ScoreRule::Ratio { .. }
        | ScoreRule::Count { .. }
        | ScoreRule::CountLog { .. }
        | ScoreRule::CountDown { .. }
        | ScoreRule::Formula { .. }
        | ScoreRule::Steps { .. }
        | ScoreRule::Index { .. } => Err(kind(rule, "a grade")),
    }
}

/// The value of a formula, from 0 to 1; `None` where it has none.
fn of_formula(is: &str, x: f64) -> Option<f64> {
    Some(Formula::parse(is).ok()?.at(x)?.clamp(0.0, 1.0))
}

/// At most 1; NaN stays NaN, which `f64::min` would turn into a full score.
fn capped(share: f64) -> f64 {
    if share > 1.0 { 1.0 } else { share }
}

fn kind(rule: &ScoreRule, finding: &'static str) -> Mismatch {
    Mismatch::Kind { rule: name(rule), finding }
}

/// The rule as manifests name it.
fn name(rule: &ScoreRule) -> &'static str {
    match rule {
        ScoreRule::Bool {} => "bool",
        ScoreRule::Grade(_) => "grade",
        ScoreRule::Ratio { .. } => "ratio",
        ScoreRule::Count { .. } => "count",
        ScoreRule::CountLog { .. } => "count_log",
        ScoreRule::CountDown { .. } => "count_down",
        ScoreRule::Formula { .. } => "formula",
        ScoreRule::Steps { .. } => "steps",
        ScoreRule::Index { .. } => "index",
    }
}
