//! `bluebook method`: the method annex of a round, generated from its manifests and its record.

use super::args::{Common, Method};
use super::rescore::scores;
use super::reviews::Reviews;
use super::stored::{Stored, named};
use super::{Failed, Streams};
use crate::manifest::load_scenario;
use crate::report::{Judges, MethodAnnex};

pub(crate) fn method(
    common: &Common,
    args: &Method,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let stored = Stored::open(&named(common, args.name.as_ref()))?;
    let reviews = Reviews::of_stored(common, &stored)?;
    let system = &stored.manifests.system;
    let scenario = args.scenario.as_ref().map(|file| load_scenario(file, system)).transpose();
    let scenario = scenario.map_err(Failed::manifests)?;
    let mut judges = Judges::default();
    for batch in stored.batches() {
        judges.take(&batch?);
    }
    let scores = scores(&stored, system, &reviews)?;
    let annex = MethodAnnex {
        header: stored.reader.header(),
        manifests: &stored.manifests.digest.to_string(),
        program: env!("CARGO_PKG_VERSION"),
        system,
        scores: &scores,
        scenario: scenario.as_ref(),
        judges: &judges,
    };
    Ok(annex.write_markdown(&mut streams.out)?)
}
