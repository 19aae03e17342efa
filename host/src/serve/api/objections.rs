//! Assessed governments contest verdicts, and what is decided.

use serde::Deserialize;

use super::Recorded;
use super::read::{Named, Shown, exhibits, kept, value};
use crate::model::{Act, Call as Said, Decision, Drawn, KeptFile, Objection, Ruling};
use crate::review::Refused;
use crate::serve::answer::Answer;
use crate::serve::app::App;
use crate::serve::call::Call;
use crate::serve::problem::Problem;

#[derive(Debug, Deserialize)]
struct Filed {
    #[serde(flatten)]
    named: Named,
    by: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    files: Vec<File>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    digest: String,
}

/// Puts an objection on record.
pub(in crate::serve) fn file(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let Filed { named, by, text, links, files } = call.json()?;
    let target = named.target()?;
    let files = files
        .into_iter()
        .map(|File { name, digest }| Ok(KeptFile { name, digest: kept(&room, &digest)? }))
        .collect::<Result<Vec<_>, Problem>>()?;
    let act = Act::Objected(Objection { target, by, text, links, files });
    let event =
        room.work(call.now.seconds, |seat| Ok(seat.desk()?.act(person, act, &call.now)?))?;
    Answer::created(&Recorded { event })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decided {
    /// `correct`, `reject` or `dismiss`.
    ruling: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    exhibits: Vec<Shown>,
    reason: String,
}

/// Decides an objection.
pub(in crate::serve) fn rule(app: &App, call: &Call) -> Result<Answer, Problem> {
    let (room, person) = (app.room(call.param("round"))?, call.person()?);
    let number = call.param("objection");
    let wrong = || Problem::bad(format!("`{number}` is no number"));
    let objection: u64 = number.parse().map_err(|_| wrong())?;
    let Decided { ruling, value: typed, exhibits: shown, reason } = call.json()?;
    let exhibits = exhibits(&room, shown)?;
    let event = room.work(call.now.seconds, |seat| {
        let contested = seat.board().ledger().contested().find(|one| one.event == objection);
        let target = contested.map(|one| one.objection.target.clone());
        let missing = Refused::NoSuchEvent { event: objection, wanted: "objection" };
        let task = seat.desk()?.choose(person, &target.ok_or(missing)?, Drawn::Chosen)?.task;
        let said = match ruling.as_str() {
            "dismiss" => None,
            "reject" => Some(Said::Reject),
            "correct" => Some(Said::Correct(value(seat.board(), &task, typed.as_deref())?)),
            other => return Err(Problem::bad(format!("`{other}` is no ruling"))),
        };
        let upheld = said.map(|said| Decision {
            target: task.target,
            on: task.on,
            call: said,
            exhibits,
            reason: reason.clone(),
            drawn: Drawn::Chosen,
            is_adjudication: false,
        });
        let act = Act::Ruled(Ruling { objection, upheld, reason });
        Ok(seat.desk()?.act(person, act, &call.now)?)
    })?;
    Answer::created(&Recorded { event })
}
