//! The report as a reader has it: in Chromium, driven by `tests/tools/report.mjs`.

use std::path::Path;
use std::process::Command;

use bluebook::aggregate::{RegionScore, rank, score_region};
use bluebook::manifest::{self, Manifests};
use bluebook::model::{IndicatorSystem, Part, RegionBatch, WeightPercent};
use bluebook::report::PROTECTED_ISLANDS;
use bluebook::store::Reader;
use fastrand::Rng;
use serde_json::{Value, json};
use tests::tools::{self, Browser};

use super::{PLAIN, Rounds, figures, hostile, hostile_region, publication};
use crate::campaign::Campaign;

const TEST: &str = "a_report_works_in_a_browser";

#[test]
fn a_report_works_in_a_browser() {
    let Some(Browser { node, chromium, modules }) = tools::browser(TEST) else { return };
    let demo = Campaign::whole_sample();
    demo.done(&["run"]);
    // Half a year before, when less had grown old.
    demo.done(&["--round", "earlier", "run", "--collected-on", "2018-07-15"]);
    let earlier = super::Nation { seed: 3, ..PLAIN };
    let rounds = Rounds::of(&[("nation", PLAIN), ("earlier", earlier)]);
    let hostile_rounds = hostile::rounds();
    let demo_report = rounds.path("demo.html");
    demo.done(&["report", "--against", "earlier", "-o", demo_report.to_str().unwrap()]);
    let nation = rounds.report("nation.html", &["nation", "--against", "earlier"]);
    let map =
        ["nation", "--quotes", "none", "--map", "outlines", "--map-approval", "GS(2026)0000号"];
    let outlines = rounds.report("outlines.html", &map);
    let hostile = hostile_rounds.report("hostile.html", &["hostile"]);
    let letters = [
        rounds.report("letter.html", &["nation", "--region", "420500"]),
        hostile_rounds.report("harm.html", &["hostile", "--region", &hostile_region()]),
    ];
    let figures = figures::expected(&rounds, &nation);
    publication::publish(&rounds.path("nation"), Some("2019-06-01T00:00:00Z"));
    let marked = ["nation", "--embargoed", "--quotes", "none"];
    let embargoed = rounds.report("embargoed.html", &marked);
    let sample = Stored::of(&demo.path("bluebook.toml"), &demo.path("rounds/2019"));
    let whole = Stored::of(&tests::nation::manifests(), &rounds.path("nation"));
    let pictures = tests::root().join("target/report-pictures");
    let job = json!({
        "modules": modules,
        "chromium": chromium,
        "web": tests::root().join("host/src/report/site/web"),
        "pictures": pictures,
        "engine": [
            { "report": demo_report, "cases": sample.bits(20) },
            { "report": nation, "cases": whole.bits(6) },
        ],
        "demo": {
            "report": demo_report,
            "region": demo.first_region(),
            "best": sample.best(),
            "indicator": "A1.1",
            "point": "A1.1-1",
            "n_regions": sample.batches.len(),
            "cases": sample.moves(),
        },
        "hostile": { "report": hostile, "region": hostile_region(), "point": "A1.1-1" },
        "nation": {
            "report": nation,
            "outlines": outlines,
            "region": "420500",
            "n_regions": whole.batches.len(),
            "n_outlines": whole.batches.len(),
            "n_islands": PROTECTED_ISLANDS,
        },
        "figures": figures,
        "embargoed": embargoed,
        "letters": letters,
    });
    let path = rounds.path("job.json");
    std::fs::write(&path, job.to_string()).unwrap();
    let said = tools::run(Command::new(node).arg(tools::script("report.mjs")).arg(&path));
    println!("{}", String::from_utf8_lossy(&said));
    let picture = tests::root().join("docs/images/report.png");
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(picture.parent().unwrap()).unwrap();
        std::fs::copy(pictures.join("readme.png"), &picture).unwrap();
    }
    assert!(std::fs::metadata(&picture).unwrap().len() < 200_000, "README's picture is too heavy");
}

/// What the second and third level-1 indicator are in some of the cases.
const PARTS: &[[Part; 2]] = &[
    [Part::Bonus { points: 10.0, above: 40.0 }, Part::Deduction { points: 30.0 }],
    [Part::Multiplier { least: 60.0 }, Part::Cap { at_most: 50.0 }],
    [Part::Deduction { points: 90.0 }, Part::Veto],
];

