//! A source that remembers what it gave.

use std::sync::{Mutex, PoisonError};

use crate::evidence::Capture;
use crate::fetch::{Ask, FailureClass, FetchFailure, Fetched, Fetching, PageSource};

/// What came of an address.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// As it was asked for.
    pub(super) url: String,
    /// What answered: a page, or what a failure holds.
    pub(super) capture: Option<Capture>,
    /// Why it is no page, if it is none.
    pub(super) failure: Option<FailureClass>,
    note: String,
}

/// Another source, each address asked of it once.
#[derive(Debug)]
pub(super) struct Recording<'s> {
    inner: &'s dyn PageSource,
    kept: Mutex<Vec<Kept>>,
}

impl<'s> Recording<'s> {
    pub(super) fn of(inner: &'s dyn PageSource) -> Self {
        Self { inner, kept: Mutex::default() }
    }

    /// What was asked for, in order.
    pub(super) fn into_kept(self) -> Vec<Kept> {
        self.kept.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn known(&self, url: &str) -> Option<Kept> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|kept| kept.url == url).cloned()
    }

    fn keep(&self, kept: Kept) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    }
}

impl PageSource for Recording<'_> {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move {
            if let Some(known) = self.known(ask.url.as_str()) {
                return Fetched::known(known.again());
            }
            let fetched = self.inner.fetch(ask).await;
            self.keep(Kept::of(ask.url.as_str(), &fetched.answer));
            fetched
        })
    }

    fn identity(&self) -> String {
        self.inner.identity()
    }

    fn close(&self) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.inner.close()
    }
}

impl Kept {
    fn of(url: &str, answer: &Result<Capture, FetchFailure>) -> Self {
        let url = url.to_owned();
        match answer {
            Ok(capture) => {
                let capture = Some(capture.clone());
                Self { url, capture, failure: None, note: String::new() }
            }
            Err(FetchFailure { class, note, answer }) => {
                // What is no page by what it says; a part of a page would be taken for the whole.
                let says_it =
                    matches!(class, FailureClass::HttpStatus(_) | FailureClass::NoPage(_));
                let capture = answer.as_deref().filter(|_| says_it).cloned();
                Self { url, capture, failure: Some(*class), note: note.clone() }
            }
        }
    }

    fn again(self) -> Result<Capture, FetchFailure> {
        match (self.failure, self.capture) {
            (None, Some(capture)) => Ok(capture),
            (class, answer) => Err(FetchFailure {
                class: class.unwrap_or(FailureClass::NotInArchive),
                note: self.note,
                answer: answer.map(Box::new),
            }),
        }
    }
}
