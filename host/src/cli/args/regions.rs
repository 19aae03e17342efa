//! What can be typed behind `bluebook regions`.

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

use super::{Listing, TextOrJson, Within};
use crate::model::{Area, Channel};

#[derive(Debug, Subcommand)]
pub(crate) enum RegionsCommand {
    /// 列出地区：起始页、账号、停用 / list regions: start pages, accounts, switches
    List(RegionsList),
    /// 查看一个地区的全部，含继承的，各在哪个文件哪一行
    /// / everything of a region, inherited parts too, each with its file and line
    Show(RegionsShow),
    /// 停用一个探针或点位 / switch a probe or a point off
    Disable(RegionsDisable),
    /// 恢复一个探针或点位 / switch a probe or a point on again
    Enable(RegionsEnable),
    /// 增加地区、起始页、账号 / add a region, a start page, an account
    #[command(subcommand)]
    Add(RegionsAdd),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RegionsList {
    #[command(flatten)]
    pub(crate) within: Within,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = Listing::Table)]
    pub(crate) format: Listing,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RegionsShow {
    /// 地区代码或名称 / code or name of the region
    pub(crate) region: String,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

/// What a switch is about.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(crate) struct What {
    /// 探针（点位族）/ the probe's family
    #[arg(long, value_name = "FAMILY")]
    pub(crate) probe: Option<String>,
    /// 点位的编号，如 A3.1-1 / id of the point, for example A3.1-1
    #[arg(long, value_name = "POINT")]
    pub(crate) point: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RegionsDisable {
    /// 地区或省的代码或名称，或 `country` / code or name of a region or province, or `country`
    #[arg(value_name = "WHERE")]
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) what: What,
    /// 理由，记入判定 / why; verdicts carry it
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RegionsEnable {
    /// 地区或省的代码或名称，或 `country` / code or name of a region or province, or `country`
    #[arg(value_name = "WHERE")]
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) what: What,
    /// 理由；上一级停用的须写 / why; needed where a level above switches it off
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegionsAdd {
    /// 增加一个地区 / add a region
    Region(AddRegion),
    /// 增加一个起始页；写在省或全国的由各地区继承
    /// / add a start page; those of a province or the country are inherited
    Page(AddPage),
    /// 增加一个新媒体账号 / add a new-media account
    Account(AddAccount),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AddRegion {
    /// 行政区划代码，六位 / code of GB/T 2260, six digits
    pub(crate) code: u32,
    /// 全称 / full name in Chinese
    #[arg(long, value_name = "NAME")]
    pub(crate) zh: String,
    /// 简称 / short name in Chinese
    #[arg(long, value_name = "NAME")]
    pub(crate) short: String,
    /// 英文名称 / name in English
    #[arg(long, value_name = "NAME")]
    pub(crate) en: Option<String>,
    /// 所属区域 / area
    #[arg(long, value_enum)]
    pub(crate) area: AreaName,
    /// 驻地经度，与 `--lat` 同时写 / longitude of the seat, together with `--lat`
    #[arg(long, value_name = "DEGREES", requires = "lat")]
    pub(crate) lon: Option<f64>,
    /// 驻地纬度，与 `--lon` 同时写 / latitude of the seat, together with `--lon`
    #[arg(long, value_name = "DEGREES", requires = "lon")]
    pub(crate) lat: Option<f64>,
    /// 省的名称；该省还没有文件时须写 / name of the province; needed where it has no file yet
    #[arg(long, value_name = "NAME")]
    pub(crate) province_name: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AddPage {
    /// 地区或省的代码或名称，或 `country` / code or name of a region or province, or `country`
    #[arg(value_name = "WHERE")]
    pub(crate) place: String,
    /// 页面的角色，如 `home`、`service_portal` / role of the page, for example `home`
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: String,
    /// 渠道 / channel
    #[arg(long, value_enum)]
    pub(crate) channel: ChannelName,
    /// 网址；`{code}` 换成地区代码，`{province}` 换成省代码
    /// / address; `{code}` is the region's code, `{province}` the province's
    #[arg(long, value_name = "URL")]
    pub(crate) url: String,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct AddAccount {
    /// 地区代码或名称 / code or name of the region
    pub(crate) region: String,
    /// 渠道：weibo、wechat、app / channel: weibo, wechat, app
    #[arg(long, value_enum)]
    pub(crate) channel: ChannelName,
    /// 账号在平台上的名称 / its name on the platform
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AreaName {
    East,
    Central,
    West,
    NorthEast,
}

impl AreaName {
    pub(crate) fn area(self) -> Area {
        match self {
            Self::East => Area::East,
            Self::Central => Area::Central,
            Self::West => Area::West,
            Self::NorthEast => Area::NorthEast,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChannelName {
    Site,
    ServicePortal,
    Weibo,
    Wechat,
    App,
}

impl ChannelName {
    pub(crate) fn channel(self) -> Channel {
        match self {
            Self::Site => Channel::Site,
            Self::ServicePortal => Channel::ServicePortal,
            Self::Weibo => Channel::Weibo,
            Self::Wechat => Channel::Wechat,
            Self::App => Channel::App,
        }
    }
}
