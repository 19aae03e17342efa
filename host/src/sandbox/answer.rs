//! A probe's answer, checked: whatever does not fit the question becomes `bad-answer`.

use std::collections::BTreeSet;

use super::wit::since_v0_1::types;
use super::{Failure, Site, Task};
use crate::model::{Confidence, Finding, Measure, Unknown, UnknownReason};

/// Characters of a quote that are kept; enough to find the place on the page again.
const QUOTE_CHARS_MAX: usize = 200;
/// Characters of a remark or of a text finding that are kept.
const TEXT_CHARS_MAX: usize = 2_000;
/// Characters of a grade, unit or role; they are names, not texts.
const NAME_CHARS_MAX: usize = 64;
/// Places one verdict may cite; a reader looks at a handful.
const EVIDENCE_MAX: usize = 50;
/// Characters of an address; longer ones are refused by servers as well (RFC 9110, 4.1).
const URL_CHARS_MAX: usize = 8_000;

/// What was found for one task.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The finding.
    pub finding: Finding,
    /// Page index, node, quote.
    pub evidence: Vec<(u32, Option<u32>, String)>,
    /// How sure the probe is.
    pub confidence: Confidence,
    /// Its remark.
    pub note: Option<String>,
}

/// A page a probe wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Position of the task.
    pub task: u32,
    /// Absolute http or https address.
    pub url: String,
    /// What the page would be.
    pub role: String,
    /// Index of the page it was found on.
    pub from: u32,
}

/// An answer that fits its question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// One entry a task; `None` while it waits for pages.
    pub found: Vec<Option<Found>>,
    /// Pages wanted, without repeats.
    pub requests: Vec<Request>,
    /// Fuel used, host work on the probe's behalf included.
    pub cost_fuel: u64,
    /// Bytes of linear memory the probe had at the end; memory never shrinks.
    pub memory_bytes: usize,
    /// The probe's log.
    pub log: String,
}

impl Found {
    /// An unknown without evidence.
    pub fn unknown(reason: UnknownReason, note: impl Into<String>) -> Self {
        Self {
            finding: Finding::unknown(reason, note),
            evidence: Vec::new(),
            confidence: Confidence::FULL,
            note: None,
        }
    }
}

/// What is left of an answer once it is checked.
pub(super) struct Checked {
    pub(super) found: Vec<Option<Found>>,
    pub(super) requests: Vec<Request>,
}

/// Checks what the probe sent against what it was asked.
pub(super) fn check(
    answer: types::Answer,
    site: &Site,
    tasks: &[Task],
    requests_max: usize,
) -> Result<Checked, Failure> {
    let bad = |note: String| Err(Failure::new(UnknownReason::BadAnswer, note));
    if answer.requests.len() > requests_max {
        return bad(format!("{} requests, {requests_max} allowed", answer.requests.len()));
    }
    let mut found: Vec<Option<Found>> = vec![None; tasks.len()];
    for verdict in answer.verdicts {
        match found.get_mut(verdict.task as usize) {
            None => {
                return bad(format!(
                    "a verdict on task {}; there are {}",
                    verdict.task,
                    tasks.len()
                ));
            }
            Some(Some(_)) => return bad(format!("two verdicts on task {}", verdict.task)),
            Some(slot) => *slot = Some(checked(verdict, site)),
        }
    }
    let mut seen = BTreeSet::new();
    let mut waiting = BTreeSet::new();
    let mut requests = Vec::new();
    for request in answer.requests {
        let fits =
            (request.task as usize) < tasks.len() && (request.from as usize) < site.pages.len();
        if !fits || request.url.len() > URL_CHARS_MAX || !is_web_address(&request.url) {
            return bad(format!(
                "a request that does not fit: {}",
                cut(&request.url, NAME_CHARS_MAX)
            ));
        }
        waiting.insert(request.task);
        if seen.insert(request.url.clone()) {
            let role = cut(&request.role, NAME_CHARS_MAX);
            requests.push(Request {
                task: request.task,
                url: request.url,
                role,
                from: request.from,
            });
        }
    }
    for (index, slot) in (0..).zip(&mut found) {
        if slot.is_none() && !waiting.contains(&index) {
            *slot =
                Some(Found::unknown(UnknownReason::BadAnswer, "neither a verdict nor a request"));
        }
    }
    Ok(Checked { found, requests })
}

fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn cut(text: &str, chars_max: usize) -> String {
    text.chars().take(chars_max).collect()
}

fn checked(verdict: types::Verdict, site: &Site) -> Found {
    let bad = |note: &str| Found::unknown(UnknownReason::BadAnswer, note);
    let Some(confidence) = Confidence::from_share(verdict.confidence) else {
        return bad("confidence outside 0..=1");
    };
    let mut evidence = Vec::new();
    for place in verdict.evidence.into_iter().take(EVIDENCE_MAX) {
        let Some(page) = site.pages.get(place.page as usize) else {
            return bad("evidence on a page that is not there");
        };
        if place.node.is_some_and(|node| node >= page.page.tree().len()) {
            return bad("evidence on a node that is not there");
        }
        evidence.push((place.page, place.node, cut(&place.quote, QUOTE_CHARS_MAX)));
    }
    let finding = match verdict.finding {
        types::Finding::Truth(truth) => Finding::Truth(truth),
        types::Finding::Number(measure) if !measure.value.is_finite() => {
            return bad("a number that is not finite");
        }
        types::Finding::Number(measure) => Finding::Number(Measure {
            // Adding zero turns -0.0 into 0.0, which prints and scores the same everywhere.
            value: measure.value + 0.0,
            unit: cut(&measure.unit, NAME_CHARS_MAX),
        }),
        types::Finding::Grade(grade) => Finding::Grade(cut(&grade, NAME_CHARS_MAX)),
        types::Finding::Text(text) => Finding::Text(cut(&text, TEXT_CHARS_MAX)),
        types::Finding::Unknown(unknown) => Finding::Unknown(Unknown {
            reason: reason(unknown.reason),
            note: cut(&unknown.note, TEXT_CHARS_MAX),
        }),
    };
    Found {
        finding,
        evidence,
        confidence,
        note: verdict.note.map(|note| cut(&note, TEXT_CHARS_MAX)),
    }
}

fn reason(reason: types::UnknownReason) -> UnknownReason {
    use types::UnknownReason as Theirs;
    match reason {
        Theirs::PageMissing => UnknownReason::PageMissing,
        Theirs::PageUnreadable => UnknownReason::PageUnreadable,
        Theirs::NotStated => UnknownReason::NotStated,
        Theirs::Ambiguous => UnknownReason::Ambiguous,
        Theirs::NeedsRendering => UnknownReason::NeedsRendering,
        Theirs::NeedsPerson => UnknownReason::NeedsPerson,
        Theirs::NotApplicable => UnknownReason::NotApplicable,
    }
}
