//! What errors of an author's commands are called.

use probe_build::BuildError;

use super::new::NewError;
use crate::codes::{Code, Coded};

impl Coded for BuildError {
    fn code(&self) -> Code {
        match self {
            Self::Tool { .. }
            | Self::Target { .. }
            | Self::Offline { .. }
            | Self::Install { .. } => Code::ProbeTools,
            Self::Schemas { .. } => Code::ProbeSchemas,
            Self::Cargo
            | Self::NoArtifact { .. }
            | Self::Encode { .. }
            | Self::Project { .. }
            | Self::Componentize { .. }
            | Self::File { .. } => Code::ProbeBuild,
        }
    }
}

impl Coded for NewError {
    fn code(&self) -> Code {
        match self {
            Self::Name { .. } => Code::ProbeName,
            Self::Occupied { .. } => Code::ProbeFolder,
            Self::NoSdk | Self::NotSdk { .. } | Self::NotPath { .. } => Code::ProbeSdkMissing,
            Self::Write { .. } => Code::FileUnwritable,
        }
    }
}
