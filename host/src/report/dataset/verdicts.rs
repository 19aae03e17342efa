//! What was found, by whom, and the words on the pages.

use std::collections::BTreeMap;

use bluebook_export::{Builder, Table, Words};

use super::RoundData;
use crate::model::{Evidence, Finding, Measure, Target, Verdict};

/// A verdict and which of its region and point it is, from 1.
struct Numbered<'r> {
    number: i64,
    verdict: &'r Verdict,
}

fn numbered<'r>(verdicts: &'r [Verdict]) -> Vec<Numbered<'r>> {
    let mut counts: BTreeMap<_, i64> = BTreeMap::new();
    let number = |verdict: &'r Verdict| {
        let count = counts.entry((verdict.region, &verdict.point)).or_default();
        *count = count.saturating_add(1);
        Numbered { number: *count, verdict }
    };
    verdicts.iter().map(number).collect()
}

const NUMBER: Words = Words::of(
    "第几个判定",
    "which verdict of the point, from 1; above 1 where pages are judged singly",
);

/// One row a verdict.
pub(super) fn verdicts(round: &RoundData<'_>) -> Table {
    let rows = numbered(round.verdicts);
    let table = Table::of("verdicts", Words::of("判定", "Verdicts"), &rows)
        .text("region", Words::of("地区代码", "region"), |row| {
            Some(row.verdict.region.to_string())
        })
        .text("point", Words::of("点位", "point"), |row| Some(row.verdict.point.to_string()))
        .integer("number", NUMBER, |row| Some(row.number))
        .text("page", Words::of("逐页判定的页面", "the one page judged, if one"), |row| {
            row.verdict.page.clone()
        });
    reviewed(judge(finding(table)), round)
        .key(&["region", "point", "number"])
        .refers("region", "regions", "region")
        .refers("point", "points", "point")
        .build()
}

fn finding<'r>(table: Builder<'r, Numbered<'r>>) -> Builder<'r, Numbered<'r>> {
    let measure = |row: &Numbered<'_>| match &row.verdict.finding {
        Finding::Number(measure) => Some(measure.clone()),
        Finding::Truth(_) | Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => None,
    };
    table
        .text(
            "finding",
            Words::of("结论的种类", "truth, number, grade, text or unknown"),
            |row| Some(kind(&row.verdict.finding).to_owned()),
        )
        .boolean("truth", Words::of("是否", "yes or no"), |row| match &row.verdict.finding {
            Finding::Truth(yes) => Some(*yes),
            Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) | Finding::Unknown(_) => None,
        })
        .number("value", Words::of("数值", "the number"), move |row| {
            measure(row).map(|Measure { value, .. }| value)
        })
        .text("unit", Words::of("单位", "what the number counts"), move |row| {
            measure(row).map(|Measure { unit, .. }| unit)
        })
        .text("words", Words::of("等级或文字", "the grade or the text"), |row| {
            match &row.verdict.finding {
                Finding::Grade(words) | Finding::Text(words) => Some(words.clone()),
                Finding::Truth(_) | Finding::Number(_) | Finding::Unknown(_) => None,
            }
        })
        .text("unknown_reason", Words::of("未知的原因", "why it is unknown"), |row| {
            row.verdict.finding.unknown_reason().map(|reason| reason.name().to_owned())
        })
}

fn kind(finding: &Finding) -> &'static str {
    match finding {
        Finding::Truth(_) => "truth",
        Finding::Number(_) => "number",
        Finding::Grade(_) => "grade",
        Finding::Text(_) => "text",
        Finding::Unknown(_) => "unknown",
    }
}

fn judge<'r>(table: Builder<'r, Numbered<'r>>) -> Builder<'r, Numbered<'r>> {
    table
        .text("note", Words::of("备注", "the judge's remark, or detail of the unknown"), |row| {
            let of_unknown = match &row.verdict.finding {
                Finding::Unknown(unknown) => Some(unknown.note.clone()),
                Finding::Truth(_) | Finding::Number(_) | Finding::Grade(_) | Finding::Text(_) => {
                    None
                }
            };
            row.verdict.note.clone().or(of_unknown).filter(|note| !note.is_empty())
        })
        .number(
            "confidence",
            Words::of("把握，0 至 1", "how sure the judge is, 0 to 1"),
            |row| Some(f64::from(row.verdict.confidence.per_mille()) / 1000.0),
        )
        .text("family", Words::of("探针族", "probe family"), |row| {
            Some(row.verdict.provenance.family.clone()).filter(|family| !family.is_empty())
        })
        .text("criterion", Words::of("判定标准", "criterion"), |row| {
            Some(row.verdict.provenance.criterion.clone()).filter(|one| !one.is_empty())
        })
        .text("probe", Words::of("探针摘要", "digest of the probe"), |row| {
            row.verdict.provenance.probe.map(|digest| digest.to_string())
        })
}

fn reviewed<'r>(
    table: Builder<'r, Numbered<'r>>,
    round: &RoundData<'_>,
) -> Builder<'r, Numbered<'r>> {
    let marks: BTreeMap<_, _> = round.marks.iter().map(|mark| (&mark.target, mark)).collect();
    let mark = |row: &Numbered<'_>| marks.get(&Target::of(row.verdict)).copied();
    table
        .text("review", Words::of("复核的结果", "what people decided, if they looked"), |row| {
            mark(row).map(|mark| mark.call.to_owned()).filter(|call| !call.is_empty())
        })
        .text("reviewers", Words::of("复核者", "who looked, separated by semicolons"), |row| {
            mark(row).map(|mark| mark.people.join("; "))
        })
}

/// A quote and the verdict it stands under.
struct Quoted<'r> {
    of: &'r Numbered<'r>,
    number: i64,
    evidence: &'r Evidence,
}

/// One row a piece of evidence.
pub(super) fn evidence(round: &RoundData<'_>) -> Table {
    let numbered = numbered(round.verdicts);
    let rows: Vec<_> = numbered
        .iter()
        .flat_map(|of| {
            let evidence = (1..).zip(&of.verdict.evidence);
            evidence.map(move |(number, evidence)| Quoted { of, number, evidence })
        })
        .collect();
    Table::of("evidence", Words::of("证据", "Evidence"), &rows)
        .text("region", Words::of("地区代码", "region"), |row| {
            Some(row.of.verdict.region.to_string())
        })
        .text("point", Words::of("点位", "point"), |row| Some(row.of.verdict.point.to_string()))
        .integer("number", NUMBER, |row| Some(row.of.number))
        .integer(
            "quote_number",
            Words::of("第几条证据", "which piece of evidence, from 1"),
            |row| Some(row.number),
        )
        .text("url", Words::of("网址", "address of the page"), |row| {
            Some(row.evidence.url.clone())
        })
        .text("page", Words::of("页面摘要", "digest of the page's bytes"), |row| {
            Some(row.evidence.page.to_string())
        })
        .integer("node", Words::of("元素", "element of the page, in document order"), |row| {
            row.evidence.node.map(i64::from)
        })
        .text("quote", Words::of("原文", "the words on the page"), |row| {
            Some(row.evidence.quote.clone())
        })
        .key(&["region", "point", "number", "quote_number"])
        .refers("region", "regions", "region")
        .refers("point", "points", "point")
        .build()
}
