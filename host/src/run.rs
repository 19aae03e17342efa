//! Ties the steps of a round together: plan → fetch → evidence → sandbox → store.
//!
//! Regions are judged several at once and recorded in the plan's order, so that the
//! journal has the same bytes whatever was slow. A region is recorded as a whole or not
//! at all; a killed run goes on with the first region that is not recorded.

mod artifact;
mod bundle;
mod codes;
mod costs;
mod desk;
mod download;
mod event;
mod in_order;
mod install;
mod judging;
mod lock;
mod pack;
mod pages;
mod people;
mod registry;
mod replay;
mod sink;
mod source;
mod stop;
mod trial;
mod trust;
mod verdicts;

use std::sync::Arc;

pub use artifact::{Artifact, COMPONENT_BYTES_MAX, SIGNATURE_BYTES_MAX};
pub use bundle::{BUNDLE_BYTES_MAX, BUNDLED_MAX, Bundle, BundleError, Bundled, is_plain_file};
pub use costs::{Costs, Step};
pub use desk::Desk;
pub use download::download;
pub use event::Event;
use in_order::InOrder;
pub use install::{InstallError, InstalledProbes, Problem, install};
pub use lock::{Lock, LockError, Locked};
pub use pack::{Brought, PackError};
pub use pages::{Keeping, Looking, Read};
pub use registry::{ArtifactError, PulledProbe, pull, push};
pub use replay::Replay;
use sink::Recorder;
pub use sink::ResultSink;
pub use source::Resumed;
pub use stop::Stop;
pub use trial::{Question, Start, Trial, TrialLimits, Tried};
pub use trust::{Distrusted, Publisher, TRUST_FILE, Trust, TrustError};

use crate::evidence::EvidenceError;
use crate::fetch::PageSource;
use crate::model::{IndicatorSystem, Region, RegionCode};
use crate::plan::{Job, Plan};
use crate::store::{Round, StoreError};

/// A run that had to stop. What was recorded before stays recorded.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A region's verdicts could not be recorded.
    #[error("cannot record region {region}")]
    Record {
        /// The region.
        region: RegionCode,
        /// Why.
        source: StoreError,
    },
    /// A region's pages could not be kept as evidence.
    #[error("cannot keep the pages of region {region}")]
    Keep {
        /// The region.
        region: RegionCode,
        /// Why.
        source: EvidenceError,
    },
    /// The pages of regions that were given up could not be put on the disk.
    #[error("cannot keep the pages of unfinished regions")]
    Sync {
        /// Why.
        source: EvidenceError,
    },
    /// What was recorded of a region cannot be read again.
    #[error("cannot read what was recorded of region {region}")]
    Recorded {
        /// The region.
        region: RegionCode,
        /// Why.
        source: StoreError,
    },
    /// The machine cannot run the collector.
    #[error("cannot start the collector")]
    Start {
        /// Why.
        source: std::io::Error,
    },
    /// Progress could not be shown.
    #[error("cannot write progress")]
    Progress {
        /// Why.
        source: std::io::Error,
    },
}

/// How much a round may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunLimits {
    /// Regions judged at once; each holds its pages in memory meanwhile.
    pub regions_at_once: usize,
    /// Pages of one region, start pages included.
    pub pages_per_region_max: usize,
    /// Pages of one region that are rendered, of those above.
    pub rendered_per_region_max: usize,
    /// Times a probe is called again after pages it asked for have come.
    pub rounds_max: usize,
}

/// Everything a round needs but its store.
#[derive(Debug)]
pub struct Runner {
    /// What is measured.
    pub system: Arc<IndicatorSystem>,
    /// Whose is measured; positions as in the plan.
    pub regions: Arc<[Region]>,
    /// The work.
    pub plan: Plan,
    /// The probes.
    pub probes: InstalledProbes,
    /// Where pages come from.
    pub source: Arc<dyn PageSource>,
    /// The day freshness is judged against, `YYYY-MM-DD`.
    pub collected_on: String,
    /// How much it may cost.
    pub limits: RunLimits,
    /// Whether somebody wishes to stop.
    pub stop: Stop,
    /// Where its time goes, counted as it goes.
    pub costs: Arc<Costs>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every region is recorded.
    Done,
    /// Somebody wished to stop; the same run again goes on.
    Stopped,
}

impl Runner {
    /// Judges every region not yet in the round. `evidence` keeps the pages of a live
    /// collection; an archive is its own evidence and needs none. On a wish to stop the regions
    /// under way are given up; their pages are kept, so that nothing is fetched twice.
    ///
    /// # Errors
    ///
    /// Only if the disk or the writer of progress fails; see [`RunError`].
    pub fn run(
        &self,
        round: &mut Round,
        evidence: Option<&Keeping>,
        progress: &mut dyn FnMut(&Event) -> std::io::Result<()>,
    ) -> Result<Ended, RunError> {
        let judged = round.judged();
        let open: Vec<&Job> =
            self.plan.jobs.iter().filter(|job| !judged.contains(&job.code)).collect();
        let started = Event::started(self.plan.jobs.len(), judged.len(), &self.source.identity());
        progress(&started).map_err(|source| RunError::Progress { source })?;
        let regions = &self.regions;
        let mut recorder = Recorder { round, evidence, progress: &mut *progress, regions };
        let ended = self.judge(&open, evidence, &mut recorder);
        if let (Ok(Ended::Stopped), Some(Keeping { sink, .. })) = (&ended, evidence) {
            sink.sync().map_err(|source| RunError::Sync { source })?;
        }
        let hosts = Event::Hosts { hosts: self.source.hosts() };
        progress(&hosts).map_err(|source| RunError::Progress { source })?;
        ended
    }

    /// Judges regions and gives each to `sink`, in the order of `jobs`, whatever was slow.
    ///
    /// # Errors
    ///
    /// What `sink` fails with, evidence that cannot be kept, and a machine that cannot run
    /// the collector.
    pub fn judge(
        &self,
        jobs: &[&Job],
        evidence: Option<&Keeping>,
        sink: &mut dyn ResultSink,
    ) -> Result<Ended, RunError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|source| RunError::Start { source })?;
        let desk = Desk::counting(Arc::clone(&self.costs));
        let ended = runtime.block_on(async {
            let ended = self.judge_in_order(jobs, evidence, sink, &desk).await;
            self.source.close().await;
            ended
        });
        // Waits for pages that are just being kept.
        drop(runtime);
        ended
    }

    async fn judge_in_order(
        &self,
        jobs: &[&Job],
        evidence: Option<&Keeping>,
        sink: &mut dyn ResultSink,
        desk: &Desk,
    ) -> Result<Ended, RunError> {
        let jobs = jobs.iter().map(|job| async {
            let judged = judging::judge_region(self, job, desk, evidence).await;
            (job.code, judged)
        });
        let mut results = InOrder::new(jobs, self.limits.regions_at_once);
        loop {
            let next = tokio::select! {
                biased;
                () = self.stop.wished() => return Ok(Ended::Stopped),
                next = results.next() => next,
            };
            let Some((region, judged)) = next else { return Ok(Ended::Done) };
            let judged = judged.map_err(|source| RunError::Keep { region, source })?;
            self.costs.of(Step::Store, || sink.take(judged))?;
        }
    }
}
