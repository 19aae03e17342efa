//! Figures of a probe's cost, and how they are kept in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::sandbox::ProbeInfo;

/// The version of the file's form.
const SCHEMA: u32 = 1;

/// What a criterion costs over all pages it has expectations of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    /// Expectations measured.
    pub(super) n_pages: u64,
    /// Microseconds of CPU time, the sum of the medians.
    pub(super) us: f64,
    /// Fuel of all calls.
    pub(super) fuel: u64,
    /// The largest linear memory.
    pub(super) memory_bytes: u64,
    /// Calls of the probe.
    pub(super) n_calls: u64,
}

/// The figures of a probe.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figures {
    schema: u32,
    pub(super) family: String,
    pub(super) version: String,
    pub(super) digest: String,
    /// By criterion.
    pub(super) rows: BTreeMap<String, Row>,
}

impl Figures {
    /// Those of a probe nobody has measured yet.
    pub(super) fn of(info: &ProbeInfo) -> Self {
        Self {
            schema: SCHEMA,
            family: info.family.clone(),
            version: info.version.clone(),
            digest: info.digest.to_string(),
            rows: BTreeMap::new(),
        }
    }

    pub(super) fn add(&mut self, criterion: &str, row: &Row) {
        let none = Row { n_pages: 0, us: 0.0, fuel: 0, memory_bytes: 0, n_calls: 0 };
        let sum = self.rows.entry(criterion.to_owned()).or_insert(none);
        sum.n_pages += row.n_pages;
        sum.us += row.us;
        sum.fuel = sum.fuel.saturating_add(row.fuel);
        sum.memory_bytes = sum.memory_bytes.max(row.memory_bytes);
        sum.n_calls += row.n_calls;
    }

    pub(super) fn to_json(&self) -> String {
        // Texts and finite numbers only.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    pub(super) fn from_json(bytes: &[u8]) -> Result<Self, String> {
        let figures: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if figures.schema == SCHEMA {
            return Ok(figures);
        }
        Err(format!("its schema is {}; this program reads {SCHEMA}", figures.schema))
    }
}

/// Nanoseconds as microseconds with one decimal.
pub(super) fn micros(ns: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a call takes less than a day")]
    let tenths = (ns / 100) as f64;
    tenths / 10.0
}

/// By how many per cent `now` is more than `before`.
pub(super) fn percent_more(now: u64, before: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
    let (now, before) = (now as f64, before as f64);
    if before > 0.0 { 100.0 * (now / before - 1.0) } else { 0.0 }
}
