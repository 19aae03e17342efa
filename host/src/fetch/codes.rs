//! What errors of setting collection up are called.

use super::live::{LiveError, RegistryError};
use crate::codes::{Code, Coded};

impl Coded for LiveError {
    fn code(&self) -> Code {
        match self {
            Self::UserAgent { .. } | Self::Tls { .. } | Self::Client { .. } => {
                Code::CollectorUnavailable
            }
        }
    }
}

impl Coded for RegistryError {
    fn code(&self) -> Code {
        match self {
            Self::Client { .. } => Code::CollectorUnavailable,
            Self::Address { .. } => Code::RegistryAddress,
            Self::Name { .. } | Self::Network { .. } | Self::Slow { .. } => {
                Code::RegistryUnreachable
            }
            Self::NotFound { .. } => Code::RegistryNotFound,
            Self::Unauthorised { .. }
            | Self::Forbidden { .. }
            | Self::Challenge { .. }
            | Self::Token { .. } => Code::RegistryDenied,
            Self::Answer { .. }
            | Self::Hops { .. }
            | Self::NoPlace { .. }
            | Self::TooLarge { .. } => Code::RegistryAnswer,
            Self::Size { .. } | Self::Digest { .. } => Code::RegistryDigest,
        }
    }
}
