//! `regions/*.toml`: one province each, its regions and where their channels are.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Deserialize;
use url::Url;

use super::at::At;
use super::diagnostic::Problems;
use super::format::{ADDRESS, FILLED, NAME, REGION, YEAR};
use super::parse::Parsed;
use super::source::{Place, Source};
use super::system::check_family;
use super::text;
use crate::model::{Account, Area, Channel, Region, RegionCode, StartPage, Switch};

/// 一个省（自治区）的地级行政区。
/// The prefecture-level regions of one province.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "regions")]
pub(super) struct RawProvince {
    /// 清单格式的版本，目前是 1。
    /// Version of the format, 1.
    #[schemars(extend("const" = 1))]
    #[expect(dead_code, reason = "checked by the schema")]
    schema: Option<u32>,
    /// 省级行政区划代码，如 `440000`。
    /// Code of the province, for example `440000`.
    #[schemars(regex(pattern = REGION))]
    province: At<String>,
    /// 省的名称。
    /// Name of the province.
    #[schemars(regex(pattern = FILLED))]
    zh: String,
    /// 地级行政区。
    /// The regions.
    #[schemars(length(min = 1))]
    region: Vec<RawRegion>,
}

/// 一个地级行政区。
/// A prefecture-level region.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawRegion {
    /// 行政区划代码（GB/T 2260），如 `440100`。
    /// Code of GB/T 2260, for example `440100`.
    #[schemars(regex(pattern = REGION))]
    code: At<String>,
    /// 全称。
    /// Full name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    zh: String,
    /// 英文名称；不写则用全称。
    /// Name in English; the Chinese one if left out.
    #[schemars(regex(pattern = FILLED))]
    en: Option<String>,
    /// 简称。
    /// Short name in Chinese.
    #[schemars(regex(pattern = FILLED))]
    short: String,
    /// 所属区域：`east` 东部、`central` 中部、`west` 西部、`north-east` 东北。
    /// Area: `east`, `central`, `west`, `north-east`.
    #[schemars(with = "String", extend("enum" = ["east", "central", "west", "north-east"]))]
    area: Area,
    /// 政府驻地经度，73 至 136，与 `lat` 同时写。
    /// Longitude of the seat, 73 to 136; together with `lat`.
    #[schemars(range(min = 73, max = 136))]
    lon: Option<At<f64>>,
    /// 政府驻地纬度，3 至 54，与 `lon` 同时写。
    /// Latitude of the seat, 3 to 54; together with `lon`.
    #[schemars(range(min = 3, max = 54))]
    lat: Option<At<f64>>,
    /// 从哪一版（年份）起列入。
    /// First edition (year) that lists it.
    #[schemars(regex(pattern = YEAR))]
    since: Option<At<String>>,
    /// 到哪一版（年份）为止，含该版。
    /// Last edition (year) that lists it.
    #[schemars(regex(pattern = YEAR))]
    until: Option<At<String>>,
    /// 起始页。
    /// Pages that collection starts from.
    #[serde(default)]
    page: Vec<RawPage>,
    /// 新媒体账号。
    /// New-media accounts.
    #[serde(default)]
    account: Vec<RawAccount>,
    /// 在本地区停用的探针。
    /// Probes switched off for the region.
    #[serde(default)]
    disable: Vec<RawDisable>,
}

/// 一个起始页。
/// A page that collection starts from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawPage {
    /// 渠道：`site` 门户网站、`service-portal` 政务服务网、`weibo` 微博、`wechat` 微信、`app` 客户端。
    /// Channel: `site`, `service-portal`, `weibo`, `wechat`, `app`.
    #[schemars(with = "String", extend("enum" = ["site", "service-portal", "weibo", "wechat", "app"]))]
    channel: Channel,
    /// 页面的角色，如 `home`、`service_portal`。
    /// Role of the page, for example `home`, `service_portal`.
    #[schemars(regex(pattern = NAME))]
    role: String,
    /// 完整网址，http 或 https。
    /// Absolute http or https address.
    #[schemars(regex(pattern = ADDRESS))]
    url: At<String>,
}

/// 一个新媒体账号。
/// A new-media account.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawAccount {
    /// 渠道：`weibo` 微博、`wechat` 微信、`app` 客户端。
    /// Channel: `weibo`, `wechat`, `app`.
    #[schemars(with = "String", extend("enum" = ["weibo", "wechat", "app"]))]
    channel: Channel,
    /// 账号在平台上的名称。
    /// Its name on the platform.
    #[schemars(regex(pattern = FILLED))]
    name: String,
}

/// 在本地区停用一个探针。
/// A probe switched off for the region.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawDisable {
    /// 探针的名称，须列在 probes.toml 里。
    /// Family of the probe, listed in probes.toml.
    probe: At<String>,
    /// 停用的理由。
    /// Why.
    #[schemars(regex(pattern = FILLED))]
    reason: String,
}

impl RawRegion {
    /// First and last year that list the region.
    fn years(&self) -> (&str, &str) {
        let since = self.since.as_ref().map_or("0000", |year| year.get());
        (since, self.until.as_ref().map_or("9999", |year| year.get()))
    }
}

