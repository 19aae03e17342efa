//! `bluebook probe record`: pages of a judged round, or of the network, become saved pages of a probe.
//!
//! The probe itself is asked, as a round asks it, and what it was given is what is saved: a replay meets
//! the same pages and the same failures. Of the headers only `Content-Type` is kept, so no cookie and no
//! authorization is; passwords in addresses are taken out.

mod kept;
mod written;

use std::path::PathBuf;

use url::Url;

use self::kept::Recording;
use self::written::Recorded;
use super::super::args::{Common, RecordPages};
use super::super::collect::{live_limits, user_agent};
use super::super::round::find_region;
use super::super::stored::Stored;
use super::super::{Code, Environment, Failed, Streams, load};
use super::asked::Named;
use super::country::{limits, place, starts};
use super::expected::EXPECTED;
use super::opened::{Opened, region};
use crate::evidence::utc;
use crate::fetch::{LiveSource, PageSource};
use crate::run::{Question, Start, Trial, Tried};
use crate::sandbox::Place;

/// What is recorded from.
struct Origin<'s> {
    /// What the site is called among the expectations.
    name: String,
    source: &'s dyn PageSource,
    place: Place,
    collected_on: String,
    start: Vec<Start>,
    limits: crate::run::TrialLimits,
}

pub(crate) fn record(
    common: &Common,
    args: &RecordPages,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let into = expectations_of(args)?;
    let opened = Opened::open(&args.probe, environment)?;
    let named = Named {
        point: args.point.as_deref(),
        criterion: args.criterion.as_deref(),
        role: args.role.as_deref(),
        params: args.param.iter().cloned().collect(),
    };
    let questions = named.questions(common, &opened)?;
    match &args.region {
        Some(wanted) => {
            let stored = Stored::open(common)?;
            let region = find_region(&stored.manifests.regions, wanted)?;
            let source = stored.replay(stored.archive(&args.from, streams)?)?;
            let header = stored.reader.header();
            let origin = Origin {
                name: format!("{} {}", header.name, region.code),
                source: source.as_ref(),
                place: place(region),
                collected_on: header.collected_on.clone(),
                start: starts(region),
                limits: limits(&stored.manifests),
            };
            save(&opened, &questions, origin, &into, streams)
        }
        None => from_network(common, args, (&opened, &questions), environment, streams),
    }
}

fn from_network(
    common: &Common,
    args: &RecordPages,
    (opened, questions): (&Opened, &[Question]),
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let manifests = load(&common.manifests)?;
    let fetch = &manifests.fetch;
    let live = LiveSource::new(&user_agent(fetch), live_limits(fetch), environment.clock)
        .map_err(Failed::of)?;
    let urls: Result<Vec<Url>, Failed> = args.urls.iter().map(|url| address(url)).collect();
    let urls = urls?;
    // Each address is a start page of every role that is asked about.
    let mut start = Vec::new();
    for question in questions {
        for url in &urls {
            let one = Start { role: question.role.clone(), url: url.to_string() };
            if !start.contains(&one) {
                start.push(one);
            }
        }
    }
    let host = urls.first().and_then(Url::host_str).unwrap_or("network");
    let today: String = utc((environment.clock)()).chars().take("2019-01-15".len()).collect();
    let origin = Origin {
        name: format!("{host} {today}"),
        source: &live,
        place: Place {
            code: region("")?.to_string(),
            name: args.of.place.clone(),
            short_name: args.of.short.clone(),
        },
        collected_on: args.of.collected_on.clone().unwrap_or(today),
        start,
        limits: limits(&manifests),
    };
    save(opened, questions, origin, &expectations_of(args)?, streams)
}

/// Asks, and writes what the probe was given.
fn save(
    opened: &Opened,
    questions: &[Question],
    origin: Origin<'_>,
    into: &std::path::Path,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let Origin { name, source, place, collected_on, start, limits } = origin;
    let recording = Recording::of(source);
    let trial = Trial {
        sandbox: &opened.sandbox,
        probe: &opened.probe,
        source: &recording,
        region: region(&place.code)?,
        place: place.clone(),
        collected_on: collected_on.clone(),
        start: start.clone(),
        limits,
    };
    let answers: Vec<Tried> = trial.ask(questions).map_err(Failed::of)?;
    let recorded = Recorded {
        name,
        place,
        collected_on,
        start,
        kept: recording.into_kept(),
        answers: questions.iter().zip(&answers).collect(),
    };
    recorded.write(into, streams)
}

/// The expectations to add to.
fn expectations_of(args: &RecordPages) -> Result<PathBuf, Failed> {
    let path = &args.probe.path;
    let beside = || Some(path.join(EXPECTED)).filter(|_| path.is_dir());
    args.expected.clone().or_else(beside).ok_or_else(|| {
        let text = format!("no expectations are named for `{}`", path.display());
        Failed::new(Code::ExpectationsUnusable, text)
            .hint("写明 name them with `--expected FILE`".to_owned())
    })
}

/// An address without the name and password of whoever asks.
fn address(text: &str) -> Result<Url, Failed> {
    let mut url = Url::parse(text).map_err(|error| {
        Failed::new(Code::NotAnAddress, format!("no address: `{text}`: {error}"))
    })?;
    // Addresses with a host can have them taken out; others are refused when they are asked for.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}
