//! Journals read and not written: every damage named, the root over everything, proofs.

use std::fs;

use bluebook::model::{Digest, RegionCode};
use bluebook::store::{BadProof, Proof, Reader, Round, StoreError, stored_bytes};
use tempfile::TempDir;

use super::sample::{header, region, small_batch};

const REGIONS: [u32; 3] = [110_100, 440_100, 120_100];

/// A closed round of three regions, and where each of its five frames starts and ends.
struct Written {
    dir: TempDir,
    bytes: Vec<u8>,
    borders: Vec<usize>,
}

impl Written {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.bbj");
        let n_bytes = || usize::try_from(fs::metadata(&path).unwrap().len()).unwrap();
        let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
        let mut borders = vec![20, n_bytes()];
        for code in REGIONS {
            round.record(&small_batch(code)).unwrap();
            borders.push(n_bytes());
        }
        round.close().unwrap();
        borders.push(n_bytes());
        let root = round.root();
        drop(round);
        let bytes = fs::read(&path).unwrap();
        let written = Self { dir, bytes, borders };
        assert_eq!(written.open().root(), root, "written and read");
        written
    }

    fn open(&self) -> Reader {
        Reader::open(self.dir.path()).unwrap()
    }

    fn put(&self, bytes: &[u8]) {
        fs::write(self.dir.path().join("journal.bbj"), bytes).unwrap();
    }
}

#[test]
fn a_round_is_read_as_it_was_recorded() {
    let written = Written::new();
    let reader = written.open();
    assert!(reader.damage().is_empty() && reader.is_closed() && reader.torn_bytes() == 0);
    assert_eq!(reader.n_frames(), 5);
    assert_eq!(reader.regions().map(RegionCode::get).collect::<Vec<_>>(), REGIONS);
    for code in REGIONS {
        let stored = reader.batch(region(code)).unwrap().unwrap();
        assert_eq!(stored.batch, small_batch(code));
        assert_eq!(stored.bytes, stored_bytes(&stored.batch).unwrap());
    }
    assert_eq!(reader.batch(region(999_999)).unwrap(), None);
    assert!(fs::read(written.dir.path().join("journal.bbj")).unwrap() == written.bytes);
}

#[test]
fn a_changed_byte_is_named_by_its_frame_and_region() {
    let written = Written::new();
    let root = written.open().root();
    for position in 20..written.bytes.len() {
        let mut bytes = written.bytes.clone();
        bytes[position] ^= 0x10;
        written.put(&bytes);
        let frame = written.borders.iter().rposition(|start| *start <= position).unwrap();
        let in_frame = position - written.borders[frame];
        let reader = match Reader::open(written.dir.path()) {
            Ok(reader) => reader,
            Err(StoreError::JournalDamaged { frame: 0, .. }) if frame == 0 => continue,
            Err(error) => panic!("byte {position}: {error:?}"),
        };
        assert!(
            reader.root() != root || !reader.damage().is_empty(),
            "byte {position} of frame {frame} believed"
        );
        let Some(first) = reader.damage().first() else {
            assert_eq!(frame, 4, "byte {position}: only the last append may look unfinished");
            assert!(reader.torn_bytes() > 0 && !reader.is_closed());
            continue;
        };
        assert_eq!((first.frame, first.offset), (frame as u64, written.borders[frame] as u64));
        // Past the head and the first bytes of a payload, the others stay readable.
        if in_frame > 20 && (1..=3).contains(&frame) {
            assert_eq!(first.region, Some(region(REGIONS[frame - 1])), "byte {position}");
            assert_eq!((reader.damage().len(), first.lost_bytes), (1, 0), "byte {position}");
            assert_eq!(reader.regions().len(), 2, "byte {position}");
        }
    }
}

#[test]
fn a_round_being_written_is_read_up_to_its_last_whole_frame() {
    let dir = tempfile::tempdir().unwrap();
    let (mut round, _) = Round::create_or_resume(dir.path(), &header()).unwrap();
    round.record(&small_batch(110_100)).unwrap();
    let reader = Reader::open(dir.path()).unwrap();
    assert!(!reader.is_closed());
    assert_eq!((reader.n_frames(), reader.root()), (2, round.root()));
    assert!(matches!(Reader::open(&dir.path().join("none")), Err(StoreError::NoRound { .. })));
}

#[test]
fn a_proof_needs_no_journal() {
    let written = Written::new();
    let reader = written.open();
    for code in REGIONS {
        let proof = reader.proof(region(code)).unwrap().unwrap();
        let text = serde_json::to_string(&proof).unwrap();
        let read: Proof = serde_json::from_str(&text).unwrap();
        assert_eq!(read.verify().unwrap(), (reader.root(), small_batch(code)));
    }
    assert!(reader.proof(region(999_999)).unwrap().is_none());
}

/// Changes a proof and says what is wrong with it then.
#[track_caller]
fn check_proof(change: impl FnOnce(&mut Proof), expected: &BadProof) {
    let mut proof = Written::new().open().proof(region(440_100)).unwrap().unwrap();
    change(&mut proof);
    assert_eq!(&proof.verify().unwrap_err(), expected);
}

#[test]
fn a_changed_proof_proves_nothing() {
    let other = || Digest::of(b"other").to_string();
    check_proof(|proof| proof.payload.replace_range(40..41, "?"), &BadProof::Unreadable("payload"));
    check_proof(|proof| proof.payload.truncate(41), &BadProof::Unreadable("payload"));
    check_proof(|proof| proof.path[1] = other(), &BadProof::OtherRoot);
    check_proof(|proof| proof.root = other(), &BadProof::OtherRoot);
    check_proof(|proof| proof.root = "x".to_owned(), &BadProof::Unreadable("root"));
    check_proof(|proof| proof.frame = 1, &BadProof::OtherRoot);
    check_proof(|proof| proof.n_frames = u64::MAX, &BadProof::OtherRoot);
    check_proof(|proof| proof.payload.push_str("00"), &BadProof::OtherRoot);
}
