//! What errors of setting collection up are called.

use super::live::LiveError;
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
