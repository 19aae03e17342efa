//! What a round's journal comes to, counted as it grows: pages, hosts, probes, regions, reasons.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::model::{Digest, RegionBatch, RegionCode, UnknownReason, Verdict};

/// Counts over everything recorded.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) n_verdicts: u64,
    pub(super) n_unknown: u64,
    pub(super) n_pages: u64,
    pub(super) n_missing: u64,
    pub(super) reasons: BTreeMap<UnknownReason, u64>,
    /// In the order they were recorded.
    pub(super) regions: Vec<RegionTally>,
    pub(super) hosts: BTreeMap<String, HostTally>,
    pub(super) probes: BTreeMap<ProbeKey, ProbeTally>,
}

/// One region.
#[derive(Debug)]
pub(super) struct RegionTally {
    pub(super) code: RegionCode,
    pub(super) n_verdicts: usize,
    pub(super) n_unknown: usize,
    pub(super) n_pages: usize,
    pub(super) n_missing: usize,
}

/// One host.
#[derive(Debug, Default)]
pub(super) struct HostTally {
    pub(super) n_pages: u64,
    pub(super) n_bytes: u64,
    pub(super) n_missing: u64,
    pub(super) failures: BTreeMap<String, u64>,
    pub(super) regions: BTreeSet<RegionCode>,
}

/// A probe as it judged: another build is another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ProbeKey {
    pub(super) family: String,
    pub(super) version: String,
    pub(super) digest: Option<Digest>,
    pub(super) contract: String,
}

/// What a probe judged.
#[derive(Debug, Default)]
pub(super) struct ProbeTally {
    pub(super) n_verdicts: u64,
    pub(super) n_unknown: u64,
    pub(super) cost_fuel: u64,
}

impl Tally {
    /// Counts a region.
    pub(super) fn take(&mut self, batch: &RegionBatch) {
        let mut n_unknown = 0;
        for verdict in &batch.verdicts {
            n_unknown += usize::from(self.take_verdict(verdict));
        }
        for page in &batch.pages {
            let host = self.host(&page.url, batch.region);
            host.n_pages += 1;
            host.n_bytes += page.n_bytes;
        }
        for missing in &batch.missing {
            let host = self.host(&missing.requested, batch.region);
            host.n_missing += 1;
            *host.failures.entry(missing.failure.clone()).or_default() += 1;
        }
        self.n_pages += batch.pages.len() as u64;
        self.n_missing += batch.missing.len() as u64;
        self.n_verdicts += batch.verdicts.len() as u64;
        self.n_unknown += n_unknown as u64;
        self.regions.push(RegionTally {
            code: batch.region,
            n_verdicts: batch.verdicts.len(),
            n_unknown,
            n_pages: batch.pages.len(),
            n_missing: batch.missing.len(),
        });
    }

    /// Counts a verdict; whether it is unknown.
    fn take_verdict(&mut self, verdict: &Verdict) -> bool {
        let reason = verdict.finding.unknown_reason();
        if let Some(reason) = reason {
            *self.reasons.entry(reason).or_default() += 1;
        }
        let provenance = &verdict.provenance;
        let key = ProbeKey {
            family: provenance.family.clone(),
            version: provenance.version.clone(),
            digest: provenance.probe,
            contract: provenance.contract.clone(),
        };
        // Where no probe was asked there is none to speak of.
        if !key.family.is_empty() {
            let probe = self.probes.entry(key).or_default();
            probe.n_verdicts += 1;
            probe.n_unknown += u64::from(reason.is_some());
            probe.cost_fuel = probe.cost_fuel.saturating_add(provenance.cost_fuel);
        }
        reason.is_some()
    }

    fn host(&mut self, url: &str, region: RegionCode) -> &mut HostTally {
        let name = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = self.hosts.entry(name.unwrap_or_default()).or_default();
        host.regions.insert(region);
        host
    }
}
