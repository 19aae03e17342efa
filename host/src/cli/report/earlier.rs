//! An earlier round beside this one, as `bluebook compare` puts them.

use super::scored::Scored;
use crate::aggregate::{Comparison, Counted, Side};
use crate::cli::Failed;
use crate::cli::args::Common;
use crate::cli::rounds::reader;
use crate::cli::stored::Stored;
use crate::manifest::Manifests;
use crate::model::{RegionBatch, ReviewMark};
use crate::report::{Judged, RoundSide};

/// An earlier round, scored by the manifests of the later: only what was found can differ.
pub(super) struct Before(Scored);

impl Before {
    pub(super) fn open(common: &Common, name: &str, manifests: &Manifests) -> Result<Self, Failed> {
        let common = Common { round: Some(name.to_owned()), ..common.clone() };
        let (directory, reader) = reader(&common)?;
        let stored = Stored { directory, reader, manifests: manifests.clone() };
        Ok(Self(Scored::of(&common, stored)?))
    }

    pub(super) fn judged(&self) -> Judged<'_> {
        self.0.judged()
    }

    pub(super) fn side(&self) -> RoundSide<'_> {
        self.0.side()
    }
}

/// Both rounds, region by region.
pub(super) fn comparison<'r>(
    Before(before): &'r Before,
    after: &'r Scored,
) -> Result<Comparison<'r>, Failed> {
    let [old, new] = [before, after].map(|round| Side {
        system: &round.stored.manifests.system,
        collected_on: &round.stored.reader.header().collected_on,
    });
    let mut comparison = Comparison::new(old, new).map_err(Failed::of)?;
    let (before, after) = (&before.round, &after.round);
    for (batch, marks) in after.batches.iter().zip(&after.marks) {
        let found = before.batches.binary_search_by_key(&batch.region, |one| one.region).ok();
        let earlier = found.and_then(|at| before.batches.get(at).zip(before.marks.get(at)));
        if let Some((earlier, earlier_marks)) = earlier {
            let [old, new] = [counted(earlier, earlier_marks), counted(batch, marks)];
            comparison.take(batch.region, old, new);
        }
    }
    Ok(comparison)
}

fn counted<'v>(batch: &'v RegionBatch, marks: &'v [ReviewMark]) -> Counted<'v> {
    Counted { verdicts: &batch.verdicts, marks }
}
