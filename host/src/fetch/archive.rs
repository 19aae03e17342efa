//! Pages out of an archive, so that a round can be judged again without network.

use url::Url;

use super::{
    Ask, FailureClass, FetchFailure, Fetched, Fetching, PageSource, page_or_failure,
    rendering::rendered_or_failure, sent_on_to,
};
use crate::evidence::{Archive, Capture, EvidenceError, Look};
use crate::model::Form;

/// Pages that send on to each other and are followed; as many as an archive's redirects.
const HOPS_MAX: usize = 20;

/// An archive as a source of pages.
#[derive(Debug)]
pub struct ArchiveSource {
    archive: Archive,
}

impl ArchiveSource {
    /// The source that has what `archive` has.
    pub fn new(archive: Archive) -> Self {
        Self { archive }
    }

    /// The archive behind it.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The page, and the one it sends its visitors on to, as live collection follows them.
    fn get(&self, url: &Url) -> Result<Capture, FetchFailure> {
        let mut page = self.get_one(url)?;
        while let Some(target) = sent_on_to(&page) {
            let note = format!("`{}` sends on to `{target}`", page.url);
            let is_back = target.as_str() == page.url
                || page.hops.iter().any(|hop| hop.url == target.as_str());
            if is_back {
                return Err(FetchFailure::new(FailureClass::RedirectLoop, note));
            }
            if page.hops.len() >= HOPS_MAX {
                return Err(FetchFailure::new(FailureClass::TooManyRedirects, note));
            }
            let next = self.get_one(&target)?;
            page = page.sending_on_to(next);
        }
        Ok(page)
    }

    /// The page as a browser made it for this archive; what was not rendered needs one still.
    fn get_rendered(&self, url: &Url) -> Result<Capture, FetchFailure> {
        match self.archive.look_rendered(url.as_str()) {
            Ok(Some(Look::Page(page))) => rendered_or_failure(*page),
            Ok(Some(Look::Failed(look))) => Err(FetchFailure::again(look)),
            Ok(None) => Err(FetchFailure::new(
                FailureClass::NotRendered,
                format!("the archive has no rendering of `{url}`"),
            )),
            Err(error) => Err(FetchFailure::new(class_of(&error), note_of(&error))),
        }
    }

    fn get_one(&self, url: &Url) -> Result<Capture, FetchFailure> {
        match self.archive.look(url.as_str()) {
            Ok(Some(Look::Page(capture))) => page_or_failure(*capture),
            Ok(Some(Look::Failed(look))) => Err(FetchFailure::again(look)),
            Ok(None) => {
                Err(FetchFailure::new(FailureClass::NotInArchive, format!("`{url}` was not kept")))
            }
            Err(error) => Err(FetchFailure::new(class_of(&error), note_of(&error))),
        }
    }
}

impl PageSource for ArchiveSource {
    /// Reads the page at once: from a local file, no task of its own is worth its cost.
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        let answer = match ask.form {
            Form::Sent => self.get(ask.url),
            Form::Rendered => self.get_rendered(ask.url),
        };
        Box::pin(async move { Fetched::known(answer) })
    }

    fn identity(&self) -> String {
        format!("archive {}", self.archive.digest())
    }
}

fn class_of(error: &EvidenceError) -> FailureClass {
    match error {
        EvidenceError::RedirectNotHeld { .. } => FailureClass::NotInArchive,
        EvidenceError::RedirectLoop { .. } => FailureClass::RedirectLoop,
        EvidenceError::TooManyRedirects { .. } => FailureClass::TooManyRedirects,
        EvidenceError::Coding { .. } => FailureClass::Decode,
        EvidenceError::Open { .. }
        | EvidenceError::Read { .. }
        | EvidenceError::NoRecord { .. }
        | EvidenceError::Write { .. }
        | EvidenceError::InUse { .. }
        | EvidenceError::NotContinuable { .. }
        | EvidenceError::NotWhole { .. }
        | EvidenceError::Missing { .. }
        | EvidenceError::OneStream { .. }
        | EvidenceError::Wacz { .. }
        | EvidenceError::WaczCompressed { .. }
        | EvidenceError::Damaged { .. }
        | EvidenceError::RevisitUnresolved { .. } => FailureClass::ArchiveDamaged,
    }
}

/// The error and its causes on one line.
pub(super) fn note_of(error: &dyn std::error::Error) -> String {
    let mut note = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        // Libraries often repeat their cause in their own words.
        if !note.ends_with(&text) {
            note = format!("{note}: {text}");
        }
        cause = error.source();
    }
    note
}
