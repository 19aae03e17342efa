//! Manifests and blobs from a registry, each compared with its digest.

use reqwest::Method;
use reqwest::header::CONTENT_TYPE;

use super::answer::body;
use super::{Named, Reference, Registry, RegistryError, Request};
use crate::model::Digest;

/// Bytes of a manifest; that of a probe has some 1,000.
const MANIFEST_BYTES_MAX: usize = 256 << 10;

/// What is understood as a manifest; an index is asked for so that it can be named when it comes.
const MANIFEST_TYPES: &str = "application/vnd.oci.image.manifest.v1+json, \
    application/vnd.oci.image.index.v1+json;q=0.5, \
    application/vnd.docker.distribution.manifest.v2+json;q=0.5";

/// The header in which registries say the digest of what they send.
const DIGEST_HEADER: &str = "docker-content-digest";

/// A manifest as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PulledManifest {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Of the bytes; what a tag stood for when it was asked.
    pub digest: Digest,
    /// The media type it was sent as, without parameters.
    pub media_type: String,
}

impl Registry {
    /// The manifest of an artifact of this repository.
    ///
    /// # Errors
    ///
    /// If it cannot be had, is too large, or has another digest than was asked for or than the
    /// registry says.
    pub async fn manifest(&self, of: &Reference) -> Result<PulledManifest, RegistryError> {
        let version = of.version();
        let what = format!("manifest `{}:{version}`", self.repository);
        let request = Request {
            method: Method::GET,
            url: self.url(&format!("manifests/{version}"))?,
            accept: MANIFEST_TYPES,
            body: None,
            what: &what,
        };
        let answer = self.send(&request).await?;
        if !answer.status().is_success() {
            return Err(self.failed(answer, request.what).await);
        }
        let header = |name: &str| {
            let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
            value.map(str::to_owned)
        };
        let said = header(DIGEST_HEADER);
        let kind = header(CONTENT_TYPE.as_str()).unwrap_or_default();
        let media_type = kind.split(';').next().unwrap_or_default().trim().to_owned();
        let bytes = body(answer, &what, MANIFEST_BYTES_MAX).await?;
        let digest = Digest::of(&bytes);
        let wanted = match of.named() {
            Some(Named::Digest(wanted)) => Some(wanted.to_string()),
            Some(Named::Tag(_)) | None => None,
        };
        for wanted in [wanted, said].into_iter().flatten() {
            check(&what, &wanted, digest)?;
        }
        Ok(PulledManifest { bytes, digest, media_type })
    }

    /// A part of an artifact of this repository, of which the manifest says digest and size.
    ///
    /// # Errors
    ///
    /// If it cannot be had or is not what the manifest says.
    pub async fn blob(&self, wanted: Digest, n_bytes: usize) -> Result<Vec<u8>, RegistryError> {
        let what = format!("part `{wanted}`");
        let request = Request {
            method: Method::GET,
            url: self.url(&format!("blobs/{wanted}"))?,
            accept: "",
            body: None,
            what: &what,
        };
        let answer = self.send(&request).await?;
        if !answer.status().is_success() {
            return Err(self.failed(answer, request.what).await);
        }
        let bytes = body(answer, &what, n_bytes).await?;
        if bytes.len() != n_bytes {
            return Err(RegistryError::Size { what, wanted: n_bytes, found: bytes.len() });
        }
        check(&what, &wanted.to_string(), Digest::of(&bytes))?;
        Ok(bytes)
    }
}

fn check(what: &str, wanted: &str, found: Digest) -> Result<(), RegistryError> {
    // A digest of another sort than ours cannot be compared, so it is not the same.
    if wanted == found.to_string() {
        return Ok(());
    }
    let wanted = wanted.chars().filter(char::is_ascii_graphic).take(80).collect();
    Err(RegistryError::Digest { what: what.to_owned(), wanted, found })
}
