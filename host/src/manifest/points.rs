//! `points/*.toml`: evaluation points, one file per lowest indicator or per addition.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::fitting::Params;
use super::format::{FILLED, ID, NAME};
use super::rules::{Count, Elements, Freshness, Keyword, Link, RuleTables};
use super::score::RawScore;
use crate::model::{Basis, Collect, PointBasis, WeightPercent};

/// 一个三级指标（最低一级指标）的评价点位。
/// Evaluation points of one lowest indicator.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "points")]
pub(super) struct RawPoints {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 所属指标的编号；该指标之下不能再有指标。
    /// Id of the indicator the points belong to; it has no indicators below.
    #[schemars(regex(pattern = ID))]
    pub(super) indicator: At<String>,
    /// 写 `"scale"`：本文件的点位直接占指标的百分比，其他文件的点位按比例缩小让出。
    /// `"scale"`: the points of this file take their weights, those of other files shrink to the rest.
    pub(super) siblings: Option<Siblings>,
    /// 本文件的权重和计分方式是谁的，除非点位另写。
    /// Whose weights and score rules of this file are, unless a point says otherwise.
    pub(super) basis: RawBasis,
    /// 评价点位；同一指标的权重之和为 100。
    /// The points; weights of one indicator sum to 100.
    #[schemars(length(min = 1))]
    pub(super) point: Vec<RawPoint>,
}

/// 权重和计分方式的依据。
/// Whose weights and score rules are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBasis {
    /// 权重的依据：`book` 原书，`inferred` 推定，`standard` 公开的标准，`ours` 自拟。
    /// Of weights: `book` printed there, `inferred` from it, `standard` a published one, `ours`.
    #[schemars(with = "String", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    weight: Basis,
    /// 计分方式及其阈值的依据：`book` 原书，`inferred` 推定，`standard` 公开的标准，`ours` 自拟。
    /// Of score rules and thresholds: `book` printed there, `inferred` from it, `standard` a published one, `ours`.
    #[schemars(with = "String", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    score: Basis,
}

/// 一个点位自己的依据。
/// Whose the numbers of one point are.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOwnBasis {
    /// 权重的依据：`book`、`inferred`、`standard`、`ours`。
    /// Of its weight: `book`, `inferred`, `standard`, `ours`.
    #[schemars(with = "Option<String>", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    weight: Option<Basis>,
    /// 计分方式及其阈值的依据：`book`、`inferred`、`standard`、`ours`。
    /// Of its score rule and thresholds: `book`, `inferred`, `standard`, `ours`.
    #[schemars(with = "Option<String>", extend("enum" = ["book", "inferred", "standard", "ours"]))]
    score: Option<Basis>,
}

impl RawBasis {
    /// What holds for a point of the file.
    pub(super) fn of(&self, own: &RawOwnBasis) -> PointBasis {
        PointBasis {
            weight: own.weight.unwrap_or(self.weight),
            score: own.score.unwrap_or(self.score),
        }
    }
}

/// 给复核人的说明。
/// What a person does.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHuman {
    /// 步骤，以及什么算哪种结论，中文；不得要求向网站提交有害的内容。
    /// The steps and what counts as which finding, in Chinese; never to submit anything harmful.
    #[schemars(regex(pattern = FILLED))]
    pub(super) zh: String,
    /// 步骤，以及什么算哪种结论，英文。
    /// The steps and what counts as which finding, in English.
    #[schemars(regex(pattern = FILLED))]
    pub(super) en: String,
    /// 附给复核人看的起始页的角色，如 `home`。
    /// Roles of the start pages the person is shown, for example `home`.
    #[schemars(length(min = 1), inner(regex(pattern = NAME)))]
    pub(super) pages: Vec<String>,
}

/// What becomes of the points of other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Siblings {
    Scale,
}

/// What is judged by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Per {
    Page,
}

