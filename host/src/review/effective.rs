//! What counts: verdicts of machines and what people said of them, made into one list.
//!
//! A pure function, so that the same verdicts and the same record give the same scores. The
//! verdicts of the round stay as they are; the list is made anew whenever somebody asks.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::on::reviewed_on;
use super::standing::{Outcome, State};
use crate::model::{
    Authority, Call, Finding, IndicatorSystem, Quarantine, ReviewMark, Target, UnknownReason,
    Verdict,
};

/// Verdicts that count, and which of them people had a say in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effective {
    /// In the order given; findings are replaced where people said otherwise.
    pub verdicts: Vec<Verdict>,
    /// One for each verdict that was reviewed, disputed or is in quarantine, in the same order.
    pub marks: Vec<ReviewMark>,
}

/// The verdicts that count, from those of machines and the record.
pub fn effective(system: &IndicatorSystem, verdicts: &[Verdict], ledger: &Ledger) -> Effective {
    let points: BTreeMap<_, _> = system.points.iter().map(|point| (&point.id, point)).collect();
    let mut effective = Effective::default();
    for verdict in verdicts {
        let target = Target::of(verdict);
        let on = reviewed_on(verdict, points.get(&verdict.point).copied());
        // How many people are asked does not matter to what counts: one may be enough.
        let standing = ledger.standing(&target, &on, 1);
        let mut verdict = verdict.clone();
        let machine = verdict.finding.clone();
        let mark = |outcome: Outcome, call: &'static str| {
            let Outcome { authority, people, at, reason, exhibits, .. } = outcome;
            let machine = machine.clone();
            ReviewMark { target, authority, call, people, at, reason, exhibits, machine }
        };
        if let Some(outcome) = standing.outcome {
            verdict.finding = outcome.finding();
            let call = call_name(&outcome, &machine);
            effective.marks.push(mark(outcome, call));
        } else if standing.state == State::Disputed {
            let people = standing.voices.iter().map(|voice| voice.person.to_owned()).collect();
            let at = standing.voices.iter().map(|voice| voice.at).max().unwrap_or_default();
            let outcome = unheard(Authority::Disputed, people, at.to_owned(), String::new());
            effective.marks.push(mark(outcome, ""));
        } else if let Some((event, quarantine)) = in_quarantine(&verdict, ledger) {
            let Quarantine { reason, .. } = quarantine;
            let (person, at) = ledger
                .event(event)
                .map(|event| (event.person.clone(), event.at.clone()))
                .unwrap_or_default();
            verdict.finding = Finding::unknown(UnknownReason::Quarantined, reason);
            let outcome = unheard(Authority::Quarantine, vec![person], at, reason.clone());
            effective.marks.push(mark(outcome, ""));
        }
        effective.verdicts.push(verdict);
    }
    effective
}

/// The name of what was decided; a known answer that is the machine's confirms it.
fn call_name(outcome: &Outcome, machine: &Finding) -> &'static str {
    match &outcome.call {
        Call::Correct(finding) if finding == machine => Call::Confirm(finding.clone()).name(),
        Call::Confirm(_) | Call::Correct(_) | Call::Reject | Call::CannotTell => {
            outcome.call.name()
        }
    }
}

fn unheard(authority: Authority, people: Vec<String>, at: String, reason: String) -> Outcome {
    Outcome { authority, call: Call::CannotTell, people, at, reason, exhibits: Vec::new() }
}

/// The quarantine that keeps a probe's finding from counting. What is unknown stays as it is.
fn in_quarantine<'l>(verdict: &Verdict, ledger: &'l Ledger) -> Option<(u64, &'l Quarantine)> {
    let provenance = &verdict.provenance;
    let is_found = provenance.probe.is_some() && verdict.finding.unknown_reason().is_none();
    is_found.then(|| ledger.quarantine(&provenance.family, &provenance.criterion)).flatten()
}
