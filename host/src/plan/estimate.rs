//! What a plan will cost: pages, hosts, time. A forecast for people, never part of a result.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use crate::model::{IndicatorSystem, Region, UnknownReason};

/// How fast collection may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Least time between two requests to one host; 0 for an archive.
    pub host_interval_ms: u64,
    /// Regions collected at once.
    pub regions_at_once: usize,
    /// Pages a region may cost.
    pub pages_per_region_max: usize,
}

/// The forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Regions planned.
    pub n_regions: usize,
    /// Points of the indicator system.
    pub n_points: usize,
    /// Questions put to probes; points judged page by page count once a start page.
    pub n_asked: usize,
    /// Questions unknown before anything is fetched, by reason.
    pub unasked: BTreeMap<UnknownReason, usize>,
    /// Start pages, each counted once a region.
    pub n_start_pages: usize,
    /// Pages in all if every point that follows links follows one.
    pub n_pages: usize,
    /// Hosts of the start pages.
    pub hosts: BTreeSet<String>,
    /// Time if the slowest host alone decides, and if regions wait for each other; the
    /// larger of the two.
    pub expected_ms: u64,
}

/// Parameters whose presence means that a point follows at least one link.
const FOLLOW_PARAMS: [&str; 2] = ["follow", "rules"];

impl Plan {
    /// Forecasts the cost of this plan.
    pub fn estimate(&self, system: &IndicatorSystem, regions: &[Region], pace: Pace) -> Estimate {
        let mut estimate = Estimate {
            n_regions: self.jobs.len(),
            n_points: system.points.len(),
            n_asked: 0,
            unasked: BTreeMap::new(),
            n_start_pages: 0,
            n_pages: 0,
            hosts: BTreeSet::new(),
            expected_ms: 0,
        };
        let mut per_host: BTreeMap<String, usize> = BTreeMap::new();
        for job in &self.jobs {
            let Some(region) = regions.get(job.region) else { continue };
            for unasked in &job.unasked {
                *estimate.unasked.entry(unasked.reason).or_default() += 1;
            }
            let points: Vec<_> = job
                .calls
                .iter()
                .flat_map(|call| &call.points)
                .filter_map(|idx| system.points.get(*idx))
                .collect();
            let of_role = |role: &str| region.pages.iter().filter(|page| page.role == role).count();
            estimate.n_asked +=
                points.iter().map(|p| if p.per_page { of_role(&p.role) } else { 1 }).sum::<usize>();
            let wanted = if points.is_empty() { Vec::new() } else { start_urls(region) };
            let follows = points
                .iter()
                .filter(|p| {
                    FOLLOW_PARAMS.iter().any(|key| {
                        p.params
                            .get(*key)
                            .is_some_and(|value| value.contains("follow") || *key == "follow")
                    })
                })
                .count();
            let n_pages = (wanted.len() + follows).min(pace.pages_per_region_max);
            estimate.n_start_pages += wanted.len();
            estimate.n_pages += n_pages;
            for host in wanted.iter().filter_map(|url| host_of(url)) {
                // Followed pages are taken to lie on the hosts of the start pages, evenly.
                *per_host.entry(host).or_default() += n_pages.div_ceil(wanted.len().max(1));
            }
        }
        estimate.expected_ms = expected_ms(&per_host, pace);
        estimate.hosts = per_host.into_keys().collect();
        estimate
    }
}

fn expected_ms(per_host: &BTreeMap<String, usize>, pace: Pace) -> u64 {
    let ms = |n: usize| pace.host_interval_ms.saturating_mul(n as u64);
    let slowest = per_host.values().copied().max().unwrap_or(0);
    let all: usize = per_host.values().sum();
    ms(slowest).max(ms(all) / pace.regions_at_once.max(1) as u64)
}

fn start_urls(region: &Region) -> Vec<&str> {
    let urls: BTreeSet<&str> = region.pages.iter().map(|page| page.url.as_str()).collect();
    urls.into_iter().collect()
}

fn host_of(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}
