//! What was found, as it is told: each thing once for a point, however many regions it holds for.

use serde::{Serialize, Serializer};

use crate::aggregate::{Scored, score_point};
use crate::model::{Finding, Point, Text, UnknownReason, Verdict};
use crate::report::clean::clean;
use crate::report::words;

/// A finding in words, and the exact score it earns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer {
    words: Text,
    /// Whether both texts are the same number and the unit of the column.
    is_number: bool,
    reason: Option<Reason>,
    /// `0..=1`; nothing if unknown.
    pub(super) score: Option<f64>,
}

/// Why it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reason {
    name: &'static str,
    zh: &'static str,
    note: Text,
}

/// Orders answers by their words; what a point finds is scored by one rule, so equal words score
/// the same but for rounding, which the bits tell.
pub(super) type Key = (String, String, Option<[String; 2]>, Option<u64>);

impl Answer {
    /// `unit` is that of the column: the first that a number of it has.
    pub(super) fn of(point: &Point, verdict: &Verdict, unit: &mut Option<Text>) -> Self {
        let found = words::finding(&verdict.finding);
        let (score, reason) = scored(point, &verdict.finding);
        let mut words = Text { zh: clean(&found.zh), en: clean(&found.en) };
        let mut is_number = false;
        if let Finding::Number(_) = &verdict.finding
            && let Some((number, own)) = number(&words)
            && *unit.get_or_insert_with(|| own.clone()) == own
        {
            words = Text { zh: number.clone(), en: number };
            is_number = true;
        }
        Self { words, is_number, reason, score }
    }

    pub(super) fn key(&self) -> Key {
        let Text { zh, en } = self.words.clone();
        let reason = self.reason.as_ref();
        let reason = reason.map(|reason| [reason.name.to_owned(), reason.note.zh.clone()]);
        (zh, en, reason, self.score.map(f64::to_bits))
    }
}

/// A number and the words of its unit, if it is told so in both languages.
fn number(words: &Text) -> Option<(String, Text)> {
    let (number, zh) = words.zh.split_once(' ')?;
    let (same, en) = words.en.split_once(' ')?;
    let unit = Text { zh: zh.to_owned(), en: en.to_owned() };
    (number == same).then(|| (number.to_owned(), unit))
}

fn scored(point: &Point, finding: &Finding) -> (Option<f64>, Option<Reason>) {
    let note = match finding {
        Finding::Unknown(unknown) => clean(&unknown.note),
        Finding::Truth(_) | Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) => {
            String::new()
        }
    };
    let reason = |why: UnknownReason, note| Reason { name: why.name(), zh: why.zh(), note };
    match score_point(&point.score, finding) {
        Ok(Scored::Known(score)) => (Some(score), None),
        Ok(Scored::Unknown(why)) => (None, Some(reason(why, Text { zh: note.clone(), en: note }))),
        Err(mismatch) => (None, Some(reason(UnknownReason::BadAnswer, words::mismatch(&mismatch)))),
    }
}

/// One text if it is the same in both languages, `[number]` with the column's unit, `[zh, en]`, or these
/// and the reason's name, Chinese and notes.
impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Text { zh, en } = &self.words;
        match &self.reason {
            Some(Reason { name, zh: reason, note }) => {
                [zh, en, *name, *reason, &note.zh, &note.en].serialize(serializer)
            }
            None if self.is_number => [zh].serialize(serializer),
            None if zh == en => zh.serialize(serializer),
            None => [zh, en].serialize(serializer),
        }
    }
}
