//! Why a probe is not taken.

use super::TRUST_FILE;

/// Why a probe is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Distrusted {
    /// The signature is of other bytes.
    #[error("签名不是这个文件的 · the signature is not of this file")]
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
    /// Nobody signed it.
    #[error("没有签名 · it is not signed")]
    NotSigned,
    /// Somebody unknown signed it.
    #[error(
        "签它的公钥不在信任文件里 · the policy names nobody with the key that signed it, {public_key}"
    )]
    UnknownKey {
        /// The 32 bytes of the Ed25519 key in Base64, as the signature has them.
        public_key: String,
    },
}

impl Distrusted {
    /// What to do about it; of what nobody known signed, whoever knows the probe can say more.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NotSigned | Self::UnknownKey { .. } => {
                Some("看过之后加 `--unsigned` · look at it and say `--unsigned`".to_owned())
            }
            Self::Family { .. } | Self::Points { .. } => Some(format!(
                "放宽 {TRUST_FILE} 中的 `families`、`points` · widen them in {TRUST_FILE}"
            )),
            Self::BadSignature | Self::RevokedProbe { .. } | Self::RevokedKey { .. } => None,
        }
    }
}
