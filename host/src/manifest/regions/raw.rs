//! The shape of the files of regions and of the country's.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::manifest::at::At;
use crate::manifest::format::{ADDRESS, FILLED, NAME, REGION, YEAR};
use crate::model::{Area, Channel};

/// 一个省（自治区）的地级行政区。
/// The prefecture-level regions of one province.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "regions")]
pub(in crate::manifest) struct RawProvince {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 省级行政区划代码，如 `440000`。
    /// Code of the province, for example `440000`.
    #[schemars(regex(pattern = REGION))]
    pub(super) province: At<String>,
    /// 省的名称。
    /// Name of the province.
    #[schemars(regex(pattern = FILLED))]
    pub(super) zh: String,
    /// 全省各地区继承的起始页；网址里的 `{code}` 换成地区代码，`{province}` 换成省代码。
    /// Start pages that the regions inherit; `{code}` in an address is the region's code, `{province}` the province's.
    #[serde(default)]
    pub(super) page: Vec<RawPage>,
    /// 在全省停用的探针或点位。
    /// Probes or points switched off for the whole province.
    #[serde(default)]
    pub(super) disable: Vec<At<RawSwitch>>,
    /// 全国停用、在本省恢复的探针或点位。
    /// Probes or points switched off for the country and on again for the province.
    #[serde(default)]
    pub(super) enable: Vec<At<RawSwitch>>,
    /// 地级行政区。
    /// The regions.
    #[schemars(length(min = 1))]
    pub(super) region: Vec<RawRegion>,
}

/// 一个地级行政区。
/// A prefecture-level region.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawRegion {
    /// 行政区划代码（GB/T 2260），如 `440100`。
    /// Code of GB/T 2260, for example `440100`.
    #[schemars(regex(pattern = REGION))]
    pub(super) code: At<String>,
    /// 全称。
    /// Full name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    pub(super) zh: String,
    /// 英文名称；不写则用全称。
    /// Name in English; the Chinese one if left out.
    #[schemars(regex(pattern = FILLED))]
    pub(super) en: Option<String>,
    /// 简称。
    /// Short name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    pub(super) short: String,
    /// 所属区域：`east` 东部、`central` 中部、`west` 西部、`north-east` 东北。
    /// Area: `east`, `central`, `west`, `north-east`.
    #[schemars(with = "String", extend("enum" = ["east", "central", "west", "north-east"]))]
    pub(super) area: Area,
    /// 所属的其他分组，如 `省会`；排名可只看一组。
    /// Groups beside province and area, for example `省会`; rankings can be of one group.
    #[serde(default)]
    #[schemars(inner(regex(pattern = FILLED)))]
    pub(super) tags: Vec<String>,
    /// 政府驻地经度，73 至 136，与 `lat` 同时写。
    /// Longitude of the seat, 73 to 136; together with `lat`.
    #[schemars(range(min = 73, max = 136))]
    pub(super) lon: Option<At<f64>>,
    /// 政府驻地纬度，3 至 54，与 `lon` 同时写。
    /// Latitude of the seat, 3 to 54; together with `lon`.
    #[schemars(range(min = 3, max = 54))]
    pub(super) lat: Option<At<f64>>,
    /// 从哪一版（年份）起列入。
    /// First edition (year) that lists it.
    #[schemars(regex(pattern = YEAR))]
    pub(super) since: Option<At<String>>,
    /// 到哪一版（年份）为止，含该版。
    /// Last edition (year) that lists it.
    #[schemars(regex(pattern = YEAR))]
    pub(super) until: Option<At<String>>,
    /// 起始页。
    /// Pages that collection starts from.
    #[serde(default)]
    pub(super) page: Vec<RawPage>,
    /// 新媒体账号。
    /// New-media accounts.
    #[serde(default)]
    pub(super) account: Vec<At<RawAccount>>,
    /// 在本地区停用的探针或点位。
    /// Probes or points switched off for the region.
    #[serde(default)]
    pub(super) disable: Vec<At<RawSwitch>>,
    /// 全国或全省停用、在本地区恢复的探针或点位。
    /// Probes or points switched off for country or province and on again for the region.
    #[serde(default)]
    pub(super) enable: Vec<At<RawSwitch>>,
}

/// 一个起始页。
/// A page that collection starts from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawPage {
    /// 渠道：`site` 门户网站、`service-portal` 政务服务网、`weibo` 微博、`wechat` 微信、`app` 客户端。
    /// Channel: `site`, `service-portal`, `weibo`, `wechat`, `app`.
    #[schemars(with = "String", extend("enum" = ["site", "service-portal", "weibo", "wechat", "app"]))]
    pub(super) channel: Channel,
    /// 页面的角色，如 `home`、`service_portal`。
    /// Role of the page, for example `home`, `service_portal`.
    #[schemars(regex(pattern = NAME))]
    pub(super) role: String,
    /// 完整网址，http 或 https；`{code}` 换成地区代码，`{province}` 换成省代码。
    /// Absolute http or https address; `{code}` is the region's code, `{province}` the province's.
    #[schemars(regex(pattern = ADDRESS))]
    pub(super) url: At<String>,
}

/// 一个新媒体账号。
/// A new-media account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawAccount {
    /// 渠道：`weibo` 微博、`wechat` 微信、`app` 客户端。
    /// Channel: `weibo`, `wechat`, `app`.
    #[schemars(with = "String", extend("enum" = ["weibo", "wechat", "app"]))]
    pub(super) channel: Channel,
    /// 账号在平台上的名称。
    /// Its name on the platform.
    #[schemars(regex(pattern = FILLED))]
    pub(super) name: String,
}

/// 停用或恢复一个探针或一个点位。
/// A probe or a point switched off, or on again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::manifest) struct RawSwitch {
    /// 探针的名称，须列在 probes.toml 里；与 `point` 二选一。
    /// Family of the probe, listed in probes.toml; not together with `point`.
    pub(super) probe: Option<At<String>>,
    /// 点位的编号；与 `probe` 二选一。
    /// Id of the point; not together with `probe`.
    pub(super) point: Option<At<String>>,
    /// 停用或恢复的理由，记入判定。
    /// Why; verdicts carry it.
    #[schemars(regex(pattern = FILLED))]
    pub(super) reason: String,
}

/// 全国：各地区继承的起始页和停用。
/// The country: start pages and switches that every region inherits.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "country")]
pub(in crate::manifest) struct RawCountry {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 各地区继承的起始页；网址里的 `{code}` 换成地区代码，`{province}` 换成省代码。
    /// Start pages that every region inherits; `{code}` in an address is the region's code, `{province}` the province's.
    #[serde(default)]
    pub(super) page: Vec<RawPage>,
    /// 全国停用的探针或点位。
    /// Probes or points switched off for the whole country.
    #[serde(default)]
    pub(super) disable: Vec<At<RawSwitch>>,
}

impl RawRegion {
    /// First and last year that list the region.
    pub(super) fn years(&self) -> (&str, &str) {
        let since = self.since.as_ref().map_or("0000", |year| year.get());
        (since, self.until.as_ref().map_or("9999", |year| year.get()))
    }
}
