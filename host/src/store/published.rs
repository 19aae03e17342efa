//! That a round was published, and what its operator accepted for it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files::{read_json, write_json};
use super::signature::{Signature, SigningKey};
use crate::model::Digest;

/// Name of the file in the directory of its round. With it there, no run goes on with the round.
pub const PUBLISHED_FILE: &str = "published.json";

/// Version of the form below. Version 1 had no embargo, no reviews and no signature; it is read
/// as this one without them.
const SCHEMA: u32 = 2;

/// A published round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Findings of the audit that were accepted, by name.
    pub accepted: Vec<Accepted>,
    /// Nothing is public before, `YYYY-MM-DDThh:mm:ssZ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo_until: Option<String>,
    /// When, `YYYY-MM-DDThh:mm:ssZ`.
    pub published_on: String,
    /// Merkle root of the reviews, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews: Option<String>,
    /// Merkle root of the journal, as the seal has it.
    pub root: String,
    /// Name of the round.
    pub round: String,
    /// Version of this form.
    pub schema: u32,
    /// Over [`Published::statement`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
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
            embargo_until: None,
            published_on,
            reviews: None,
            root,
            round: round.to_owned(),
            schema: SCHEMA,
            signature: None,
            software: concat!("bluebook/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }

    /// With what people said of it.
    #[must_use]
    pub fn with_reviews(self, root: Option<Digest>, embargo_until: Option<String>) -> Self {
        Self { reviews: root.map(|root| root.to_string()), embargo_until, ..self }
    }

    /// What is signed: five lines that name the round and both its roots.
    pub fn statement(&self) -> String {
        let reviews = self.reviews.as_deref().unwrap_or("none");
        format!(
            "bluebook round 1\nround {}\nroot {}\nreviews {reviews}\npublished {}\n",
            self.round, self.root, self.published_on
        )
    }

    /// With the signature of a key.
    #[must_use]
    pub fn signed(self, key: &SigningKey) -> Self {
        Self { signature: Some(key.sign(self.statement())), ..self }
    }

    /// Whether it may be shown to everybody at a time, written as [`Self::published_on`].
    pub fn is_public_at(&self, time: &str) -> bool {
        self.embargo_until.as_deref().is_none_or(|until| until <= time)
    }

    /// Whether it is signed and the signature is not of what it says.
    pub fn is_forged(&self) -> bool {
        self.signature.as_ref().is_some_and(|signature| !signature.is_of(self.statement()))
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
        if let Some(signature) = &self.signature {
            signature.write(dir, &self.statement())?;
        }
        write_json(&dir.join(PUBLISHED_FILE), self)
    }
}
