//! `bluebook check`: valid as a whole and, as far as probes are here, in what is asked of them; or every
//! problem at once.

mod built;

use std::collections::BTreeMap;

use serde_json::json;

use self::built::{NotChecked, held};
use super::args::{Check, Common, TextOrJson};
use super::{Environment, Failed, Streams, load};
use crate::manifest::Manifests;
use crate::model::{Basis, IndicatorSystem, Judge};

pub(crate) fn check(
    common: &Common,
    check: &Check,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let checked = load(&common.manifests).and_then(|manifests| {
        let not_checked = held(&manifests, environment)?;
        Ok((manifests, not_checked))
    });
    match (checked, check.format) {
        (Ok((manifests, not_checked)), TextOrJson::Text) => {
            write_text(&manifests, streams)?;
            tell(&not_checked, streams)
        }
        (Ok((manifests, not_checked)), TextOrJson::Json) => {
            write_json(&manifests, &not_checked, streams)
        }
        (Err(failed), format) => {
            if let (Some(diagnostics), TextOrJson::Json) = (failed.diagnostics(), format) {
                serde_json::to_writer_pretty(&mut *streams.out, diagnostics.items())
                    .map_err(std::io::Error::from)?;
                writeln!(streams.out)?;
            }
            Err(failed)
        }
    }
}

/// Says in one line which probes were not there to be asked.
fn tell(not_checked: &NotChecked, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let told = not_checked
        .iter()
        .map(|(why, families)| format!("{}: {}", why.words(), families.join(", ")));
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        writeln!(streams.err, "未核对 not checked: {}", told.join("；"))?;
    }
    Ok(())
}

/// How many indicators each level has, from the first.
fn levels(system: &IndicatorSystem) -> Vec<usize> {
    let n_levels = |level| system.indicators.iter().filter(|i| i.level == level).count();
    (1..=u8::MAX).map(n_levels).take_while(|n| *n > 0).collect()
}

/// How many points a machine judges.
fn n_live(system: &IndicatorSystem) -> usize {
    system.points.iter().filter(|p| matches!(p.judge, Judge::Probe { .. })).count()
}

fn write_text(manifests: &Manifests, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let system = &manifests.system;
    let n_live = n_live(system);
    let levels: Vec<String> = levels(system).iter().map(usize::to_string).collect();
    writeln!(
        streams.out,
        "清单有效：版次 {}，指标 {}，点位 {}（机器判定 {n_live}），地区 {}，探针 {}",
        manifests.edition,
        levels.join("/"),
        system.points.len(),
        manifests.regions.len(),
        manifests.probes.probes.len()
    )?;
    writeln!(
        streams.out,
        "manifests are valid: edition {}, indicators {}, points {} ({n_live} by machine), \
         regions {}, probes {}",
        manifests.edition,
        levels.join("/"),
        system.points.len(),
        manifests.regions.len(),
        manifests.probes.probes.len()
    )?;
    for (what, n_by_basis) in bases(system) {
        let counts: Vec<String> =
            n_by_basis.iter().map(|(name, n)| format!("{name} {n}")).collect();
        writeln!(streams.out, "依据 basis, {what}: {}", counts.join(", "))?;
    }
    writeln!(streams.out, "{}", manifests.digest)?;
    Ok(())
}

fn write_json(
    manifests: &Manifests,
    not_checked: &NotChecked,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let system = &manifests.system;
    let not_checked: BTreeMap<&str, &Vec<String>> =
        not_checked.iter().map(|(why, families)| (why.name(), families)).collect();
    let summary = json!({
        "edition": manifests.edition,
        "indicators": levels(system),
        "points": system.points.len(),
        "points_by_machine": n_live(system),
        "regions": manifests.regions.len(),
        "probes": manifests.probes.probes.len(),
        "not_checked": not_checked,
        "basis": bases(system),
        "digest": manifests.digest.to_string(),
    });
    writeln!(streams.out, "{summary:#}")?;
    Ok(())
}

/// How many weights, score rules and cuts are whose.
fn bases(system: &IndicatorSystem) -> BTreeMap<&'static str, BTreeMap<&'static str, usize>> {
    let mut bases: BTreeMap<_, BTreeMap<_, usize>> = BTreeMap::new();
    let mut add = |what, basis: Basis| {
        *bases.entry(what).or_default().entry(basis.name()).or_default() += 1;
    };
    system.indicators.iter().for_each(|indicator| add("weight", indicator.basis));
    system.points.iter().for_each(|point| add("weight", point.basis.weight));
    system.points.iter().for_each(|point| add("score", point.basis.score));
    system.classes.iter().for_each(|class| add("cut", class.basis));
    bases
}
