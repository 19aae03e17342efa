//! The report as one file of HTML that opens anywhere, offline, and asks nothing of anybody.
//!
//! What is known goes in as packed JSON ([`pack`]); scripts and styles are beside this file in
//! `site/web` and are put together by [`shell`]. Words of pages are cleaned here, written as data and
//! shown as text, so that nothing of an evaluated page can run.

mod answers;
mod cells;
mod core;
mod earlier;
mod outline;
mod pack;
mod paper;
mod shell;
mod standing;
mod tiles;
mod traces;

use std::io;

pub use self::cells::Cells;
pub use self::outline::{PROTECTED_ISLANDS, outline_islands};
pub use self::paper::write_paper;
use super::{Compared, Publication};
use crate::aggregate::{Comparison, RegionScore, Uncertain};
use crate::model::{IndicatorSystem, Region, RegionBatch, ReviewMark, RoundHeader};

/// How regions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapKind {
    /// A tile of equal size for every region, without borders: for drafts.
    Tiles,
    /// The regions' outlines with the islands and boundary lines a national map must show.
    Outlines,
}

/// How much of the evidence is taken along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// Every quote and address, and the method annex.
    All,
    /// Findings alone.
    None,
}

/// A round and its scores.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// What the round is.
    pub header: &'a RoundHeader,
    /// Its Merkle root, with prefix: the round is cited by it.
    pub root: &'a str,
    /// By code.
    pub scores: &'a [RegionScore],
}

/// An earlier round, and why it differs.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The round, scored by the same system.
    pub round: Judged<'a>,
    /// Both rounds beside each other, rounded as they are shown.
    pub compared: &'a Compared,
    /// What `compared` was made of.
    pub comparison: &'a Comparison<'a>,
}

/// Everything that goes into a report.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// The round.
    pub round: Judged<'a>,
    /// An earlier round to compare with.
    pub earlier: Option<Earlier<'a>>,
    /// Indicators, points and classes.
    pub system: &'a IndicatorSystem,
    /// Regions of the edition, in any order.
    pub regions: &'a [Region],
    /// What was recorded of the round's regions, in any order.
    pub batches: &'a [RegionBatch],
    /// What people had a say in.
    pub marks: &'a [ReviewMark],
    /// Regions below this coverage (`0..=1`) have no rank.
    pub coverage_min: f64,
    /// Rank intervals, where there are any.
    pub uncertain: Option<&'a Uncertain>,
    /// Whom to write to about the evaluation.
    pub contact: &'a str,
    /// The method annex, as Markdown.
    pub annex: &'a str,
    /// How far the round is on its way to the public.
    pub publication: &'a Publication,
    /// How regions are drawn.
    pub map: MapKind,
    /// Approval number of the map (审图号), where there is one.
    pub map_approval: Option<&'a str>,
    /// How much evidence is taken along.
    pub quotes: Quotes,
}

/// What the browser may do with a report: run its own script, show it in its own style.
pub fn site_policy() -> String {
    shell::policy()
}

/// Writes the report.
///
/// # Errors
///
/// If `out` fails.
pub fn write_site(out: &mut impl io::Write, site: &Site<'_>) -> io::Result<()> {
    let (traces, cells) = traces::Traces::of(site);
    let core = serde_json::to_vec(&core::Core::of(site, cells))?;
    let traces = serde_json::to_vec(&traces)?;
    let title = format!(
        "{} · {}",
        super::clean(&site.system.title.zh),
        super::clean(&site.round.header.name)
    );
    // The small report leaves it to `bluebook method`.
    let annex = match site.quotes {
        Quotes::All => site.annex,
        Quotes::None => "",
    };
    let blocks = [
        ("core", pack::pack(&core)),
        ("annex", pack::pack(annex.as_bytes())),
        ("traces", pack::pack(&traces)),
    ];
    shell::write(out, &title, &blocks)
}

#[cfg(test)]
mod tests;
