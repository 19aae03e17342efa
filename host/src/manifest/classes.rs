//! `classes.<kind> = { … }`: where the cuts between classes come from.

use schemars::JsonSchema;
use serde::Deserialize;

use super::text;
use crate::model::{ClassRule, Text};

/// 分数线怎样定，只选一种。
/// Where the cuts come from; exactly one kind.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum RawClassRule {
    /// 各类的 `at_least`。
    /// `at_least` of each class.
    Fixed {},
    /// 按比例：各条线之上的地区占百分之几。
    /// By quota: the share of the regions above each cut.
    Quantile {
        /// 百分数，由小到大，比类别少一个，如 `[4, 65, 96]`。
        /// Per cent, rising, one less than classes, for example `[4, 65, 96]`.
        #[schemars(inner(range(min = 0, max = 100)))]
        above: Vec<f64>,
    },
    /// 均值加若干个标准差。
    /// The mean and so many standard deviations.
    Deviation {
        /// 标准差的倍数，由大到小，比类别少一个，如 `[1.5, 0, -1.5]`。
        /// Standard deviations above the mean, falling, one less than classes, for example `[1.5, 0, -1.5]`.
        k: Vec<f64>,
    },
    /// 自然断点（Jenks），精确解。
    /// Natural breaks (Jenks), exactly.
    Jenks {},
}

impl RawClassRule {
    pub(super) fn rule(&self) -> ClassRule {
        match self {
            Self::Fixed {} => ClassRule::Fixed,
            Self::Quantile { above } => ClassRule::Quantile { above: above.clone() },
            Self::Deviation { k } => ClassRule::Deviation { k: k.clone() },
            Self::Jenks {} => ClassRule::Jenks,
        }
    }

    /// What is said where numbers are not one less than the classes, or out of order.
    pub(super) fn misfit(n_classes: usize) -> Text {
        let n = n_classes.saturating_sub(1);
        text(
            format!("须有 {n} 个数，quantile 由小到大，deviation 由大到小"),
            format!("numbers wanted: {n}, rising for `quantile`, falling for `deviation`"),
        )
    }
}
