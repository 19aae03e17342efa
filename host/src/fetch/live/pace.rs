//! When whom may be asked: one request at a time per host with a pause between two, and a
//! pause per server address, because many hosts of one city stand on one machine.

mod address;
mod host;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit};
use tokio::time::{Instant, sleep_until};

use address::Address;
pub(super) use host::{HostState, Tempo};

use super::super::circuit::{Circuit, CircuitRule};
use super::super::report::HostReport;

/// How politely hosts are asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// Least time between the end of a request to a host and the start of the next.
    pub host_interval_min: Duration,
    /// Least time between the starts of two requests to one address, whatever the host.
    pub address_interval_min: Duration,
    /// Longest `Crawl-delay` that is granted; a host that asks for more is not collected.
    pub crawl_delay_max: Duration,
    /// Longest `Retry-After` that is waited for; what is to be had later is not had.
    pub retry_after_max: Duration,
    /// When a host that fails is left alone.
    pub circuit: CircuitRule,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            host_interval_min: Duration::from_secs(1),
            address_interval_min: Duration::from_millis(250),
            crawl_delay_max: Duration::from_secs(30),
            retry_after_max: Duration::from_mins(2),
            circuit: CircuitRule { n_failures_max: 5, open_for: Duration::from_mins(1) },
        }
    }
}

/// The hosts and addresses asked so far. Grows with the round: some 30 hosts a region.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    states: Mutex<BTreeMap<String, Arc<AsyncMutex<HostState>>>>,
    addresses: Mutex<BTreeMap<IpAddr, Arc<Address>>>,
    circuits: Mutex<BTreeMap<String, Circuit>>,
    reports: Mutex<BTreeMap<String, HostReport>>,
}

/// The right to ask a host; it ends when this is dropped, and the pause starts.
#[derive(Debug)]
pub(super) struct Turn {
    pub(super) host: OwnedMutexGuard<HostState>,
    slot: Option<OwnedSemaphorePermit>,
}

impl Hosts {
    /// Waits until nobody asks the host. Who came first goes first.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        let host = {
            let mut states = self.states.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(states.entry(host.to_owned()).or_default())
        };
        Turn { host: host.lock_owned().await, slot: None }
    }

    /// Waits until the host's pause is over, then until its address may be asked, and gives
    /// how long that took. Called with the turn held, so that nobody overtakes.
    pub(super) async fn wait(&self, turn: &mut Turn, tempo: &Tempo, ip: IpAddr) -> Duration {
        let begin = Instant::now();
        if let Some(moment) = turn.host.not_before(tempo) {
            sleep_until(moment).await;
        }
        let address = {
            let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(addresses.entry(ip).or_default())
        };
        turn.slot = None;
        turn.slot = address.slot(tempo.address_interval_min).await;
        begin.elapsed()
    }

    /// The last failure of a host that is left alone just now.
    pub(super) fn refuses(&self, host: &str, now: Instant) -> Option<&'static str> {
        self.circuits().get(host)?.refuses(now)
    }

    /// The host failed, by name.
    pub(super) fn fail(&self, host: &str, failure: &'static str, rule: CircuitRule) {
        let mut circuits = self.circuits();
        circuits.entry(host.to_owned()).or_default().fail(failure, rule, Instant::now());
    }

    /// The host answered as hosts do.
    pub(super) fn succeed(&self, host: &str) {
        if let Some(circuit) = self.circuits().get_mut(host) {
            circuit.succeed();
        }
    }

    fn circuits(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Circuit>> {
        self.circuits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes something about a host for the report.
    pub(super) fn note(&self, host: &str, note: impl FnOnce(&mut HostReport)) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let report = reports.entry(host.to_owned()).or_insert_with(|| HostReport::new(host));
        note(report);
    }

    /// What was noted, by host.
    pub(super) fn reports(&self) -> Vec<HostReport> {
        let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.values().cloned().collect()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Without a slot nothing was sent, and no pause is due.
        if self.slot.is_some() {
            self.host.end_request();
        }
    }
}
