//! The native test harness: probe code over saved pages under `cargo test`.
//!
//! It does what the host does — the same tree, the same queries, the same rounds
//! of asking for pages — without WebAssembly, limits or network.

pub(crate) mod imports;
mod portal;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use bluebook_dom::decode::decode;

pub use portal::{LOGIN, portal};

use crate::bindings::bluebook::probe::types;
use crate::{Evidence, Finding, Probe, UnknownReason};

/// Rounds of asking before an open task counts as a missing page, as in the host's defaults.
const ROUNDS_MAX: usize = 8;

thread_local! {
    static CURRENT: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// A saved page.
#[derive(Debug)]
struct Saved {
    role: String,
    page: bluebook_dom::Page,
    status: u16,
    encoding: &'static str,
    n_replaced: u32,
    facts: BTreeMap<String, String>,
    hops: Vec<String>,
}

impl Saved {
    /// Whether the page is had by this address: its own, or the one a redirect began at.
    fn answers(&self, url: &str) -> bool {
        let began = self.hops.first();
        same_page(self.page.url(), url) || began.is_some_and(|hop| same_page(hop, url))
    }
}

/// A region's saved pages and the parameters of the point under test.
#[derive(Debug, Default)]
pub struct Site {
    saved: Vec<Saved>,
    role: Option<String>,
    /// Other roles whose pages are known from the beginning.
    others: Vec<String>,
    params: BTreeMap<String, String>,
    collected_on: Option<String>,
    /// Class and status of failures by address.
    failing: BTreeMap<String, (String, Option<u16>)>,
    /// Whether nobody answers for pages that were not saved.
    silent: bool,
}

/// What the probe can see in this round.
#[derive(Debug)]
pub(crate) struct Known {
    site: Site,
    /// Positions in `site.saved`, in the order they became known, with their depth.
    pages: Vec<(usize, u32)>,
    missing: Vec<String>,
    tasks: Vec<types::Task>,
}

/// What came of one criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What was found.
    pub finding: Finding,
    /// Where it was seen.
    pub evidence: Vec<Evidence>,
    /// How sure the criterion is.
    pub confidence: f32,
    /// The criterion's remark.
    pub note: Option<String>,
    /// Addresses the probe asked for, in order.
    pub followed: Vec<String>,
}

impl Outcome {
    /// The finding as tests compare it: `true`, a number with three decimals and its unit, the grade,
    /// the reason of an unknown (`PageMissing`).
    pub fn said(&self) -> String {
        match &self.finding {
            Finding::Truth(truth) => truth.to_string(),
            Finding::Number(measure) => format!("{:.3} {}", measure.value, measure.unit),
            Finding::Grade(grade) => grade.clone(),
            Finding::Unknown(unknown) => {
                // The bindings write the type's name too.
                format!("{:?}", unknown.reason).trim_start_matches("UnknownReason::").to_owned()
            }
            Finding::Text(text) => text.clone(),
        }
    }
}

impl Site {
    /// An empty site; the start role is the role of the first page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page given as text.
    #[must_use]
    pub fn page(mut self, role: &str, url: &str, html: &str) -> Self {
        self.role.get_or_insert_with(|| role.to_owned());
        self.saved.push(Saved {
            role: role.to_owned(),
            page: bluebook_dom::Page::new(url, html.to_owned()),
            status: 200,
            encoding: "utf-8",
            n_replaced: 0,
            facts: BTreeMap::new(),
            hops: Vec::new(),
        });
        self
    }

