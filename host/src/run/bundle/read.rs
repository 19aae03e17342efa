//! Reads a bundle somebody handed over, who may mean no good: every part is looked at for what it is
//! before it is read, nothing is unpacked anywhere.

use std::collections::BTreeMap;
use std::io::{self, Read};

use flate2::bufread::GzDecoder;
use tar::{Archive, EntryType};

use super::super::artifact::{COMPONENT_BYTES_MAX, SIGNATURE_BYTES_MAX};
use super::{
    BUNDLE_BYTES_MAX, BUNDLED_MAX, Bundle, BundleError, Bundled, Entry, FOLDER, INDEX, Index,
    SCHEMA, SIGNATURE_SUFFIX, TRUST, is_plain_file,
};
use crate::model::Digest;
use crate::store::Signature;

/// Bytes of index and policy; an entry has some 300.
const TEXT_BYTES_MAX: usize = 1 << 20;

/// Characters of a part's name that are shown.
const NAME_CHARS_MAX: usize = 80;

type Parts = BTreeMap<String, Vec<u8>>;

pub(super) fn read(bytes: &[u8]) -> Result<Bundle, BundleError> {
    let mut parts = parts(bytes)?;
    let index = take(&mut parts, INDEX)?;
    let index: Index = toml::from_slice(&index)
        .map_err(|source| BundleError::Index { source: Box::new(source) })?;
    if index.schema != SCHEMA {
        return Err(BundleError::Schema { found: index.schema });
    }
    let trust = parts.remove(TRUST);
    let mut families = Vec::new();
    let mut probes = Vec::new();
    for entry in index.probe {
        if families.contains(&entry.family) {
            return Err(BundleError::Twice { name: shown(&entry.family) });
        }
        families.push(entry.family.clone());
        probes.push(bundled(entry, &mut parts)?);
    }
    match parts.into_keys().next() {
        Some(name) => Err(BundleError::Unknown { name: shown(&name) }),
        None => Ok(Bundle { probes, trust }),
    }
}

fn bundled(entry: Entry, parts: &mut Parts) -> Result<Bundled, BundleError> {
    let Entry { family, file, digest, source, resolved, contract, is_signed } = entry;
    let name = format!("{FOLDER}{file}");
    let component = take(parts, &name)?;
    let found = Digest::of(&component);
    if found != digest.0 {
        return Err(BundleError::Digest { name: shown(&name), wanted: digest.0, found });
    }
    let signature = if is_signed {
        let name = format!("{name}{SIGNATURE_SUFFIX}");
        let text = take(parts, &name)?;
        let read = serde_json::from_slice::<Signature>(&text);
        Some(read.map_err(|source| BundleError::Signature { name: shown(&name), source })?)
    } else {
        None
    };
    Ok(Bundled { family, file, source, resolved, contract, component, signature })
}

fn take(parts: &mut Parts, name: &str) -> Result<Vec<u8>, BundleError> {
    parts.remove(name).ok_or_else(|| BundleError::Missing { name: shown(name) })
}

/// Every part by name.
fn parts(bytes: &[u8]) -> Result<Parts, BundleError> {
    let unread = |source: io::Error| BundleError::Read { source };
    let unpacked = GzDecoder::new(bytes).take(BUNDLE_BYTES_MAX as u64 + 1);
    let mut archive = Archive::new(unpacked);
    let mut parts = Parts::new();
    // Raw: what stands for a longer name or a sparse file is a part that no bundle has.
    let entries = archive.entries().map_err(unread)?.raw(true);
    for entry in entries {
        let mut entry = entry.map_err(unread)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type() != EntryType::Regular {
            return Err(BundleError::NoFile { name: shown(&name) });
        }
        let bytes_max =
            bytes_max(&name).ok_or_else(|| BundleError::Unknown { name: shown(&name) })?;
        if entry.size() > bytes_max as u64 {
            return Err(BundleError::TooLarge { name: shown(&name), bytes_max });
        }
        let mut part = Vec::new();
        entry.read_to_end(&mut part).map_err(unread)?;
        if part.len() as u64 != entry.size() {
            return Err(BundleError::Cut { name: shown(&name) });
        }
        if parts.insert(name.clone(), part).is_some() {
            return Err(BundleError::Twice { name: shown(&name) });
        }
        // A component and its signature each, an index, a policy.
        if parts.len() > 2 * BUNDLED_MAX + 2 {
            return Err(BundleError::TooMany);
        }
    }
    ended(archive.into_inner())?;
    Ok(parts)
}

/// Behind the last part there are zeros to the end of the tar, then the end of the file.
fn ended(mut unpacked: io::Take<GzDecoder<&[u8]>>) -> Result<(), BundleError> {
    let (mut rest, mut is_quiet) = ([0; 4096], true);
    loop {
        match unpacked.read(&mut rest) {
            Ok(0) => break,
            Ok(n_bytes) => {
                is_quiet &= rest.iter().take(n_bytes).all(|byte| *byte == 0);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(BundleError::Read { source }),
        }
    }
    if unpacked.limit() == 0 {
        return Err(BundleError::Bomb);
    }
    if !is_quiet || !unpacked.into_inner().into_inner().is_empty() {
        return Err(BundleError::Behind);
    }
    Ok(())
}

/// Bytes a part of this name may have; `None` where no bundle has such a part.
fn bytes_max(name: &str) -> Option<usize> {
    if matches!(name, INDEX | TRUST) {
        return Some(TEXT_BYTES_MAX);
    }
    let file = name.strip_prefix(FOLDER)?;
    match file.strip_suffix(SIGNATURE_SUFFIX) {
        Some(signed) => is_plain_file(signed).then_some(SIGNATURE_BYTES_MAX),
        None => is_plain_file(file).then_some(COMPONENT_BYTES_MAX),
    }
}

/// A name somebody else gave: it steers no terminal.
fn shown(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_graphic() { c } else { '?' };
    name.chars().take(NAME_CHARS_MAX).map(plain).collect()
}
