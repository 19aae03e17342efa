//! The journal of reviews: its released form, and what is left of it after damage.

use std::fs;
use std::path::Path;

use bluebook::model::{
    Act, Call, Decision, Digest, Drawn, Exhibit, Finding, Gold, KeptFile, Measure, Objection,
    Phase, PointId, Quarantine, ReviewEvent, ReviewHeader, ReviewedOn, Ruling, Target, Undo,
};
use bluebook::store::{REVIEWS_FILE, ReviewLog, StoreError, StoredReviews};

use super::made;

fn header() -> ReviewHeader {
    ReviewHeader { round: "2019".to_owned(), opening: Digest::of(b"opening") }
}

fn target(page: Option<&str>) -> Target {
    Target { region: made::code(0), point: PointId("A1".to_owned()), page: page.map(str::to_owned) }
}

fn on() -> ReviewedOn {
    ReviewedOn { pages: Digest::of(b"pages"), rule: Digest::of(b"rule") }
}

fn decision(call: Call, drawn: Drawn) -> Decision {
    let exhibits = vec![Exhibit {
        url: "http://a.example/".to_owned(),
        quote: "引文".to_owned(),
        file: Some(Digest::of(b"file")),
    }];
    let (target, reason) = (target(Some("http://a.example/x")), "理由".to_owned());
    let is_adjudication = drawn == Drawn::Disagreement;
    Decision { target, on: on(), call, exhibits, reason, drawn, is_adjudication }
}

/// Everything there is to say, of every sort.
fn acts() -> Vec<Act> {
    let number = Finding::Number(Measure { value: 0.5, unit: "share".to_owned() });
    let calls = [
        Call::Confirm(Finding::Truth(true)),
        Call::Correct(number),
        Call::Reject,
        Call::CannotTell,
    ];
    let drawn = Drawn::ALL.iter().enumerate();
    let mut acts: Vec<Act> =
        drawn.map(|(at, drawn)| Act::Decided(decision(calls[at % 4].clone(), *drawn))).collect();
    let reason = || "因为".to_owned();
    let (by, text, links) = ("市政府".to_owned(), "不符".to_owned(), vec!["http://b/".to_owned()]);
    let files = vec![KeptFile { name: "函.pdf".to_owned(), digest: Digest::of(b"letter") }];
    let upheld = Some(decision(Call::Correct(Finding::Grade("全".to_owned())), Drawn::Chosen));
    acts.extend([
        Act::Undone(Undo { event: 1, reason: reason() }),
        Act::Gold(Gold {
            target: target(None),
            on: on(),
            finding: Finding::Truth(false),
            reason: reason(),
        }),
        Act::Quarantined(Quarantine {
            family: "f".to_owned(),
            criterion: Some("c".to_owned()),
            reason: reason(),
        }),
        Act::Phase(Phase::Objections("2019-03-01".to_owned())),
        Act::Objected(Objection { target: target(None), by, text, links, files }),
        Act::Ruled(Ruling { objection: 15, upheld, reason: reason() }),
        Act::Ruled(Ruling { objection: 15, upheld: None, reason: reason() }),
        Act::Phase(Phase::Embargo("2019-04-01T00:00:00Z".to_owned())),
        Act::Phase(Phase::Final("2019-03-02T00:00:00Z".to_owned())),
    ]);
    acts
}

fn events() -> Vec<ReviewEvent> {
    let event =
        |act| ReviewEvent { person: "甲".to_owned(), at: "2019-03-01T00:00:00Z".to_owned(), act };
    acts().into_iter().map(event).collect()
}

fn written(dir: &Path) -> Vec<u8> {
    let (mut log, before) = ReviewLog::open(dir, &header()).unwrap();
    assert!(before.is_empty());
    for (number, event) in (1..).zip(events()) {
        assert_eq!(log.lock().unwrap().0.append(&event).unwrap(), number);
    }
    let stored = StoredReviews::read(dir).unwrap().unwrap();
    assert_eq!((stored.events, stored.root), (events(), log.root()));
    let after = log.lock().unwrap().0.append(&events()[0]);
    assert!(matches!(after, Err(StoreError::Published { .. })), "nothing follows the end");
    fs::read(dir.join(REVIEWS_FILE)).unwrap()
}

#[test]
fn the_released_form_is_read_and_written() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = written(dir.path());
    let released = tests::fixture("stores/v1/reviews.bbj");
    if std::env::var_os("BLESS").is_some() && !released.exists() {
        fs::write(&released, &bytes).unwrap();
    }
    assert!(fs::read(&released).unwrap() == bytes, "a released form never changes");
    fs::write(dir.path().join(REVIEWS_FILE), fs::read(&released).unwrap()).unwrap();
    assert_eq!(StoredReviews::read(dir.path()).unwrap().unwrap().events, events());
}

#[test]
fn a_torn_end_is_passed_over_and_cut_by_the_next_append() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = written(dir.path());
    let path = dir.path().join(REVIEWS_FILE);
    let mut n_before = 0;
    for n_bytes in (0..bytes.len()).step_by(7) {
        fs::write(&path, &bytes[..n_bytes]).unwrap();
        let stored = StoredReviews::read(dir.path()).unwrap();
        let events_left = stored.as_ref().map_or(0, |stored| stored.events.len());
        assert!(events_left >= n_before && events_left < events().len(), "{n_bytes}");
        assert_eq!(stored.map(|stored| stored.events).unwrap_or_default(), events()[..events_left]);
        n_before = events_left;
        let (mut log, held) = ReviewLog::open(dir.path(), &header()).unwrap();
        assert_eq!(held.len(), events_left);
        log.lock().unwrap().0.append(&events()[0]).unwrap();
        let stored = StoredReviews::read(dir.path()).unwrap().unwrap();
        assert_eq!((stored.events.len(), stored.torn_bytes), (events_left + 1, 0));
    }
}

#[test]
fn damage_before_the_end_is_an_error_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = written(dir.path());
    let path = dir.path().join(REVIEWS_FILE);
    for at in (20..bytes.len() - 200).step_by(31) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        fs::write(&path, &damaged).unwrap();
        assert!(StoredReviews::read(dir.path()).is_err(), "byte {at}");
        assert!(ReviewLog::open(dir.path(), &header()).is_err(), "byte {at}");
        assert!(fs::read(&path).unwrap() == damaged, "byte {at}");
    }
}

#[test]
fn two_logs_see_what_the_other_wrote() {
    let dir = tempfile::tempdir().unwrap();
    let (mut first, _) = ReviewLog::open(dir.path(), &header()).unwrap();
    let (mut second, _) = ReviewLog::open(dir.path(), &header()).unwrap();
    first.lock().unwrap().0.append(&events()[0]).unwrap();
    let (mut locked, new) = second.lock().unwrap();
    assert_eq!(new, events()[..1]);
    assert_eq!(locked.append(&events()[1]).unwrap(), 2);
    drop(locked);
    let (_, new) = first.lock().unwrap();
    assert_eq!(new, events()[1..2]);
    assert_eq!(first.root(), second.root());
    let other = ReviewHeader { opening: Digest::of(b"other"), ..header() };
    let refused = ReviewLog::open(dir.path(), &other);
    assert!(matches!(refused, Err(StoreError::OtherReviews { .. })));
}
