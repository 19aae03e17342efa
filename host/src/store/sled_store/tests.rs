use super::*;
use crate::model::{Confidence, Digest, Finding, PointId, Provenance};

fn batch(code: u32) -> RegionBatch {
    let region = RegionCode::new(code).unwrap();
    let verdict = |point: &str| Verdict {
        region,
        point: PointId(point.to_owned()),
        page: None,
        finding: Finding::Truth(true),
        evidence: Vec::new(),
        confidence: Confidence::FULL,
        note: None,
        provenance: Provenance {
            family: String::new(),
            version: String::new(),
            probe: None,
            contract: String::new(),
            criterion: String::new(),
            params: Digest::of(b""),
            n_pages: 0,
            pages: Provenance::digest_of_pages(&[]),
            cost_fuel: 0,
        },
    };
    let verdicts = ["A1", "A2", "A3"].map(verdict).to_vec();
    RegionBatch { region, pages: Vec::new(), missing: Vec::new(), verdicts }
}

/// Fills an index, changes it with `change` and opens it again.
#[track_caller]
fn check(change: impl FnOnce(&[Tree; 5]), problem: Option<&str>) {
    let dir = tempfile::tempdir().unwrap();
    let mut store = SledStore::open(dir.path()).unwrap();
    for (n_batches, code) in (1..).zip([110_000, 120_000]) {
        store.apply(&batch(code), Mark { n_batches, checksum: 7 }).unwrap();
    }
    change(&store.trees);
    store.flush().unwrap();
    drop(store);
    match (SledStore::open(dir.path()), problem) {
        (Ok(store), None) => assert_eq!(store.verdicts().count(), 6),
        (Err(StoreError::IndexDamaged { what, .. }), Some(problem)) => assert_eq!(what, problem),
        (other, _) => panic!("{other:?}"),
    }
}

#[test]
fn an_index_with_other_entries_than_were_put_in_is_not_believed() {
    let problem = Some("it does not hold what was put into it");
    let first = |tree: &Tree| tree.first().unwrap().unwrap();
    check(|_| {}, None);
    check(|[.., verdict, _]| drop(verdict.remove(first(verdict).0)), problem);
    check(|[region, ..]| drop(region.insert(b"\0\0\0\0", b"")), problem);
    check(|[_, page, ..]| drop(page.insert(b"\0\0\0\0", b"")), problem);
    check(|[_, _, missing, ..]| drop(missing.insert(b"\0\0\0\0", b"")), problem);
    check(|[.., meta]| drop(meta.remove(STATE_KEY)), problem);
    check(
        |[.., verdict, _]| {
            let (key, mut value) = first(verdict);
            *value.last_mut().unwrap() ^= 1;
            drop(verdict.insert(key, value));
        },
        problem,
    );
}

#[test]
fn an_index_in_use_is_not_taken() {
    let dir = tempfile::tempdir().unwrap();
    let _store = SledStore::open(dir.path()).unwrap();
    assert!(matches!(SledStore::open(dir.path()), Err(StoreError::InUse { .. })));
}
