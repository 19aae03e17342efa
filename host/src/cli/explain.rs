//! `bluebook explain`: from a score down to the words on a page.

mod open;
mod peers;

use super::args::{Common, Explain, Listing};
use super::round::{find_region, not_judged};
use super::{Code, Failed, Streams};
use crate::model::{IndicatorId, IndicatorSystem, PointId};
use crate::report::{Part, explain as explain_score};
use crate::review::Effective;

pub(crate) fn explain(
    common: &Common,
    explain: &Explain,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let scored = super::round::open(common, streams)?;
    let region = find_region(&scored.manifests.regions, &explain.region)?;
    let Some(score) = scored.scores.iter().find(|score| score.region == region.code) else {
        return Err(not_judged(common, region));
    };
    let Effective { verdicts, marks } = scored.verdicts(region.code)?;
    // A point is looked for in the whole.
    let id = explain.part.as_ref().filter(|_| !explain.open);
    let id = id.map(|id| Id::of(&scored.manifests.system, id));
    let part = id.as_ref().map_or(Part::Whole, Id::part);
    let mut explanation = explain_score(&scored.manifests.system, region, score, &verdicts, part)
        .map_err(|error| {
            let hint = error.hint.clone();
            Failed::new(Code::NoSuchNode, error).hint(Some(hint))
        })?
        .with_reviews(&marks);
    if explain.open {
        let edition = &scored.manifests.edition;
        return open::open(common, explain, &explanation, edition, streams);
    }
    if part == Part::Whole {
        explanation.peers = peers::peers(&scored, region, explain.peers);
    }
    match explain.format {
        Listing::Table => explanation.write_text(&mut streams.out)?,
        Listing::Csv => explanation.write_csv(&mut streams.out)?,
        Listing::Json => explanation.write_json(&mut streams.out)?,
    }
    Ok(())
}

/// What an id is of; one that is of nothing is told as an indicator's.
enum Id {
    Indicator(IndicatorId),
    Point(PointId),
}

impl Id {
    fn of(system: &IndicatorSystem, id: &str) -> Self {
        let point = system.points.iter().find(|point| point.id.0 == id);
        match point {
            Some(point) => Self::Point(point.id.clone()),
            None => Self::Indicator(IndicatorId(id.to_owned())),
        }
    }

    fn part(&self) -> Part<'_> {
        match self {
            Self::Indicator(id) => Part::Indicator(id),
            Self::Point(id) => Part::Point(id),
        }
    }
}
