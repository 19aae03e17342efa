//! What a journal holds so far, and which entry may come next.

use std::collections::BTreeSet;

use super::{Closing, Entry, Mark};
use crate::model::{Digest, Finding, PointId, RegionBatch, RegionCode, Verdict};
use crate::store::frame::Place;
use crate::store::merkle;

/// Why an entry does not belong where it is, or where it was to go.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// A second opening.
    #[error("the round is opened a second time")]
    OpenedTwice,
    /// Something before the opening.
    #[error("the round is not opened")]
    NotOpened,
    /// Something after the closing.
    #[error("the round is closed")]
    Closed,
    /// Verdicts are never overwritten, so a region is judged once.
    #[error("region {0} is already judged in this round")]
    JudgedTwice(RegionCode),
    /// A verdict about another region.
    #[error("the batch of region {batch} has a verdict about region {verdict}")]
    OtherRegion {
        /// The region of the batch.
        batch: RegionCode,
        /// The region of the verdict.
        verdict: RegionCode,
    },
    /// One would hide the other.
    #[error("region {region} has two verdicts on point `{point}`{}", on_page(page.as_deref()))]
    TwoVerdicts {
        /// The region.
        region: RegionCode,
        /// The point.
        point: PointId,
        /// The page, for points judged page by page.
        page: Option<String>,
    },
    /// NaN or infinite.
    #[error("the verdict of region {region} on point `{point}` is a number that is not finite")]
    NotFinite {
        /// The region.
        region: RegionCode,
        /// The point.
        point: PointId,
    },
    /// The index ends ids with a zero byte.
    #[error("point id `{}` holds a zero byte", .0.0.escape_debug())]
    ZeroInPoint(PointId),
    /// The closing says other numbers than the journal has.
    #[error(
        "the closing counts {} regions and {} verdicts where there are {} and {}",
        said.n_batches, said.n_verdicts, held.n_batches, held.n_verdicts
    )]
    WrongCounts {
        /// What the closing says.
        said: Closing,
        /// What the journal has.
        held: Closing,
    },
}

/// What was read or written so far.
#[derive(Debug, Default)]
pub(in crate::store) struct Contents {
    /// Where the opening ends, then where each batch ends.
    ends: Vec<Place>,
    /// Of every frame, in order.
    leaves: Vec<Digest>,
    judged: BTreeSet<RegionCode>,
    n_verdicts: u64,
    is_closed: bool,
}

impl Contents {
    /// Whether `entry` may come next.
    pub(in crate::store) fn check(&self, entry: &Entry) -> Result<(), Misfit> {
        let is_opened = !self.ends.is_empty();
        match entry {
            Entry::Opened(_) if is_opened => Err(Misfit::OpenedTwice),
            Entry::Region(_) | Entry::Closed(_) if !is_opened => Err(Misfit::NotOpened),
            Entry::Region(_) | Entry::Closed(_) if self.is_closed => Err(Misfit::Closed),
            Entry::Region(batch) if self.judged.contains(&batch.region) => {
                Err(Misfit::JudgedTwice(batch.region))
            }
            Entry::Region(batch) => check_batch(batch),
            Entry::Closed(said) if *said != self.closing() => {
                Err(Misfit::WrongCounts { said: *said, held: self.closing() })
            }
            Entry::Opened(_) | Entry::Closed(_) => Ok(()),
        }
    }

    /// Counts an entry that [`Contents::check`] allowed, that ends at `end` and is `leaf`.
    pub(in crate::store) fn take(&mut self, entry: &Entry, end: Place, leaf: Digest) {
        self.leaves.push(leaf);
        match entry {
            Entry::Opened(_) => self.ends.push(end),
            Entry::Region(batch) => {
                self.ends.push(end);
                self.judged.insert(batch.region);
                self.n_verdicts += batch.verdicts.len() as u64;
            }
            Entry::Closed(_) => self.is_closed = true,
        }
    }

    pub(in crate::store) fn judged(&self) -> &BTreeSet<RegionCode> {
        &self.judged
    }

    pub(in crate::store) fn is_closed(&self) -> bool {
        self.is_closed
    }

    pub(in crate::store) fn root(&self) -> Digest {
        merkle::root(&self.leaves)
    }

    /// The leaf of the opening: the round's name for what goes on while it grows.
    pub(in crate::store) fn opening(&self) -> Option<Digest> {
        self.leaves.first().copied()
    }

    pub(in crate::store) fn closing(&self) -> Closing {
        Closing { n_batches: self.judged.len() as u64, n_verdicts: self.n_verdicts }
    }

    /// The end of the last batch, or of the opening.
    pub(in crate::store) fn mark(&self) -> Mark {
        let checksum = self.ends.last().map_or(0, |end| end.checksum);
        Mark { n_batches: self.judged.len() as u64, checksum }
    }

    /// Where reading goes on after `mark`; `None` if the mark is of another journal.
    pub(in crate::store) fn place_of(&self, mark: Mark) -> Option<Place> {
        let end = self.ends.get(usize::try_from(mark.n_batches).ok()?)?;
        (end.checksum == mark.checksum).then_some(*end)
    }

    /// Where the opening ends.
    pub(in crate::store) fn first(&self) -> Place {
        self.ends.first().copied().unwrap_or_else(Place::first)
    }
}

fn check_batch(batch: &RegionBatch) -> Result<(), Misfit> {
    let mut keys = BTreeSet::new();
    for verdict in &batch.verdicts {
        let Verdict { region, point, page, finding, .. } = verdict;
        if *region != batch.region {
            return Err(Misfit::OtherRegion { batch: batch.region, verdict: *region });
        }
        if point.0.contains('\0') {
            return Err(Misfit::ZeroInPoint(point.clone()));
        }
        if let Finding::Number(measure) = finding
            && !measure.value.is_finite()
        {
            return Err(Misfit::NotFinite { region: *region, point: point.clone() });
        }
        if !keys.insert((point, page)) {
            let (point, page) = (point.clone(), page.clone());
            return Err(Misfit::TwoVerdicts { region: *region, point, page });
        }
    }
    Ok(())
}

fn on_page(page: Option<&str>) -> String {
    page.map_or_else(String::new, |page| format!(" of page `{page}`"))
}
