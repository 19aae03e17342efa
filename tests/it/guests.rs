//! Misbehaving probes: each ends in its own named reason, and the host goes on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use bluebook::model::{Digest, Finding, PointId, UnknownReason};
use bluebook::sandbox::{
    Answer, Cache, Failed, Failure, Limits, LoadError, LoadedProbe, Missing, Place, Received,
    Sandbox, Site, SitePage, Task,
};

const HOME: &str = "http://a.test/";

/// A home page with enough nodes that a bad query is dear.
fn home() -> String {
    let rows = "<ul><li><a href='/zrqd'>责任清单</a></li></ul>".repeat(200);
    format!("<title>首页</title><a href='/next'>next</a>{rows}")
}

fn site() -> Arc<Site> {
    site_of(home())
}

fn site_of(html: String) -> Arc<Site> {
    let page = SitePage {
        digest: Digest::of(html.as_bytes()),
        page: Arc::new(bluebook_dom::Page::new(HOME, html)),
        role: "home".to_owned(),
        status: 200,
        depth: 0,
        encoding: "utf-8".to_owned(),
        n_replaced: 0,
        received: Received::default(),
    };
    Arc::new(Site {
        place: Place {
            code: "440100".to_owned(),
            name: "广州市".to_owned(),
            short_name: "广州".to_owned(),
        },
        collected_on: "2019-01-15".to_owned(),
        pages: vec![page],
        by_url: BTreeMap::from([(HOME.to_owned(), 0)]),
        missing: BTreeMap::new(),
    })
}

