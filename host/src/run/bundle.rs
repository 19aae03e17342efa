//! Packed probes in one file for machines without network: a gzipped tar with an index, the components,
//! their signatures, and the policy of whoever saved them. The same probes give the same bytes.
//!
//! ```text
//! bundle.toml               what is in it, and where it was had
//! probes/open-hours.wasm
//! probes/open-hours.wasm.sig
//! trust.toml                shown to whoever loads it, never taken by itself
//! ```

mod error;
mod read;

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use serde::{Deserialize, Serialize};

pub use self::error::BundleError;
use crate::model::Digest;
use crate::store::Signature;

/// The index's name.
const INDEX: &str = "bundle.toml";

/// The policy's name.
const TRUST: &str = "trust.toml";

/// The folder of components and signatures.
const FOLDER: &str = "probes/";

/// What the signature of a component is called: the component's name and this.
const SIGNATURE_SUFFIX: &str = ".sig";

/// The version of the form.
const SCHEMA: u32 = 1;

/// Bytes of a bundle; forty Rust probes have 4 MiB, a Python one 6 MiB.
pub const BUNDLE_BYTES_MAX: usize = 256 << 20;

/// Probes in a bundle; the project itself has some forty.
pub const BUNDLED_MAX: usize = 256;

/// What a bundle holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundle {
    /// The probes.
    pub probes: Vec<Bundled>,
    /// The `trust.toml` of whoever saved them.
    pub trust: Option<Vec<u8>>,
}

/// A probe of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundled {
    /// The family it says it is of.
    pub family: String,
    /// Its file's name, without folder.
    pub file: String,
    /// Where it was had.
    pub source: String,
    /// What it was had as, by digest, where that says more.
    pub resolved: Option<String>,
    /// The contract it was built for.
    pub contract: Option<String>,
    /// All of the pack.
    pub component: Vec<u8>,
    /// Its signature.
    pub signature: Option<Signature>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    schema: u32,
    #[serde(default)]
    probe: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    family: String,
    file: String,
    digest: Digested,
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contract: Option<String>,
    is_signed: bool,
}

/// A digest as text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[derive(Clone)]
struct Digested(Digest);

impl From<Digested> for String {
    fn from(digest: Digested) -> Self {
        digest.0.to_string()
    }
}

impl TryFrom<String> for Digested {
    type Error = crate::model::NotADigest;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl Bundle {
    /// Reads a bundle; everything in it is in its index and has the digest it has there.
    ///
    /// # Errors
    ///
    /// What is wrong with it, with the name of the part that is.
    pub fn read(bytes: &[u8]) -> Result<Self, BundleError> {
        read::read(bytes)
    }

    /// Writes a bundle.
    ///
    /// # Errors
    ///
    /// If `out` cannot be written.
    pub fn write(&self, out: impl Write) -> io::Result<()> {
        let mut probes: Vec<&Bundled> = self.probes.iter().collect();
        probes.sort_by(|a, b| a.file.cmp(&b.file));
        let index = Index { schema: SCHEMA, probe: probes.iter().map(|one| entry(one)).collect() };
        let index = toml::to_string(&index).map_err(io::Error::other)?;
        // Neither name nor time.
        let mut tar = tar::Builder::new(GzBuilder::new().write(out, Compression::best()));
        append(&mut tar, INDEX, index.as_bytes())?;
        for probe in probes {
            let name = format!("{FOLDER}{}", probe.file);
            append(&mut tar, &name, &probe.component)?;
            if let Some(signature) = &probe.signature {
                let text = serde_json::to_vec(signature).map_err(io::Error::other)?;
                append(&mut tar, &format!("{name}{SIGNATURE_SUFFIX}"), &text)?;
            }
        }
        if let Some(trust) = &self.trust {
            append(&mut tar, TRUST, trust)?;
        }
        tar.into_inner()?.finish()?.flush()
    }
}

fn entry(probe: &Bundled) -> Entry {
    let Bundled { family, file, source, resolved, contract, component, signature } = probe;
    Entry {
        family: family.clone(),
        file: file.clone(),
        digest: Digested(Digest::of(component)),
        source: source.clone(),
        resolved: resolved.clone(),
        contract: contract.clone(),
        is_signed: signature.is_some(),
    }
}

fn append(tar: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    header.set_mtime(0);
    header.set_uid(0);
    header.set_gid(0);
    header.set_cksum();
    tar.append(&header, bytes)
}

/// Whether a name is that of a component's file and of no place elsewhere.
pub fn is_plain_file(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let stem = name.strip_suffix(".wasm").unwrap_or_default();
    !stem.is_empty() && !name.starts_with('.') && name.chars().all(is_plain)
}

#[cfg(test)]
mod tests;
