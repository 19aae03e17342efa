//! `bluebook probe bench`: what each criterion costs over the saved pages, and how that compares with what
//! was saved or with another component.
//!
//! Fuel, memory and calls are exact and the same on every machine; microseconds are CPU time of this one.

mod figures;

use std::fs;
use std::path::Path;

use super::super::args::{BenchProbe, OfProbe, TextOrJson};
use super::super::{Code, Environment, Failed, Streams};
use super::expected::{check_names, expected};
use super::opened::{Opened, fixtures};
use crate::manifest::Expected;
use crate::report::clean;
use crate::run::{Costs, Question, Step, Tried};
use figures::{Figures, Row};

/// Calls that are timed for each question; the median of so many holds still within a few per cent.
const TIMED_CALLS: usize = 41;

/// Bytes of a file of figures; a hundred criteria have some 20,000.
const FIGURES_BYTES_MAX: u64 = 4 << 20;

pub(crate) fn bench(
    args: &BenchProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let expected = expected(&args.of)?;
    let opened = Opened::open(&args.of.probe, environment)?;
    check_names(Some(&expected), None, (&args.of.probe.path, opened.probe.info()))?;
    let now = measure(&opened, &expected)?;
    let before = match &args.against {
        Some(path) => Some(against(path, &args.of, &expected, environment)?),
        None => None,
    };
    match args.format {
        TextOrJson::Text => write_text(&now, before.as_ref(), streams)?,
        TextOrJson::Json => writeln!(streams.out, "{}", now.to_json())?,
    }
    if let Some(path) = &args.save {
        fs::write(path, format!("{}\n", now.to_json())).map_err(|error| {
            Failed::new(Code::FileUnwritable, format!("cannot write `{}`: {error}", path.display()))
        })?;
        writeln!(streams.err, "已存 saved: {}", path.display())?;
    }
    match (args.fail_above, before) {
        (Some(percent), Some(before)) => grown(&now, &before, percent),
        (Some(_) | None, _) => Ok(()),
    }
}

/// The figures to compare with: saved ones, or those of another component over the same pages.
fn against(
    path: &Path,
    of: &OfProbe,
    expected: &Expected,
    environment: &Environment,
) -> Result<Figures, Failed> {
    if path.extension().is_some_and(|extension| extension == "wasm") {
        let other = Opened::load(path.to_owned(), &of.probe.limits, environment)?;
        return measure(&other, expected);
    }
    let unread = |why: String| {
        Failed::new(
            Code::FiguresUnusable,
            format!("cannot compare with `{}`: {why}", path.display()),
        )
        .hint("`bluebook probe bench … --save FILE` 存下 saves figures".to_owned())
    };
    let size = fs::metadata(path).map_err(|error| unread(error.to_string()))?.len();
    if size > FIGURES_BYTES_MAX {
        return Err(unread(format!("more than {FIGURES_BYTES_MAX} bytes")));
    }
    let bytes = fs::read(path).map_err(|error| unread(error.to_string()))?;
    Figures::from_json(&bytes).map_err(unread)
}

/// Asks everything that is expected of saved pages; one row a criterion, over all its pages.
fn measure(opened: &Opened, expected: &Expected) -> Result<Figures, Failed> {
    let info = opened.probe.info();
    let mut figures = Figures::of(info);
    for site in &expected.sites {
        let fixtures = fixtures(expected, site)?;
        // The component that is compared with may have other criteria.
        let known = |id: &str| info.criteria.iter().any(|criterion| criterion.id == id);
        let asked = site.expectations.iter().filter(|one| known(one.criterion.get_ref()));
        let questions: Vec<Question> =
            asked.map(|one| opened.question(one)).collect::<Result<_, _>>()?;
        let answers = opened.ask(site, &fixtures, &questions)?;
        for (question, tried) in questions.iter().zip(&answers) {
            figures.add(&question.criterion, &row(opened, tried));
        }
    }
    if figures.rows.is_empty() {
        let text = format!("`{}` expects nothing of this probe", expected.path.display());
        return Err(Failed::new(Code::ExpectationsNone, text));
    }
    Ok(figures)
}

