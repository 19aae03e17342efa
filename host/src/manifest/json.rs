//! Values for judges and digests, as JSON with one spelling.

use serde::Serialize;

/// Compact JSON; equal values have equal bytes.
pub(super) fn to_text(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "our types have text keys and finite numbers only")]
    serde_json::to_string(value).expect("manifest types are JSON")
}

/// A parameter as a judge reads it: text as it is, all else as JSON with keys in
/// order. `None` for a number that is not finite, which JSON cannot hold.
pub(crate) fn param(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Array(_)
        | toml::Value::Table(_) => Some(param_json(value)?.to_string()),
    }
}

fn param_json(value: &toml::Value) -> Option<serde_json::Value> {
    Some(match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => serde_json::Number::from_f64(*number)?.into(),
        toml::Value::Boolean(is) => (*is).into(),
        toml::Value::Array(items) => items.iter().map(param_json).collect::<Option<_>>()?,
        toml::Value::Table(table) => {
            // Sorted here, whatever order the two crates' maps keep.
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            let entries =
                entries.into_iter().map(|(key, value)| Some((key.clone(), param_json(value)?)));
            serde_json::Value::Object(entries.collect::<Option<_>>()?)
        }
    })
}
