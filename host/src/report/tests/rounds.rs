//! Rounds beside each other, the audit of indicators and the method annex, whole;
//! `BLESS=1` rewrites them.

use std::io::Write as _;

use bluebook_index::Mean;
use bluebook_index::impute::Fill;
use bluebook_index::normalise::Normalisation;
use bluebook_index::treat::Treatment;
use bluebook_index::weights::Weighting;

use super::super::{
    Compared, ComparedRegion, IndexAudit, Judges, MethodAnnex, Part, PeersPart, Points, RoundSide,
    RoundWords, Trend, explain,
};
use super::example::{Example, example};
use super::goldens::check;
use crate::aggregate::{Comparison, Counted, RegionScore, Side, score_region};
use crate::audit::{Sharing, Worth};
use crate::model::{
    ClassRule, DataWeights, Digest, Finding, PageRecord, Peers, RegionBatch, RegionCode,
    RoundHeader, Scenario, Text, Verdict, WeightPercent,
};
use crate::report::Percent;

fn header(name: &str, collected_on: &str) -> RoundHeader {
    RoundHeader {
        name: name.to_owned(),
        edition: "2019".to_owned(),
        collected_on: collected_on.to_owned(),
        plan: Digest::of(b"plan"),
        source: "live".to_owned(),
    }
}

fn batch(region: RegionCode, verdicts: &[Verdict]) -> RegionBatch {
    let own = verdicts.iter().filter(|verdict| verdict.region == region).cloned().collect();
    RegionBatch { verdicts: own, ..RegionBatch::empty(region) }
}

/// The example a year later: other weights, other pages of one region, a point and a region less.
fn later() -> Example {
    let mut later = example();
    let weight = |percent| WeightPercent::new(percent).unwrap();
    later.system.indicators[1].weight = weight(60.0);
    later.system.indicators[2].weight = weight(40.0);
    later.system.points.retain(|point| point.id.0 != "A1-3");
    later.verdicts.retain(|verdict| verdict.region.get() != 620_200);
    for verdict in &mut later.verdicts {
        if verdict.region.get() == 440_100 && verdict.point.0 == "A2-1" {
            verdict.finding = Finding::Truth(false);
            verdict.provenance.n_pages = 5;
        }
    }
    let codes = later.scores.iter().map(|score| score.region).filter(|code| code.get() != 620_200);
    later.scores = codes.map(|code| score_region(&later.system, code, &later.verdicts)).collect();
    later
}

fn codes(scores: &[RegionScore]) -> Vec<RegionCode> {
    scores.iter().map(|score| score.region).collect()
}

fn counted(batch: &RegionBatch) -> Counted<'_> {
    Counted { verdicts: &batch.verdicts, marks: &[] }
}

