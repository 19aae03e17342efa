//! Bodies an archive holds already, so that the same one is not stored again.

use std::collections::BTreeMap;

use super::Capture;
use super::archive::key_of;
use crate::model::Digest;

/// Bytes below which a body is simply stored again: a revisit record takes about as much.
const REPEATED_BYTES_MIN: usize = 1024;

/// Bodies remembered. Each takes about 250 bytes of memory; a round over all regions has some
/// 10,000. What comes after that many is stored as often as it comes.
const BODIES_MAX: usize = 200_000;

/// The record that holds a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Original {
    /// Its `WARC-Record-ID`.
    pub(super) id: String,
    /// The address that answered.
    pub(super) url: String,
    /// Its `WARC-Date`.
    pub(super) date: String,
}

/// Payload digests and the first record of each; addresses with a payload, and the last record
/// of each.
#[derive(Debug, Default)]
pub(super) struct Stored {
    bodies: BTreeMap<Digest, Original>,
    answers: BTreeMap<(String, Digest), String>,
}

impl Stored {
    /// What an archive holds when it is opened.
    pub(super) fn of(
        bodies: impl Iterator<Item = (Digest, Original)>,
        answers: impl Iterator<Item = ((String, Digest), String)>,
    ) -> Self {
        let (bodies, answers) = (bodies.take(BODIES_MAX), answers.take(BODIES_MAX));
        Self { bodies: bodies.collect(), answers: answers.collect() }
    }

    /// The record of the answer of `url` with this payload, revisits included; `None` also
    /// where too many came before it.
    pub(super) fn answer(&self, url: &str, payload: &Digest) -> Option<&str> {
        self.answers.get(&(key_of(url)?, *payload)).map(String::as_str)
    }

    /// Remembers that record `id` is the answer of `url` with this payload.
    pub(super) fn remember_answer(&mut self, url: &str, payload: &Digest, id: &str) {
        if self.answers.len() < BODIES_MAX
            && let Some(url) = key_of(url)
        {
            self.answers.insert((url, *payload), id.to_owned());
        }
    }

    /// The record that holds the body of `capture`, whose payload digest is `payload`. `None`
    /// also where the body is too small to be worth it, or where the status says that there
    /// is none (RFC 9110, 15.4.5).
    pub(super) fn find(&self, capture: &Capture, payload: &Digest) -> Option<&Original> {
        if is_repeatable(capture) { self.bodies.get(payload) } else { None }
    }

    /// Remembers that record `id` holds the body of `capture`, whose payload digest is `payload`.
    pub(super) fn remember(&mut self, capture: &Capture, payload: Digest, id: String) {
        if self.bodies.len() < BODIES_MAX && is_repeatable(capture) {
            let (url, date) = (capture.url.clone(), capture.captured_on.clone());
            self.bodies.entry(payload).or_insert(Original { id, url, date });
        }
    }
}

/// Whether a capture may repeat a body or be repeated. A cut body is not: the next one may be
/// cut elsewhere, and the cut is a fact of this answer.
fn is_repeatable(capture: &Capture) -> bool {
    let is_answer = !matches!(capture.status, 300..400);
    is_answer && capture.truncated.is_none() && capture.entity().len() >= REPEATED_BYTES_MIN
}
