//! `bluebook probe lint`: what a probe does that no expectation shows. A finding that quotes nothing, a
//! criterion that never says unknown, a yes to any page, an answer that changes.

mod pages;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::super::args::{LintProbe, TextOrJson};
use super::super::{Code, Environment, Failed, Streams};
use super::expected::{check_names, expected, folder};
use super::opened::{Opened, fixtures, question};
use super::said::said;
use crate::manifest::{Expectation, Expected};
use crate::model::{Finding, UnknownReason};
use crate::report::clean;
use crate::run::Tried;
use crate::sandbox::CriterionInfo;

/// Part of the fuel of a call that a page may take before it is remarked on: what takes a tenth here takes
/// all of it on a page ten times as long.
const DEAR_PART: u64 = 10;

/// Characters of a word below which it is on nearly every page.
const WORD_CHARS_MIN: usize = 2;

/// A thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Remark {
    criterion: String,
    /// Stable name of the rule.
    rule: &'static str,
    text: String,
}

pub(crate) fn lint(
    args: &LintProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let expected = expected(&args.of)?;
    let opened = Opened::open(&args.of.probe, environment)?;
    check_names(Some(&expected), folder(&args.of), opened.probe.info())?;
    let remarks = remarks(&opened, &expected, args.of.probe.limits.fuel)?;
    match args.format {
        TextOrJson::Text => {
            for Remark { criterion, rule, text } in &remarks {
                writeln!(streams.out, "{}  {rule}  {}", clean(criterion), clean(text))?;
            }
        }
        TextOrJson::Json => {
            let remarks = remarks.iter().map(
                |Remark { criterion, rule, text }| json!({"criterion": criterion, "rule": rule, "text": text}),
            );
            writeln!(streams.out, "{:#}", json!(remarks.collect::<Vec<_>>()))?;
        }
    }
    if remarks.is_empty() {
        writeln!(streams.err, "没有可挑的毛病 nothing to remark")?;
        return Ok(());
    }
    Err(Failed::new(Code::ProbeRemarks, format!("{} 处毛病 remarks", remarks.len())))
}

/// What a finding is, without its value.
pub(super) fn kind(finding: &Finding) -> &'static str {
    match finding {
        Finding::Truth(true) => "true",
        Finding::Truth(false) => "false",
        Finding::Number(_) => "number",
        Finding::Grade(_) => "grade",
        Finding::Text(_) => "text",
        Finding::Unknown(_) => "unknown",
    }
}

fn remarks(opened: &Opened, expected: &Expected, fuel: u64) -> Result<BTreeSet<Remark>, Failed> {
    let mut remarks = BTreeSet::new();
    let mut kinds: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for site in &expected.sites {
        let fixtures = fixtures(expected, site)?;
        for one in &site.expectations {
            let question = opened.question(one)?;
            let tried = opened.ask(site, &fixtures, &[question.clone(), question])?;
            let at = expected.at(one.criterion.span()).at();
            if let [first, second] = tried.as_slice() {
                let id = one.criterion.get_ref();
                kinds.entry(id.clone()).or_default().insert(kind(&first.found.finding));
                let of_one = [same(first, second), quotes(first), works(first), cheap(first, fuel)];
                remarks.extend(of_one.into_iter().flatten().map(|(rule, text)| Remark {
                    criterion: id.clone(),
                    rule,
                    text: format!("{at}: {text}"),
                }));
            }
            remarks.extend(broad_words(one, &at));
        }
    }
    for criterion in &opened.probe.info().criteria {
        let first = first_expectation(expected, &criterion.id);
        let said = kinds.remove(&criterion.id).unwrap_or_default();
        let all = of_criterion(opened, criterion, first, said)?;
        remarks.extend(all.into_iter().map(|(rule, text)| {
            let criterion = criterion.id.clone();
            Remark { criterion, rule, text }
        }));
    }
    Ok(remarks)
}

fn first_expectation<'e>(expected: &'e Expected, id: &str) -> Option<&'e Expectation> {
    let mut all = expected.sites.iter().flat_map(|site| &site.expectations);
    all.find(|one| one.criterion.get_ref() == id)
}