/// A round to score in other ways.
struct Stored {
    manifests: Manifests,
    batches: Vec<RegionBatch>,
}

impl Stored {
    fn of(manifests: &Path, round: &Path) -> Self {
        let manifests = manifest::load(manifests).unwrap();
        let reader = Reader::open(round).unwrap();
        let mut batches: Vec<RegionBatch> =
            reader.regions().map(|region| reader.batch(region).unwrap().unwrap().batch).collect();
        batches.sort_by_key(|batch| batch.region);
        Self { manifests, batches }
    }

    fn scores(&self, system: &IndicatorSystem) -> Vec<RegionScore> {
        let score = |batch: &RegionBatch| score_region(system, batch.region, &batch.verdicts);
        self.batches.iter().map(score).collect()
    }

    /// The original weights and random ones, with the bits of every total.
    fn bits(&self, n_cases: usize) -> Vec<Value> {
        let mut rng = Rng::with_seed(5);
        let weighed = |case: usize| {
            let mut system = self.manifests.system.clone();
            if case > 0 {
                let mut weight = || WeightPercent::new(rng.f64() * 100.0).unwrap();
                system.indicators.iter_mut().for_each(|one| one.weight = weight());
                system.points.iter_mut().for_each(|one| one.weight = weight());
            }
            if let Some(parts) = PARTS.get(case.wrapping_sub(2)) {
                let mut parts = parts.iter();
                let top = system.indicators.iter_mut().filter(|one| one.parent.is_none()).skip(1);
                top.zip(parts.by_ref()).for_each(|(one, part)| one.part = *part);
            }
            self.case(&system)
        };
        (0..n_cases).map(weighed).collect()
    }

    fn case(&self, system: &IndicatorSystem) -> Value {
        let scores = self.scores(system);
        let bits = |value: f64| format!("{:016x}", value.to_bits());
        let total = |score: &RegionScore| {
            let total = &score.total;
            json!([
                total.score.map(bits),
                bits(total.coverage),
                bits(total.lower),
                bits(total.upper)
            ])
        };
        let indicators = system.indicators.iter().map(|one| one.weight.percent());
        let points = system.points.iter().map(|one| one.weight.percent());
        let (mut ranks, mut classes) = (vec![None; scores.len()], vec![None; scores.len()]);
        for place in rank(&scores, &system.classes, 0.0) {
            ranks[place.position] = place.rank;
            classes[place.position] = place.class;
        }
        json!({
            "weights": indicators.chain(points).chain([1.0]).collect::<Vec<_>>(),
            "parts": system.indicators.iter().map(|one| one.part).collect::<Vec<_>>(),
            "totals": scores.iter().map(total).collect::<Vec<_>>(),
            "ranks": ranks,
            "classes": classes,
        })
    }

    /// The region with the highest total.
    fn best(&self) -> String {
        let scores = self.scores(&self.manifests.system);
        rank(&scores, &[], 0.0)[0].region.to_string()
    }

    /// Sliders moved, the link that says the same, and the ranks by the program.
    fn moves(&self) -> Vec<Value> {
        let cases: &[&[(&str, u8)]] =
            &[&[("A", 5)], &[("A", 0), ("B", 100)], &[("A", 33), ("B", 33), ("C", 90)]];
        let case = |moves: &&[(&str, u8)]| {
            let mut system = self.manifests.system.clone();
            for (id, value) in *moves {
                let found = system.indicators.iter_mut().find(|one| one.id.0 == *id).unwrap();
                found.weight = WeightPercent::new(f64::from(*value)).unwrap();
            }
            let scores = self.scores(&system);
            let shown =
                |rank: Option<u32>| rank.map_or_else(|| "–".to_owned(), |it| it.to_string());
            let ranks: serde_json::Map<String, Value> = rank(&scores, &system.classes, 0.0)
                .iter()
                .map(|place| (place.region.to_string(), shown(place.rank).into()))
                .collect();
            let link: Vec<String> =
                moves.iter().map(|(id, value)| format!("{id}:{value}")).collect();
            json!({ "moves": moves, "link": link.join(","), "ranks": ranks })
        };
        cases.iter().map(case).collect()
    }
}
