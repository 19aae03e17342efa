//! Sitting down at a round: its verdicts, its record, and what a person names of it.

use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::cli::args::{Common, Shown, Sitting, Verdicts};
use crate::cli::round::{find_region, store_failed};
use crate::cli::stored::Stored;
use crate::cli::{Environment, Exit, Failed};
use crate::evidence::utc;
use crate::model::{Exhibit, Finding, IndicatorSystem, Point, PointId, ReviewHeader, Target};
use crate::review::{Board, Desk, DeskError, Now, Refused, Settings, parse_value};
use crate::store::keep_file;

/// The moment, as the record and leases want it.
pub(crate) fn now(environment: &Environment) -> Now {
    let time = (environment.clock)();
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Now { seconds, utc: utc(time) }
}

/// A desk at the round a command is about, as a sitting wants it.
pub(crate) fn sit(common: &Common, sitting: Option<&Sitting>) -> Result<(Stored, Desk), Failed> {
    let stored = Stored::open(common)?;
    let desk = sit_at(&stored, sitting)?;
    Ok((stored, desk))
}

/// A desk at a round that was read.
pub(crate) fn sit_at(stored: &Stored, sitting: Option<&Sitting>) -> Result<Desk, Failed> {
    let opening = stored.reader.leaves().first().copied();
    let opening =
        opening.ok_or_else(|| Failed::new(Exit::Store, "the round has no opening to go by"))?;
    let header = ReviewHeader { round: stored.reader.header().name.clone(), opening };
    let mut settings = Settings::of(&opening, stored.manifests.probes.review_below);
    if let Some(Sitting { top, double, seed, .. }) = sitting {
        settings.top = *top;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=1000")]
        let double = (double * 10.0).round() as u32;
        settings.double_per_mille = double;
        settings.seed = seed.unwrap_or(settings.seed);
    }
    let judged = stored
        .batches()
        .map(|batch| batch.map(|batch| (batch.region, batch.verdicts)))
        .collect::<Result<Vec<_>, _>>()?;
    let (system, regions) = (&stored.manifests.system, &stored.manifests.regions);
    let board = |events| Board::new(system, regions, judged, events, settings);
    Desk::open(&stored.directory, &header, board).map_err(store_failed)
}

pub(crate) fn desk_failed(error: DeskError) -> Failed {
    match error {
        DeskError::Refused(refused) => refused_by(refused),
        DeskError::Store(error) => store_failed(error),
    }
}

pub(crate) fn refused_by(refused: Refused) -> Failed {
    let hint = refused.hint().map(str::to_owned);
    Failed::new(Exit::Usage, refused).hint(hint)
}

/// The question a person names.
pub(crate) fn target(stored: &Stored, verdict: &Verdicts) -> Result<Target, Failed> {
    let region = find_region(&stored.manifests.regions, &verdict.region)?.code;
    let point = PointId(verdict.point.clone());
    Ok(Target { region, point, page: verdict.page.clone() })
}

/// The point of a question.
pub(crate) fn point_of<'s>(
    system: &'s IndicatorSystem,
    target: &Target,
) -> Result<&'s Point, Failed> {
    system.points.iter().find(|point| point.id == target.point).ok_or_else(|| {
        Failed::new(Exit::Usage, format!("no point `{}` in this edition", target.point))
    })
}

/// A value as a person typed it.
pub(crate) fn value(point: &Point, text: &str, machine: &Finding) -> Result<Finding, Failed> {
    let unit = match machine {
        Finding::Number(measure) => Some(measure.unit.as_str()),
        Finding::Truth(_) | Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => None,
    };
    parse_value(point, text, unit).map_err(|error| Failed::new(Exit::Usage, error))
}

/// What a person shows; a file is kept before anything names it.
pub(crate) fn shown(directory: &Path, shown: &Shown) -> Result<Vec<Exhibit>, Failed> {
    let file = shown.file.as_deref().map(|file| keep_file(directory, file));
    let file = file.transpose().map_err(store_failed)?;
    let exhibit = Exhibit { url: shown.url.clone(), quote: shown.quote.clone(), file };
    Ok(if exhibit.is_empty() { Vec::new() } else { vec![exhibit] })
}
