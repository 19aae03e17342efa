//! Regions, hosts and probes of a round.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Form, rows};
use crate::aggregate::{Place, cuts, rank};
use crate::model::RegionCode;
use crate::report::Percent;
use crate::review::{Board, Figures, Measured};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::seat::Seat;
use crate::serve::tally::RegionTally;
use crate::store::HostTimes;

#[derive(Debug, Serialize)]
struct RegionRow<'s> {
    code: String,
    name: &'s str,
    name_en: &'s str,
    province: &'s str,
    area: &'static str,
    rank: Option<u32>,
    class: Option<&'s str>,
    total: Option<Percent>,
    coverage: Option<Percent>,
    n_verdicts: usize,
    n_unknown: usize,
    n_pages: usize,
    n_missing: usize,
    n_reviewed: usize,
    is_judged: bool,
}

const REGION_HEAD: &[&str] = &[
    "code",
    "name",
    "name_en",
    "province",
    "area",
    "rank",
    "class",
    "total",
    "coverage",
    "n_verdicts",
    "n_unknown",
    "n_pages",
    "n_missing",
    "n_reviewed",
    "is_judged",
];

/// Every region of the edition, by code; those that are not judged yet too.
pub(super) fn regions(seat: &mut Seat, _call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let board = seat.board();
    let system = board.system();
    let cuts = cuts(&system.classes, &system.class_rule, board.scores(), 0.0);
    let places: BTreeMap<RegionCode, Place> =
        rank(board.scores(), &cuts, 0.0).into_iter().map(|place| (place.region, place)).collect();
    let tallies: BTreeMap<RegionCode, &RegionTally> =
        seat.tally.regions.iter().map(|tally| (tally.code, tally)).collect();
    let n_reviewed = n_reviewed(board);
    let all_rows = seat.manifests.regions.iter().map(|region| {
        let place = places.get(&region.code);
        let score = place.and_then(|place| board.scores().get(place.position));
        let tally = tallies.get(&region.code);
        let count = |of: fn(&RegionTally) -> usize| tally.map_or(0, |tally| of(tally));
        RegionRow {
            code: region.code.to_string(),
            name: &region.name.zh,
            name_en: &region.name.en,
            province: &region.province_name,
            area: region.area.name(),
            rank: place.and_then(|place| place.rank),
            class: place.and_then(|place| Some(cuts.get(place.class?)?.title.zh.as_str())),
            total: score.and_then(|score| score.total.score).map(Percent::of),
            coverage: score.map(|score| Percent::of(score.total.coverage)),
            n_verdicts: count(|tally| tally.n_verdicts),
            n_unknown: count(|tally| tally.n_unknown),
            n_pages: count(|tally| tally.n_pages),
            n_missing: count(|tally| tally.n_missing),
            n_reviewed: n_reviewed.get(&region.code).copied().unwrap_or_default(),
            is_judged: tally.is_some(),
        }
    });
    rows::list(form, REGION_HEAD, &all_rows.collect::<Vec<_>>())
}

/// Questions of each region that people said something of.
fn n_reviewed(board: &Board) -> BTreeMap<RegionCode, usize> {
    let mut counts: BTreeMap<RegionCode, usize> = BTreeMap::new();
    for (at, task) in board.tasks().iter().enumerate() {
        if board.state(at).is_some_and(|state| !state.people.is_empty()) {
            *counts.entry(task.target.region).or_default() += 1;
        }
    }
    counts
}

#[derive(Debug, Serialize)]
struct HostRow<'s> {
    host: &'s str,
    n_pages: u64,
    n_bytes: u64,
    n_missing: u64,
    failures: String,
    n_regions: usize,
    n_requests: Option<u64>,
    n_retries: Option<u64>,
    n_slow_downs: Option<u64>,
    waited_ms: Option<u64>,
    answered_ms: Option<u64>,
}

const HOST_HEAD: &[&str] = &[
    "host",
    "n_pages",
    "n_bytes",
    "n_missing",
    "failures",
    "n_regions",
    "n_requests",
    "n_retries",
    "n_slow_downs",
    "waited_ms",
    "answered_ms",
];

