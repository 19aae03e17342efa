//! `bluebook score`: score rates node by node, of a region or over all.

use super::args::{Common, Listing, Score};
use super::round::find_region;
use super::scored::{choose, focus};
use super::{Failed, Streams};
use crate::aggregate::Focus;
use crate::report::{Nodes, Profile};

pub(crate) fn score(
    common: &Common,
    args: &Score,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let chosen = choose(common, (&args.by, &args.within), streams, |_| {})?;
    let (system, regions) = (&chosen.outcome.system, &chosen.manifests.regions);
    let region = args.region.as_ref().map(|wanted| find_region(regions, wanted)).transpose()?;
    let focus = focus(system, &args.of)?;
    let (top, is_point) = match focus {
        Focus::Indicator(at) => (Some(at), false),
        Focus::Point(at) => (system.points.get(at).map(|point| point.indicator), true),
        Focus::Total | Focus::Topic(_) => (None, false),
    };
    let nodes = Nodes { top, with_points: args.points || is_point };
    let what = (chosen.view(focus, 0.0), nodes);
    let scores = &chosen.outcome.scores;
    let profile = Profile::new(system, regions, scores, what, region.map(|region| region.code));
    match args.format {
        Listing::Table => profile.write_table(&mut streams.out)?,
        Listing::Csv => profile.write_csv(&mut streams.out)?,
        Listing::Json => profile.write_json(&mut streams.out)?,
    }
    Ok(())
}