/// A rule's name and what is to be looked at.
type Found = (&'static str, String);

/// What shows of a criterion over pages that are about nothing in particular.
fn of_criterion(
    opened: &Opened,
    criterion: &CriterionInfo,
    first: Option<&Expectation>,
    mut kinds: BTreeSet<&'static str>,
) -> Result<Vec<Found>, Failed> {
    let mut found = Vec::new();
    if criterion.points.is_empty() {
        found.push((
            "no-point",
            "没有写明为哪个点位而作 names no point it was written for".to_owned(),
        ));
    }
    let Some(first) = first else {
        found.push(("no-expectation", "没有一条期望 no expectation names it".to_owned()));
        return Ok(found);
    };
    let question = question(criterion, first.role.as_deref(), &first.params);
    for (name, tried) in pages::ask(opened, &question)? {
        // What the host says of a page by itself is not what the probe says.
        if tried.n_calls == 0 {
            continue;
        }
        let finding = &tried.found.finding;
        kinds.insert(kind(finding));
        found.extend(works(&tried).map(|(rule, text)| (rule, format!("{name}: {text}"))));
        if is_praise(finding) {
            let text = format!(
                "与题目无关的页面也得 a page about something else gets {}: {name}",
                said(finding)
            );
            found.push(("too-broad", text));
        }
    }
    if !kinds.contains("unknown") {
        let kinds: Vec<_> = kinds.into_iter().collect();
        let text = format!(
            "已存页面和无关页面上都不曾说未知，只说 never unknown of the saved pages nor of unrelated ones, only {}",
            kinds.join(", ")
        );
        found.push(("never-unknown", text));
    }
    Ok(found)
}

/// Whether a finding says that something is there.
fn is_praise(finding: &Finding) -> bool {
    match finding {
        Finding::Truth(truth) => *truth,
        Finding::Grade(_) | Finding::Text(_) => true,
        // Nought of something is said of a page without it.
        Finding::Number(measure) => measure.value != 0.0 && measure.unit != "days",
        Finding::Unknown(_) => false,
    }
}

/// The same question over the same pages has the same answer, cost and log included.
fn same(first: &Tried, second: &Tried) -> Option<Found> {
    let all = |tried: &Tried| {
        let Tried { found, pages, missing, n_calls, cost_fuel, memory_bytes, log, .. } = tried;
        (
            found.clone(),
            pages.clone(),
            missing.clone(),
            *n_calls,
            *cost_fuel,
            *memory_bytes,
            log.clone(),
        )
    };
    let text = || {
        let (a, b) = (said(&first.found.finding), said(&second.found.finding));
        format!("两次答得不同 answered in two ways: {a}, {b}")
    };
    (all(first) != all(second)).then(|| ("not-the-same", text()))
}

/// Words on a page stand behind whatever was found on it.
fn quotes(tried: &Tried) -> Option<Found> {
    let finding = &tried.found.finding;
    let is_said = !matches!(finding, Finding::Unknown(_) | Finding::Truth(false));
    let is_bare = tried.found.evidence.is_empty();
    (is_said && is_bare)
        .then(|| ("no-evidence", format!("{}，没有引文 quotes nothing", said(finding))))
}

/// A probe that is stopped judges nothing.
fn works(tried: &Tried) -> Option<Found> {
    let Finding::Unknown(unknown) = &tried.found.finding else { return None };
    let is_fault = match unknown.reason {
        UnknownReason::OutOfTime
        | UnknownReason::OutOfFuel
        | UnknownReason::OutOfMemory
        | UnknownReason::StackOverflow
        | UnknownReason::OutOfHostWork
        | UnknownReason::OutputTooLarge
        | UnknownReason::Trapped
        | UnknownReason::BadAnswer
        | UnknownReason::PageBudget => true,
        UnknownReason::PageMissing
        | UnknownReason::PageUnreadable
        | UnknownReason::NotStated
        | UnknownReason::Ambiguous
        | UnknownReason::NeedsRendering
        | UnknownReason::NeedsPerson
        | UnknownReason::NotApplicable
        | UnknownReason::NoAddress
        | UnknownReason::SwitchedOff
        | UnknownReason::NotAutomated
        | UnknownReason::ProbeMissing
        | UnknownReason::ProbeRefused
        | UnknownReason::ReviewRejected
        | UnknownReason::ReviewUnclear
        | UnknownReason::Quarantined => false,
    };
    let last = tried.log.lines().next_back().or(tried.trace.first().map(String::as_str));
    let last = last.map(|words| format!("；{words}")).unwrap_or_default();
    is_fault.then(|| ("stopped", format!("{}: {}{last}", unknown.reason, unknown.note)))
}

fn cheap(tried: &Tried, fuel: u64) -> Option<Found> {
    let is_dear = tried.cost_fuel > fuel / DEAR_PART;
    let text = || {
        let used = tried.cost_fuel;
        format!("燃料用去限额的十分之一以上 more than a tenth of the fuel of a call: {used}/{fuel}")
    };
    is_dear.then(|| ("dear", text()))
}

/// Words among the parameters that say too little.
fn broad_words(one: &Expectation, at: &str) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (name, value) in &one.params {
        let words: Vec<String> = serde_json::from_str(value).unwrap_or_default();
        for word in words.iter().filter(|word| word.trim().chars().count() < WORD_CHARS_MIN) {
            remarks.push(Remark {
                criterion: one.criterion.get_ref().clone(),
                rule: "broad-word",
                text: format!(
                    "{at}: `{name}` 中的 has “{word}”，几乎每页都有 which nearly every page holds"
                ),
            });
        }
    }
    remarks
}
