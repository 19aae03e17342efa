//! `bluebook report`: a round as one file that opens anywhere, or as a letter to one government.

use std::path::{Path, PathBuf};

use super::args::{Common, MapStyle, QuotesKept, Report};
use super::round::find_region;
use super::rounds::reader;
use super::stored::{Stored, named};
use super::{Exit, Failed, Streams};
use crate::aggregate::{
    Focus, Group, RegionScore, Uncertain, UncertaintyError, score_region, uncertain,
};
use crate::manifest::Manifests;
use crate::model::{IndicatorSystem, RegionBatch, RegionCode, RoundHeader, Scenario};
use crate::report::{Judged, Letter, LetterInput, MapKind, Quotes, Site, write_site};

pub(crate) fn report(
    common: &Common,
    args: &Report,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let common = named(common, args.name.as_ref());
    let stored = Stored::open(&common)?;
    let own = Scored::of(&stored)?;
    let (path, bytes) = match &args.region {
        Some(region) => letter(args, &stored, &own, region)?,
        None => site(&common, args, &stored, &own)?,
    };
    std::fs::write(&path, bytes).map_err(|source| {
        Failed::new(Exit::Output, format!("cannot write `{}`: {source}", path.display()))
    })?;
    writeln!(streams.out, "{}", path.display())?;
    Ok(())
}

/// What was recorded and what it scores, by code.
struct Scored {
    header: RoundHeader,
    root: String,
    batches: Vec<RegionBatch>,
    scores: Vec<RegionScore>,
}

impl Scored {
    fn of(stored: &Stored) -> Result<Self, Failed> {
        let batches = stored.batches().collect::<Result<Vec<_>, _>>()?;
        let header = stored.reader.header().clone();
        Ok(Self::new(&stored.manifests.system, header, &stored.reader.root().to_string(), batches))
    }

    fn new(
        system: &IndicatorSystem,
        header: RoundHeader,
        root: &str,
        mut batches: Vec<RegionBatch>,
    ) -> Self {
        batches.sort_by_key(|batch| batch.region);
        let scores = batches
            .iter()
            .map(|batch| score_region(system, batch.region, &batch.verdicts))
            .collect();
        Self { header, root: root.to_owned(), batches, scores }
    }

    fn judged(&self) -> Judged<'_> {
        Judged { header: &self.header, root: &self.root, scores: &self.scores }
    }
}

fn site(
    common: &Common,
    args: &Report,
    stored: &Stored,
    own: &Scored,
) -> Result<(PathBuf, Vec<u8>), Failed> {
    let manifests = &stored.manifests;
    let earlier = args.against.as_ref().map(|name| earlier(common, name, stored)).transpose()?;
    let uncertain = intervals(manifests, &own.scores, args.coverage_min / 100.0)?;
    let site = Site {
        round: own.judged(),
        earlier: earlier.as_ref().map(Scored::judged),
        system: &manifests.system,
        regions: &manifests.regions,
        batches: &own.batches,
        coverage_min: args.coverage_min / 100.0,
        uncertain: uncertain.as_ref(),
        contact: &manifests.fetch.identity.contact,
        map: match args.map {
            MapStyle::Tiles => MapKind::Tiles,
            MapStyle::Outlines => MapKind::Outlines,
        },
        map_approval: args.map_approval.as_deref(),
        quotes: match args.quotes {
            QuotesKept::All => Quotes::All,
            QuotesKept::None => Quotes::None,
        },
    };
    let mut html = Vec::new();
    write_site(&mut html, &site)?;
    Ok((out(args, &stored.directory, "report.html"), html))
}

/// Rows of the design behind Sobol's indices, which neither report nor export shows.
const N_ROWS: u32 = 2;

/// Rank intervals as `bluebook sensitivity` gives them where nothing is asked; none where no region
/// has a rank.
pub(crate) fn intervals(
    manifests: &Manifests,
    scores: &[RegionScore],
    coverage_min: f64,
) -> Result<Option<Uncertain>, Failed> {
    let mut scenario = Scenario { coverage_min, ..Scenario::default() };
    (scenario.uncertainty.n_rows, scenario.uncertainty.n_again) = (N_ROWS, N_ROWS);
    let all = (Focus::Total, &Group::default());
    match uncertain(&scenario, &manifests.system, &manifests.regions, scores, all) {
        Ok(uncertain) => Ok(Some(uncertain)),
        Err(UncertaintyError::NothingRanked) => Ok(None),
        Err(error @ (UncertaintyError::Scenario(_) | UncertaintyError::Draws(_))) => {
            Err(Failed::new(Exit::Usage, error))
        }
    }
}

/// An earlier round, scored by the manifests of the later: only what was found can differ.
fn earlier(common: &Common, name: &str, stored: &Stored) -> Result<Scored, Failed> {
    let common = Common { round: Some(name.to_owned()), ..common.clone() };
    let (_, reader) = reader(&common)?;
    let header = reader.header().clone();
    let regions: Vec<RegionCode> = reader.regions().collect();
    let mut batches = Vec::with_capacity(regions.len());
    for region in regions {
        let batch = reader.batch(region).map_err(super::round::store_failed)?;
        batches.extend(batch.map(|stored| stored.batch));
    }
    Ok(Scored::new(&stored.manifests.system, header, &reader.root().to_string(), batches))
}

fn letter(
    args: &Report,
    stored: &Stored,
    own: &Scored,
    region: &str,
) -> Result<(PathBuf, Vec<u8>), Failed> {
    let manifests = &stored.manifests;
    let region = find_region(&manifests.regions, region)?;
    let Some(batch) = own.batches.iter().find(|batch| batch.region == region.code) else {
        let text = format!("{} {} is not judged in this round", region.code, region.name.zh);
        let hint = format!("`bluebook run --regions {}`", region.code);
        return Err(Failed::new(Exit::Usage, text).hint(Some(hint)));
    };
    let letter = Letter::new(&LetterInput {
        round: own.judged(),
        system: &manifests.system,
        region,
        verdicts: &batch.verdicts,
        coverage_min: args.coverage_min / 100.0,
        contact: &manifests.fetch.identity.contact,
    });
    let path = out(args, &stored.directory, &format!("letter-{}.html", region.code));
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|extension| extension == "md") {
        letter.write_markdown(&mut bytes)?;
    } else {
        letter.write_html(&mut bytes)?;
    }
    Ok((path, bytes))
}

/// Where to write: what was asked for, else into the round's directory.
fn out(args: &Report, directory: &Path, name: &str) -> PathBuf {
    args.out.clone().unwrap_or_else(|| directory.join(name))
}
