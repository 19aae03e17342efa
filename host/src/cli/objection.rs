//! `bluebook objection`: assessed governments contest verdicts, and what becomes of it.

use super::args::{Common, ObjectionDecide, ObjectionFile, ObjectionList, TextOrJson};
use super::review::{desk_failed, now, point_of, refused_by, shown, sit, target, value};
use super::round::store_failed;
use super::{Environment, Failed, Streams};
use crate::model::{Act, Call, Decision, Drawn, KeptFile, Objection, Ruling};
use crate::panel::{DecidedRow, ObjectionRow};
use crate::report::{clean, write_json};
use crate::review::Refused;
use crate::store::keep_file;

pub(crate) fn file(
    common: &Common,
    args: &ObjectionFile,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (stored, mut desk) = sit(common, None)?;
    let target = target(&stored, &args.verdict)?;
    let mut files = Vec::new();
    for path in &args.file {
        let digest = keep_file(&stored.directory, path).map_err(store_failed)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.push(KeptFile { name, digest });
    }
    let (by, text, links) = (args.by.clone(), args.text.clone(), args.link.clone());
    let act = Act::Objected(Objection { target, by, text, links, files });
    let event = desk.act(&args.person, act, &now(environment)).map_err(desk_failed)?;
    writeln!(streams.out, "{event}")?;
    Ok(())
}

pub(crate) fn list(
    common: &Common,
    args: &ObjectionList,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, desk) = sit(common, None)?;
    let listed: Vec<ObjectionRow> =
        desk.board().ledger().contested().map(|contested| ObjectionRow::of(&contested)).collect();
    if args.format == TextOrJson::Json {
        return Ok(write_json(&mut streams.out, &listed)?);
    }
    for one in &listed {
        let ObjectionRow { objection, at, region, by, text, links, files, state, .. } = one;
        let (point, by, text) = (clean(&one.point), clean(by), clean(text));
        writeln!(streams.out, "{objection} · {region} {point} · {by} · {at} · {state}\n  {text}")?;
        for link in links {
            writeln!(streams.out, "  {}", clean(link))?;
        }
        for (name, digest) in files {
            writeln!(streams.out, "  {} {digest}", clean(name))?;
        }
        if let Some(DecidedRow { at, person, reason }) = &one.decided {
            writeln!(streams.out, "  裁定 decided {at} {}: {}", clean(person), clean(reason))?;
        }
    }
    Ok(())
}

pub(crate) fn decide(
    common: &Common,
    args: &ObjectionDecide,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (stored, mut desk) = sit(common, None)?;
    let objection = args.objection;
    let contested = desk.board().ledger().contested().find(|one| one.event == objection);
    let target = contested.map(|one| one.objection.target.clone()).ok_or_else(|| {
        refused_by(Refused::NoSuchEvent { event: objection, wanted: "objection" })
    })?;
    let upheld = if args.ruling.dismiss {
        None
    } else {
        let assigned = desk.choose(&args.person, &target, Drawn::Chosen).map_err(refused_by)?;
        let call = match &args.ruling.correct {
            Some(text) => {
                let point = point_of(&stored.manifests.system, &target)?;
                Call::Correct(value(point, text, &assigned.task.machine)?)
            }
            None => Call::Reject,
        };
        Some(Decision {
            target,
            on: assigned.task.on,
            call,
            exhibits: shown(&stored.directory, &args.shown)?,
            reason: args.reason.clone(),
            drawn: Drawn::Chosen,
            is_adjudication: false,
        })
    };
    let act = Act::Ruled(Ruling { objection, upheld, reason: args.reason.clone() });
    let event = desk.act(&args.person, act, &now(environment)).map_err(desk_failed)?;
    writeln!(streams.out, "{event}")?;
    Ok(())
}
