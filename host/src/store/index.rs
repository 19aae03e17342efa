//! What the index of a round answers. Always less than the journal, never more.

use super::error::StoreError;
use super::journal::Mark;
use crate::model::{MissingPage, PageRecord, RegionBatch, RegionCode, Verdict};

/// Verdicts and pages by region; rebuilt from a journal at any time.
pub trait VerdictStore {
    /// Up to where in which journal the batches are in it; `None` while it is empty.
    fn applied(&self) -> Option<Mark>;

    /// Takes in a batch of the journal and that it ends at `mark`: both or neither.
    /// Batches come in the journal's order, each once.
    ///
    /// # Errors
    ///
    /// If the store fails.
    fn apply(&mut self, batch: &RegionBatch, mark: Mark) -> Result<(), StoreError>;

    /// Returns when everything applied is on the medium.
    ///
    /// # Errors
    ///
    /// If the store fails.
    fn flush(&mut self) -> Result<(), StoreError>;

    /// All verdicts, by region code, then point id, then page.
    fn verdicts(&self) -> impl Iterator<Item = Result<Verdict, StoreError>>;

    /// The verdicts of a region, by point id, then page; none for a region not judged.
    fn verdicts_of(&self, region: RegionCode) -> impl Iterator<Item = Result<Verdict, StoreError>>;

    /// The pages of a region, in the order they were fetched.
    fn pages_of(&self, region: RegionCode) -> impl Iterator<Item = Result<PageRecord, StoreError>>;

    /// The pages of a region that could not be had, in the order they were asked for.
    fn missing_of(
        &self,
        region: RegionCode,
    ) -> impl Iterator<Item = Result<MissingPage, StoreError>>;

    /// The regions judged, by code.
    fn regions(&self) -> impl Iterator<Item = Result<RegionCode, StoreError>>;
}
