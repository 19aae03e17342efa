//! Questions as people are asked them, and where each stands.

use super::standing::State;
use crate::aggregate::grid;
use crate::model::{Digest, Drawn, Finding, ReviewedOn, Target, UnknownReason, Verdict};

/// How a panel works. All of a round's reviewers use the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Decides which questions lots fall on.
    pub seed: u64,
    /// Of a thousand questions, how many two people answer without seeing each other's answer.
    pub double_per_mille: u32,
    /// One in so many questions put to a person is one whose answer is known, if there is any.
    pub gold_every: usize,
    /// How long a question is a person's own, in seconds.
    pub lease_seconds: u64,
    /// Below this confidence, in per mille, a verdict is looked at for that alone.
    pub review_below: u16,
    /// A sample is large enough when its 95 % interval is this wide on either side.
    pub half_width: f64,
    /// Only the first so many ranks matter to the order by effect.
    pub top: Option<usize>,
}

impl Settings {
    /// Those of a round, by the leaf of its opening: the seed is nobody's choice.
    pub fn of(opening: &Digest, review_below: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0..=1000")]
        let review_below = (review_below.clamp(0.0, 1.0) * 1000.0).round() as u16;
        Self {
            seed: first_bits(opening),
            double_per_mille: 100,
            gold_every: 20,
            lease_seconds: 15 * 60,
            review_below,
            half_width: 0.05,
            top: None,
        }
    }
}

/// What a machine's finding is worth, roughly: the strata of samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It scores above 0.
    Found,
    /// It scores 0.
    NotFound,
    /// It has no score.
    Unknown,
}

/// A question that people may be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The question.
    pub target: Target,
    /// What a review of it holds for.
    pub on: ReviewedOn,
    /// Position in [`IndicatorSystem::points`](crate::model::IndicatorSystem::points).
    pub point: usize,
    /// Position in [`Board::scores`](super::Board::scores).
    pub region: usize,
    /// What the machine found.
    pub machine: Finding,
    /// What that scores; `None` if unknown.
    pub score: Option<f64>,
    /// Its class.
    pub class: Class,
    /// How sure the machine is, per mille.
    pub confidence: u16,
    /// Position in [`Board::cells`](super::Board::cells): family, criterion and class.
    pub cell: usize,
    /// Whether a person judges the point to begin with.
    pub is_for_people: bool,
    /// Whether two people answer.
    pub is_double: bool,
    /// Its lot: even over all numbers, given the seed.
    pub lot: u64,
}

/// Where a task stands.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskState {
    /// How far it is.
    pub state: State,
    /// Who has said something that holds.
    pub people: Vec<String>,
    /// What counts now; `None` while that is the machine's.
    pub finding: Option<Finding>,
    /// What that scores; `None` if unknown or the machine's.
    pub score: Option<f64>,
    /// Whether somebody says the machine is wrong and nobody else has looked.
    pub is_contradicted: bool,
    /// Whether its answer is known beforehand.
    pub is_gold: bool,
    /// How it came to the first person; `None` before.
    pub drawn: Option<Drawn>,
}

/// Family, criterion and class of a task.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Of the probe; empty where no probe was asked.
    pub family: String,
    /// Of the probe; empty where no probe was asked.
    pub criterion: String,
    /// Of the finding.
    pub class: Class,
}

/// Whether the machine was wrong on a task that is settled by people; `None` where they do not say.
pub(super) fn wrong(task: &Task, state: &TaskState) -> Option<bool> {
    let is_decided = state.state == State::Settled || state.state == State::Half;
    let known = state.finding.as_ref().filter(|finding| finding.unknown_reason().is_none());
    let (known, score) = (is_decided.then_some(known?)?, task.score?);
    Some(*known != task.machine && state.score.map(grid) != Some(grid(score)))
}

/// The class of a score.
pub(super) fn class_of(score: Option<f64>) -> Class {
    match score {
        None => Class::Unknown,
        Some(score) if score > 0.0 => Class::Found,
        Some(_) => Class::NotFound,
    }
}

/// Whether anybody could answer: what an operator switched off or has to mend is not put to people.
pub(super) fn is_for_anybody(verdict: &Verdict) -> bool {
    match verdict.finding.unknown_reason() {
        Some(
            UnknownReason::NotApplicable
            | UnknownReason::NoAddress
            | UnknownReason::SwitchedOff
            | UnknownReason::NotAutomated
            | UnknownReason::ProbeMissing
            | UnknownReason::ProbeRefused,
        ) => false,
        None
        | Some(
            UnknownReason::PageMissing
            | UnknownReason::PageUnreadable
            | UnknownReason::NotStated
            | UnknownReason::Ambiguous
            | UnknownReason::NeedsRendering
            | UnknownReason::NeedsPerson
            | UnknownReason::OutOfTime
            | UnknownReason::OutOfFuel
            | UnknownReason::OutOfMemory
            | UnknownReason::StackOverflow
            | UnknownReason::OutOfHostWork
            | UnknownReason::OutputTooLarge
            | UnknownReason::Trapped
            | UnknownReason::BadAnswer
            | UnknownReason::PageBudget
            | UnknownReason::ReviewRejected
            | UnknownReason::ReviewUnclear
            | UnknownReason::Quarantined,
        ) => true,
    }
}

pub(super) fn lot(seed: u64, target: &Target) -> u64 {
    let page = target.page.as_deref().unwrap_or_default();
    let (seed, region) = (seed.to_be_bytes(), target.region.get().to_be_bytes());
    let parts = [&seed[..], &region[..], target.point.0.as_bytes(), page.as_bytes()];
    first_bits(&Digest::of_parts(parts))
}

/// The first 64 bits of a digest.
fn first_bits(digest: &Digest) -> u64 {
    let first = digest.bytes().first_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(first)
}
