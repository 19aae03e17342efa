//! What a plan will cost: pages, hosts, time. A forecast for people, never part of a result.

use std::collections::{BTreeMap, BTreeSet};

use super::{Job, Plan};
use crate::model::{Form, IndicatorSystem, Point, Region, UnknownReason};

/// How fast collection may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Least time between two requests to one host; 0 for an archive.
    pub host_interval_ms: u64,
    /// Regions collected at once.
    pub regions_at_once: usize,
    /// Pages a region may cost.
    pub pages_per_region_max: usize,
    /// Of these, pages that may be rendered.
    pub rendered_per_region_max: usize,
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
    /// Pages rendered if every point that follows links follows one; of those below.
    pub n_rendered: usize,
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

/// Requests of a page that is rendered. A guess: a quarter of what one page is allowed.
const REQUESTS_PER_RENDERED: usize = 50;

impl Plan {
    /// Forecasts the cost of this plan.
    pub fn estimate(&self, system: &IndicatorSystem, regions: &[Region], pace: Pace) -> Estimate {
        let mut estimate = Estimate {
            n_regions: self.jobs.len(),
            n_points: system.points.len(),
            n_asked: 0,
            unasked: BTreeMap::new(),
            n_start_pages: 0,
            n_rendered: 0,
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
            let points = |form| points_of(job, form, system);
            let (sent, rendered) = (points(Form::Sent), points(Form::Rendered));
            let of_role = |role: &str| region.pages.iter().filter(|page| page.role == role).count();
            estimate.n_asked += sent
                .iter()
                .chain(&rendered)
                .map(|point| if point.per_page { of_role(&point.role) } else { 1 })
                .sum::<usize>();
            let for_people = job.roles_for_people(system);
            let wanted = urls(region, |role| !sent.is_empty() || for_people.contains(role));
            let n_sent = (wanted.len() + n_followed(&sent)).min(pace.pages_per_region_max);
            let of_rendered = |role: &str| rendered.iter().any(|point| point.role == role);
            let shown = urls(region, of_rendered);
            // Within the region's pages: what points over pages as sent really follow is less.
            let n_rendered =
                (shown.len() + n_followed(&rendered)).min(pace.rendered_per_region_max);
            estimate.n_start_pages += wanted.union(&shown).count();
            estimate.n_rendered += n_rendered;
            estimate.n_pages += (n_sent + n_rendered).min(pace.pages_per_region_max);
            // Followed pages are taken to lie on the hosts of the start pages, evenly.
            let mut ask = |urls: &BTreeSet<&str>, n_requests: usize| {
                for host in urls.iter().filter_map(|url| host_of(url)) {
                    *per_host.entry(host).or_default() += n_requests.div_ceil(urls.len().max(1));
                }
            };
            ask(&wanted, n_sent);
            ask(&shown, n_rendered * REQUESTS_PER_RENDERED);
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

/// The points a job asks about over pages of one form.
fn points_of<'s>(job: &Job, form: Form, system: &'s IndicatorSystem) -> Vec<&'s Point> {
    let calls = job.calls.iter().filter(|call| call.form == form);
    calls.flat_map(|call| &call.points).filter_map(|idx| system.points.get(*idx)).collect()
}

/// How many points follow a link.
fn n_followed(points: &[&Point]) -> usize {
    let follows = |point: &&&Point| {
        FOLLOW_PARAMS.iter().any(|key| {
            let value = point.params.get(*key);
            value.is_some_and(|value| value.contains("follow") || *key == "follow")
        })
    };
    points.iter().filter(follows).count()
}

/// The start pages of some roles, each once.
fn urls(region: &Region, has_role: impl Fn(&str) -> bool) -> BTreeSet<&str> {
    let pages = region.pages.iter().filter(|page| has_role(&page.role));
    pages.map(|page| page.url.as_str()).collect()
}

fn host_of(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}
