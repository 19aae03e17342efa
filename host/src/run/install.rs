//! The probes of a run: listed in the manifest, agreed to in the lock, loaded.
//!
//! A probe that cannot be used is a problem to report and a reason of `unknown` for its
//! points; the run goes on without it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Lock, LockError};
use crate::manifest::{ProbeEntry, ProbesManifest, SandboxLimits};
use crate::model::UnknownReason;
use crate::plan::Installed;
use crate::sandbox::{Cache, EngineError, Limits, LoadError, LoadedProbe, Sandbox};

/// The probes cannot be made ready at all.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// No sandbox on this machine.
    #[error("no probe can run on this machine")]
    Engine {
        /// Why.
        source: EngineError,
    },
    /// The lock file is damaged.
    #[error("the probes' lock file cannot be used")]
    Lock {
        /// Why.
        source: LockError,
    },
}

/// A probe that is listed and cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// It is refused or cannot be read.
    #[error("probe family `{family}` is not usable")]
    Load {
        /// The family.
        family: String,
        /// Why.
        source: LoadError,
    },
    /// Nobody agreed to this file, or it changed since.
    #[error("probe `{file}` of family `{family}` is not the one in probes.lock")]
    NotLocked {
        /// The family.
        family: String,
        /// The file.
        file: String,
    },
    /// The manifest calls it by another name than it does itself.
    #[error("probe `{file}` is of family `{says}`, not `{family}`")]
    OtherFamily {
        /// The family in the manifest.
        family: String,
        /// The file.
        file: String,
        /// The family it says.
        says: String,
    },
}

impl Problem {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Load { source, .. } => source.hint(),
            Self::NotLocked { file, .. } => Some(format!(
                "look at it with `bluebook probe inspect {file}`, then agree with `bluebook probe lock`"
            )),
            Self::OtherFamily { says, .. } => {
                Some(format!("write `family = \"{says}\"` in probes.toml"))
            }
        }
    }

    fn reason(&self) -> UnknownReason {
        match self {
            Self::Load { source: LoadError::Read { .. }, .. } | Self::NotLocked { .. } => {
                UnknownReason::ProbeMissing
            }
            Self::Load { .. } | Self::OtherFamily { .. } => UnknownReason::ProbeRefused,
        }
    }

    /// One line for the note of a verdict: what is wrong and its nearest cause.
    fn note(&self) -> String {
        let cause = std::error::Error::source(self).map(|cause| format!(": {cause}"));
        format!("{self}{}", cause.unwrap_or_default())
    }
}

/// The probes of a run.
#[derive(Debug)]
pub struct InstalledProbes {
    /// Where they run.
    pub sandbox: Arc<Sandbox>,
    /// The usable ones, by family.
    pub loaded: BTreeMap<String, LoadedProbe>,
    /// All listed ones, as the plan needs to know them.
    pub known: BTreeMap<String, Installed>,
    /// What is wrong with the others.
    pub problems: Vec<Problem>,
}

/// Loads every probe the manifest lists.
///
/// # Errors
///
/// If there is no sandbox or no readable lock; a single probe is never an error.
pub fn install(
    manifest: &ProbesManifest,
    cache: Option<&Cache>,
) -> Result<InstalledProbes, InstallError> {
    let mut most = limits(&manifest.limits);
    for entry in &manifest.probes {
        let own = limits(&entry.limits);
        most.memory_bytes_max = most.memory_bytes_max.max(own.memory_bytes_max);
        most.deadline_ms = most.deadline_ms.max(own.deadline_ms);
    }
    let sandbox = Sandbox::new(most).map_err(|source| InstallError::Engine { source })?;
    let lock = Lock::read(&manifest.directory).map_err(|source| InstallError::Lock { source })?;
    let mut installed = InstalledProbes {
        sandbox: Arc::new(sandbox),
        loaded: BTreeMap::new(),
        known: BTreeMap::new(),
        problems: Vec::new(),
    };
    for entry in &manifest.probes {
        let known = if entry.enabled {
            match load(&installed.sandbox, manifest, entry, &lock, cache) {
                Ok(probe) => {
                    let info = probe.info();
                    let digest = info.digest;
                    let criteria = info.criteria.iter().map(|c| c.id.clone()).collect();
                    installed.loaded.insert(entry.family.clone(), probe);
                    Installed::Ready { digest, criteria }
                }
                Err(problem) => {
                    let known = Installed::Not { reason: problem.reason(), note: problem.note() };
                    installed.problems.push(problem);
                    known
                }
            }
        } else {
            let note = "probes.toml: enabled = false".to_owned();
            Installed::Not { reason: UnknownReason::SwitchedOff, note }
        };
        installed.known.insert(entry.family.clone(), known);
    }
    Ok(installed)
}

fn load(
    sandbox: &Sandbox,
    manifest: &ProbesManifest,
    entry: &ProbeEntry,
    lock: &Lock,
    cache: Option<&Cache>,
) -> Result<LoadedProbe, Problem> {
    let family = entry.family.clone();
    let file = entry.file.to_string_lossy().into_owned();
    let probe = sandbox
        .load(&manifest.directory.join(&entry.file), cache)
        .map_err(|source| Problem::Load { family: family.clone(), source })?;
    if lock.get(&file) != Some(&probe.info().digest) {
        return Err(Problem::NotLocked { family, file });
    }
    if probe.info().family != family {
        let says = probe.info().family.clone();
        return Err(Problem::OtherFamily { family, file, says });
    }
    Ok(probe.with_limits(limits(&entry.limits)))
}

fn limits(manifest: &SandboxLimits) -> Limits {
    Limits {
        fuel: manifest.fuel_per_call,
        memory_bytes_max: (manifest.memory_mib as usize) << 20,
        output_bytes_max: manifest.output_bytes_max as usize,
        log_bytes_max: manifest.log_bytes_max as usize,
        deadline_ms: u64::from(manifest.deadline_ms),
        ..Limits::default()
    }
}
