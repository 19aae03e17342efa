//! # What it asks
//! What the rules of a point ask, as its TOML file declares them: `[[keyword]]`, `[[link]]`,
//! `[[freshness]]`, `[[count]]`, `[[elements]]`.
//!
//! # Why it counts
//! The point's own file says so; most points need no code of their own.
//!
//! # How it is judged
//! Each rule by its kind, on the start page or the page behind the link it follows. Several rules in
//! one point: all truths must hold; of shares the mean, of counts the sum, of days the most. Rules
//! of different outcome in one point are an error.
//!
//! # When it is unknown
//! A page that a rule needs could not be had, or is a shell that only a browser fills. Where a
//! followed link or any date is missing on a page that was read, the answer is no.
//!
//! # Source
//! The `source` of the point.

mod count;
mod elements;
mod fields;
mod freshness;
mod keyword;
mod link;

use probe_sdk::criteria::reach::as_strs;
use probe_sdk::{Criterion, Finding, Judged, Measure, Page, Step, Stop, Task};

use fields::Fields;

pub(crate) const CRITERION: Criterion =
    Criterion { id: "declared", title: "声明的规则", roles: &["home"], points: &[], judge };

fn judge(task: &Task) -> Step<Judged> {
    let rules = fields::rules(task)?;
    let start = task.start()?;
    let mut judged = Vec::new();
    let mut wanted = Vec::new();
    let mut stop = None;
    for rule in rules {
        match one(task, start, rule) {
            Ok(one) => judged.push(one),
            Err(Stop::Ask(more)) => wanted.extend(more),
            Err(Stop::Fault(text)) => return Err(Stop::Fault(text)),
            Err(other) => stop = stop.or(Some(other)),
        }
    }
    match stop {
        _ if !wanted.is_empty() => Err(Stop::Ask(wanted)),
        Some(stop) => Err(stop),
        None => together(&judged),
    }
}

fn one(task: &Task, start: Page, mut rule: Fields) -> Step<Judged> {
    let kind = rule.text("kind", "")?;
    match kind.as_str() {
        "keyword" => keyword::judge(start, rule),
        "link" => link::judge(start, rule),
        "freshness" => freshness::judge(task, start, rule),
        "count" => count::judge(start, rule),
        "elements" => elements::judge(start, rule),
        other => Err(rule.fault("kind", &format!("`{other}` is not a kind of rule"))),
    }
}

/// One judgement out of several of the same outcome.
fn together(all: &[Judged]) -> Step<Judged> {
    let mut truths = Vec::new();
    let mut numbers: Vec<&Measure> = Vec::new();
    for judged in all {
        match judged.finding() {
            Finding::Truth(truth) => truths.push(*truth),
            Finding::Number(measure) => numbers.push(measure),
            // No rule gives these.
            Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => {}
        }
    }
    let unit = numbers.first().map_or("", |measure| measure.unit.as_str());
    let same = numbers.iter().all(|measure| measure.unit == unit);
    if !same || !numbers.is_empty() && !truths.is_empty() {
        return Err(Stop::Fault("`rules` give different outcomes; make them points".to_owned()));
    }
    let values = numbers.iter().map(|measure| measure.value);
    let n_values = numbers.iter().map(|_| 1.0).sum::<f64>();
    let judged = match unit {
        "" => Judged::truth(truths.iter().all(|truth| *truth)),
        "share" => Judged::number(values.sum::<f64>() / n_values, unit),
        "days" => Judged::number(values.fold(0.0, f64::max), unit),
        unit => Judged::number(values.sum(), unit),
    };
    let sure = all.iter().map(Judged::confidence).fold(1.0, f32::min);
    let evidence = all.iter().flat_map(|one| one.evidence().to_vec());
    Ok(judged.seen(evidence).sure(sure))
}

/// The page to judge: behind the link with one of the words, or the start page for no words.
fn behind(start: Page, follow: &[String]) -> Step<Page> {
    if follow.is_empty() {
        return Ok(start);
    }
    start.follow(&as_strs(follow), FOLLOWED)
}

/// Role of a page that a rule follows a link to.
const FOLLOWED: &str = "followed";
