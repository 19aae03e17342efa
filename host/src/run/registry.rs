//! Packed probes from a registry and to one.

use std::future::Future;

use super::artifact::{Artifact, COMPONENT_BYTES_MAX, MANIFEST, Told};
use crate::fetch::{Named, Reference, Registry, RegistryError};
use crate::model::{Digest, NotADigest};
use crate::store::Signature;

/// A packed probe as a registry gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledProbe {
    /// All of the pack.
    pub component: Vec<u8>,
    /// The signature that came with it; of what bytes and whose, nothing here says.
    pub signature: Option<Signature>,
    /// What was had, by digest.
    pub resolved: Reference,
}

/// A probe could not be had from a registry or put there.
#[derive(Debug, thiserror::Error)]
pub enum ArtifactError {
    /// The machine cannot do it.
    #[error("cannot start the client of registries")]
    Start {
        /// Why.
        source: std::io::Error,
    },
    /// The registry did not give or take it.
    #[error("cannot use `{reference}`")]
    Registry {
        /// What was asked for.
        reference: Reference,
        /// Why.
        source: Box<RegistryError>,
    },
    /// It stands for several artifacts.
    #[error("it is an index of several artifacts, not one component")]
    Index,
    /// The manifest cannot be read.
    #[error("its manifest cannot be read")]
    Manifest {
        /// Why.
        source: serde_json::Error,
    },
    /// The manifest is of another version.
    #[error("its manifest has schema {found}, not 2")]
    Schema {
        /// The version.
        found: u32,
    },
    /// It is no WebAssembly artifact.
    #[error("its config is of the type {found:?}, not a WebAssembly artifact's")]
    Config {
        /// The media type.
        found: String,
    },
    /// It has not one layer.
    #[error("it has {n_layers} layers; a component has one")]
    Layers {
        /// How many.
        n_layers: usize,
    },
    /// Its layer is no component.
    #[error("its layer is of the type {found:?}, not application/wasm")]
    Layer {
        /// The media type.
        found: String,
    },
    /// Its layer is larger than a component may be.
    #[error("its layer has {n_bytes} bytes; {COMPONENT_BYTES_MAX} are taken")]
    TooLarge {
        /// Bytes as the manifest says.
        n_bytes: u64,
    },
    /// The layer's digest is none that is known here.
    #[error("its layer has no digest that can be checked")]
    Digest {
        /// What is wrong with it.
        source: NotADigest,
    },
    /// The signature cannot be read.
    #[error("the signature in its manifest cannot be read")]
    Signature {
        /// Why.
        source: serde_json::Error,
    },
    /// The tag stands for something else already.
    #[error("`{reference}` is there already, with the digest {found}")]
    Taken {
        /// The tag.
        reference: Reference,
        /// What it stands for.
        found: Digest,
    },
}

impl ArtifactError {
    /// What to do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Registry { source, .. } => source.hint(),
            Self::Index
            | Self::Manifest { .. }
            | Self::Schema { .. }
            | Self::Config { .. }
            | Self::Layers { .. }
            | Self::Layer { .. } => Some(
                "那里的不是探针；探针由 `probe push` 或 `wkg oci push` 放上去 · it is no probe; `probe push` or \
                 `wkg oci push` put probes there",
            ),
            Self::Taken { .. } => {
                Some("换一个版本，或加 `--replace` · give it another version, or say `--replace`")
            }
            Self::Start { .. }
            | Self::TooLarge { .. }
            | Self::Digest { .. }
            | Self::Signature { .. } => None,
        }
    }
}

/// Gets what a reference stands for; manifest and component are compared with their digests.
///
/// # Errors
///
/// If it cannot be had or is no packed probe's artifact.
pub fn pull(registry: &Registry, reference: &Reference) -> Result<PulledProbe, ArtifactError> {
    waited_for(async {
        let manifest = registry.manifest(reference).await.map_err(failed(reference))?;
        let Told { layer, n_bytes, signature } = Told::read(&manifest)?;
        let component = registry.blob(layer, n_bytes).await.map_err(failed(reference))?;
        let resolved = reference.with(Named::Digest(manifest.digest));
        Ok(PulledProbe { component, signature, resolved })
    })
}

/// Puts a packed probe there under tags, and gives its manifest's digest. A tag that stands for something
/// else is left alone unless `replaces` says of it that it may be replaced.
///
/// # Errors
///
/// If the registry does not take it or a tag is taken.
pub fn push(
    registry: &Registry,
    (artifact, component): (&Artifact, &[u8]),
    tags: &[Reference],
    replaces: impl Fn(&Reference) -> bool,
) -> Result<Digest, ArtifactError> {
    let digest = Digest::of(&artifact.manifest);
    waited_for(async {
        for tag in tags {
            match registry.manifest(tag).await {
                Ok(there) if there.digest != digest && !replaces(tag) => {
                    return Err(ArtifactError::Taken {
                        reference: tag.clone(),
                        found: there.digest,
                    });
                }
                Ok(_) | Err(RegistryError::NotFound { .. }) => {}
                Err(error) => return Err(failed(tag)(error)),
            }
        }
        let Artifact { config, manifest } = artifact;
        if let Some(tag) = tags.first() {
            // They are of the repository, whatever it is tagged.
            for blob in [component, config] {
                registry.push_blob(blob).await.map_err(failed(tag))?;
            }
        }
        for tag in tags {
            registry.push_manifest(tag, manifest, MANIFEST).await.map_err(failed(tag))?;
        }
        Ok(digest)
    })
}

/// What went wrong at the registry, with what was asked of it.
fn failed(reference: &Reference) -> impl Fn(RegistryError) -> ArtifactError {
    |source| ArtifactError::Registry { reference: reference.clone(), source: Box::new(source) }
}

fn waited_for<T>(work: impl Future<Output = Result<T, ArtifactError>>) -> Result<T, ArtifactError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| ArtifactError::Start { source })?;
    runtime.block_on(work)
}
