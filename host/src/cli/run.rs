//! `bluebook run`: collect and judge, from archives or live; run again to resume.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::args::{Common, Run as RunArgs};
use super::changed::not_resumed;
use super::collect::{live_limits, renderer, user_agent};
use super::metrics::Metrics;
use super::progress::Progress;
use super::round::{directory, name, store_failed};
use super::rounds::{audit_of, last_before};
use super::stored::Stored;
use super::{Code, Environment, Failed, Streams, load, plan};
use crate::audit::Severity;
use crate::codes::Coded as _;
use crate::evidence::{Archive, ArchiveInfo, EvidenceError, RoundArchive, utc};
use crate::fetch::{ArchiveSource, HostReport, LiveSource, PageSource, RenderingSource};
use crate::manifest::{FetchManifest, Manifests};
use crate::model::{Digest, RoundHeader};
use crate::plan::Plan;
use crate::run::Resumed as ResumedSource;
use crate::run::{Costs, Ended, Keeping, RunError, RunLimits, Runner, Step};
use crate::store::{HostTimes, IndexState, Resumed, Round};

/// The live pages of a round, beside its journal.
pub(crate) const EVIDENCE_FILE: &str = "pages.warc.gz";

/// Where the pages come from, and where they are kept.
struct Pages {
    source: Arc<dyn PageSource>,
    evidence: Option<Keeping>,
    collected_on: String,
}

pub(crate) fn run(
    common: &Common,
    args: &RunArgs,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let regions = plan::selected(&manifests, &args.selection)?;
    let probes = plan::probes(&manifests, environment, streams)?;
    let plan = Plan::new(&manifests.system, &regions, &probes.known, &manifests.digest);
    let directory = directory(common, &manifests.edition)?;
    let costs = Arc::new(Costs::default());
    let pages =
        costs.of(Step::Open, || pages(&manifests, args, environment, &directory, streams))?;
    let header = RoundHeader {
        name: name(common, &manifests.edition)?,
        edition: manifests.edition.clone(),
        collected_on: pages.collected_on.clone(),
        plan: plan.digest,
        source: pages.source.identity(),
    };
    let (mut round, resumed) = Round::create_or_resume(&directory, &header)
        .map_err(|error| not_resumed(error, &directory, &plan, &probes.known))?;
    report_resumed(&resumed, streams)?;
    let runner = Runner {
        system: Arc::new(manifests.system),
        regions: regions.into(),
        plan,
        probes,
        source: pages.source,
        collected_on: pages.collected_on,
        limits: limits(&manifests.fetch),
        stop: environment.stop.clone(),
        costs,
    };
    (environment.on_signals)(&runner.stop);
    let mut metrics = args.metrics.as_deref().map(Metrics::new);
    let mut progress = Progress::new(args.format, environment, streams);
    let ended = runner.run(&mut round, pages.evidence.as_ref(), &mut |event| {
        if let Some(metrics) = &mut metrics {
            metrics.show(event, &runner.source.hosts(), &runner.costs)?;
        }
        progress.show(event)
    });
    progress.finish()?;
    if let Some(Keeping { sink, .. }) = pages.evidence.as_ref().filter(|_| ended.is_ok()) {
        sink.finish().map_err(source_failed)?;
    }
    let ended = ended.map_err(run_failed)?;
    HostTimes::add(&directory, runner.source.hosts().iter().map(times)).map_err(store_failed)?;
    if ended == Ended::Stopped {
        let text = format!("已停止 stopped: {} 地区 regions 已记录 recorded", round.judged().len());
        let hint = "再次运行同一命令即续跑 run the same command again to go on".to_owned();
        return Err(Failed::new(Code::Stopped, text).hint(Some(hint)));
    }
    let closing = round.close().map_err(store_failed)?;
    writeln!(
        streams.err,
        "轮次 round {} 完成 done: {} 地区 regions, {} 判定 verdicts → {}",
        header.name,
        closing.n_batches,
        closing.n_verdicts,
        directory.display()
    )?;
    writeln!(streams.err, "根 root {}", round.root())?;
    drop(round);
    tell_audit(common, header.plan, streams)
}

/// What is kept of a host beside the round.
fn times(host: &HostReport) -> HostTimes {
    HostTimes {
        host: host.host.clone(),
        n_requests: host.n_requests,
        n_retries: host.n_retries,
        n_slow_downs: host.n_slow_downs,
        waited_ms: host.waited_ms,
        answered_ms: host.answered_ms,
    }
}

