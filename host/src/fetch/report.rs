//! What collection met at each host, for the table of who slowed us down.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

/// One host of a run. Times depend on the network; nothing of this enters a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HostReport {
    /// The host.
    pub host: String,
    /// Requests sent, tries made again and `robots.txt` included.
    pub n_requests: u64,
    /// Of these, second and later tries.
    pub n_retries: u64,
    /// Bytes of bodies received, as sent.
    pub n_bytes: u64,
    /// Answers that said it is too much (429, 503).
    pub n_slow_downs: u64,
    /// Failures by name, those of tries that were made again included.
    pub failures: BTreeMap<String, u64>,
    /// Time spent waiting for the host's turn and pause, milliseconds.
    pub waited_ms: u64,
    /// Time from the start of requests to the end of their bodies, milliseconds.
    pub answered_ms: u64,
}

impl HostReport {
    pub(super) fn new(host: &str) -> Self {
        Self {
            host: host.to_owned(),
            n_requests: 0,
            n_retries: 0,
            n_bytes: 0,
            n_slow_downs: 0,
            failures: BTreeMap::new(),
            waited_ms: 0,
            answered_ms: 0,
        }
    }

    /// Time spent on the host, waiting for its turn included, milliseconds.
    pub fn cost_ms(&self) -> u64 {
        self.waited_ms.saturating_add(self.answered_ms)
    }

    /// The hosts, that most time was spent on first, then by name.
    pub fn slowest(hosts: &[Self]) -> Vec<&Self> {
        let mut slowest: Vec<&Self> = hosts.iter().collect();
        slowest.sort_by(|a, b| b.cost_ms().cmp(&a.cost_ms()).then_with(|| a.host.cmp(&b.host)));
        slowest
    }

    pub(super) fn fail(&mut self, name: &str) {
        *self.failures.entry(name.to_owned()).or_default() += 1;
    }

    pub(super) fn request(&mut self, waited: Duration, n_bytes: usize, answered: Duration) {
        self.n_requests += 1;
        self.waited_ms += milliseconds(waited);
        self.n_bytes += n_bytes as u64;
        self.answered_ms += milliseconds(answered);
    }

    /// A try is made again after a failure of this name.
    pub(super) fn retry(&mut self) {
        self.n_retries += 1;
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
