//! `bluebook whatif`: what moves when a round is scored with other weights or rules. Nothing is judged,
//! and nothing is kept.

use super::args::{Common, Listing, WhatIf};
use super::scored::{Chosen, choose, focus};
use super::{Failed, Streams};
use crate::aggregate::focused;
use crate::report::{Scoring, Shift};

pub(crate) fn whatif(
    common: &Common,
    args: &WhatIf,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let chosen = choose(common, (&args.by, &args.within), streams, |scenario| {
        // What is typed comes after the file and holds.
        scenario.weights.retain(|(id, _)| !args.weight.iter().any(|(typed, _)| typed == id));
        scenario.weights.extend(args.weight.iter().cloned());
    })?;
    let Chosen { manifests, before, scenario, outcome, group, .. } = &chosen;
    let focus = focus(&manifests.system, &args.of)?;
    let before = focused(&manifests.system, before, focus);
    let after = focused(&outcome.system, &outcome.scores, focus);
    let mut shift = Shift::new(
        &manifests.regions,
        Scoring { system: &manifests.system, scores: &before, coverage_min: 0.0 },
        Scoring { system: &outcome.system, scores: &after, coverage_min: scenario.coverage_min },
    );
    if !group.is_all() {
        let held = manifests.regions.iter().filter(|region| group.holds(region));
        let codes = held.map(|region| region.code.to_string()).collect();
        shift = shift.only(&codes);
    }
    match args.format {
        Listing::Table => shift.write_table(&mut streams.out)?,
        Listing::Csv => shift.write_csv(&mut streams.out)?,
        Listing::Json => shift.write_json(&mut streams.out)?,
    }
    Ok(())
}
