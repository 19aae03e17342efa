//! A round begun, resumed, refused, closed.

use std::fs;

use bluebook::model::{Digest, Finding, Measure, RegionBatch, RoundHeader};
use bluebook::store::{Closing, IndexState, Resumed, Round, StoreError, VerdictStore as _};

use super::sample::{header, region, small_batch, verdict};
use super::shown;

#[test]
fn a_round_is_resumed_where_it_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("rounds/2019");
    let resumed = |n_batches| Resumed {
        n_batches,
        cut_bytes: 0,
        is_closed: false,
        index: IndexState::UpToDate,
    };
    let (mut round, found) = Round::create_or_resume(&dir, &header()).unwrap();
    assert_eq!(found, resumed(0));
    round.record(&small_batch(440_100)).unwrap();
    round.record(&small_batch(110_100)).unwrap();
    drop(round);
    let (round, found) = Round::create_or_resume(&dir, &header()).unwrap();
    assert_eq!(found, resumed(2));
    assert!(round.judged().iter().copied().eq([region(110_100), region(440_100)]));
    drop(round);
    let (round, found) = Round::open(&dir).unwrap();
    assert_eq!(found, resumed(2));
    assert_eq!(round.header(), &header());
}

#[test]
fn a_round_answers_by_region() {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    let batch = small_batch(440_100);
    round.record(&small_batch(440_101)).unwrap();
    round.record(&batch).unwrap();
    let index = round.index();
    let of = region(440_100);
    assert_eq!(index.verdicts_of(of).collect::<Result<Vec<_>, _>>().unwrap(), batch.verdicts);
    assert_eq!(index.pages_of(of).collect::<Result<Vec<_>, _>>().unwrap(), batch.pages);
    assert_eq!(index.missing_of(of).collect::<Result<Vec<_>, _>>().unwrap(), batch.missing);
    let regions: Vec<_> = index.regions().collect::<Result<_, _>>().unwrap();
    assert_eq!(regions, [of, region(440_101)]);
    assert_eq!(index.verdicts_of(region(999_999)).count(), 0);
    let points: Vec<_> =
        index.verdicts().map(|v| v.map(|v| format!("{} {}", v.region, v.point)).unwrap()).collect();
    assert_eq!(points, ["440100 A1.1-1", "440100 A1.1-2", "440101 A1.1-1", "440101 A1.1-2"]);
}

/// Resumes a round with a header changed by `change`.
#[track_caller]
fn check_other(change: impl FnOnce(&mut RoundHeader), problem: &str) {
    let dir = tempfile::tempdir().unwrap();
    drop(Round::create_or_resume(dir.path(), &header()).unwrap());
    let mut other = header();
    change(&mut other);
    let error = Round::create_or_resume(dir.path(), &other).unwrap_err();
    assert_eq!(
        shown(&error),
        format!(
            "the round in `{}` was begun with {problem} | a round is one campaign: give this \
             run another round name, or the inputs the round was begun with",
            dir.path().display()
        )
    );
}

#[test]
fn a_round_is_not_resumed_as_another() {
    check_other(|h| h.name = "2020".to_owned(), "name `试点`, not `2020`");
    check_other(|h| h.edition = "2020".to_owned(), "edition `2019`, not `2020`");
    check_other(
        |h| h.collected_on = "2019-07-01".to_owned(),
        "collection day `2019-06-30`, not `2019-07-01`",
    );
    check_other(|h| h.source = "live".to_owned(), "source `archive`, not `live`");
    let (ours, theirs) = (Digest::of(b"plan"), Digest::of(b"other"));
    check_other(|h| h.plan = Digest::of(b"other"), &format!("plan `{ours}`, not `{theirs}`"));
}

/// Records a batch into a round that has region 110100.
#[track_caller]
fn check_refused(batch: &RegionBatch, problem: &str) {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    round.record(&small_batch(110_100)).unwrap();
    let path = dir.path().join("journal.bbj");
    let before = fs::read(&path).unwrap();
    let error = round.record(batch).unwrap_err();
    assert_eq!(shown(&error), format!("journal `{}` refuses an entry: {problem}", path.display()));
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(round.index().verdicts().count(), 2);
    round.record(&small_batch(120_100)).unwrap();
}

#[test]
fn what_would_hide_a_verdict_is_refused() {
    let with = |verdicts| RegionBatch { verdicts, ..small_batch(440_100) };
    let yes = |code, point, page| verdict(code, point, page, Finding::Truth(true));
    check_refused(
        &small_batch(110_100),
        "region 110100 is already judged in this round | verdicts are never overwritten: judge \
         again in another round",
    );
    check_refused(
        &with(vec![yes(440_200, "A1", None)]),
        "the batch of region 440100 has a verdict about region 440200",
    );
    check_refused(
        &with(vec![yes(440_100, "A1", None), yes(440_100, "A1", None)]),
        "region 440100 has two verdicts on point `A1`",
    );
    let page = Some("http://a.cn/");
    check_refused(
        &with(vec![yes(440_100, "A1", page), yes(440_100, "A1", None), yes(440_100, "A1", page)]),
        "region 440100 has two verdicts on point `A1` of page `http://a.cn/`",
    );
    check_refused(&with(vec![yes(440_100, "A\0B", None)]), "point id `A\\0B` holds a zero byte");
    let infinite = Finding::Number(Measure { value: f64::INFINITY, unit: "days".to_owned() });
    check_refused(
        &with(vec![verdict(440_100, "A1", None, infinite)]),
        "the verdict of region 440100 on point `A1` is a number that is not finite",
    );
}

#[test]
fn a_closed_round_takes_nothing_and_answers() {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    round.record(&small_batch(110_100)).unwrap();
    let closing = Closing { n_batches: 1, n_verdicts: 2 };
    let root = round.root();
    assert_eq!(round.close().unwrap(), closing);
    assert_ne!(round.root(), root, "the closing is a frame like others");
    let root = round.root();
    drop(round);
    let (mut round, resumed) = Round::create_or_resume(dir.path(), &header()).unwrap();
    assert!(resumed.is_closed);
    assert_eq!(resumed.index, IndexState::UpToDate);
    let error = round.record(&small_batch(120_100)).unwrap_err();
    assert!(shown(&error).contains("refuses an entry: the round is closed"), "{error:?}");
    assert_eq!(round.index().verdicts().count(), 2);
    assert_eq!(round.close().unwrap(), closing);
    assert_eq!(round.root(), root);
}

#[test]
fn a_round_that_is_not_there_is_not_made_by_reading() {
    let dir = tempfile::tempdir().unwrap();
    let absent = dir.path().join("2019");
    let error = Round::open(&absent).unwrap_err();
    assert!(matches!(error, StoreError::NoRound { .. }), "{error:?}");
    assert!(!absent.exists());
}

#[test]
fn a_round_in_use_is_not_opened() {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    assert!(matches!(Round::open(dir.path()), Err(StoreError::InUse { .. })));
    assert!(matches!(bluebook::store::rebuild(dir.path()), Err(StoreError::InUse { .. })));
    round.record(&small_batch(110_100)).unwrap();
    drop(round);
    Round::open(dir.path()).unwrap();
}
