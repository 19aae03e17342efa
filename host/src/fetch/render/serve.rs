//! Who answers what a page asks for while it is rendered.

use std::collections::BTreeMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bluebook_renderer::protocol::{Answer, Kind, Need};
use url::Url;

use super::super::{Ask, FailureClass, FetchFailure, Fetched, PageSource};
use crate::evidence::Capture;
use crate::model::{Form, RegionCode};

/// An answer on its way.
pub type Serving<'a> = Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;

/// Answers what a page asks for. Needs of one page come while others are being answered;
/// answers nobody waits for any more are dropped where they are.
pub trait Serve: Send + Sync {
    /// What the page gets. It must come to an end by itself: the page's time stands still.
    fn serve(&self, need: Need) -> Serving<'_>;
}

/// Serves one page out of a source of pages. Every address is fetched once, however often the
/// page asks, and what was fetched is kept, to become evidence.
pub struct SourceServe<'a> {
    source: &'a dyn PageSource,
    region: RegionCode,
    kinds: &'a [Kind],
    got: Mutex<BTreeMap<String, Got>>,
    beside: Mutex<Vec<Capture>>,
    document: Mutex<Option<Got>>,
}

/// What the source gave for an address.
#[derive(Clone)]
enum Got {
    Page { capture: Arc<Capture>, is_new: bool },
    Nothing(FetchFailure),
}

impl<'a> SourceServe<'a> {
    /// What a list that a script fills needs. Pictures, fonts and film change no word of a page,
    /// and cost its site most of the requests.
    pub const FOR_TEXT: [Kind; 5] =
        [Kind::Document, Kind::Frame, Kind::Stylesheet, Kind::Script, Kind::Data];

    /// Serves `kinds` out of `source` on behalf of a region, and refuses others as
    /// `kind-left-out`.
    pub fn new(source: &'a dyn PageSource, region: RegionCode, kinds: &'a [Kind]) -> Self {
        Self {
            source,
            region,
            kinds,
            got: Mutex::default(),
            beside: Mutex::default(),
            document: Mutex::default(),
        }
    }

    /// What came over the network just now, answers that are no page included: `robots.txt` and
    /// the like first, then by address.
    pub fn into_captures(self) -> Vec<Capture> {
        let beside = self.beside.into_inner().unwrap_or_else(PoisonError::into_inner);
        let got = self.got.into_inner().unwrap_or_else(PoisonError::into_inner);
        // An address that redirects and its target hold the same.
        let mut captures: BTreeMap<String, Capture> = BTreeMap::new();
        for capture in got.into_values().filter_map(Got::into_new) {
            captures.insert(capture.requested.clone(), Arc::unwrap_or_clone(capture));
        }
        beside.into_iter().chain(captures.into_values()).collect()
    }

    /// What was served as the document, the last one where the page led to another; `None` if
    /// none was asked for.
    ///
    /// # Errors
    ///
    /// Within, if it could not be had or its status is not in the 200s.
    pub fn document(&self) -> Option<Result<Arc<Capture>, FetchFailure>> {
        let document = self.document.lock().unwrap_or_else(PoisonError::into_inner).clone();
        document.map(|got| match got {
            Got::Page { capture, .. } if matches!(capture.status, 200..300) => Ok(capture),
            Got::Page { capture, .. } => Err(of_status(&capture)),
            Got::Nothing(failure) => Err(failure),
        })
    }

    /// Milliseconds the slowest of the parts served besides the document took to come; browsers ask
    /// for them side by side. `None` where a part has no time.
    pub fn slowest_part_ms(&self) -> Option<u64> {
        let document = self.document()?.ok()?;
        self.with_got(|got| {
            let captures = got.values().filter_map(|got| match got {
                Got::Page { capture, .. } => Some(capture),
                Got::Nothing(_) => None,
            });
            let parts = captures.filter(|capture| capture.url != document.url);
            let times: Option<Vec<u64>> = parts.map(|capture| capture.elapsed_ms()).collect();
            Some(times?.into_iter().max().unwrap_or(0))
        })
    }

    async fn answer(&self, need: &Need) -> Answer {
        if !self.kinds.contains(&need.kind) {
            return refuse("kind-left-out");
        }
        // The browser writes some addresses in other ways than we do.
        let Ok(url) = Url::parse(&need.url) else { return refuse("bad-address") };
        let known = self.with_got(|got| got.get(url.as_str()).cloned());
        let got = if let Some(got) = known {
            got
        } else {
            let fetched =
                self.source.fetch(Ask { url: &url, region: self.region, form: Form::Sent }).await;
            let Fetched { answer, is_new, mut beside, view: _ } = fetched;
            self.beside.lock().unwrap_or_else(PoisonError::into_inner).append(&mut beside);
            let got = Got::of(answer, is_new);
            self.keep(&url, &got);
            got
        };
        let answer = match &got {
            Got::Page { capture, .. } => answer_of(&url, capture),
            Got::Nothing(failure) => refuse(failure.class.name()),
        };
        if need.kind == Kind::Document {
            *self.document.lock().unwrap_or_else(PoisonError::into_inner) = Some(got);
        }
        answer
    }

    /// Keeps what was got under the address that was asked for and the one that answered.
    fn keep(&self, url: &Url, new: &Got) {
        self.with_got(|got| {
            if let Got::Page { capture, .. } = new {
                got.entry(capture.url.clone()).or_insert_with(|| new.clone());
            }
            got.insert(url.as_str().to_owned(), new.clone());
        });
    }

    fn with_got<T>(&self, f: impl FnOnce(&mut BTreeMap<String, Got>) -> T) -> T {
        f(&mut self.got.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Serve for SourceServe<'_> {
    fn serve(&self, need: Need) -> Serving<'_> {
        Box::pin(async move { self.answer(&need).await })
    }
}

impl fmt::Debug for SourceServe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceServe").field("source", &self.source).finish_non_exhaustive()
    }
}

impl Got {
    fn into_new(self) -> Option<Arc<Capture>> {
        match self {
            Self::Page { capture, is_new: true } => Some(capture),
            Self::Page { is_new: false, .. } | Self::Nothing(_) => None,
        }
    }

    /// An answer with another status is an answer to a browser, and so is one that says nothing
    /// without scripts.
    fn of(answer: Result<Capture, FetchFailure>, is_new: bool) -> Self {
        let page = |capture| Self::Page { capture, is_new };
        match answer {
            Ok(capture) => page(Arc::new(capture)),
            Err(FetchFailure { answer: Some(capture), .. }) => page(Arc::from(capture)),
            Err(failure) => Self::Nothing(failure),
        }
    }
}

/// The failure that a document came with a status that is none of a page.
fn of_status(document: &Capture) -> FetchFailure {
    let note = format!("`{}` answered {}", document.url, document.status);
    FetchFailure::new(FailureClass::HttpStatus(document.status), note)
}

/// The capture as the browser takes it. Redirects were followed, so it is told the end of them
/// and asks for that: only then does it know the page by its address.
fn answer_of(url: &Url, capture: &Capture) -> Answer {
    if capture.url == url.as_str() {
        let Capture { status, headers, body, .. } = capture;
        return Answer::Content { status: *status, headers: headers.clone(), body: body.clone() };
    }
    let location = ("Location".to_owned(), capture.url.clone());
    Answer::Content { status: 302, headers: vec![location], body: Vec::new() }
}

fn refuse(reason: &str) -> Answer {
    Answer::Refuse { reason: reason.to_owned() }
}

#[cfg(test)]
mod tests;
