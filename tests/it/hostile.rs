//! Components of people who mean harm or made a mistake: each is refused or contained, with the message
//! that fits, and the host goes on.

mod made;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bluebook::model::{Digest, PointId, UnknownReason};
use bluebook::sandbox::{
    Limits, LoadError, LoadedProbe, Place, Received, Sandbox, Site, SitePage, Task,
};

/// What may become of a component, by the names of [`LoadError`] and of the reasons of a failed call.
pub(crate) type Allowed = &'static [&'static str];

/// A component nobody should trust.
pub(crate) struct Hostile {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What may become of it.
    pub(crate) allowed: Allowed,
}

/// It was loaded and its call ended in an answer.
const ANSWERED: &str = "answered";

#[test]
fn every_hostile_component_is_refused_or_contained() {
    let limits = Limits { deadline_ms: 60_000, ..Limits::default() };
    let sandbox = Sandbox::new(limits).unwrap();
    let corpus: Vec<Hostile> = made::all().into_iter().chain(written::all()).collect();
    assert!(corpus.len() >= 200, "{} components", corpus.len());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for Hostile { name, bytes, allowed } in &corpus {
        let (ended, message) = end_of(&sandbox, name, bytes);
        assert!(allowed.contains(&ended.as_str()), "{name}: {ended}: {message}");
        assert!(ended == ANSWERED || !message.is_empty(), "{name}: {ended} without a word");
        *seen.entry(ended).or_default() += 1;
    }
    let expected: BTreeSet<&str> = [
        "core-module",
        "not-a-component",
        "compile",
        "foreign-import",
        "contract",
        "shape",
        "describe out-of-fuel",
        "describe stack-overflow",
        "describe bad-answer",
        "describe trapped",
        "out-of-fuel",
        "out-of-memory",
        "bad-answer",
        "trapped",
    ]
    .into();
    let missing: Vec<_> = expected.iter().filter(|end| !seen.contains_key(**end)).collect();
    assert!(missing.is_empty(), "no component ended as {missing:?}; seen {seen:?}");
    // After all of them the engine still judges.
    let honest = std::path::Path::new(tests::GUESTS_DIR).join("honest.wasm");
    let honest = sandbox.load(&honest, None).unwrap();
    assert!(sandbox.evaluate(&honest, &site(), &tasks()).is_ok());
}

/// How it ended, by name, and what a person would read.
fn end_of(sandbox: &Sandbox, name: &str, bytes: &[u8]) -> (String, String) {
    let probe: LoadedProbe = match sandbox.load_bytes(name, bytes, None) {
        Ok(probe) => probe,
        Err(error) => return (refused(&error), error.to_string()),
    };
    match sandbox.evaluate(&probe, &site(), &tasks()) {
        Ok(answer) => {
            assert!(answer.memory_bytes <= sandbox.limits().memory_bytes_max, "{name}");
            (ANSWERED.to_owned(), String::new())
        }
        Err(failure) => (failure.reason.name().to_owned(), failure.note),
    }
}

fn refused(error: &LoadError) -> String {
    let name = match error {
        LoadError::Read { .. } => "read",
        LoadError::TooLarge { .. } => "too-large",
        LoadError::CoreModule { .. } => "core-module",
        LoadError::NotAComponent { .. } => "not-a-component",
        LoadError::Compile { .. } => "compile",
        LoadError::ForeignImport { .. } => "foreign-import",
        LoadError::Contract { .. } => "contract",
        LoadError::Shape { .. } => "shape",
        LoadError::Schemas { .. } => "schemas",
        LoadError::Describe { failure, .. } => return format!("describe {}", failure.reason),
    };
    name.to_owned()
}

fn site() -> Arc<Site> {
    let html = "<title>首页</title><a href='/zrqd'>责任清单</a>";
    let page = SitePage {
        digest: Digest::of(html.as_bytes()),
        page: Arc::new(bluebook_dom::Page::new("http://a.test/", html.to_owned())),
        role: "home".to_owned(),
        status: 200,
        depth: 0,
        encoding: "utf-8".to_owned(),
        n_replaced: 0,
        received: Received::default(),
    };
    let text = |text: &str| text.to_owned();
    Arc::new(Site {
        place: Place { code: text("440100"), name: text("广州市"), short_name: text("广州") },
        collected_on: text("2019-01-15"),
        pages: vec![page],
        by_url: BTreeMap::from([(text("http://a.test/"), 0)]),
        missing: BTreeMap::new(),
    })
}

fn tasks() -> Arc<[Task]> {
    Arc::new([Task {
        point: PointId("A1.1-1".to_owned()),
        criterion: "judge".to_owned(),
        page: None,
        params: Arc::new(BTreeMap::from([("any".to_owned(), "[\"责任清单\"]".to_owned())])),
    }])
}

/// Every reason a call may fail for is one a person can be told.
#[test]
fn every_end_has_words() {
    for reason in UnknownReason::ALL {
        assert!(!reason.zh().is_empty() && !reason.name().is_empty());
    }
}
