//! The desk: the next question, an answer to it, or not now.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::put::put;
use super::read::{Named, Shown, exhibits, value};
use crate::model::{Call as Said, Drawn};
use crate::serve::answer::Answer;
use crate::serve::app::App;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::role::Role;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// By which order; by effect if nothing is said.
    #[serde(default)]
    by: Option<String>,
}

#[derive(Debug, Serialize)]
struct Next {
    question: Option<Value>,
    /// Answers of this sitting.
    n_recorded: usize,
}

/// Orders that a person may ask for; the other ways a question can come are not asked for.
pub(super) const ORDERS: &[Drawn] = &[
    Drawn::Effect,
    Drawn::Confidence,
    Drawn::Disagreement,
    Drawn::People,
    Drawn::Audit,
    Drawn::Sample,
];

fn order(wish: Option<&str>) -> Result<Drawn, Problem> {
    let Some(name) = wish else { return Ok(Drawn::Effect) };
    let known = ORDERS.iter().find(|drawn| drawn.name() == name);
    known.copied().ok_or_else(|| Problem::bad(format!("`{name}` is no order")))
}

/// The next question, which is the person's own for a while.
pub(in crate::serve) fn next(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let drawn = order(call.json::<Wish>()?.by.as_deref())?;
    if drawn == Drawn::Disagreement {
        // What two disagree on is put to the one who decides.
        call.must(Role::Adjudicator)?;
    }
    room.work(call.now.seconds, |seat| {
        let assigned = seat.desk()?.next(person, drawn, &call.now)?;
        let question = assigned.map(|assigned| put(&room, seat, call, assigned)).transpose()?;
        let n_recorded = seat.sittings.get(person).map_or(0, |sitting| sitting.n_recorded);
        Answer::json(&Next { question, n_recorded })
    })
}

#[derive(Debug, Serialize)]
struct Put {
    question: Value,
}

/// A question that somebody named.
pub(in crate::serve) fn question(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let target = call.json::<Named>()?.target()?;
    room.work(call.now.seconds, |seat| {
        let assigned = seat.desk()?.choose(person, &target, Drawn::Chosen)?;
        if assigned.picked.is_adjudication {
            call.must(Role::Adjudicator)?;
        }
        Answer::json(&Put { question: put(&room, seat, call, assigned)? })
    })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    question: String,
    call: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    exhibits: Vec<Shown>,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Serialize)]
struct Recorded {
    event: u64,
    n_recorded: usize,
}

/// Records an answer. What is acknowledged is on the medium.
pub(in crate::serve) fn answer(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let Answered { question, call: name, value: typed, exhibits: shown, reason } = call.json()?;
    let exhibits = exhibits(&room, shown)?;
    let recorded = room.work(call.now.seconds, |seat| {
        let assigned = seat.sittings.entry(person.to_owned()).or_default().get(&question)?.clone();
        let task = &assigned.task;
        let said = match name.as_str() {
            "confirm" => Said::Confirm(task.machine.clone()),
            "correct" => Said::Correct(value(seat.board(), task, typed.as_deref())?),
            "reject" => Said::Reject,
            "cannot-tell" => Said::CannotTell,
            other => return Err(Problem::bad(format!("`{other}` is no answer"))),
        };
        let desk = seat.desk()?;
        let event = desk.decide(person, &assigned, (said, exhibits, reason), &call.now)?;
        let sitting = seat.sittings.entry(person.to_owned()).or_default();
        sitting.recorded(event, assigned);
        Ok(Recorded { event, n_recorded: sitting.n_recorded })
    })?;
    app.counters.recorded();
    Answer::created(&recorded)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Skipped {
    question: String,
}

/// Puts a question aside for the sitting.
pub(in crate::serve) fn skip(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let Skipped { question } = call.json()?;
    room.work(call.now.seconds, |seat| {
        let sitting = seat.sittings.entry(person.to_owned()).or_default();
        let target = sitting.get(&question)?.task.target.clone();
        sitting.close(&target);
        seat.desk()?.skip(person, &target, &call.now)?;
        Ok(Answer::nothing())
    })
}
