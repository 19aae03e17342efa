//! What refusals of the record are called.

use super::desk::DeskError;
use super::error::Refused;
use super::sheet::SheetError;
use super::value::BadValue;
use crate::codes::{Code, Coded};

impl Coded for Refused {
    fn code(&self) -> Code {
        match self {
            Self::Stale(_) => Code::ReviewStale,
            Self::NothingShown | Self::EmptyObjection => Code::ReviewUnshown,
            Self::NoReason(_) | Self::NotOwn { .. } => Code::ReviewReason,
            Self::NotFinite => Code::ReviewValue,
            Self::NoObjections(_) => Code::ObjectionsClosed,
            Self::ObjectionsOpen(_) | Self::ObjectionsRunning(_) => Code::ObjectionsOpen,
            Self::Person { .. }
            | Self::TooLong { .. }
            | Self::NoVerdict(_)
            | Self::NothingToConfirm(_)
            | Self::NotThird { .. }
            | Self::NotDisputed(_)
            | Self::NoSuchEvent { .. }
            | Self::UndoneBefore(_)
            | Self::RuledBefore(_)
            | Self::OtherTarget(_)
            | Self::NotATime(_) => Code::ReviewRefused,
        }
    }
}

impl Coded for DeskError {
    fn code(&self) -> Code {
        match self {
            Self::Refused(refused) => refused.code(),
            Self::Store(error) => error.code(),
        }
    }
}

impl Coded for SheetError {
    fn code(&self) -> Code {
        match self {
            Self::Read(_) | Self::Workbook(_) | Self::Bad(_) => Code::ReviewSheet,
        }
    }
}

impl Coded for BadValue {
    fn code(&self) -> Code {
        Code::ReviewValue
    }
}
