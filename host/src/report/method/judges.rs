//! Who judged a round: probes by version and digest.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::tables::{cell, row, table};
use crate::model::{Digest, RegionBatch};

/// A probe as the provenance of verdicts names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Judge {
    family: String,
    version: String,
    probe: Digest,
    contract: String,
}

/// What one judge did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Done {
    n_verdicts: u64,
    criteria: BTreeSet<String>,
}

/// The judges of a round, counted region by region.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judges {
    judges: BTreeMap<Judge, Done>,
    n_without: u64,
}

impl Judges {
    /// Takes a region.
    pub fn take(&mut self, batch: &RegionBatch) {
        for verdict in &batch.verdicts {
            let provenance = &verdict.provenance;
            let Some(probe) = provenance.probe else {
                self.n_without += 1;
                continue;
            };
            let judge = Judge {
                family: provenance.family.clone(),
                version: provenance.version.clone(),
                probe,
                contract: provenance.contract.clone(),
            };
            let done = self.judges.entry(judge).or_default();
            done.n_verdicts += 1;
            done.criteria.insert(provenance.criterion.clone());
        }
    }

    pub(super) fn write(&self, out: &mut impl io::Write) -> io::Result<()> {
        let heading = "探针的摘要即其文件的 SHA-256；同样的页面、参数和探针给出同样的判定。A probe's digest is the SHA-256 of its file; the same pages, parameters and probe give the same verdicts.";
        writeln!(out, "\n## 5 探针 Probes\n\n{heading}\n")?;
        table(
            out,
            [
                "族 family",
                "版本 version",
                "合约 contract",
                "判据 criteria",
                "判定 verdicts",
                "摘要 digest",
            ],
        )?;
        for (judge, done) in &self.judges {
            let Judge { family, version, probe, contract } = judge;
            row(
                out,
                &[
                    cell(family),
                    cell(version),
                    cell(contract),
                    done.criteria.len().to_string(),
                    done.n_verdicts.to_string(),
                    format!("`{probe}`"),
                ],
            )?;
        }
        writeln!(out, "\n未用探针 without a probe: {}", self.n_without)
    }
}