/// Checks all files; gives the regions of `edition`, by code.
pub(super) fn check(
    files: &[Parsed<RawProvince>],
    edition: &str,
    families: Option<&BTreeSet<String>>,
    problems: &mut Problems,
) -> Vec<Region> {
    unique(files, problems);
    let year = edition.get(..4).unwrap_or(edition);
    let mut regions = Vec::new();
    for Parsed { source, raw, .. } in files {
        let Some(province) = province(source, &raw.province, problems) else { continue };
        for raw_region in &raw.region {
            let (since, until) = raw_region.years();
            let province = (province, raw.zh.as_str());
            let region = region(source, raw_region, province, families, problems);
            regions.extend(region.filter(|_| (since..=until).contains(&year)));
        }
    }
    regions.sort_by_key(|region| region.code);
    regions
}

fn code(text: &str) -> Option<RegionCode> {
    RegionCode::new(text.parse().ok()?)
}

fn province(source: &Rc<Source>, at: &At<String>, problems: &mut Problems) -> Option<RegionCode> {
    if !at.get().ends_with("0000") {
        let message = text(
            format!("`{}` 不是省级代码", at.get()),
            format!("`{}` is not the code of a province", at.get()),
        );
        let hint = text("省级代码后四位是 0000", "the last four digits of one are 0000");
        problems.push(at.problem(source, message).hint(hint));
    }
    code(at.get())
}

/// Two regions of one edition have different codes.
fn unique(files: &[Parsed<RawProvince>], problems: &mut Problems) {
    let mut seen: BTreeMap<&str, Vec<(&RawRegion, Place)>> = BTreeMap::new();
    for Parsed { source, raw, .. } in files {
        for region in &raw.region {
            let earlier = seen.entry(region.code.get()).or_default();
            let (since, until) = region.years();
            let overlaps = |other: &RawRegion| since <= other.years().1 && other.years().0 <= until;
            if let Some((_, place)) = earlier.iter().find(|(other, _)| overlaps(other)) {
                let code = region.code.get();
                let message =
                    text(format!("地区 `{code}` 重复"), format!("region `{code}` is there twice"));
                let here = text("第一次在这里", "the first is here");
                problems.push(region.code.problem(source, message).related(here, place.clone()));
            }
            earlier.push((region, region.code.place(source)));
        }
    }
}

/// Checks a region; `None` only where something was reported.
fn region(
    source: &Rc<Source>,
    raw: &RawRegion,
    province: (RegionCode, &str),
    families: Option<&BTreeSet<String>>,
    problems: &mut Problems,
) -> Option<Region> {
    let id = raw.code.get();
    let (province, province_name) = province;
    if !province.to_string().starts_with(id.get(..2)?) {
        let message = text(
            format!("地区 `{id}` 不在本省 `{province}`"),
            format!("region `{id}` is not in this province, `{province}`"),
        );
        let hint = text("代码前两位须与省相同", "both start with the same two digits");
        problems.push(raw.code.problem(source, message).hint(hint));
    }
    if let (Some(since), Some(until)) = (&raw.since, &raw.until)
        && since.get() > until.get()
    {
        let message = text("`until` 早于 `since`", "`until` is before `since`");
        problems.push(until.problem(source, message));
    }
    if let (Some(alone), None) | (None, Some(alone)) = (&raw.lon, &raw.lat) {
        let message = text("`lon` 与 `lat` 须同时写", "`lon` and `lat` are given together");
        problems.push(alone.problem(source, message));
    }
    let mut pages = Vec::new();
    for RawPage { channel, role, url } in &raw.page {
        let url = address(source, url, problems);
        pages.extend(url.map(|url| StartPage { channel: *channel, role: role.clone(), url }));
    }
    let mut switched_off = Vec::new();
    for RawDisable { probe, reason } in &raw.disable {
        check_family(source, probe, families, problems);
        switched_off.push(Switch { family: probe.get().clone(), reason: reason.clone() });
    }
    let accounts = raw.account.iter();
    let lon_lat = raw.lon.as_ref().zip(raw.lat.as_ref());
    Some(Region {
        code: code(id)?,
        name: text(&raw.zh, raw.en.as_ref().unwrap_or(&raw.zh)),
        short: raw.short.clone(),
        province,
        province_name: province_name.to_owned(),
        area: raw.area,
        lon_lat: lon_lat.map(|(lon, lat)| (*lon.get(), *lat.get())),
        pages,
        accounts: accounts
            .map(|raw| Account { channel: raw.channel, name: raw.name.clone() })
            .collect(),
        switched_off,
    })
}

/// The address as the URL standard writes it.
fn address(source: &Rc<Source>, at: &At<String>, problems: &mut Problems) -> Option<String> {
    match Url::parse(at.get()) {
        Ok(url) if url.username().is_empty() && url.password().is_none() => Some(url.into()),
        Ok(_) => {
            let message = text("网址里不能有账号", "the address must not hold a login");
            problems.push(at.problem(source, message));
            None
        }
        Err(error) => {
            let message = text("网址无效", format!("not a valid address: {error}"));
            problems.push(at.problem(source, message));
            None
        }
    }
}
