//! `bluebook point try`: new points laid over a judged round. Only they are judged, over the
//! round's own pages; everything else is taken from the journal, and nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::args::{Common, TextOrJson, TryPoint};
use super::plan::{probes, selected};
use super::recheck::judged_regions;
use super::rescore::scores;
use super::reviews::Reviews;
use super::run::limits;
use super::stored::{Stored, judge_again};
use super::{Code, Environment, Failed, Streams, load};
use crate::aggregate::{RegionScore, score_region};
use crate::manifest::{self, Manifests};
use crate::model::{IndicatorSystem, Region, RegionBatch, RegionCode, Verdict};
use crate::plan::{Job, Plan};
use crate::report::{PointTried, Scoring, Shift, write_json};
use crate::run::{InstalledProbes, ResultSink, RunError, Runner};

/// Regions of the table shown; JSON has all.
const ROWS_MAX: usize = 30;

/// What trying gave.
#[derive(Debug, Serialize)]
struct Tried {
    round: String,
    n_regions: usize,
    points: Vec<PointTried>,
    shift: Shift,
}

/// Refuses a file that the manifests have already: laid over itself every point of it would be there twice.
fn not_there(base: &Manifests, file: &Path) -> Result<(), Failed> {
    let Ok(file) = file.canonicalize() else { return Ok(()) };
    let holds = |from: &PathBuf| {
        let from = from.canonicalize().ok();
        from.is_some_and(|from| from == file || file.parent() == Some(&from))
    };
    if !base.points_from.iter().any(holds) {
        return Ok(());
    }
    let text = format!("`{}` 已在清单里 · is in the manifests already", file.display());
    let hint = "`run` 会评它；要试别的写法，把文件放在清单之外 · `run` judges it; to try another, keep the file out of them";
    Err(Failed::new(Code::ManifestTwice, text).hint(hint.to_owned()))
}

pub(crate) fn try_points(
    common: &Common,
    args: &TryPoint,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let base = load(&common.manifests)?;
    not_there(&base, &args.file)?;
    let laid =
        manifest::load_with(&common.manifests, Some(&args.file)).map_err(Failed::manifests)?;
    let stored = Stored::with(common, base)?;
    let new = new_points(&stored.manifests.system, &laid.system);
    let source = stored.replay(stored.archive(&args.selection.from, streams)?)?;
    let probes = probes(&laid, environment, streams)?;
    let (mut regions, _) = judged_regions(&stored);
    let wanted: BTreeSet<_> =
        selected(&laid, &args.selection)?.iter().map(|region| region.code).collect();
    regions.retain(|region| wanted.contains(&region.code));
    let runner = Runner {
        system: Arc::new(laid.system.clone()),
        plan: plan(&laid, &regions, &probes, &new),
        regions: regions.into(),
        probes,
        source,
        collected_on: stored.reader.header().collected_on.clone(),
        limits: limits(&laid.fetch),
        stop: environment.stop.clone(),
        costs: Arc::default(),
    };
    let jobs: Vec<&Job> = runner.plan.jobs.iter().collect();
    let mut collected = Collected::default();
    judge_again(&runner, &jobs, &mut collected, environment)?;
    let found = collected.0;
    let after = scores_with(&stored, &laid.system, &found)?;
    let mut before = scores(&stored, &stored.manifests.system, &Reviews::none())?;
    before.retain(|score| found.contains_key(&score.region));
    let shift = Shift::new(
        &stored.manifests.regions,
        Scoring::of(&stored.manifests.system, &before),
        Scoring::of(&laid.system, &after),
    );
    let points = new.iter().filter_map(|position| laid.system.points.get(*position));
    let points = points.map(|point| PointTried::of(point, found.values().flatten())).collect();
    let round = stored.reader.header().name.clone();
    let tried = Tried { round, n_regions: found.len(), points, shift: shift.only_moved() };
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &tried)?,
        TextOrJson::Text => write_text(tried, &before, &after, streams)?,
    }
    Ok(())
}

/// Positions in `laid` of the points that `base` does not have.
fn new_points(base: &IndicatorSystem, laid: &IndicatorSystem) -> BTreeSet<usize> {
    let known: BTreeSet<_> = base.points.iter().map(|point| &point.id).collect();
    let new = laid.points.iter().enumerate().filter(|(_, point)| !known.contains(&point.id));
    new.map(|(position, _)| position).collect()
}

/// Verdicts on the new points, by region.
type Found = BTreeMap<RegionCode, Vec<Verdict>>;

/// The plan of the new points alone.
fn plan(
    laid: &Manifests,
    regions: &[Region],
    probes: &InstalledProbes,
    new: &BTreeSet<usize>,
) -> Plan {
    let mut plan = Plan::new(&laid.system, regions, &probes.known, &laid.digest);
    for job in &mut plan.jobs {
        job.unasked.retain(|unasked| new.contains(&unasked.point));
        for call in &mut job.calls {
            call.points.retain(|point| new.contains(point));
        }
        job.calls.retain(|call| !call.points.is_empty());
    }
    plan
}

#[derive(Default)]
struct Collected(Found);

impl ResultSink for Collected {
    fn take(&mut self, batch: RegionBatch) -> Result<(), RunError> {
        self.0.insert(batch.region, batch.verdicts);
        Ok(())
    }
}

/// Scores by the laid-over system, of what was recorded and what was found.
fn scores_with(
    stored: &Stored,
    system: &IndicatorSystem,
    found: &Found,
) -> Result<Vec<RegionScore>, Failed> {
    let mut scores = Vec::new();
    for batch in stored.batches() {
        let RegionBatch { region, mut verdicts, .. } = batch?;
        let Some(new) = found.get(&region) else { continue };
        verdicts.extend(new.iter().cloned());
        scores.push(score_region(system, region, &verdicts));
    }
    scores.sort_by_key(|score| score.region);
    Ok(scores)
}

fn write_text(
    mut tried: Tried,
    before: &[RegionScore],
    after: &[RegionScore],
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let out = &mut streams.out;
    writeln!(out, "轮次 round {}，地区 regions {}\n", tried.round, tried.n_regions)?;
    for point in &tried.points {
        point.write_text(out)?;
        writeln!(out)?;
    }
    let change = |(old, new): (&RegionScore, &RegionScore)| {
        Some(100.0 * (new.total.score? - old.total.score?))
    };
    let changes: Vec<f64> = before.iter().zip(after).filter_map(change).collect();
    if !changes.is_empty() {
        let n = f64::from(u32::try_from(changes.len()).unwrap_or(u32::MAX));
        let mean = changes.iter().fold(0.0, |sum, one| sum + one) / n;
        let least = changes.iter().copied().fold(f64::INFINITY, f64::min);
        let most = changes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        writeln!(
            out,
            "总分变化 change of totals: 平均 mean {mean:+.2}，最小 min {least:+.2}，最大 max {most:+.2}"
        )?;
    }
    let n_more = tried.shift.rows.len().saturating_sub(ROWS_MAX);
    tried.shift.rows.truncate(ROWS_MAX);
    if !tried.shift.rows.is_empty() {
        writeln!(out)?;
    }
    tried.shift.write_table(out)?;
    if n_more > 0 {
        writeln!(out, "… 另有 {n_more} 个 more：`--format json`")?;
    }
    Ok(())
}
