//! Where a question stands: what people said of it on its present pages and rule, and what
//! follows.

use crate::model::{Authority, Call, Decision, Exhibit, Finding, UnknownReason};

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nobody has said anything that holds.
    Open,
    /// One person has, and a second is to say it unseen.
    Half,
    /// People disagree; a third decides.
    Disputed,
    /// Enough have, and agree; or it was decided.
    Settled,
}

impl State {
    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Half => "half",
            Self::Disputed => "disputed",
            Self::Settled => "settled",
        }
    }
}

/// One person's last word on a question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Voice<'l> {
    /// Number of the event.
    pub event: u64,
    /// Who.
    pub person: &'l str,
    /// When.
    pub at: &'l str,
    /// What.
    pub decision: &'l Decision,
}

/// What counts instead of the machine's finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// How it came to count.
    pub authority: Authority,
    /// What was decided.
    pub call: Call,
    /// By whom, by name.
    pub people: Vec<String>,
    /// When last.
    pub at: String,
    /// Why; may be empty.
    pub reason: String,
    /// What was shown.
    pub exhibits: Vec<Exhibit>,
}

impl Outcome {
    /// What counts: what was found, or why it is unknown.
    pub fn finding(&self) -> Finding {
        match &self.call {
            Call::Confirm(finding) | Call::Correct(finding) => finding.clone(),
            Call::Reject => Finding::unknown(UnknownReason::ReviewRejected, &self.reason),
            Call::CannotTell => Finding::unknown(UnknownReason::ReviewUnclear, &self.reason),
        }
    }
}

/// Where a question stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'l> {
    /// How far it is.
    pub state: State,
    /// What counts, if anything does.
    pub outcome: Option<Outcome>,
    /// What each person said last, in the order of the record; the third person's too.
    pub voices: Vec<Voice<'l>>,
    /// Answers that were given on other pages or under another rule.
    pub n_stale: usize,
}

impl<'l> Standing<'l> {
    /// From what people said and, if there is one, what was decided; `n_wanted` people are asked.
    pub(super) fn new(
        voices: Vec<Voice<'l>>,
        decided: Option<Outcome>,
        n_stale: usize,
        n_wanted: usize,
    ) -> Self {
        if decided.is_some() {
            return Self { state: State::Settled, outcome: decided, voices, n_stale };
        }
        let saying = || voices.iter().filter(|voice| voice.decision.call != Call::CannotTell);
        let Some(first) = saying().next() else {
            return Self { state: State::Open, outcome: None, voices, n_stale };
        };
        let agree = |voice: &Voice<'_>| voice.decision.call.agrees(&first.decision.call);
        if !saying().all(agree) {
            return Self { state: State::Disputed, outcome: None, voices, n_stale };
        }
        let state = if saying().count() < n_wanted { State::Half } else { State::Settled };
        let mut people: Vec<String> = saying().map(|voice| voice.person.to_owned()).collect();
        people.sort();
        let reasons = saying().map(|voice| voice.decision.reason.as_str());
        let reason = reasons.filter(|reason| !reason.is_empty()).collect::<Vec<_>>().join("; ");
        let outcome = Outcome {
            authority: Authority::Review,
            call: first.decision.call.clone(),
            people,
            at: saying().map(|voice| voice.at).max().unwrap_or_default().to_owned(),
            reason,
            exhibits: saying().flat_map(|voice| voice.decision.exhibits.clone()).collect(),
        };
        Self { state, outcome: Some(outcome), voices, n_stale }
    }

    /// Whether a person has said something that holds.
    pub fn has(&self, person: &str) -> bool {
        self.voices.iter().any(|voice| voice.person == person)
    }
}
