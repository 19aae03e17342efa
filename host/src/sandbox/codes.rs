//! What errors of probes are called.

use super::engine::EngineError;
use super::load::LoadError;
use crate::codes::{Code, Coded};

impl Coded for LoadError {
    fn code(&self) -> Code {
        match self {
            Self::Read { .. } | Self::TooLarge { .. } => Code::ProbeUnreadable,
            Self::CoreModule { .. } | Self::NotAComponent { .. } | Self::Compile { .. } => {
                Code::ProbeNotAComponent
            }
            Self::ForeignImport { .. } => Code::ProbeForeignImport,
            Self::Contract { .. } => Code::ProbeOtherContract,
            Self::Shape { .. } => Code::ProbeOtherShape,
            Self::Schemas { .. } => Code::ProbeSchemas,
            Self::Describe { .. } => Code::ProbeDescribe,
        }
    }
}

impl Coded for EngineError {
    fn code(&self) -> Code {
        Code::EngineUnavailable
    }
}