/// Every host that pages came from or were wanted of: most time first where the run kept times,
/// then most missing, then by name.
pub(super) fn hosts(seat: &mut Seat, _call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let times: BTreeMap<String, HostTimes> =
        HostTimes::read(&seat.dir)?.into_iter().map(|host| (host.host.clone(), host)).collect();
    let all_rows = seat.tally.hosts.iter().map(|(host, tally)| {
        let times = times.get(host);
        let failures: Vec<String> =
            tally.failures.iter().map(|(name, n)| format!("{name} {n}")).collect();
        HostRow {
            host,
            n_pages: tally.n_pages,
            n_bytes: tally.n_bytes,
            n_missing: tally.n_missing,
            failures: failures.join(", "),
            n_regions: tally.regions.len(),
            n_requests: times.map(|times| times.n_requests),
            n_retries: times.map(|times| times.n_retries),
            n_slow_downs: times.map(|times| times.n_slow_downs),
            waited_ms: times.map(|times| times.waited_ms),
            answered_ms: times.map(|times| times.answered_ms),
        }
    });
    let mut all: Vec<HostRow<'_>> = all_rows.collect();
    let cost = |row: &HostRow<'_>| {
        (row.waited_ms.unwrap_or(0) + row.answered_ms.unwrap_or(0), row.n_missing)
    };
    all.sort_by(|a, b| cost(b).cmp(&cost(a)).then_with(|| a.host.cmp(b.host)));
    rows::list(form, HOST_HEAD, &all)
}

#[derive(Debug, Serialize)]
struct ProbeRow<'s> {
    family: &'s str,
    version: &'s str,
    digest: Option<String>,
    contract: &'s str,
    n_verdicts: u64,
    n_unknown: u64,
    cost_fuel: u64,
    n_found: usize,
    n_not_found: usize,
    n_reviewed: usize,
    n_wrong: usize,
    precision: Option<f64>,
    precision_lower: Option<f64>,
    precision_upper: Option<f64>,
    recall: Option<f64>,
    recall_lower: Option<f64>,
    recall_upper: Option<f64>,
    quarantine: Option<&'s str>,
}

const PROBE_HEAD: &[&str] = &[
    "family",
    "version",
    "digest",
    "contract",
    "n_verdicts",
    "n_found",
    "n_not_found",
    "n_unknown",
    "cost_fuel",
    "n_reviewed",
    "n_wrong",
    "precision",
    "precision_lower",
    "precision_upper",
    "recall",
    "recall_lower",
    "recall_upper",
    "quarantine",
];

/// Every build of a probe that judged, with what its family is measured to be worth.
pub(super) fn probes(seat: &mut Seat, _call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let figures = Figures::of(seat.board());
    let nothing = Measured::default();
    let all_rows = seat.tally.probes.iter().map(|(key, tally)| {
        let one = figures.probes.get(&key.family).unwrap_or(&nothing);
        let [precision_lower, precision_upper] = one.precision_interval;
        let [recall_lower, recall_upper] = one.recall_interval;
        ProbeRow {
            family: &key.family,
            version: &key.version,
            digest: key.digest.map(|digest| digest.to_string()),
            contract: &key.contract,
            n_verdicts: tally.n_verdicts,
            n_unknown: tally.n_unknown,
            cost_fuel: tally.cost_fuel,
            n_found: one.n_found,
            n_not_found: one.n_not_found,
            n_reviewed: one.n_reviewed,
            n_wrong: one.n_wrong,
            precision: one.precision,
            precision_lower: one.precision.map(|_| precision_lower),
            precision_upper: one.precision.map(|_| precision_upper),
            recall: one.recall,
            recall_lower: one.recall.map(|_| recall_lower),
            recall_upper: one.recall.map(|_| recall_upper),
            quarantine: figures.quarantined.get(&key.family).map(String::as_str),
        }
    });
    rows::list(form, PROBE_HEAD, &all_rows.collect::<Vec<_>>())
}
