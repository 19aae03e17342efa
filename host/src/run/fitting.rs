//! Whether the manifests give probes parameters that these can use, by the probes' own schemas.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::InstalledProbes;
use crate::model::{IndicatorSystem, Judge, Point, PointId};

/// The parameter that the manifests make of rule tables, which no author writes.
const MADE: &str = "rules";

/// A parameter that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The point.
    pub point: PointId,
    /// The parameter; `None` where one is missing.
    pub name: Option<String>,
    /// The family whose schema says so.
    pub family: String,
    /// The criterion whose schema it is.
    pub criterion: String,
    /// What is wrong.
    pub why: String,
}

/// Every parameter that does not fit, in the order of points.
pub fn misfits(system: &IndicatorSystem, probes: &InstalledProbes) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    for point in &system.points {
        let Judge::Probe { family, criterion } = &point.judge else { continue };
        let Some(probe) = probes.loaded.get(family) else { continue };
        let Some(schema) = probe.info().params.get(criterion) else { continue };
        let misfit = |name, why| Misfit {
            point: point.id.clone(),
            name,
            family: family.clone(),
            criterion: criterion.clone(),
            why,
        };
        match jsonschema::validator_for(schema) {
            Err(error) => misfits.push(misfit(None, format!("the probe's schema: {error}"))),
            Ok(validator) => {
                let given = given(point, schema);
                for error in validator.iter_errors(&given) {
                    let path = error.instance_path().to_string();
                    let name = path.split('/').nth(1).map(str::to_owned);
                    misfits
                        .push(misfit(name.or_else(|| unknown(&given, schema)), error.to_string()));
                }
            }
        }
    }
    misfits
}

/// The parameters as the manifest means them: what a schema calls a text is one, though it may look like a
/// number.
fn given(point: &Point, schema: &Value) -> Value {
    let is_text = |name: &str| {
        let kind = schema.get("properties").and_then(|all| all.get(name)?.get("type"));
        kind.is_some_and(|kind| kind == "string")
    };
    let value = |(name, text): (&String, &String)| {
        let read = serde_json::from_str(text).ok().filter(|_| !is_text(name));
        (name.clone(), read.unwrap_or_else(|| Value::String(text.clone())))
    };
    let params: BTreeMap<&String, &String> =
        point.params.iter().filter(|(name, _)| *name != MADE).collect();
    Value::Object(params.into_iter().map(value).collect::<Map<_, _>>())
}

/// The first parameter that the schema does not know.
fn unknown(given: &Value, schema: &Value) -> Option<String> {
    let known = schema.get("properties")?.as_object()?;
    given.as_object()?.keys().find(|name| !known.contains_key(*name)).cloned()
}
