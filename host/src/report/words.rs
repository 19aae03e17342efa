//! Findings, rules and mismatches in words, Chinese and English.

use super::Percent;
use super::clean::clean;
use crate::aggregate::Mismatch;
use crate::model::{Finding, Measure, ScoreRule, Text};

/// From here on a number is written with an exponent; a probe may answer 1e300.
const PLAIN_NUMBER_MAX: f64 = 1e15;

/// What was found.
pub(super) fn finding(finding: &Finding) -> Text {
    match finding {
        Finding::Truth(true) => text("是", "yes"),
        Finding::Truth(false) => text("否", "no"),
        Finding::Number(measure) => quantity(measure),
        Finding::Grade(grade) => {
            let grade = clean(grade);
            text(format!("等级“{grade}”"), format!("grade \"{grade}\""))
        }
        Finding::Text(words) => {
            let words = clean(words);
            text(format!("文字“{words}”"), format!("text \"{words}\""))
        }
        Finding::Unknown(_) => text("未知", "unknown"),
    }
}

fn quantity(Measure { value, unit }: &Measure) -> Text {
    if unit == "share" && (0.0..=1.0).contains(value) {
        let percent = format!("{}%", Percent::of(*value));
        return text(percent.clone(), percent);
    }
    let number =
        if value.abs() < PLAIN_NUMBER_MAX { value.to_string() } else { format!("{value:e}") };
    let unit = clean(unit);
    let zh = match unit.as_str() {
        "days" => "天",
        "clicks" => "次点击",
        "items" => "项",
        "ms" => "毫秒",
        other => other,
    };
    text(format!("{number} {zh}"), format!("{number} {unit}"))
}

/// How the finding is scored.
pub(super) fn rule(rule: &ScoreRule) -> Text {
    match rule {
        ScoreRule::Bool {} => text("是得满分，否得零分", "yes is full, no is nothing"),
        ScoreRule::Grade(values) => {
            let values: Vec<_> =
                values.iter().map(|(grade, value)| format!("{}={value}", clean(grade))).collect();
            let values = values.join(", ");
            text(format!("按等级：{values}"), format!("by grade: {values}"))
        }
        ScoreRule::Ratio { target, floor: None } => {
            text(format!("比例，{target} 起满分"), format!("share, full from {target}"))
        }
        ScoreRule::Ratio { target, floor: Some(floor) } => text(
            format!("比例，{target} 起满分，低于 {floor} 零分"),
            format!("share, full from {target}, nothing below {floor}"),
        ),
        ScoreRule::Count { target } => {
            text(format!("数量，{target} 起满分"), format!("number, full from {target}"))
        }
        ScoreRule::CountLog { target } => text(
            format!("数量取对数，{target} 起满分"),
            format!("logarithm of the number, full from {target}"),
        ),
        ScoreRule::CountDown { full, zero } => text(
            format!("问题数，至多 {full} 满分，{zero} 起零分，其间线性"),
            format!("faults, full up to {full}, nothing from {zero}, linear between"),
        ),
        ScoreRule::Steps { full, half } => text(
            format!("至多 {full} 满分，至多 {half} 半分，否则零分"),
            format!("full up to {full}, half up to {half}, else nothing"),
        ),
        ScoreRule::Formula { is } => {
            text(format!("公式 {}", clean(is)), format!("formula {}", clean(is)))
        }
        ScoreRule::Index { full } => {
            text(format!("指数，{full} 起满分"), format!("index, full from {full}"))
        }
    }
}

/// Why a finding could not be scored.
pub(super) fn mismatch(mismatch: &Mismatch) -> Text {
    let zh = match mismatch {
        Mismatch::Kind { rule, finding: _ } => format!("判定的种类不合 `{rule}` 规则"),
        Mismatch::NoSuchGrade { grade, named } => {
            format!("规则没有等级“{}”，只有 {}", clean(grade), clean(&named.join(", ")))
        }
        Mismatch::NotAQuantity { value } => format!("`{value}` 不是数量"),
        Mismatch::BadRule { rule } => format!("`{rule}` 规则的参数无效"),
    };
    text(zh, clean(&mismatch.to_string()))
}

pub(super) fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}
