//! A letter to one government: what was found, on what evidence, how to mend it, how to object.
//!
//! Short: what costs the most comes first and the rest is counted. Everything said can be followed
//! to a page and judged again.

mod html;
mod markdown;

use std::collections::BTreeMap;
use std::io;

use super::clean::{clean, clean_url};
use super::publication::{Publication, Stage};
use super::site::Judged;
use super::words::text;
use super::{Explanation, Part, PointPart, explain};
use crate::aggregate::{cuts, rank};
use crate::model::{IndicatorSystem, Point, Region, Text, Verdict};

/// Points that are told one by one; two pages of paper hold them.
const FINDINGS_MAX: usize = 12;

/// Places quoted for a point.
const SEEN_MAX: usize = 2;

/// Share of the total below which a loss is rounding.
const LOST_MIN: f64 = 1e-9;

/// What a letter is made from.
#[derive(Debug, Clone, Copy)]
pub struct LetterInput<'a> {
    /// The round, with the scores of all its regions.
    pub round: Judged<'a>,
    /// Indicators, points and classes.
    pub system: &'a IndicatorSystem,
    /// To whom.
    pub region: &'a Region,
    /// Of the region.
    pub verdicts: &'a [Verdict],
    /// Regions below this coverage (`0..=1`) have no rank.
    pub coverage_min: f64,
    /// Whom to write to.
    pub contact: &'a str,
    /// How far the round is.
    pub publication: &'a Publication,
}

/// The letter. Foreign words in it are clean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    title: Text,
    /// How far the round is, and whether it may be shown.
    notices: Vec<Text>,
    lead: Text,
    results: Vec<(Text, String)>,
    findings: Vec<Finding>,
    /// Points that cost something and are not told.
    n_more: usize,
    /// Unknown points by reason, the most frequent first.
    unknown: Vec<(Text, usize)>,
    indicators: Vec<(Text, String)>,
    objections: Vec<Text>,
}

/// One point that costs something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    title: Text,
    /// Points of the total, of 100.
    lost: String,
    found: Text,
    seen: Vec<Seen>,
    mend: Text,
    evidence: String,
    source: String,
}

/// Words on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    quote: String,
    url: String,
}

impl Letter {
    /// Puts the letter together.
    pub fn new(input: &LetterInput<'_>) -> Self {
        let region = input.region;
        let score = input.round.scores.iter().find(|score| score.region == region.code);
        // The whole is always there; only an indicator that is named could be missing.
        let explained = score.and_then(|score| {
            explain(input.system, region, score, input.verdicts, Part::Whole).ok()
        });
        let points: Vec<&PointPart> =
            explained.iter().flat_map(|e| &e.indicators).flat_map(|i| &i.points).collect();
        let by_id: BTreeMap<&str, &PointPart> =
            points.iter().map(|part| (part.id.as_str(), *part)).collect();
        let scored = input.system.points.iter().zip(score.iter().flat_map(|score| &score.points));
        let mut costly: Vec<(f64, &Point, &PointPart)> = scored
            .filter_map(|(point, score)| {
                let lost = score.node.weight * (1.0 - score.node.score?);
                Some((lost, point, *by_id.get(point.id.0.as_str())?))
            })
            .filter(|(lost, ..)| *lost > LOST_MIN)
            .collect();
        costly.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
        let n_more = costly.len().saturating_sub(FINDINGS_MAX);
        costly.truncate(FINDINGS_MAX);
        Self {
            title: title(region),
            notices: input.publication.notices(),
            lead: lead(input),
            results: explained.as_ref().map_or_else(Vec::new, |e| results(input, e)),
            findings: costly
                .iter()
                .map(|(lost, point, part)| finding(*lost, point, part))
                .collect(),
            n_more,
            unknown: unknown(&points),
            indicators: explained.as_ref().map_or_else(Vec::new, indicators),
            objections: objections(input),
        }
    }

    /// Writes a page without scripts that prints well.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_html(&self, out: &mut impl io::Write) -> io::Result<()> {
        html::write(out, self)
    }

    /// Writes Markdown, for a mail or a word processor.
    ///
    /// # Errors
    ///
    /// If `out` fails.
    pub fn write_markdown(&self, out: &mut impl io::Write) -> io::Result<()> {
        markdown::write(out, self)
    }
}

fn title(region: &Region) -> Text {
    let (zh, en) = (clean(&region.name.zh), clean(&region.name.en));
    text(
        format!("致{zh}：互联网服务能力评价结果告知"),
        format!("To {en}: results of the evaluation of internet service capability"),
    )
}

fn lead(input: &LetterInput<'_>) -> Text {
    let header = input.round.header;
    let (name, day) = (clean(&header.name), clean(&header.collected_on));
    text(
        format!(
            "本信告知轮次 {name}（采集日 {day}）对贵地区公开网页的评价：结果、失分最多的地方及其证据、\
             怎样改进、怎样提出异议。判定由程序读取公开页面作出，每项都可追溯到原文并重新判定。"
        ),
        format!(
            "What round {name}, collected on {day}, found on your public pages: the result, what costs the most \
             and on what evidence, how to mend it, and how to object. Programs judged public pages; every verdict \
             can be traced to its words and judged again."
        ),
    )
}

