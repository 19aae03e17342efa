//! The index against figures made elsewhere: COINr's vectors and the Blue
//! Book's table. The vectors and their licence are in `fixtures/coinr`.

use std::collections::BTreeMap;

use bluebook::aggregate::{NodeScore, RegionScore, class_of, rank, score_region};
use bluebook::model::{
    Basis, ClassCut, ClassRule, Collect, Confidence, Digest, Finding, Indicator, IndicatorId,
    IndicatorSystem, Judge, Measure, Part, Point, PointBasis, PointId, Provenance, RegionCode,
    ScoreRule, Text, UnknownReason, Verdict, WeightPercent,
};

/// Largest difference allowed to COINr's figures, in points of 100.
const TOLERANCE: f64 = 1e-9;

/// COINr's index has one root, which is our total.
const ROOT: &str = "Index";

#[test]
fn weighted_mean_with_missing_values_is_coinrs() {
    let system = coinr_system(|weight| weight);
    let expected = Csv::read(include_str!("../fixtures/coinr/weighted_mean.csv"));
    let scores = coinr_scores(&system, include_str!("../fixtures/coinr/minmax.csv"));
    let mut n_compared = 0;
    for (unit, scores) in &scores {
        for indicator in expected.header.iter().skip(1) {
            let theirs: f64 = expected.cell(unit, indicator).parse().unwrap();
            let ours = 100.0 * node(&system, scores, indicator).score.unwrap();
            assert!((ours - theirs).abs() < TOLERANCE, "{unit} {indicator}: {ours}, not {theirs}");
            n_compared += 1;
        }
    }
    assert_eq!(n_compared, 51 * 11);
    let n_partial = scores.iter().filter(|(_, scores)| scores.total.coverage < 1.0).count();
    assert!(n_partial > 10, "only {n_partial} units have missing values");
}

#[test]
fn ranks_are_coinrs() {
    let system = coinr_system(|_| 1.0);
    let expected = Csv::read(include_str!("../fixtures/coinr/ranks.csv"));
    let named = coinr_scores(&system, include_str!("../fixtures/coinr/normalised.csv"));
    let scores: Vec<_> = named.iter().map(|(_, scores)| scores.clone()).collect();
    for place in rank(&scores, &[], 0.0) {
        let (unit, scores) = &named[place.position];
        for indicator in ["Index", "Conn", "Sust"] {
            let theirs: f64 = expected.cell(unit, indicator).parse().unwrap();
            let ours = 100.0 * node(&system, scores, indicator).score.unwrap();
            assert!((ours - theirs).abs() < TOLERANCE, "{unit} {indicator}: {ours}, not {theirs}");
        }
        assert_eq!(place.rank.unwrap().to_string(), expected.cell(unit, "rank"), "{unit}");
    }
}

/// Weights within the parent, as table 1 of the Blue Book 2019 prints them; the
/// first 30 of the second line and the second 50 below it were not legible and
/// are what their siblings leave.
const BLUE_BOOK: &str = "
    40[ 30[25 25 25 25] 30[40 45 15] 40[12 8 12 8 8 8 16 14 14] ]
    40[ 30[50 50] 35[20 20 30 30] 35[40 30 30] ]
    20[ 40[65 35] 40[50 50] 20[75 25] ]";

/// Full points of 100, in the same order.
const FULL_POINTS: [f64; 31] = [
    3.0, 3.0, 3.0, 3.0, 4.8, 5.4, 1.8, 1.92, 1.28, 1.92, 1.28, 1.28, 1.28, 2.56, 2.24,
    2.24, //
    6.0, 6.0, 2.8, 2.8, 4.2, 4.2, 5.6, 4.2, 4.2, //
    5.2, 2.8, 4.0, 4.0, 3.0, 1.0,
];

#[test]
fn blue_book_full_points_follow_from_its_weights() {
    let system = blue_book_system();
    let scores = score_region(&system, region(0), &[]);
    let level_3 = system.indicators.iter().zip(&scores.indicators).filter(|(i, _)| i.level == 3);
    let points: Vec<_> = level_3.map(|(_, node)| 100.0 * node.full_weight).collect();
    assert_eq!(points.len(), FULL_POINTS.len());
    for (i, (ours, theirs)) in points.iter().zip(FULL_POINTS).enumerate() {
        assert!((ours - theirs).abs() < TOLERANCE, "indicator {i}: {ours}, not {theirs}");
    }
    assert!((points.iter().sum::<f64>() - 100.0).abs() < TOLERANCE);
    assert_eq!(scores.total.score, None, "nothing was judged");
}

#[test]
fn blue_book_classes_follow_from_its_cuts() {
    #[track_caller]
    fn check(total: f64, expected: &str) {
        let cuts = [("领先", 79.91), ("积极", 60.10), ("稳步", 46.09), ("亟待", 0.0)]
            .map(|(title, at_least)| ClassCut { title: text(title), at_least, basis: Basis::Book });
        let class = class_of(&cuts, total / 100.0).map(|class| cuts[class].title.zh.as_str());
        assert_eq!(class, Some(expected), "{total}");
    }
    // The best region, the class means and the cuts as printed in 2019.
    check(84.80, "领先");
    check(82.59, "领先");
    check(79.91, "领先");
    check(79.90, "积极");
    check(68.38, "积极");
    check(60.10, "积极");
    check(60.09, "稳步");
    check(53.78, "稳步");
    check(46.09, "稳步");
    check(46.08, "亟待");
    check(0.0, "亟待");
}

