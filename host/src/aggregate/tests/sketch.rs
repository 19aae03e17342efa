//! Indicator systems and verdicts written as one line.
//!
//! `40[50:1 30:? 20:0,1,?] 60[100:-]` is an indicator of weight 40 with three
//! points and one of weight 60 with one point. A point's verdicts are indices
//! on a scale to 1, `?` is unknown, `!` does not fit the rule, `-` is no verdict.

use std::collections::BTreeMap;

use crate::model::{
    Basis, ClassRule, Collect, Confidence, Digest, Finding, Indicator, IndicatorId,
    IndicatorSystem, Judge, Measure, Part, Point, PointBasis, PointId, Provenance, RegionCode,
    ScoreRule, Text, UnknownReason, Verdict, WeightPercent,
};

pub(super) fn region(code: u32) -> RegionCode {
    RegionCode::new(code).unwrap()
}

pub(super) fn text(text: &str) -> Text {
    Text { zh: text.to_owned(), en: text.to_owned() }
}

fn weight(percent: &str) -> WeightPercent {
    WeightPercent::new(percent.parse().unwrap()).unwrap()
}

pub(super) fn number(value: f64) -> Finding {
    Finding::Number(Measure { value, unit: "share".to_owned() })
}

pub(super) fn unknown() -> Finding {
    Finding::unknown(UnknownReason::PageMissing, "")
}

pub(super) fn verdict(point: &PointId, finding: Finding) -> Verdict {
    Verdict {
        region: region(440_100),
        point: point.clone(),
        page: None,
        finding,
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family: "f".to_owned(),
            version: "1.0.0".to_owned(),
            probe: None,
            contract: "0.1.0".to_owned(),
            criterion: "c".to_owned(),
            params: Digest::of(b""),
            n_pages: 0,
            pages: Provenance::digest_of_pages(&[]),
            cost_fuel: 0,
        },
    }
}

pub(super) fn indicator(i: usize, parent: Option<usize>, weight: WeightPercent) -> Indicator {
    let level = if parent.is_some() { 2 } else { 1 };
    Indicator {
        id: IndicatorId(format!("I{i}")),
        parent,
        level,
        title: text("i"),
        weight,
        part: Part::Weighted,
        basis: Basis::Book,
    }
}

pub(super) fn point(i: usize, indicator: usize, weight: WeightPercent) -> Point {
    Point {
        id: PointId(format!("P{i}")),
        indicator,
        title: text("p"),
        weight,
        collect: Collect::Http,
        role: "home".to_owned(),
        per_page: true,
        judge: Judge::Person,
        score: ScoreRule::Index { full: 1.0 },
        params: BTreeMap::new(),
        evidence: String::new(),
        source: String::new(),
        basis: PointBasis::OURS,
        human: None,
    }
}

pub(super) fn system(indicators: Vec<Indicator>, points: Vec<Point>) -> IndicatorSystem {
    IndicatorSystem {
        edition: "sketch".to_owned(),
        title: text("sketch"),
        indicators,
        points,
        classes: Vec::new(),
        class_rule: ClassRule::Fixed,
        topics: Vec::new(),
    }
}

/// Reads the line described above. Verdicts are of region 440100.
pub(super) fn parse(line: &str) -> (IndicatorSystem, Vec<Verdict>) {
    let (mut indicators, mut points, mut verdicts) = (Vec::new(), Vec::new(), Vec::new());
    let mut open = Vec::new();
    for word in line.replace('[', "[ ").replace(']', " ]").split_whitespace() {
        if let Some(percent) = word.strip_suffix('[') {
            let i = indicators.len();
            indicators.push(indicator(i, open.last().copied(), weight(percent)));
            open.push(i);
        } else if word == "]" {
            open.pop().unwrap();
        } else {
            let (percent, findings) = word.split_once(':').unwrap();
            let made = point(points.len(), *open.last().unwrap(), weight(percent));
            verdicts.extend(findings.split(',').filter_map(finding).map(|f| verdict(&made.id, f)));
            points.push(made);
        }
    }
    (system(indicators, points), verdicts)
}

fn finding(word: &str) -> Option<Finding> {
    match word {
        "-" => None,
        "?" => Some(unknown()),
        "!" => Some(Finding::Truth(true)),
        _ => Some(number(word.parse().unwrap())),
    }
}
