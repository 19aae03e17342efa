//! The pages of one region as they come in: fetched once, decoded, parsed, shared.

use std::sync::Arc;

use bluebook_dom::decode::decode;
use bluebook_dom::{Page, Selectors};
use futures_util::StreamExt as _;
use url::Url;

use super::Desk;
use crate::evidence::{Capture, Truncation};
use crate::fetch::{FailureClass, FetchFailure, PageSource};
use crate::model::{MissingPage, PageRecord};
use crate::sandbox::{Place, Site, SitePage};

/// Pages of one region under way at once. The source keeps its own pace per host; this
/// only lets a region's several hosts answer side by side.
const PAGES_AT_ONCE_MAX: usize = 4;

/// A page to get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) url: String,
    /// What it is to the probes; a start page may be several things.
    pub(super) roles: Vec<String>,
    pub(super) depth: u32,
}

/// What a region has so far.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) site: Site,
    pub(super) records: Vec<PageRecord>,
    pub(super) missing: Vec<MissingPage>,
    /// What came over the network and is in no archive yet.
    pub(super) captures: Vec<Capture>,
    budget: usize,
}

impl Pages {
    pub(super) fn new(place: Place, collected_on: String, pages_max: usize) -> Self {
        let site = Site { place, collected_on, ..Site::empty() };
        let (records, missing, captures) = (Vec::new(), Vec::new(), Vec::new());
        Self { site, records, missing, captures, budget: pages_max }
    }

    /// Gets the pages, in order; those over the region's budget are missing by name.
    pub(super) async fn get(&mut self, source: &dyn PageSource, desk: &Desk, wanted: Vec<Wanted>) {
        let (within, beyond) = wanted.split_at(self.budget.min(wanted.len()));
        self.budget -= within.len();
        let beyond: Vec<Wanted> = beyond.to_vec();
        let mut answers = futures_util::stream::iter(within.iter().cloned())
            .map(|wanted| async move {
                let answer = read(source, desk, &wanted.url).await;
                (wanted, answer)
            })
            .buffered(PAGES_AT_ONCE_MAX);
        while let Some((wanted, answer)) = answers.next().await {
            match answer {
                Ok(read) => self.add(wanted, read),
                Err(failure) => {
                    self.miss(wanted, failure.class.name(), &failure.note);
                    // A refusal is a fact about the site, and evidence like a page.
                    self.captures.extend(failure.answer.map(|a| *a).filter(is_from_network));
                }
            }
        }
        for wanted in beyond {
            self.miss(wanted, "page-budget", "pages_per_region_max");
        }
    }

    fn add(&mut self, wanted: Wanted, read: Read) {
        let Read { capture, page, encoding, ground, n_replaced } = read;
        let digest = capture.digest();
        for role in wanted.roles {
            let Ok(index) = u32::try_from(self.site.pages.len()) else { return };
            for url in [&wanted.url, &capture.url] {
                self.site.by_url.entry(without_fragment(url)).or_insert(index);
            }
            self.records.push(PageRecord {
                requested: wanted.url.clone(),
                url: capture.url.clone(),
                role: role.clone(),
                depth: wanted.depth,
                status: capture.status,
                digest,
                n_bytes: capture.body.len() as u64,
                encoding: encoding.to_owned(),
                encoding_ground: ground.to_owned(),
                n_replaced,
            });
            self.site.pages.push(SitePage {
                page: Arc::clone(&page),
                role,
                status: capture.status,
                depth: wanted.depth,
                encoding: encoding.to_owned(),
                n_replaced,
                digest,
            });
        }
        if is_from_network(&capture) {
            self.captures.push(capture);
        }
    }

    fn miss(&mut self, wanted: Wanted, failure: &str, note: &str) {
        let why = if note.is_empty() { failure.to_owned() } else { format!("{failure}: {note}") };
        self.site.missing.entry(without_fragment(&wanted.url)).or_insert(why);
        for role in wanted.roles {
            self.missing.push(MissingPage {
                requested: wanted.url.clone(),
                role,
                failure: failure.to_owned(),
                note: note.to_owned(),
            });
        }
    }

    /// Whether an address was had or found missing.
    pub(super) fn knows(&self, url: &str) -> bool {
        let url = without_fragment(url);
        self.site.by_url.contains_key(&url) || self.site.missing.contains_key(&url)
    }

    /// Indices of the pages of a role.
    pub(super) fn of_role(&self, role: &str) -> Vec<u32> {
        let pages = (0..).zip(&self.site.pages).filter(|(_, page)| page.role == role);
        pages.map(|(index, _)| index).collect()
    }

    /// Why there is no page of a role, for people.
    pub(super) fn why_none(&self, role: &str) -> String {
        let missing = self.missing.iter().filter(|missing| missing.role == role);
        let whys: Vec<_> =
            missing.map(|page| format!("{} {}", page.requested, page.failure)).collect();
        whys.join("; ")
    }
}

/// Captures out of an archive name no request headers.
fn is_from_network(capture: &Capture) -> bool {
    !capture.sent.is_empty()
}

fn without_fragment(url: &str) -> String {
    match Url::parse(url) {
        Ok(mut parsed) => {
            parsed.set_fragment(None);
            parsed.into()
        }
        Err(_) => url.to_owned(),
    }
}

/// A page read.
struct Read {
    capture: Capture,
    page: Arc<Page>,
    encoding: &'static str,
    ground: &'static str,
    n_replaced: u32,
}

async fn read(source: &dyn PageSource, desk: &Desk, url: &str) -> Result<Read, FetchFailure> {
    let parsed = Url::parse(url)
        .map_err(|error| FetchFailure::new(FailureClass::BadAddress, error.to_string()))?;
    let capture = source.fetch(&parsed).await?;
    // What is not on the part that came may be on the part that did not.
    if let Some(cut) = capture.truncated.filter(|_| is_text(&capture)) {
        let class = match cut {
            Truncation::Length => FailureClass::TooLarge,
            Truncation::Time => FailureClass::TotalTimeout,
            Truncation::Disconnect | Truncation::Unspecified => FailureClass::Disconnect,
        };
        return Err(cut_short(class, cut.name(), capture));
    }
    let selectors = desk.selectors.clone();
    let parsing = desk.work(move || parse(capture, &selectors));
    let read = parsing
        .await
        .map_err(|error| FetchFailure::new(FailureClass::Decode, error.to_string()))?;
    if read.page.tree().is_cut() {
        return Err(cut_short(FailureClass::TooLarge, "more than the parser takes", read.capture));
    }
    Ok(read)
}

fn cut_short(class: FailureClass, why: &str, capture: Capture) -> FetchFailure {
    let note = format!("`{}` was cut: {why}", capture.url);
    FetchFailure { class, note, answer: Some(Box::new(capture)) }
}

fn parse(capture: Capture, selectors: &Selectors) -> Read {
    if !is_text(&capture) {
        let page = Arc::new(Page::sharing(&capture.url, String::new(), selectors));
        return Read { capture, page, encoding: "binary", ground: "header", n_replaced: 0 };
    }
    let decoded = decode(&capture.body, capture.header_charset());
    Read {
        page: Arc::new(Page::sharing(&capture.url, decoded.text, selectors)),
        capture,
        encoding: decoded.encoding,
        ground: decoded.ground.name(),
        n_replaced: decoded.n_replaced,
    }
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