/// Says whether the round holds, by the names of what does not; `round audit` says the rest.
fn tell_audit(common: &Common, plan: Digest, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let stored = Stored::open(common)?;
    let against = last_before(common, stored.reader.header())?;
    let audited = audit_of(&stored, common, against.as_deref(), plan)?;
    let against = against.map(|name| format!("，与上一轮对照 against {name}")).unwrap_or_default();
    let names = |severity: Severity| {
        let found = audited.findings.iter().filter(move |finding| finding.severity == severity);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        found.for_each(|finding| *counts.entry(finding.name).or_default() += 1);
        counts.iter().map(|(name, n)| format!(" {name} {n}")).collect::<Vec<_>>().concat()
    };
    let (fails, warns) = (names(Severity::Fails), names(Severity::Warns));
    if fails.is_empty() && warns.is_empty() {
        writeln!(streams.err, "审计通过 the audit is passed{against}")?;
        return Ok(());
    }
    let passed = if fails.is_empty() { "通过 passed" } else { "未通过 not passed" };
    writeln!(streams.err, "审计{passed}{against}:{fails}{warns}；详见 see `bluebook round audit`")?;
    Ok(())
}

pub(crate) fn run_failed(error: RunError) -> Failed {
    Failed::of(error)
        .hint(Some("what was recorded is kept; run the same command again to go on".to_owned()))
}

/// Says what opening a round found, where there is something to say.
pub(crate) fn report_resumed(resumed: &Resumed, streams: &mut Streams<'_>) -> Result<(), Failed> {
    if resumed.cut_bytes > 0 {
        writeln!(
            streams.err,
            "日志末尾有未完成的写入，已截去 {} 字节 / cut an unfinished append off the journal",
            resumed.cut_bytes
        )?;
    }
    if resumed.index != IndexState::UpToDate {
        writeln!(streams.err, "索引已更新 index: {}", resumed.index)?;
    }
    Ok(())
}

pub(crate) fn limits(fetch: &FetchManifest) -> RunLimits {
    RunLimits {
        regions_at_once: fetch.politeness.pace.regions_at_once as usize,
        pages_per_region_max: fetch.limits.pages_per_region_max as usize,
        rendered_per_region_max: fetch.render.pages_per_region_max as usize,
        rounds_max: fetch.limits.rounds_max as usize,
    }
}

pub(crate) fn source_failed(error: EvidenceError) -> Failed {
    let hint = error.hint().map(str::to_owned);
    Failed::of(error).hint(hint)
}

fn pages(
    manifests: &Manifests,
    args: &RunArgs,
    environment: &Environment,
    directory: &Path,
    streams: &mut Streams<'_>,
) -> Result<Pages, Failed> {
    if args.selection.from.is_empty() {
        return live(&manifests.fetch, args, environment, directory, streams);
    }
    let archive = Archive::open(&args.selection.from).map_err(source_failed)?;
    for damage in archive.damage() {
        writeln!(streams.err, "警告 warning[{}]: {}", damage.code(), super::Chain(damage))?;
    }
    let last = archive.last_captured_on().and_then(|at| at.get(..10)).map(str::to_owned);
    let collected_on = args.collected_on.clone().or(last).ok_or_else(|| {
        Failed::new(
            Code::ArchiveWithoutDay,
            "the archive does not say when its pages were collected",
        )
        .hint(Some("say it with `--collected-on YYYY-MM-DD`".to_owned()))
    })?;
    Ok(Pages { source: Arc::new(ArchiveSource::new(archive)), evidence: None, collected_on })
}

fn live(
    fetch: &FetchManifest,
    args: &RunArgs,
    environment: &Environment,
    directory: &Path,
    streams: &mut Streams<'_>,
) -> Result<Pages, Failed> {
    let now = utc((environment.clock)());
    let user_agent = user_agent(fetch);
    let info = ArchiveInfo {
        software: format!("bluebook/{}", env!("CARGO_PKG_VERSION")),
        user_agent: user_agent.clone(),
        created_on: now.clone(),
    };
    std::fs::create_dir_all(directory).map_err(|source| {
        Failed::new(
            Code::RoundUnwritable,
            format!("cannot create `{}`: {source}", directory.display()),
        )
    })?;
    let RoundArchive { sink, held, n_bytes_cut } =
        RoundArchive::open(directory, &info).map_err(source_failed)?;
    if n_bytes_cut > 0 {
        writeln!(
            streams.err,
            "存档末尾有未完成的写入，已截去 {n_bytes_cut} 字节 / cut an unfinished record off the archive"
        )?;
    }
    let live =
        LiveSource::new(&user_agent, live_limits(fetch), environment.clock).map_err(Failed::of)?;
    // A resumed round keeps the day it was begun, whatever day it is now.
    let begun = Round::open(directory).map(|(round, _)| round.header().collected_on.clone());
    let today = now.get(..10).unwrap_or(&now).to_owned();
    let collected_on = args.collected_on.clone().or(begun.ok()).unwrap_or(today);
    let source = Arc::new(ResumedSource::new(held, live));
    let renderer = renderer(fetch, environment.renderer.as_deref());
    let source = Arc::new(RenderingSource::new(source, renderer, environment.clock));
    let evidence = Some(Keeping { sink: Arc::new(sink), clock: environment.clock });
    Ok(Pages { source, evidence, collected_on })
}
