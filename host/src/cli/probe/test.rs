//! `bluebook probe test`: a probe's saved pages judged in the sandbox and compared with what its author
//! expects; what no saved page tries; and how it does over the synthetic country.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use serde_json::{Value, json};

use super::super::args::{TestProbe, TextOrJson};
use super::super::{Code, Environment, Failed, Streams};
use super::country;
use super::expected::{check_names, expected, folder};
use super::fixtures::Fixtures;
use super::opened::{Opened, fixtures};
use super::said::{Cited, agrees, cited, expected as shown_expected, said, shown, write_place};
use crate::manifest::{Expectation, Expected, ExpectedSite, Pointed, Wanted};
use crate::model::Finding;
use crate::report::clean;
use crate::run::{Question, Tried};
use crate::sandbox::CriterionInfo;

pub(crate) fn test(
    args: &TestProbe,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let expected = expected(&args.of)?;
    let opened = Opened::open(&args.of.probe, environment)?;
    check_names(Some(&expected), folder(&args.of), opened.probe.info())?;
    let tested = all(&opened, &expected)?;
    match args.format {
        TextOrJson::Text => write_text(&tested, &opened, streams)?,
        TextOrJson::Json => write_json(&tested, &opened, streams)?,
    }
    if args.country {
        country::try_over(&opened, &expected, args, streams)?;
    }
    verdict_on(&tested, &expected)
}

/// Asks everything that is expected.
pub(super) fn all(opened: &Opened, expected: &Expected) -> Result<Vec<Tested>, Failed> {
    let mut tested = Vec::new();
    for site in &expected.sites {
        let fixtures = fixtures(expected, site)?;
        let questions = site.expectations.iter().map(|one| opened.question(one));
        let questions = questions.collect::<Result<Vec<Question>, _>>()?;
        let answers = opened.ask(site, &fixtures, &questions)?;
        for (one, tried) in site.expectations.iter().zip(answers) {
            tested.push(Tested::new(expected, (site, &fixtures), one, tried));
        }
    }
    Ok(tested)
}

/// The end of the command: expectations that are not met are a difference.
pub(super) fn verdict_on(tested: &[Tested], expected: &Expected) -> Result<(), Failed> {
    if tested.is_empty() {
        let text = format!("`{}` expects nothing", expected.path.display());
        return Err(Failed::new(Code::ExpectationsNone, text)
            .hint("加一段 add a [[site.expect]]".to_owned()));
    }
    let n_wrong = tested.iter().filter(|tested| !tested.problems.is_empty()).count();
    if n_wrong == 0 {
        return Ok(());
    }
    let text = format!("{n_wrong}/{} 条期望不符 · expectations are not met", tested.len());
    let failed = Failed::new(Code::ExpectationsUnmet, text);
    let is_to_fill_in = tested.iter().any(|tested| tested.is_to_fill_in);
    Err(failed.hint(is_to_fill_in.then(|| {
        format!(
            "把您认为对的结论写进 write what you hold to be right into {}",
            expected.path.display()
        )
    })))
}

/// One expectation and what came of it.
#[derive(Debug)]
pub(super) struct Tested {
    site: String,
    criterion: String,
    pub(super) tried: Tried,
    problems: Vec<Problem>,
    is_to_fill_in: bool,
    places: Vec<Cited>,
}

/// What is not as expected, and where the expectation stands.
#[derive(Debug)]
struct Problem {
    place: Pointed,
    text: String,
}

impl Tested {
    fn new(
        expected: &Expected,
        (site, fixtures): (&ExpectedSite, &Fixtures),
        one: &Expectation,
        tried: Tried,
    ) -> Self {
        Self {
            site: site.name.clone(),
            criterion: one.criterion.get_ref().clone(),
            problems: problems(expected, one, &tried),
            is_to_fill_in: one.wanted == Wanted::ToFillIn,
            places: cited(&tried, |url| fixtures.file_of(url)),
            tried,
        }
    }

    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let mark = if self.problems.is_empty() { "符合 met    " } else { "不符 differs" };
        let (site, criterion) = (clean(&self.site), clean(&self.criterion));
        let (finding, fuel) = (shown(&self.tried.found.finding), self.tried.cost_fuel);
        writeln!(out, "{mark}  {site}  {criterion}  {finding}  燃料 fuel {fuel}")?;
        if self.problems.is_empty() {
            return Ok(());
        }
        self.tried.log.lines().try_for_each(|line| writeln!(out, "  日志 log: {}", clean(line)))?;
        if !self.tried.trace.is_empty() {
            writeln!(out, "  陷于 trapped in: {}", clean(&self.tried.trace.join(" ← ")))?;
        }
        for Problem { place, text } in &self.problems {
            writeln!(out, "  {}: {text}", place.at())?;
            write_place(out, place)?;
        }
        if let Some(note) = &self.tried.found.note {
            writeln!(out, "  探针备注 its note: {}", clean(note))?;
        }
        let is_unknown = matches!(self.tried.found.finding, Finding::Unknown(_));
        if self.places.is_empty() && !is_unknown {
            writeln!(out, "  探针没有引文 the probe quotes nothing")?;
        }
        self.places.iter().try_for_each(|place| place.write(out, "  ", true))?;
        for missing in &self.tried.missing {
            let (url, failure) = (clean(&missing.requested), clean(&missing.failure));
            writeln!(out, "  没有这一页 not had: {url} {failure}")?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let problem = |problem: &Problem| {
            let Problem { place: Pointed { file, line, column, .. }, text } = problem;
            json!({"file": file, "line": line, "column": column, "text": text})
        };
        json!({
            "site": self.site,
            "criterion": self.criterion,
            "said": said(&self.tried.found.finding),
            "fuel": self.tried.cost_fuel,
            "problems": self.problems.iter().map(problem).collect::<Vec<_>>(),
            "evidence": self.places.iter().map(Cited::json).collect::<Vec<_>>(),
        })
    }
}

