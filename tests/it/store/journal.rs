//! Journals cut and changed at every byte.

use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use bluebook::model::RegionBatch;
use bluebook::store::{Entry, Journal, StoreError};
use tempfile::TempDir;

use super::sample::{header, small_batch};
use super::shown;

/// A journal of three batches and where each of its frames lies.
struct Written {
    dir: TempDir,
    bytes: Vec<u8>,
    frames: Vec<Range<usize>>,
    batches: Vec<RegionBatch>,
}

impl Written {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.bbj");
        let mut ends = vec![20];
        let end = |ends: &mut Vec<usize>| ends.push(fs::read(&path).unwrap().len());
        let mut journal = Journal::create(&path, &header()).unwrap();
        end(&mut ends);
        let batches = vec![small_batch(110_100), small_batch(440_100), small_batch(120_100)];
        for batch in &batches {
            journal.append(&Entry::Region(batch.clone())).unwrap();
            end(&mut ends);
        }
        let bytes = fs::read(&path).unwrap();
        let frames = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
        Self { dir, bytes, frames, batches }
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("journal.bbj")
    }

    fn last(&self) -> Range<usize> {
        self.frames.last().unwrap().clone()
    }

    /// What opening gives when the file holds `bytes`: batches and cut bytes.
    fn open(&self, bytes: &[u8]) -> Result<(Vec<RegionBatch>, u64), StoreError> {
        fs::write(self.path(), bytes).unwrap();
        let (mut journal, recovered) = Journal::open(&self.path())?;
        assert_eq!(recovered.header, header());
        let batches: Result<Vec<_>, _> =
            journal.batches()?.map(|batch| batch.map(|(batch, _mark)| batch)).collect();
        Ok((batches?, recovered.cut_bytes))
    }
}

#[test]
fn a_tail_torn_at_any_byte_is_cut_and_written_again() {
    let written = Written::new();
    let last = written.last();
    for n_bytes in last.clone() {
        let (batches, cut_bytes) = written.open(&written.bytes[..n_bytes]).unwrap();
        assert_eq!(batches, written.batches[..2], "cut at {n_bytes}");
        assert_eq!(cut_bytes, (n_bytes - last.start) as u64);
        let (mut journal, recovered) = Journal::open(&written.path()).unwrap();
        assert_eq!(recovered.cut_bytes, 0, "cut twice");
        journal.append(&Entry::Region(written.batches[2].clone())).unwrap();
        assert!(fs::read(written.path()).unwrap() == written.bytes);
    }
}

#[test]
fn a_tail_never_written_is_cut() {
    // After a power loss: the length of the append, and zeros from some byte on.
    let written = Written::new();
    for n_bytes in written.last() {
        let mut bytes = written.bytes[..n_bytes].to_vec();
        bytes.resize(written.bytes.len(), 0);
        let (batches, cut_bytes) = written.open(&bytes).unwrap();
        assert_eq!(batches, written.batches[..2], "zeros from {n_bytes}");
        assert_eq!(cut_bytes, written.last().len() as u64);
    }
    // The same in the middle may be what was acknowledged.
    let second = written.frames[2].clone();
    let mut bytes = written.bytes.clone();
    bytes[second].fill(0);
    assert!(matches!(written.open(&bytes), Err(StoreError::JournalDamaged { frame: 2, .. })));
}

