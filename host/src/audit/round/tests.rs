use std::collections::BTreeMap;

use super::super::drift::COMPARED_MIN;
use super::*;
use crate::model::{
    Area, Basis, Channel, ClassRule, Collect, Confidence, Evidence, Indicator, IndicatorId, Judge,
    PageRecord, PointBasis, Provenance, ScoreRule, StartPage, Text, UnknownReason, WeightPercent,
};

fn text() -> Text {
    Text { zh: "名".to_owned(), en: "name".to_owned() }
}

fn weight() -> WeightPercent {
    WeightPercent::new(50.0).unwrap()
}

/// Two points of one indicator, yes or no each.
fn system() -> IndicatorSystem {
    let point = |id: &str| Point {
        id: PointId(id.to_owned()),
        indicator: 0,
        title: text(),
        weight: weight(),
        collect: Collect::Http,
        role: "home".to_owned(),
        per_page: false,
        judge: Judge::Probe { family: "own".to_owned(), criterion: "c".to_owned() },
        score: ScoreRule::Bool {},
        params: BTreeMap::new(),
        evidence: String::new(),
        source: String::new(),
        basis: PointBasis::OURS,
        human: None,
    };
    let indicator = Indicator {
        id: IndicatorId("A".to_owned()),
        parent: None,
        level: 1,
        title: text(),
        weight: WeightPercent::new(100.0).unwrap(),
        part: crate::model::Part::Weighted,
        basis: Basis::Book,
    };
    IndicatorSystem {
        edition: "2019".to_owned(),
        title: text(),
        indicators: vec![indicator],
        points: vec![point("A-1"), point("A-2")],
        classes: Vec::new(),
        class_rule: ClassRule::Fixed,
        topics: Vec::new(),
    }
}

fn code(n: usize) -> RegionCode {
    RegionCode::new(110_100 + u32::try_from(n).unwrap() * 100).unwrap()
}

fn region(n: usize) -> Region {
    Region {
        code: code(n),
        name: text(),
        short: String::new(),
        province: code(n),
        province_name: String::new(),
        area: Area::East,
        tags: Vec::new(),
        lon_lat: None,
        pages: vec![StartPage {
            channel: Channel::Site,
            role: "home".to_owned(),
            url: format!("http://{n}.cn/"),
        }],
        accounts: Vec::new(),
        switched_off: Vec::new(),
        spared: Vec::new(),
    }
}

fn verdict(n: usize, point: &str, finding: Finding) -> Verdict {
    Verdict {
        region: code(n),
        point: PointId(point.to_owned()),
        page: None,
        finding,
        evidence: vec![Evidence {
            url: format!("http://{n}.cn/"),
            page: Digest::of(&n.to_be_bytes()),
            node: None,
            quote: "词".to_owned(),
        }],
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family: "own".to_owned(),
            version: "1".to_owned(),
            probe: Some(Digest::of(b"probe")),
            contract: "0.1.0".to_owned(),
            criterion: "c".to_owned(),
            params: Digest::of(b""),
            n_pages: 1,
            pages: Digest::of(b""),
            cost_fuel: 1,
        },
    }
}

/// A region that says yes to the first point and, in turn, yes and no to the second.
fn batch(n: usize) -> RegionBatch {
    let page = PageRecord {
        requested: format!("http://{n}.cn/"),
        url: format!("http://{n}.cn/"),
        role: "home".to_owned(),
        depth: 0,
        status: 200,
        digest: Digest::of(&n.to_be_bytes()),
        n_bytes: 8,
        encoding: "UTF-8".to_owned(),
        encoding_ground: "utf-8".to_owned(),
        n_replaced: 0,
    };
    let in_turn = Finding::Truth(n.is_multiple_of(2));
    let verdicts =
        vec![verdict(n, "A-1", Finding::Truth(n.is_multiple_of(3))), verdict(n, "A-2", in_turn)];
    RegionBatch { region: code(n), pages: vec![page], missing: Vec::new(), verdicts }
}

/// What is otherwise in an earlier round.
type Change<'c> = &'c dyn Fn(&mut RegionBatch);

const SOUND: RoundState = RoundState { is_closed: true, is_same_plan: true, has_evidence: true };

fn audited(
    n_regions: usize,
    state: RoundState,
    change: impl Fn(&mut RegionBatch, usize),
    before: Option<Change<'_>>,
) -> Audited {
    let (system, regions) = (system(), (0..n_regions).map(region).collect::<Vec<_>>());
    let mut audit = Audit::new(&system, &regions);
    for n in 0..n_regions {
        let (mut now, mut earlier) = (batch(n), batch(n));
        change(&mut now, n);
        if let Some(before) = before {
            before(&mut earlier);
        }
        audit.take(&now, before.map(|_| &earlier));
    }
    audit.finish(state)
}

