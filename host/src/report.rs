//! Tables and files for people and programs, out of scores.
//!
//! Writes to what it is given and prints nothing. This is the only module that
//! rounds ([`Percent`]), and the only way foreign words leave: cleaned of what
//! could steer a terminal or a spreadsheet.

mod chain;
mod classes;
mod clean;
mod compared;
mod context;
mod coverage;
mod dataset;
mod explain;
mod index_audit;
mod letter;
mod method;
mod opened;
mod percent;
mod profile;
mod prometheus;
mod publication;
mod ranking;
mod sensitivity;
mod shift;
mod site;
mod table;
mod trend;
mod tried;
mod view;
mod words;

pub(crate) use chain::Chain;
pub use classes::{ClassRow, Classes, Graded};
pub use clean::{clean, clean_lines};
pub(crate) use clean::{csv_text, write_json};
pub use compared::{Compared, ComparedPoint, ComparedRegion, ComparedRow, RoundSide, RoundWords};
pub use context::{InContext, in_context};
pub use coverage::{Bad, Coverage, ReasonCount};
pub use dataset::{RoundData, dataset};
pub use explain::{
    Explanation, IndicatorPart, JudgePart, NoSuchPart, NodePart, Part, PeersPart, PointPart,
    QuotePart, ReasonPart, StandingPart, VerdictPart, explain, judge_words,
};
pub use index_audit::IndexAudit;
pub use letter::{Letter, LetterInput};
pub use method::{Judges, MethodAnnex};
pub use opened::{OpenedPage, Seen, SourcePart, opened_policy, source_parts, write_opened};
pub use percent::{Percent, Points};
pub use profile::{NodeRow, Nodes, OwnScore, Profile};
pub(crate) use prometheus::{family, label};
pub use publication::{Publication, Stage};
pub use ranking::{Ranking, Row, RowReviews};
pub use sensitivity::{FactorRow, IntervalRow, LeftOutRow, RankIntervals};
pub use shift::{Scoring, Shift, ShiftRow};
pub use site::{
    Cells, Earlier, Judged, MapKind, PROTECTED_ISLANDS, Quotes, Site, outline_islands, site_policy,
    write_paper, write_site,
};
pub(crate) use table::{Align, Table};
pub use trend::{Trend, TrendCell, TrendRow};
pub use tried::{Distribution, Example, PointTried};
pub use view::{Column, View};
pub(crate) use words::{finding as finding_words, rule as rule_words};

use crate::aggregate::RegionScore;
use crate::model::IndicatorSystem;

/// `n` of `all`; 0 of nothing.
fn ratio(n: usize, all: usize) -> f64 {
    bluebook_index::number::count(n) / bluebook_index::number::count(all).max(1.0)
}

/// Ids of the points by which a region's total does not count.
fn veto_ids(system: &IndicatorSystem, score: &RegionScore) -> Vec<String> {
    let points = score.vetoes.iter().filter_map(|point| system.points.get(*point));
    points.map(|point| point.id.to_string()).collect()
}

#[cfg(test)]
mod tests;
