//! Who signed a probe that is listed.

use std::path::Path;

use super::offered::{is_address, read, signature_beside};
use crate::report::clean;
use crate::run::{COMPONENT_BYTES_MAX, Trust};

/// Characters of a public key that are shown; all 44 are in JSON.
const KEY_CHARS_SHOWN: usize = 12;

/// Who vouches for a component on this machine, as far as its signature says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Signed {
    /// With this key; the publisher's name where the policy has it.
    By { public_key: String, publisher: Option<String> },
    /// The signature is of other bytes, or is none.
    Badly,
    /// It was built here of a crate.
    Own,
    /// It was taken as it is.
    Not,
    /// It was agreed to by `probe build` or `probe lock`, and nobody knows where it is from.
    Unknown,
}

impl Signed {
    /// Of the component in `file`, which was had from `source`.
    pub(super) fn of(file: &Path, source: Option<&str>, trust: &Trust) -> Self {
        let (Ok(signature), Some(source)) = (signature_beside(file), source) else {
            return if source.is_some() { Self::Badly } else { Self::Unknown };
        };
        let Some(signature) = signature else {
            let is_crate = !is_address(source) && Path::new(source).is_dir();
            return if is_crate { Self::Own } else { Self::Not };
        };
        let is_of = read(file, COMPONENT_BYTES_MAX).is_ok_and(|bytes| signature.is_of(&bytes));
        if !is_of {
            return Self::Badly;
        }
        let public_key = signature.public_key;
        let publisher = trust.name_of(&public_key).map(str::to_owned);
        Self::By { public_key, publisher }
    }

    /// In words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::By { publisher: Some(publisher), .. } => clean(publisher),
            Self::By { public_key, publisher: None } => {
                let head: String = public_key.chars().take(KEY_CHARS_SHOWN).collect();
                format!("公钥 key {}…", clean(&head))
            }
            Self::Badly => "签名不符 bad signature".to_owned(),
            Self::Own => "自己构建的 built here".to_owned(),
            Self::Not => "没有签名 not signed".to_owned(),
            Self::Unknown => "—".to_owned(),
        }
    }

    /// The publisher's name.
    pub(super) fn publisher(&self) -> Option<&str> {
        match self {
            Self::By { publisher, .. } => publisher.as_deref(),
            Self::Badly | Self::Own | Self::Not | Self::Unknown => None,
        }
    }

    /// The key of a signature that holds.
    pub(super) fn public_key(&self) -> Option<&str> {
        match self {
            Self::By { public_key, .. } => Some(public_key),
            Self::Badly | Self::Own | Self::Not | Self::Unknown => None,
        }
    }
}
