//! The manifests held against the probes that are built and agreed to. The others are named: that they are
//! not here is no fault of the manifests.

use std::collections::BTreeMap;

use crate::cli::fitting::fitting;
use crate::cli::{Environment, Failed, cache};
use crate::manifest::{Held, Manifests, ProbeEntry, ProbesManifest};
use crate::model::Judge;
use crate::run::{Problem, install};

/// Why a probe was not asked what it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// Its file is not there.
    NotBuilt,
    /// Nobody agreed to the file that is there.
    NotAgreed,
    /// It is refused, or there is no sandbox.
    NotUsable,
    /// `enabled = false`.
    SwitchedOff,
}

impl Why {
    /// Its stable name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NotBuilt => "not-built",
            Self::NotAgreed => "not-agreed",
            Self::NotUsable => "not-usable",
            Self::SwitchedOff => "switched-off",
        }
    }

    /// For people.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::NotBuilt => "探针未构建 probes not built",
            Self::NotAgreed => "探针未经同意 probes nobody agreed to",
            Self::NotUsable => "探针不可用 probes not usable",
            Self::SwitchedOff => "探针停用 probes switched off",
        }
    }
}

/// The families that points ask and that were not checked.
pub(super) type NotChecked = BTreeMap<Why, Vec<String>>;

/// Holds criteria and parameters against the probes that are here; the families of the others.
///
/// # Errors
///
/// Every point that asks for what its probe does not have.
pub(super) fn held(manifests: &Manifests, environment: &Environment) -> Result<NotChecked, Failed> {
    let mut not_checked = NotChecked::new();
    let mut not = |why, family: &str| not_checked.entry(why).or_default().push(family.to_owned());
    let listed = &manifests.probes;
    let mut here = Vec::new();
    for entry in listed.probes.iter().filter(|entry| is_asked(manifests, entry)) {
        if !entry.enabled {
            not(Why::SwitchedOff, &entry.family);
        } else if listed.directory.join(&entry.file).exists() {
            here.push(entry.clone());
        } else {
            not(Why::NotBuilt, &entry.family);
        }
    }
    if here.is_empty() {
        return Ok(not_checked);
    }
    let here = ProbesManifest { probes: here, ..listed.clone() };
    match install(&here, cache(environment).as_ref()) {
        // Without a sandbox or a lock manifests are as valid as without probes.
        Err(_) => here.probes.iter().for_each(|entry| not(Why::NotUsable, &entry.family)),
        Ok(installed) => {
            for problem in &installed.problems {
                match problem {
                    Problem::NotLocked { family, .. } => not(Why::NotAgreed, family),
                    Problem::Load { family, .. } | Problem::OtherFamily { family, .. } => {
                        not(Why::NotUsable, family);
                    }
                }
            }
            fitting(manifests, &installed, Held::Criteria)?;
        }
    }
    Ok(not_checked)
}

fn is_asked(manifests: &Manifests, entry: &ProbeEntry) -> bool {
    let mut points = manifests.system.points.iter();
    points
        .any(|point| matches!(&point.judge, Judge::Probe { family, .. } if *family == entry.family))
}
