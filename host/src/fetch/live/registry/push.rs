//! Blobs and manifests to a registry.

use reqwest::Method;

use super::answer::host;
use super::{Named, Reference, Registry, RegistryError, Request, place};
use crate::model::Digest;

/// As what blobs are sent.
const BYTES: &str = "application/octet-stream";

impl Registry {
    /// Puts a part of an artifact there, unless it is there already.
    ///
    /// # Errors
    ///
    /// If the registry does not take it.
    pub async fn push_blob(&self, bytes: &[u8]) -> Result<Digest, RegistryError> {
        let digest = Digest::of(bytes);
        let what = format!("part `{digest}`");
        let asked =
            |method: Method, url| Request { method, url, accept: "", body: None, what: &what };
        let there = asked(Method::HEAD, self.url(&format!("blobs/{digest}"))?);
        if self.send(&there).await?.status().is_success() {
            return Ok(digest);
        }
        let begin = asked(Method::POST, self.url("blobs/uploads/")?);
        let begun = self.send(&begin).await?;
        if begun.status().as_u16() != 202 {
            return Err(self.failed(begun, "repository that takes it").await);
        }
        let mut url = place(&begun, &begin.url)?;
        url.query_pairs_mut().append_pair("digest", &digest.to_string());
        let put = Request { body: Some((bytes, BYTES)), ..asked(Method::PUT, url) };
        let answer = self.send(&put).await?;
        if answer.status().as_u16() == 201 {
            return Ok(digest);
        }
        Err(self.failed(answer, "such upload any more").await)
    }

    /// Puts a manifest there under a tag, or the digest it has.
    ///
    /// # Errors
    ///
    /// If the registry does not take it, or says that it has another digest.
    pub async fn push_manifest(
        &self,
        to: &Reference,
        bytes: &[u8],
        media_type: &str,
    ) -> Result<Digest, RegistryError> {
        let (version, digest) = (to.version(), Digest::of(bytes));
        let what = format!("manifest `{}:{version}`", self.repository);
        let request = Request {
            method: Method::PUT,
            url: self.url(&format!("manifests/{version}"))?,
            accept: "",
            body: Some((bytes, media_type)),
            what: &what,
        };
        let answer = self.send(&request).await?;
        if answer.status().as_u16() != 201 {
            return Err(self.failed(answer, request.what).await);
        }
        let kept = to.with(Named::Digest(digest));
        // What is read back is what was meant, whatever the registry does with what it is sent.
        let found = self.manifest(&kept).await?;
        if found.bytes == bytes {
            return Ok(digest);
        }
        let wanted = digest.to_string();
        let what = format!("{what} at {}", host(&self.base));
        Err(RegistryError::Digest { what, wanted, found: found.digest })
    }
}
