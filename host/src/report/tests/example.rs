//! A small round with every kind of finding, and pages that mean harm.

use std::collections::BTreeMap;

use crate::aggregate::{RegionScore, score_region};
use crate::model::{
    Area, Basis, ClassCut, ClassRule, Collect, Confidence, Digest, Evidence, Finding, Indicator,
    IndicatorId, IndicatorSystem, Judge, Measure, Point, PointBasis, PointId, Provenance, Region,
    RegionCode, ScoreRule, Text, Topic, UnknownReason, Verdict, WeightPercent,
};

pub(in crate::report) struct Example {
    pub(in crate::report) system: IndicatorSystem,
    pub(in crate::report) regions: Vec<Region>,
    pub(in crate::report) verdicts: Vec<Verdict>,
    pub(in crate::report) scores: Vec<RegionScore>,
}

pub(in crate::report) fn example() -> Example {
    let system = system();
    let mut regions = vec![
        region(440_100, "广州市", "Guangzhou"),
        region(440_300, "深圳市", "Shenzhen"),
        region(513_300, "甘孜藏族自治州", "Garzê"),
        region(620_200, "嘉峪关市", "Jiayuguan"),
        region(659_900, "=HYPERLINK(\"http://x\")\u{1b}[31m,", "\u{202e}evil"),
    ];
    let verdicts = verdicts();
    let scores = regions.iter().map(|one| score_region(&system, one.code, &verdicts)).collect();
    // A region that was scored and is on no list.
    regions.retain(|one| one.name.en != "Jiayuguan");
    Example { system, regions, verdicts, scores }
}

