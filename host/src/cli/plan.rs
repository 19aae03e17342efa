//! `bluebook plan`: what a run would do, without fetching anything.

use serde_json::json;

use super::args::{Common, Plan as PlanArgs, Selection, TextOrJson};
use super::fitting::{fitting, unanswered};
use super::round::find_region;
use super::{Environment, Failed, Streams, cache, load};
use crate::codes::Coded as _;
use crate::manifest::{Held, Manifests};
use crate::model::Region;
use crate::plan::{Estimate, Pace, Plan};
use crate::run::{InstalledProbes, Problem, install};

/// Hosts listed by name; the others are counted.
const HOSTS_SHOWN_MAX: usize = 10;

/// The regions a person selected; all if none.
pub(crate) fn selected(
    manifests: &Manifests,
    selection: &Selection,
) -> Result<Vec<Region>, Failed> {
    if selection.regions.is_empty() {
        return Ok(manifests.regions.clone());
    }
    let (mut regions, mut failed) = (Vec::new(), None);
    for wanted in &selection.regions {
        match find_region(&manifests.regions, wanted) {
            Ok(region) => regions.push(region.clone()),
            Err(error) => failed = Some(Failed::after(failed, error)),
        }
    }
    if let Some(failed) = failed {
        return Err(failed);
    }
    regions.sort_by_key(|region| region.code);
    regions.dedup_by_key(|region| region.code);
    Ok(regions)
}

/// The probes, with a warning for each that is not usable.
pub(crate) fn probes(
    manifests: &Manifests,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<InstalledProbes, Failed> {
    let installed = install(&manifests.probes, cache(environment).as_ref()).map_err(Failed::of)?;
    for problem in &installed.problems {
        warn(problem, streams)?;
    }
    unanswered(manifests, &installed, streams)?;
    fitting(manifests, &installed, Held::Params)?;
    Ok(installed)
}

fn warn(problem: &Problem, streams: &mut Streams<'_>) -> Result<(), Failed> {
    writeln!(streams.err, "警告 warning[{}]: {}", problem.code(), super::Chain(problem))?;
    if let Some(hint) = problem.hint() {
        writeln!(streams.err, "提示 hint: {hint}")?;
    }
    Ok(())
}

pub(crate) fn plan(
    common: &Common,
    args: &PlanArgs,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let regions = selected(&manifests, &args.selection)?;
    let probes = probes(&manifests, environment, streams)?;
    let plan = Plan::new(&manifests.system, &regions, &probes.known, &manifests.digest);
    let (limits, pace) = (&manifests.fetch.limits, &manifests.fetch.politeness.pace);
    let is_live = args.selection.from.is_empty();
    let pace = Pace {
        host_interval_ms: if is_live { pace.host_interval_ms_min } else { 0 },
        regions_at_once: pace.regions_at_once as usize,
        pages_per_region_max: limits.pages_per_region_max as usize,
        // Nothing is rendered out of an archive.
        rendered_per_region_max: if is_live {
            manifests.fetch.render.pages_per_region_max as usize
        } else {
            0
        },
    };
    let estimate = plan.estimate(&manifests.system, &regions, pace);
    match args.format {
        TextOrJson::Text => write_text(&plan, &estimate, &probes, streams),
        TextOrJson::Json => write_json(&plan, &estimate, streams),
    }
}

fn write_text(
    plan: &Plan,
    estimate: &Estimate,
    probes: &InstalledProbes,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let out = &mut *streams.out;
    let n_questions = estimate.n_regions * estimate.n_points;
    writeln!(
        out,
        "{} 地区 regions × {} 点位 points = {n_questions} 判定 verdicts",
        estimate.n_regions, estimate.n_points
    )?;
    writeln!(out, "  交探针判定 asked of probes      {:>8}", estimate.n_asked)?;
    for (reason, n) in &estimate.unasked {
        writeln!(out, "  未知 unknown  {} {reason}  {n}", reason.zh())?;
    }
    writeln!(
        out,
        "起始页 start pages {}，预计页面 pages about {}（其中渲染 of these rendered {}），主机 hosts {}",
        estimate.n_start_pages,
        estimate.n_pages,
        estimate.n_rendered,
        estimate.hosts.len()
    )?;
    for host in estimate.hosts.iter().take(HOSTS_SHOWN_MAX) {
        writeln!(out, "  {host}")?;
    }
    if let Some(n_more @ 1..) = estimate.hosts.len().checked_sub(HOSTS_SHOWN_MAX) {
        writeln!(out, "  … 另有 {n_more} 个 more")?;
    }
    writeln!(out, "预计用时 expected time {}", duration(estimate.expected_ms))?;
    writeln!(out, "探针 probes:")?;
    for (family, probe) in &probes.loaded {
        let info = probe.info();
        let digest = info.digest.short();
        writeln!(
            out,
            "  {family} {} {digest} {} 判据 criteria",
            info.version,
            info.criteria.len()
        )?;
    }
    writeln!(out, "计划摘要 plan {}", plan.digest)?;
    Ok(())
}

fn write_json(plan: &Plan, estimate: &Estimate, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let unasked: serde_json::Map<_, _> =
        estimate.unasked.iter().map(|(r, n)| (r.name().to_owned(), json!(n))).collect();
    let value = json!({
        "regions": estimate.n_regions,
        "points": estimate.n_points,
        "asked_of_probes": estimate.n_asked,
        "unknown": unasked,
        "start_pages": estimate.n_start_pages,
        "pages_expected": estimate.n_pages,
        "rendered_expected": estimate.n_rendered,
        "hosts": estimate.hosts,
        "expected_ms": estimate.expected_ms,
        "plan": plan.digest.to_string(),
    });
    writeln!(streams.out, "{value:#}")?;
    Ok(())
}

/// Hours, minutes and seconds, rounded up to a second.
pub(crate) fn duration(ms: u64) -> String {
    let seconds = ms.div_ceil(1000);
    let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds} 秒 s"),
        (0, _) => format!("{minutes} 分 min {} 秒 s", seconds % 60),
        _ => format!("{hours} 小时 h {minutes} 分 min"),
    }
}
