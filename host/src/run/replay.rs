//! The pages of a live round that was judged, as each region had them.
//!
//! Nothing is fetched: everything a live round met is in its archives, failed looks included.
//! But an archive has one answer for an address, and two regions may have asked for it at
//! two moments. Where the archive contradicts what is recorded of a region, the record of a
//! failure stands: it is no page that could be judged otherwise.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::fetch::{ArchiveSource, Ask, FailureClass, FetchFailure, Fetched, Fetching, PageSource};
use crate::model::{RegionBatch, RegionCode};

/// The archives of a live round, and the failures it recorded.
#[derive(Debug)]
pub struct Replay {
    archive: Arc<ArchiveSource>,
    /// Class and note, by region and address.
    failed: BTreeMap<(RegionCode, String), (FailureClass, String)>,
}

impl Replay {
    /// Pages of `archive`, as no region had them yet.
    pub fn new(archive: Arc<ArchiveSource>) -> Self {
        Self { archive, failed: BTreeMap::new() }
    }

    /// Adds what was recorded of a region.
    pub fn add(&mut self, batch: &RegionBatch) {
        for missing in &batch.missing {
            // Statuses have no class of their own name: their answers are in the archive.
            if let Some(class) = FailureClass::from_name(&missing.failure) {
                let key = (batch.region, missing.requested.clone());
                self.failed.insert(key, (class, missing.note.clone()));
            }
        }
    }
}

impl PageSource for Replay {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move {
            let mut fetched = self.archive.fetch(ask).await;
            let key = (ask.region, ask.url.as_str().to_owned());
            if let Some((class, note)) = self.failed.get(&key)
                && contradicts(&fetched, *class)
            {
                fetched.answer = Err(FetchFailure::new(*class, note.clone()));
            }
            fetched
        })
    }

    fn identity(&self) -> String {
        self.archive.identity()
    }
}

/// Whether what the archive says cannot be what was met when `class` was recorded.
fn contradicts(fetched: &Fetched, class: FailureClass) -> bool {
    match &fetched.answer {
        // Found to be too much for the parser, or cut, only when it is read.
        Ok(capture) => capture.truncated.is_none() && class != FailureClass::TooLarge,
        // The evidence is gone, which is for the recheck to tell.
        Err(failure) => {
            !matches!(failure.class, FailureClass::NotInArchive | FailureClass::ArchiveDamaged)
        }
    }
}
