//! What was recorded of a round, people's reviews counted, and what it scores.

use crate::aggregate::{RegionScore, score_region};
use crate::cli::Failed;
use crate::cli::args::Common;
use crate::cli::reviews::Reviews;
use crate::cli::stored::Stored;
use crate::model::{RegionBatch, ReviewMark};
use crate::report::{Judged, Judges, MethodAnnex, RoundSide};
use crate::review::Effective;

/// A round as it is reported.
pub(super) struct Scored {
    pub(super) stored: Stored,
    root: String,
    /// The verdicts that count, by code.
    pub(super) batches: Vec<RegionBatch>,
    /// What people had a say in, batch by batch.
    pub(super) marks: Vec<Vec<ReviewMark>>,
    /// By code.
    pub(super) scores: Vec<RegionScore>,
    judges: Judges,
}

impl Scored {
    pub(super) fn of(common: &Common, stored: Stored) -> Result<Self, Failed> {
        let reviews = Reviews::of_stored(common, &stored)?;
        let system = &stored.manifests.system;
        let mut judges = Judges::default();
        let mut read = Vec::new();
        for batch in stored.batches() {
            let batch = batch?;
            judges.take(&batch);
            let RegionBatch { region, pages, missing, verdicts } = batch;
            let Effective { verdicts, marks } = reviews.effective(system, verdicts);
            read.push((RegionBatch { region, pages, missing, verdicts }, marks));
        }
        read.sort_by_key(|(batch, _)| batch.region);
        let score =
            |(batch, _): &(RegionBatch, _)| score_region(system, batch.region, &batch.verdicts);
        let scores = read.iter().map(score).collect();
        let (batches, marks) = read.into_iter().unzip();
        let root = stored.reader.root().to_string();
        Ok(Self { stored, root, batches, marks, scores, judges })
    }

    pub(super) fn judged(&self) -> Judged<'_> {
        Judged { header: self.stored.reader.header(), root: &self.root, scores: &self.scores }
    }

    pub(super) fn side(&self) -> RoundSide<'_> {
        let manifests = &self.stored.manifests;
        RoundSide {
            header: self.stored.reader.header(),
            system: &manifests.system,
            scores: &self.scores,
            regions: &manifests.regions,
        }
    }

    pub(super) fn all_marks(&self) -> Vec<ReviewMark> {
        self.marks.iter().flatten().cloned().collect()
    }

    /// The method annex, as `bluebook method` prints it.
    pub(super) fn annex(&self) -> Result<String, Failed> {
        let manifests = &self.stored.manifests;
        let annex = MethodAnnex {
            header: self.stored.reader.header(),
            manifests: &manifests.digest.to_string(),
            program: env!("CARGO_PKG_VERSION"),
            system: &manifests.system,
            scores: &self.scores,
            scenario: None,
            judges: &self.judges,
        };
        let mut text = Vec::new();
        annex.write_markdown(&mut text)?;
        Ok(String::from_utf8_lossy(&text).into_owned())
    }
}
