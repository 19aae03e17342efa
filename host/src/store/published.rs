//! That a round was published, and what its operator accepted for it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files::{read_json, write_json};

/// Name of the file in the directory of its round. With it there, no run goes on with the round.
pub const PUBLISHED_FILE: &str = "published.json";

/// Version of the form below.
const SCHEMA: u32 = 1;

/// A published round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Findings of the audit that were accepted, by name.
    pub accepted: Vec<Accepted>,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub published_on: String,
    /// Merkle root of the journal, as the seal has it.
    pub root: String,
    /// Name of the round.
    pub round: String,
    /// Version of this form.
    pub schema: u32,
    /// Program and version.
    pub software: String,
}

/// A finding of the audit that an operator answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// How many findings of the name there were.
    pub n_findings: usize,
    /// Stable name of the check.
    pub name: String,
    /// Why it is accepted.
    pub reason: String,
}

impl Published {
    /// Of the round named, at a moment.
    pub fn new(round: &str, root: String, published_on: String, accepted: Vec<Accepted>) -> Self {
        Self {
            accepted,
            published_on,
            root,
            round: round.to_owned(),
            schema: SCHEMA,
            software: concat!("bluebook/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// Reads it from the directory of its round; `None` if the round is not published.
    ///
    /// # Errors
    ///
    /// If it is there and cannot be read.
    pub fn read(dir: &Path) -> Result<Option<Self>, StoreError> {
        read_json(&dir.join(PUBLISHED_FILE))
    }

    /// Writes it into the directory of its round.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    pub fn write(&self, dir: &Path) -> Result<(), StoreError> {
        write_json(&dir.join(PUBLISHED_FILE), self)
    }
}