fn compared<T>(look: impl FnOnce(&Compared, &Comparison<'_>, [&Example; 2]) -> T) -> T {
    let (before, after) = (example(), later());
    let [old, new] = [header("2019", "2019-01-15"), header("2020", "2020-01-15")];
    let batches = |example: &Example| -> Vec<RegionBatch> {
        codes(&example.scores).iter().map(|code| batch(*code, &example.verdicts)).collect()
    };
    let mut comparison = Comparison::new(
        Side { system: &before.system, collected_on: &old.collected_on },
        Side { system: &after.system, collected_on: &new.collected_on },
    )
    .unwrap();
    let earlier = batches(&before);
    for batch in batches(&after) {
        let before = earlier.iter().find(|one| one.region == batch.region).unwrap();
        comparison.take(batch.region, counted(before), counted(&batch));
    }
    let changes = comparison.changes().unwrap();
    let sides = [round(&before, &old), round(&after, &new)];
    look(&Compared::new(sides, &changes), &comparison, [&before, &after])
}

fn round<'a>(example: &'a Example, header: &'a RoundHeader) -> RoundSide<'a> {
    let Example { system, regions, scores, .. } = example;
    RoundSide { header, system, scores, regions }
}

#[test]
fn two_rounds_by_cause() {
    compared(|compared, _, _| {
        check("compared.txt", |out| compared.write_table(out));
        check("compared.csv", |out| compared.write_csv(out));
        check("compared.json", |out| compared.write_json(out));
    });
}

#[test]
fn one_region_of_two_rounds() {
    compared(|compared, comparison, [before, after]| {
        let code = RegionCode::new(440_100).unwrap();
        let row = compared.rows.iter().find(|row| row.code == code.to_string()).unwrap();
        let known = (compared.rounds.clone(), compared.causes.clone(), row.clone());
        let systems = [&before.system, &after.system];
        let scores = comparison.scores(code).unwrap();
        let region = ComparedRegion::new(known, systems, scores, &comparison.points(code));
        check("compared_region.txt", |out| region.write_table(out));
        check("compared_region.csv", |out| region.write_csv(out));
        check("compared_region.json", |out| region.write_json(out));
    });
}

#[test]
fn many_rounds() {
    let (before, after) = (example(), later());
    let [old, new] = [header("2019", "2019-01-15"), header("2020", "2020-01-15")];
    let trend = Trend::new(&[round(&before, &old), round(&after, &new)]);
    check("trend.txt", |out| trend.write_table(out));
    check("trend.csv", |out| trend.write_csv(out));
    check("trend.json", |out| trend.write_json(out));
}

#[test]
fn audit_of_the_indicators() {
    let Example { system, scores, .. } = example();
    let mut sharing = Sharing::default();
    for code in codes(&scores).into_iter().take(2) {
        let page = PageRecord {
            requested: "https://www.example.gov.cn/".to_owned(),
            url: "https://www.example.gov.cn/\u{1b}[31m".to_owned(),
            role: "home".to_owned(),
            depth: 0,
            status: 200,
            digest: Digest::of(b"page"),
            n_bytes: 20_000,
            encoding: "utf-8".to_owned(),
            encoding_ground: "utf-8".to_owned(),
            n_replaced: 0,
        };
        sharing.take(&RegionBatch { pages: vec![page], ..RegionBatch::empty(code) });
    }
    let audit = IndexAudit {
        round: RoundWords::of(&header("2019", "2019-01-15")),
        worth: Worth::of(&system, &scores),
        findings: Vec::new(),
        shared: sharing.finish(),
    };
    check("index_audit.txt", |out| audit.write_table(out));
    check("index_audit.csv", |out| audit.write_csv(out));
}

#[test]
fn the_method_annex() {
    let Example { system, scores, verdicts, .. } = example();
    let mut judges = Judges::default();
    for code in codes(&scores) {
        judges.take(&batch(code, &verdicts));
    }
    let annex = MethodAnnex {
        header: &header("2019", "2019-01-15"),
        manifests: &Digest::of(b"manifests").to_string(),
        program: "0.0.0",
        system: &system,
        scores: &scores,
        scenario: None,
        judges: &judges,
    };
    check("method.md", |out| annex.write_markdown(out));
    let weighed = DataWeights { method: Weighting::Pca, below: vec![None, Some(1)] };
    let scenario = Scenario {
        weights: vec![("A".to_owned(), 50.0)],
        data_weights: Some(weighed),
        fill: Fill::GroupMean,
        peers: Peers::Area,
        known_min: 0.5,
        treatment: Some(Treatment::default()),
        normalisation: Normalisation::MinMax { low: 0.0, high: 1.0 },
        means: vec![Mean::Geometric, Mean::Arithmetic],
        class_rule: Some(ClassRule::Jenks),
        ..Scenario::default()
    };
    let chosen = MethodAnnex { scenario: Some(&scenario), ..annex };
    let mut written = Vec::new();
    chosen.write_markdown(&mut written).unwrap();
    let written = String::from_utf8(written).unwrap();
    let (_, uncertainty) = written.split_once("## 7").unwrap();
    let (uncertainty, _) = uncertainty.split_once("\n## 8").unwrap_or((uncertainty, ""));
    check("method_scenario.md", |out| out.write_all(uncertainty.as_bytes()));
}

#[test]
fn a_region_among_its_peers() {
    let Example { system, regions, verdicts, scores } = example();
    let mut explanation =
        explain(&system, &regions[0], &scores[0], &verdicts, Part::Whole).unwrap();
    let words = Text { zh: "同区域的地区".to_owned(), en: "regions of its area".to_owned() };
    explanation.peers = PeersPart::of(&system, &scores, regions[0].code, (&codes(&scores), words));
    check("explain_peers.txt", |out| explanation.write_text(out));
    check("explain.csv", |out| explanation.write_csv(out));
}

#[test]
fn parts_are_shown_as_they_sum() {
    #[track_caller]
    fn check(parts: &[f64], [before, after]: [f64; 2], expected: &[&str]) {
        let whole = Points::between(Percent::of(before), Percent::of(after));
        let shown: Vec<_> = Points::split(parts, whole).iter().map(ToString::to_string).collect();
        assert_eq!(shown, expected);
    }
    check(&[], [0.0, 0.0], &[]);
    check(&[0.1, -0.05], [0.5, 0.55], &["+10.00", "-5.00"]);
    // A third of a hundredth each: one of them is shown.
    check(&[1e-4 / 3.0; 3], [0.5, 0.5001], &["+0.01", "0.00", "0.00"]);
    check(&[-1e-4 / 3.0; 3], [0.5, 0.4999], &["0.00", "0.00", "-0.01"]);
    // Noise of summing is no change.
    check(&[-1e-16, 0.05 + 1e-16], [0.5, 0.55], &["0.00", "+5.00"]);
    assert_eq!(Points::of(-0.000_051).to_string(), "-0.01");
}
