//! What errors of archives are called.

use super::error::EvidenceError;
use crate::codes::{Code, Coded};

impl Coded for EvidenceError {
    fn code(&self) -> Code {
        match self {
            Self::Open { .. } | Self::Read { .. } => Code::ArchiveUnreadable,
            Self::NoRecord { .. }
            | Self::NotContinuable { .. }
            | Self::Wacz { .. }
            | Self::WaczCompressed { .. }
            | Self::OneStream { .. } => Code::ArchiveNotOne,
            Self::NotWhole { .. }
            | Self::Damaged { .. }
            | Self::Coding { .. }
            | Self::RevisitUnresolved { .. } => Code::ArchiveBroken,
            Self::Missing { .. } => Code::ArchiveMissing,
            Self::InUse { .. } => Code::ArchiveInUse,
            Self::Write { .. } => Code::ArchiveUnwritable,
            Self::RedirectNotHeld { .. }
            | Self::RedirectLoop { .. }
            | Self::TooManyRedirects { .. } => Code::ArchiveLacks,
        }
    }
}
