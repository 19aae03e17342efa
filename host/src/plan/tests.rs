use std::collections::{BTreeMap, BTreeSet};

use super::{Installed, Pace, Plan};
use crate::model::{
    Area, Basis, Channel, ClassRule, Collect, Digest, Indicator, IndicatorId, IndicatorSystem,
    Judge, Point, PointBasis, PointId, Region, RegionCode, ScoreRule, StartPage, Switch, Switched,
    Text, UnknownReason, WeightPercent,
};

fn text(zh: &str) -> Text {
    Text { zh: zh.to_owned(), en: zh.to_owned() }
}

fn point(id: &str, role: &str, collect: Collect, judge: Judge) -> Point {
    Point {
        id: PointId(id.to_owned()),
        indicator: 0,
        title: text(id),
        weight: WeightPercent::new(25.0).unwrap(),
        collect,
        role: role.to_owned(),
        per_page: false,
        judge,
        score: ScoreRule::Bool {},
        params: BTreeMap::new(),
        evidence: String::new(),
        source: String::new(),
        basis: PointBasis::OURS,
        human: None,
    }
}

fn ask(family: &str) -> Judge {
    Judge::Probe { family: family.to_owned(), criterion: "judge".to_owned() }
}

fn system(points: Vec<Point>) -> IndicatorSystem {
    let indicator = Indicator {
        id: IndicatorId("A".to_owned()),
        parent: None,
        level: 1,
        title: text("A"),
        weight: WeightPercent::new(100.0).unwrap(),
        part: crate::model::Part::Weighted,
        basis: Basis::Book,
    };
    let edition = "2019".to_owned();
    IndicatorSystem {
        edition,
        title: text("t"),
        indicators: vec![indicator],
        points,
        classes: vec![],
        class_rule: ClassRule::Fixed,
        topics: Vec::new(),
    }
}

fn region(code: u32, urls: &[&str]) -> Region {
    let page = |url: &&str| StartPage {
        channel: Channel::Site,
        role: "home".to_owned(),
        url: (*url).to_owned(),
    };
    Region {
        code: RegionCode::new(code).unwrap(),
        name: text("市"),
        short: "市".to_owned(),
        province: RegionCode::new(440_000).unwrap(),
        province_name: "省".to_owned(),
        area: Area::East,
        tags: Vec::new(),
        lon_lat: None,
        pages: urls.iter().map(page).collect(),
        accounts: vec![],
        switched_off: vec![],
        spared: Vec::new(),
    }
}

fn probes() -> BTreeMap<String, Installed> {
    let criteria = BTreeSet::from(["judge".to_owned()]);
    let ready = Installed::Ready { digest: Digest::of(b"probe"), criteria };
    let note = "imports a clock".to_owned();
    let not = Installed::Not { reason: UnknownReason::ProbeRefused, note };
    BTreeMap::from([("good".to_owned(), ready), ("bad".to_owned(), not)])
}

#[track_caller]
fn check(point: Point, region: &Region, expected: Result<(), UnknownReason>) {
    let plan =
        Plan::new(&system(vec![point]), std::slice::from_ref(region), &probes(), &Digest::of(b""));
    let job = plan.jobs.first().unwrap();
    let found = job.unasked.first().map_or(Ok(()), |unasked| Err(unasked.reason));
    assert_eq!(found, expected);
    assert_eq!(job.calls.len(), usize::from(expected.is_ok()));
}

#[test]
fn every_point_is_asked_or_unknown_by_name() {
    let there = region(440_100, &["http://a.test/"]);
    let probe = |family| point("p", "home", Collect::Http, ask(family));
    check(probe("good"), &there, Ok(()));
    check(probe("bad"), &there, Err(UnknownReason::ProbeRefused));
    check(probe("none"), &there, Err(UnknownReason::ProbeMissing));
    check(point("p", "guide", Collect::Http, ask("good")), &there, Err(UnknownReason::NoAddress));
    check(
        point("p", "home", Collect::Human, Judge::Person),
        &there,
        Err(UnknownReason::NeedsPerson),
    );
    check(
        point("p", "home", Collect::Render, Judge::Nobody),
        &there,
        Err(UnknownReason::NeedsRendering),
    );
    check(
        point("p", "home", Collect::Social, Judge::Nobody),
        &there,
        Err(UnknownReason::NotAutomated),
    );
    let mut off = there;
    let reason = "省平台统一办理".to_owned();
    off.switched_off.push(Switch { what: Switched::Probe("good".to_owned()), reason });
    check(probe("good"), &off, Err(UnknownReason::SwitchedOff));
    let by_person = || point("p", "home", Collect::Human, Judge::Person);
    check(by_person(), &off, Err(UnknownReason::NeedsPerson));
    let mut spared = off.clone();
    spared.spared.push(PointId("p".to_owned()));
    check(probe("good"), &spared, Ok(()));
    let what = Switched::Point(PointId("p".to_owned()));
    off.switched_off = vec![Switch { what, reason: "核实中".to_owned() }];
    check(probe("good"), &off, Err(UnknownReason::SwitchedOff));
    check(by_person(), &off, Err(UnknownReason::SwitchedOff));
}

#[test]
fn an_unknown_criterion_is_found_before_the_run() {
    let judge = Judge::Probe { family: "good".to_owned(), criterion: "other".to_owned() };
    let there = region(440_100, &["http://a.test/"]);
    check(point("p", "home", Collect::Http, judge), &there, Err(UnknownReason::ProbeMissing));
}

#[test]
fn the_digest_names_manifests_and_probes() {
    let system = system(vec![point("p", "home", Collect::Http, ask("good"))]);
    let regions = [region(440_200, &[]), region(440_100, &[])];
    let digest = |probes: &BTreeMap<String, Installed>, meaning: &[u8]| {
        Plan::new(&system, &regions, probes, &Digest::of(meaning)).digest
    };
    let first = digest(&probes(), b"1");
    assert_eq!(first, digest(&probes(), b"1"));
    assert_ne!(first, digest(&probes(), b"2"));
    let mut others = probes();
    let criteria = BTreeSet::from(["judge".to_owned()]);
    others.insert("good".to_owned(), Installed::Ready { digest: Digest::of(b"new"), criteria });
    assert_ne!(first, digest(&others, b"1"));
    let codes: Vec<_> = Plan::new(&system, &regions, &probes(), &Digest::of(b"1"))
        .jobs
        .iter()
        .map(|job| job.code.get())
        .collect();
    assert_eq!(codes, [440_100, 440_200]);
}

#[test]
fn the_forecast_counts_pages_hosts_and_time() {
    let mut follows = point("q", "home", Collect::Http, ask("good"));
    follows.params.insert("follow".to_owned(), "[\"社保\"]".to_owned());
    let system = system(vec![point("p", "home", Collect::Http, ask("good")), follows]);
    let regions = [region(440_100, &["http://a.test/", "http://b.test/"]), region(440_200, &[])];
    let plan = Plan::new(&system, &regions, &probes(), &Digest::of(b""));
    let pace = Pace {
        host_interval_ms: 1000,
        regions_at_once: 4,
        pages_per_region_max: 100,
        rendered_per_region_max: 10,
    };
    let estimate = plan.estimate(&system, &regions, pace);
    assert_eq!((estimate.n_asked, estimate.n_start_pages, estimate.n_pages), (2, 2, 3));
    assert_eq!(estimate.hosts, BTreeSet::from(["a.test".to_owned(), "b.test".to_owned()]));
    assert_eq!(estimate.expected_ms, 2000);
    assert_eq!(estimate.unasked, BTreeMap::from([(UnknownReason::NoAddress, 2)]));
}
