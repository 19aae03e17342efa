//! What the points of a set ask of probes, held against the probes that are there. A set is valid without
//! any probe; this is for those who have some.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::rc::Rc;

use super::at::At;
use super::diagnostic::{Diagnostics, Problem, Problems};
use super::fitting::{self, Takes};
use super::parse::{Parsed, parse};
use super::points::{RawPoint, RawPoints};
use super::probe_folder::{ProbeNames, no_criterion};
use super::reader::{Reader, shown};
use super::source::{Place, Source};
use super::{Manifests, text};
use crate::codes::Code;
use crate::model::{Judge, Point};

/// What is held against the probes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Parameters, of criteria that are there.
    Params,
    /// Criteria, and their parameters.
    Criteria,
}

/// Whether the points ask for what `probes`, by family, have; of a family that is not among them nothing is
/// said. Files in `edited` are taken as these texts, as the set was read.
///
/// # Errors
///
/// Every criterion and parameter that is not so, at its place in the files of points.
pub fn check_points(
    manifests: &Manifests,
    edited: Vec<(PathBuf, String)>,
    probes: &BTreeMap<&str, ProbeNames<'_>>,
    held: Held,
) -> Result<(), Diagnostics> {
    let points = manifests.system.points.iter();
    let wrong = points.filter_map(|point| Some((point, wrong(point, probes, held)?)));
    let mut wrong: BTreeMap<&str, Wrong<'_>> =
        wrong.map(|(point, wrong)| (point.id.0.as_str(), wrong)).collect();
    // Files are read again only to say where.
    if wrong.is_empty() {
        return Ok(());
    }
    let mut problems = Problems::default();
    for Parsed { source, raw, .. } in files(manifests, edited) {
        for point in &raw.point {
            if let Some(wrong) = wrong.remove(point.id.get().as_str()) {
                wrong.report(&source, point, &mut problems);
            }
        }
    }
    let lost: BTreeSet<&str> = wrong.into_keys().collect();
    for id in lost {
        problems.push(not_found(manifests, id));
    }
    problems.finish(Some(()))
}

/// What a point has wrong.
enum Wrong<'a> {
    /// The criterion it names, and those there are.
    Criterion(&'a str, &'a [&'a str]),
    /// Its parameters, by what the criterion takes.
    Params(Takes<'a>),
}

fn wrong<'a>(
    point: &'a Point,
    probes: &'a BTreeMap<&str, ProbeNames<'_>>,
    held: Held,
) -> Option<Wrong<'a>> {
    let Judge::Probe { family, criterion } = &point.judge else { return None };
    let probe = probes.get(family.as_str())?;
    if !probe.criteria.contains(&criterion.as_str()) {
        let wrong = Wrong::Criterion(criterion, &probe.criteria);
        return (held == Held::Criteria).then_some(wrong);
    }
    let takes = Takes { criterion, schema: probe.params.get(criterion)? };
    (!fitting::fits(&point.params, takes)).then_some(Wrong::Params(takes))
}

impl Wrong<'_> {
    fn report(&self, source: &Rc<Source>, point: &RawPoint, problems: &mut Problems) {
        let judge = point.judge.as_ref().map(At::get);
        // Rule tables name no criterion.
        let whole = judge.map_or_else(|| point.id.span(), |judge| judge.criterion.span());
        match self {
            Self::Params(takes) => {
                fitting::check((source, &point.params), &whole, *takes, problems);
            }
            Self::Criterion(name, names) => {
                problems.push(no_criterion(source, whole, name, names));
            }
        }
    }
}

/// The files of points, which were right when the set was read.
fn files(manifests: &Manifests, edited: Vec<(PathBuf, String)>) -> Vec<Parsed<RawPoints>> {
    let mut reader = Reader::with_edited(edited);
    let mut problems = Problems::default();
    let root = nowhere(manifests);
    let mut files = Vec::new();
    for path in &manifests.points_from {
        for path in reader.list(path, &root, &mut problems) {
            let source = reader.read(&path, &root, &mut problems);
            files.extend(source.and_then(|source| parse(&source, &mut problems)));
        }
    }
    files
}

/// The root file as a place to name, without its text.
fn nowhere(manifests: &Manifests) -> Place {
    let root = manifests.root.clone();
    let source = Source::new(root.clone(), shown(&root), String::new(), 0);
    Place { source: Rc::new(source), span: 0..0 }
}

/// A file changed while the command ran.
fn not_found(manifests: &Manifests, id: &str) -> Problem {
    let Place { source, span } = nowhere(manifests);
    let message = text(
        format!("点位 `{id}` 不合它的探针，文件里已找不到它"),
        format!("point `{id}` does not fit its probe, and is no longer in its file"),
    );
    Problem::new(Code::ManifestParams, &source, span, message)
}