/// 由探针的某条判据判断。
/// The criterion of a probe that judges.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawJudge {
    /// 探针（点位族）的名称，须列在 probes.toml 里。
    /// Family of the probe, listed in probes.toml.
    #[schemars(regex(pattern = NAME))]
    pub(super) probe: At<String>,
    /// 探针内判据的名称。
    /// Name of the criterion within it.
    #[schemars(regex(pattern = NAME))]
    pub(super) criterion: At<String>,
}

/// 一个评价点位。
/// An evaluation point.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPoint {
    /// 编号，全局唯一，如 `A3.1-2`。
    /// Unique, for example `A3.1-2`.
    #[schemars(regex(pattern = ID))]
    pub(super) id: At<String>,
    /// 中文名称。
    /// Name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    pub(super) zh: String,
    /// 英文名称。
    /// Name in English.
    #[schemars(regex(pattern = FILLED))]
    pub(super) en: String,
    /// 占所属指标的百分比，0 至 100；同一指标的点位之和为 100。
    /// Share of the indicator, in per cent; points of one indicator sum to 100.
    #[schemars(with = "f64", range(min = 0, max = 100))]
    pub(super) weight: At<WeightPercent>,
    /// 采集方式：`http` 直接抓取，`json` 列表接口，`render` 需浏览器，`login` 需账号，`social` 新媒体数据，`store` 应用商店，`human` 人工，`hybrid` 机器采集人工确认。
    /// How the material is got: `http` plain fetch, `json` list endpoint, `render` needs a browser, `login` needs an account, `social` new-media data, `store` app store, `human` a person, `hybrid` a machine and a person.
    #[schemars(with = "String", extend("enum" = ["http", "json", "render", "login", "social", "store", "human", "hybrid"]))]
    pub(super) collect: Collect,
    /// 从哪个角色的页面开始判断，如 `home`。
    /// Role of the page judging starts from, for example `home`.
    #[schemars(regex(pattern = NAME))]
    pub(super) role: String,
    /// 写 `"page"`：该角色的每个页面分别判断，取平均。
    /// `"page"`: every page of the role is judged by itself, and the score is the mean.
    pub(super) per: Option<Per>,
    /// 什么算证据，写给人看。
    /// What counts as evidence, for people.
    #[schemars(regex(pattern = FILLED))]
    pub(super) evidence: String,
    /// 点位的出处。
    /// Where the point comes from.
    #[schemars(regex(pattern = FILLED))]
    pub(super) source: String,
    /// 本点位的依据，不同于文件开头所写时写。
    /// Whose its numbers are, where that differs from the head of the file.
    #[serde(default)]
    pub(super) basis: RawOwnBasis,
    /// 由人判断时给复核人的说明；`collect` 为 `human`、`hybrid`、`login` 而没有判断者时须写。
    /// What a person does; needed where `collect` is `human`, `hybrid` or `login` and nothing else judges.
    pub(super) human: Option<RawHuman>,
    /// 计分方式。
    /// How the finding is scored.
    pub(super) score: At<RawScore>,
    /// 由哪个探针的哪条判据判断；与规则表二选一。
    /// The criterion that judges; not together with rule tables.
    pub(super) judge: Option<At<RawJudge>>,
    /// 给判断者的参数，键由判据规定；文本照写，其他值变成 JSON。
    /// Parameters of the criterion: text as it is, everything else as JSON.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(super) params: Params,
    /// 规则：词语。
    /// Rules about words.
    #[serde(default)]
    keyword: Vec<At<Keyword>>,
    /// 规则：链接。
    /// Rules about links.
    #[serde(default)]
    link: Vec<At<Link>>,
    /// 规则：时效。
    /// Rules about dates.
    #[serde(default)]
    freshness: Vec<At<Freshness>>,
    /// 规则：计数。
    /// Rules about numbers of elements.
    #[serde(default)]
    count: Vec<At<Count>>,
    /// 规则：要素。
    /// Rules about labels.
    #[serde(default)]
    elements: Vec<At<Elements>>,
}

impl RawPoint {
    /// Its rule tables.
    pub(super) fn rules(&self) -> RuleTables<'_> {
        let Self { keyword, link, freshness, count, elements, .. } = self;
        RuleTables { keyword, link, freshness, count, elements }
    }
}
