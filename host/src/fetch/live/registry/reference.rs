//! How an artifact in a registry is written.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use url::{Host, Url};

use crate::model::Digest;

/// What references begin with.
pub const OCI_SCHEME: &str = "oci://";

/// The tag that is meant where none is written, as all tools of registries have it.
pub const LATEST: &str = "latest";

/// Characters of a tag (OCI distribution specification 1.1, pulling manifests).
const TAG_CHARS_MAX: usize = 128;

/// Characters of a registry with its repository; registries refuse longer ones (the same).
const NAME_CHARS_MAX: usize = 255;

/// An artifact in a registry: `oci://REGISTRY/REPOSITORY`, then `:TAG`, `@sha256:…`, or nothing for
/// the tag [`LATEST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    registry: String,
    repository: String,
    named: Option<Named>,
}

/// Which artifact of a repository is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// The one a tag stands for now.
    Tag(String),
    /// The one whose manifest has this digest.
    Digest(Digest),
}

/// A text is no reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no artifact of a registry: {why}")]
pub struct BadReference {
    text: String,
    why: &'static str,
}

impl BadReference {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        "写作 write oci://REGISTRY/REPOSITORY:TAG 或 or oci://REGISTRY/REPOSITORY@sha256:…"
    }
}

impl Reference {
    /// Host, and port where one is written.
    pub fn registry(&self) -> &str {
        &self.registry
    }

    /// Name of the repository.
    pub fn repository(&self) -> &str {
        &self.repository
    }

    /// What is written behind the repository.
    pub fn named(&self) -> Option<&Named> {
        self.named.as_ref()
    }

    /// The same repository's artifact of another name.
    #[must_use]
    pub fn with(&self, named: Named) -> Self {
        Self { named: Some(named), ..self.clone() }
    }

    /// Tag or digest as requests name it.
    pub(super) fn version(&self) -> String {
        match &self.named {
            None => LATEST.to_owned(),
            Some(Named::Tag(tag)) => tag.clone(),
            Some(Named::Digest(digest)) => digest.to_string(),
        }
    }

    /// The registry's own address. Plain HTTP is for this machine alone, as `docker` has it.
    pub(super) fn base(&self) -> Result<Url, BadReference> {
        let read = |scheme: &str| {
            Url::parse(&format!("{scheme}://{}/", self.registry))
                .map_err(|_| bad(&self.to_string(), "its registry is no host"))
        };
        let mut plain = read("http")?;
        let is_here = match plain.host() {
            // It is this machine, whatever a name server says (RFC 6761, 6.3).
            Some(Host::Domain("localhost")) => {
                plain.set_ip_host(Ipv4Addr::LOCALHOST.into()).is_ok()
            }
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(_)) | None => false,
        };
        if is_here { Ok(plain) } else { read("https") }
    }
}

impl FromStr for Reference {
    type Err = BadReference;

    fn from_str(text: &str) -> Result<Self, BadReference> {
        let wrong = |why| bad(text, why);
        let rest =
            text.strip_prefix(OCI_SCHEME).ok_or_else(|| wrong("it does not begin with oci://"))?;
        let (registry, rest) = rest.split_once('/').ok_or_else(|| wrong("it has no repository"))?;
        let (rest, digest) = match rest.split_once('@') {
            Some((rest, digest)) => {
                let digest = digest.parse().map_err(|_| wrong("its digest is no sha256"))?;
                (rest, Some(digest))
            }
            None => (rest, None),
        };
        let (repository, tag) = match rest.split_once(':') {
            Some((repository, tag)) => (repository, Some(tag)),
            None => (rest, None),
        };
        if !is_registry(registry) {
            return Err(wrong("its registry is no host"));
        }
        if !repository.split('/').all(is_component) || text.len() > NAME_CHARS_MAX + TAG_CHARS_MAX {
            return Err(wrong("its repository is no name of one"));
        }
        let named = match (tag, digest) {
            (Some(_), Some(_)) => return Err(wrong("it has both a tag and a digest")),
            (Some(tag), None) if is_tag(tag) => Some(Named::Tag(tag.to_owned())),
            (Some(_), None) => return Err(wrong("its tag is none")),
            (None, digest) => digest.map(Named::Digest),
        };
        Ok(Self { registry: registry.to_owned(), repository: repository.to_owned(), named })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { registry, repository, named } = self;
        write!(f, "{OCI_SCHEME}{registry}/{repository}")?;
        match named {
            None => Ok(()),
            Some(Named::Tag(tag)) => write!(f, ":{tag}"),
            Some(Named::Digest(digest)) => write!(f, "@{digest}"),
        }
    }
}

