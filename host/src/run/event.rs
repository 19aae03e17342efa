//! What happens during a run, for progress bars, log lines and `--format jsonl`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::fetch::HostReport;
use crate::model::{Region, RegionBatch};

/// One event; as JSON an object with the key `event`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The run begins or goes on.
    Started {
        /// Regions of the round.
        n_regions: usize,
        /// Regions recorded by an earlier run.
        n_judged_before: usize,
        /// Where pages come from.
        source: String,
    },
    /// A region was judged and recorded.
    Region {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// Pages had.
        n_pages: usize,
        /// Pages not had.
        n_missing: usize,
        /// Pages not had, by failure.
        missing: BTreeMap<String, usize>,
        /// Verdicts recorded.
        n_verdicts: usize,
        /// Verdicts that are unknown, by reason.
        unknown: BTreeMap<&'static str, usize>,
    },
    /// The run ends, done or stopped: what was met at each host it asked.
    Hosts {
        /// The hosts, by name; none where pages came from an archive.
        hosts: Vec<HostReport>,
    },
}

impl Event {
    pub(super) fn started(n_regions: usize, n_judged_before: usize, source: &str) -> Self {
        Self::Started { n_regions, n_judged_before, source: source.to_owned() }
    }

    /// That a region was recorded; `regions` are those whose names are known.
    pub fn region<'r>(mut regions: impl Iterator<Item = &'r Region>, batch: &RegionBatch) -> Self {
        let mut unknown = BTreeMap::new();
        for verdict in &batch.verdicts {
            if let Some(reason) = verdict.finding.unknown_reason() {
                *unknown.entry(reason.name()).or_default() += 1;
            }
        }
        let mut missing = BTreeMap::new();
        for page in &batch.missing {
            *missing.entry(page.failure.clone()).or_default() += 1;
        }
        Self::Region {
            code: batch.region.to_string(),
            name: regions
                .find(|region| region.code == batch.region)
                .map(|region| region.name.zh.clone())
                .unwrap_or_default(),
            n_pages: batch.pages.len(),
            n_missing: batch.missing.len(),
            missing,
            n_verdicts: batch.verdicts.len(),
            unknown,
        }
    }
}
