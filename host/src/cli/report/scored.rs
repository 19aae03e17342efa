//! The round a report is about.

use crate::cli::Failed;
use crate::cli::args::Common;
use crate::cli::reviews::Reviews;
use crate::cli::stored::Stored;
use crate::panel::Reported;
use crate::report::{Judged, RoundSide};

/// A round, read and scored by its manifests.
pub(super) struct Scored {
    pub(super) stored: Stored,
    pub(super) round: Reported,
}

impl Scored {
    pub(super) fn of(common: &Common, stored: Stored) -> Result<Self, Failed> {
        let reviews = Reviews::of_stored(common, &stored)?;
        let manifests = &stored.manifests;
        let count = |verdicts| reviews.effective(&manifests.system, verdicts);
        let root = stored.reader.root().to_string();
        let round = Reported::of(manifests, root, stored.batches(), count)?;
        Ok(Self { stored, round })
    }

    pub(super) fn judged(&self) -> Judged<'_> {
        self.round.judged(&self.stored.reader)
    }

    pub(super) fn side(&self) -> RoundSide<'_> {
        let manifests = &self.stored.manifests;
        RoundSide {
            header: self.stored.reader.header(),
            system: &manifests.system,
            scores: &self.round.scores,
            regions: &manifests.regions,
        }
    }
}
