//! Reads the parameter `rules`; every misfit is a fault that names the rule and the key.

use probe_sdk::{Step, Stop, Task};
use serde_json::{Map, Value};

/// Rules in one point; more is a point that should be several.
const RULES_MAX: usize = 32;

/// The keys of one rule. Reading a key takes it out, so that what is left over is a misspelling.
pub(super) struct Fields {
    /// For faults: `rules[0]`.
    name: String,
    keys: Map<String, Value>,
}

/// The rules of the point.
pub(super) fn rules(task: &Task) -> Step<Vec<Fields>> {
    let fault = |text: &str| Stop::Fault(format!("`rules` {text}"));
    let text = task.text("rules").ok_or_else(|| fault("is missing"))?;
    let value: Value = serde_json::from_str(&text).map_err(|_| fault("is not JSON"))?;
    let Value::Array(rules) = value else { return Err(fault("is not an array")) };
    if rules.is_empty() || rules.len() > RULES_MAX {
        return Err(fault(&format!("has {} rules; 1 to {RULES_MAX} can be judged", rules.len())));
    }
    let numbered = rules.into_iter().enumerate();
    numbered
        .map(|(n, rule)| match rule {
            Value::Object(keys) => Ok(Fields { name: format!("rules[{n}]"), keys }),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Array(_) => Err(fault(&format!("[{n}] is not an object"))),
        })
        .collect()
}

impl Fields {
    /// The fault that a key does not fit.
    pub(super) fn fault(&self, key: &str, problem: &str) -> Stop {
        Stop::Fault(format!("`{}.{key}`: {problem}", self.name))
    }

    /// A text; `default` if the key is absent.
    pub(super) fn text(&mut self, key: &str, default: &str) -> Step<String> {
        match self.keys.remove(key) {
            None => Ok(default.to_owned()),
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(self.fault(key, "is not a text")),
        }
    }

    /// A list of words; empty if the key is absent.
    pub(super) fn words(&mut self, key: &str) -> Step<Vec<String>> {
        match self.keys.remove(key) {
            None => Ok(Vec::new()),
            Some(value) => self.list(key, value),
        }
    }

    /// A list of lists of words.
    pub(super) fn groups(&mut self, key: &str) -> Step<Vec<Vec<String>>> {
        match self.keys.remove(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(groups)) => {
                groups.into_iter().map(|group| self.list(key, group)).collect()
            }
            Some(_) => Err(self.fault(key, "is not a list of lists of texts")),
        }
    }

    /// A whole number that is not negative; `default` if the key is absent.
    pub(super) fn count(&mut self, key: &str, default: u64) -> Step<u64> {
        match self.keys.remove(key) {
            None => Ok(default),
            Some(value) => value.as_u64().ok_or_else(|| self.fault(key, "is not a count")),
        }
    }

    /// Yes or no; no if the key is absent.
    pub(super) fn flag(&mut self, key: &str) -> Step<bool> {
        match self.keys.remove(key) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.fault(key, "is not true or false")),
        }
    }

    /// Refuses keys that no one has read.
    pub(super) fn finish(self) -> Step<()> {
        match self.keys.keys().next() {
            None => Ok(()),
            Some(key) => Err(self.fault(key, "is not a key of this kind of rule")),
        }
    }

    fn list(&self, key: &str, value: Value) -> Step<Vec<String>> {
        let Value::Array(values) = value else {
            return Err(self.fault(key, "is not a list of texts"));
        };
        let text = |value: Value| {
            let text = value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
            text.ok_or_else(|| self.fault(key, "has an entry that is not a text, or is blank"))
        };
        values.into_iter().map(text).collect()
    }
}
