//! One point in one region, in both rounds: its score whatever causes are in force.

use std::collections::BTreeMap;

use super::cause::{Cause, Causes};
use crate::aggregate::{Scored, score_point};
use crate::model::{Finding, Provenance, ScoreRule, UnknownReason, Verdict};

/// A point's answers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    questions: Vec<Question>,
    /// Whether it is in one round only.
    is_one_sided: bool,
}

/// A question: the point itself, or the point on one page.
#[derive(Debug, Clone, PartialEq)]
struct Question {
    /// Why the finding is another one; `None` if it is the same.
    cause: Option<Cause>,
    /// Scores by round, then by the rule of which round; `None` if unknown or not asked.
    scores: [[Option<f64>; 2]; 2],
}

impl Question {
    fn score(&self, set: Causes) -> Option<f64> {
        let [before, after] = self.scores;
        let [old, new] =
            if self.cause.is_some_and(|cause| set.has(cause)) { after } else { before };
        if set.has(Cause::Rule) { new } else { old }
    }

    /// Whether the finding, and whether the rule, changes the score.
    fn moves(&self) -> [bool; 2] {
        let [before, after] = self.scores;
        let by_rule = |[old, new]: [Option<f64>; 2]| !same(old, new);
        let ([a, b], [c, d]) = (before, after);
        [!same(a, c) || !same(b, d), by_rule(before) || by_rule(after)]
    }
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(&b).is_eq(),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

impl Cell {
    /// The mean of the known answers with these causes as after and the others as before.
    pub(super) fn score(&self, set: Causes) -> Option<f64> {
        // Asked millions of times, and nearly every point is one question.
        if let [question] = self.questions.as_slice() {
            return question.score(set);
        }
        let mut known: Vec<f64> = self.questions.iter().filter_map(|q| q.score(set)).collect();
        // As `roll_up` sums them.
        known.sort_by(f64::total_cmp);
        let sum = known.iter().fold(0.0, |sum, score| sum + score);
        (!known.is_empty()).then(|| sum / bluebook_index::number::count(known.len()))
    }

    /// The causes that move its score, and [`Cause::PointSet`] if it is in one round only.
    pub(super) fn causes(&self) -> Vec<Cause> {
        let mut found = Causes::default();
        if self.is_one_sided {
            found.insert(Cause::PointSet);
        }
        for question in &self.questions {
            let [by_finding, by_rule] = question.moves();
            question.cause.into_iter().filter(|_| by_finding).for_each(|cause| found.insert(cause));
            if by_rule {
                found.insert(Cause::Rule);
            }
        }
        Cause::ALL.iter().copied().filter(|cause| found.has(*cause)).collect()
    }
}

/// A verdict, and whether its finding is people's instead of the machine's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer<'a> {
    pub(super) verdict: &'a Verdict,
    pub(super) is_peoples: bool,
}

/// A point in one of the rounds: its rule and its verdicts.
pub(super) type Answered<'a> = (&'a ScoreRule, &'a [Answer<'a>]);

