//! `bluebook objection`: assessed governments contest verdicts, and what becomes of it.

use serde::Serialize;

use super::args::{Common, ObjectionDecide, ObjectionFile, ObjectionList, TextOrJson};
use super::review::{desk_failed, now, point_of, refused_by, shown, sit, target, value};
use super::round::store_failed;
use super::{Environment, Failed, Streams};
use crate::model::{Act, Call, Decision, Drawn, KeptFile, Objection, Ruling};
use crate::report::{clean, write_json};
use crate::review::{Contested, Refused};
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

/// One objection, for people and programs.
#[derive(Debug, Serialize)]
struct Listed {
    objection: u64,
    at: String,
    region: String,
    point: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    by: String,
    text: String,
    links: Vec<String>,
    /// Name and digest.
    files: Vec<(String, String)>,
    /// `open`, `upheld` or `dismissed`.
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<Decided>,
}

#[derive(Debug, Serialize)]
struct Decided {
    at: String,
    person: String,
    reason: String,
}

impl Listed {
    fn of(contested: &Contested<'_>) -> Self {
        let Objection { target, by, text, links, files } = contested.objection;
        let state = match contested.ruling {
            None => "open",
            Some((_, Ruling { upheld: Some(_), .. })) => "upheld",
            Some((_, Ruling { upheld: None, .. })) => "dismissed",
        };
        Self {
            objection: contested.event,
            at: contested.at.to_owned(),
            region: target.region.to_string(),
            point: target.point.0.clone(),
            page: target.page.clone(),
            by: by.clone(),
            text: text.clone(),
            links: links.clone(),
            files: files.iter().map(|one| (one.name.clone(), one.digest.to_string())).collect(),
            state,
            decided: contested.ruling.map(|(event, ruling)| Decided {
                at: event.at.clone(),
                person: event.person.clone(),
                reason: ruling.reason.clone(),
            }),
        }
    }
}

pub(crate) fn list(
    common: &Common,
    args: &ObjectionList,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let (_stored, desk) = sit(common, None)?;
    let listed: Vec<Listed> =
        desk.board().ledger().contested().map(|contested| Listed::of(&contested)).collect();
    if args.format == TextOrJson::Json {
        return Ok(write_json(&mut streams.out, &listed)?);
    }
    for one in &listed {
        let Listed { objection, at, region, by, text, links, files, state, .. } = one;
        let (point, by, text) = (clean(&one.point), clean(by), clean(text));
        writeln!(streams.out, "{objection} · {region} {point} · {by} · {at} · {state}\n  {text}")?;
        for link in links {
            writeln!(streams.out, "  {}", clean(link))?;
        }
        for (name, digest) in files {
            writeln!(streams.out, "  {} {digest}", clean(name))?;
        }
        if let Some(Decided { at, person, reason }) = &one.decided {
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