/// A table with a header; cells hold no comma and no quote.
struct Csv {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Csv {
    fn read(text: &str) -> Self {
        let cell = |cell: &str| cell.trim_matches('"').to_owned();
        let mut rows: Vec<Vec<String>> =
            text.lines().map(|line| line.split(',').map(cell).collect()).collect();
        let header = rows.remove(0);
        Self { header, rows }
    }

    /// The cell of the row whose first cell is `unit`.
    fn cell(&self, unit: &str, column: &str) -> &str {
        let row = self.rows.iter().find(|row| row[0] == unit).unwrap();
        &row[self.header.iter().position(|name| name == column).unwrap()]
    }
}

/// COINr's hierarchy; its indicators are our points, its aggregates our indicators.
fn coinr_system(weight: impl Fn(f64) -> f64) -> IndicatorSystem {
    let mut rows = Csv::read(include_str!("../fixtures/coinr/weights.csv")).rows;
    // Highest level first, so that a parent stands before its children.
    rows.sort_by_key(|row| std::cmp::Reverse(row[0].clone()));
    let mut system = IndicatorSystem {
        edition: "coinr".to_owned(),
        title: text("ASEM"),
        indicators: Vec::new(),
        points: Vec::new(),
        classes: Vec::new(),
        class_rule: ClassRule::Fixed,
        topics: Vec::new(),
    };
    for row in rows {
        let [_, code, _, row_weight, parent, kind] = &row[..] else { panic!("{row:?}") };
        let weight = weight(row_weight.parse().unwrap());
        let parent = system.indicators.iter().position(|one| one.id.0 == *parent);
        match kind.as_str() {
            "Aggregate" if code == ROOT => {}
            "Aggregate" => system.indicators.push(indicator(code, parent, 1, weight)),
            _ => system.points.push(point(code, parent.unwrap(), weight)),
        }
    }
    assert_eq!((system.indicators.len(), system.points.len()), (10, 49));
    system
}

/// The units of a table in its order, each as a region with its scores.
fn coinr_scores(system: &IndicatorSystem, table: &str) -> Vec<(String, RegionScore)> {
    let table = Csv::read(table);
    let mut scores = Vec::new();
    for (i, row) in (0..).zip(&table.rows) {
        let cells = table.header.iter().zip(row).skip(1);
        let verdicts: Vec<_> = cells.map(|(point, cell)| verdict(region(i), point, cell)).collect();
        scores.push((row[0].clone(), score_region(system, region(i), &verdicts)));
    }
    assert_eq!(scores.len(), 51);
    scores
}

fn node<'a>(system: &IndicatorSystem, scores: &'a RegionScore, indicator: &str) -> &'a NodeScore {
    match system.indicators.iter().position(|one| one.id.0 == indicator) {
        Some(position) => &scores.indicators[position],
        None if indicator == ROOT => &scores.total,
        None => panic!("no indicator {indicator}"),
    }
}

fn blue_book_system() -> IndicatorSystem {
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for word in BLUE_BOOK.replace('[', "[ ").replace(']', " ] ").split_whitespace() {
        if word == "]" {
            open.pop().unwrap();
            continue;
        }
        let weight = word.trim_end_matches('[').parse().unwrap();
        let level = u8::try_from(open.len() + 1).unwrap();
        indicators.push(indicator(word, open.last().copied(), level, weight));
        if word.ends_with('[') {
            open.push(indicators.len() - 1);
        }
    }
    let (edition, title) = ("2019".to_owned(), text("2019"));
    IndicatorSystem {
        edition,
        title,
        indicators,
        points: Vec::new(),
        classes: Vec::new(),
        class_rule: ClassRule::Fixed,
        topics: Vec::new(),
    }
}

fn region(i: u32) -> RegionCode {
    RegionCode::new(100_000 + i).unwrap()
}

fn text(text: &str) -> Text {
    Text { zh: text.to_owned(), en: text.to_owned() }
}

fn indicator(id: &str, parent: Option<usize>, level: u8, weight: f64) -> Indicator {
    let weight = WeightPercent::new(weight).unwrap();
    Indicator {
        id: IndicatorId(id.to_owned()),
        parent,
        level,
        title: text(id),
        weight,
        part: Part::Weighted,
        basis: Basis::Book,
    }
}

fn point(id: &str, indicator: usize, weight: f64) -> Point {
    Point {
        id: PointId(id.to_owned()),
        indicator,
        title: text(id),
        weight: WeightPercent::new(weight).unwrap(),
        collect: Collect::Http,
        role: String::new(),
        per_page: false,
        judge: Judge::Nobody,
        score: ScoreRule::Index { full: 100.0 },
        params: BTreeMap::new(),
        evidence: String::new(),
        source: String::new(),
        basis: PointBasis::OURS,
        human: None,
    }
}

/// An empty cell or `NA` is not known.
fn verdict(region: RegionCode, point: &str, cell: &str) -> Verdict {
    let unit = "index".to_owned();
    Verdict {
        region,
        point: PointId(point.to_owned()),
        page: None,
        finding: match cell {
            "" | "NA" => Finding::unknown(UnknownReason::PageMissing, ""),
            _ => Finding::Number(Measure { value: cell.parse().unwrap(), unit }),
        },
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family: String::new(),
            version: String::new(),
            probe: None,
            contract: String::new(),
            criterion: String::new(),
            params: Digest::of(b""),
            n_pages: 0,
            pages: Provenance::digest_of_pages(&[]),
            cost_fuel: 0,
        },
    }
}
