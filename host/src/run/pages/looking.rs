//! One look at a page: fetched, kept as evidence, decoded and parsed.

use std::sync::Arc;

use bluebook_dom::decode::{Decoded, decode};
use bluebook_dom::{Page, Selectors};
use url::Url;

use super::super::{Desk, Step};
use crate::evidence::{
    CHARSET, CHARSET_GROUND, Capture, EvidenceError, EvidenceSink, REPLACED_CHARACTERS, Truncation,
    View, utc,
};
use crate::fetch::{
    Ask, Clock, FailureClass, FetchFailure, Fetched, PageSource, no_page, recognise_page,
};
use crate::model::{Digest, Form, RegionCode};

/// A page read.
#[derive(Debug)]
pub struct Read {
    /// As it was received.
    pub capture: Capture,
    /// Digest of its body.
    pub digest: Digest,
    /// Its tree.
    pub page: Arc<Page>,
    /// Name of its character encoding; `binary` where it is no text.
    pub encoding: &'static str,
    /// What the encoding was chosen by.
    pub ground: &'static str,
    /// Characters that could not be decoded.
    pub n_replaced: u32,
}

/// Where a region's pages come from and where they go.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// Where from.
    pub source: &'a dyn PageSource,
    /// Where to; `None` where the source is its own evidence.
    pub evidence: Option<&'a Keeping>,
    /// Where they are decoded and parsed.
    pub desk: &'a Desk,
    /// Whose they are.
    pub region: RegionCode,
    /// How they are wanted.
    pub form: Form,
}

/// Where new evidence goes, and the clock that dates looks without an answer.
#[derive(Debug, Clone)]
pub struct Keeping {
    /// The archive.
    pub sink: Arc<dyn EvidenceSink>,
    /// The clock.
    pub clock: Clock,
}

impl Looking<'_> {
    /// The page an address gives. New evidence is kept before this returns.
    ///
    /// # Errors
    ///
    /// The outer one if what came could not be kept; the inner one is why there is no page.
    pub async fn read(&self, url: &str) -> Result<Result<Read, FetchFailure>, EvidenceError> {
        let parsed = match Url::parse(url) {
            Ok(parsed) => parsed,
            Err(error) => {
                let class = match self.form {
                    Form::Sent => FailureClass::BadAddress,
                    Form::Rendered => FailureClass::NoDocument,
                };
                return Ok(Err(FetchFailure::new(class, error.to_string())));
            }
        };
        let form = self.form;
        let ask = Ask { url: &parsed, region: self.region, form };
        let costs = Arc::clone(&self.desk.costs);
        // An archive reads the page before it gives the future.
        let fetching = costs.of(Step::Fetch, || self.source.fetch(ask));
        let fetched = costs.during(Step::Fetch, fetching).await;
        let keeping = self.evidence.filter(|_| fetched.is_new).cloned();
        let selectors = self.desk.selectors.clone();
        let url = parsed.to_string();
        let work = self.desk.work(move || {
            let Fetched { answer, beside, view, is_new: _ } = fetched;
            let answer = costs.of(Step::Parse, || answer.map(|capture| decoded(capture, form)));
            // Kept before it is parsed: what makes the parser fall over is evidence as well.
            let mut digest = None;
            if let Some(keeping) = keeping {
                digest = costs
                    .of(Step::Keep, || keep(&keeping, &url, &beside, &answer, view.as_ref()))?;
            }
            Ok(costs.of(Step::Parse, || {
                answer.and_then(|(capture, text)| {
                    let digest = digest.unwrap_or_else(|| capture.digest());
                    parse((capture, digest), text, form, &selectors)
                })
            }))
        });
        work.await.unwrap_or_else(|error| {
            Ok(Err(FetchFailure::new(FailureClass::Decode, error.to_string())))
        })
    }
}

