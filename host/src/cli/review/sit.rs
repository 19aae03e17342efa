//! Sitting down at a round: its verdicts, its record, and what a person names of it.

use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::cli::args::{Common, Lots, Shown, Sitting, Verdicts};
use crate::cli::round::{find_region, store_failed};
use crate::cli::stored::Stored;
use crate::cli::{Code, Environment, Failed};
use crate::evidence::utc;
use crate::model::{Exhibit, Finding, IndicatorSystem, Point, PointId, Target};
use crate::panel::{Chosen, read_value, seat, settings};
use crate::review::{Desk, DeskError, Now, Refused};
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
    let chosen = sitting.map(|sitting| Chosen::of(sitting.lots)).unwrap_or_default();
    let manifests = &stored.manifests;
    let settings = settings(&stored.reader, manifests, &chosen).map_err(store_failed)?;
    seat(&stored.directory, &stored.reader, manifests, settings).map_err(store_failed)
}

impl Chosen {
    pub(crate) fn of(lots: Lots) -> Self {
        let Lots { top, double, seed } = lots;
        Self { top, double_percent: Some(double), seed }
    }
}

pub(crate) fn desk_failed(error: DeskError) -> Failed {
    match error {
        DeskError::Refused(refused) => refused_by(refused),
        DeskError::Store(error) => store_failed(error),
    }
}

pub(crate) fn refused_by(refused: Refused) -> Failed {
    let hint = refused.hint().map(str::to_owned);
    Failed::of(refused).hint(hint)
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
        Failed::new(Code::NoSuchNode, format!("no point `{}` in this edition", target.point))
    })
}

/// A value as a person typed it.
pub(crate) fn value(point: &Point, text: &str, machine: &Finding) -> Result<Finding, Failed> {
    read_value(point, text, machine).map_err(Failed::of)
}

/// What a person shows; a file is kept before anything names it.
pub(crate) fn shown(directory: &Path, shown: &Shown) -> Result<Vec<Exhibit>, Failed> {
    let file = shown.file.as_deref().map(|file| keep_file(directory, file));
    let file = file.transpose().map_err(store_failed)?;
    let exhibit = Exhibit { url: shown.url.clone(), quote: shown.quote.clone(), file };
    Ok(if exhibit.is_empty() { Vec::new() } else { vec![exhibit] })
}
