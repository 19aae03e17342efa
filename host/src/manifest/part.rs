//! `part.<kind> = { … }` of an indicator of level 1: what it does to the total beside weighing.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::model::Part;

/// 在总分中的作用，只选一种。
/// What it does to the total; exactly one kind.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RawPart {
    /// 其下任一点位已知不满分，总分即不计，归入最末一类。
    /// Where a point below it is known to score less than 1 the total does not count, and the last class is the region's.
    Veto {},
    /// 加权总分达到 `above` 的，另加至多 `points` 分。
    /// Adds up to `points` to a weighted total that reaches `above`.
    Bonus {
        /// 至多加的分数，满分为 100。
        /// The most it adds, in points of 100.
        #[schemars(range(max = 100), extend("exclusiveMinimum" = 0))]
        points: f64,
        /// 自多少分起加分，0 至 100。
        /// The total from which on it adds, 0 to 100.
        #[schemars(range(min = 0, max = 100))]
        above: f64,
    },
    /// 未得满分的部分从总分中扣去，至多 `points` 分。
    /// Takes what is short of its full score from the total, up to `points`.
    Deduction {
        /// 至多扣的分数，满分为 100。
        /// The most it takes, in points of 100.
        #[schemars(range(max = 100), extend("exclusiveMinimum" = 0))]
        points: f64,
    },
    /// 总分乘以系数：得 0 时为 `least`，得满分时为 100 %，其间按直线。
    /// Multiplies the total by `least` at a score of 0, by 100 per cent at full score, linear between.
    Multiplier {
        /// 最小的系数，百分比。
        /// The least factor, in per cent.
        #[schemars(range(min = 0, max = 100))]
        least: f64,
    },
    /// 其下任一点位已知不满分，总分至多 `at_most`。
    /// Where a point below it is known to score less than 1 the total is at most `at_most`.
    Cap {
        /// 至多的总分，0 至 100。
        /// The most the total can be, 0 to 100.
        #[schemars(range(min = 0, max = 100))]
        at_most: f64,
    },
}

impl From<RawPart> for Part {
    fn from(raw: RawPart) -> Self {
        match raw {
            RawPart::Veto {} => Self::Veto,
            RawPart::Bonus { points, above } => Self::Bonus { points, above },
            RawPart::Deduction { points } => Self::Deduction { points },
            RawPart::Multiplier { least } => Self::Multiplier { least },
            RawPart::Cap { at_most } => Self::Cap { at_most },
        }
    }
}