/// Keeps what came, and gives the digest of a page's body. A refusal is a fact about the site, and
/// evidence like a page.
fn keep(
    keeping: &Keeping,
    url: &str,
    beside: &[Capture],
    answer: &Result<(Capture, Option<Text>), FetchFailure>,
    view: Option<&View>,
) -> Result<Option<Digest>, EvidenceError> {
    let Keeping { sink, clock } = keeping;
    let keep_page = |capture: &Capture| match view {
        Some(view) => sink.keep_rendering(capture, view),
        None => sink.keep_page(capture),
    };
    for capture in beside {
        sink.keep_page(capture)?;
    }
    match answer {
        Ok((capture, _)) => keep_page(capture).map(Some),
        Err(failure) => {
            if let Some(answer) = &failure.answer {
                keep_page(answer)?;
            }
            if let Some(look) = failure.look(url, &utc(clock())) {
                sink.keep_failure(&look)?;
            }
            Ok(None)
        }
    }
}

/// What a capture says, and by which right.
struct Text {
    decoded: Decoded,
    ground: &'static str,
}

/// A capture with its text, where it is one, and with a remark on how that was read: the
/// choice of a charset is part of the evidence. What was cut is not read.
fn decoded(mut capture: Capture, form: Form) -> (Capture, Option<Text>) {
    if !is_text(&capture) || capture.truncated.is_some() {
        return (capture, None);
    }
    let decoded = decode(&capture.body, capture.header_charset());
    let ground = match form {
        Form::Sent => decoded.ground.name(),
        // A browser chose, and gives UTF-8; records of pages are told apart by this.
        Form::Rendered => form.name(),
    };
    capture.remarks.extend([
        (CHARSET.to_owned(), decoded.encoding.to_owned()),
        (CHARSET_GROUND.to_owned(), ground.to_owned()),
        (REPLACED_CHARACTERS.to_owned(), decoded.n_replaced.to_string()),
    ]);
    (capture, Some(Text { decoded, ground }))
}

/// The page of a capture, which is given with the digest of its body. What is no page of those a browser makes has a name of its own.
fn parse(
    named: (Capture, Digest),
    text: Option<Text>,
    form: Form,
    selectors: &Selectors,
) -> Result<Read, FetchFailure> {
    parse_as_sent(named, text, selectors).map_err(|failure| match form {
        Form::Sent => failure,
        Form::Rendered => failure.of_rendering(),
    })
}

fn parse_as_sent(
    (capture, digest): (Capture, Digest),
    text: Option<Text>,
    selectors: &Selectors,
) -> Result<Read, FetchFailure> {
    // What is not on the part that came may be on the part that did not.
    if let Some(cut) = capture.truncated.filter(|_| is_text(&capture)) {
        let class = match cut {
            Truncation::Length => FailureClass::TooLarge,
            Truncation::Time => FailureClass::TotalTimeout,
            Truncation::Disconnect | Truncation::Unspecified => FailureClass::Disconnect,
        };
        return Err(cut_short(class, cut.name(), capture));
    }
    let Some(Text { decoded, ground }) = text else {
        let page = Arc::new(Page::sharing(&capture.url, String::new(), selectors));
        let (encoding, ground) = ("binary", "header");
        return Ok(Read { capture, digest, page, encoding, ground, n_replaced: 0 });
    };
    let Decoded { text, encoding, n_replaced, ground: _ } = decoded;
    let page = Arc::new(Page::sharing(&capture.url, text, selectors).encoded(encoding));
    // Guards and notices that are long, which no source looks at.
    if let Some(odd) = recognise_page(&capture, &page) {
        return Err(no_page(&odd, capture));
    }
    if page.tree().is_cut() {
        return Err(cut_short(FailureClass::TooLarge, "more than the parser takes", capture));
    }
    Ok(Read { capture, digest, page, encoding, ground, n_replaced })
}

fn cut_short(class: FailureClass, why: &str, capture: Capture) -> FetchFailure {
    let note = format!("`{}` was cut: {why}", capture.url);
    FetchFailure { class, note, answer: Some(Box::new(capture)) }
}

/// Whether the body is a page. Attachments have no tree, but they are there.
fn is_text(capture: &Capture) -> bool {
    let Some(kind) = capture.header("content-type") else { return true };
    let kind = kind.to_ascii_lowercase();
    // Old servers send pages as octet-stream; the first byte that is no space decides.
    let looks_like_markup =
        || capture.body.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<');
    ["text/", "html", "xml", "json"].iter().any(|word| kind.contains(word)) || looks_like_markup()
}
