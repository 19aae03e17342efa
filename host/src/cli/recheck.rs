//! `bluebook recheck`: everything judged again from the archive, offline, and compared to
//! the byte with what the journal has. Nothing is written into the round.

mod output;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::output::Report;
use super::args::{Common, Recheck};
use super::plan::{probes, selected};
use super::run::limits;
use super::stored::{Stored, judge_again, named};
use super::{Code, Environment, Failed, Streams};
use crate::audit::{Difference, compare, judges_of};
use crate::model::{Digest, Region, RegionBatch};
use crate::plan::{Job, Plan};
use crate::run::{InstalledProbes, ResultSink, RunError, Runner};
use crate::store::{StoreError, StoredBatch, stored_bytes};

pub(crate) fn recheck(
    common: &Common,
    args: &Recheck,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let stored = Stored::open(&named(common, args.name.as_ref()))?;
    let archive = stored.archive(&args.selection.from, streams)?;
    let wanted: BTreeSet<_> =
        selected(&stored.manifests, &args.selection)?.iter().map(|region| region.code).collect();
    let (regions, mut differences) = judged_regions(&stored);
    let probes = probes(&stored.manifests, environment, streams)?;
    let (system, digest) = (&stored.manifests.system, &stored.manifests.digest);
    let plan = Plan::new(system, &regions, &probes.known, digest);
    let is_same_plan = plan.digest == stored.reader.header().plan;
    name_other_judges(&stored, &probes, is_same_plan, streams)?;
    let runner = Runner {
        system: Arc::new(system.clone()),
        regions: regions.into(),
        plan,
        probes,
        source: stored.replay(archive)?,
        collected_on: stored.reader.header().collected_on.clone(),
        limits: limits(&stored.manifests.fetch),
        stop: environment.stop.clone(),
        costs: Arc::default(),
    };
    let jobs: Vec<&Job> =
        runner.plan.jobs.iter().filter(|job| wanted.contains(&job.code)).collect();
    let mut comparison = Comparison { stored: &stored, differences: Vec::new(), n_same: 0 };
    judge_again(&runner, &jobs, &mut comparison, environment)?;
    let Comparison { differences: found, n_same, .. } = comparison;
    differences.extend(found);
    let report = Report {
        round: stored.reader.header().name.clone(),
        n_regions: jobs.len(),
        n_same,
        is_same_plan,
        differences,
    };
    report.write(args.format, streams)?;
    match report.differences.len() {
        0 => Ok(()),
        n => Err(Failed::new(Code::RecheckDiffers, format!("{n} 处差异 differences"))),
    }
}

/// The regions of the journal as the manifests have them, and those they do not have.
pub(crate) fn judged_regions(stored: &Stored) -> (Vec<Region>, Vec<Difference>) {
    let known: BTreeMap<_, _> =
        stored.manifests.regions.iter().map(|region| (region.code, region)).collect();
    let (mut regions, mut gone) = (Vec::new(), Vec::new());
    for code in stored.reader.regions() {
        match known.get(&code) {
            Some(region) => regions.push((*region).clone()),
            None => gone.push(Difference::region_gone(code)),
        }
    }
    (regions, gone)
}

/// Says before anything is judged which judges are not those that are recorded.
fn name_other_judges(
    stored: &Stored,
    probes: &InstalledProbes,
    is_same_plan: bool,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let mut recorded: BTreeMap<String, BTreeSet<Digest>> = BTreeMap::new();
    for batch in stored.batches() {
        judges_of(&batch?, &mut recorded);
    }
    let mut is_same_judge = true;
    for (family, digests) in &recorded {
        let installed = probes.loaded.get(family).map(|probe| probe.info().digest);
        if installed.is_some_and(|digest| digests.contains(&digest)) {
            continue;
        }
        is_same_judge = false;
        let recorded: Vec<String> = digests.iter().map(Digest::short).collect();
        let now = installed.map_or_else(|| "无 none".to_owned(), |digest| digest.short());
        writeln!(
            streams.err,
            "注意 note: 探针不同 other probe `{family}`: 记录 recorded {}, 现有 installed {now}",
            recorded.join(" ")
        )?;
    }
    if is_same_judge && !is_same_plan {
        writeln!(
            streams.err,
            "注意 note: 清单与轮次开始时不同 the manifests are not those the round was begun with"
        )?;
    }
    Ok(())
}

/// Compares every region as it comes.
struct Comparison<'s> {
    stored: &'s Stored,
    differences: Vec<Difference>,
    n_same: usize,
}

impl ResultSink for Comparison<'_> {
    fn take(&mut self, batch: RegionBatch) -> Result<(), RunError> {
        let region = batch.region;
        let recorded = |source: StoreError| RunError::Recorded { region, source };
        let bytes = stored_bytes(&batch).map_err(recorded)?;
        match self.stored.reader.batch(region).map_err(recorded)? {
            Some(StoredBatch { bytes: was, .. }) if was == bytes => self.n_same += 1,
            Some(StoredBatch { batch: was, .. }) => self.differences.extend(compare(&was, &batch)),
            // Only regions of the journal are judged again.
            None => {}
        }
        Ok(())
    }
}
