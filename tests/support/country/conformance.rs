//! Verdicts beside the truth: per point how many are right, per trap how many fell for it, and
//! every disagreement with the words it went by.
//!
//! - **answered**: the judge gave a finding, not an unknown.
//! - **plantable**: the pages hold it: nothing stands between them and a visitor, and the point
//!   is not one of those that pages cannot hold.
//! - **precision**: right among answered. A finding where a planted unknown is due is wrong.
//! - **recall**: right among plantable. Where nothing is there because a link is broken, an
//!   unknown that says so leaves the point out of both.

use std::collections::BTreeMap;
use std::fmt;

use bluebook::aggregate::{rank, score_region};
use bluebook::model::{
    Collect, Confidence, Digest, Finding, IndicatorSystem, Judge, Measure, Point, PointId,
    Provenance, RegionCode, ScoreRule, UnknownReason, Verdict,
};
use serde_json::Value;

use super::truth::{Agreement, Planted};
use super::{Country, Trap, Truth};

/// A judge's answer about a point of a region.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was found.
    pub finding: Finding,
    /// The words it went by, or its note.
    pub quote: String,
}

/// Answers by region code and point.
pub type Answers = BTreeMap<(String, String), Vec<Answer>>;

/// Reads the lines of `bluebook store export`. What is no verdict is passed over.
pub fn answers(verdicts: &[Value]) -> Answers {
    let mut answers = Answers::new();
    for verdict in verdicts {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let Ok(finding) = serde_json::from_value::<Finding>(verdict["finding"].clone()) else {
            continue;
        };
        let seen = verdict["evidence"].get(0).and_then(|seen| seen["quote"].as_str());
        let note = finding_note(&finding).or_else(|| verdict["note"].as_str().map(str::to_owned));
        let quote = seen.map(str::to_owned).or(note).unwrap_or_default();
        let key = (text(&verdict["region"]), text(&verdict["point"]));
        answers.entry(key).or_default().push(Answer { finding, quote });
    }
    answers
}

fn finding_note(finding: &Finding) -> Option<String> {
    match finding {
        Finding::Unknown(unknown) => Some(unknown.note.clone()),
        Finding::Truth(_) | Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) => None,
    }
}

/// How a point fared.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Regions whose pages hold it.
    pub n_plantable: usize,
    /// Findings given.
    pub n_answered: usize,
    /// Findings that are right.
    pub n_right: usize,
    /// Planted unknowns.
    pub n_unknown: usize,
    /// Planted unknowns answered with a right reason.
    pub n_unknown_right: usize,
    /// Answers left out.
    pub n_excused: usize,
}

impl Tally {
    /// Right among answered; 1 if nothing was answered.
    pub fn precision(&self) -> f64 {
        share(self.n_right, self.n_answered)
    }

    /// Right among plantable; 1 if nothing is.
    pub fn recall(&self) -> f64 {
        share(self.n_right, self.n_plantable)
    }
}

fn share(n: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { super::draft::count(n) / super::draft::count(of) }
}

/// An answer that is not the truth.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// Code of the region.
    pub region: String,
    /// The point.
    pub point: String,
    /// Name of the region's template.
    pub template: &'static str,
    /// What is planted.
    pub planted: String,
    /// The trap in its place.
    pub trap: Option<Trap>,
    /// What was found.
    pub found: String,
    /// The words it went by.
    pub quote: String,
}

/// A comparison.
#[derive(Debug, Default)]
pub struct Conformance {
    /// By point; points without a machine judge are left out.
    pub points: BTreeMap<String, Tally>,
    /// By trap: planted, standing in place of a live point's truth, fallen for.
    pub traps: BTreeMap<Trap, [usize; 3]>,
    /// Every answer that is not the truth.
    pub disagreements: Vec<Disagreement>,
    /// Numbers that are right within their tolerance and not the same: they may move a rank.
    pub near: Vec<Disagreement>,
    /// Region, true rank, found rank, over the points compared.
    pub ranks: Vec<(RegionCode, Option<u32>, Option<u32>)>,
}

/// Whether a machine judges a point.
pub fn is_live(point: &Point) -> bool {
    matches!(point.judge, Judge::Probe { .. })
}