#[test]
fn a_changed_byte_is_cut_as_the_tail_or_named() {
    let written = Written::new();
    let last = written.last();
    for position in 0..written.bytes.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut bytes = written.bytes.clone();
            bytes[position] ^= change;
            let frame = written.frames.iter().position(|frame| frame.contains(&position));
            match (written.open(&bytes), frame) {
                (Ok((batches, cut_bytes)), Some(_)) => {
                    assert!(position >= last.start + 8, "byte {position} ^ {change:#x} believed");
                    assert_eq!(batches, written.batches[..2]);
                    assert_eq!(cut_bytes, last.len() as u64);
                }
                (Err(StoreError::JournalDamaged { frame, offset, .. }), Some(changed)) => {
                    assert_eq!(frame, changed as u64, "byte {position} ^ {change:#x}");
                    assert_eq!(offset, written.frames[changed].start as u64);
                    assert!(fs::read(written.path()).unwrap() == bytes, "a damaged file changed");
                }
                (Err(StoreError::NotAJournal { .. }), None) => assert!(position < 16),
                (Err(StoreError::OtherLayout { .. }), None) => assert!(position >= 16),
                (other, _) => panic!("byte {position} ^ {change:#x}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_frame_is_valid_only_in_its_place() {
    let written = Written::new();
    let [opening, first, second, third] = &written.frames[..] else { panic!() };
    let of = |frames: &[&Range<usize>]| {
        let mut bytes = written.bytes[..20].to_vec();
        for frame in frames {
            bytes.extend(&written.bytes[(*frame).clone()]);
        }
        bytes
    };
    assert!(written.open(&of(&[opening, first, second, third])).is_ok());
    for wrong in [
        of(&[opening, second, third]),
        of(&[opening, second, first, third]),
        of(&[opening, first, first, second]),
        of(&[first, second]),
        of(&[opening, first, opening, second]),
    ] {
        assert!(matches!(written.open(&wrong), Err(StoreError::JournalDamaged { .. })));
    }
}

/// What opening a file of these bytes, or creating a journal over it, says.
#[track_caller]
fn check_begun(bytes: &[u8], opened: &str, created: &str) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal.bbj");
    let said = |error: Option<StoreError>| {
        error.map_or_else(|| "ok".to_owned(), |error| error.to_string())
    };
    let expected = |text: &str| text.replace('~', &format!("`{}`", path.display()));
    fs::write(&path, bytes).unwrap();
    assert_eq!(said(Journal::open(&path).err()), expected(opened));
    assert_eq!(said(Journal::create(&path, &header()).err()), expected(created));
}

#[test]
fn a_journal_never_begun_is_begun_again_and_nothing_else_is_overwritten() {
    let written = Written::new();
    let never = "journal ~ ends before it says which round it is";
    for n_bytes in 0..written.frames[0].end {
        check_begun(&written.bytes[..n_bytes], never, "ok");
    }
    check_begun(&[0; 4096], never, "ok");
    check_begun(&written.bytes[..written.frames[0].end], "ok", "there is a journal at ~ already");
    check_begun(&written.bytes, "ok", "there is a journal at ~ already");
    check_begun(b"minutes of the meeting", "~ is not a journal", "~ is not a journal");
    let other = "journal ~ has layout 2, this program reads 1";
    check_begun(b"bluebook-journal\x02\0\0\0", other, other);
}

#[test]
fn damage_says_where_and_what_to_do() {
    let written = Written::new();
    let mut bytes = written.bytes.clone();
    let second = written.frames[2].clone();
    bytes[second.end - 1] ^= 1;
    let error = written.open(&bytes).unwrap_err();
    let (path, start) = (written.path(), second.start);
    let path = path.display();
    assert_eq!(
        shown(&error),
        format!(
            "journal `{path}` is damaged at byte {start} (frame 2): its content does not match \
             its checksum | restore the journal from a copy; or copy it, then keep what stands \
             before the damage with `truncate -s {start} {path}`"
        )
    );
    // The hint works.
    assert_eq!(written.open(&bytes[..start]).unwrap().0, written.batches[..1]);
}

#[test]
fn a_journal_in_use_is_not_opened() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal.bbj");
    let _journal = Journal::create(&path, &header()).unwrap();
    for error in [Journal::open(&path).unwrap_err(), Journal::create(&path, &header()).unwrap_err()]
    {
        assert_eq!(
            shown(&error),
            format!(
                "round in use: another process has `{}` open | wait until the other run is \
                 done, or stop it",
                path.display()
            )
        );
    }
}

#[test]
fn the_same_round_gives_the_same_bytes() {
    assert!(Written::new().bytes == Written::new().bytes);
}
