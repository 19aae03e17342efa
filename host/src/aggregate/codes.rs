//! What errors of scoring are called.

use super::compare::Incomparable;
use super::scenario::ScenarioError;
use super::sensitivity::UncertaintyError;
use crate::codes::{Code, Coded};

impl Coded for ScenarioError {
    fn code(&self) -> Code {
        match self {
            Self::Weights(_) | Self::Judgements { .. } | Self::Components { .. } => {
                Code::ScenarioUnfit
            }
        }
    }
}

impl Coded for UncertaintyError {
    fn code(&self) -> Code {
        match self {
            Self::Scenario(error) => error.code(),
            Self::Draws(_) | Self::NothingRanked => Code::NothingToDraw,
        }
    }
}

impl Coded for Incomparable {
    fn code(&self) -> Code {
        match self {
            Self::Tree(_) | Self::Score(_) | Self::Causes(_) => Code::NotComparable,
        }
    }
}
