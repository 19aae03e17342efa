//! The pages of one region as they come in: fetched once, decoded, parsed, shared.

mod looking;
mod received;

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::StreamExt as _;
use url::Url;

pub use looking::{Keeping, Looking, Read};

use crate::evidence::EvidenceError;
use crate::fetch::{FailureClass, FetchFailure, page_key};
use crate::model::{Form, MissingPage, PageRecord, UnknownReason};
use crate::sandbox::{Failed, Missing, Place, Request, Site, SitePage};

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

/// Why a page is not there.
struct Miss<'a> {
    reason: UnknownReason,
    name: &'a str,
    note: &'a str,
    /// Set where it was looked for.
    failure: Option<Failed>,
}

impl<'a> Miss<'a> {
    const OVER_BUDGET: Self = Self {
        reason: UnknownReason::PageMissing,
        name: "page-budget",
        note: "pages_per_region_max",
        failure: None,
    };

    fn of(failure: &'a FetchFailure) -> Self {
        let class = failure.class;
        let answered = || failure.answer.as_ref().map(|answer| answer.status);
        let status =
            if let FailureClass::HttpStatus(status) = class { Some(status) } else { answered() };
        Self {
            reason: class.reason(),
            name: class.name(),
            note: &failure.note,
            failure: Some(Failed { class: class.name(), status }),
        }
    }
}

/// What a region has so far.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) site: Site,
    pub(super) records: Vec<PageRecord>,
    pub(super) missing: Vec<MissingPage>,
    /// The address by which a page is known, by what all its addresses have in common.
    by_key: BTreeMap<String, String>,
    /// Why the first page of a role that is missing could not be had.
    reasons: BTreeMap<String, UnknownReason>,
    n_allowed: usize,
    budget: usize,
}

impl Pages {
    pub(super) fn new(place: Place, collected_on: String, pages_max: usize) -> Self {
        let site = Site { place, collected_on, ..Site::empty() };
        let (records, missing) = (Vec::new(), Vec::new());
        let (by_key, reasons) = (BTreeMap::new(), BTreeMap::new());
        Self { site, records, missing, by_key, reasons, n_allowed: pages_max, budget: pages_max }
    }

    /// How many of the region's pages these took.
    pub(super) fn n_got(&self) -> usize {
        self.n_allowed - self.budget
    }

    /// Gets the pages, in order; those over the region's budget are missing by name.
    ///
    /// # Errors
    ///
    /// If what came could not be kept as evidence.
    pub(super) async fn get(
        &mut self,
        looking: &Looking<'_>,
        wanted: Vec<Wanted>,
    ) -> Result<(), EvidenceError> {
        let (within, beyond) = wanted.split_at(self.budget.min(wanted.len()));
        self.budget -= within.len();
        let beyond: Vec<Wanted> = beyond.to_vec();
        let mut answers = futures_util::stream::iter(within.iter().cloned())
            .map(|wanted| async move {
                let answer = looking.read(&wanted.url).await;
                (wanted, answer)
            })
            .buffered(PAGES_AT_ONCE_MAX);
        while let Some((wanted, answer)) = answers.next().await {
            match answer? {
                Ok(read) => self.add(wanted, read),
                Err(failure) => {
                    self.miss(wanted, Miss::of(&failure));
                }
            }
        }
        for wanted in beyond {
            self.miss(wanted, Miss::OVER_BUDGET);
        }
        Ok(())
    }

    fn add(&mut self, wanted: Wanted, read: Read) {
        let Read { capture, digest, page, encoding, ground, n_replaced } = read;
        let received = received::of(&capture);
        for role in wanted.roles {
            let Ok(index) = u32::try_from(self.site.pages.len()) else { return };
            for url in [&wanted.url, &capture.url] {
                self.knows_as(url);
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
                received: received.clone(),
            });
        }
    }

    fn miss(&mut self, wanted: Wanted, miss: Miss<'_>) {
        let Miss { reason, name, note, failure } = miss;
        let why = if note.is_empty() { name.to_owned() } else { format!("{name}: {note}") };
        self.knows_as(&wanted.url);
        let missing = Missing { why, failure };
        self.site.missing.entry(without_fragment(&wanted.url)).or_insert(missing);
        for role in wanted.roles {
            self.reasons.entry(role.clone()).or_insert(reason);
            self.missing.push(MissingPage {
                requested: wanted.url.clone(),
                role,
                failure: name.to_owned(),
                note: note.to_owned(),
            });
        }
    }

    /// Whether an address was had or found missing.
    pub(super) fn knows(&self, url: &str) -> bool {
        let url = without_fragment(url);
        self.site.by_url.contains_key(&url) || self.site.missing.contains_key(&url)
    }

    /// Lets every requested address stand for the page that is known by another of its addresses,
    /// if it is.
    pub(super) fn same_pages(&mut self, requests: &[Request]) {
        for request in requests {
            self.same_page(&request.url);
        }
    }

    fn same_page(&mut self, url: &str) {
        let Some(known) = self.by_key.get(&key_of(url)).filter(|_| !self.knows(url)) else {
            return;
        };
        let url = without_fragment(url);
        if let Some(index) = self.site.by_url.get(known) {
            self.site.by_url.insert(url, *index);
        } else if let Some(why) = self.site.missing.get(known) {
            self.site.missing.insert(url, why.clone());
        }
    }

    fn knows_as(&mut self, url: &str) {
        self.by_key.entry(key_of(url)).or_insert_with(|| without_fragment(url));
    }

    /// Indices of the pages of a role.
    pub(super) fn of_role(&self, role: &str) -> Vec<u32> {
        let pages = (0..).zip(&self.site.pages).filter(|(_, page)| page.role == role);
        pages.map(|(index, _)| index).collect()
    }

    /// Why there is no page of a role, by name and for people.
    pub(super) fn why_none(&self, role: &str) -> (UnknownReason, String) {
        let missing = self.missing.iter().filter(|missing| missing.role == role);
        let whys: Vec<_> = missing.map(why).collect();
        let reason = self.reasons.get(role).copied().unwrap_or(UnknownReason::PageMissing);
        (reason, whys.join("; "))
    }
}

/// Address and failure of a page that is missing; of one that was to be rendered the name of what
/// went wrong too.
fn why(page: &MissingPage) -> String {
    let MissingPage { requested, failure, note, .. } = page;
    let form = FailureClass::from_name(failure).map(FailureClass::form).unwrap_or_default();
    match (form, note.split_once(':')) {
        (Form::Rendered, Some((name, _))) => format!("{requested} {failure} {name}"),
        (Form::Rendered, None) | (Form::Sent, _) => format!("{requested} {failure}"),
    }
}

/// What the addresses of one page have in common; an address that is none is its own.
pub(super) fn key_of(url: &str) -> String {
    Url::parse(url).map_or_else(|_| url.to_owned(), |url| page_key(&url))
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