/// What a question costs; timed is the call that gave the answer, with every page it needs at hand.
fn row(opened: &Opened, tried: &Tried) -> Row {
    let mut ns: Vec<u64> = (0..TIMED_CALLS)
        .map(|_| {
            let costs = Costs::default();
            // Whether it answers was seen before; here it only costs.
            let _ = costs.of(Step::Sandbox, || {
                opened.sandbox.evaluate(&opened.probe, &tried.site, &tried.tasks)
            });
            costs.ns(Step::Sandbox)
        })
        .collect();
    ns.sort_unstable();
    let median_ns = ns.get(ns.len() / 2).copied().unwrap_or_default();
    Row {
        n_pages: 1,
        us: figures::micros(median_ns),
        fuel: tried.cost_fuel,
        memory_bytes: tried.memory_bytes as u64,
        n_calls: tried.n_calls as u64,
    }
}

fn write_text(
    now: &Figures,
    before: Option<&Figures>,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let out = &mut *streams.out;
    writeln!(out, "{} {}  {}", clean(&now.family), clean(&now.version), now.digest)?;
    if let Some(Figures { family, version, digest, .. }) = before {
        let digest = clean(digest);
        writeln!(out, "对照 against {} {}  {digest}", clean(family), clean(version))?;
    }
    writeln!(
        out,
        "{:>10} {:>22} {:>12} {:>8} {:>6}  判据 criterion",
        "µs", "燃料 fuel", "内存 KiB", "调用", "期望"
    )?;
    for (criterion, row) in &now.rows {
        let old = before.and_then(|before| before.rows.get(criterion));
        let fuel = format!("{}{}", row.fuel, change(row.fuel, old.map(|old| old.fuel)));
        let us = format!("{:.1}{}", row.us, times(row.us, old.map(|old| old.us)));
        writeln!(
            out,
            "{us:>10} {fuel:>20} {:>10} {:>8} {:>6}  {}",
            row.memory_bytes >> 10,
            row.n_calls,
            row.n_pages,
            clean(criterion)
        )?;
    }
    let gone = before.into_iter().flat_map(|before| before.rows.keys());
    for criterion in gone.filter(|criterion| !now.rows.contains_key(*criterion)) {
        writeln!(out, "不再有 gone  {}", clean(criterion))?;
    }
    writeln!(
        out,
        "µs：本机 CPU 时间，{TIMED_CALLS} 次的中位数，各期望之和；燃料与内存处处相同 · CPU time here, median of \
         {TIMED_CALLS}, all expectations together; fuel and memory are the same everywhere"
    )?;
    Ok(())
}

/// ` +3.1%`; nothing where there is nothing to compare with.
fn change(now: u64, before: Option<u64>) -> String {
    let Some(before) = before.filter(|before| *before > 0) else { return String::new() };
    format!(" {:+.1}%", figures::percent_more(now, before))
}

/// ` ×1.2`.
fn times(now: f64, before: Option<f64>) -> String {
    let before = before.filter(|before| *before > 0.0);
    before.map_or_else(String::new, |before| format!(" ×{:.2}", now / before))
}

/// Fuel that grew beyond what is allowed is a difference.
fn grown(now: &Figures, before: &Figures, percent: u32) -> Result<(), Failed> {
    let mut beyond = Vec::new();
    for (criterion, row) in &now.rows {
        let Some(old) = before.rows.get(criterion) else { continue };
        let more = figures::percent_more(row.fuel, old.fuel);
        if more > f64::from(percent) {
            beyond.push(format!("{} {more:+.1}%", clean(criterion)));
        }
    }
    if beyond.is_empty() {
        return Ok(());
    }
    let text = format!("燃料增加超过 fuel grew by more than {percent}%: {}", beyond.join(", "));
    Err(Failed::new(Code::ProbeDearer, text))
}
