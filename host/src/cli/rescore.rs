//! `bluebook rescore`: a stored round under other weights, rules and cuts. Nothing is judged.

use super::args::{Common, Listing, Rescore};
use super::reviews::Reviews;
use super::stored::Stored;
use super::{Failed, Streams, load};
use crate::aggregate::{RegionScore, score_region};
use crate::model::IndicatorSystem;
use crate::report::{Scoring, Shift};

pub(crate) fn rescore(
    common: &Common,
    args: &Rescore,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let stored = Stored::open(common)?;
    let other = load(&args.with)?;
    let system = &stored.manifests.system;
    let reviews = Reviews::of_stored(common, &stored)?;
    let (before, after) =
        (scores(&stored, system, &reviews)?, scores(&stored, &other.system, &reviews)?);
    let shift = Shift::new(
        &stored.manifests.regions,
        Scoring::of(system, &before),
        Scoring::of(&other.system, &after),
    );
    match args.format {
        Listing::Table => shift.write_table(&mut streams.out)?,
        Listing::Csv => shift.write_csv(&mut streams.out)?,
        Listing::Json => shift.write_json(&mut streams.out)?,
    }
    Ok(())
}

/// Scores of every region of a round by a system, by code.
pub(crate) fn scores(
    stored: &Stored,
    system: &IndicatorSystem,
    reviews: &Reviews,
) -> Result<Vec<RegionScore>, Failed> {
    let mut scores = Vec::new();
    for batch in stored.batches() {
        let batch = batch?;
        let verdicts = reviews.effective(system, batch.verdicts).verdicts;
        scores.push(score_region(system, batch.region, &verdicts));
    }
    scores.sort_by_key(|score| score.region);
    Ok(scores)
}