fn results(input: &LetterInput<'_>, explained: &Explanation) -> Vec<(Text, String)> {
    let system = input.system;
    let scores = input.round.scores;
    let cuts = cuts(&system.classes, &system.class_rule, scores, input.coverage_min);
    let places = rank(scores, &cuts, input.coverage_min);
    let n_ranked = places.iter().filter(|place| place.rank.is_some()).count();
    let own = places.iter().find(|place| place.region == input.region.code);
    let place = own.and_then(|place| place.rank);
    let class = own.and_then(|place| system.classes.get(place.class?));
    let total = &explained.total;
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "–".to_owned());
    let mut rows = vec![
        (text("总分", "Total"), or_dash(total.score.map(|score| score.to_string()))),
        (text("名次", "Rank"), or_dash(place.map(|rank| format!("{rank} / {n_ranked}")))),
        (
            text("类型", "Class"),
            or_dash(
                class.map(|class| format!("{} {}", clean(&class.title.zh), clean(&class.title.en))),
            ),
        ),
        (text("覆盖率", "Coverage"), format!("{}%", total.coverage)),
        (text("可能区间", "Bounds"), format!("{}–{}", total.lower, total.upper)),
    ];
    if !explained.vetoes.is_empty() {
        rows.push((text("单项否决", "Vetoed by"), explained.vetoes.join(", ")));
    }
    rows
}

fn finding(lost: f64, point: &Point, part: &PointPart) -> Finding {
    let verdicts = || part.verdicts.iter().filter(|verdict| verdict.score.is_some());
    // The worst verdict tells most of what to mend.
    let worst = verdicts().min_by_key(|verdict| verdict.score);
    let found = worst.map_or_else(|| text("", ""), |verdict| verdict.words.clone());
    let evidence = worst.iter().flat_map(|verdict| &verdict.evidence);
    Finding {
        title: text(
            format!("{} {}", clean(&part.id), clean(&part.title.zh)),
            format!("{} {}", clean(&part.id), clean(&part.title.en)),
        ),
        lost: super::Percent::of(lost).to_string(),
        found,
        seen: evidence
            .take(SEEN_MAX)
            .map(|seen| Seen { quote: clean(&seen.quote), url: clean_url(&seen.url) })
            .collect(),
        mend: part.rule.clone(),
        evidence: clean(&point.evidence),
        source: clean(&part.source),
    }
}

/// Points without a score by the reason of their first verdict.
fn unknown(points: &[&PointPart]) -> Vec<(Text, usize)> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for point in points.iter().filter(|point| point.node.score.is_none()) {
        let reason = point.verdicts.iter().find_map(|verdict| verdict.unknown.as_ref());
        let name = reason.map_or(("no-verdict", "无判定"), |reason| (reason.name, reason.zh));
        *counts.entry(name).or_default() += 1;
    }
    let mut sorted: Vec<_> = counts.into_iter().map(|((en, zh), n)| (text(zh, en), n)).collect();
    sorted.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    sorted
}

fn indicators(explained: &Explanation) -> Vec<(Text, String)> {
    let row = |one: &super::IndicatorPart| {
        let score = one.node.score.map_or_else(|| "–".to_owned(), |score| score.to_string());
        let name = |title: &str| format!("{} {}", clean(&one.id), clean(title));
        (text(name(&one.title.zh), name(&one.title.en)), score)
    };
    explained.indicators.iter().map(row).collect()
}

fn objections(input: &LetterInput<'_>) -> Vec<Text> {
    let (round, code) = (clean(&input.round.header.name), input.region.code);
    let (contact, root) = (clean(input.contact), clean(input.round.root));
    let until = match &input.publication.stage {
        Stage::Objections(day) => {
            let day = clean(day);
            Some(text(
                format!("异议受理到 {day}（含）。"),
                format!("Objections are taken up to and including {day}."),
            ))
        }
        Stage::Draft | Stage::Final(_) => None,
    };
    let lines = [
        text(
            format!(
                "请写信给 {contact}，写明轮次 {round}、地区 {code}、点位代码和您认为应有的判定及其网址。"
            ),
            format!(
                "Write to {contact} with the round {round}, the region {code}, the point's id, the verdict you hold \
                 to be right and the address that shows it."
            ),
        ),
        text(
            format!(
                "判定所依据的页面已存档：`bluebook explain {code} 点位 --open` 打开原页并标出原文。"
            ),
            format!(
                "The pages judged are archived: `bluebook explain {code} POINT --open` shows them with the words marked."
            ),
        ),
        text(
            "异议由人复核；更正追加在原判定之后，不改写原判定，并说明理由。",
            "People review objections; a correction is appended with its reason and the first verdict stays.",
        ),
        text(
            format!("本轮次的根：{root}，可用 `bluebook round verify` 核对。"),
            format!("The root of the round is {root}; `bluebook round verify` checks it."),
        ),
    ];
    until.into_iter().chain(lines).collect()
}
