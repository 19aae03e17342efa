//! `bluebook rank`: the ranking of a round.

use super::args::{Common, Listing, Rank};
use super::round::{Scored, open};
use super::{Failed, Streams};
use crate::report::{Coverage, Ranking};

pub(crate) fn rank(common: &Common, rank: &Rank, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let Scored { manifests, scores, .. } = open(common, streams)?;
    let (system, regions) = (&manifests.system, &manifests.regions);
    let ranking = Ranking::new(system, regions, &scores, rank.coverage_min / 100.0);
    match rank.format {
        Listing::Table => {
            ranking.write_table(&mut streams.out)?;
            writeln!(streams.out)?;
            Coverage::of(system, &scores).write_text(&mut streams.out)?;
        }
        Listing::Csv => ranking.write_csv(&mut streams.out)?,
        Listing::Json => ranking.write_json(&mut streams.out)?,
    }
    Ok(())
}
