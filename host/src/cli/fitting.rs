//! What manifests ask of probes, held against the probes that are here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::probe::straight;
use super::{Code, Failed, Streams, it_has};
use crate::manifest::{
    Diagnostics, Held, Manifests, Pointed, ProbeNames, check_points, point_place,
};
use crate::model::{Judge, Point};
use crate::plan::Installed;
use crate::report::clean;
use crate::run::InstalledProbes;
use crate::sandbox::ProbeInfo;

/// What a probe says that its author's files and manifests name.
pub(crate) fn names(info: &ProbeInfo) -> ProbeNames<'_> {
    let criteria = info.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
    ProbeNames { family: &info.family, criteria, params: &info.params }
}

/// Whether the points ask for what the probes have.
///
/// # Errors
///
/// Everything that is not so, where it is written, and which components say what they take.
pub(crate) fn fitting(
    manifests: &Manifests,
    probes: &InstalledProbes,
    held: Held,
) -> Result<(), Failed> {
    held_against(manifests, probes, held).map_err(|problems| {
        let hint = inspected(&problems, &components(manifests, probes));
        Failed::manifests(problems).hint(hint)
    })
}

/// The same, for whoever shows problems as data.
///
/// # Errors
///
/// Everything that is not so, where it is written.
pub(crate) fn held_against(
    manifests: &Manifests,
    probes: &InstalledProbes,
    held: Held,
) -> Result<(), Diagnostics> {
    let loaded = probes.loaded.iter();
    let names = loaded.map(|(family, probe)| (family.as_str(), names(probe.info()))).collect();
    check_points(manifests, Vec::new(), &names, held)
}

/// Where parameters do not fit: how a person sees what these components take.
pub(crate) fn inspected(problems: &Diagnostics, components: &[PathBuf]) -> Option<String> {
    let is_about_params = problems.items().iter().any(|item| item.code == Code::ManifestParams);
    let commands = components.iter().map(|file| {
        format!("bluebook probe inspect {}", clean(&straight(file).display().to_string()))
    });
    let commands: Vec<String> = commands.collect();
    (is_about_params && !commands.is_empty())
        .then(|| format!("看要求 see what it takes: {}", commands.join("; ")))
}

/// The components that points with misfits ask.
fn components(manifests: &Manifests, probes: &InstalledProbes) -> Vec<PathBuf> {
    let is_wrong = |family: &str| {
        let probe = probes.loaded.get(family);
        let names = probe.map(|probe| BTreeMap::from([(family, names(probe.info()))]));
        names
            .is_some_and(|names| check_points(manifests, Vec::new(), &names, Held::Params).is_err())
    };
    let listed = &manifests.probes;
    let wrong = listed.probes.iter().filter(|entry| is_wrong(&entry.family));
    wrong.map(|entry| listed.directory.join(&entry.file)).collect()
}

/// Warns of points whose criterion their probe does not have: they would be unknown everywhere.
pub(crate) fn unanswered(
    manifests: &Manifests,
    probes: &InstalledProbes,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    for Point { id, judge, .. } in &manifests.system.points {
        let Judge::Probe { family, criterion } = judge else { continue };
        let Some(Installed::Ready { criteria, .. }) = probes.known.get(family) else { continue };
        if criteria.contains(criterion) {
            continue;
        }
        let place = point_place(&manifests.points_from, &id.0);
        let at = place.as_ref().map_or_else(|| id.0.clone(), Pointed::at);
        let said = format!(
            "{at}: 探针 `{family}` 没有判据 `{criterion}`，点位会是未知 · the probe has no criterion `{criterion}`, and \
             the point will be unknown"
        );
        writeln!(streams.err, "警告 warning[{}]: {said}", Code::NoSuchCriterion)?;
        writeln!(streams.err, "提示 hint: {}", it_has(criteria))?;
    }
    Ok(())
}
