//! `bluebook whatif`: what moves when a round is scored with other weights or rules. Nothing is judged,
//! and nothing is kept.

use std::collections::BTreeSet;

use super::args::{Common, Listing, WhatIf};
use super::scored::{Chosen, choose, focus};
use super::{Failed, Streams};
use crate::aggregate::{Focus, focused};
use crate::model::RegionCode;
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
    let held = manifests.regions.iter().filter(|region| group.holds(region));
    let held: BTreeSet<RegionCode> = held.map(|region| region.code).collect();
    let scoring = |system, scores| {
        let own = Scoring::of(system, scores);
        // Cuts of the system are of the total.
        let asked = scenario.class_rule.as_ref();
        Scoring {
            class_rule: if focus == Focus::Total { own.class_rule } else { asked },
            held: Some(&held).filter(|_| !group.is_all()),
            ..own
        }
    };
    let new = scoring(&outcome.system, &after);
    let shift = Shift::new(
        &manifests.regions,
        scoring(&manifests.system, &before),
        Scoring { coverage_min: scenario.coverage_min, ..new },
    );
    match args.format {
        Listing::Table => shift.write_table(&mut streams.out)?,
        Listing::Csv => shift.write_csv(&mut streams.out)?,
        Listing::Json => shift.write_json(&mut streams.out)?,
    }
    Ok(())
}
