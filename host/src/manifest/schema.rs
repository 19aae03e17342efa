//! JSON Schemas of the manifest files. What editors are given is what [`super::walk`]
//! enforces: both come from the same types.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of `T`: no references, no `null` (TOML has none).
pub(super) fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.inline_subschemas = true)
        .with_transform(RecursiveTransform(without_null));
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    // Whatever order the map keeps, the reference and the hints have one.
    schema.sort_all_objects();
    schema
}

/// Undoes what `Option` adds: a missing key is a missing key, never `null`.
fn without_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut branches)) = schema.remove("anyOf") {
        branches.retain(|branch| branch.get("type").is_none_or(|name| name != "null"));
        if let [Value::Object(only)] = branches.as_mut_slice() {
            for (key, value) in std::mem::take(only) {
                schema.ensure_object().entry(key).or_insert(value);
            }
        } else {
            schema.insert("anyOf".to_owned(), Value::Array(branches));
        }
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
}
