//! `bluebook sensitivity`: how much of the ranks is choice of weights and methods, and error of judges.

use super::args::{Common, Listing, Sensitivity};
use super::review::measured_judges;
use super::scored::{Chosen, choose, focus, scenario_failed};
use super::{Failed, Streams};
use crate::aggregate::{UncertaintyError, uncertain};
use crate::report::RankIntervals;

pub(crate) fn sensitivity(
    common: &Common,
    args: &Sensitivity,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let mut judges = if args.measured { measured_judges(common)? } else { Vec::new() };
    let chosen = choose(common, (&args.by, &args.within), streams, |scenario| {
        let uncertainty = &mut scenario.uncertainty;
        // Of equals the last holds.
        judges.append(&mut uncertainty.judges);
        uncertainty.judges = judges;
        uncertainty.n_draws = args.draws.unwrap_or(uncertainty.n_draws);
        uncertainty.seed = args.seed.unwrap_or(uncertainty.seed);
    })?;
    let Chosen { manifests, before, scenario, group, .. } = &chosen;
    let of = (focus(&manifests.system, &args.of)?, group);
    let failed = |error| match error {
        UncertaintyError::Scenario(error) => scenario_failed(error),
        UncertaintyError::Draws(_) | UncertaintyError::NothingRanked => Failed::of(error),
    };
    let uncertain =
        uncertain(scenario, &manifests.system, &manifests.regions, before, of).map_err(failed)?;
    let intervals = RankIntervals::new(&manifests.regions, scenario, &uncertain, group);
    match args.format {
        Listing::Table => intervals.write_table(&mut streams.out)?,
        Listing::Csv => intervals.write_csv(&mut streams.out)?,
        Listing::Json => intervals.write_json(&mut streams.out)?,
    }
    Ok(())
}
