//! `run --metrics FILE`: counters in the Prometheus text format, for the node exporter's textfile
//! collector. `serve` has its own under
//! `/metrics`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::fetch::HostReport;
use crate::report::{family, label};
use crate::run::{Costs, Event, Step};

/// Hosts with series of their own, the most waited for first; a monitor pays for every series.
const HOSTS_MAX: usize = 50;

/// Counters of a run, and the file they are written to.
#[derive(Debug)]
pub(crate) struct Metrics {
    path: PathBuf,
    n_regions: usize,
    n_done: usize,
    n_pages: usize,
    n_verdicts: usize,
    missing: BTreeMap<String, usize>,
    unknown: BTreeMap<&'static str, usize>,
}

impl Metrics {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            n_regions: 0,
            n_done: 0,
            n_pages: 0,
            n_verdicts: 0,
            missing: BTreeMap::new(),
            unknown: BTreeMap::new(),
        }
    }

    /// Counts an event and writes the file anew, by rename, so that no reader sees half of it.
    pub(crate) fn show(
        &mut self,
        event: &Event,
        hosts: &[HostReport],
        costs: &Costs,
    ) -> io::Result<()> {
        match event {
            Event::Started { n_regions, n_judged_before, .. } => {
                (self.n_regions, self.n_done) = (*n_regions, *n_judged_before);
            }
            Event::Region { n_pages, missing, n_verdicts, unknown, .. } => {
                self.n_done += 1;
                self.n_pages += n_pages;
                self.n_verdicts += n_verdicts;
                for (failure, n) in missing {
                    *self.missing.entry(failure.clone()).or_default() += n;
                }
                for (reason, n) in unknown {
                    *self.unknown.entry(reason).or_default() += n;
                }
            }
            Event::Hosts { .. } => {}
        }
        let half = self.path.with_extension("tmp");
        fs::write(&half, self.text(hosts, costs))?;
        fs::rename(&half, &self.path)
    }

    fn text(&self, hosts: &[HostReport], costs: &Costs) -> String {
        let mut text = String::new();
        family(&mut text, "regions", "gauge", "Regions of the round.", [("", self.n_regions)]);
        family(&mut text, "regions_done", "gauge", "Regions recorded.", [("", self.n_done)]);
        family(&mut text, "pages_total", "counter", "Pages had.", [("", self.n_pages)]);
        let missing = self.missing.iter().map(|(name, n)| (label("failure", name), *n));
        family(&mut text, "pages_missing_total", "counter", "Pages not had, by failure.", missing);
        family(&mut text, "verdicts_total", "counter", "Verdicts.", [("", self.n_verdicts)]);
        let unknown = self.unknown.iter().map(|(name, n)| (label("reason", name), *n));
        family(&mut text, "verdicts_unknown_total", "counter", "Unknown, by reason.", unknown);
        let sum = |of: fn(&HostReport) -> u64| [("", hosts.iter().map(of).sum::<u64>())];
        family(&mut text, "requests_total", "counter", "Requests sent.", sum(|h| h.n_requests));
        family(&mut text, "retries_total", "counter", "Tries made again.", sum(|h| h.n_retries));
        family(&mut text, "received_bytes_total", "counter", "Bodies as sent.", sum(|h| h.n_bytes));
        family(&mut text, "slow_downs_total", "counter", "429 and 503.", sum(|h| h.n_slow_downs));
        let slowest = HostReport::slowest(hosts);
        let per_host = |of: fn(&HostReport) -> u64| {
            slowest.iter().take(HOSTS_MAX).map(move |host| (label("host", &host.host), of(host)))
        };
        let help = "Requests to the hosts most waited for.";
        family(&mut text, "host_requests_total", "counter", help, per_host(|h| h.n_requests));
        let help = "Time waited for them and for their answers, milliseconds.";
        family(&mut text, "host_waited_ms_total", "counter", help, per_host(HostReport::cost_ms));
        let steps = Step::ALL.map(|step| (label("step", step.name()), costs.ns(step)));
        let other = (label("step", "other"), costs.other_ns());
        let seconds = steps.into_iter().chain([other]).map(|(label, ns)| (label, seconds(ns)));
        family(&mut text, "cpu_seconds_total", "counter", "CPU time of this process.", seconds);
        text
    }
}

/// Nanoseconds as Prometheus has times.
fn seconds(ns: u64) -> String {
    format!("{}.{:09}", ns / 1_000_000_000, ns % 1_000_000_000)
}
