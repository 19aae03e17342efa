//! Indexes removed, damaged, left behind: the journal makes them again.

use std::fs;
use std::path::{Path, PathBuf};

use bluebook::store::{IndexState, Rebuilt, Round, export, rebuild};
use tempfile::TempDir;

use super::sample::{full_batches, header, large_batch, small_batch};

/// A round of three regions, not open, and its export.
fn recorded() -> (TempDir, Vec<u8>) {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    for batch in full_batches() {
        round.record(&batch).unwrap();
    }
    let exported = exported(&round);
    (dir, exported)
}

fn exported(round: &Round) -> Vec<u8> {
    let mut out = Vec::new();
    export(round.index(), &mut out).unwrap();
    out
}

/// Files below `dir`, directories left out.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

/// Opens the round after `change`, which gets its directory, and says what was done.
#[track_caller]
fn check(change: impl FnOnce(&Path), done: &str) {
    let (dir, before) = recorded();
    change(dir.path());
    let (round, resumed) = Round::open(dir.path()).unwrap();
    let actual = resumed.index.to_string();
    assert!(actual.starts_with(done), "{actual}");
    assert!(exported(&round) == before);
    drop(round);
    let (_, resumed) = Round::open(dir.path()).unwrap();
    assert_eq!(resumed.index, IndexState::UpToDate, "not lasting");
}

#[test]
fn an_index_is_made_again_from_the_journal() {
    check(|_| {}, "index up to date");
    check(|dir| fs::remove_dir_all(dir.join("index")).unwrap(), "index caught up by 3 regions");
    // sled 0.34 does not open a directory with such a file (spacejam/sled#1527).
    check(
        |dir| fs::write(dir.join("index/snap.0000000000000000.generating"), b"").unwrap(),
        "index rebuilt",
    );
    check(
        |dir| assert_eq!(rebuild(dir).unwrap(), Rebuilt { n_batches: 3, n_verdicts: 29 }),
        "index up to date",
    );
}

#[test]
fn an_index_that_is_behind_catches_up() {
    let dir = tempfile::tempdir().unwrap();
    let (index, kept) = (dir.path().join("index"), dir.path().join("kept"));
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    round.record(&small_batch(110_100)).unwrap();
    drop(round);
    copy(&index, &kept);
    let (mut round, _) = Round::open(dir.path()).unwrap();
    round.record(&small_batch(440_100)).unwrap();
    let before = exported(&round);
    drop(round);
    // As if the process had ended between the journal and the index.
    fs::remove_dir_all(&index).unwrap();
    copy(&kept, &index);
    let (round, resumed) = Round::open(dir.path()).unwrap();
    assert_eq!(resumed.index, IndexState::CaughtUp { n_batches: 1 });
    assert!(exported(&round) == before);
}

#[test]
fn an_index_of_another_journal_is_not_believed() {
    let dir = tempfile::tempdir().unwrap();
    let journal = dir.path().join("journal.bbj");
    let record = |code| {
        let (mut round, resumed) = Round::create_or_resume(dir.path(), &header()).unwrap();
        round.record(&small_batch(code)).unwrap();
        (resumed.index, exported(&round))
    };
    let (_, first) = record(110_100);
    let kept = fs::read(&journal).unwrap();
    let other = IndexState::Rebuilt { reason: "it does not follow this journal".to_owned() };
    // A new journal of the same header and the same lengths.
    fs::remove_file(&journal).unwrap();
    assert_eq!(record(120_100).0, other);
    // The old journal under the index of the new.
    fs::write(&journal, &kept).unwrap();
    let (round, resumed) = Round::open(dir.path()).unwrap();
    assert_eq!(resumed.index, other);
    assert!(exported(&round) == first);
    drop(round);
    // An index that is ahead.
    record(130_100);
    fs::write(&journal, &kept).unwrap();
    let (round, resumed) = Round::open(dir.path()).unwrap();
    assert_eq!(resumed.index, other);
    assert!(exported(&round) == first);
}

/// Batches enough for several segments of sled's file; damage within a single one was
/// never seen to make it panic.
const N_BATCHES: u32 = 10;

/// Places damaged in each file of the index.
const N_PLACES: usize = 15;

#[test]
fn a_damaged_index_gives_the_same_verdicts() {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    for code in 110_000..110_000 + N_BATCHES {
        round.record(&large_batch(code)).unwrap();
    }
    let before = exported(&round);
    drop(round);
    let (index, kept) = (dir.path().join("index"), dir.path().join("kept"));
    copy(&index, &kept);
    let mut n_rebuilt = 0;
    for file in files(&kept) {
        let whole = fs::read(&file).unwrap();
        for position in (0..whole.len()).step_by(whole.len() / N_PLACES + 1) {
            let mut flipped = whole.clone();
            flipped[position] ^= 0x10;
            let mut wiped = whole.clone();
            wiped.iter_mut().skip(position).take(64).for_each(|byte| *byte = 0);
            for damaged in [&flipped[..], &wiped, &whole[..position]] {
                fs::remove_dir_all(&index).unwrap();
                copy(&kept, &index);
                fs::write(index.join(file.file_name().unwrap()), damaged).unwrap();
                let (round, resumed) = Round::open(dir.path()).unwrap();
                assert!(exported(&round) == before, "{} at {position}", file.display());
                n_rebuilt += usize::from(matches!(resumed.index, IndexState::Rebuilt { .. }));
            }
        }
    }
    assert!(n_rebuilt > N_PLACES, "only {n_rebuilt} damages were noticed");
}