/// What the rounds say of one point of one region; `None` where the system does not have it.
pub(super) fn cell(
    before: Option<Answered<'_>>,
    after: Option<Answered<'_>>,
    same_day: bool,
) -> Cell {
    let is_one_sided = before.is_none() || after.is_none();
    let rules = [before.or(after), after.or(before)].map(|side| side.map(|(rule, _)| rule));
    // A point that is in one round only keeps its score: whether it weighs is the cause.
    let [old, new] = [before.or(after), after.or(before)]
        .map(|side| side.map(|(_, verdicts)| paged(verdicts)).unwrap_or_default());
    let is_asked = [&old, &new].map(|verdicts| !verdicts.is_empty());
    let has_page = [&old, &new].map(|verdicts| verdicts.values().any(|v| !lacks_page(v.verdict)));
    let mut keys: Vec<_> = old.keys().chain(new.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let question = |key| {
        let pair = [old.get(&key).copied(), new.get(&key).copied()];
        let cause = match pair {
            [Some(old), Some(new)] => changed(old, new, same_day),
            [Some(_), None] | [None, Some(_)] if is_asked != [true; 2] => Some(Cause::Asked),
            [Some(_), None] | [None, Some(_)] if has_page != [true; 2] => Some(Cause::Collection),
            [Some(_), None] | [None, Some(_)] => Some(Cause::Page),
            [None, None] => None,
        };
        Question { cause, scores: pair.map(|v| rules.map(|rule| score(rule?, v?.verdict))) }
    };
    Cell { questions: keys.into_iter().map(question).collect(), is_one_sided }
}

/// Verdicts by page; a second one on the same page is a question of its own.
fn paged<'a>(answers: &[Answer<'a>]) -> BTreeMap<(Option<&'a str>, usize), Answer<'a>> {
    let mut paged = BTreeMap::new();
    for answer in answers {
        let page = answer.verdict.page.as_deref();
        let nth = paged.keys().filter(|(other, _)| *other == page).count();
        paged.insert((page, nth), *answer);
    }
    paged
}

fn score(rule: &ScoreRule, verdict: &Verdict) -> Option<f64> {
    match score_point(rule, &verdict.finding) {
        Ok(Scored::Known(score)) => Some(score),
        Ok(Scored::Unknown(_)) | Err(_) => None,
    }
}

/// Why a finding is another one; `None` if it is not.
fn changed(before: Answer<'_>, after: Answer<'_>, same_day: bool) -> Option<Cause> {
    let (old, new) = (before.verdict, after.verdict);
    if old.finding == new.finding {
        return None;
    }
    if before.is_peoples || after.is_peoples {
        return Some(Cause::Review);
    }
    if lacks_page(old) != lacks_page(new) {
        return Some(Cause::Collection);
    }
    let reasons = [old, new].map(|verdict| verdict.finding.unknown_reason());
    if let Some(cause) = reasons.into_iter().flatten().find_map(of_reason) {
        return Some(cause);
    }
    Some(of_inputs(&old.provenance, &new.provenance, same_day))
}

fn lacks_page(verdict: &Verdict) -> bool {
    match &verdict.finding {
        Finding::Unknown(unknown) => {
            matches!(unknown.reason, UnknownReason::PageMissing | UnknownReason::PageUnreadable)
        }
        Finding::Truth(_) | Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) => false,
    }
}

/// Reasons for which no probe was asked at all, so that its inputs say nothing.
fn of_reason(reason: UnknownReason) -> Option<Cause> {
    match reason {
        UnknownReason::NoAddress
        | UnknownReason::SwitchedOff
        | UnknownReason::NotAutomated
        | UnknownReason::NeedsPerson => Some(Cause::Asked),
        UnknownReason::ProbeMissing | UnknownReason::ProbeRefused => Some(Cause::Probe),
        UnknownReason::ReviewRejected
        | UnknownReason::ReviewUnclear
        | UnknownReason::Quarantined => Some(Cause::Review),
        UnknownReason::PageMissing
        | UnknownReason::PageUnreadable
        | UnknownReason::NotStated
        | UnknownReason::Ambiguous
        | UnknownReason::NeedsRendering
        | UnknownReason::NotApplicable
        | UnknownReason::OutOfTime
        | UnknownReason::OutOfFuel
        | UnknownReason::OutOfMemory
        | UnknownReason::StackOverflow
        | UnknownReason::OutOfHostWork
        | UnknownReason::OutputTooLarge
        | UnknownReason::Trapped
        | UnknownReason::BadAnswer
        | UnknownReason::PageBudget => None,
    }
}

/// The one input that is another one.
fn of_inputs(old: &Provenance, new: &Provenance, same_day: bool) -> Cause {
    let asked =
        (&old.family, &old.criterion, old.params) != (&new.family, &new.criterion, new.params);
    let probe = (old.probe, &old.contract) != (new.probe, &new.contract);
    let pages = (old.n_pages, old.pages) != (new.n_pages, new.pages);
    match [asked, probe, pages] {
        [false, false, false] if same_day => Cause::Unexplained,
        [false, false, false] => Cause::Day,
        [true, false, false] => Cause::Asked,
        [false, true, false] => Cause::Probe,
        [false, false, true] => Cause::Page,
        [true, true, _] | [true, _, true] | [_, true, true] => Cause::Several,
    }
}
