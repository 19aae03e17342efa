//! The command line: one file per command, each with its writers handed in.

mod archive;
mod args;
mod audit;
mod changed;
mod check;
mod classes;
mod collect;
mod compare;
mod demo;
mod exit;
mod explain;
mod explain_error;
mod export;
mod fitting;
mod hosts;
mod method;
mod metrics;
mod objection;
mod plan;
mod point;
mod probe;
mod progress;
mod publication;
mod publish;
mod rank;
mod recheck;
mod regions;
mod report;
mod rescore;
mod review;
mod reviews;
mod round;
mod rounds;
mod run;
mod schema;
mod score;
mod scored;
mod sensitivity;
mod serve;
mod signals;
mod store;
mod stored;
mod user;
mod verify;
mod whatif;
mod why;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::Parser as _;

use self::args::{
    Args, Command, ObjectionCommand, PointCommand, ProbeCommand, ReviewCommand, RoundCommand,
    StoreCommand,
};
use self::exit::Failed;
pub use self::signals::stop_on_signals;
use crate::codes::Code;
pub use crate::codes::Exit;
use crate::manifest::{self, Manifests};
use crate::report::{Chain, clean};
use crate::run::Stop;
use crate::sandbox::Cache;

/// What the process knows and the library must not ask for.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Where compiled probes are kept; `None` to compile on every start.
    pub cache_dir: Option<PathBuf>,
    /// Told the name and bytes of a probe that is compiled, as no compiled one is kept yet.
    pub on_compile: fn(&str, u64),
    /// The program that renders pages, where there is one.
    pub renderer: Option<PathBuf>,
    /// The program that sets reports on paper, where there is one.
    pub pdf: Option<PathBuf>,
    /// Docker's `config.json`, which holds logins of registries; it need not be there.
    pub docker_config: Option<PathBuf>,
    /// Whether stderr is a terminal, which can show colours and a progress bar.
    pub on_terminal: bool,
    /// Whether colours are not wanted all the same, as `NO_COLOR` says.
    pub no_color: bool,
    /// What to log, as `BLUEBOOK_LOG` says it; warnings if not set.
    pub log_filter: Option<String>,
    /// The clock; live collection and progress read it.
    pub clock: fn() -> SystemTime,
    /// What a person types; commands that ask read it line by line.
    pub input: fn() -> Box<dyn BufRead>,
    /// The wish to stop.
    pub stop: Stop,
    /// Makes signals of the system wish to stop; called by commands that can.
    pub on_signals: fn(&Stop),
}

/// Where a command writes: data to `out`, everything else to `err`.
pub(crate) struct Streams<'s> {
    pub(crate) out: &'s mut dyn Write,
    pub(crate) err: &'s mut dyn Write,
}

/// Runs one command line, the program's name first, and says how it ended.
pub fn run<A>(
    args: impl IntoIterator<Item = A>,
    environment: &Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit
where
    A: Into<OsString> + Clone,
{
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are answers, everything else is a mistake.
            if error.use_stderr() {
                let _ = explain_error::write_usage(&error.render().to_string(), err);
                return Exit::Usage;
            }
            let _ = write!(out, "{}", error.render());
            return Exit::Done;
        }
    };
    start_log(environment);
    let mut streams = Streams { out, err };
    match dispatch(&args, environment, &mut streams) {
        Ok(()) => Exit::Done,
        Err(failed) if failed.is_closed_pipe() => Exit::Done,
        Err(failed) => {
            // If stderr is gone too there is nobody left to tell.
            let _ = failed.write(streams.err);
            failed.exit()
        }
    }
}

fn dispatch(
    args: &Args,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match &args.command {
        Command::Check(check) => check::check(&args.common, check, environment, streams),
        Command::Schema(schema) => schema::schema(schema, streams),
        Command::Plan(plan) => match &plan.why {
            Some(url) => why::why(&args.common, plan, url, environment, streams),
            None => plan::plan(&args.common, plan, environment, streams),
        },
        Command::Run(run) => run::run(&args.common, run, environment, streams),
        Command::Rank(rank) => rank::rank(&args.common, rank, streams),
        Command::Score(score) => score::score(&args.common, score, streams),
        Command::Classes(classes) => classes::classes(&args.common, classes, streams),
        Command::WhatIf(whatif) => whatif::whatif(&args.common, whatif, streams),
        Command::Sensitivity(sensitivity) => {
            sensitivity::sensitivity(&args.common, sensitivity, streams)
        }
        Command::Explain(explain) => explain::explain(&args.common, explain, streams),
        Command::Export(export) => export::export(&args.common, export, environment, streams),
        Command::Report(report) => report::report(&args.common, report, environment, streams),
        Command::Regions(command) => regions::regions(&args.common, command, streams),
        Command::Probe(command) => of_probes(&args.common, command, environment, streams),
        Command::Recheck(recheck) => recheck::recheck(&args.common, recheck, environment, streams),
        Command::Rescore(rescore) => rescore::rescore(&args.common, rescore, streams),
        Command::Compare(compare) => compare::compare(&args.common, compare, streams),
        Command::Audit(audit) => audit::audit(&args.common, audit, streams),
        Command::Method(method) => method::method(&args.common, method, streams),
        Command::Trend(trend) => compare::trend(&args.common, trend, streams),
        Command::Point(PointCommand::Try(point)) => {
            point::try_points(&args.common, point, environment, streams)
        }
        Command::Verify(desk) => verify::verify(&args.common, desk, environment, streams),
        Command::Review(review) => of_reviews(&args.common, review, environment, streams),
        Command::Objection(objection) => {
            of_objections(&args.common, objection, environment, streams)
        }
        Command::Publish(publish) => publish::publish(&args.common, publish, environment, streams),
        Command::Round(round) => of_rounds(&args.common, round, environment, streams),
        Command::Store(StoreCommand::Rebuild) => store::rebuild(&args.common, streams),
        Command::Store(StoreCommand::Export) => store::export(&args.common, streams),
        Command::Archive(command) => archive::archive(&args.common, command, environment, streams),
        Command::Serve(serve) => serve::serve(&args.common, serve, environment, streams),
        Command::User(command) => user::user(&args.common, command, environment, streams),
        Command::ExplainError(which) => explain_error::explain_error(which, streams),
        Command::Demo(demo) => demo::demo(demo, environment, streams),
    }
}

