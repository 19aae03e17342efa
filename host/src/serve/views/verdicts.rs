//! Verdicts of a round, question by question, with where each stands.

use serde::Serialize;

use super::scores::code;
use super::{Form, rows};
use crate::model::{RegionCode, UnknownReason};
use crate::panel::Sight;
use crate::report::{Percent, finding_words};
use crate::review::{Board, Class, State, Task, value_text};
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::seat::Seat;

#[derive(Debug, Serialize)]
struct VerdictRow<'b> {
    region: String,
    name: &'b str,
    point: &'b str,
    title: &'b str,
    title_en: &'b str,
    page: Option<&'b str>,
    family: &'b str,
    criterion: &'b str,
    machine: String,
    machine_words: String,
    reason: Option<&'static str>,
    score: Option<Percent>,
    confidence_per_mille: u16,
    state: &'static str,
    /// What counts instead of the machine's, in words.
    counts: Option<String>,
    people: String,
}

const HEAD: &[&str] = &[
    "region",
    "name",
    "point",
    "title",
    "title_en",
    "page",
    "family",
    "criterion",
    "machine",
    "machine_words",
    "reason",
    "score",
    "confidence_per_mille",
    "state",
    "counts",
    "people",
];

/// What a query asks for.
struct Wanted<'c> {
    region: Option<RegionCode>,
    point: Option<&'c str>,
    family: Option<&'c str>,
    state: Option<&'c str>,
    finding: Option<&'c str>,
    sight: Sight<'c>,
}

impl<'c> Wanted<'c> {
    fn of(call: &'c Call) -> Result<Self, Problem> {
        Ok(Self {
            region: call.query("region").map(code).transpose()?,
            point: call.query("point"),
            family: call.query("family"),
            state: call.query("state"),
            finding: call.query("finding"),
            sight: call.sight(),
        })
    }

    fn holds(&self, board: &Board, (at, task): (usize, &Task)) -> bool {
        let fits = |wanted: Option<&str>, is: &str| wanted.is_none_or(|wanted| wanted == is);
        self.region.is_none_or(|region| task.target.region == region)
            && fits(self.point, &task.target.point.0)
            && self.family.is_none_or(|_| fits(self.family, family(board, task)))
            && fits(self.state, state_of(board, self.sight, at).name())
            && fits(self.finding, class_name(task.class))
    }
}

/// In words that a query has.
fn class_name(class: Class) -> &'static str {
    match class {
        Class::Found => "found",
        Class::NotFound => "not-found",
        Class::Unknown => "unknown",
    }
}

/// Where a question stands, as far as the asker may know: one whose answer is known beforehand
/// looks as any other.
fn state_of(board: &Board, sight: Sight<'_>, at: usize) -> State {
    let known = board.state(at).filter(|state| !state.is_gold || !sight.is_blind(board, at));
    known.map_or(State::Open, |state| state.state)
}

fn family<'b>(board: &'b Board, task: &Task) -> &'b str {
    board.cells().get(task.cell).map_or("", |cell| cell.family.as_str())
}

pub(super) fn make(seat: &mut Seat, call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let (board, sight) = (seat.board(), call.sight());
    let wanted = Wanted::of(call)?;
    let all = board.tasks().iter().enumerate();
    let found: Vec<(usize, &Task)> = all.filter(|one| wanted.holds(board, *one)).collect();
    rows::part(call, form, HEAD, (found, |(at, task)| row(board, sight, at, task)))
}

fn row<'b>(board: &'b Board, sight: Sight<'_>, at: usize, task: &'b Task) -> VerdictRow<'b> {
    let point = board.system().points.get(task.point);
    let cell = board.cells().get(task.cell);
    // What people said is kept from everybody while somebody is to say it unseen.
    let state = board.state(at).filter(|_| !sight.is_blind(board, at));
    let people = state.map_or_else(String::new, |state| state.people.join("; "));
    VerdictRow {
        region: task.target.region.to_string(),
        name: board.region(task.region).map_or("", |region| region.name.zh.as_str()),
        point: &task.target.point.0,
        title: point.map_or("", |point| point.title.zh.as_str()),
        title_en: point.map_or("", |point| point.title.en.as_str()),
        page: task.target.page.as_deref(),
        family: cell.map_or("", |cell| cell.family.as_str()),
        criterion: cell.map_or("", |cell| cell.criterion.as_str()),
        machine: value_text(&task.machine),
        machine_words: finding_words(&task.machine).zh,
        reason: task.machine.unknown_reason().map(UnknownReason::name),
        score: task.score.map(Percent::of),
        confidence_per_mille: task.confidence,
        state: state_of(board, sight, at).name(),
        counts: state.and_then(|state| Some(finding_words(state.finding.as_ref()?).zh)),
        people,
    }
}
