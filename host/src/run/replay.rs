//! The pages of a live round that was judged, as each region had them.
//!
//! Nothing is fetched: everything a live round met is in its archives, failed looks included.
//! But an archive gives one answer for an address, and two regions may have asked for it at
//! two moments and got two pages. What is recorded of a region says which was its own: a page
//! by its digest, a failure by its name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::evidence::Capture;
use crate::fetch::{ArchiveSource, Ask, FailureClass, FetchFailure, Fetched, Fetching, PageSource};
use crate::model::{Digest, Form, RegionBatch, RegionCode};

/// The archives of a live round, and the failures it recorded.
#[derive(Debug)]
pub struct Replay {
    archive: Arc<ArchiveSource>,
    /// Class and note, by region, address and form.
    failed: BTreeMap<Asked, (FailureClass, String)>,
    /// The address that answered and the digest of its page, by region, address and form.
    pages: BTreeMap<Asked, (String, Digest)>,
}

/// A region, the address that was asked for on its behalf, and in which form.
type Asked = (RegionCode, String, Form);

impl Replay {
    /// Pages of `archive`, as no region had them yet.
    pub fn new(archive: Arc<ArchiveSource>) -> Self {
        Self { archive, failed: BTreeMap::new(), pages: BTreeMap::new() }
    }

    /// Adds what was recorded of a region.
    pub fn add(&mut self, batch: &RegionBatch) {
        for page in &batch.pages {
            let key = (batch.region, page.requested.clone(), page.form());
            self.pages.insert(key, (page.url.clone(), page.digest));
        }
        for missing in &batch.missing {
            // Statuses have no class of their own name: their answers are in the archive.
            if let Some(class) = FailureClass::from_name(&missing.failure) {
                let key = (batch.region, missing.requested.clone(), class.form());
                self.failed.insert(key, (class, missing.note.clone()));
            }
        }
    }
}

impl PageSource for Replay {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move {
            let mut fetched = self.archive.fetch(ask).await;
            let key = (ask.region, ask.url.as_str().to_owned(), ask.form);
            if let Some((url, digest)) = self.pages.get(&key)
                && fetched.answer.as_ref().is_ok_and(|capture| capture.digest() != *digest)
                && let Ok(Some(own)) = self.archive.archive().get_as(url, digest)
            {
                fetched.answer = Ok(Capture { requested: ask.url.to_string(), ..own });
            }
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
        Ok(capture) => {
            let is_of_reading =
                matches!(class, FailureClass::TooLarge | FailureClass::RenderedNoPage);
            capture.truncated.is_none() && !is_of_reading
        }
        // The evidence is gone, which is for the recheck to tell.
        Err(failure) => {
            !matches!(failure.class, FailureClass::NotInArchive | FailureClass::ArchiveDamaged)
        }
    }
}
