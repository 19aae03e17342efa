//! `bluebook classes`: the classes of a round, their cuts, and who is in them.

use super::args::{Classes, Common, Listing};
use super::scored::{choose, focus};
use super::{Failed, Streams};
use crate::report;

pub(crate) fn classes(
    common: &Common,
    args: &Classes,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let chosen = choose(common, (&args.by, &args.within), streams, |_| {})?;
    let (system, regions) = (&chosen.outcome.system, &chosen.manifests.regions);
    let view = chosen.view(focus(system, &args.of)?, args.coverage_min / 100.0);
    let classes = report::Classes::new(system, regions, &chosen.outcome.scores, view);
    match args.format {
        Listing::Table => classes.write_table(&mut streams.out)?,
        Listing::Csv => classes.write_csv(&mut streams.out)?,
        Listing::Json => classes.write_json(&mut streams.out)?,
    }
    Ok(())
}
