use std::io::Cursor;

use super::super::frame::{HEAD_BYTES, Stop};
use super::*;

/// A disk in memory that fails the n-th call of a kind, from 0.
#[derive(Debug, Default)]
struct FailingDisk {
    bytes: Cursor<Vec<u8>>,
    /// The write that fails, after half of it.
    write: Option<u32>,
    sync: Option<u32>,
    cut: Option<u32>,
}

/// Whether this call fails.
fn is_due(left: &mut Option<u32>) -> bool {
    let due = *left == Some(0);
    *left = left.and_then(|n| n.checked_sub(1));
    due
}

fn fault() -> io::Error {
    io::Error::from(io::ErrorKind::StorageFull)
}

impl Read for FailingDisk {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

impl Seek for FailingDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

impl Write for FailingDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if is_due(&mut self.write) {
            self.bytes.write_all(&bytes[..bytes.len() / 2])?;
            return Err(fault());
        }
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Disk for FailingDisk {
    fn sync(&mut self) -> io::Result<()> {
        if is_due(&mut self.sync) { Err(fault()) } else { Ok(()) }
    }

    fn cut(&mut self, n_bytes: u64) -> io::Result<()> {
        if is_due(&mut self.cut) {
            return Err(fault());
        }
        self.bytes.get_mut().truncate(usize::try_from(n_bytes).unwrap());
        Ok(())
    }
}

fn frame(payload: &str) -> Vec<u8> {
    [&[0; HEAD_BYTES], payload.as_bytes()].concat()
}

fn payloads(log: &mut Log<FailingDisk>) -> String {
    let mut frames = log.frames(Place::first()).unwrap();
    let mut found = Vec::new();
    while let Some(payload) = frames.next().unwrap() {
        found.push(String::from_utf8(payload.to_vec()).unwrap());
    }
    found.join(" ")
}

/// Appends `one`, fails to append `two` on `disk`, and, unless broken, appends `three`.
#[track_caller]
fn check(disk: FailingDisk, expected: &str) {
    let mut log = Log::create(disk).unwrap();
    log.append(frame("one")).unwrap();
    let before = log.end();
    log.append(frame("two")).unwrap_err();
    assert_eq!(log.end(), before);
    if !log.is_broken() {
        assert_eq!(log.disk.bytes.get_ref().len() as u64, before.offset, "a trace was left");
        log.append(frame("three")).unwrap();
    }
    let state = if log.is_broken() { "broken" } else { "good" };
    assert_eq!(format!("{state}: {}", payloads(&mut log)), expected);
}

#[test]
fn a_failed_append_leaves_no_trace() {
    // The prelude is write 0, `one` is write 1, creating cuts once.
    check(FailingDisk { write: Some(2), ..FailingDisk::default() }, "good: one three");
    check(FailingDisk { sync: Some(1), ..FailingDisk::default() }, "good: one three");
}

#[test]
fn an_append_that_cannot_be_undone_breaks_the_log() {
    check(FailingDisk { write: Some(2), cut: Some(1), ..FailingDisk::default() }, "broken: one");
    check(FailingDisk { sync: Some(1), cut: Some(1), ..FailingDisk::default() }, "broken: one");
}

#[test]
fn what_a_broken_log_left_is_torn() {
    let disk = FailingDisk { write: Some(2), cut: Some(1), ..FailingDisk::default() };
    let mut log = Log::create(disk).unwrap();
    log.append(frame("one")).unwrap();
    log.append(frame("two")).unwrap_err();
    let n_bytes = log.disk.bytes.get_ref().len() as u64;
    assert!(n_bytes > log.end().offset);
    let mut frames = Frames::new(&mut log.disk, Place::first(), n_bytes).unwrap();
    frames.next().unwrap();
    assert!(matches!(frames.next(), Err(Stop::Torn)));
    let end = frames.place();
    let mut log = Log::resume(log.disk, end).unwrap();
    log.append(frame("three")).unwrap();
    assert_eq!(payloads(&mut log), "one three");
}
