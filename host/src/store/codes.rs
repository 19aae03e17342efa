//! What errors of stored rounds are called.

use super::error::StoreError;
use super::signature::BadKey;
use super::timestamp::BadTimeStamp;
use crate::codes::{Code, Coded};

impl Coded for StoreError {
    fn code(&self) -> Code {
        match self {
            Self::NoRound { .. } => Code::RoundNone,
            Self::JournalExists { .. } => Code::RoundExists,
            Self::InUse { .. } => Code::RoundInUse,
            Self::OtherRound { .. } => Code::RoundOther,
            Self::Published { .. } => Code::RoundPublished,
            Self::Refused { .. } | Self::Encode { .. } | Self::TooLarge { .. } => Code::RoundEntry,
            Self::OpenJournal { .. } | Self::Lock { .. } | Self::ReadJournal { .. } => {
                Code::RoundUnreadable
            }
            Self::CreateDir { .. }
            | Self::CreateJournal { .. }
            | Self::CutJournal { .. }
            | Self::Append { .. }
            | Self::JournalBroken { .. }
            | Self::Export { .. } => Code::RoundUnwritable,
            Self::NotAJournal { .. } => Code::JournalNotOne,
            Self::OtherLayout { .. } => Code::JournalLayout,
            Self::NeverOpened { .. } => Code::JournalUnbegun,
            Self::JournalTorn { .. } | Self::JournalDamaged { .. } => Code::JournalDamaged,
            Self::OpenIndex { .. }
            | Self::IndexDamaged { .. }
            | Self::ReadIndex { .. }
            | Self::IndexValue { .. }
            | Self::WriteIndex { .. }
            | Self::RemoveIndex { .. } => Code::IndexUnusable,
            Self::ReadFile { .. }
            | Self::WriteFile { .. }
            | Self::ParseFile { .. }
            | Self::KeptTooLarge { .. } => Code::RoundFileUnusable,
            Self::OtherReviews { .. } => Code::ReviewsOther,
        }
    }
}

impl Coded for BadKey {
    fn code(&self) -> Code {
        match self {
            Self::Read(_) | Self::Absent(_) | Self::NoPem(_) | Self::NotEd25519(_) => {
                Code::KeyUnusable
            }
        }
    }
}

impl Coded for BadTimeStamp {
    fn code(&self) -> Code {
        match self {
            Self::Unreadable(_) | Self::NotGranted(_) | Self::NoToken | Self::OtherAlgorithm => {
                Code::TimeStampUnusable
            }
        }
    }
}