fn problems(expected: &Expected, one: &Expectation, tried: &Tried) -> Vec<Problem> {
    let mut problems = Vec::new();
    let found = &tried.found;
    if !agrees(&one.wanted, &found.finding) {
        // What an unknown notes is in the line above.
        let said = clean(&said(&found.finding));
        let text = if one.wanted == Wanted::ToFillIn {
            format!("待您填写；探针说 for you to fill in; the probe says {said}")
        } else {
            let wanted = shown_expected(&one.wanted);
            format!("应为 expected {wanted}，探针说 the probe says {said}")
        };
        let text = text + &instead(&one.wanted, &found.finding);
        problems.push(Problem { place: expected.at(one.span.clone()), text });
    }
    // An unknown has nothing to quote, and was told already.
    let quote = one.quote.as_ref().filter(|_| !matches!(found.finding, Finding::Unknown(_)));
    if let Some(quote) = quote {
        let wanted = quote.get_ref();
        if !found.evidence.iter().any(|(_, _, quote)| quote.contains(wanted.as_str())) {
            let text = format!("没有引文含 no quote holds “{}”", clean(wanted));
            problems.push(Problem { place: expected.at(quote.span()), text });
        }
    }
    problems
}

/// How an unknown is expected, where a finding stands in its place.
fn instead(wanted: &Wanted, found: &Finding) -> String {
    let Finding::Unknown(unknown) = found else { return String::new() };
    let is_in_place = match wanted {
        Wanted::ToFillIn => true,
        Wanted::Word(word) => word == unknown.reason.name(),
        Wanted::Truth(_) | Wanted::Number(..) | Wanted::Unknown(_) => false,
    };
    if !is_in_place {
        return String::new();
    }
    let reason = unknown.reason;
    format!("；未知写作 an unknown is written: unknown = \"{reason}\"")
}

/// Criteria no expectation names.
fn untried<'p>(opened: &'p Opened, tested: &[Tested]) -> Vec<&'p CriterionInfo> {
    let named: BTreeSet<&str> = tested.iter().map(|tested| tested.criterion.as_str()).collect();
    let criteria = opened.probe.info().criteria.iter();
    criteria.filter(|criterion| !named.contains(criterion.id.as_str())).collect()
}

/// How often each criterion was found to be what.
fn kinds(tested: &[Tested]) -> BTreeMap<&str, BTreeSet<&'static str>> {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for tested in tested {
        let kind = super::lint::kind(&tested.tried.found.finding);
        kinds.entry(&tested.criterion).or_default().insert(kind);
    }
    kinds
}

pub(super) fn write_text(
    tested: &[Tested],
    opened: &Opened,
    streams: &mut Streams<'_>,
) -> Result<(), Failed> {
    let out = &mut *streams.out;
    tested.iter().try_for_each(|tested| tested.write(out))?;
    let untried = untried(opened, tested);
    let (mut n_points, mut n_covered) = (0, 0);
    let kinds = kinds(tested);
    writeln!(out)?;
    for criterion in &opened.probe.info().criteria {
        let (id, points) = (clean(&criterion.id), clean(&criterion.points.join(" ")));
        n_points += criterion.points.len();
        match kinds.get(criterion.id.as_str()) {
            Some(kinds) => {
                n_covered += criterion.points.len();
                let kinds: Vec<_> = kinds.iter().copied().collect();
                writeln!(
                    out,
                    "有期望 tried        {id}  点位 points {points}  {}",
                    kinds.join(" ")
                )?;
            }
            None => writeln!(out, "没有期望 not tried  {id}  点位 points {points}")?,
        }
    }
    let n_met = tested.iter().filter(|tested| tested.problems.is_empty()).count();
    let n_criteria = opened.probe.info().criteria.len();
    writeln!(
        out,
        "期望 expectations {n_met}/{}，判据 criteria {}/{n_criteria}，点位 points {n_covered}/{n_points}",
        tested.len(),
        n_criteria - untried.len(),
    )?;
    Ok(())
}

fn write_json(tested: &[Tested], opened: &Opened, streams: &mut Streams<'_>) -> Result<(), Failed> {
    let untried = untried(opened, tested);
    let without: Vec<_> =
        untried.iter().map(|c| json!({"criterion": c.id, "points": c.points})).collect();
    let expectations: Vec<_> = tested.iter().map(Tested::json).collect();
    let value = json!({"expectations": expectations, "not_tried": without});
    writeln!(streams.out, "{value:#}")?;
    Ok(())
}
