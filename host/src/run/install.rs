//! The probes of a run: listed in the manifest, agreed to in the lock, loaded.
//!
//! A probe that cannot be used is a problem to report and a reason of `unknown` for its
//! points; the run goes on without it.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::{Lock, LockError};
use crate::manifest::{ProbeEntry, ProbesManifest, SandboxLimits};
use crate::model::UnknownReason;
use crate::plan::Installed;
use crate::sandbox::{Cache, EngineError, Limits, LoadError, LoadedProbe, Sandbox};

/// Probes loaded at once. Reading, a digest and `describe` keep one core busy; with more threads than this
/// the disk and the page tables are what is waited for.
const LOADED_AT_ONCE_MAX: usize = 8;

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
    let sandbox = Arc::clone(&installed.sandbox);
    let load = |entry: &ProbeEntry| load(&sandbox, manifest, entry, &lock, cache);
    for (entry, loaded) in manifest.probes.iter().zip(side_by_side(&manifest.probes, load)) {
        let known = match loaded {
            Some(Ok(probe)) => {
                let info = probe.info();
                let digest = info.digest;
                let criteria = info.criteria.iter().map(|c| c.id.clone()).collect();
                installed.loaded.insert(entry.family.clone(), probe);
                Installed::Ready { digest, criteria }
            }
            Some(Err(problem)) => {
                let known = Installed::Not { reason: problem.reason(), note: problem.note() };
                installed.problems.push(problem);
                known
            }
            None => {
                let note = "probes.toml: enabled = false".to_owned();
                Installed::Not { reason: UnknownReason::SwitchedOff, note }
            }
        };
        installed.known.insert(entry.family.clone(), known);
    }
    Ok(installed)
}

/// What loading gives of each entry, in their order; `None` of those switched off.
fn side_by_side<T: Send>(
    entries: &[ProbeEntry],
    load: impl Fn(&ProbeEntry) -> T + Sync,
) -> Vec<Option<T>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            let Some(entry) = entries.get(n) else { return done };
            done.push((n, entry.enabled.then(|| load(entry))));
        }
    };
    let n_threads = thread::available_parallelism().map_or(1, NonZero::get);
    let n_threads = n_threads.min(LOADED_AT_ONCE_MAX).min(entries.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..n_threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(n, _)| *n);
    done.into_iter().map(|(_, loaded)| loaded).collect()
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
