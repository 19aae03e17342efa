//! The causes of a difference, by stable names.

use serde::Serialize;

use crate::model::Text;

macro_rules! causes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $zh:literal, $en:literal;)*) => {
        /// Why a score is another one. Names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Cause { $($(#[$doc])* $variant,)* }

        impl Cause {
            /// Every cause, in the order reports list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// In words.
            pub fn words(self) -> Text {
                let (zh, en) = match self { $(Self::$variant => ($zh, $en),)* };
                Text { zh: zh.to_owned(), en: en.to_owned() }
            }
        }
    };
}

causes! {
    /// The probe was given other pages, by address or by content.
    Page = "page", "网页", "pages";
    /// A page could be had in one round and not in the other.
    Collection = "collection", "采集", "collection";
    /// The same pages, another collection day: what is fresh in one year is stale in the next.
    Day = "day", "采集日", "day";
    /// Another probe, another contract, or one that was not there.
    Probe = "probe", "探针版本", "probe";
    /// Another criterion, parameters, address or switch: the manifests ask otherwise.
    Asked = "asked", "提问", "asked";
    /// People said otherwise than the machine in one of the rounds, or in both.
    Review = "review", "复核", "reviews";
    /// Several inputs of one verdict changed at once, and the records cannot tell which did it.
    Several = "several", "多因", "several";
    /// Nothing that is recorded explains it: the same judge, pages, parameters and day.
    Unexplained = "unexplained", "不明", "unexplained";
    /// The same finding scores otherwise.
    Rule = "rule", "评分规则", "rule";
    /// Points or indicators are new or gone.
    PointSet = "point-set", "点位增减", "points";
    /// Points or indicators weigh otherwise among those that were there before.
    Weight = "weight", "权重", "weights";
}

/// A set of causes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Causes(u16);

impl Causes {
    /// Puts one in.
    pub fn insert(&mut self, cause: Cause) {
        self.0 |= bit(cause);
    }

    /// Whether it is in.
    pub fn has(self, cause: Cause) -> bool {
        self.0 & bit(cause) != 0
    }
}

fn bit(cause: Cause) -> u16 {
    1 << cause as u16
}
