//! What is said of a round once and for all: its root, its judges, its evidence. The seal
//! lies beside the journal and names everything in the round's directory by digest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::files::{EVIDENCE_PREFIX, read_json, write_json};
use super::reader::Reader;
use crate::model::{Digest, DigestOfStream};

/// Name of the seal in the directory of its round.
pub const SEAL_FILE: &str = "seal.json";

/// The request for a time-stamp over the root.
pub const REQUEST_FILE: &str = "seal.tsq";

/// The authority's answer, put there by a person.
pub const ANSWER_FILE: &str = "seal.tsr";

/// Version of the form below.
const SCHEMA: u32 = 1;

/// A round, sealed. The keys stand in the order of the alphabet, and the same round gives
/// the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// Day freshness was judged against.
    pub collected_on: String,
    /// Edition of the manifests.
    pub edition: String,
    /// Evidence files in the round's directory.
    pub evidence: BTreeMap<String, Kept>,
    /// Digest of the manifests the round was sealed with.
    pub manifests: String,
    /// Frames of the journal.
    pub n_frames: u64,
    /// Regions judged.
    pub n_regions: u64,
    /// Verdicts in them.
    pub n_verdicts: u64,
    /// Digest of the plan.
    pub plan: String,
    /// Digests of the probes that judged, by family.
    pub probes: BTreeMap<String, BTreeSet<String>>,
    /// Leaf of every region in the Merkle tree, by code.
    pub regions: BTreeMap<String, String>,
    /// Merkle root of the journal (RFC 6962).
    pub root: String,
    /// Name of the round.
    pub round: String,
    /// Version of this form.
    pub schema: u32,
    /// Program and version.
    pub software: String,
    /// Where the pages come from.
    pub source: String,
}

/// A file as it was when it was sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub digest: String,
    /// Its length.
    pub n_bytes: u64,
}

impl Seal {
    /// The seal of the round in directory `dir`, made with `manifests`.
    ///
    /// # Errors
    ///
    /// If the journal or the evidence cannot be read.
    pub fn of(dir: &Path, reader: &Reader, manifests: &Digest) -> Result<Self, StoreError> {
        let mut probes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for region in reader.regions() {
            let Some(stored) = reader.batch(region)? else { continue };
            for verdict in stored.batch.verdicts {
                if let Some(digest) = verdict.provenance.probe {
                    probes.entry(verdict.provenance.family).or_default().insert(digest.to_string());
                }
            }
        }
        let (header, counts) = (reader.header().clone(), reader.counts());
        let leaves = reader.region_leaves().into_iter();
        Ok(Self {
            collected_on: header.collected_on,
            edition: header.edition,
            evidence: evidence(dir)?,
            manifests: manifests.to_string(),
            n_frames: reader.n_frames(),
            n_regions: counts.n_batches,
            n_verdicts: counts.n_verdicts,
            plan: header.plan.to_string(),
            probes,
            regions: leaves.map(|(code, leaf)| (code.to_string(), leaf.to_string())).collect(),
            root: reader.root().to_string(),
            round: header.name,
            schema: SCHEMA,
            software: concat!("bluebook/", env!("CARGO_PKG_VERSION")).to_owned(),
            source: header.source,
        })
    }

    /// Reads the seal of the round in directory `dir`; `None` if it has none.
    ///
    /// # Errors
    ///
    /// If it is there and cannot be read.
    pub fn read(dir: &Path) -> Result<Option<Self>, StoreError> {
        read_json(&dir.join(SEAL_FILE))
    }

    /// Writes the seal into the directory of its round.
    ///
    /// # Errors
    ///
    /// If the disk fails.
    pub fn write(&self, dir: &Path) -> Result<(), StoreError> {
        write_json(&dir.join(SEAL_FILE), self)
    }