fn of_probes(
    common: &args::Common,
    command: &ProbeCommand,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match command {
        ProbeCommand::New(new) => probe::new(common, new, streams),
        ProbeCommand::Build(build) => probe::build(common, build, streams),
        ProbeCommand::Test(test) => probe::test(test, environment, streams),
        ProbeCommand::Run(run) => probe::run(common, run, environment, streams),
        ProbeCommand::Record(record) => probe::record(common, record, environment, streams),
        ProbeCommand::Bench(bench) => probe::bench(bench, environment, streams),
        ProbeCommand::Inspect(inspect) => probe::inspect(inspect, environment, streams),
        ProbeCommand::Lint(lint) => probe::lint(lint, environment, streams),
        ProbeCommand::Watch(watch) => probe::watch(watch, environment, streams),
        ProbeCommand::Pack(pack) => probe::pack(pack, environment, streams),
        ProbeCommand::Push(push) => probe::push(common, push, environment, streams),
        ProbeCommand::Save(save) => probe::save(common, save, streams),
        ProbeCommand::Load(load) => probe::load_saved(common, load, environment, streams),
        ProbeCommand::Add(add) => probe::add(common, add, environment, streams),
        ProbeCommand::Update(update) => probe::update(common, update, environment, streams),
        ProbeCommand::Remove(remove) => probe::remove(common, remove, environment, streams),
        ProbeCommand::List(list) => probe::list(common, list, environment, streams),
        ProbeCommand::Lock => probe::lock(common, environment, streams),
    }
}

fn of_reviews(
    common: &args::Common,
    command: &ReviewCommand,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match command {
        ReviewCommand::Next(next) => review::next(common, next, environment, streams),
        ReviewCommand::Record(record) => review::record(common, record, environment, streams),
        ReviewCommand::List(list) => review::list(common, list, streams),
        ReviewCommand::Undo(undo) => review::undo(common, undo, environment, streams),
        ReviewCommand::Export(export) => review::export(common, export, environment, streams),
        ReviewCommand::Import(import) => review::import(common, import, environment, streams),
        ReviewCommand::Figures(figures) => review::figures(common, figures, streams),
        ReviewCommand::Gold(gold) => review::gold(common, gold, environment, streams),
        ReviewCommand::Quarantine(quarantine) => {
            review::quarantine(common, quarantine, environment, streams)
        }
        ReviewCommand::Carry(carry) => review::carry(common, carry, environment, streams),
    }
}

fn of_objections(
    common: &args::Common,
    command: &ObjectionCommand,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match command {
        ObjectionCommand::File(file) => objection::file(common, file, environment, streams),
        ObjectionCommand::List(list) => objection::list(common, list, streams),
        ObjectionCommand::Decide(decide) => objection::decide(common, decide, environment, streams),
    }
}

fn of_rounds(
    common: &args::Common,
    command: &RoundCommand,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    match command {
        RoundCommand::List(list) => rounds::list(common, list, streams),
        RoundCommand::Verify(verify) => rounds::verify(common, verify, streams),
        RoundCommand::Audit(audit) => rounds::audit(common, audit, environment, streams),
        RoundCommand::Seal => rounds::seal(common, streams),
        RoundCommand::Proof(proof) => rounds::proof(common, proof, streams),
    }
}

/// Logs to stderr what the filter lets through. Set once a process; tests that run several
/// command lines in one process keep the first.
fn start_log(environment: &Environment) {
    let filter = environment.log_filter.as_deref().unwrap_or("warn");
    let _ = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(filter))
        .with_ansi(environment.on_terminal && !environment.no_color)
        .with_writer(io::stderr)
        .without_time()
        .try_init();
}

/// Loads the manifests or fails with every problem in them.
pub(crate) fn load(root_file: &Path) -> Result<Manifests, Failed> {
    manifest::load(root_file).map_err(Failed::manifests)
}

pub(crate) fn cache(environment: &Environment) -> Option<Cache> {
    let dir = environment.cache_dir.as_ref()?;
    Some(Cache::new(dir.join("probes")).telling(environment.on_compile))
}

/// What a probe has, where something else was named.
pub(crate) fn it_has<'a>(criteria: impl IntoIterator<Item = &'a String>) -> String {
    let ids: Vec<_> = criteria.into_iter().map(|id| clean(id)).collect();
    format!("它有 it has: {}", ids.join(", "))
}
