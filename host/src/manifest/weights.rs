//! Weights of siblings sum to 100.

use std::rc::Rc;

use super::at::At;
use super::diagnostic::Problems;
use super::source::Source;
use super::text;
use crate::codes::Code;
use crate::model::WeightPercent;

/// Decimal weights such as 33.3 + 33.3 + 33.4 are off by a few ulps.
const SUM_TOLERANCE: f64 = 1e-6;

/// Members of a sum that a message lists.
const LISTED_MAX: usize = 12;

/// One of several siblings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) source: &'a Rc<Source>,
    pub(super) id: &'a str,
    pub(super) weight: &'a At<WeightPercent>,
}

/// Reports siblings under `parent` (level 1 for `None`) whose weights do not sum to 100.
pub(super) fn check_sum(parent: Option<&str>, members: &[Member<'_>], problems: &mut Problems) {
    let sum: f64 = members.iter().map(|member| member.weight.get().percent()).sum();
    let Some(last) = members.last().filter(|_| (sum - 100.0).abs() > SUM_TOLERANCE) else { return };
    let sum = shown(sum);
    let message = match parent {
        Some(parent) => text(
            format!("`{parent}` 之下的权重之和为 {sum}，应为 100"),
            format!("weights under `{parent}` sum to {sum}, not 100"),
        ),
        None => text(
            format!("一级指标的权重之和为 {sum}，应为 100"),
            format!("weights of level 1 sum to {sum}, not 100"),
        ),
    };
    let mut list: Vec<String> = members
        .iter()
        .take(LISTED_MAX)
        .map(|member| format!("{} {}", member.id, shown(member.weight.get().percent())))
        .collect();
    if members.len() > LISTED_MAX {
        list.push(format!("… ({})", members.len()));
    }
    let list = list.join(" + ");
    let hint = text("各项如下", format!("the members: {list}"));
    problems.push(last.weight.problem(Code::ManifestWeights, last.source, message).hint(hint));
}

/// At most six decimals, no trailing zeros.
pub(super) fn shown(weight: f64) -> String {
    let digits = format!("{weight:.6}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}
