//! The record read: who said what of which question, what was taken back, what was contested.

mod check;

pub(super) use self::check::named;

use std::collections::{BTreeMap, BTreeSet};

use super::standing::{Outcome, Standing, Voice};
use crate::model::{
    Act, Authority, Call, Decision, Gold, Objection, Phase, Quarantine, ReviewEvent, ReviewedOn,
    Ruling, Target, Undo,
};

/// Everything people said of a round, in the order of the record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    events: Vec<ReviewEvent>,
    /// Numbers of answers, known answers and rulings, by question.
    said: BTreeMap<Target, Vec<u64>>,
    undone: BTreeSet<u64>,
    quarantines: Vec<u64>,
    objections: Vec<u64>,
    /// Objection to ruling.
    rulings: BTreeMap<u64, u64>,
    /// Answers by person, those taken back included.
    n_decided: BTreeMap<String, usize>,
}

/// An objection with what became of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contested<'l> {
    /// Number of its event.
    pub event: u64,
    /// When it was put on record.
    pub at: &'l str,
    /// By whom.
    pub person: &'l str,
    /// What it says.
    pub objection: &'l Objection,
    /// Who decided when what, if it is decided.
    pub ruling: Option<(&'l ReviewEvent, &'l Ruling)>,
}

impl Ledger {
    /// A record read from its beginning.
    pub fn of(events: impl IntoIterator<Item = ReviewEvent>) -> Self {
        let mut ledger = Self::default();
        for event in events {
            ledger.take(event);
        }
        ledger
    }

    /// Takes the next event. Gives the questions whose standing may have changed.
    pub fn take(&mut self, event: ReviewEvent) -> Vec<Target> {
        let number = self.n_events() + 1;
        let mut touched = Vec::new();
        match &event.act {
            Act::Decided(decision) => {
                touched.push(decision.target.clone());
                *self.n_decided.entry(event.person.clone()).or_default() += 1;
            }
            Act::Gold(gold) => touched.push(gold.target.clone()),
            Act::Undone(undo) => {
                self.undone.insert(undo.event);
                touched.extend(self.event(undo.event).and_then(|undone| match &undone.act {
                    Act::Decided(Decision { target, .. }) | Act::Gold(Gold { target, .. }) => {
                        Some(target.clone())
                    }
                    Act::Undone(_)
                    | Act::Quarantined(_)
                    | Act::Objected(_)
                    | Act::Ruled(_)
                    | Act::Phase(_) => None,
                }));
            }
            Act::Quarantined(_) => self.quarantines.push(number),
            Act::Objected(_) => self.objections.push(number),
            Act::Ruled(ruling) => {
                self.rulings.insert(ruling.objection, number);
                touched.extend(ruling.upheld.iter().map(|upheld| upheld.target.clone()));
            }
            Act::Phase(_) => {}
        }
        if !matches!(event.act, Act::Undone(_)) {
            for target in &touched {
                self.said.entry(target.clone()).or_default().push(number);
            }
        }
        self.events.push(event);
        touched
    }

    /// How many events there are.
    pub fn n_events(&self) -> u64 {
        self.events.len() as u64
    }

    /// An event by its number, from 1.
    pub fn event(&self, number: u64) -> Option<&ReviewEvent> {
        self.events.get(usize::try_from(number.checked_sub(1)?).ok()?)
    }

    /// All events with their numbers.
    pub fn events(&self) -> impl DoubleEndedIterator<Item = (u64, &ReviewEvent)> {
        self.events.iter().enumerate().map(|(at, event)| (at as u64 + 1, event))
    }

    /// Whether an event was taken back.
    pub fn is_undone(&self, number: u64) -> bool {
        self.undone.contains(&number)
    }

    /// Answers a person gave, those taken back included.
    pub fn n_decided(&self, person: &str) -> usize {
        self.n_decided.get(person).copied().unwrap_or_default()
    }

