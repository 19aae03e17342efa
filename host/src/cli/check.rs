//! `bluebook check`: valid as a whole, or every problem at once.

use std::collections::BTreeMap;

use serde_json::json;

use super::args::{Check, Common, TextOrJson};
use super::{Failed, Streams};
use crate::manifest;
use crate::model::{Basis, IndicatorSystem, Judge};

pub(crate) fn check(
    common: &Common,
    check: &Check,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = match manifest::load(&common.manifests) {
        Ok(manifests) => manifests,
        Err(diagnostics) => {
            if check.format == TextOrJson::Json {
                serde_json::to_writer_pretty(&mut *streams.out, diagnostics.items())
                    .map_err(std::io::Error::from)?;
                writeln!(streams.out)?;
            }
            return Err(Failed::manifests(diagnostics));
        }
    };
    let system = &manifests.system;
    let n_live = system.points.iter().filter(|p| matches!(p.judge, Judge::Probe { .. })).count();
    let n_levels = |level| system.indicators.iter().filter(|i| i.level == level).count();
    let levels: Vec<usize> = (1..=u8::MAX).map(n_levels).take_while(|n| *n > 0).collect();
    match check.format {
        TextOrJson::Text => {
            let levels: Vec<String> = levels.iter().map(usize::to_string).collect();
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
        }
        TextOrJson::Json => {
            let summary = json!({
                "edition": manifests.edition,
                "indicators": levels,
                "points": system.points.len(),
                "points_by_machine": n_live,
                "regions": manifests.regions.len(),
                "probes": manifests.probes.probes.len(),
                "basis": bases(system),
                "digest": manifests.digest.to_string(),
            });
            writeln!(streams.out, "{summary:#}")?;
        }
    }
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
