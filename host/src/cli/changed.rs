//! What is other than when a round was begun, as far as its verdicts tell: a digest alone says nothing to
//! the author who has just built a probe again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Failed;
use super::round::{store_failed, verdicts_of};
use crate::model::Digest;
use crate::plan::{Installed, Plan};
use crate::report::clean;
use crate::store::{Round, StoreError};

/// The failure of going on with the round in `directory`; where its plan is another one, the hint names the
/// probes and regions that are not what they were.
pub(crate) fn not_resumed(
    error: StoreError,
    directory: &Path,
    plan: &Plan,
    probes: &BTreeMap<String, Installed>,
) -> Failed {
    let is_of_plan = error.is_of_plan();
    let failed = store_failed(error);
    if !is_of_plan {
        return failed;
    }
    let begun = Round::open(directory).map_err(store_failed);
    let Ok(changed) = begun.and_then(|(round, _)| changed(&round, plan, probes)) else {
        return failed;
    };
    let hint = failed.hint_text().unwrap_or_default();
    failed.hint(format!("{changed}；{hint}"))
}

/// In words, what differs from what was judged.
fn changed(
    round: &Round,
    plan: &Plan,
    probes: &BTreeMap<String, Installed>,
) -> Result<String, Failed> {
    let is_planned = |code| plan.jobs.iter().any(|job| job.code == code);
    let dropped: Vec<String> =
        round.judged().iter().filter(|code| !is_planned(**code)).map(ToString::to_string).collect();
    let mut other = BTreeSet::new();
    for code in round.judged() {
        for verdict in verdicts_of(round, *code)? {
            let (family, judged_by) = (verdict.provenance.family, verdict.provenance.probe);
            if judged_by.is_some() && judged_by != installed(probes, &family) {
                other.insert(clean(&family));
            }
        }
    }
    let mut said = Vec::new();
    if !other.is_empty() {
        let families: Vec<String> = other.into_iter().collect();
        said.push(format!("探针变了 probes that changed: {}", families.join(", ")));
    }
    if !dropped.is_empty() {
        said.push(format!(
            "评过而不再选的地区 regions judged and not chosen now: {}",
            dropped.join(", ")
        ));
    }
    if said.is_empty() {
        said.push(
            "变的是清单的含义或所选的地区 the manifests' meaning or the chosen regions changed"
                .to_owned(),
        );
    }
    Ok(said.join("；"))
}

/// The digest of the probe that judges for a family now.
fn installed(probes: &BTreeMap<String, Installed>, family: &str) -> Option<Digest> {
    match probes.get(family)? {
        Installed::Ready { digest, .. } => Some(*digest),
        Installed::Not { .. } => None,
    }
}
