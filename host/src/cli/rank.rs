//! `bluebook rank`: the ranking of a round, of the total, a node or a topic.

use super::args::{Common, Listing, Rank};
use super::scored::{choose, focus};
use super::{Failed, Streams};
use crate::report::{Coverage, Ranking};

pub(crate) fn rank(common: &Common, rank: &Rank, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let chosen = choose(common, (&rank.by, &rank.within), streams, |_| {})?;
    let (system, regions) = (&chosen.outcome.system, &chosen.manifests.regions);
    let view = chosen.view(focus(system, &rank.of)?, rank.coverage_min / 100.0);
    let ranking =
        Ranking::new(system, regions, &chosen.outcome.scores, view).with_reviews(&chosen.marks);
    match rank.format {
        Listing::Table => {
            ranking.write_table(&mut streams.out)?;
            writeln!(streams.out)?;
            Coverage::of(system, &chosen.before).write_text(&mut streams.out)?;
        }
        Listing::Csv => ranking.write_csv(&mut streams.out)?,
        Listing::Json => ranking.write_json(&mut streams.out)?,
    }
    Ok(())
}
