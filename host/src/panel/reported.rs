//! A round as reports have it: what was recorded, people's reviews counted, and what it scores.

use std::io;

use crate::aggregate::{RegionScore, score_region};
use crate::manifest::Manifests;
use crate::model::{RegionBatch, ReviewMark, Verdict};
use crate::report::{Judged, Judges, MethodAnnex};
use crate::review::Effective;
use crate::store::Reader;

/// A round with its reviews counted.
#[derive(Debug)]
pub struct Reported {
    /// The verdicts that count, by code of the region.
    pub batches: Vec<RegionBatch>,
    /// What people had a say in, batch by batch.
    pub marks: Vec<Vec<ReviewMark>>,
    /// By code.
    pub scores: Vec<RegionScore>,
    root: String,
    judges: Judges,
}

impl Reported {
    /// Reads a round; `count` says what of a region's verdicts counts.
    ///
    /// # Errors
    ///
    /// The first batch that cannot be read.
    pub fn of<E>(
        manifests: &Manifests,
        root: String,
        batches: impl Iterator<Item = Result<RegionBatch, E>>,
        count: impl Fn(Vec<Verdict>) -> Effective,
    ) -> Result<Self, E> {
        let mut judges = Judges::default();
        let mut read = Vec::new();
        for batch in batches {
            let batch = batch?;
            judges.take(&batch);
            let RegionBatch { region, pages, missing, verdicts } = batch;
            let Effective { verdicts, marks } = count(verdicts);
            read.push((RegionBatch { region, pages, missing, verdicts }, marks));
        }
        read.sort_by_key(|(batch, _)| batch.region);
        let system = &manifests.system;
        let score =
            |(batch, _): &(RegionBatch, _)| score_region(system, batch.region, &batch.verdicts);
        let scores = read.iter().map(score).collect();
        let (batches, marks) = read.into_iter().unzip();
        Ok(Self { batches, marks, scores, root, judges })
    }

    /// What a report begins with; `reader` is the round's.
    pub fn judged<'r>(&'r self, reader: &'r Reader) -> Judged<'r> {
        Judged { header: reader.header(), root: &self.root, scores: &self.scores }
    }

    /// What people had a say in, of all regions.
    pub fn all_marks(&self) -> Vec<ReviewMark> {
        self.marks.iter().flatten().cloned().collect()
    }

    /// The method annex, as `bluebook method` prints it.
    ///
    /// # Errors
    ///
    /// Writing to memory does not fail; the annex is written as to a file.
    pub fn annex(&self, reader: &Reader, manifests: &Manifests) -> io::Result<String> {
        let annex = MethodAnnex {
            header: reader.header(),
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
