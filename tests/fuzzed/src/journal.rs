//! Journals of rounds and of reviews: bytes of any kind, frames with right checksums and any content, and a
//! whole journal damaged in places.
//!
//! Nothing that lies whole before the first damage is lost, whoever reads; a journal that is refused is left
//! as it was; the index answers what the journal holds, also when it is made again.

mod made;

use std::fs;
use std::path::Path;

use bluebook::model::{RegionBatch, Verdict};
use bluebook::store::{
    JOURNAL_FILE, Journal, REVIEWS_FILE, Reader, Round, StoreError, StoredReviews,
    VerdictStore as _, rebuild,
};
use tempfile::TempDir;

use crate::bytes::Bytes;
use crate::must;
use made::{Whole, framed};

/// Bytes of a journal that are tried; the whole one has about 1.5 KiB.
const JOURNAL_BYTES_MAX: usize = 16 << 10;

/// The first byte says what the rest is; see the head of the module.
pub fn run(input: &[u8]) {
    let mut input = Bytes(input);
    let kind = input.byte();
    let (name, bytes, n_whole) = match kind % 5 {
        0 => (JOURNAL_FILE, input.take(JOURNAL_BYTES_MAX).to_vec(), 0),
        1 => (REVIEWS_FILE, input.take(JOURNAL_BYTES_MAX).to_vec(), 0),
        2 => (JOURNAL_FILE, framed(Whole::get().opening(), input), 0),
        3 => (REVIEWS_FILE, framed(&[], input), 0),
        _ => {
            let (bytes, n_whole) = Whole::get().damaged(input);
            (JOURNAL_FILE, bytes, n_whole)
        }
    };
    let dir = must(tempfile::tempdir());
    must(fs::write(dir.path().join(name), &bytes));
    if name == REVIEWS_FILE {
        reviews(dir.path());
    } else {
        round(&dir, &bytes, n_whole, kind >= 0x80);
    }
}

/// Reviews are read the same twice, and their counts fit the file.
fn reviews(dir: &Path) {
    let (first, second) = (StoredReviews::read(dir), StoredReviews::read(dir));
    assert!(format!("{first:?}") == format!("{second:?}"), "read twice, found otherwise");
    if let Err(error) = first {
        assert!(!shown(&error).is_empty(), "refused without a word");
    }
}

/// A round is read, opened, and where `with_index`, asked through an index. `n_whole` batches lie before
/// the first damage.
fn round(dir: &TempDir, bytes: &[u8], n_whole: usize, with_index: bool) {
    let expected = Whole::get().batches().get(..n_whole).unwrap_or_default();
    let read = read(dir.path(), expected);
    let path = dir.path().join(JOURNAL_FILE);
    let opened = match Journal::open(&path) {
        Ok((mut journal, recovered)) => {
            let batches = must(journal.batches()).map(|one| one.map(|(batch, _)| batch));
            let held: Result<Vec<_>, StoreError> = batches.collect();
            let held = must(held);
            let n_left = must(fs::metadata(&path)).len();
            assert!(n_left + recovered.cut_bytes == bytes.len() as u64, "{recovered:?}");
            Some(held)
        }
        Err(error) => {
            assert!(!shown(&error).is_empty(), "refused without a word");
            assert!(must(fs::read(&path)) == bytes, "a refused journal is changed");
            None
        }
    };
    let held: &[RegionBatch] = opened.as_deref().unwrap_or_default();
    assert!(opened.is_none() || held.starts_with(expected), "lost: {held:?} of {expected:?}");
    assert!(opened.is_none() || read.as_deref() == Some(held), "read and opened differ");
    if with_index {
        index(dir.path(), opened.as_deref());
    }
}

/// What a reader finds, who goes on behind damage; `None` where there is no round.
fn read(dir: &Path, expected: &[RegionBatch]) -> Option<Vec<RegionBatch>> {
    let reader = match Reader::open(dir) {
        Ok(reader) => reader,
        Err(error) => {
            assert!(!shown(&error).is_empty() && expected.is_empty(), "{error}: {expected:?}");
            return None;
        }
    };
    let mut batches = Vec::new();
    for region in reader.regions() {
        let stored = must(reader.batch(region));
        let Some(stored) = stored else { continue };
        let proof = must(reader.proof(region));
        assert!(proof.is_some(), "no proof of {region}");
        batches.push(stored.batch);
    }
    assert!(batches.len() == reader.regions().len(), "a region is listed and not there");
    assert!(batches.starts_with(expected), "lost: {batches:?} of {expected:?}");
    assert!(reader.n_frames() > batches.len() as u64, "regions without frames");
    for damage in reader.damage() {
        assert!(!damage.what.to_string().is_empty(), "damage without a word");
    }
    let leaves = reader.region_leaves();
    assert!(leaves.len() == batches.len(), "a region without a leaf");
    Some(batches)
}

/// The index holds what the journal holds, and made again it is the same.
fn index(dir: &Path, held: Option<&[RegionBatch]>) {
    let asked = |round: &Round| -> Vec<String> {
        let batches = held.unwrap_or_default();
        let mut told = Vec::new();
        for batch in batches {
            let pages: Result<Vec<_>, _> = round.index().pages_of(batch.region).collect();
            assert!(must(pages) == batch.pages, "pages of {}", batch.region);
            let verdicts: Result<Vec<_>, _> = round.index().verdicts_of(batch.region).collect();
            let (verdicts, held) = (sorted(&must(verdicts)), sorted(&batch.verdicts));
            assert!(verdicts == held, "verdicts of {}: {verdicts:?} {held:?}", batch.region);
            told.extend(verdicts);
        }
        told
    };
    let first = match Round::open(dir) {
        Ok((round, _)) => asked(&round),
        Err(error) => {
            assert!(held.is_none(), "{error}: {held:?}");
            return;
        }
    };
    must(rebuild(dir));
    let (round, _) = must(Round::open(dir));
    assert!(asked(&round) == first, "made again, the index says otherwise");
}

fn sorted(verdicts: &[Verdict]) -> Vec<String> {
    let mut told: Vec<_> = verdicts.iter().map(|verdict| format!("{verdict:?}")).collect();
    told.sort_unstable();
    told
}

fn shown(error: &StoreError) -> String {
    format!("{error}{}", error.hint().unwrap_or_default())
}
