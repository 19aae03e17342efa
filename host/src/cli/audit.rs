//! `bluebook audit`: what the indicators of a round are worth. Whether the round may be published is
//! `bluebook round audit`.

use super::args::{AuditIndex, Common, Listing};
use super::stored::{Stored, named};
use super::{Failed, Streams};
use crate::aggregate::score_region;
use crate::audit::{Audit, RoundState, Severity, Sharing, Worth};
use crate::report::{IndexAudit, RoundWords};

pub(crate) fn audit(
    common: &Common,
    args: &AuditIndex,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let stored = Stored::open(&named(common, args.name.as_ref()))?;
    let audited = audited(&stored)?;
    let out = &mut streams.out;
    match args.format {
        Listing::Table => audited.write_table(out)?,
        Listing::Csv => audited.write_csv(out)?,
        Listing::Json => audited.write_json(out)?,
    }
    Ok(())
}

fn audited(stored: &Stored) -> Result<IndexAudit, Failed> {
    let system = &stored.manifests.system;
    let mut audit = Audit::new(system, &stored.manifests.regions);
    let (mut sharing, mut scores) = (Sharing::default(), Vec::new());
    for batch in stored.batches() {
        let batch = batch?;
        audit.take(&batch, None);
        sharing.take(&batch);
        scores.push(score_region(system, batch.region, &batch.verdicts));
    }
    scores.sort_by_key(|score| score.region);
    // Whether the record is whole is asked by `round audit`; here it counts as it is.
    let state = RoundState { is_closed: true, is_same_plan: true, has_evidence: true };
    let findings = audit.finish(state).findings.into_iter();
    Ok(IndexAudit {
        round: RoundWords::of(stored.reader.header()),
        worth: Worth::of(system, &scores),
        findings: findings.filter(|finding| finding.severity == Severity::Warns).collect(),
        shared: sharing.finish(),
    })
}