    /// Says how the page added last came; `name` as [`Page::fact`](crate::Page::fact) has it.
    #[must_use]
    pub fn fact(mut self, name: &str, value: &str) -> Self {
        if let Some(saved) = self.saved.last_mut() {
            saved.facts.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// Says which addresses were passed on the way to the page added last.
    #[must_use]
    pub fn hops(mut self, urls: &[&str]) -> Self {
        if let Some(saved) = self.saved.last_mut() {
            saved.hops = urls.iter().map(|url| (*url).to_owned()).collect();
        }
        self
    }

    /// Says that an address cannot be had, and why: the failure's class, for example
    /// `http-status`, with the status of the answer where there was one.
    #[must_use]
    pub fn fails(mut self, url: &str, class: &str, status: Option<u16>) -> Self {
        self.failing.insert(url.to_owned(), (class.to_owned(), status));
        self
    }

    /// Adds a page of another role that is known from the beginning too, as the start pages of a
    /// region's other points are.
    #[must_use]
    pub fn also(mut self, role: &str, url: &str, html: &str) -> Self {
        self = self.page(role, url, html);
        self.others.push(role.to_owned());
        self
    }

    /// Adds a file that is no text, such as a form to print.
    #[must_use]
    pub fn attachment(mut self, role: &str, url: &str) -> Self {
        self = self.page(role, url, "");
        if let Some(saved) = self.saved.last_mut() {
            saved.encoding = "binary";
        }
        self
    }

    /// Adds a saved file, read in whatever charset it is in.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn file(mut self, role: &str, url: &str, path: &Path) -> std::io::Result<Self> {
        let decoded = decode(&std::fs::read(path)?, None);
        let page = bluebook_dom::Page::new(url, decoded.text.clone()).encoded(decoded.encoding);
        self = self.page(role, url, "");
        if let Some(saved) = self.saved.last_mut() {
            saved.page = page;
            saved.encoding = decoded.encoding;
            saved.n_replaced = decoded.n_replaced;
        }
        Ok(self)
    }

    /// Sets a parameter: a text, or JSON for lists and numbers.
    #[must_use]
    pub fn param(mut self, key: &str, value: &str) -> Self {
        self.params.insert(key.to_owned(), value.to_owned());
        self
    }

    /// Sets the collection day, `YYYY-MM-DD`; 2019-01-15 if not set.
    #[must_use]
    pub fn collected_on(mut self, day: &str) -> Self {
        self.collected_on = Some(day.to_owned());
        self
    }

    /// Says that nobody answers for the pages that were not saved. Without it the site answers that they
    /// do not exist, with 404.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.silent = true;
        self
    }

    /// Judges by one criterion. Pages whose role is the start role are known from the
    /// beginning; the others when the probe asks for their address.
    ///
    /// # Panics
    ///
    /// Where the host would trap or refuse: an unknown criterion, a bad selector, an
    /// answer that does not fit. That is a fault of the probe, and fails its test.
    #[expect(clippy::panic, reason = "a probe's fault fails its test")]
    pub fn judge(self, probe: &Probe, criterion: &str) -> Outcome {
        self.try_judge(probe, criterion).unwrap_or_else(|fault| panic!("{fault}"))
    }

    /// As [`Site::judge`], for tests of what a probe refuses.
    ///
    /// # Errors
    ///
    /// The text of the probe's own error, for example that a parameter does not fit.
    ///
    /// # Panics
    ///
    /// On a bad selector and on an answer that is neither a verdict nor a request.
    pub fn try_judge(self, probe: &Probe, criterion: &str) -> Result<Outcome, String> {
        let start = self.role.clone().unwrap_or_default();
        let pages = (0..)
            .zip(&self.saved)
            .filter(|(_, saved)| saved.role == start || self.others.contains(&saved.role));
        let mut known = Known {
            pages: pages.map(|(position, _)| (position, 0)).collect(),
            missing: Vec::new(),
            tasks: vec![types::Task {
                point: "test".to_owned(),
                criterion: criterion.to_owned(),
                page: None,
            }],
            site: self,
        };
        known.site.params.entry("role".to_owned()).or_insert(start);
        let mut followed = Vec::new();
        for _ in 0..ROUNDS_MAX {
            let (back, answer) = known.evaluate(probe);
            known = back;
            let mut answer = answer?;
            if let Some(verdict) = answer.verdicts.pop() {
                let types::Verdict { finding, evidence, confidence, note, .. } = verdict;
                return Ok(Outcome { finding, evidence, confidence, note, followed });
            }
            assert!(!answer.requests.is_empty(), "neither a verdict nor a request");
            for request in answer.requests {
                followed.push(request.url.clone());
                known.reveal(&request);
            }
        }
        let reason = UnknownReason::PageMissing;
        let finding = Finding::Unknown(types::Unknown { reason, note: "rounds".to_owned() });
        Ok(Outcome { finding, evidence: Vec::new(), confidence: 1.0, note: None, followed })
    }
}

impl Known {
    fn evaluate(self, probe: &Probe) -> (Self, Result<types::Answer, String>) {
        CURRENT.set(Some(self));
        let answer = probe.evaluate();
        let back = CURRENT.take();
        // The only borrower is the import layer, and it never takes the value out.
        (back.unwrap_or_else(|| unreachable!("the site was put in above")), answer)
    }

    fn reveal(&mut self, request: &types::Request) {
        let at = |saved: &Saved| saved.answers(&request.url);
        match self.site.saved.iter().position(at) {
            Some(position) if self.pages.iter().all(|(known, _)| *known != position) => {
                let from = self.pages.get(request.from as usize).map_or(0, |(_, depth)| *depth);
                self.pages.push((position, from + 1));
            }
            Some(_) => {}
            None => self.missing.push(request.url.clone()),
        }
    }
}

fn same_page(a: &str, b: &str) -> bool {
    let bare = |url: &str| url.split('#').next().unwrap_or(url).to_owned();
    bare(a) == bare(b)
}
