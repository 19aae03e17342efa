//! Which event may come next.

use super::{Ledger, undoable};
use crate::model::{
    Act, Call, Decision, Exhibit, Finding, Objection, Phase, ReviewEvent, Ruling, Target, Undo,
};
use crate::review::error::Refused;
use crate::review::standing::State;

/// Characters of a reviewer's name.
const PERSON_CHARS_MAX: usize = 100;

/// Bytes of a reason, quote or address: a page of text. Longer things are files.
const TEXT_BYTES_MAX: usize = 10_000;

/// Exhibits of one answer, links and files of one objection.
const SHOWN_MAX: usize = 32;

/// A question in one line, for messages.
pub(in crate::review) fn named(target: &Target) -> String {
    let page = target.page.as_deref().map_or_else(String::new, |page| format!(" {page}"));
    format!("{} {}{page}", target.region, target.point)
}

impl Ledger {
    /// Whether an event belongs here now. That the round has the verdict, and that page and rule
    /// are those of now, is for the desk to know.
    ///
    /// # Errors
    ///
    /// If it does not.
    pub fn check(&self, event: &ReviewEvent) -> Result<(), Refused> {
        let n_chars = event.person.trim().chars().count();
        if n_chars == 0 || n_chars > PERSON_CHARS_MAX || event.person.contains(char::is_control) {
            return Err(Refused::Person { max: PERSON_CHARS_MAX });
        }
        match &event.act {
            Act::Decided(decision) => self.check_decision(&event.person, decision),
            Act::Undone(undo) => self.check_undo(&event.person, undo),
            Act::Gold(gold) => {
                check_finding(&gold.finding)?;
                needed("gold", &gold.reason)
            }
            Act::Quarantined(quarantine) => needed("quarantine", &quarantine.reason),
            Act::Objected(objection) => self.check_objection(&event.at, objection),
            Act::Ruled(ruling) => self.check_ruling(ruling),
            Act::Phase(phase) => self.check_phase(&event.at, phase),
        }
    }

    fn check_decision(&self, person: &str, decision: &Decision) -> Result<(), Refused> {
        check_answer(decision)?;
        if !decision.is_adjudication {
            return Ok(());
        }
        let standing = self.standing(&decision.target, &decision.on, 1);
        let own = standing.voices.iter().find(|voice| voice.person == person);
        if own.is_some_and(|voice| !voice.decision.is_adjudication) {
            let target = named(&decision.target);
            return Err(Refused::NotThird { person: person.to_owned(), target });
        }
        if standing.state != State::Disputed && own.is_none() {
            return Err(Refused::NotDisputed(named(&decision.target)));
        }
        Ok(())
    }

    fn check_undo(&self, person: &str, undo: &Undo) -> Result<(), Refused> {
        let Undo { event: number, reason } = undo;
        within("the reason", reason)?;
        let Some(event) = self.event(*number).filter(|event| undoable(event)) else {
            return Err(Refused::NoSuchEvent { event: *number, wanted: "event to take back" });
        };
        if self.is_undone(*number) {
            return Err(Refused::UndoneBefore(*number));
        }
        if event.person != person && reason.trim().is_empty() {
            return Err(Refused::NotOwn { event: *number, person: event.person.clone() });
        }
        Ok(())
    }

    fn check_objection(&self, at: &str, objection: &Objection) -> Result<(), Refused> {
        let Objection { by, text, links, files, target: _ } = objection;
        for (what, text) in [("the name", by), ("the text", text)] {
            within(what, text)?;
        }
        if by.trim().is_empty() {
            return Err(Refused::Person { max: PERSON_CHARS_MAX });
        }
        if links.len() + files.len() > SHOWN_MAX {
            return Err(Refused::TooLong { what: "the list of links and files", max: SHOWN_MAX });
        }
        links.iter().try_for_each(|link| within("a link", link))?;
        if text.trim().is_empty() && links.is_empty() && files.is_empty() {
            return Err(Refused::EmptyObjection);
        }
        match self.objections_until() {
            None => Err(Refused::NoObjections("the round is a draft".to_owned())),
            Some(until) if day_of(at) > until => {
                Err(Refused::NoObjections(format!("they were taken up to {until}")))
            }
            Some(_) => Ok(()),
        }
    }

