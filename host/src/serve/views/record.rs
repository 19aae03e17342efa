//! What people said: the record, figures over it, objections.

use super::{Form, rows};
use crate::model::ReviewEvent;
use crate::panel::{EventRow, ObjectionRow, write_figures_csv};
use crate::review::Figures;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::seat::Seat;

const EVENT_HEAD: &[&str] = &[
    "event",
    "at",
    "person",
    "what",
    "region",
    "point",
    "page",
    "value",
    "reason",
    "drawn",
    "is_adjudication",
    "is_undone",
    "is_hidden",
];

/// The record, newest first.
pub(super) fn reviews(seat: &mut Seat, call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let (board, sight) = (seat.board(), call.sight());
    let fits =
        |name: &str, is: Option<&str>| call.query(name).is_none_or(|wanted| is == Some(wanted));
    let row = |(number, event): (u64, &ReviewEvent)| sight.event(board, number, event);
    let is_wanted = |row: &EventRow| {
        fits("person", Some(&row.person))
            && fits("what", Some(row.what))
            && fits("region", row.region.as_deref())
            && fits("point", row.point.as_deref())
            && fits("page", row.page.as_deref())
    };
    let wanted: Vec<EventRow> = board.ledger().events().rev().map(row).filter(is_wanted).collect();
    rows::part(call, form, EVENT_HEAD, (wanted, |row| row))
}

/// How well machines and people judge; CSV is a line a point, as the index takes it.
pub(super) fn figures(seat: &mut Seat, _call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let figures = Figures::of(seat.board());
    let mut bytes = Vec::new();
    match form {
        Form::Json => serde_json::to_writer(&mut bytes, &figures)?,
        Form::Csv => write_figures_csv(&mut bytes, &figures)?,
    }
    Ok(bytes)
}

const OBJECTION_HEAD: &[&str] = &[
    "objection",
    "at",
    "region",
    "point",
    "page",
    "by",
    "text",
    "links",
    "files",
    "state",
    "decided",
];

/// What assessed governments contest.
pub(super) fn objections(seat: &mut Seat, _call: &Call, form: Form) -> Result<Vec<u8>, Problem> {
    let contested = seat.board().ledger().contested();
    let all: Vec<ObjectionRow> = contested.map(|one| ObjectionRow::of(&one)).collect();
    rows::list(form, OBJECTION_HEAD, &all)
}
