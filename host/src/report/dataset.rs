//! A round as tables for other people's tools: regions, indicators, points, scores, verdicts and
//! their evidence.
//!
//! Nothing is rounded and no word of a page is changed here; each format guards what it must.

mod scores;
mod system;
mod verdicts;

use bluebook_export::{Dataset, Words};

use crate::aggregate::{RegionScore, Uncertain};
use crate::model::{IndicatorSystem, Region, ReviewMark, RoundHeader, Verdict};

/// A judged round, as it is exported.
#[derive(Debug, Clone, Copy)]
pub struct RoundData<'r> {
    /// Which round.
    pub header: &'r RoundHeader,
    /// The indicator system it is scored by.
    pub system: &'r IndicatorSystem,
    /// The regions of the edition.
    pub regions: &'r [Region],
    /// Scores of the judged ones.
    pub scores: &'r [RegionScore],
    /// All verdicts that count, by region and point.
    pub verdicts: &'r [Verdict],
    /// What people had a say in.
    pub marks: &'r [ReviewMark],
    /// Coverage below which a region has no rank, `0..=1`.
    pub coverage_min: f64,
    /// Rank intervals of the totals, if they were drawn.
    pub uncertain: Option<&'r Uncertain>,
}

/// What the numbers are, for whoever opens a file without this project at hand.
const DESCRIPTION: Words = Words::of(
    "得分、覆盖率和权重都以 100 为满；未知留空，不是零；名次按未舍入的总分，并列同名次。",
    "Scores, coverage and weights are out of 100. Unknown is missing, never zero. Ranks are by \
     unrounded totals; equal totals share a rank.",
);

/// The tables of a round, in the order of a workbook's sheets.
pub fn dataset(round: &RoundData<'_>) -> Dataset {
    let RoundData { header, system, .. } = round;
    let tables = vec![
        scores::regions(round),
        system::indicators(system),
        system::points(system),
        system::topics(system),
        scores::of_indicators(round),
        scores::of_topics(round),
        scores::of_points(round),
        verdicts::verdicts(round),
        verdicts::evidence(round),
    ];
    Dataset {
        name: package_name(&header.name),
        title: Words::read(system.title.zh.clone(), system.title.en.clone()),
        description: DESCRIPTION,
        version: header.edition.clone(),
        day: header.collected_on.clone(),
        tables,
    }
}

/// A round's name as data packages are named: lower-case letters, digits and hyphens.
fn package_name(round: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("bluebook-{}", round.chars().map(plain).collect::<String>())
}

/// A share as points of 100.
fn percent(share: f64) -> f64 {
    100.0 * share
}