/// Names and subjects of what is found when every region is changed by `change`.
#[track_caller]
fn check(n_regions: usize, change: impl Fn(&mut RegionBatch, usize), expected: &[&str]) {
    let audited = audited(n_regions, SOUND, change, None);
    let found: Vec<String> =
        audited.findings.iter().map(|f| format!("{} {}", f.name, f.subject)).collect();
    assert_eq!(found, expected);
    let Questions { n_planned, n_judged, unknown, n_unanswered } = &audited.questions;
    assert_eq!(*n_planned, n_regions * 2);
    assert_eq!(*n_planned, n_judged + unknown.values().sum::<usize>() + n_unanswered);
}

fn unknown() -> Finding {
    Finding::unknown(UnknownReason::NotStated, "")
}

#[test]
fn what_a_rule_cannot_score_is_told_once_a_point() {
    let number = || Finding::Number(crate::model::Measure { value: 3.0, unit: "items".to_owned() });
    check(4, |b, n| b.verdicts[1] = verdict(n, "A-2", number()), &["point-not-scored A-2"]);
    check(4, |b, n| b.verdicts[0] = verdict(n, "A-1", unknown()), &[]);
}

#[test]
fn what_was_planned_was_answered() {
    check(4, |_, _| {}, &[]);
    check(1, |b, _| drop(b.verdicts.remove(0)), &["unanswered 110100"]);
    check(
        1,
        |b, _| b.verdicts.push(verdict(0, "B-1", Finding::Truth(true))),
        &["unplanned 110100"],
    );
    check(
        1,
        |b, _| {
            let mut page = verdict(0, "A-1", Finding::Truth(true));
            page.page = Some("http://0.cn/".to_owned());
            b.verdicts.push(page);
        },
        &["answered-twice 110100"],
    );
    check(1, |b, _| b.region = code(7), &["unplanned 110800", "region-uncovered 110800"]);
    check(
        2,
        |b, n| b.verdicts[1].finding = if n == 0 { unknown() } else { Finding::Truth(true) },
        &[],
    );
}

#[test]
fn evidence_is_on_a_page_of_the_region() {
    check(1, |b, _| b.pages.clear(), &["evidence-not-held 110100"]);
    check(
        1,
        |b, _| {
            b.pages.clear();
            b.verdicts.iter_mut().for_each(|verdict| verdict.evidence.clear());
        },
        &[],
    );
}

#[test]
fn what_never_knows_or_never_differs_is_named() {
    let silence =
        |b: &mut RegionBatch, _| b.verdicts.iter_mut().for_each(|v| v.finding = unknown());
    let found = ["silent-probe own", "region-uncovered 110100"];
    check(1, silence, &found);
    // A page that could not be had is no fault of the probe.
    let absent = |b: &mut RegionBatch, n| {
        silence(b, n);
        b.verdicts.iter_mut().for_each(|v| v.provenance.n_pages = 0);
    };
    check(1, absent, &["region-uncovered 110100"]);
    let one = |b: &mut RegionBatch, _| b.verdicts[0].finding = unknown();
    check(ALIKE_REGIONS_MIN - 1, one, &[]);
    check(ALIKE_REGIONS_MIN, one, &["silent-point A-1"]);
    let same = |b: &mut RegionBatch, _| b.verdicts[0].finding = Finding::Truth(true);
    check(ALIKE_REGIONS_MIN - 1, same, &[]);
    check(ALIKE_REGIONS_MIN, same, &["constant-point A-1"]);
}

#[test]
fn two_regions_with_one_first_page_are_named() {
    let shared = |b: &mut RegionBatch, _| {
        b.pages[0].digest = Digest::of(b"parked");
        b.verdicts.iter_mut().for_each(|verdict| verdict.evidence.clear());
    };
    check(1, shared, &[]);
    check(3, shared, &["shared-page 110100"]);
}

#[test]
fn a_round_as_a_whole_is_closed_and_of_its_plan() {
    let state = RoundState { is_closed: false, is_same_plan: false, has_evidence: false };
    let audited = audited(1, state, |_, _| {}, None);
    let names: Vec<_> = audited.failed().map(|finding| finding.name).collect();
    assert_eq!(names, ["round-open", "other-plan", "evidence-missing"]);
}

/// Names of the drift when every finding of the first point was the other one before.
#[track_caller]
fn check_drift(n_regions: usize, n_flipped: usize, expected: &[&str]) {
    let flip = |batch: &mut RegionBatch| {
        if batch.region < code(n_flipped)
            && let Finding::Truth(truth) = &mut batch.verdicts[0].finding
        {
            *truth = !*truth;
        }
    };
    let audited = audited(n_regions, SOUND, |_, _| {}, Some(&flip));
    let drift = audited.findings.iter().filter(|finding| finding.name.starts_with("drift"));
    let found: Vec<_> = drift.map(|f| format!("{} {}", f.name, f.subject)).collect();
    assert_eq!(found, expected);
}

#[test]
fn findings_that_flipped_are_counted_against_the_thresholds() {
    check_drift(COMPARED_MIN, 0, &[]);
    check_drift(COMPARED_MIN, 3, &[]);
    check_drift(COMPARED_MIN, 4, &["drift-point A-1"]);
    check_drift(COMPARED_MIN, 5, &["drift-point A-1", "drift-family own"]);
    check_drift(COMPARED_MIN - 1, 9, &["drift-family own"]);
}
