//! Who may bring which points: `trust.toml` beside the manifests' list of probes.

mod distrusted;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

pub use self::distrusted::Distrusted;
use crate::model::Digest;
use crate::store::Signature;

/// Name of the file.
pub const TRUST_FILE: &str = "trust.toml";

/// The version of its form.
const SCHEMA: u32 = 1;

/// The policy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// It cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is not of the form.
    #[error("`{}` is no trust policy", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// It is of a later form.
    #[error("`{}` has schema {found}; this program reads {SCHEMA}", path.display())]
    Schema {
        /// The file.
        path: PathBuf,
        /// The form's version.
        found: u32,
    },
}

/// The policy.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// Where it lies, or would.
    #[serde(skip)]
    path: PathBuf,
    #[serde(skip)]
    is_there: bool,
    schema: u32,
    #[serde(default)]
    publisher: Vec<Publisher>,
    #[serde(default)]
    revoked: Vec<Revoked>,
}

/// A key and what it may bring.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    name: String,
    /// The 32 bytes of the Ed25519 key in Base64.
    public_key: String,
    /// Families; any where none is named.
    families: Option<Vec<String>>,
    /// Ids of points, `*` at the end for any further characters; any where none is named.
    points: Option<Vec<String>>,
}

/// A key or a file that was taken back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Revoked {
    public_key: Option<String>,
    digest: Option<String>,
    reason: String,
}

impl Trust {
    /// Reads the policy of a folder of manifests; without the file nobody is trusted and nothing revoked.
    ///
    /// # Errors
    ///
    /// If it is there and cannot be used.
    pub fn read(folder: &Path) -> Result<Self, TrustError> {
        let path = folder.join(TRUST_FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { path, ..Self::default() });
            }
            Err(source) => return Err(TrustError::Read { path, source }),
        };
        Self::parse(&path, &bytes)
    }

    /// Reads a policy from the bytes of the file `path`.
    ///
    /// # Errors
    ///
    /// If it cannot be used.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, TrustError> {
        let path = path.to_owned();
        let trust: Self = toml::from_slice(bytes)
            .map_err(|source| TrustError::Parse { path: path.clone(), source: Box::new(source) })?;
        if trust.schema == SCHEMA {
            return Ok(Self { path, is_there: true, ..trust });
        }
        Err(TrustError::Schema { path, found: trust.schema })
    }

    /// The same policy, which would lie at `path` and does not yet.
    #[must_use]
    pub fn proposed_for(self, path: PathBuf) -> Self {
        Self { path, is_there: false, ..self }
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a file.
    pub fn is_there(&self) -> bool {
        self.is_there
    }

    /// What it says, a line for every publisher and everything revoked, in somebody else's words.
    pub fn lines(&self) -> Vec<String> {
        let listed = |own: Option<&Vec<String>>| {
            own.map_or_else(|| "不限 any".to_owned(), |own| own.join(" "))
        };
        let publishers = self.publisher.iter().map(|publisher| {
            let Publisher { name, public_key, families, points } = publisher;
            let (families, points) = (listed(families.as_ref()), listed(points.as_ref()));
            format!("发布者 publisher {name}：{public_key}；族 families {families}；点位 points {points}")
        });
        let revoked = self.revoked.iter().map(|Revoked { public_key, digest, reason }| {
            let what = digest.as_ref().or(public_key.as_ref()).map_or("", String::as_str);
            format!("撤销 revoked {what}：{reason}")
        });
        publishers.chain(revoked).collect()
    }

    /// Who vouches for these bytes, all of a probe's file. Nothing in them is read: whoever signed them may
    /// still not publish what they hold.
    ///
    /// # Errors
    ///
    /// If they or the key were revoked, the signature is of other bytes, or nobody named here signed them.
    pub fn vouch(
        &self,
        bytes: &[u8],
        signature: Option<&Signature>,
    ) -> Result<&Publisher, Distrusted> {
        let digest = Digest::of(bytes).to_string();
        if let Some(reason) = self.revoked(|revoked| revoked.digest.as_ref() == Some(&digest)) {
            return Err(Distrusted::RevokedProbe { reason });
        }
        let Some(signature) = signature else { return Err(Distrusted::NotSigned) };
        if !signature.is_of(bytes) {
            return Err(Distrusted::BadSignature);
        }
        let key = &signature.public_key;
        if let Some(reason) = self.revoked(|revoked| revoked.public_key.as_ref() == Some(key)) {
            return Err(Distrusted::RevokedKey { reason });
        }
        let publisher = self.publisher.iter().find(|publisher| publisher.public_key == *key);
        publisher.ok_or_else(|| Distrusted::UnknownKey { public_key: key.clone() })
    }

    /// The name of the publisher with this key.
    pub fn name_of(&self, public_key: &str) -> Option<&str> {
        let publisher = self.publisher.iter().find(|publisher| publisher.public_key == public_key);
        publisher.map(|publisher| publisher.name.as_str())
    }

    fn revoked(&self, is_it: impl Fn(&Revoked) -> bool) -> Option<String> {
        self.revoked.iter().find(|revoked| is_it(revoked)).map(|revoked| revoked.reason.clone())
    }
}

impl Publisher {
    /// Who it is, in the policy's words.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it may publish this family.
    ///
    /// # Errors
    ///
    /// If the policy names its families and this is none of them.
    pub fn may_family(&self, family: &str) -> Result<(), Distrusted> {
        if self.families.as_ref().is_some_and(|own| !own.iter().any(|own| own == family)) {
            let (publisher, family) = (self.name.clone(), family.to_owned());
            return Err(Distrusted::Family { publisher, family });
        }
        Ok(())
    }

    /// Whether it may publish these points.
    ///
    /// # Errors
    ///
    /// If the policy names its points and some are beyond them; each of those is told once.
    pub fn may_points<'p>(
        &self,
        points: impl IntoIterator<Item = &'p String>,
    ) -> Result<(), Distrusted> {
        let Some(own) = &self.points else { return Ok(()) };
        let is_own = |point: &&String| own.iter().any(|pattern| fits(pattern, point));
        let points: BTreeSet<&String> = points.into_iter().collect();
        let beyond: Vec<String> =
            points.into_iter().filter(|point| !is_own(point)).cloned().collect();
        if beyond.is_empty() {
            return Ok(());
        }
        Err(Distrusted::Points { publisher: self.name.clone(), points: beyond })
    }
}

/// Whether an id is meant by a pattern.
fn fits(pattern: &str, id: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == id, |head| id.starts_with(head))
}