    /// Everything in the round's directory that is no longer as it was sealed, as sentences.
    ///
    /// # Errors
    ///
    /// If the directory cannot be read.
    pub fn differences(&self, dir: &Path, reader: &Reader) -> Result<Vec<Broken>, StoreError> {
        let mut broken = Vec::new();
        if self.schema != SCHEMA {
            broken.push(Broken::Schema { found: self.schema });
            return Ok(broken);
        }
        if self.root != reader.root().to_string() {
            broken.push(Broken::Root { sealed: self.root.clone() });
        }
        let now: BTreeMap<String, String> = reader
            .region_leaves()
            .into_iter()
            .map(|(code, leaf)| (code.to_string(), leaf.to_string()))
            .collect();
        for (region, leaf) in &self.regions {
            match now.get(region) {
                Some(now) if now == leaf => {}
                Some(_) => broken.push(Broken::RegionChanged { region: region.clone() }),
                None => broken.push(Broken::RegionLost { region: region.clone() }),
            }
        }
        for region in now.keys().filter(|region| !self.regions.contains_key(*region)) {
            broken.push(Broken::RegionAdded { region: region.clone() });
        }
        let held = evidence(dir)?;
        for (file, kept) in &self.evidence {
            match held.get(file) {
                Some(held) if held == kept => {}
                Some(_) => broken.push(Broken::EvidenceChanged { file: file.clone() }),
                None => broken.push(Broken::EvidenceLost { file: file.clone() }),
            }
        }
        for file in held.keys().filter(|file| !self.evidence.contains_key(*file)) {
            broken.push(Broken::EvidenceAdded { file: file.clone() });
        }
        Ok(broken)
    }
}

/// What is not as it was sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Another version wrote it.
    #[error("the seal is of version {found}, and this program reads {SCHEMA}")]
    Schema {
        /// Its version.
        found: u32,
    },
    /// The journal as a whole.
    #[error("the sealed root is {sealed}")]
    Root {
        /// The root in the seal.
        sealed: String,
    },
    /// A region has another leaf.
    #[error("region {region} is not what was sealed")]
    RegionChanged {
        /// Its code.
        region: String,
    },
    /// A region cannot be read.
    #[error("region {region} was sealed and cannot be read")]
    RegionLost {
        /// Its code.
        region: String,
    },
    /// A region is new.
    #[error("region {region} was not sealed")]
    RegionAdded {
        /// Its code.
        region: String,
    },
    /// A file has another digest.
    #[error("evidence `{file}` is not what was sealed")]
    EvidenceChanged {
        /// Its name.
        file: String,
    },
    /// A file is gone.
    #[error("evidence `{file}` was sealed and is gone")]
    EvidenceLost {
        /// Its name.
        file: String,
    },
    /// A file is new.
    #[error("evidence `{file}` was not sealed")]
    EvidenceAdded {
        /// Its name.
        file: String,
    },
}

impl Broken {
    /// The stable name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Schema { .. } => "seal-version",
            Self::Root { .. } => "seal-root",
            Self::RegionChanged { .. } | Self::RegionLost { .. } | Self::RegionAdded { .. } => {
                "seal-region"
            }
            Self::EvidenceChanged { .. }
            | Self::EvidenceLost { .. }
            | Self::EvidenceAdded { .. } => "seal-evidence",
        }
    }

    /// The region meant, if one.
    pub fn region(&self) -> Option<&str> {
        match self {
            Self::RegionChanged { region }
            | Self::RegionLost { region }
            | Self::RegionAdded { region } => Some(region),
            Self::Schema { .. }
            | Self::Root { .. }
            | Self::EvidenceChanged { .. }
            | Self::EvidenceLost { .. }
            | Self::EvidenceAdded { .. } => None,
        }
    }
}

/// Evidence files of a round's directory, by name.
fn evidence(dir: &Path) -> Result<BTreeMap<String, Kept>, StoreError> {
    let unread = |source| StoreError::ReadFile { path: dir.to_owned(), source };
    let mut files = BTreeMap::new();
    for entry in dir.read_dir().map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(EVIDENCE_PREFIX) && path.is_file() {
            files.insert(name, kept(&path)?);
        }
    }
    Ok(files)
}

fn kept(path: &Path) -> Result<Kept, StoreError> {
    let failed = |source| StoreError::ReadFile { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    let mut digest = DigestOfStream::default();
    let n_bytes = io::copy(&mut file, &mut digest).map_err(failed)?;
    Ok(Kept { digest: digest.finish().to_string(), n_bytes })
}
