//! A round: one campaign over all regions, as the journal records it.

use serde::{Deserialize, Serialize};

use super::{Digest, Form, RegionCode, Verdict};

/// What a round is, fixed when it is opened; a resumed run must match it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundHeader {
    /// Name of the round, for example `2019`.
    pub name: String,
    /// Edition of the indicator system.
    pub edition: String,
    /// The day counted as the collection day, `YYYY-MM-DD`; freshness is judged against it.
    pub collected_on: String,
    /// Digest over indicator system, regions, probes and limits.
    pub plan: Digest,
    /// Where pages come from: `live`, or `archive` and a digest.
    pub source: String,
}

/// A page that was had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRecord {
    /// Address that was asked for.
    pub requested: String,
    /// Address that answered, after redirects.
    pub url: String,
    /// What it is to the probes.
    pub role: String,
    /// Clicks from the start pages.
    pub depth: u32,
    /// HTTP status.
    pub status: u16,
    /// Digest of the body as it was judged (content coding undone, charset not).
    pub digest: Digest,
    /// Length of that body.
    pub n_bytes: u64,
    /// Charset it was read with.
    pub encoding: String,
    /// What decided the charset: `bom`, `utf-8`, `header`, `meta`, `detector`;
    /// `rendered` for a page that a browser made.
    pub encoding_ground: String,
    /// Characters that could not be decoded.
    pub n_replaced: u32,
}

impl PageRecord {
    /// How the page was looked at.
    pub fn form(&self) -> Form {
        Form::from_name(&self.encoding_ground)
    }
}

/// A page that could not be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingPage {
    /// Address that was asked for.
    pub requested: String,
    /// What it would have been.
    pub role: String,
    /// Named failure class, for example `connect-timeout`.
    pub failure: String,
    /// Detail for people.
    pub note: String,
}

/// Everything one region's judging gave; one frame of the journal, all or nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionBatch {
    /// The region.
    pub region: RegionCode,
    /// Pages had, in the order they were fetched.
    pub pages: Vec<PageRecord>,
    /// Pages not had.
    pub missing: Vec<MissingPage>,
    /// Verdicts, ordered by point as the system lists them, then by page.
    pub verdicts: Vec<Verdict>,
}

impl RegionBatch {
    /// A region of which nothing was asked.
    pub fn empty(region: RegionCode) -> Self {
        Self { region, pages: Vec::new(), missing: Vec::new(), verdicts: Vec::new() }
    }
}
