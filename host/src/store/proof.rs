//! The proof that a round's journal has a region, for those who do not have the journal.

use serde::{Deserialize, Serialize};

use super::journal::Entry;
use super::{format, merkle};
use crate::model::{Digest, RegionBatch, RoundHeader};

/// Version of the form below.
const SCHEMA: u32 = 1;

/// What a person carries away: the frame itself and the digests beside its way to the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    schema: u32,
    /// Name of the round; for people, proved by nothing.
    pub round: String,
    /// Edition of the round; for people, proved by nothing.
    pub edition: String,
    /// Number of the frame; the opening is 0.
    pub frame: u64,
    /// Frames the root is over.
    pub n_frames: u64,
    /// Payload of the frame in hex: everything recorded of the region.
    pub payload: String,
    /// Digests beside the way to the root, lowest first, `sha256:` and hex.
    pub path: Vec<String>,
    /// The root they lead to; worth what the place it is compared with is worth.
    pub root: String,
}

/// A proof that proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadProof {
    /// Written by another version.
    #[error("the proof is of version {0}, and this program reads {SCHEMA}")]
    Version(u32),
    /// Not hex, or not a digest.
    #[error("the proof's `{0}` cannot be read")]
    Unreadable(&'static str),
    /// The way ends elsewhere.
    #[error("the frame and the path do not lead to the root")]
    OtherRoot,
    /// The payload is no region's.
    #[error("the frame that is proved is not a region's")]
    NoRegion,
}

impl Proof {
    pub(super) fn new(
        header: &RoundHeader,
        frame: u64,
        n_frames: u64,
        payload: &[u8],
        (path, root): (Vec<Digest>, Digest),
    ) -> Self {
        Self {
            schema: SCHEMA,
            round: header.name.clone(),
            edition: header.edition.clone(),
            frame,
            n_frames,
            payload: hex(payload),
            path: path.iter().map(Digest::to_string).collect(),
            root: root.to_string(),
        }
    }

    /// Follows the way from the frame to the root; gives the root and what is proved to be
    /// under it.
    ///
    /// # Errors
    ///
    /// If the way does not lead to [`Self::root`], or the proof is none.
    pub fn verify(&self) -> Result<(Digest, RegionBatch), BadProof> {
        if self.schema != SCHEMA {
            return Err(BadProof::Version(self.schema));
        }
        let payload = unhex(&self.payload).ok_or(BadProof::Unreadable("payload"))?;
        let root: Digest = self.root.parse().map_err(|_| BadProof::Unreadable("root"))?;
        let path: Vec<Digest> = self
            .path
            .iter()
            .map(|digest| digest.parse().map_err(|_| BadProof::Unreadable("path")))
            .collect::<Result<_, _>>()?;
        let leaf = merkle::leaf(&payload);
        if merkle::root_of_path(leaf, self.frame, self.n_frames, &path) != Some(root) {
            return Err(BadProof::OtherRoot);
        }
        match format::decode(&payload) {
            Ok(Entry::Region(batch)) => Ok((root, batch)),
            Ok(Entry::Opened(_) | Entry::Closed(_)) | Err(_) => Err(BadProof::NoRegion),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}
