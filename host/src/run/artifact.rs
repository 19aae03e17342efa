//! A packed probe as an artifact of a registry, laid out as `wkg` writes and reads components (CNCF, Wasm
//! OCI artifact layout): a config, one layer that is the component, and its signature as an annotation of
//! the manifest, so that one digest names everything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wasmparser::BinaryReaderError;

use super::registry::ArtifactError;
use crate::fetch::PulledManifest;
use crate::model::Digest;
use crate::sandbox::{ProbeInfo, sections};
use crate::store::Signature;

/// Media type of the manifest.
pub(super) const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";

/// Media types of what stands for several manifests.
const INDEXES: [&str; 2] = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
];

/// Media type of the config.
const CONFIG: &str = "application/vnd.wasm.config.v0+json";

/// Media type of the layer.
const LAYER: &str = "application/wasm";

/// The annotation that holds the signature of the layer's bytes, as in the `.sig` of a pack.
const SIGNATURE: &str = "bluebook.signature";

/// The version of manifests (OCI image specification 1.1).
const SCHEMA: u32 = 2;

/// Bytes of a component that is had; Python probes have 18 MiB.
pub const COMPONENT_BYTES_MAX: usize = 32 << 20;

/// Bytes of a signature that is had; it is three short lines.
pub const SIGNATURE_BYTES_MAX: usize = 4 << 10;

/// Sections of a component that `wkg` tells registries of, and the annotations they become.
const TOLD: [(&str, &str); 6] = [
    ("authors", "org.opencontainers.image.authors"),
    ("description", "org.opencontainers.image.description"),
    ("homepage", "org.opencontainers.image.url"),
    ("licenses", "org.opencontainers.image.licenses"),
    ("revision", "org.opencontainers.image.revision"),
    ("source", "org.opencontainers.image.source"),
];

/// Everything of an artifact that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// The config's bytes.
    pub config: Vec<u8>,
    /// The manifest's bytes.
    pub manifest: Vec<u8>,
}

/// What a manifest says of the probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) layer: Digest,
    pub(super) n_bytes: usize,
    pub(super) signature: Option<Signature>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    schema_version: u32,
    #[serde(default)]
    media_type: String,
    config: Descriptor,
    layers: Vec<Descriptor>,
    #[serde(default)]
    annotations: BTreeMap<String, String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    media_type: String,
    digest: String,
    size: u64,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    annotations: BTreeMap<String, String>,
}

/// As `oci-wasm` has it, field by field.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Config<'a> {
    created: &'a str,
    author: Option<&'a str>,
    architecture: &'a str,
    os: &'a str,
    layer_digests: [String; 1],
    component: Component<'a>,
}

#[derive(Debug, Serialize)]
struct Component<'a> {
    exports: [&'a str; 2],
    imports: &'a [String],
    target: Option<String>,
}

impl Artifact {
    /// The artifact of a packed probe. The same probe gives the same bytes: it says no time.
    ///
    /// # Errors
    ///
    /// If the component is no WebAssembly.
    pub fn of(
        component: &[u8],
        info: &ProbeInfo,
        signature: Option<&Signature>,
    ) -> Result<Self, BinaryReaderError> {
        let layer = Digest::of(component).to_string();
        let config = Config {
            // Must be there; the beginning of time is what reproducible images say.
            created: "1970-01-01T00:00:00Z",
            author: None,
            architecture: "wasm",
            // What the layout asks of components, whether they use WASI or not.
            os: "wasip2",
            layer_digests: [layer.clone()],
            component: Component {
                exports: ["describe", "evaluate"],
                imports: &info.imports,
                target: Some(format!("bluebook:probe/probe@{}", info.contract)),
            },
        };
        let config = written(&config);
        let title = format!("{}.wasm", info.family);
        let of = |media_type: &str, digest, bytes: &[u8], annotations| Descriptor {
            media_type: media_type.to_owned(),
            digest,
            size: bytes.len() as u64,
            annotations,
        };
        let titled = [("org.opencontainers.image.title".to_owned(), title)].into();
        let manifest = Manifest {
            schema_version: SCHEMA,
            media_type: MANIFEST.to_owned(),
            config: of(CONFIG, Digest::of(&config).to_string(), &config, BTreeMap::new()),
            layers: vec![of(LAYER, layer, component, titled)],
            annotations: annotations(component, info, signature)?,
        };
        let manifest = written(&manifest);
        Ok(Self { config, manifest })
    }
}

/// What registries show of an artifact. Nobody judges by it.
fn annotations(
    component: &[u8],
    info: &ProbeInfo,
    signature: Option<&Signature>,
) -> Result<BTreeMap<String, String>, BinaryReaderError> {
    let text = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let mut annotations = BTreeMap::from([
        text("org.opencontainers.image.description", &info.title),
        text("org.opencontainers.image.title", &info.family),
        text("org.opencontainers.image.version", &info.version),
    ]);
    for (section, annotation) in TOLD {
        let found = sections(component, section)?;
        if let [data] = found.as_slice()
            && let Ok(value) = std::str::from_utf8(data)
        {
            annotations.insert(annotation.to_owned(), value.to_owned());
        }
    }
    if let Some(signature) = signature {
        let signature = String::from_utf8_lossy(&written(signature)).into_owned();
        annotations.insert(SIGNATURE.to_owned(), signature);
    }
    Ok(annotations)
}

/// Texts and numbers alone, which JSON can always write.
fn written(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

impl Told {
    /// Reads a manifest, if it is of one component.
    pub(super) fn read(pulled: &PulledManifest) -> Result<Self, ArtifactError> {
        // An index has no layers, and says what it is.
        if INDEXES.contains(&pulled.media_type.as_str()) {
            return Err(ArtifactError::Index);
        }
        let manifest: Manifest = serde_json::from_slice(&pulled.bytes)
            .map_err(|source| ArtifactError::Manifest { source })?;
        let Manifest { schema_version, config, layers, annotations, .. } = manifest;
        if schema_version != SCHEMA {
            return Err(ArtifactError::Schema { found: schema_version });
        }
        if config.media_type != CONFIG {
            return Err(ArtifactError::Config { found: config.media_type });
        }
        let [layer] = layers.as_slice() else {
            return Err(ArtifactError::Layers { n_layers: layers.len() });
        };
        if layer.media_type != LAYER {
            return Err(ArtifactError::Layer { found: layer.media_type.clone() });
        }
        let n_bytes = usize::try_from(layer.size).unwrap_or(usize::MAX);
        if n_bytes > COMPONENT_BYTES_MAX {
            return Err(ArtifactError::TooLarge { n_bytes: layer.size });
        }
        let digest = layer.digest.parse().map_err(|source| ArtifactError::Digest { source })?;
        let signature = annotations.get(SIGNATURE).map(|text| serde_json::from_str(text));
        let signature = signature.transpose();
        let signature = signature.map_err(|source| ArtifactError::Signature { source })?;
        Ok(Self { layer: digest, n_bytes, signature })
    }
}
