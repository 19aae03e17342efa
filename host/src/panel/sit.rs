//! Sitting down at a round: its verdicts, its record, and values as people type them.

use std::path::Path;

use crate::manifest::Manifests;
use crate::model::{Digest, Finding, Point, RegionCode, ReviewEvent, ReviewHeader, Verdict};
use crate::review::{BadValue, Board, Desk, Settings, parse_value};
use crate::store::{Reader, StoreError};

/// What a panel may choose of its settings. All of a panel choose the same.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Chosen {
    /// Only the first so many ranks matter to the order by effect.
    pub top: Option<usize>,
    /// Share that two people answer unseen, in per cent, `0..=100`.
    pub double_percent: Option<f64>,
    /// Seed of lots; the round's own if `None`.
    pub seed: Option<u64>,
}

/// The settings of a round, as they were chosen.
///
/// # Errors
///
/// If the journal has no opening.
pub fn settings(
    reader: &Reader,
    manifests: &Manifests,
    chosen: &Chosen,
) -> Result<Settings, StoreError> {
    let mut settings = Settings::of(&reader.opening()?, manifests.probes.review_below);
    settings.top = chosen.top;
    settings.seed = chosen.seed.unwrap_or(settings.seed);
    if let Some(percent) = chosen.double_percent {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=1000")]
        let per_mille = (percent.clamp(0.0, 100.0) * 10.0).round() as u32;
        settings.double_per_mille = per_mille;
    }
    Ok(settings)
}

/// Which round reviews of a journal are of.
///
/// # Errors
///
/// If the journal has no opening.
pub fn review_header(reader: &Reader) -> Result<ReviewHeader, StoreError> {
    let opening: Digest = reader.opening()?;
    Ok(ReviewHeader { round: reader.header().name.clone(), opening })
}

/// The board over what a journal has, with the events given.
///
/// # Errors
///
/// If a region cannot be read.
pub fn board(
    reader: &Reader,
    manifests: &Manifests,
    settings: Settings,
    events: Vec<ReviewEvent>,
) -> Result<Board, StoreError> {
    let judged = judged(reader)?;
    Ok(Board::new(&manifests.system, &manifests.regions, judged, events, settings))
}

/// A desk at the round in directory `dir`.
///
/// # Errors
///
/// If a region or the record cannot be read, or the record is of another round.
pub fn seat(
    dir: &Path,
    reader: &Reader,
    manifests: &Manifests,
    settings: Settings,
) -> Result<Desk, StoreError> {
    let header = review_header(reader)?;
    let judged = judged(reader)?;
    let (system, regions) = (&manifests.system, &manifests.regions);
    Desk::open(dir, &header, |events| Board::new(system, regions, judged, events, settings))
}

/// Verdicts by region.
type Judged = Vec<(RegionCode, Vec<Verdict>)>;

fn judged(reader: &Reader) -> Result<Judged, StoreError> {
    let batches = reader.regions().filter_map(|region| reader.batch(region).transpose());
    batches
        .map(|stored| stored.map(|stored| (stored.batch.region, stored.batch.verdicts)))
        .collect()
}

/// A value as a person typed it, in the unit of what the machine found.
///
/// # Errors
///
/// If the point's rule could not score it.
pub fn read_value(point: &Point, text: &str, machine: &Finding) -> Result<Finding, BadValue> {
    parse_value(point, text, unit_of(machine))
}

/// The unit of a number.
pub fn unit_of(finding: &Finding) -> Option<&str> {
    match finding {
        Finding::Number(measure) => Some(measure.unit.as_str()),
        Finding::Truth(_) | Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => None,
    }
}
