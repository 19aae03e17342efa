//! `score.<kind> = { … }`: how a finding becomes a share of a point.

use std::collections::BTreeMap;
use std::rc::Rc;

use bluebook_index::formula::Formula;
use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::diagnostic::{Problem, Problems};
use super::format::FILLED;
use super::source::Source;
use super::text;
use crate::codes::Code;
use crate::model::ScoreRule;

/// 计分方式，只选一种：把所得变成 0 至 1 的得分。
/// How a finding becomes a score from 0 to 1; exactly one kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RawScore {
    /// 是得 1，否得 0。
    /// 1 if true, else 0.
    Bool {},
    /// 各档次的得分，0 至 1。
    /// The score of each named grade, 0 to 1.
    Grade(Grades),
    /// 低于 `floor` 得 0，否则 x / target，至多 1。
    /// 0 below `floor`, else x / target, at most 1.
    Ratio {
        /// 得满分的比例，0 至 1。
        /// Share that earns everything, 0 to 1.
        #[schemars(range(max = 1), extend("exclusiveMinimum" = 0))]
        target: f64,
        /// 低于此比例不得分。
        /// Share below which nothing is earned.
        #[schemars(range(min = 0, max = 1))]
        floor: Option<At<f64>>,
    },
    /// n / target，至多 1。
    /// n / target, at most 1.
    Count {
        /// 得满分的数量。
        /// Number that earns everything.
        #[schemars(extend("exclusiveMinimum" = 0))]
        target: f64,
    },
    /// ln(n + 1) / ln(target + 1)，至多 1。
    /// ln(n + 1) / ln(target + 1), at most 1.
    CountLog {
        /// 得满分的数量。
        /// Number that earns everything.
        #[schemars(extend("exclusiveMinimum" = 0))]
        target: f64,
    },
    /// 不多于 `full` 得 1，不少于 `zero` 得 0，其间按直线。
    /// 1 at or below `full`, 0 at or above `zero`, linear between.
    CountDown {
        /// 仍得满分的数量。
        /// Number that still earns everything.
        #[schemars(range(min = 0))]
        full: f64,
        /// 不再得分的数量。
        /// Number that earns nothing.
        #[schemars(range(min = 0))]
        zero: At<f64>,
    },
    /// 不多于 `full` 得 1，不多于 `half` 得 0.5，否则得 0；用于天数、点击数、毫秒。
    /// 1 at or below `full`, 0.5 at or below `half`, else 0; for days, clicks, milliseconds.
    Steps {
        /// 仍得满分的值。
        /// Value that still earns everything.
        #[schemars(range(min = 0))]
        full: f64,
        /// 仍得一半的值。
        /// Value that still earns half.
        #[schemars(range(min = 0))]
        half: At<f64>,
    },
    /// 数值 x 的公式，结果取到 0 至 1 之间；可用 + - * / ^ 括号和 min max ln exp sqrt abs。
    /// A formula of the number x, cut to 0 to 1: + - * / ^ brackets and min max ln exp sqrt abs.
    Formula {
        /// 公式，如 `min(1, ln(x + 1) / ln(21))`。
        /// The formula, for example `min(1, ln(x + 1) / ln(21))`.
        #[schemars(regex(pattern = FILLED))]
        is: At<String>,
    },
    /// index / full，至多 1。
    /// index / full, at most 1.
    Index {
        /// 得满分的指数。
        /// Index that earns everything.
        #[schemars(extend("exclusiveMinimum" = 0))]
        full: f64,
    },
}

/// 各档次的得分。
/// The score of each named grade.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("minProperties" = 1))]
pub(super) struct Grades(BTreeMap<String, Share>);

/// 得分，0 至 1。
/// A score, 0 to 1.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Share(#[schemars(range(min = 0, max = 1))] f64);

impl RawScore {
    /// Its key.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Bool {} => "bool",
            Self::Grade(_) => "grade",
            Self::Ratio { .. } => "ratio",
            Self::Count { .. } => "count",
            Self::CountLog { .. } => "count_log",
            Self::CountDown { .. } => "count_down",
            Self::Formula { .. } => "formula",
            Self::Steps { .. } => "steps",
            Self::Index { .. } => "index",
        }
    }

    /// The rule; parameters that contradict each other are reported.
    pub(super) fn check(&self, source: &Rc<Source>, problems: &mut Problems) -> ScoreRule {
        let mut wrong = |at: &At<f64>, zh: &str, en: &str| {
            problems.push(Problem::new(Code::ManifestScore, source, at.span(), text(zh, en)));
        };
        match self {
            Self::Bool {} => ScoreRule::Bool {},
            Self::Grade(Grades(grades)) => ScoreRule::Grade(
                grades.iter().map(|(name, share)| (name.clone(), share.0)).collect(),
            ),
            Self::Ratio { target, floor } => {
                if let Some(floor) = floor.as_ref().filter(|floor| floor.get() > target) {
                    wrong(floor, "`floor` 不能大于 `target`", "`floor` must not be above `target`");
                }
                ScoreRule::Ratio {
                    target: *target,
                    floor: floor.as_ref().map(|floor| *floor.get()),
                }
            }
            Self::Count { target } => ScoreRule::Count { target: *target },
            Self::CountLog { target } => ScoreRule::CountLog { target: *target },
            Self::CountDown { full, zero } => {
                if zero.get() <= full {
                    wrong(zero, "`zero` 须大于 `full`", "`zero` must be above `full`");
                }
                ScoreRule::CountDown { full: *full, zero: *zero.get() }
            }
            Self::Steps { full, half } => {
                if half.get() < full {
                    wrong(half, "`half` 不能小于 `full`", "`half` must not be below `full`");
                }
                ScoreRule::Steps { full: *full, half: *half.get() }
            }
            Self::Formula { is } => {
                if let Err(error) = Formula::parse(is.get()) {
                    let message = text("公式有误", error.to_string());
                    let hint = text(
                        "x 是所得的数，如 min(1, x / 20)",
                        "x is the number that was found, for example min(1, x / 20)",
                    );
                    problems.push(is.problem(Code::ManifestScore, source, message).hint(hint));
                }
                ScoreRule::Formula { is: is.get().clone() }
            }
            Self::Index { full } => ScoreRule::Index { full: *full },
        }
    }
}
