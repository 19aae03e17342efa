//! What an explanation consists of. Field names are those of the JSON, which
//! other programs read: they may be added to, not renamed.

use serde::Serialize;

use super::PeersPart;
use crate::model::{Basis, Finding, HumanTask, ReviewMark, Text};
use crate::report::{Percent, Points};

/// The chain from a region's total down to the pages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// Edition of the indicator system.
    pub edition: String,
    /// Six digits.
    pub code: String,
    /// Name of the region.
    pub region: Text,
    /// The whole.
    pub total: NodePart,
    /// Ids of the points by which the total does not count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<String>,
    /// Where it stands among others; there where somebody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peers: Option<PeersPart>,
    /// Pre-order.
    pub indicators: Vec<IndicatorPart>,
}

/// A node's scores for people, in per cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NodePart {
    /// `None` if unknown.
    pub score: Option<Percent>,
    /// Share of the weight that is known.
    pub coverage: Percent,
    /// Score if everything unknown were 0.
    pub lower: Percent,
    /// Score if everything unknown were 1.
    pub upper: Percent,
    /// Share of the total if everything were known.
    pub full_weight: Percent,
    /// Share of the total here: the effective weight.
    pub effective_weight: Percent,
    /// What it adds to the total, in points of 100; `None` if unknown.
    pub contribution: Option<Percent>,
}

/// An indicator with its own points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndicatorPart {
    /// Its id.
    pub id: String,
    /// 1, 2, 3, …
    pub level: u8,
    /// For people.
    pub title: Text,
    /// Share of its parent.
    pub weight: Percent,
    /// Whose the weight is.
    pub weight_basis: Basis,
    /// What it added to the total, in points of 100, if it is a bonus, deduction, multiplier or cap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adds: Option<Points>,
    /// Its scores.
    #[serde(flatten)]
    pub node: NodePart,
    /// Empty on the way up from the indicator asked for.
    pub points: Vec<PointPart>,
}

/// A point with its verdicts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointPart {
    /// Its id.
    pub id: String,
    /// For people.
    pub title: Text,
    /// Share of its indicator.
    pub weight: Percent,
    /// Whose the weight is.
    pub weight_basis: Basis,
    /// Its scores.
    #[serde(flatten)]
    pub node: NodePart,
    /// How findings are scored, in words.
    pub rule: Text,
    /// Whose the rule and its thresholds are.
    pub rule_basis: Basis,
    /// Where the point comes from.
    pub source: String,
    /// What a person does; there where the judge is a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub human: Option<HumanTask>,
    /// In the order they were given.
    pub verdicts: Vec<VerdictPart>,
}

/// One verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerdictPart {
    /// The page judged, for points judged page by page.
    pub page: Option<String>,
    /// What was found.
    pub finding: Finding,
    /// The same in words.
    pub words: Text,
    /// Its score; `None` if unknown.
    pub score: Option<Percent>,
    /// Why it is unknown.
    pub unknown: Option<ReasonPart>,
    /// How sure the judge is, `0..=1000`.
    pub confidence_per_mille: u16,
    /// The judge's remark.
    pub note: Option<String>,
    /// Where it was seen.
    pub evidence: Vec<QuotePart>,
    /// Who judged.
    pub judge: JudgePart,
    /// What people had to say of it; the finding above is what counts then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewMark>,
}

/// Why something is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReasonPart {
    /// Stable name.
    pub name: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// Detail; empty if there is none.
    pub note: Text,
}

/// A quote and its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuotePart {
    /// The words on the page.
    pub quote: String,
    /// Address of the page.
    pub url: String,
    /// Digest of the page, with its prefix.
    pub page: String,
    /// Element in the page's tree.
    pub node: Option<u32>,
}

/// A judge, and what it was given. Digests have their prefix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JudgePart {
    /// Probe family; empty where no probe was asked.
    pub family: String,
    /// The probe's version.
    pub version: String,
    /// Digest of the probe.
    pub probe: Option<String>,
    /// Version of the contract.
    pub contract: String,
    /// Criterion.
    pub criterion: String,
    /// Digest of the parameters.
    pub params: String,
    /// Pages it was given: the first so many of the region's list.
    pub n_pages: u32,
    /// Digest over the digests of those pages.
    pub pages: String,
    /// Fuel used.
    pub cost_fuel: u64,
}
