//! `bluebook round audit`: whether a round may be published, and what a person should look at.

use super::{last_before, reader};
use crate::audit::{Audit, AuditFinding, Audited, RoundState, Severity};
use crate::cli::args::{AuditRound, Common, TextOrJson};
use crate::cli::plan::probes;
use crate::cli::recheck::judged_regions;
use crate::cli::round::store_failed;
use crate::cli::stored::Stored;
use crate::cli::{Code, Environment, Failed, Streams};
use crate::model::Digest;
use crate::plan::Plan;
use crate::report::{clean, write_json};
use crate::store::archives_in;

pub(crate) fn audit(
    common: &Common,
    args: &AuditRound,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let stored = Stored::open(common)?;
    let last = match &args.against {
        Some(name) => Some(name.clone()),
        None => last_before(common, stored.reader.header())?,
    };
    let plan = plan_here(&stored, environment, streams)?;
    let audited = audit_of(&stored, common, last.as_deref(), plan)?;
    match args.format {
        TextOrJson::Json => write_json(&mut streams.out, &audited)?,
        TextOrJson::Text => write_text(&audited, streams)?,
    }
    match audited.failed().count() {
        0 => Ok(()),
        n => Err(refused(n)),
    }
}

pub(crate) fn refused(n_failed: usize) -> Failed {
    let text = format!("审计未通过 the audit is not passed: {n_failed} 项 findings fail");
    let hint = "每项后面写着该做什么；确有理由的用 `publish --accept NAME=REASON` each says what to do; \
                where there is a reason, accept it by name";
    Failed::new(Code::AuditFailed, text).hint(Some(hint.to_owned()))
}

/// The digest of the plan that the manifests and probes that are here make of a round's regions.
pub(crate) fn plan_here(
    stored: &Stored,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Digest, Failed> {
    let manifests = &stored.manifests;
    let probes = probes(manifests, environment, streams)?;
    let (regions, _) = judged_regions(stored);
    Ok(Plan::new(&manifests.system, &regions, &probes.known, &manifests.digest).digest)
}

/// Audits a round, an earlier one beside it where there is one; `plan` is the digest of the plan
/// it is held against.
pub(crate) fn audit_of(
    stored: &Stored,
    common: &Common,
    against: Option<&str>,
    plan: Digest,
) -> Result<Audited, Failed> {
    let earlier = match against {
        Some(name) => Some(reader(&Common { round: Some(name.to_owned()), ..common.clone() })?.1),
        None => None,
    };
    let manifests = &stored.manifests;
    let mut audit = Audit::new(&manifests.system, &manifests.regions);
    for batch in stored.batches() {
        let batch = batch?;
        let before = earlier.as_ref().map(|earlier| earlier.batch(batch.region)).transpose();
        let before = before.map_err(store_failed)?.flatten();
        audit.take(&batch, before.as_ref().map(|before| &before.batch));
    }
    let n_archives = archives_in(&stored.directory).map_err(store_failed)?.len();
    Ok(audit.finish(RoundState {
        has_evidence: !stored.was_live() || n_archives > 0,
        is_closed: stored.reader.is_closed(),
        is_same_plan: plan == stored.reader.header().plan,
    }))
}

fn write_text(audited: &Audited, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let questions = &audited.questions;
    let n_unknown: usize = questions.unknown.values().sum();
    writeln!(
        streams.out,
        "计划 planned {} = 已判 judged {} + 未知 unknown {n_unknown} + 无判定 unanswered {}",
        questions.n_planned, questions.n_judged, questions.n_unanswered
    )?;
    for (reason, n) in &questions.unknown {
        writeln!(streams.out, "  {reason} {n}")?;
    }
    if audited.findings.is_empty() {
        writeln!(streams.out, "审计通过，没有发现 nothing was found")?;
    }
    audited.findings.iter().try_for_each(|finding| write_finding(finding, streams))
}

/// One finding and what to do about it.
pub(crate) fn write_finding(
    finding: &AuditFinding,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let AuditFinding { name, severity, text, what_to_do, .. } = finding;
    let severity = match severity {
        Severity::Fails => "不通过 fails",
        Severity::Warns => "提醒 warns",
    };
    writeln!(streams.out, "{severity} {name}: {} / {}", clean(&text.zh), clean(&text.en))?;
    writeln!(streams.out, "  → {} / {}", what_to_do.zh, what_to_do.en)?;
    Ok(())
}
