//! `review next`, `review record`, `review undo`: one question at a time.

use serde::Serialize;

use super::sit::{desk_failed, now, point_of, refused_by, shown, sit, target, value};
use crate::cli::args::{Common, Order, ReviewNext, ReviewRecord, ReviewUndo, TextOrJson};
use crate::cli::round::store_failed;
use crate::cli::{Environment, Failed, Streams};
use crate::model::{Call, Drawn};
use crate::panel::{Asked, asked};
use crate::report::write_json;

/// No question is left for a person.
#[derive(Debug, Serialize)]
struct Nothing {
    nothing: bool,
}

pub(crate) fn next(
    common: &Common,
    args: &ReviewNext,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, mut desk) = sit(common, Some(&args.sitting))?;
    let drawn = args.sitting.by.drawn();
    let next = desk.next(&args.sitting.person, drawn, &now(environment)).map_err(store_failed)?;
    let asked: Option<Asked> = next.map(|assigned| asked(desk.board(), &assigned));
    match (args.format, asked) {
        (TextOrJson::Json, Some(asked)) => write_json(&mut streams.out, &asked)?,
        (TextOrJson::Json, None) => write_json(&mut streams.out, &Nothing { nothing: true })?,
        (TextOrJson::Text, Some(asked)) => asked.write_text(streams.out)?,
        (TextOrJson::Text, None) => writeln!(streams.out, "没有题了 nothing is left")?,
    }
    Ok(())
}

pub(crate) fn record(
    common: &Common,
    args: &ReviewRecord,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (stored, mut desk) = sit(common, None)?;
    let target = target(&stored, &args.verdict)?;
    let drawn = args.by.map_or(Drawn::Chosen, Order::drawn);
    let assigned = desk.choose(&args.person, &target, drawn).map_err(refused_by)?;
    let machine = assigned.task.machine.clone();
    let call = match &args.call.correct {
        Some(text) => {
            let point = point_of(&stored.manifests.system, &target)?;
            Call::Correct(value(point, text, &machine)?)
        }
        None if args.call.confirm => Call::Confirm(machine),
        None if args.call.reject => Call::Reject,
        None => Call::CannotTell,
    };
    let exhibits = shown(&stored.directory, &args.shown)?;
    let answer = (call, exhibits, args.reason.clone());
    let event =
        desk.decide(&args.person, &assigned, answer, &now(environment)).map_err(desk_failed)?;
    writeln!(streams.out, "{event}")?;
    Ok(())
}

pub(crate) fn undo(
    common: &Common,
    args: &ReviewUndo,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, mut desk) = sit(common, None)?;
    let now = now(environment);
    let event = desk.undo(&args.person, args.event, &args.reason, &now).map_err(desk_failed)?;
    writeln!(streams.out, "{event}")?;
    Ok(())
}
