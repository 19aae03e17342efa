//! What a component says of its parameters: JSON Schemas by criterion, in a section of its own.

use std::collections::BTreeMap;

use super::sections::sections;
use serde_json::Value;

/// The name of the section; `probe-build` writes it.
const SECTION: &str = "bluebook:params";

/// Bytes of the section; a schema of a criterion has some 500.
const SECTION_BYTES_MAX: usize = 1 << 20;

/// Schemas that cannot be used; the text says why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSchemas(String);

/// The schemas of a component that compiles, by criterion; none where it has no such section.
pub(super) fn of(component: &[u8]) -> Result<BTreeMap<String, Value>, BadSchemas> {
    let found = sections(component, SECTION).map_err(|error| BadSchemas(error.to_string()))?;
    match found.as_slice() {
        [] => Ok(BTreeMap::new()),
        [data] => read(data),
        more => Err(BadSchemas(format!("{} sections `{SECTION}`", more.len()))),
    }
}

fn read(data: &[u8]) -> Result<BTreeMap<String, Value>, BadSchemas> {
    if data.len() > SECTION_BYTES_MAX {
        return Err(BadSchemas(format!("more than {SECTION_BYTES_MAX} bytes")));
    }
    serde_json::from_slice(data).map_err(|error| BadSchemas(error.to_string()))
}