/// Compares a country's answers with the truth.
pub fn compare(country: Country, system: &IndicatorSystem, answers: &Answers) -> Conformance {
    let mut conformance = Conformance::default();
    let (mut truths, mut founds) = (Vec::new(), Vec::new());
    for region in country.regions() {
        for (trap, n) in &region.traps {
            conformance.traps.entry(*trap).or_default()[0] += n;
        }
        let Some(code) = region.place.code.parse().ok().and_then(RegionCode::new) else { continue };
        let (mut of_truth, mut of_found) = (Vec::new(), Vec::new());
        for point in system.points.iter().filter(|point| is_live(point)) {
            let Some(truth) = region.truths.get(point.id.0.as_str()) else { continue };
            let answer = one_answer(answers.get(&(region.place.code.clone(), point.id.0.clone())));
            let planted =
                truth.reasons(&region.place, &point.role, point.collect == Collect::Render);
            let agreement = truth.compare(&answer.finding, planted, &limits(&point.score));
            conformance.tally(point, truth, planted, agreement, &answer);
            let is_wrong = matches!(agreement, Agreement::Wrong | Agreement::Missed);
            let is_near = agreement == Agreement::Right && is_off(truth, &answer.finding);
            if is_wrong || is_near {
                let planted = if planted.is_empty() {
                    format!("{:?}", truth.planted)
                } else {
                    format!("unknown: {planted:?}")
                };
                let these =
                    if is_wrong { &mut conformance.disagreements } else { &mut conformance.near };
                these.push(Disagreement {
                    region: region.place.code.clone(),
                    point: point.id.0.clone(),
                    template: region.place.template(),
                    planted,
                    trap: truth.trap,
                    found: said(&answer.finding),
                    quote: answer.quote.clone(),
                });
            }
            let is_compared = planted.is_empty() && agreement != Agreement::Excused;
            // What was drawn is right as it is, and all that can be had of it.
            let is_drawn =
                matches!(truth.planted, Planted::Drawn { .. }) && agreement == Agreement::Right;
            let true_finding =
                if is_drawn { Some(answer.finding.clone()) } else { truth.finding() };
            let true_finding = true_finding.filter(|_| is_compared);
            of_truth.push(verdict(
                code,
                point,
                true_finding.unwrap_or_else(|| unknown_like(&answer.finding)),
            ));
            let found = if is_compared { answer.finding } else { unknown_like(&answer.finding) };
            of_found.push(verdict(code, point, found));
        }
        truths.push(score_region(system, code, &of_truth));
        founds.push(score_region(system, code, &of_found));
    }
    let ranked = |scores: &[_]| -> BTreeMap<RegionCode, Option<u32>> {
        rank(scores, &system.classes, 0.0)
            .into_iter()
            .map(|place| (place.region, place.rank))
            .collect()
    };
    let (truths, founds) = (ranked(&truths), ranked(&founds));
    conformance.ranks = truths
        .iter()
        .map(|(code, rank)| (*code, *rank, founds.get(code).copied().flatten()))
        .collect();
    conformance
}

/// Whether a number is another than the planted one.
fn is_off(truth: &Truth, found: &Finding) -> bool {
    let planted = truth.finding().as_ref().and_then(number);
    planted.zip(number(found)).is_some_and(|(planted, found)| (planted - found).abs() > 1e-9)
}

/// The numbers at which a step rule's score changes.
fn limits(rule: &ScoreRule) -> Vec<f64> {
    match rule {
        ScoreRule::Steps { full, half } => vec![*full, *half],
        ScoreRule::Bool {}
        | ScoreRule::Grade(_)
        | ScoreRule::Ratio { .. }
        | ScoreRule::Count { .. }
        | ScoreRule::CountLog { .. }
        | ScoreRule::CountDown { .. }
        | ScoreRule::Formula { .. }
        | ScoreRule::Index { .. } => Vec::new(),
    }
}

/// One answer; the mean of numbers where every page was judged by itself.
fn one_answer(answers: Option<&Vec<Answer>>) -> Answer {
    let none = || Answer {
        finding: Finding::unknown(UnknownReason::NotAutomated, "no verdict"),
        quote: String::new(),
    };
    let Some(answers) = answers else { return none() };
    let numbers: Vec<f64> = answers.iter().filter_map(|answer| number(&answer.finding)).collect();
    let Some(first) = answers.first() else { return none() };
    if answers.len() < 2 || numbers.is_empty() {
        return first.clone();
    }
    let value = numbers.iter().sum::<f64>() / super::draft::count(numbers.len());
    Answer {
        finding: Finding::Number(Measure { value, unit: "mean".to_owned() }),
        quote: first.quote.clone(),
    }
}

