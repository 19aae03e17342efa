//! From manifests to work: which probe is asked what in which region, and which points
//! are unknown before anything is fetched.
//!
//! Pure: the same manifests and probes give the same plan, and its digest names the round.

mod estimate;

use std::collections::{BTreeMap, BTreeSet};

pub use estimate::{Estimate, Pace};

use crate::model::{
    Collect, Digest, Form, HumanTask, IndicatorSystem, Judge, Point, Region, RegionCode,
    UnknownReason,
};

/// Whether a family's probe can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installed {
    /// It is loaded.
    Ready {
        /// Digest of its file.
        digest: Digest,
        /// Its criteria.
        criteria: BTreeSet<String>,
    },
    /// It is not, and why.
    Not {
        /// `probe-missing`, `probe-refused` or `switched-off`.
        reason: UnknownReason,
        /// Detail for people.
        note: String,
    },
}

/// A point nobody is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unasked {
    /// Position in [`IndicatorSystem::points`].
    pub point: usize,
    /// Why.
    pub reason: UnknownReason,
    /// Detail for people.
    pub note: String,
}

/// One probe's share of a region, over pages of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// How the pages are wanted.
    pub form: Form,
    /// The probe's family.
    pub family: String,
    /// Positions in [`IndicatorSystem::points`], ascending.
    pub points: Vec<usize>,
}

/// The work of one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Position in the regions the plan was made from.
    pub region: usize,
    /// Its code.
    pub code: RegionCode,
    /// Probes to ask, by form and family.
    pub calls: Vec<Call>,
    /// Points that are unknown from the start.
    pub unasked: Vec<Unasked>,
}

impl Job {
    /// The points that wait for a person, with what the person does. The start pages they name
    /// are collected with the others.
    pub fn for_people<'s>(
        &self,
        system: &'s IndicatorSystem,
    ) -> impl Iterator<Item = (&'s Point, &'s HumanTask)> {
        let waiting = self.unasked.iter().filter(|one| one.reason == UnknownReason::NeedsPerson);
        let points = waiting.filter_map(|one| system.points.get(one.point));
        let by_person = points.filter(|point| point.judge == Judge::Person);
        by_person.filter_map(|point| Some((point, point.human.as_ref()?)))
    }

    /// Roles of the start pages that people are shown.
    pub fn roles_for_people<'s>(&self, system: &'s IndicatorSystem) -> BTreeSet<&'s str> {
        self.for_people(system).flat_map(|(_, task)| &task.pages).map(String::as_str).collect()
    }
}

/// The work of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// One job a region, by code.
    pub jobs: Vec<Job>,
    /// Names manifests, probes and their order; a resumed round must match it.
    pub digest: Digest,
}

impl Plan {
    /// Plans every region. `meaning` is the digest of the manifests.
    pub fn new(
        system: &IndicatorSystem,
        regions: &[Region],
        probes: &BTreeMap<String, Installed>,
        meaning: &Digest,
    ) -> Self {
        let mut jobs: Vec<_> = regions
            .iter()
            .enumerate()
            .map(|(index, region)| job(system, index, region, probes))
            .collect();
        jobs.sort_by_key(|job| job.code);
        let mut parts = vec![meaning.to_string()];
        for (family, installed) in probes {
            parts.push(family.clone());
            parts.push(match installed {
                Installed::Ready { digest, .. } => digest.to_string(),
                Installed::Not { reason, .. } => reason.name().to_owned(),
            });
        }
        parts.extend(jobs.iter().map(|job| job.code.to_string()));
        let digest = Digest::of_parts(parts.iter().map(String::as_bytes));
        Self { jobs, digest }
    }
}

fn job(
    system: &IndicatorSystem,
    index: usize,
    region: &Region,
    probes: &BTreeMap<String, Installed>,
) -> Job {
    let mut calls: BTreeMap<(Form, &str), Vec<usize>> = BTreeMap::new();
    let mut unasked = Vec::new();
    for (point_idx, point) in system.points.iter().enumerate() {
        match ask(point, region, probes) {
            Ok(family) => {
                calls.entry((point.collect.form(), family)).or_default().push(point_idx);
            }
            Err((reason, note)) => unasked.push(Unasked { point: point_idx, reason, note }),
        }
    }
    let call = |((form, family), points): ((Form, &str), Vec<usize>)| Call {
        form,
        family: family.to_owned(),
        points,
    };
    Job { region: index, code: region.code, calls: calls.into_iter().map(call).collect(), unasked }
}

/// The family to ask about a point in a region, or why nobody is asked.
fn ask<'p>(
    point: &'p Point,
    region: &Region,
    probes: &BTreeMap<String, Installed>,
) -> Result<&'p str, (UnknownReason, String)> {
    if let Some(switch) = region.switch_of(point) {
        return Err((UnknownReason::SwitchedOff, switch.reason.clone()));
    }
    let (family, criterion) = match &point.judge {
        Judge::Probe { family, criterion } => (family, criterion),
        Judge::Person => return Err((UnknownReason::NeedsPerson, String::new())),
        Judge::Nobody => return Err((not_automated(point.collect), String::new())),
    };
    match probes.get(family) {
        None => {
            let note = format!("probes.toml has no `{family}`");
            return Err((UnknownReason::ProbeMissing, note));
        }
        Some(Installed::Not { reason, note }) => return Err((*reason, note.clone())),
        Some(Installed::Ready { criteria, .. }) if !criteria.contains(criterion) => {
            let note = format!("probe `{family}` has no criterion `{criterion}`");
            return Err((UnknownReason::ProbeMissing, note));
        }
        Some(Installed::Ready { .. }) => {}
    }
    if !region.pages.iter().any(|page| page.role == point.role) {
        return Err((UnknownReason::NoAddress, point.role.clone()));
    }
    Ok(family)
}

fn not_automated(collect: Collect) -> UnknownReason {
    match collect {
        Collect::Render => UnknownReason::NeedsRendering,
        Collect::Human | Collect::Hybrid | Collect::Login => UnknownReason::NeedsPerson,
        Collect::Http | Collect::Json | Collect::Social | Collect::Store => {
            UnknownReason::NotAutomated
        }
    }
}

#[cfg(test)]
mod tests;
