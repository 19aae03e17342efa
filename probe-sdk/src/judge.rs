//! What a criterion gives back: a judgement, or a stop on the way to one.

use crate::bindings::bluebook::probe::types;
use crate::page::{Hit, Link, Page};
use crate::{Evidence, Finding, Measure, Unknown, UnknownReason};

/// Characters of a quote that are kept; enough to find the place on the page again.
pub const QUOTE_CHARS_MAX: usize = 200;

/// Confidence of a finding that rests on something *not* being on a page: scripts
/// and pictures can show what the source does not say.
pub const ABSENCE_CONFIDENCE: f32 = 0.8;

/// The result of a step; `?` passes a [`Stop`] up to the host.
pub type Step<T> = Result<T, Stop>;

/// Why a criterion stopped before a judgement.
#[derive(Debug, Clone, PartialEq)]
pub enum Stop {
    /// Pages are needed that nobody has fetched yet.
    Ask(Vec<Wanted>),
    /// It cannot be known.
    Unknown(UnknownReason, String),
    /// The page was there and readable, and what was looked for is not on it; the text says what.
    Absent(Page, String),
    /// The manifest gave the criterion something it cannot use; the text says what. Nothing of
    /// the call is judged, so that a wrong manifest is not taken for a finding.
    Fault(String),
}

/// A page a criterion wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Absolute address.
    pub url: String,
    /// What it is to the criterion, for example `guide`.
    pub role: String,
    /// The page the address was found on.
    pub from: Page,
}

impl Wanted {
    pub(crate) fn into_request(self, task: u32) -> types::Request {
        types::Request { task, url: self.url, role: self.role, from: self.from.index() }
    }
}

/// A judgement: finding, evidence, confidence.
///
/// ```
/// use probe_sdk::{Finding, Judged, UnknownReason};
///
/// let yes = Judged::truth(true).note("in the footer");
/// assert_eq!((yes.finding(), yes.confidence()), (&Finding::Truth(true), 1.0));
/// // That something is *not* on a page is less sure: scripts and pictures can show it.
/// assert_eq!(Judged::truth(false).confidence(), probe_sdk::ABSENCE_CONFIDENCE);
/// // A share of nothing is unknown, never zero.
/// assert!(matches!(Judged::share(0, 0).finding(), Finding::Unknown(_)));
/// let unsaid = Judged::unknown(UnknownReason::NotStated, "the page gives no date");
/// assert!(matches!(unsaid.finding(), Finding::Unknown(said) if said.note.contains("date")));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    finding: Finding,
    evidence: Vec<Evidence>,
    confidence: f32,
    note: Option<String>,
}

impl Judged {
    fn new(finding: Finding) -> Self {
        Self { finding, evidence: Vec::new(), confidence: 1.0, note: None }
    }

    /// Yes or no. A "no" starts with [`ABSENCE_CONFIDENCE`].
    pub fn truth(truth: bool) -> Self {
        let judged = Self::new(Finding::Truth(truth));
        if truth { judged } else { judged.sure(ABSENCE_CONFIDENCE) }
    }

    /// A number and what it counts, for example `days`, `clicks`, `items`, `share`.
    pub fn number(value: f64, unit: &str) -> Self {
        Self::new(Finding::Number(Measure { value, unit: unit.to_owned() }))
    }

    /// How many of how many; a share of nothing is unknown.
    pub fn share(part: usize, whole: usize) -> Self {
        if whole == 0 {
            return Self::unknown(UnknownReason::NotStated, "nothing to take a share of");
        }
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        Self::number(count(part) / count(whole), "share")
    }

    /// One of the grades the manifest's score rule names.
    pub fn grade(grade: &str) -> Self {
        Self::new(Finding::Grade(grade.to_owned()))
    }

    /// Words, for points a person scores.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(Finding::Text(text.into()))
    }

    /// Not known, and why.
    pub fn unknown(reason: UnknownReason, note: impl Into<String>) -> Self {
        Self::new(Finding::Unknown(Unknown { reason, note: note.into() }))
    }

    /// Adds where it was seen: one place, an `Option` or a list of them.
    #[must_use]
    pub fn seen<E: Into<Evidence>>(mut self, places: impl IntoIterator<Item = E>) -> Self {
        self.evidence.extend(places.into_iter().map(Into::into));
        self
    }

    /// Sets how sure the criterion is, `0..=1`; values outside are clamped.
    #[must_use]
    pub fn sure(mut self, confidence: f32) -> Self {
        self.confidence = confidence.clamp(0.0, 1.0);
        self
    }

    /// Adds a remark for people.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// What was found.
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// Where it was seen.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// How sure the criterion is, `0..=1`.
    pub fn confidence(&self) -> f32 {
        self.confidence
    }

    pub(crate) fn into_verdict(self, task: u32) -> types::Verdict {
        let Self { finding, evidence, confidence, note } = self;
        types::Verdict { task, finding, evidence, confidence, note }
    }
}

impl From<Stop> for Judged {
    /// An unfetched page that is still open at the end is a missing page.
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Ask(wanted) => {
                let urls: Vec<_> = wanted.into_iter().map(|wanted| wanted.url).collect();
                Self::unknown(UnknownReason::PageMissing, urls.join(" "))
            }
            Stop::Unknown(reason, note) => Self::unknown(reason, note),
            Stop::Absent(page, note) => Self::truth(false).seen([page]).note(note),
            // `Probe::evaluate` turns a fault into an error and never asks for its judgement.
            Stop::Fault(text) => Self::unknown(UnknownReason::NotApplicable, text),
        }
    }
}

pub(crate) fn quote(text: &str) -> String {
    text.chars().take(QUOTE_CHARS_MAX).collect()
}

impl From<&Hit> for Evidence {
    fn from(hit: &Hit) -> Self {
        Self { page: hit.page.index(), node: Some(hit.node), quote: quote(&hit.text) }
    }
}

impl From<Hit> for Evidence {
    fn from(hit: Hit) -> Self {
        Self::from(&hit)
    }
}

impl From<&Link> for Evidence {
    fn from(link: &Link) -> Self {
        let text = if link.text.is_empty() { &link.url } else { &link.text };
        Self { page: link.page.index(), node: Some(link.node), quote: quote(text) }
    }
}

impl From<Link> for Evidence {
    fn from(link: Link) -> Self {
        Self::from(&link)
    }
}

impl From<Page> for Evidence {
    fn from(page: Page) -> Self {
        Self { page: page.index(), node: None, quote: quote(&page.info().url) }
    }
}
