//! Where judged regions go.

use super::{Event, Keeping, RunError};
use crate::model::{Region, RegionBatch};
use crate::store::Round;

/// Takes regions as they are judged, in the order they were asked for.
pub trait ResultSink {
    /// Takes one region.
    ///
    /// # Errors
    ///
    /// If it cannot; judging then ends.
    fn take(&mut self, batch: RegionBatch) -> Result<(), RunError>;
}

/// Records the verdicts and shows the progress.
pub(super) struct Recorder<'r> {
    pub(super) round: &'r mut Round,
    pub(super) evidence: Option<&'r Keeping>,
    pub(super) progress: &'r mut dyn FnMut(&Event) -> std::io::Result<()>,
    pub(super) regions: &'r [Region],
}

impl ResultSink for Recorder<'_> {
    /// Pages first: a verdict on the medium always has its evidence there.
    fn take(&mut self, batch: RegionBatch) -> Result<(), RunError> {
        let region = batch.region;
        if let Some(Keeping { sink, .. }) = self.evidence {
            sink.sync().map_err(|source| RunError::Keep { region, source })?;
        }
        let event = Event::region(self.regions.iter(), &batch);
        self.round.record(&batch).map_err(|source| RunError::Record { region, source })?;
        (self.progress)(&event).map_err(|source| RunError::Progress { source })
    }
}
