//! `bluebook explain`: from a score down to the words on a page.

mod open;
mod peers;

use super::args::{Common, Explain, Listing};
use super::round::find_region;
use super::{Code, Failed, Streams};
use crate::model::{IndicatorId, IndicatorSystem};
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
        let text = format!("{} {} is not judged in this round", region.code, region.name.zh);
        let hint = format!("`bluebook run --regions {}`", region.code);
        return Err(Failed::new(Code::NotJudged, text).hint(Some(hint)));
    };
    let Effective { verdicts, marks } = scored.verdicts(region.code)?;
    // A point is looked for in the whole.
    let id = explain.indicator.as_ref().filter(|_| !explain.open);
    let id = id.map(|id| indicator_of(&scored.manifests.system, id));
    let part = id.as_ref().map_or(Part::Whole, Part::Indicator);
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

/// The indicator of this id, or that of the point of this id, which is explained with its siblings.
fn indicator_of(system: &IndicatorSystem, id: &str) -> IndicatorId {
    let point = system.points.iter().find(|point| point.id.0 == id);
    let indicator = point.and_then(|point| system.indicators.get(point.indicator));
    indicator.map_or_else(|| IndicatorId(id.to_owned()), |indicator| indicator.id.clone())
}
