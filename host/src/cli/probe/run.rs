//! `bluebook probe run`: a probe judges a page or a few, from files or out of an archive, and what it says
//! is written down.

use std::path::PathBuf;

use serde_json::{Value, json};
use url::Url;

use super::super::args::{Common, RunProbe, TextOrJson};
use super::super::{Code, Environment, Failed, Streams};
use super::asked::Named;
use super::fixtures::Fixtures;
use super::opened::{Opened, region};
use super::said::{Cited, cited, said, shown};
use crate::evidence::{Archive, utc};
use crate::fetch::{ArchiveSource, PageSource};
use crate::report::clean;
use crate::run::{Question, Start, Trial, TrialLimits, Tried};
use crate::sandbox::Place;

/// Where the pages come from.
enum Pages {
    Files(Fixtures),
    Archive(Box<ArchiveSource>),
}

pub(crate) fn run(
    common: &Common,
    args: &RunProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let opened = Opened::open(&args.probe, environment)?;
    let named = Named {
        point: args.point.as_deref(),
        criterion: args.criterion.as_deref(),
        role: args.role.as_deref(),
        params: args.param.iter().cloned().collect(),
    };
    let asked = named.questions(common, &opened)?;
    let mut answers = Vec::new();
    for question in asked {
        let role = question.role.clone();
        let (pages, start) = pages(args, &role)?;
        let today = || utc((environment.clock)()).chars().take("2019-01-15".len()).collect();
        let source: &dyn PageSource = match &pages {
            Pages::Files(fixtures) => fixtures,
            Pages::Archive(archive) => archive.as_ref(),
        };
        let trial = Trial {
            sandbox: &opened.sandbox,
            probe: &opened.probe,
            source,
            region: region("")?,
            place: Place {
                code: region("")?.to_string(),
                name: args.of.place.clone(),
                short_name: args.of.short.clone(),
            },
            collected_on: args
                .of
                .collected_on
                .clone()
                .or_else(|| pages.day())
                .unwrap_or_else(today),
            start,
            limits: TrialLimits::default(),
        };
        let tried = trial.ask(std::slice::from_ref(&question));
        let tried = tried.map_err(Failed::of)?;
        for tried in &tried {
            let places = cited(tried, |url| match &pages {
                Pages::Files(fixtures) => fixtures.file_of(url),
                Pages::Archive(_) => None,
            });
            match args.format {
                TextOrJson::Text => write_text(&question, tried, &places, streams)?,
                TextOrJson::Json => answers.push(verdict(&question, tried, &places)),
            }
        }
    }
    if args.format == TextOrJson::Json {
        writeln!(streams.out, "{:#}", Value::Array(answers))?;
    }
    Ok(())
}

impl Pages {
    /// The day an archive was made.
    fn day(&self) -> Option<String> {
        match self {
            Self::Files(_) => None,
            Self::Archive(source) => {
                source.archive().last_captured_on().and_then(|at| at.get(..10)).map(str::to_owned)
            }
        }
    }
}

/// The pages; judging starts from the first.
fn pages(args: &RunProbe, role: &str) -> Result<(Pages, Vec<Start>), Failed> {
    if !args.from.is_empty() {
        let archive = Archive::open(&args.from).map_err(Failed::of)?;
        let urls = args.pages.iter().take(1).map(|page| address(&page.to_string_lossy()));
        let urls = urls.collect::<Result<Vec<Url>, _>>()?;
        let start = urls.into_iter().map(|url| Start { role: role.to_owned(), url: url.into() });
        return Ok((Pages::Archive(Box::new(ArchiveSource::new(archive))), start.collect()));
    }
    let mut files: Vec<(PathBuf, Url)> = Vec::new();
    for (position, file) in args.pages.iter().enumerate() {
        let text = file.to_string_lossy();
        if text.starts_with("http://") || text.starts_with("https://") {
            let text = format!("`{text}` is an address; no network is used here");
            return Err(Failed::new(Code::FileUnreadable, text).hint(
                "用 `--from` 指出归档，或先 `bluebook probe record` · name the archive it is in with `--from`, \
                 or record it first"
                    .to_owned(),
            ));
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let default = format!("http://saved.test/{name}");
        files.push((file.clone(), address(args.url.get(position).unwrap_or(&default))?));
    }
    let fixtures = Fixtures::files(&files, role)?;
    let start = fixtures.start();
    Ok((Pages::Files(fixtures), start))
}

fn address(text: &str) -> Result<Url, Failed> {
    Url::parse(text)
        .map_err(|error| Failed::new(Code::NotAnAddress, format!("no address: `{text}`: {error}")))
}

fn write_text(
    question: &Question,
    tried: &Tried,
    places: &[Cited],
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let out = &mut *streams.out;
    let Tried { found, pages, missing, n_calls, cost_fuel, memory_bytes, log, trace, .. } = tried;
    writeln!(out, "{}  点位 point {}", clean(&question.criterion), clean(&question.point.0))?;
    writeln!(out, "  结论 finding     {}", shown(&found.finding))?;
    writeln!(out, "  把握 confidence  {:.3}", f64::from(found.confidence.per_mille()) / 1000.0)?;
    if let Some(note) = &found.note {
        writeln!(out, "  备注 note        {}", clean(note))?;
    }
    for place in places {
        place.write(out, "  引文 quote       ", true)?;
    }
    for page in pages.iter().filter(|page| page.depth > 0) {
        writeln!(out, "  要过 asked for   {} {}", clean(&page.role), clean(&page.requested))?;
    }
    for page in missing {
        writeln!(out, "  没有 not had     {} {}", clean(&page.requested), clean(&page.failure))?;
    }
    let kib = memory_bytes >> 10;
    writeln!(
        out,
        "  用去 used        燃料 fuel {cost_fuel}，内存 memory {kib} KiB，调用 calls {n_calls}"
    )?;
    for line in log.lines() {
        writeln!(out, "  日志 log         {}", clean(line))?;
    }
    if !trace.is_empty() {
        writeln!(out, "  陷于 trapped in  {}", clean(&trace.join(" ← ")))?;
    }
    Ok(())
}

fn verdict(question: &Question, tried: &Tried, places: &[Cited]) -> Value {
    let Tried { found, pages, missing, n_calls, cost_fuel, memory_bytes, log, trace, .. } = tried;
    let asked_for = pages.iter().filter(|page| page.depth > 0).map(|page| &page.requested);
    json!({
        "criterion": question.criterion,
        "point": question.point.0,
        "said": said(&found.finding),
        "finding": found.finding,
        "confidence": f64::from(found.confidence.per_mille()) / 1000.0,
        "note": found.note,
        "evidence": places.iter().map(Cited::json).collect::<Vec<_>>(),
        "asked_for": asked_for.collect::<Vec<_>>(),
        "not_had": missing.iter().map(|page| (&page.requested, &page.failure)).collect::<Vec<_>>(),
        "fuel": cost_fuel,
        "memory_bytes": memory_bytes,
        "calls": n_calls,
        "log": log,
        "trapped_in": trace,
    })
}
