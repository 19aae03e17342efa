//! What a panel does besides answering: files, known answers, probes that are stopped, phases,
//! publication.

use serde::{Deserialize, Serialize};

use super::Recorded;
use super::read::{Named, value};
use crate::model::{Act, Drawn, Gold, Phase, Quarantine};
use crate::serve::answer::Answer;
use crate::serve::app::{App, Unpublished};
use crate::serve::call::Call;
use crate::serve::problem::{self, Problem};
use crate::serve::room::Room;
use crate::store::keep_bytes;

#[derive(Debug, Serialize)]
struct Kept {
    digest: String,
    n_bytes: usize,
}

/// Keeps a file, to be named in an answer or an objection.
pub(in crate::serve) fn keep(app: &App, call: &Call) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    if call.body.is_empty() {
        return Err(Problem::bad("文件是空的 the file is empty"));
    }
    // A published round takes no more, files included.
    room.work(call.now.seconds, |seat| seat.desk().map(|_| ()))?;
    let digest = keep_bytes(&room.dir, &call.body)?.to_string();
    Answer::created(&Kept { digest, n_bytes: call.body.len() })
}

#[derive(Debug, Deserialize)]
struct Known {
    #[serde(flatten)]
    named: Named,
    value: String,
    reason: String,
}

/// Puts a known answer on record.
pub(in crate::serve) fn gold(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let Known { named, value: typed, reason } = call.json()?;
    let target = named.target()?;
    let event = room.work(call.now.seconds, |seat| {
        let task = seat.desk()?.choose(person, &target, Drawn::Chosen)?.task;
        let finding = value(seat.board(), &task, Some(&typed))?;
        let act = Act::Gold(Gold { target, on: task.on, finding, reason });
        Ok(seat.desk()?.act(person, act, &call.now)?)
    })?;
    Answer::created(&Recorded { event })
}

fn act(room: &Room, call: &Call, act: Act) -> Result<Answer, Problem> {
    let person = call.person()?;
    let event =
        room.work(call.now.seconds, |seat| Ok(seat.desk()?.act(person, act, &call.now)?))?;
    Answer::created(&Recorded { event })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stopped {
    family: String,
    #[serde(default)]
    criterion: Option<String>,
    reason: String,
}

/// Puts a probe into quarantine.
pub(in crate::serve) fn quarantine(app: &App, call: &Call) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    let Stopped { family, criterion, reason } = call.json()?;
    let criterion = criterion.filter(|criterion| !criterion.is_empty());
    let is_known = room.work(call.now.seconds, |seat| {
        Ok(seat.board().cells().iter().any(|cell| {
            cell.family == family && criterion.as_ref().is_none_or(|one| *one == cell.criterion)
        }))
    })?;
    if !is_known {
        let text = format!("no probe `{family}` judged in this round");
        return Err(Problem::new(problem::REFUSED).detail(text));
    }
    act(&room, call, Act::Quarantined(Quarantine { family, criterion, reason }))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default)]
    objections_until: Option<String>,
    #[serde(default)]
    embargo_until: Option<String>,
}

/// Opens the time for objections, or puts the round under embargo.
pub(in crate::serve) fn phase(app: &App, call: &Call) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    let phase = match call.json()? {
        Step { objections_until: Some(day), embargo_until: None } => Phase::Objections(day),
        Step { objections_until: None, embargo_until: Some(time) } => Phase::Embargo(time),
        Step { .. } => return Err(Problem::bad("`objections_until` or `embargo_until`")),
    };
    act(&room, call, Act::Phase(phase))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// `NAME=REASON`, as the command takes them.
    #[serde(default)]
    accept: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Published {
    said: Vec<String>,
}

/// Publishes, as the command does.
pub(in crate::serve) fn publish(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let Wish { accept } = call.json()?;
    match (app.publisher)(&room.name, person, &accept) {
        Ok(said) => Answer::json(&Published { said }),
        Err(Unpublished { text, hint, said }) => {
            Err(Problem::new(problem::REFUSED).detail(text).hint(hint).said(said))
        }
    }
}