fn number(finding: &Finding) -> Option<f64> {
    match finding {
        Finding::Number(measure) => Some(measure.value),
        Finding::Truth(_) | Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => None,
    }
}

fn said(finding: &Finding) -> String {
    match finding {
        Finding::Truth(truth) => truth.to_string(),
        Finding::Number(measure) => format!("{:.3} {}", measure.value, measure.unit),
        Finding::Grade(grade) => grade.clone(),
        Finding::Text(text) => text.clone(),
        Finding::Unknown(unknown) => format!("unknown: {}", unknown.reason),
    }
}

fn unknown_like(finding: &Finding) -> Finding {
    let reason = finding.unknown_reason().unwrap_or(UnknownReason::NotApplicable);
    Finding::unknown(reason, "")
}

fn verdict(region: RegionCode, point: &Point, finding: Finding) -> Verdict {
    let nothing = Digest::of(b"");
    Verdict {
        region,
        point: PointId(point.id.0.clone()),
        page: None,
        finding,
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family: String::new(),
            version: String::new(),
            probe: None,
            contract: String::new(),
            criterion: String::new(),
            params: nothing,
            n_pages: 0,
            pages: nothing,
            cost_fuel: 0,
        },
    }
}

impl Conformance {
    #[expect(clippy::too_many_arguments, reason = "what an answer and its truth are")]
    fn tally(
        &mut self,
        point: &Point,
        truth: &Truth,
        planted: &[UnknownReason],
        agreement: Agreement,
        answer: &Answer,
    ) {
        let tally = self.points.entry(point.id.0.clone()).or_default();
        if let Some(trap) = truth.trap {
            let counts = self.traps.entry(trap).or_default();
            counts[1] += 1;
            counts[2] += usize::from(agreement == Agreement::Wrong);
        }
        if agreement == Agreement::Excused {
            tally.n_excused += 1;
            return;
        }
        let is_answered = answer.finding.unknown_reason().is_none();
        tally.n_answered += usize::from(is_answered);
        if planted.is_empty() {
            tally.n_plantable += 1;
            tally.n_right += usize::from(agreement == Agreement::Right);
        } else {
            tally.n_unknown += 1;
            tally.n_unknown_right += usize::from(agreement == Agreement::Right);
        }
    }

    /// Points that are below `least` in precision or recall.
    pub fn below(&self, least: f64) -> Vec<&str> {
        let is_below = |tally: &Tally| tally.precision() < least || tally.recall() < least;
        self.points
            .iter()
            .filter(|(_, tally)| is_below(tally))
            .map(|(point, _)| point.as_str())
            .collect()
    }

    /// Regions whose rank is not the true one.
    pub fn moved(&self) -> Vec<RegionCode> {
        self.ranks
            .iter()
            .filter(|(_, truth, found)| truth != found)
            .map(|(code, ..)| *code)
            .collect()
    }
}

impl fmt::Display for Conformance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "point      plantable answered right precision recall  unknown (right)  excused"
        )?;
        for (point, tally) in &self.points {
            let Tally { n_plantable, n_answered, n_right, n_unknown, n_unknown_right, n_excused } =
                tally;
            let (precision, recall) = (tally.precision(), tally.recall());
            writeln!(
                f,
                "{point:<10} {n_plantable:>9} {n_answered:>8} {n_right:>5} {precision:>9.3} {recall:>6.3} {n_unknown:>8} {n_unknown_right:>7} {n_excused:>8}"
            )?;
        }
        writeln!(f, "\ntrap                       planted  in place of a truth  fallen for")?;
        for (trap, [n_planted, n_places, n_fallen]) in &self.traps {
            writeln!(f, "{:<26} {n_planted:>7} {n_places:>20} {n_fallen:>11}", trap.name())?;
        }
        writeln!(f, "\nranks that differ: {} of {}", self.moved().len(), self.ranks.len())?;
        for code in self.moved() {
            writeln!(f, "moved {code}; right but not the same there:")?;
            let of_region = self.near.iter().filter(|near| near.region == code.to_string());
            of_region.into_iter().try_for_each(|near| writeln!(f, "  {near}"))?;
        }
        writeln!(f)?;
        self.disagreements.iter().try_for_each(|wrong| writeln!(f, "{wrong}"))
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, point, template, planted, trap, found, quote } = self;
        let trap = trap.map_or("", Trap::name);
        let quote: String = quote.chars().take(90).collect();
        write!(f, "{point} {region} {template} planted {planted} {trap} found {found} 「{quote}」")
    }
}