fn tasks(n_tasks: usize) -> Arc<[Task]> {
    let params = BTreeMap::from([("any".to_owned(), r#"["责任清单"]"#.to_owned())]);
    let task = |n| Task {
        point: PointId(format!("A1.1-{n}")),
        criterion: "judge".to_owned(),
        page: None,
        params: Arc::new(params.clone()),
    };
    (1..=n_tasks).map(task).collect()
}

fn load(sandbox: &Sandbox, guest: &str) -> Result<LoadedProbe, LoadError> {
    sandbox.load(&Path::new(tests::GUESTS_DIR).join(format!("{guest}.wasm")), None)
}

fn call(limits: Limits, guest: &str, n_tasks: usize) -> Result<Answer, Failure> {
    let sandbox = Sandbox::new(limits).unwrap();
    let probe = load(&sandbox, guest).unwrap();
    let answer = sandbox.evaluate(&probe, &site(), &tasks(n_tasks));
    // Whatever happened, the next call of the same engine is not touched by it.
    let honest = load(&sandbox, "honest").unwrap();
    let next = sandbox.evaluate(&honest, &site(), &tasks(1));
    assert!(next.is_ok(), "after {guest}: {next:?}");
    answer
}

#[track_caller]
fn check(guest: &str, limits: Limits, expected: UnknownReason) {
    match call(limits, guest, 1) {
        Err(Failure { reason, note }) => assert_eq!(reason, expected, "{note}"),
        Ok(answer) => panic!("{guest} answered: {answer:?}"),
    }
}

#[test]
fn each_misbehaviour_has_its_own_reason() {
    // The deadline is out of the way: on a loaded machine a debug build could meet it first.
    let limits = Limits { deadline_ms: 600_000, ..Limits::default() };
    check("loops_forever", limits, UnknownReason::OutOfFuel);
    check("eats_memory", limits, UnknownReason::OutOfMemory);
    check("huge_output", limits, UnknownReason::OutputTooLarge);
    check("traps", limits, UnknownReason::Trapped);
    check("overflows_stack", limits, UnknownReason::StackOverflow);
    check("storms_host", limits, UnknownReason::OutOfHostWork);
    check("bad_answer", limits, UnknownReason::BadAnswer);
}

#[test]
fn a_panic_leaves_its_words_and_where_it_was() {
    let sandbox = Sandbox::tracing(Limits::default()).unwrap();
    let probe = load(&sandbox, "traps").unwrap();
    let stopped = sandbox.attempt(&probe, &site(), &tasks(1)).unwrap_err();
    assert_eq!(stopped.failure.reason, UnknownReason::Trapped);
    assert!(stopped.log.contains("traps.rs:7:5: this probe has a bug"), "{}", stopped.log);
    assert_eq!(stopped.trace[0], "traps::judge", "{:?}", stopped.trace);
    assert!(stopped.cost_fuel > 0 && stopped.memory_bytes > 0, "{stopped:?}");
    // In a round nobody reads it.
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    let stopped = sandbox.attempt(&load(&sandbox, "traps").unwrap(), &site(), &tasks(1));
    assert_eq!(stopped.unwrap_err().trace, Vec::<String>::new());
}

/// The benchmark's guest: what it is timed at has to be right.
#[test]
fn bench_points_finds_and_counts() {
    let html = "<div class='top'><a>English</a></div><ul class='news'><li>1</li><li>2</li></ul>";
    let tasks = ["14 英文版", "04 信息更新", "09 补领入口"].map(|id| Task {
        point: PointId(id.to_owned()),
        criterion: "judge".to_owned(),
        page: None,
        params: Arc::default(),
    });
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    let probe = load(&sandbox, "bench_points").unwrap();
    let answer = sandbox.evaluate(&probe, &site_of(html.to_owned()), &Arc::from(tasks)).unwrap();
    let found: Vec<_> = answer.found.into_iter().map(Option::unwrap).collect();
    assert_eq!(found[0].finding, Finding::Truth(true));
    assert_eq!(found[0].evidence[0].2, "English");
    let Finding::Number(measure) = &found[1].finding else { panic!("{found:?}") };
    assert_eq!((measure.value, &*measure.unit), (2.0, "items"));
    assert_eq!(found[2].finding, Finding::Truth(false));
    assert!(found[2].evidence.is_empty());
}

#[test]
fn the_stack_in_memory_runs_over_as_a_trap_that_says_so() {
    let failure = call(Limits::default(), "overflows_shadow_stack", 1).unwrap_err();
    assert_eq!(failure.reason, UnknownReason::Trapped);
    assert!(failure.note.contains("its stack in memory"), "{}", failure.note);
}

#[test]
fn the_deadline_catches_what_fuel_does_not() {
    let limits = Limits { fuel: u64::MAX / 4, deadline_ms: 50, ..Limits::default() };
    check("loops_forever", limits, UnknownReason::OutOfTime);
}

#[test]
fn a_foreign_import_is_refused_by_name() {
    let wat = r#"(component
        (import "wasi:clocks/monotonic-clock@0.2.0" (instance (export "now" (func (result u64)))))
        (import "bluebook:probe/log@0.1.0" (instance)))"#;
    let bytes = wat::parse_str(wat).unwrap();
    let error = Sandbox::new(Limits::default()).unwrap().load_bytes("clock.wasm", &bytes, None);
    let error = error.unwrap_err();
    let LoadError::ForeignImport { imports, .. } = &error else { panic!("{error}") };
    assert_eq!(imports, &["wasi:clocks/monotonic-clock@0.2.0"]);
}

#[test]
fn another_contract_is_refused_with_both_versions() {
    let wat = r#"(component (import "bluebook:probe/log@0.7.0" (instance)))"#;
    let bytes = wat::parse_str(wat).unwrap();
    let error = Sandbox::new(Limits::default()).unwrap().load_bytes("new.wasm", &bytes, None);
    let error = error.unwrap_err();
    assert_eq!(
        error.to_string(),
        "probe `new.wasm` wants contract 0.7.0; this host offers 0.1 and 0.2"
    );
    assert_eq!(error.hint().unwrap(), "upgrade this host to one that offers 0.7.0");
}

#[test]
fn what_is_no_component_is_refused() {
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    let refusal = |bytes: &[u8]| sandbox.load_bytes("x.wasm", bytes, None).unwrap_err().to_string();
    assert_eq!(refusal(b"MZ"), "probe `x.wasm` is not a WebAssembly component");
    assert_eq!(refusal(b""), "probe `x.wasm` is not a WebAssembly component");
    let module = wat::parse_str("(module)").unwrap();
    assert_eq!(refusal(&module), "probe `x.wasm` is a core module, not a component");
    let empty = wat::parse_str("(component)").unwrap();
    assert_eq!(refusal(&empty), "probe `x.wasm` does not fit contract 0.2.0");
    let cut = empty.get(..empty.len() / 2).unwrap_or_default();
    assert!(!refusal(cut).is_empty());
    let silent = load(&sandbox, "traps_in_describe").unwrap_err().to_string();
    assert!(silent.starts_with("probe `traps_in_describe.wasm` cannot describe itself: trapped"));
}

#[test]
fn false_places_cost_only_their_own_verdict() {
    let answer = call(Limits::default(), "lies_about_places", 6).unwrap();
    let notes: Vec<_> = answer
        .found
        .iter()
        .map(|found| {
            let finding = &found.as_ref().unwrap().finding;
            if let Finding::Unknown(unknown) = finding {
                return unknown.note.clone();
            }
            format!("{finding:?}")
        })
        .collect();
    let expected = [
        "evidence on a page that is not there",
        "evidence on a node that is not there",
        "a number that is not finite",
        "confidence outside 0..=1",
        "Truth(true)",
        "neither a verdict nor a request",
    ];
    assert_eq!(notes, expected);
}

#[test]
fn one_more_page_is_a_request_and_not_a_verdict() {
    let answer = call(Limits::default(), "asks_forever", 1).unwrap();
    assert_eq!(answer.found, [None]);
    assert_eq!(answer.requests.first().unwrap().url, "http://a.test/next");
}

#[test]
fn equal_calls_cost_equal_fuel() {
    let first = call(Limits::default(), "honest", 3).unwrap();
    let second = call(Limits::default(), "honest", 3).unwrap();
    assert_eq!(first, second);
    assert!(first.cost_fuel > 0);
    let found = first.found.first().unwrap().as_ref().unwrap();
    assert_eq!(found.finding, Finding::Truth(true));
    assert_eq!(found.evidence.first().unwrap().2, "责任清单");
}

#[test]
fn a_compiled_probe_is_kept_and_used_again() {
    let dir = tempfile::tempdir().unwrap();
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    let cache = Cache::new(dir.path().join("compiled"));
    let path = Path::new(tests::GUESTS_DIR).join("honest.wasm");
    let files = || std::fs::read_dir(dir.path().join("compiled")).map_or(0, Iterator::count);
    let fresh = sandbox.load(&path, Some(&cache)).unwrap();
    assert_eq!(files(), 1);
    let cached = sandbox.load(&path, Some(&cache)).unwrap();
    assert_eq!(files(), 1);
    assert_eq!(fresh.info(), cached.info());
    let (fresh, cached) = (
        sandbox.evaluate(&fresh, &site(), &tasks(2)),
        sandbox.evaluate(&cached, &site(), &tasks(2)),
    );
    assert_eq!(fresh, cached);
}

#[test]
fn every_guest_has_a_test() {
    let source =
        concat!(include_str!("guests.rs"), include_str!("facts.rs"), include_str!("languages.rs"));
    let untested: BTreeSet<_> =
        tests::GUESTS.iter().filter(|guest| !source.contains(&format!("\"{guest}\""))).collect();
    assert!(untested.is_empty(), "no test names {untested:?}");
}

/// A probe of the first contract, as it was built when that was the newest.
#[test]
fn a_probe_of_an_older_contract_judges_as_ever() {
    let path = tests::root().join("tests/fixtures/contracts/v0_1.wasm");
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    let probe = sandbox.load(&path, None).unwrap();
    assert_eq!((probe.info().contract.as_str(), probe.info().family.as_str()), ("0.1.0", "rules"));
    let rules = r#"[{"kind":"keyword","any":["责任清单"]}]"#;
    let task = Task {
        point: PointId("A1.1-1".to_owned()),
        criterion: "declared".to_owned(),
        page: None,
        params: Arc::new(BTreeMap::from([("rules".to_owned(), rules.to_owned())])),
    };
    let answer = sandbox.evaluate(&probe, &site(), &Arc::from([task])).unwrap();
    let found = answer.found.first().unwrap().as_ref().unwrap();
    assert_eq!(found.finding, Finding::Truth(true));
}

#[test]
fn a_probe_hears_how_a_page_came_and_why_one_did_not() {
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    hears(&sandbox, &load(&sandbox, "tells_how_it_came").unwrap());
}

/// A probe of the second contract, as it was built when that was the newest; it calls what that added.
#[test]
fn a_probe_of_the_second_contract_judges_as_ever() {
    let path = tests::root().join("tests/fixtures/contracts/v0_2.wasm");
    let sandbox = Sandbox::new(Limits::default()).unwrap();
    let probe = sandbox.load(&path, None).unwrap();
    assert_eq!(probe.info().contract, "0.2.0");
    hears(&sandbox, &probe);
}

/// Every released contract has its golden component.
#[test]
fn every_released_contract_has_a_probe_that_is_kept() {
    for folder in std::fs::read_dir(tests::root().join("probe-sdk/wit")).unwrap() {
        let folder = folder.unwrap().file_name().into_string().unwrap();
        let kept = format!("{}.wasm", folder.trim_start_matches("since_"));
        assert!(tests::fixture("contracts").join(&kept).is_file(), "{folder} has no {kept}");
    }
}

#[track_caller]
fn hears(sandbox: &Sandbox, probe: &LoadedProbe) {
    let mut site = Site::clone(&site_of("<form action=/s><input name=q></form>".to_owned()));
    site.pages[0].received = Received {
        hops: vec!["http://a.test/old".to_owned()],
        facts: vec![("elapsed-ms", "12".to_owned())],
    };
    site.pages[0].encoding = "gbk".to_owned();
    let failure = Some(Failed { class: "http-status", status: Some(404) });
    let missing = Missing { why: "http-status: 404".to_owned(), failure };
    site.missing.insert("http://a.test/gone".to_owned(), missing);
    let answer = sandbox.evaluate(probe, &Arc::new(site), &tasks(1)).unwrap();
    let said = &answer.found.first().unwrap().as_ref().unwrap().finding;
    let expected = "elapsed 12, colour none, by http://a.test/old, asks \
                    http://a.test/s?q=%B9%AB, gone http-status 404, unasked none";
    assert_eq!(*said, Finding::Text(expected.to_owned()));
}