fn bad(text: &str, why: &'static str) -> BadReference {
    // What was typed may be anything; what is shown steers no terminal.
    let shown = text.chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect();
    BadReference { text: shown, why }
}

/// Whether a text is a host with or without a port, spelt as addresses spell it.
fn is_registry(text: &str) -> bool {
    let Ok(url) = Url::parse(&format!("https://{text}/")) else { return false };
    let host = url.host_str().unwrap_or_default();
    let port = text.strip_prefix(host).unwrap_or("?");
    let is_port = port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    !host.is_empty() && (port.is_empty() || is_port)
}

/// Whether a part of a repository's name is one: lower-case letters and digits, between them `.`, `_`,
/// `__` or hyphens.
fn is_component(part: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let ends = part.starts_with(is_plain) && part.ends_with(is_plain);
    let between = part.split(is_plain).filter(|text| !text.is_empty());
    let is_between =
        |text: &str| matches!(text, "." | "_" | "__") || text.chars().all(|c| c == '-');
    ends && between.into_iter().all(is_between)
}

fn is_tag(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.starts_with(is_word)
        && text.len() <= TAG_CHARS_MAX
        && text.chars().all(|c| is_word(c) || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = match text.parse::<Reference>() {
            Ok(reference) => {
                assert_eq!(reference.to_string(), text);
                format!(
                    "{} {} {}",
                    reference.base().unwrap(),
                    reference.repository,
                    reference.version()
                )
            }
            Err(error) => error.why.to_owned(),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_reference_is_read() {
        let digest = format!("sha256:{}", "a".repeat(64));
        check("oci://ghcr.io/a/b:1.0.0", "https://ghcr.io/ a/b 1.0.0");
        check("oci://ghcr.io/a", "https://ghcr.io/ a latest");
        check(&format!("oci://ghcr.io/a@{digest}"), &format!("https://ghcr.io/ a {digest}"));
        check("oci://r.example:5000/a-b/c__d.e:x", "https://r.example:5000/ a-b/c__d.e x");
        check("oci://localhost:5000/a", "http://127.0.0.1:5000/ a latest");
        check("oci://127.0.0.1:5000/a", "http://127.0.0.1:5000/ a latest");
        check("oci://[::1]:5000/a", "http://[::1]:5000/ a latest");
        check("oci://10.0.0.1/a", "https://10.0.0.1/ a latest");
        check("https://ghcr.io/a", "it does not begin with oci://");
        check("oci://ghcr.io", "it has no repository");
        check("oci:///a", "its registry is no host");
        check("oci://user:word@ghcr.io/a", "its registry is no host");
        check("oci://ghcr.io:99999/a", "its registry is no host");
        check("oci://ghcr.io?/a", "its registry is no host");
        check("oci://ghcr.io/", "its repository is no name of one");
        check("oci://ghcr.io/../a", "its repository is no name of one");
        check("oci://ghcr.io/A", "its repository is no name of one");
        check("oci://ghcr.io/a//b", "its repository is no name of one");
        check("oci://ghcr.io/a___b", "its repository is no name of one");
        check("oci://ghcr.io/a:", "its tag is none");
        check("oci://ghcr.io/a:b/c", "its tag is none");
        check("oci://ghcr.io/a@sha256:00", "its digest is no sha256");
        check(&format!("oci://ghcr.io/a:b@{digest}"), "it has both a tag and a digest");
    }
}
