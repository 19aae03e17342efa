//! Who may bring which points: `trust.toml` beside the manifests' list of probes.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::Deserialize;

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

/// Why a probe is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Distrusted {
    /// The signature is of other bytes.
    #[error("the signature is not of this file")]
    BadSignature,
    /// The file was taken back.
    #[error("this probe was revoked: {reason}")]
    RevokedProbe {
        /// Why.
        reason: String,
    },
    /// The key was taken back.
    #[error("the key that signed it was revoked: {reason}")]
    RevokedKey {
        /// Why.
        reason: String,
    },
    /// The publisher may not bring this family.
    #[error("`{publisher}` may not publish the family `{family}`")]
    Family {
        /// Who signed.
        publisher: String,
        /// What it is of.
        family: String,
    },
    /// The publisher may not bring these points.
    #[error("`{publisher}` may not publish the points {}", points.join(", "))]
    Points {
        /// Who signed.
        publisher: String,
        /// The points beyond its own.
        points: Vec<String>,
    },
    /// Nobody known signed it.
    #[error("nobody whom the policy names signed it")]
    Unsigned,
}

impl Distrusted {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Unsigned => Some(format!(
                "把发布者的公钥写进 {TRUST_FILE}，或看过之后加 `--unsigned` · name the publisher's key in {TRUST_FILE}, or look at \
                 it and say `--unsigned`"
            )),
            Self::Family { .. } | Self::Points { .. } => Some(format!(
                "放宽 {TRUST_FILE} 中的 `families`、`points` · widen them in {TRUST_FILE}"
            )),
            Self::BadSignature | Self::RevokedProbe { .. } | Self::RevokedKey { .. } => None,
        }
    }
}

/// The policy.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    schema: u32,
    #[serde(default)]
    publisher: Vec<Publisher>,
    #[serde(default)]
    revoked: Vec<Revoked>,
}

/// A key and what it may bring.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Publisher {
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

/// A probe that somebody offers.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// All of the file.
    pub bytes: &'a [u8],
    /// What it is of.
    pub family: &'a str,
    /// Points it brings or says it is written for.
    pub points: &'a [String],
    /// The signature beside it.
    pub signature: Option<&'a Signature>,
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
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
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
            return Ok(trust);
        }
        Err(TrustError::Schema { path, found: trust.schema })
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

    /// Who vouches for a probe: the publisher's name.
    ///
    /// # Errors
    ///
    /// Why it is not taken.
    pub fn judge(&self, offered: Offered<'_>) -> Result<&str, Distrusted> {
        let Offered { bytes, family, points, signature } = offered;
        let digest = Digest::of(bytes).to_string();
        if let Some(reason) = self.revoked(|revoked| revoked.digest.as_ref() == Some(&digest)) {
            return Err(Distrusted::RevokedProbe { reason });
        }
        let Some(signature) = signature else { return Err(Distrusted::Unsigned) };
        if !signature.is_of(bytes) {
            return Err(Distrusted::BadSignature);
        }
        let key = &signature.public_key;
        if let Some(reason) = self.revoked(|revoked| revoked.public_key.as_ref() == Some(key)) {
            return Err(Distrusted::RevokedKey { reason });
        }
        let publisher = self.publisher.iter().find(|publisher| publisher.public_key == *key);
        let publisher = publisher.ok_or(Distrusted::Unsigned)?;
        publisher.may(family, points).map(|()| publisher.name.as_str())
    }

    fn revoked(&self, is_it: impl Fn(&Revoked) -> bool) -> Option<String> {
        self.revoked.iter().find(|revoked| is_it(revoked)).map(|revoked| revoked.reason.clone())
    }
}

impl Publisher {
    fn may(&self, family: &str, points: &[String]) -> Result<(), Distrusted> {
        let publisher = || self.name.clone();
        if self.families.as_ref().is_some_and(|own| !own.iter().any(|own| own == family)) {
            return Err(Distrusted::Family { publisher: publisher(), family: family.to_owned() });
        }
        let Some(own) = &self.points else { return Ok(()) };
        let is_own = |point: &&String| own.iter().any(|pattern| fits(pattern, point));
        let beyond: Vec<String> = points.iter().filter(|point| !is_own(point)).cloned().collect();
        if beyond.is_empty() {
            return Ok(());
        }
        Err(Distrusted::Points { publisher: publisher(), points: beyond })
    }
}

/// Whether an id is meant by a pattern.
fn fits(pattern: &str, id: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == id, |head| id.starts_with(head))
}
