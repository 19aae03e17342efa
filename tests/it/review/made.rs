//! Rounds made from a seed, with the truth beside what machines say.

use std::collections::BTreeMap;

use bluebook::model::{
    Act, Area, Basis, Call, ClassCut, ClassRule, Collect, Confidence, Decision, Digest, Drawn,
    Evidence, Exhibit, Finding, Indicator, IndicatorId, IndicatorSystem, Judge, Part, Point,
    PointBasis, PointId, Provenance, Region, RegionCode, ReviewEvent, ScoreRule, Target, Text,
    Verdict, WeightPercent,
};
use bluebook::review::{Board, Settings, Task};

pub(crate) fn text(text: &str) -> Text {
    Text { zh: text.to_owned(), en: text.to_owned() }
}

/// A number of things as a quantity.
pub(crate) fn quantity(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap())
}

pub(crate) fn code(region: usize) -> RegionCode {
    RegionCode::new(u32::try_from(110_100 + region).unwrap()).unwrap()
}

/// One indicator with points of these weights, in per cent, which sum to 100.
pub(crate) fn system(weights: &[f64], rule: &ScoreRule) -> IndicatorSystem {
    let points = weights.iter().enumerate().map(|(at, weight)| Point {
        id: PointId(format!("P{at}")),
        indicator: 0,
        title: text("点位"),
        weight: WeightPercent::new(*weight).unwrap(),
        collect: Collect::Http,
        role: "home".to_owned(),
        per_page: false,
        judge: Judge::Probe { family: family(at), criterion: format!("c{at}") },
        score: rule.clone(),
        params: BTreeMap::new(),
        evidence: String::new(),
        source: String::new(),
        basis: PointBasis::OURS,
        human: None,
    });
    IndicatorSystem {
        edition: "2019".to_owned(),
        title: text("合成"),
        indicators: vec![Indicator {
            id: IndicatorId("A".to_owned()),
            parent: None,
            level: 1,
            title: text("指标"),
            weight: WeightPercent::new(100.0).unwrap(),
            basis: Basis::Ours,
            part: Part::Weighted,
        }],
        points: points.collect(),
        classes: [("甲", 80.0), ("乙", 60.0), ("丙", 0.0)]
            .map(|(title, at_least)| ClassCut { title: text(title), at_least, basis: Basis::Ours })
            .to_vec(),
        class_rule: ClassRule::Fixed,
        topics: Vec::new(),
    }
}

pub(crate) fn family(point: usize) -> String {
    format!("f{}", point % 4)
}

pub(crate) fn region(at: usize) -> Region {
    let areas = [Area::East, Area::Central, Area::West, Area::NorthEast];
    Region {
        code: code(at),
        name: text(&format!("示例市{at}")),
        short: format!("示例{at}"),
        province: RegionCode::new(110_000).unwrap(),
        province_name: "示例省".to_owned(),
        area: areas[at % 4],
        lon_lat: None,
        pages: Vec::new(),
        accounts: Vec::new(),
        switched_off: Vec::new(),
        spared: Vec::new(),
        tags: Vec::new(),
    }
}

pub(crate) fn verdict(at: usize, point: usize, finding: Finding, confidence: f32) -> Verdict {
    let page = Digest::of(format!("page {at} {point}").as_bytes());
    Verdict {
        region: code(at),
        point: PointId(format!("P{point}")),
        page: None,
        finding,
        evidence: vec![Evidence {
            url: format!("http://r{at}.example/"),
            page,
            node: None,
            quote: "引文".to_owned(),
        }],
        confidence: Confidence::from_share(confidence).unwrap(),
        note: None,
        provenance: Provenance {
            family: family(point),
            version: "0.1.0".to_owned(),
            probe: Some(Digest::of(b"probe")),
            contract: "0.2.0".to_owned(),
            criterion: format!("c{point}"),
            params: Digest::of(b"params"),
            n_pages: 1,
            pages: Provenance::digest_of_pages(&[page]),
            cost_fuel: 1,
        },
    }
}

/// What machines say of each region and point, and what is so.
pub(crate) struct Made {
    pub(crate) system: IndicatorSystem,
    pub(crate) regions: Vec<Region>,
    pub(crate) judged: Vec<(RegionCode, Vec<Verdict>)>,
    /// By question.
    pub(crate) truth: BTreeMap<Target, bool>,
}

impl Made {
    /// `n_regions` times the points of these weights; `wrong` gives the chance that a verdict of a
    /// point is wrong. Regions differ in how much they offer.
    pub(crate) fn new(
        n_regions: usize,
        weights: &[f64],
        wrong: impl Fn(usize) -> f64,
        seed: u64,
    ) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let (mut judged, mut truth) = (Vec::new(), BTreeMap::new());
        for at in 0..n_regions {
            let merit = 0.25 + 0.6 * random.f64();
            let mut verdicts = Vec::new();
            for point in 0..weights.len() {
                let is_so = random.f64() < merit;
                let is_wrong = random.f64() < wrong(point);
                let one = verdict(at, point, Finding::Truth(is_so != is_wrong), 0.9);
                truth.insert(Target::of(&one), is_so);
                verdicts.push(one);
            }
            judged.push((code(at), verdicts));
        }
        let system = system(weights, &ScoreRule::Bool {});
        Self { system, regions: (0..n_regions).map(region).collect(), judged, truth }
    }

    pub(crate) fn board(&self, settings: Settings) -> Board {
        Board::new(&self.system, &self.regions, self.judged.clone(), Vec::new(), settings)
    }
}

pub(crate) fn settings(seed: u64) -> Settings {
    Settings { seed, ..Settings::of(&Digest::of(b"opening"), 0.6) }
}

/// What a person who finds `found` says of a task.
pub(crate) fn call(task: &Task, found: &Finding) -> Call {
    if *found == task.machine { Call::Confirm(found.clone()) } else { Call::Correct(found.clone()) }
}

/// The event of a person's answer.
pub(crate) fn decided(
    person: &str,
    task: &Task,
    call: Call,
    (drawn, is_adjudication): (Drawn, bool),
) -> ReviewEvent {
    let exhibits = vec![Exhibit { quote: "所见".to_owned(), ..Exhibit::default() }];
    let (target, on, reason) = (task.target.clone(), task.on, "理由".to_owned());
    let act = Act::Decided(Decision { target, on, call, exhibits, reason, drawn, is_adjudication });
    ReviewEvent { person: person.to_owned(), at: "2019-03-01T00:00:00Z".to_owned(), act }
}
