//! The indicator system: indicators of any depth, points, classes.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ClassRule, ScoreRule, Topic};

/// A text for people in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Chinese, shown first.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A share of its parent, in per cent. Always finite and in `0..=100`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct WeightPercent(f64);

impl WeightPercent {
    /// `None` outside `0..=100`, NaN included.
    pub fn new(percent: f64) -> Option<Self> {
        (0.0..=100.0).contains(&percent).then_some(Self(percent))
    }

    /// In per cent.
    pub fn percent(self) -> f64 {
        self.0
    }
}

/// Whose a weight or a threshold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Printed in the book or report the system is named after.
    Book,
    /// Follows from what is printed there, where the row itself is lost.
    Inferred,
    /// Taken from a published standard or check; the source of the point names it.
    Standard,
    /// Set by the authors of these manifests.
    Ours,
}

impl Basis {
    /// Stable, as manifests write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Inferred => "inferred",
            Self::Standard => "standard",
            Self::Ours => "ours",
        }
    }

    /// The same in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Book => "原书",
            Self::Inferred => "推定",
            Self::Standard => "标准",
            Self::Ours => "自拟",
        }
    }
}

/// Whose the numbers of a point are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointBasis {
    /// Of its weight.
    pub weight: Basis,
    /// Of its score rule with its thresholds.
    pub score: Basis,
}

impl PointBasis {
    /// Everything by the authors of the manifests.
    pub const OURS: Self = Self { weight: Basis::Ours, score: Basis::Ours };
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub String);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
id!(
    /// Id of an indicator, for example `A3.1`.
    IndicatorId
);
id!(
    /// Id of a point, for example `A3.1-2`.
    PointId
);

/// An indicator of any level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// For example `A3.1`.
    pub id: IndicatorId,
    /// Position of the parent in [`IndicatorSystem::indicators`]; `None` at level 1.
    pub parent: Option<usize>,
    /// 1, 2, 3, …
    pub level: u8,
    /// For people.
    pub title: Text,
    /// Share of the parent; 0 for what is not [`Part::Weighted`].
    pub weight: WeightPercent,
    /// Whose the weight is.
    pub basis: Basis,
    /// What it does to the total.
    #[serde(default)]
    pub part: Part,
}

/// What an indicator of level 1 does to the total; all others are weighted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It weighs among its siblings.
    #[default]
    Weighted,
    /// 单项否决: where a point below it is known to score less than 1, nothing else counts.
    Veto,
    /// 加分: it adds to a weighted total that is good enough.
    Bonus {
        /// The most it adds, in points of 100.
        points: f64,
        /// The weighted total, `0..=100`, from which on it adds.
        above: f64,
    },
    /// 扣分: it takes from the total what is short of its full score.
    Deduction {
        /// The most it takes, in points of 100.
        points: f64,
    },
    /// 系数: the total is multiplied by a factor that its score decides.
    Multiplier {
        /// The factor at a score of 0, in per cent; at 1 it is 100.
        least: f64,
    },
    /// 封顶: where a point below it is known to score less than 1, the total is at most this.
    Cap {
        /// In points of 100.
        at_most: f64,
    },
}

/// How the material of a point is got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Collect {
    /// A plain fetch.
    Http,
    /// A public list endpoint of the site.
    Json,
    /// Needs JavaScript.
    Render,
    /// Needs an account.
    Login,
    /// Data of new-media accounts.
    Social,
    /// An app store's page.
    Store,
    /// A person.
    Human,
    /// A machine, confirmed by a person.
    Hybrid,
}

impl Collect {
    /// The form of the pages the material is on.
    pub fn form(self) -> Form {
        match self {
            Self::Render => Form::Rendered,
            Self::Http
            | Self::Json
            | Self::Login
            | Self::Social
            | Self::Store
            | Self::Human
            | Self::Hybrid => Form::Sent,
        }
    }
}

/// How a page is looked at. The two forms of one address are two pages: what holds of the one
/// says nothing of the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As the server sent it.
    #[default]
    Sent,
    /// As a browser made it of what the server sent.
    Rendered,
}

impl Form {
    /// `sent` or `rendered`. Archives carry it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Rendered => "rendered",
        }
    }

    /// The form of a name; what is not known is taken as sent.
    pub fn from_name(name: &str) -> Self {
        if name == Self::Rendered.name() { Self::Rendered } else { Self::Sent }
    }
}

/// Who answers a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judge {
    /// A criterion of a probe.
    Probe {
        /// The probe's family.
        family: String,
        /// The criterion within it.
        criterion: String,
    },
    /// A person; [`Point::human`] says how.
    Person,
    /// Nobody yet; the point is unknown and coverage says so.
    Nobody,
}

/// What a person does to judge a point or to confirm a probe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HumanTask {
    /// The steps, and what counts as which finding.
    pub instructions: Text,
    /// Roles of the start pages that the person is shown.
    pub pages: Vec<String>,
}

/// An evaluation point (评价点位).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// For example `A3.1-2`.
    pub id: PointId,
    /// Position of its indicator in [`IndicatorSystem::indicators`].
    pub indicator: usize,
    /// For people.
    pub title: Text,
    /// Share of its indicator.
    pub weight: WeightPercent,
    /// How the material is got.
    pub collect: Collect,
    /// Role of the page judging starts from.
    pub role: String,
    /// Whether every page of the role is judged by itself; the score is then the mean.
    pub per_page: bool,
    /// Who answers.
    pub judge: Judge,
    /// How the finding is scored.
    pub score: ScoreRule,
    /// Parameters for the judge: text as it is, everything else as JSON.
    pub params: BTreeMap<String, String>,
    /// What counts as evidence, for people.
    pub evidence: String,
    /// Where the point comes from.
    pub source: String,
    /// Whose weight and thresholds are.
    pub basis: PointBasis,
    /// What a person does; there where the judge is a person.
    pub human: Option<HumanTask>,
}

/// A fixed class cut: regions at or above it belong to the class, unless to a better one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClassCut {
    /// Name, for example 领先发展.
    pub title: Text,
    /// Least total, `0..=100`; the last class has 0.
    pub at_least: f64,
    /// Whose the cut is.
    pub basis: Basis,
}

/// An indicator system of one edition.
///
/// Indicators are in pre-order: a parent stands before its children. Weights of
/// siblings sum to 100, as do the weights of the points of one indicator.
/// Points are ordered by indicator, then as the manifest lists them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorSystem {
    /// For example `2019`.
    pub edition: String,
    /// For people.
    pub title: Text,
    /// All indicators, pre-order.
    pub indicators: Vec<Indicator>,
    /// All points.
    pub points: Vec<Point>,
    /// Class cuts, best first; cuts fall strictly.
    pub classes: Vec<ClassCut>,
    /// Where the cuts come from.
    #[serde(default)]
    pub class_rule: ClassRule,
    /// Points across indicators, in the manifest's order.
    #[serde(default)]
    pub topics: Vec<Topic>,
}
