//! A probe as it is shared: its component, and in a section of the component the lines it brings for the
//! manifests. One file, so that one digest and one signature are of both.

use serde::{Deserialize, Serialize};
use wasm_encoder::{CustomSection, Section as _};

use crate::sandbox::sections;

/// The name of the section.
const SECTION: &str = "bluebook:pack";

/// The version of the section's form.
const SCHEMA: u32 = 1;

/// Bytes of the section; manifests of a family have some 20,000.
const SECTION_BYTES_MAX: usize = 1 << 20;

/// What a probe brings for the manifests.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    schema: u32,
    /// The `[[probe]]` of `probes.toml`, with its limits.
    pub probe: String,
    /// A file of points.
    pub points: String,
}

/// A component cannot be packed, or a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It is no WebAssembly.
    #[error("the component cannot be read through")]
    Wasm {
        /// Why.
        source: wasmparser::BinaryReaderError,
    },
    /// It is a pack already.
    #[error("it is packed already")]
    Packed,
    /// There are two sections, and nobody can say which counts.
    #[error("it has two sections `{SECTION}`")]
    Twice,
    /// The section is larger than any manifest.
    #[error("its section `{SECTION}` has more than {SECTION_BYTES_MAX} bytes")]
    TooLarge,
    /// The section is not of the form.
    #[error("its section `{SECTION}` cannot be read")]
    Section {
        /// Why.
        source: serde_json::Error,
    },
    /// The section is of a later form.
    #[error("its section `{SECTION}` has schema {found}; this program reads {SCHEMA}")]
    Schema {
        /// The form's version.
        found: u32,
    },
}

impl Brought {
    /// Lines for `probes.toml`, and a file of points.
    pub fn new(probe: String, points: String) -> Self {
        Self { schema: SCHEMA, probe, points }
    }

    /// What a pack brings; `None` for a component that is no pack.
    ///
    /// # Errors
    ///
    /// If the bytes are no WebAssembly or the section is not of the form.
    pub fn of(component: &[u8]) -> Result<Option<Self>, PackError> {
        let found = sections(component, SECTION).map_err(|source| PackError::Wasm { source })?;
        match found.as_slice() {
            [] => Ok(None),
            [data] => Self::read(data).map(Some),
            _ => Err(PackError::Twice),
        }
    }

    /// The component with this in it.
    ///
    /// # Errors
    ///
    /// If it has such a section, or is none.
    pub fn pack(&self, component: &[u8]) -> Result<Vec<u8>, PackError> {
        if Self::of(component)?.is_some() {
            return Err(PackError::Packed);
        }
        let data = serde_json::to_vec(self).map_err(|source| PackError::Section { source })?;
        if data.len() > SECTION_BYTES_MAX {
            return Err(PackError::TooLarge);
        }
        let mut packed = component.to_vec();
        CustomSection { name: SECTION.into(), data: data.into() }.append_to(&mut packed);
        Ok(packed)
    }

    fn read(data: &[u8]) -> Result<Self, PackError> {
        if data.len() > SECTION_BYTES_MAX {
            return Err(PackError::TooLarge);
        }
        let read: Self =
            serde_json::from_slice(data).map_err(|source| PackError::Section { source })?;
        if read.schema == SCHEMA { Ok(read) } else { Err(PackError::Schema { found: read.schema }) }
    }
}
