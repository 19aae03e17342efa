//! Regions (地级行政区) and where their channels are.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Judge, Point, PointId, Text};

/// A GB/T 2260 code of six digits, for example 440100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RegionCode(u32);

impl RegionCode {
    /// `None` unless six digits.
    pub fn new(code: u32) -> Option<Self> {
        (100_000..=999_999).contains(&code).then_some(Self(code))
    }

    /// Six decimal digits as a number.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// The four areas of the national statistics (东、中、西、东北).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// 东部
    East,
    /// 中部
    Central,
    /// 西部
    West,
    /// 东北
    NorthEast,
}

impl Area {
    /// All four, in the order of statistics.
    pub const ALL: [Self; 4] = [Self::East, Self::Central, Self::West, Self::NorthEast];

    /// Its name in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::East => "东部",
            Self::Central => "中部",
            Self::West => "西部",
            Self::NorthEast => "东北",
        }
    }

    /// As manifests write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::East => "east",
            Self::Central => "central",
            Self::West => "west",
            Self::NorthEast => "north-east",
        }
    }
}

/// Where a government speaks: 多网、多微、多端.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// The portal and department sites.
    Site,
    /// The service portal (政务服务网).
    ServicePortal,
    /// Government weibo.
    Weibo,
    /// Government WeChat.
    Wechat,
    /// A client app.
    App,
}

impl Channel {
    /// As manifests write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::ServicePortal => "service-portal",
            Self::Weibo => "weibo",
            Self::Wechat => "wechat",
            Self::App => "app",
        }
    }
}

/// A page collection starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartPage {
    /// The channel it belongs to.
    pub channel: Channel,
    /// What it is to the probes, for example `home`.
    pub role: String,
    /// Absolute http or https address.
    pub url: String,
}

/// A named account on a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Weibo, WeChat or app.
    pub channel: Channel,
    /// Its name on the platform.
    pub name: String,
}

/// What a switch is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switched {
    /// Everything a probe family judges.
    Probe(String),
    /// One point, whoever judges it.
    Point(PointId),
}

/// A probe or a point switched off for a region, with the operator's reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switch {
    /// The probe or the point.
    pub what: Switched,
    /// Why.
    pub reason: String,
}

/// A prefecture-level region as one edition lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Full name in Chinese; English where known, else the same.
    pub name: Text,
    /// Short name, for example 广州.
    pub short: String,
    /// Province code.
    pub province: RegionCode,
    /// Province name.
    pub province_name: String,
    /// Area of the country.
    pub area: Area,
    /// Groups that it belongs to beside province and area, for example 省会.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Longitude and latitude of the seat, degrees.
    pub lon_lat: Option<(f64, f64)>,
    /// Start pages, in the manifest's order.
    pub pages: Vec<StartPage>,
    /// Accounts, in the manifest's order.
    pub accounts: Vec<Account>,
    /// Probes, then points, switched off here or for the province or the country.
    pub switched_off: Vec<Switch>,
    /// Points that are asked about although their probe is switched off.
    pub spared: Vec<PointId>,
}

impl Region {
    /// The switch that keeps a point from being asked about here, if any: its own before that
    /// of its probe.
    pub fn switch_of(&self, point: &Point) -> Option<&Switch> {
        let find = |wanted: &dyn Fn(&Switched) -> bool| {
            self.switched_off.iter().find(|switch| wanted(&switch.what))
        };
        let own = find(&|what| matches!(what, Switched::Point(id) if *id == point.id));
        let family = match &point.judge {
            Judge::Probe { family, .. } if !self.spared.contains(&point.id) => family,
            Judge::Probe { .. } | Judge::Person | Judge::Nobody => return own,
        };
        own.or_else(|| find(&|what| matches!(what, Switched::Probe(name) if name == family)))
    }
}