    fn check_ruling(&self, ruling: &Ruling) -> Result<(), Refused> {
        let Ruling { objection: number, upheld, reason } = ruling;
        needed("ruling", reason)?;
        let wanted = || Refused::NoSuchEvent { event: *number, wanted: "objection" };
        let Some(contested) = self.contested().find(|one| one.event == *number) else {
            return Err(wanted());
        };
        if contested.ruling.is_some() {
            return Err(Refused::RuledBefore(*number));
        }
        let Some(upheld) = upheld else { return Ok(()) };
        if upheld.target != contested.objection.target {
            return Err(Refused::OtherTarget(*number));
        }
        check_texts(upheld)
    }

    fn check_phase(&self, at: &str, phase: &Phase) -> Result<(), Refused> {
        match phase {
            Phase::Objections(day) => formed(day, DAY),
            Phase::Embargo(time) => formed(time, TIME),
            Phase::Final(time) => {
                formed(time, TIME)?;
                let n_open = self.contested().filter(|one| one.ruling.is_none()).count();
                if n_open > 0 {
                    return Err(Refused::ObjectionsOpen(n_open));
                }
                match self.objections_until().filter(|until| day_of(at) <= *until) {
                    Some(until) => Err(Refused::ObjectionsRunning(until.to_owned())),
                    None => Ok(()),
                }
            }
        }
    }
}

/// How days and times are written; `0` stands for any digit.
const DAY: &str = "0000-00-00";
const TIME: &str = "0000-00-00T00:00:00Z";

fn formed(text: &str, form: &str) -> Result<(), Refused> {
    let fits = |(c, form): (u8, u8)| if form == b'0' { c.is_ascii_digit() } else { c == form };
    if text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits) {
        return Ok(());
    }
    Err(Refused::NotATime(text.to_owned()))
}

/// The day of a time; both sort as text.
fn day_of(at: &str) -> &str {
    at.get(..10).unwrap_or(at)
}

fn check_answer(decision: &Decision) -> Result<(), Refused> {
    check_texts(decision)?;
    match &decision.call {
        Call::Correct(_) if decision.exhibits.iter().all(Exhibit::is_empty) => {
            Err(Refused::NothingShown)
        }
        Call::Confirm(_) | Call::Correct(_) => Ok(()),
        Call::Reject | Call::CannotTell => needed(decision.call.name(), &decision.reason),
    }
}

fn check_texts(decision: &Decision) -> Result<(), Refused> {
    if let Some(finding) = decision.call.finding() {
        check_finding(finding)?;
    }
    within("the reason", &decision.reason)?;
    if decision.exhibits.len() > SHOWN_MAX {
        return Err(Refused::TooLong { what: "the list of exhibits", max: SHOWN_MAX });
    }
    decision.exhibits.iter().try_for_each(|exhibit| {
        within("the address", &exhibit.url)?;
        within("the quote", &exhibit.quote)
    })
}

fn check_finding(finding: &Finding) -> Result<(), Refused> {
    match finding {
        Finding::Number(measure) if !measure.value.is_finite() => Err(Refused::NotFinite),
        Finding::Truth(_) | Finding::Number(_) | Finding::Unknown(_) => Ok(()),
        Finding::Grade(text) | Finding::Text(text) => within("the value", text),
    }
}

fn needed(what: &'static str, reason: &str) -> Result<(), Refused> {
    if reason.trim().is_empty() {
        return Err(Refused::NoReason(what));
    }
    within("the reason", reason)
}

fn within(what: &'static str, text: &str) -> Result<(), Refused> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(Refused::TooLong { what, max: TEXT_BYTES_MAX });
    }
    Ok(())
}
