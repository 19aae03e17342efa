//! The reviews of the round a command is about: what its scores are made from, unless
//! `--machine-only` says otherwise.

use std::path::Path;

use super::Failed;
use super::args::Common;
use super::round::store_failed;
use super::stored::Stored;
use crate::model::{Digest, IndicatorSystem, Verdict};
use crate::review::{Effective, Ledger, effective};
use crate::store::{StoreError, StoredReviews};

/// What people said, if anything counts.
pub(crate) struct Reviews(Option<Ledger>);

impl Reviews {
    /// Of the round in a directory, whose journal opens with this leaf.
    pub(crate) fn of(
        common: &Common,
        directory: &Path,
        opening: Option<Digest>,
    ) -> Result<Self, Failed> {
        if common.machine_only {
            return Ok(Self(None));
        }
        let Some(stored) = StoredReviews::read(directory).map_err(store_failed)? else {
            return Ok(Self(None));
        };
        if opening != Some(stored.header.opening) {
            let path = directory.join(crate::store::REVIEWS_FILE);
            return Err(store_failed(StoreError::OtherReviews { path }));
        }
        Ok(Self(Some(Ledger::of(stored.events))))
    }

    /// Nobody's.
    pub(crate) fn none() -> Self {
        Self(None)
    }

    /// Of a round that is only read.
    pub(crate) fn of_stored(common: &Common, stored: &Stored) -> Result<Self, Failed> {
        Self::of(common, &stored.directory, stored.reader.leaves().first().copied())
    }

    /// The verdicts that count, with what people had a say in.
    pub(crate) fn effective(&self, system: &IndicatorSystem, verdicts: Vec<Verdict>) -> Effective {
        match &self.0 {
            Some(ledger) => effective(system, &verdicts, ledger),
            None => Effective { verdicts, marks: Vec::new() },
        }
    }
}
