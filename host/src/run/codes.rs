//! What errors of runs, and of taking probes, are called.

use super::RunError;
use super::install::{InstallError, Problem};
use super::lock::LockError;
use super::pack::PackError;
use super::registry::ArtifactError;
use super::trust::{Distrusted, TrustError};
use crate::codes::{Code, Coded};

impl Coded for RunError {
    fn code(&self) -> Code {
        match self {
            Self::Record { source, .. } | Self::Recorded { source, .. } => source.code(),
            Self::Keep { source, .. } | Self::Sync { source } => source.code(),
            Self::Start { .. } => Code::CollectorUnavailable,
            Self::Progress { .. } => Code::OutputUnwritable,
        }
    }
}

impl Coded for InstallError {
    fn code(&self) -> Code {
        match self {
            Self::Engine { source } => source.code(),
            Self::Lock { source } => source.code(),
        }
    }
}

impl Coded for Problem {
    fn code(&self) -> Code {
        match self {
            Self::Load { source, .. } => source.code(),
            Self::NotLocked { .. } => Code::ProbeNotLocked,
            Self::OtherFamily { .. } => Code::ProbeOtherFamily,
        }
    }
}

impl Coded for LockError {
    fn code(&self) -> Code {
        match self {
            Self::Read { .. } | Self::Parse { .. } | Self::Digest { .. } | Self::Write { .. } => {
                Code::LockUnusable
            }
        }
    }
}

impl Coded for PackError {
    fn code(&self) -> Code {
        match self {
            Self::Wasm { .. }
            | Self::Packed
            | Self::Twice
            | Self::TooLarge
            | Self::Section { .. }
            | Self::Schema { .. } => Code::PackUnusable,
        }
    }
}

impl Coded for TrustError {
    fn code(&self) -> Code {
        match self {
            Self::Read { .. } | Self::Parse { .. } | Self::Schema { .. } => Code::TrustUnusable,
        }
    }
}

impl Coded for Distrusted {
    fn code(&self) -> Code {
        match self {
            Self::BadSignature => Code::TrustBadSignature,
            Self::RevokedProbe { .. } | Self::RevokedKey { .. } => Code::TrustRevoked,
            Self::Family { .. } | Self::Points { .. } => Code::TrustBeyond,
            Self::NotSigned | Self::UnknownKey { .. } => Code::TrustUnsigned,
        }
    }
}

impl Coded for ArtifactError {
    fn code(&self) -> Code {
        match self {
            Self::Start { .. } => Code::CollectorUnavailable,
            Self::Registry { source, .. } => source.code(),
            Self::Index
            | Self::Manifest { .. }
            | Self::Schema { .. }
            | Self::Config { .. }
            | Self::Layers { .. }
            | Self::Layer { .. }
            | Self::TooLarge { .. }
            | Self::Digest { .. }
            | Self::Signature { .. } => Code::ArtifactUnusable,
            Self::Taken { .. } => Code::ArtifactTaken,
        }
    }
}