fn text(zh: &str, en: &str) -> Text {
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

fn weight(percent: f64) -> WeightPercent {
    WeightPercent::new(percent).unwrap()
}

fn system() -> IndicatorSystem {
    let indicator = |id: &str, parent: Option<usize>, percent, zh, en| Indicator {
        id: IndicatorId(id.to_owned()),
        parent,
        level: u8::try_from(id.len()).unwrap(),
        title: text(zh, en),
        weight: weight(percent),
        part: crate::model::Part::Weighted,
        basis: Basis::Book,
    };
    let grades = [("both", 1.0), ("one_way", 0.5)].map(|(grade, value)| (grade.to_owned(), value));
    let steps = ScoreRule::Steps { full: 2.0, half: 3.0 };
    let ratio = ScoreRule::Ratio { target: 0.8, floor: Some(0.2) };
    let cuts =
        [("领先发展", "Leading", 79.91), ("积极发展", "Active", 60.10), ("亟待发展", "Late", 0.0)];
    IndicatorSystem {
        edition: "2019".to_owned(),
        title: text("示例指标体系", "Example system"),
        indicators: vec![
            indicator("A", None, 60.0, "服务供给能力", "Service supply"),
            indicator("A1", Some(0), 70.0, "目录覆盖能力", "Catalogue coverage"),
            indicator("A2", Some(0), 30.0, "应用整合能力", "Integration"),
            indicator("B", None, 40.0, "服务响应能力", "Service response"),
        ],
        points: vec![
            point("A1-1", 1, 50.0, ("责任清单可达", "Duty list reachable"), steps),
            point("A1-2", 1, 30.0, ("要素齐全", "Elements complete"), ratio),
            point(
                "A1-3",
                1,
                20.0,
                ("双向链接", "Linked both ways"),
                ScoreRule::Grade(grades.into()),
            ),
            point("A2-1", 2, 100.0, ("统一登录", "One login"), ScoreRule::Bool {}),
            point(
                "B-1",
                3,
                60.0,
                ("留言答复", "Messages answered"),
                ScoreRule::Count { target: 4.0 },
            ),
            point("B-2", 3, 40.0, ("智能问答", "Chat bot"), ScoreRule::Index { full: 600.0 }),
        ],
        classes: cuts
            .map(|(zh, en, at_least)| ClassCut {
                title: text(zh, en),
                at_least,
                basis: Basis::Book,
            })
            .into(),
        class_rule: ClassRule::Fixed,
        topics: vec![Topic {
            id: "smart".to_owned(),
            title: text("智慧应用", "Smart applications"),
            basis: Basis::Ours,
            points: vec![3, 5],
        }],
    }
}

fn point(
    id: &str,
    indicator: usize,
    percent: f64,
    (zh, en): (&str, &str),
    score: ScoreRule,
) -> Point {
    Point {
        id: PointId(id.to_owned()),
        indicator,
        title: text(zh, en),
        weight: weight(percent),
        collect: Collect::Http,
        role: "home".to_owned(),
        per_page: id == "A1-2",
        judge: Judge::Probe { family: "lists".to_owned(), criterion: "reach".to_owned() },
        score,
        params: BTreeMap::new(),
        evidence: String::new(),
        source: "seed".to_owned(),
        basis: PointBasis::OURS,
        human: None,
    }
}

fn region(code: u32, zh: &str, en: &str) -> Region {
    Region {
        code: RegionCode::new(code).unwrap(),
        name: text(zh, en),
        short: zh.to_owned(),
        province: RegionCode::new(code / 10_000 * 10_000).unwrap(),
        province_name: String::new(),
        area: Area::East,
        tags: Vec::new(),
        lon_lat: None,
        pages: Vec::new(),
        accounts: Vec::new(),
        switched_off: Vec::new(),
        spared: Vec::new(),
    }
}

fn number(value: f64, unit: &str) -> Finding {
    Finding::Number(Measure { value, unit: unit.to_owned() })
}

fn verdicts() -> Vec<Verdict> {
    use UnknownReason::{NeedsRendering, NotAutomated, OutOfFuel, PageMissing};
    let grade = |name: &str| Finding::Grade(name.to_owned());
    let both = || grade("both");
    vec![
        quoted(440_100, "A1-1", number(2.0, "clicks"), "权责清单"),
        on_page(440_100, "A1-2", number(0.9, "share"), "/guide/1"),
        on_page(440_100, "A1-2", number(0.5, "share"), "/guide/2"),
        on_page(440_100, "A1-2", Finding::unknown(PageMissing, "connect-timeout"), "/guide/3"),
        quoted(440_100, "A1-3", both(), "\u{1b}]0;owned\u{7}\u{1b}[2J点击\n\n  这里\u{202e}"),
        quoted(440_100, "A2-1", Finding::Truth(true), "统一身份认证登录"),
        verdict(440_100, "B-1", number(3.0, "items")),
        unjudged(440_100, "B-2", Finding::unknown(NotAutomated, "")),
        verdict(440_300, "A1-1", Finding::Truth(false)),
        on_page(440_300, "A1-2", number(1.0, "share"), "/guide/\u{9b}31m"),
        verdict(440_300, "A1-3", grade("three\u{1b}[0mway")),
        verdict(440_300, "A2-1", Finding::Text("see \"note\"".to_owned())),
        verdict(440_300, "B-1", number(f64::NAN, "items")),
        verdict(440_300, "B-2", number(1e300, "wci\u{7}")),
        verdict(513_300, "A1-1", Finding::unknown(OutOfFuel, "fuel 20000000\u{1b}[1A")),
        verdict(513_300, "A2-1", Finding::unknown(NeedsRendering, "")),
        verdict(620_200, "A2-1", Finding::Truth(false)),
        verdict(620_200, "elsewhere", Finding::Truth(false)),
        verdict(659_900, "A1-1", number(1.0, "clicks")),
        verdict(659_900, "A1-3", both()),
        verdict(659_900, "A2-1", Finding::Truth(true)),
        verdict(659_900, "B-1", number(9.0, "items")),
    ]
}

fn quoted(code: u32, point: &str, finding: Finding, quote: &str) -> Verdict {
    let evidence = Evidence {
        url: "https://www.example.gov.cn/qzqd/\u{1b}[31mindex.html".to_owned(),
        page: Digest::of(b"page"),
        node: Some(42),
        quote: quote.to_owned(),
    };
    Verdict { evidence: vec![evidence], ..verdict(code, point, finding) }
}

fn on_page(code: u32, point: &str, finding: Finding, path: &str) -> Verdict {
    let page = Some(format!("https://www.example.gov.cn{path}"));
    Verdict { page, ..verdict(code, point, finding) }
}

fn unjudged(code: u32, point: &str, finding: Finding) -> Verdict {
    let mut verdict = verdict(code, point, finding);
    verdict.provenance.probe = None;
    verdict.provenance.n_pages = 0;
    verdict
}

fn verdict(code: u32, point: &str, finding: Finding) -> Verdict {
    Verdict {
        region: RegionCode::new(code).unwrap(),
        point: PointId(point.to_owned()),
        page: None,
        finding,
        evidence: Vec::new(),
        confidence: Confidence::from_share(0.85).unwrap(),
        note: point.starts_with("A2").then(|| "two\u{7} lines\nof note".to_owned()),
        provenance: Provenance {
            family: "lists".to_owned(),
            version: "1.2.0".to_owned(),
            probe: Some(Digest::of(b"probe")),
            contract: "0.1.0".to_owned(),
            criterion: "reach".to_owned(),
            params: Digest::of(b"params"),
            n_pages: 4,
            pages: Digest::of(b"a b c d"),
            cost_fuel: 123_456,
        },
    }
}