    /// Questions that anything was said of.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.said.keys()
    }

    /// The same record with nothing said of some questions.
    #[must_use]
    pub fn without(&self, is_left_out: impl Fn(&Target) -> bool) -> Self {
        let mut ledger = self.clone();
        ledger.said.retain(|target, _| !is_left_out(target));
        ledger
    }

    /// Where a question stands, given what a review would be made on now and how many people
    /// are asked.
    pub fn standing(&self, target: &Target, on: &ReviewedOn, n_wanted: usize) -> Standing<'_> {
        let mut voices: Vec<Voice<'_>> = Vec::new();
        let mut decided = None;
        let mut n_stale = 0;
        for number in self.said.get(target).into_iter().flatten() {
            let Some(event) = self.event(*number).filter(|_| !self.is_undone(*number)) else {
                continue;
            };
            let outcome = |authority, decision: &Decision, reason: &str| Outcome {
                authority,
                call: decision.call.clone(),
                people: vec![event.person.clone()],
                at: event.at.clone(),
                reason: reason.to_owned(),
                exhibits: decision.exhibits.clone(),
            };
            match &event.act {
                Act::Decided(decision) if decision.on == *on => {
                    if decision.is_adjudication {
                        let by = Authority::Adjudication;
                        decided = Some(outcome(by, decision, &decision.reason));
                    }
                    let ReviewEvent { person, at, .. } = event;
                    voices.retain(|voice| voice.person != *person);
                    voices.push(Voice { event: *number, person, at, decision });
                }
                Act::Gold(gold) if gold.on == *on => decided = Some(known(event, gold)),
                Act::Ruled(Ruling { upheld: Some(upheld), reason, .. }) if upheld.on == *on => {
                    decided = Some(outcome(Authority::Ruling, upheld, reason));
                }
                Act::Decided(_) | Act::Gold(_) | Act::Ruled(_) => n_stale += 1,
                Act::Undone(_) | Act::Quarantined(_) | Act::Objected(_) | Act::Phase(_) => {}
            }
        }
        Standing::new(voices, decided, n_stale, n_wanted)
    }

    /// The known answer to a question on these pages and rule, if it has one.
    pub fn gold(&self, target: &Target, on: &ReviewedOn) -> Option<&Gold> {
        let numbers = self.said.get(target)?.iter().rev();
        numbers.filter(|number| !self.is_undone(**number)).find_map(|number| {
            match &self.event(*number)?.act {
                Act::Gold(gold) if gold.on == *on => Some(gold),
                Act::Gold(_)
                | Act::Decided(_)
                | Act::Undone(_)
                | Act::Quarantined(_)
                | Act::Objected(_)
                | Act::Ruled(_)
                | Act::Phase(_) => None,
            }
        })
    }

    /// The quarantine a criterion is in, with its event's number.
    pub fn quarantine(&self, family: &str, criterion: &str) -> Option<(u64, &Quarantine)> {
        self.quarantines().find(|(_, one)| {
            one.family == family && one.criterion.as_deref().is_none_or(|only| only == criterion)
        })
    }

    /// Every quarantine that was not lifted.
    pub fn quarantines(&self) -> impl Iterator<Item = (u64, &Quarantine)> {
        let standing = self.quarantines.iter().filter(|number| !self.is_undone(**number));
        standing.filter_map(|number| match &self.event(*number)?.act {
            Act::Quarantined(one) => Some((*number, one)),
            Act::Decided(_)
            | Act::Undone(_)
            | Act::Gold(_)
            | Act::Objected(_)
            | Act::Ruled(_)
            | Act::Phase(_) => None,
        })
    }

    /// Every objection that was not taken back.
    pub fn contested(&self) -> impl Iterator<Item = Contested<'_>> {
        let standing = self.objections.iter().filter(|number| !self.is_undone(**number));
        standing.filter_map(|number| {
            let event = self.event(*number)?;
            let Act::Objected(objection) = &event.act else { return None };
            let ruling = self.rulings.get(number).and_then(|ruling| {
                let event = self.event(*ruling)?;
                let Act::Ruled(ruling) = &event.act else { return None };
                Some((event, ruling))
            });
            let ReviewEvent { person, at, .. } = event;
            Some(Contested { event: *number, at, person, objection, ruling })
        })
    }

    /// The last step of a sort towards publication.
    fn last_phase<'l>(&'l self, of: impl Fn(&'l Phase) -> Option<&'l str>) -> Option<&'l str> {
        self.events.iter().rev().find_map(|event| match &event.act {
            Act::Phase(phase) => of(phase),
            Act::Decided(_)
            | Act::Undone(_)
            | Act::Gold(_)
            | Act::Quarantined(_)
            | Act::Objected(_)
            | Act::Ruled(_) => None,
        })
    }

    /// The day up to which objections are taken, if they are or were.
    pub fn objections_until(&self) -> Option<&str> {
        self.last_phase(|phase| match phase {
            Phase::Objections(day) => Some(day.as_str()),
            Phase::Embargo(_) | Phase::Final(_) => None,
        })
    }

    /// The time before which nothing is public, if there is one.
    pub fn embargo_until(&self) -> Option<&str> {
        self.last_phase(|phase| match phase {
            Phase::Embargo(time) => Some(time.as_str()),
            Phase::Objections(_) | Phase::Final(_) => None,
        })
    }

    /// When the round was published, if it was.
    pub fn final_on(&self) -> Option<&str> {
        self.last_phase(|phase| match phase {
            Phase::Final(time) => Some(time.as_str()),
            Phase::Objections(_) | Phase::Embargo(_) => None,
        })
    }
}

fn known(event: &ReviewEvent, gold: &Gold) -> Outcome {
    Outcome {
        authority: Authority::Gold,
        call: Call::Correct(gold.finding.clone()),
        people: vec![event.person.clone()],
        at: event.at.clone(),
        reason: gold.reason.clone(),
        exhibits: Vec::new(),
    }
}

/// Whether an event can be taken back, and by its own person without a reason.
fn undoable(event: &ReviewEvent) -> bool {
    match &event.act {
        Act::Decided(_) | Act::Gold(_) | Act::Quarantined(_) | Act::Objected(_) => true,
        Act::Undone(Undo { .. }) | Act::Ruled(_) | Act::Phase(_) => false,
    }
}
