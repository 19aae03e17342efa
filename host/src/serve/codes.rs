//! What errors of the server and of accounts are called.

use super::ServeError;
use super::accounts::AccountsError;
use super::tls::TlsError;
use crate::codes::{Code, Coded};

impl Coded for ServeError {
    fn code(&self) -> Code {
        match self {
            Self::Public(_) => Code::ServePublic,
            Self::Accounts(error) => error.code(),
            Self::Listen { .. } => Code::ListenFailed,
            Self::Tls(error) => error.code(),
            Self::Start { .. } | Self::Random => Code::ServeStart,
        }
    }
}

impl Coded for AccountsError {
    fn code(&self) -> Code {
        match self {
            Self::Name | Self::Password | Self::Taken(_) | Self::Nobody(_) => Code::AccountRefused,
            Self::Read { .. }
            | Self::Parse { .. }
            | Self::Version { .. }
            | Self::Open { .. }
            | Self::Write { .. }
            | Self::Hash => Code::AccountsUnusable,
        }
    }
}

impl Coded for TlsError {
    fn code(&self) -> Code {
        match self {
            Self::Read { .. } | Self::Unfit { .. } => Code::TlsUnusable,
        }
    }
}
