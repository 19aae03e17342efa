//! What an archive has for an address, failed looks included: as it was sent, or as a browser
//! made it. The one never stands in for the other.

use super::super::{Archive, EvidenceError, Look};
use super::index::{exactly_as_url, key_of};

impl Archive {
    /// What the archive has for an address: the page [`Self::get`] gives, or the look that
    /// failed where there is no whole page.
    ///
    /// # Errors
    ///
    /// As [`Self::get`].
    pub fn look(&self, url: &str) -> Result<Option<Look>, EvidenceError> {
        let key = key_of(url);
        let failed = key.as_deref().and_then(|key| self.index.failed(key));
        match failed {
            Some(failed) if !key.is_some_and(|key| self.index.has_whole(&key)) => {
                Ok(Some(Look::Failed(failed.clone())))
            }
            Some(_) | None => Ok(self.get(url)?.map(|page| Look::Page(Box::new(page)))),
        }
    }

    /// What the archive has for an address as a browser made it: the page, or the look that
    /// failed where there is none. The fragment counts, the scheme too.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn look_rendered(&self, url: &str) -> Result<Option<Look>, EvidenceError> {
        let Some(requested) = exactly_as_url(url) else { return Ok(None) };
        let Some(entry) = self.index.rendered(&requested) else {
            return Ok(self.index.not_rendered(&requested).cloned().map(Look::Failed));
        };
        let mut page = self.read(entry)?.into_capture(requested, Vec::new())?;
        page.remarks = self.index.remarks(entry);
        page.status = entry.document_status().unwrap_or(page.status);
        Ok(Some(Look::Page(Box::new(page))))
    }
}
