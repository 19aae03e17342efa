//! A verdict with everything needed to trace it back and to judge it again.

use serde::{Deserialize, Serialize};

use super::{Digest, Finding, PointId, RegionCode};

/// How sure a judge is, in per mille, so that equal verdicts have equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Confidence(u16);

impl Confidence {
    /// Nothing in doubt.
    pub const FULL: Self = Self(1000);

    /// From a share; `None` outside `0..=1`, NaN included.
    pub fn from_share(share: f32) -> Option<Self> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0..=1000 after the range check"
        )]
        (0.0..=1.0).contains(&share).then(|| Self((share * 1000.0).round() as u16))
    }

    /// `0..=1000`.
    pub fn per_mille(self) -> u16 {
        self.0
    }
}

/// Where something was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Address of the page, after redirects.
    pub url: String,
    /// Digest of the page's bytes as they were received.
    pub page: Digest,
    /// Element in the page's tree (pre-order), if one.
    pub node: Option<u32>,
    /// The words on the page.
    pub quote: String,
}

/// Who judged, and on what: enough to judge again and get the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Probe family; empty where no probe was asked.
    pub family: String,
    /// The probe's own version.
    pub version: String,
    /// Digest of the `.wasm`; `None` where no probe was asked.
    pub probe: Option<Digest>,
    /// Version of the contract, for example `0.1.0`.
    pub contract: String,
    /// Criterion that judged.
    pub criterion: String,
    /// Digest of the point's parameters.
    pub params: Digest,
    /// Pages the probe was given: the first so many of the region's list.
    pub n_pages: u32,
    /// Digest over the digests of those pages, in order.
    pub pages: Digest,
    /// Fuel of the probe's last call, host work on its behalf included.
    pub cost_fuel: u64,
}

/// One judged question. Never overwritten; a person's correction is appended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The region judged.
    pub region: RegionCode,
    /// The point judged.
    pub point: PointId,
    /// Address of the one page judged, for points judged page by page.
    pub page: Option<String>,
    /// What was found.
    pub finding: Finding,
    /// Where it was seen; may be empty for "not there".
    pub evidence: Vec<Evidence>,
    /// How sure the judge is.
    pub confidence: Confidence,
    /// The judge's remark, if any.
    pub note: Option<String>,
    /// Who judged, and on what.
    pub provenance: Provenance,
}

impl Provenance {
    /// What [`Self::pages`] is made of: the digests of the pages given, in order.
    pub fn digest_of_pages(pages: &[Digest]) -> Digest {
        let texts: Vec<String> = pages.iter().map(Digest::to_string).collect();
        Digest::of_parts(texts.iter().map(String::as_bytes))
    }
}
