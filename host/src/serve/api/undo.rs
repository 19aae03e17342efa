//! Taking back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::put::put;
use crate::model::{Act, Drawn, Target};
use crate::review::{Assigned, Ledger};
use crate::serve::answer::Answer;
use crate::serve::app::App;
use crate::serve::call::Call;
use crate::serve::problem::{self, Problem};
use crate::serve::role::Role;
use crate::serve::seat::Seat;
use crate::serve::sitting::Sitting;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// The last of this sitting if nothing is said.
    #[serde(default)]
    event: Option<u64>,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Serialize)]
struct Undone {
    /// What was taken back.
    event: u64,
    /// The event that did.
    by: u64,
    /// The question, put again where it was the person's own answer.
    question: Option<Value>,
}

/// Takes an event back, and puts its question again.
pub(in crate::serve) fn undo(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let Wish { event, reason } = call.json()?;
    let undone = room.work(call.now.seconds, |seat| {
        let last = seat.sittings.get(person).and_then(Sitting::last);
        let nothing =
            || Problem::new(problem::REFUSED).detail("没有可撤销的 there is nothing to take back");
        let event = event.or(last).ok_or_else(nothing)?;
        if let Some(needed) = role_for(seat.board().ledger(), person, event) {
            call.must(needed)?;
        }
        let by = seat.desk()?.undo(person, event, &reason, &call.now)?;
        let again = question(seat, person, event)?;
        let question = again.map(|assigned| put(&room, seat, call, assigned)).transpose()?;
        Ok(Undone { event, by, question })
    })?;
    Answer::json(&undone)
}

/// What somebody needs who takes an event back: for one's own answers nothing, for others' what
/// decides between people, and for the rest what doing it needed.
fn role_for(ledger: &Ledger, person: &str, event: u64) -> Option<Role> {
    let event = ledger.event(event)?;
    match &event.act {
        Act::Decided(_) | Act::Objected(_) => (event.person != person).then_some(Role::Adjudicator),
        Act::Gold(_) => Some(Role::Adjudicator),
        Act::Quarantined(_) => Some(Role::Operator),
        // The record refuses to take these back.
        Act::Undone(_) | Act::Ruled(_) | Act::Phase(_) => None,
    }
}

/// The question of an answer that was taken back, to the person whose answer it was: as it was
/// drawn, if that was in this sitting.
fn question(seat: &mut Seat, person: &str, event: u64) -> Result<Option<Assigned>, Problem> {
    let before = seat.sittings.get_mut(person).and_then(|sitting| sitting.undone(event));
    let own = |event: &crate::model::ReviewEvent| match &event.act {
        Act::Decided(decision) if event.person == person => Some(decision.target.clone()),
        Act::Decided(_)
        | Act::Undone(_)
        | Act::Gold(_)
        | Act::Quarantined(_)
        | Act::Objected(_)
        | Act::Ruled(_)
        | Act::Phase(_) => None,
    };
    let target: Option<Target> = seat.board().ledger().event(event).and_then(own);
    let Some(target) = target else { return Ok(None) };
    let chosen = seat.desk()?.choose(person, &target, Drawn::Chosen)?;
    Ok(Some(match before {
        // The task is that of now; the way it came is that of then.
        Some(Assigned { picked, .. }) => Assigned {
            picked: crate::review::Picked { task: chosen.picked.task, ..picked },
            task: chosen.task,
        },
        None => chosen,
    }))
}
