//! The shape of expectations.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::manifest::at::At;
use crate::manifest::fitting::Params;
use crate::manifest::format::{ADDRESS, DAY, FILLED, REGION};

/// 探针作者的期望：已存的页面，和探针对它们该说什么。
/// What an author expects: saved pages, and what the probe should say of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "expected")]
pub(in crate::manifest) struct RawExpected {
    /// 期望格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: u32,
    /// 采集日期，如 `2019-01-15`；探针据此算“多少天前”。
    /// Day of collection, for example `2019-01-15`; probes count days back from it.
    #[schemars(regex(pattern = DAY))]
    pub(super) collected_on: String,
    /// 页面所属的地区。
    /// The region the pages are of.
    pub(super) place: RawPlace,
    /// 互相链接的一组页面，和对它们的期望；写 `[[site]]`。
    /// Pages that belong together, and what is expected of them; write `[[site]]`.
    #[serde(default)]
    pub(super) site: Vec<RawSite>,
}

/// 页面所属的地区。
/// The region the pages are of.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawPlace {
    /// 六位行政区划代码；`990100` 不属于任何真实地区。
    /// Six digits of GB/T 2260; `990100` is of no real region.
    #[schemars(regex(pattern = REGION))]
    pub(super) code: String,
    /// 全称，如 `示例市`。
    /// Full name, for example `示例市`.
    pub(super) name: String,
    /// 简称，如 `示例`。
    /// Short name, for example `示例`.
    pub(super) short_name: String,
}

/// 互相链接的一组页面，和对它们的期望。
/// Pages that belong together, and what is expected of them.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawSite {
    /// 名称，各组不同；`probe test` 用它称呼这一组。
    /// Its name, another for each; `probe test` calls the site by it.
    #[schemars(regex(pattern = FILLED))]
    pub(super) name: At<String>,
    /// 采集日期，与文件开头不同时写。
    /// Day of collection, where it is not that of the file.
    #[schemars(regex(pattern = DAY))]
    pub(super) collected_on: Option<String>,
    /// 地区，与文件开头不同时写。
    /// The region, where it is not that of the file.
    pub(super) place: Option<RawPlace>,
    /// 没存的页面：true 为没人应答，false 为不存在（404）。
    /// Of pages that were not saved: true where nobody answers, false where there is none (404).
    #[serde(default)]
    pub(super) silent: bool,
    /// 已存的页面；写 `[[site.page]]`。
    /// Saved pages; write `[[site.page]]`.
    #[serde(default)]
    pub(super) page: Vec<RawPage>,
    /// 取不到的网址；写 `[[site.missing]]`。
    /// Addresses that could not be had; write `[[site.missing]]`.
    #[serde(default)]
    pub(super) missing: Vec<RawMissing>,
    /// 期望；写 `[[site.expect]]`。
    /// What is expected; write `[[site.expect]]`.
    #[serde(default)]
    pub(super) expect: Vec<RawExpect>,
}

/// 一个已存的页面。
/// A saved page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawPage {
    /// 存页面的文件，相对于期望文件。
    /// The file it is saved in, relative to the file of expectations.
    #[schemars(regex(pattern = FILLED))]
    pub(super) file: At<String>,
    /// 页面的完整网址。
    /// Its absolute address.
    #[schemars(regex(pattern = ADDRESS))]
    pub(super) url: At<String>,
    /// 起始页的角色，如 `home`；不写的页面在探针要时才给。
    /// Its role where judging starts from it, for example `home`; without one it is given when a probe asks for it.
    #[schemars(regex(pattern = FILLED))]
    pub(super) role: Option<String>,
    /// HTTP 状态。
    /// The status of HTTP.
    #[serde(default = "ok")]
    #[schemars(range(min = 100, max = 999))]
    pub(super) status: u16,
    /// 服务器所说的类型，如 `text/html; charset=gbk`。
    /// As the server said it, for example `text/html; charset=gbk`.
    pub(super) content_type: Option<String>,
    /// 途中经过的网址，按先后。
    /// Addresses passed on the way, in order.
    #[serde(default)]
    pub(super) hops: Vec<At<String>>,
    /// 采集时记下的，各写名称和值，如 `[["elapsed-ms", "120"]]`。
    /// What was written down of how it came, each a name and a value, for example `[["elapsed-ms", "120"]]`.
    #[serde(default)]
    pub(super) remarks: Vec<At<Vec<String>>>,
}

fn ok() -> u16 {
    200
}

/// 一个取不到的网址。
/// An address that could not be had.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawMissing {
    /// 网址。
    /// The address.
    #[schemars(regex(pattern = FILLED))]
    pub(super) url: At<String>,
    /// 为什么取不到，如 `http-status`、`dns`；名称见 `docs/reference/errors.md`。
    /// Why not, for example `http-status`, `dns`; the names are in `docs/reference/errors.md`.
    pub(super) failure: At<String>,
    /// `failure` 为 `http-status` 时的状态。
    /// The status, where `failure` is `http-status`.
    #[schemars(range(min = 100, max = 999))]
    pub(super) status: Option<At<u16>>,
}

/// 对一条判据的一个期望：写 `finding` 或 `unknown`。
/// What is expected of a criterion: `finding` or `unknown`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawExpect {
    /// 探针内判据的名称。
    /// Name of the criterion within the probe.
    #[schemars(regex(pattern = FILLED))]
    pub(super) criterion: At<String>,
    /// 从哪个角色的页面开始；不写为判据的第一个。
    /// Role of the page judging starts from; the criterion's first if left out.
    #[schemars(regex(pattern = FILLED))]
    pub(super) role: Option<String>,
    /// 给判据的参数，写法与点位的相同。
    /// Parameters of the criterion, as a point has them.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub(super) params: Params,
    /// 应有的结论：true、false、数，或等级、文字；`"?"` 待填。
    /// What should be found: true, false, a number, or a grade or text; `"?"` is yet to be filled in.
    #[serde(default)]
    #[schemars(with = "serde_json::Value")]
    pub(super) finding: Option<At<toml::Value>>,
    /// 数的单位，如 `days`；不写则不比。
    /// Unit of a number, for example `days`; not compared if left out.
    pub(super) unit: Option<At<String>>,
    /// 应为未知时的原因，如 `not-stated`。
    /// The reason, where it should be unknown, for example `not-stated`.
    pub(super) unknown: Option<At<String>>,
    /// 应有一处引文含这些字。
    /// Some quote should hold these words.
    pub(super) quote: Option<At<String>>,
}
