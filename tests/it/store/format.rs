//! The stored form: readable for ever, and whole.

use std::{env, fs};

use bluebook::model::{
    Confidence, Digest, Evidence, Finding, Measure, MissingPage, PageRecord, PointId, Provenance,
    RegionBatch, RegionCode, UnknownReason, Verdict,
};
use bluebook::store::{Closing, Entry, Journal, Resumed, Round, VerdictStore as _, export};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use tempfile::TempDir;

use super::sample::{full_batches, header};

/// A closed round of all that can be stored.
fn round() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    for batch in full_batches() {
        round.record(&batch).unwrap();
    }
    round.close().unwrap();
    dir
}

#[test]
#[expect(clippy::disallowed_methods, reason = "`BLESS` is read by tests alone")]
fn version_1_is_read_and_written_as_it_was_released() {
    let released = tests::fixture("stores/v1/journal.bbj");
    let written = fs::read(round().path().join("journal.bbj")).unwrap();
    // Never rewritten: whoever changes a released format must remove the file by hand.
    if env::var("BLESS").is_ok() && !released.exists() {
        fs::write(&released, &written).unwrap();
    }
    let released = fs::read(&released).unwrap();
    assert!(released == written, "version 1 is written differently from how it was released");

    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("journal.bbj"), &released).unwrap();
    let (round, resumed) = Round::open(dir.path()).unwrap();
    assert_eq!(round.header(), &header());
    let Resumed { n_batches, cut_bytes, is_closed, index: _ } = resumed;
    assert_eq!((n_batches, cut_bytes, is_closed), (3, 0, true));
    for RegionBatch { region, pages, missing, mut verdicts } in full_batches() {
        verdicts.sort_by_key(|verdict| (verdict.point.clone(), verdict.page.clone()));
        let index = round.index();
        assert_eq!(index.verdicts_of(region).collect::<Result<Vec<_>, _>>().unwrap(), verdicts);
        assert_eq!(index.pages_of(region).collect::<Result<Vec<_>, _>>().unwrap(), pages);
        assert_eq!(index.missing_of(region).collect::<Result<Vec<_>, _>>().unwrap(), missing);
    }
}

#[test]
fn the_export_of_version_1_is_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let released = tests::fixture("stores/v1/journal.bbj");
    fs::copy(released, dir.path().join("journal.bbj")).unwrap();
    let (round, _) = Round::open(dir.path()).unwrap();
    let mut out = Vec::new();
    assert_eq!(export(round.index(), &mut out).unwrap(), 29);
    tests::golden(&tests::fixture("stores/v1/export.jsonl"), &String::from_utf8(out).unwrap());
}

fn digest() -> impl Strategy<Value = Digest> {
    any::<u64>().prop_map(|n| Digest::of(&n.to_le_bytes()))
}

fn finding() -> impl Strategy<Value = Finding> {
    let number =
        (-1e300..1e300, ".*").prop_map(|(value, unit)| Finding::Number(Measure { value, unit }));
    let unknown = (0..UnknownReason::ALL.len(), ".*")
        .prop_map(|(n, note)| Finding::unknown(UnknownReason::ALL[n], note));
    prop_oneof![
        any::<bool>().prop_map(Finding::Truth),
        number,
        ".*".prop_map(Finding::Grade),
        ".*".prop_map(Finding::Text),
        unknown,
    ]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (".*", digest(), option::of(any::<u32>()), ".*").prop_map(|(url, page, node, quote)| Evidence {
        url,
        page,
        node,
        quote,
    })
}

fn provenance() -> impl Strategy<Value = Provenance> {
    let texts = [".*", ".*", ".*", ".*"];
    let pages = (any::<u32>(), digest());
    (texts, option::of(digest()), digest(), pages, any::<u64>()).prop_map(
        |([family, version, contract, criterion], probe, params, (n_pages, pages), cost_fuel)| {
            Provenance {
                family,
                version,
                probe,
                contract,
                criterion,
                params,
                n_pages,
                pages,
                cost_fuel,
            }
        },
    )
}

fn verdict(region: RegionCode) -> impl Strategy<Value = Verdict> {
    let judged = (finding(), vec(evidence(), 0..3), 0..=1000_u16);
    let key = ("[^\0]*", option::of(".*"));
    (key, judged, option::of(".*"), provenance()).prop_map(
        move |((point, page), (finding, evidence, per_mille), note, provenance)| Verdict {
            region,
            point: PointId(point),
            page,
            finding,
            evidence,
            confidence: Confidence::from_share(f32::from(per_mille) / 1000.0).unwrap(),
            note,
            provenance,
        },
    )
}

fn page() -> impl Strategy<Value = PageRecord> {
    let texts = [".*", ".*", ".*", ".*", ".*"];
    (texts, any::<(u32, u16, u64, u32)>(), digest()).prop_map(
        |([requested, url, role, encoding, encoding_ground], numbers, digest)| {
            let (depth, status, n_bytes, n_replaced) = numbers;
            PageRecord {
                requested,
                url,
                role,
                depth,
                status,
                digest,
                n_bytes,
                encoding,
                encoding_ground,
                n_replaced,
            }
        },
    )
}

fn missing() -> impl Strategy<Value = MissingPage> {
    [".*", ".*", ".*", ".*"].prop_map(|[requested, role, failure, note]| MissingPage {
        requested,
        role,
        failure,
        note,
    })
}

fn batch() -> impl Strategy<Value = RegionBatch> {
    (100_000..=999_999_u32).prop_flat_map(|code| {
        let region = RegionCode::new(code).unwrap();
        (vec(page(), 0..3), vec(missing(), 0..3), vec(verdict(region), 0..4)).prop_map(
            move |(pages, missing, mut verdicts)| {
                verdicts.sort_by_key(|verdict| (verdict.point.clone(), verdict.page.clone()));
                verdicts.dedup_by_key(|verdict| (verdict.point.clone(), verdict.page.clone()));
                RegionBatch { region, pages, missing, verdicts }
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..<_>::default() })]

    #[test]
    fn what_is_recorded_comes_back(mut batches in vec(batch(), 0..4)) {
        batches.sort_by_key(|batch| batch.region);
        batches.dedup_by_key(|batch| batch.region);
        batches.reverse();
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.bbj");
        let mut journal = Journal::create(&path, &header()).unwrap();
        for batch in &batches {
            journal.append(&Entry::Region(batch.clone())).unwrap();
        }
        let n_verdicts = batches.iter().map(|batch| batch.verdicts.len() as u64).sum();
        let closing = Closing { n_batches: batches.len() as u64, n_verdicts };
        journal.append(&Entry::Closed(closing)).unwrap();
        drop(journal);
        let (mut journal, _) = Journal::open(&path).unwrap();
        let read: Vec<_> = journal.batches().unwrap().map(|batch| batch.unwrap().0).collect();
        prop_assert_eq!(&read, &batches);
        drop(journal);
        let (round, _) = Round::open(dir.path()).unwrap();
        for RegionBatch { region, pages, missing, verdicts } in batches {
            let index = round.index();
            prop_assert_eq!(index.verdicts_of(region).collect::<Result<Vec<_>, _>>().unwrap(), verdicts);
            prop_assert_eq!(index.pages_of(region).collect::<Result<Vec<_>, _>>().unwrap(), pages);
            prop_assert_eq!(index.missing_of(region).collect::<Result<Vec<_>, _>>().unwrap(), missing);
        }
    }
}
