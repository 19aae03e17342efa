//! What can be wrong with a bundle of probes.

use std::io;

use super::{BUNDLE_BYTES_MAX, BUNDLED_MAX, INDEX, SCHEMA};
use crate::model::Digest;

/// A file is no bundle of probes, or not as it was written.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is no gzipped tar, or ends too early.
    #[error("it is no whole bundle of `probe save`")]
    Read {
        /// Why.
        source: io::Error,
    },
    /// A part ends too early.
    #[error("its part `{name}` is not whole")]
    Cut {
        /// The part.
        name: String,
    },
    /// Something follows its end.
    #[error("something follows its end")]
    Behind,
    /// It unpacks to more than any bundle.
    #[error("it unpacks to more than {BUNDLE_BYTES_MAX} bytes")]
    Bomb,
    /// There are more parts than any bundle has.
    #[error("it has more than {BUNDLED_MAX} probes")]
    TooMany,
    /// A part is a link, a folder, a device.
    #[error("its part `{name}` is no file")]
    NoFile {
        /// The part.
        name: String,
    },
    /// A part that no bundle has.
    #[error("its part `{name}` does not belong in a bundle")]
    Unknown {
        /// The part.
        name: String,
    },
    /// A part is there twice.
    #[error("its part `{name}` is there twice")]
    Twice {
        /// The part.
        name: String,
    },
    /// A part is larger than such a part may be.
    #[error("its part `{name}` has more than {bytes_max} bytes")]
    TooLarge {
        /// The part.
        name: String,
        /// Bytes it may have.
        bytes_max: usize,
    },
    /// A part is missing.
    #[error("it has no part `{name}`")]
    Missing {
        /// The part.
        name: String,
    },
    /// The index cannot be read.
    #[error("its part `{INDEX}` cannot be read")]
    Index {
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// The form is a later one.
    #[error("it has schema {found}; this program reads {SCHEMA}")]
    Schema {
        /// The form's version.
        found: u32,
    },
    /// A component is not the one that was saved.
    #[error("its part `{name}` has the digest {found}, not {wanted}")]
    Digest {
        /// The part.
        name: String,
        /// As the index says.
        wanted: Digest,
        /// What it is.
        found: Digest,
    },
    /// A signature cannot be read.
    #[error("its part `{name}` is no signature")]
    Signature {
        /// The part.
        name: String,
        /// Why.
        source: serde_json::Error,
    },
}

impl BundleError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Schema { .. } => "用更新的程序 use a newer program",
            Self::Read { .. }
            | Self::Cut { .. }
            | Self::Behind
            | Self::Bomb
            | Self::TooMany
            | Self::NoFile { .. }
            | Self::Unknown { .. }
            | Self::Twice { .. }
            | Self::TooLarge { .. }
            | Self::Missing { .. }
            | Self::Index { .. }
            | Self::Digest { .. }
            | Self::Signature { .. } => {
                "什么也没有写入；请存的人用 `probe save` 重存 · nothing was written; have it saved again by `probe save`"
            }
        }
    }
}
