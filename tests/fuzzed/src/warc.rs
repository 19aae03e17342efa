//! Archives: WARC files of any layout, WACZ files, their index, and content coding.
//!
//! Every way to read a file is tried on it, and none may panic, run away or contradict another. Text is
//! packed into gzip members and zip files here, so that the fuzzer changes what lies within and not only
//! the packing.

mod packed;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use bluebook::evidence::{
    Archive, ArchiveInfo, BLOCK_BYTES_MAX, Capture, EvidenceError, Look, Record, WarcReader, cdxj,
    export_wacz, export_warc, list, verify,
};

use crate::bytes::Bytes;
use crate::must;
use packed::{coded, members, wacz};

/// Bytes of a block that the reader keeps here, so that cutting happens.
const BLOCK_BYTES: usize = 512;

/// Addresses that are looked up in one archive.
const URLS_MAX: usize = 8;

/// Bytes a body may decode to, whatever it says of itself; the host's constant.
const DECODED_BYTES_MAX: usize = 32 << 20;

/// The first byte says what is made of the rest.
pub fn run(input: &[u8]) {
    let mut input = Bytes(input);
    match input.byte() % 6 {
        0 => file("a.warc", input.0),
        1 => {
            same_records(input.0);
            file("a.warc.gz", &members(input.0).concat());
        }
        // All records in one stream, as gzip packs a whole file.
        2 => file("a.warc.gz", &packed::gzip(input.0)),
        3 => file("a.wacz", input.0),
        4 => file("a.wacz", &wacz(input)),
        _ => coding(input),
    }
}

/// A member a record reads as the records do, where they are whole.
fn same_records(text: &[u8]) {
    let plain: Result<Vec<_>, _> = reader(text).collect();
    let Ok(plain) = plain else { return };
    let packed = members(text);
    if packed.len() != plain.len() {
        // A block may hold what looks like the start of another record.
        return;
    }
    let packed: Result<Vec<_>, _> = reader(&packed.concat()).collect();
    let Ok(packed) = packed else { return };
    let without_place = |record: &Record| format!("{:?} {:?}", record.fields, record.block);
    let same = plain.iter().map(without_place).eq(packed.iter().map(without_place));
    assert!(same, "packed, the records differ: {plain:?} {packed:?}");
}

fn reader(bytes: &[u8]) -> WarcReader<Cursor<&[u8]>> {
    WarcReader::new(Cursor::new(bytes), Path::new("a.warc"), BLOCK_BYTES)
}

/// Whatever the host does with an archive it was given.
fn file(name: &str, bytes: &[u8]) {
    walk(bytes);
    let dir = must(tempfile::tempdir());
    let path = dir.path().join(name);
    must(fs::write(&path, bytes));
    let listed = list(&[&path]);
    said(&listed);
    let verified = verify(&[&path]);
    said(&verified);
    said(&cdxj(&path));
    let archive = Archive::open(&[&path]);
    said(&archive);
    if let Ok(archive) = archive {
        look(&archive);
        exported(&path, dir.path());
    }
    assert!(must(fs::read(&path)) == bytes, "reading changed the file");
}

/// Records come in order and as long as they may be.
fn walk(bytes: &[u8]) {
    let mut before = None;
    for record in reader(bytes) {
        let Ok(record) = record else { continue };
        assert!(record.block.len() <= BLOCK_BYTES, "a block of {} bytes", record.block.len());
        assert!(record.is_cut() || record.block.len() as u64 == record.n_block_bytes, "{record:?}");
        let place = (record.place.offset, record.place.skip);
        assert!(before < Some(place), "{place:?} after {before:?}");
        assert!(place.0 < bytes.len() as u64, "{place:?} behind the end");
        before = Some(place);
    }
}

/// What the archive has, by address.
fn look(archive: &Archive) {
    let urls: Vec<String> = archive.urls().take(URLS_MAX).map(str::to_owned).collect();
    for url in urls {
        let page = archive.get(&url);
        said(&page);
        if let Ok(Some(page)) = page {
            bounded(&page);
            let again = archive.get(&url);
            assert!(again.is_ok_and(|again| again.as_ref() == Some(&page)), "{url} read twice");
            let held = archive.find_as(&url, &page.digest());
            said(&held);
            assert!(!matches!(held, Ok(None)), "{url} is held, and not by its digest");
        }
        for looked in [archive.look(&url), archive.look_rendered(&url)] {
            said(&looked);
            if let Ok(Some(Look::Page(page))) = looked {
                bounded(&page);
            }
        }
    }
}

fn bounded(page: &Capture) {
    assert!(page.body.len() <= DECODED_BYTES_MAX.max(BLOCK_BYTES_MAX), "{} bytes", page.body.len());
    let _ = (page.header_charset(), page.elapsed_ms());
}

/// What was copied out is whole.
fn exported(path: &Path, dir: &Path) {
    let to = dir.join("b.warc.gz");
    let copied = export_warc(&[path], None, &to);
    said(&copied);
    if copied.is_ok() {
        let reader =
            WarcReader::new(std::io::BufReader::new(must(fs::File::open(&to))), &to, BLOCK_BYTES);
        for record in reader {
            assert!(record.is_ok(), "copied, and not to be read: {record:?}");
        }
    }
    let info = ArchiveInfo {
        software: "fuzzed".to_owned(),
        user_agent: String::new(),
        created_on: "2019-01-15T00:00:00Z".to_owned(),
    };
    said(&export_wacz(&[path], None, &dir.join("b.wacz"), &info));
}

/// A body that says it is coded.
fn coding(input: Bytes<'_>) {
    let (codings, entity) = coded(input);
    let mut capture = Capture {
        requested: "http://a.test/".to_owned(),
        url: "http://a.test/".to_owned(),
        status: 200,
        headers: vec![("Content-Encoding".to_owned(), codings)],
        body: entity.clone(),
        entity: None,
        captured_on: "2019-01-15T00:00:00Z".to_owned(),
        hops: Vec::new(),
        truncated: None,
        ip: None,
        sent: Vec::new(),
        remarks: Vec::new(),
    };
    let before = capture.clone();
    match capture.undo_content_coding() {
        Ok(()) => assert!(capture.entity() == entity, "the body as sent is lost"),
        Err(error) => assert!(capture == before && !error.to_string().is_empty(), "{error}"),
    }
    bounded(&capture);
}

/// A refusal has words.
fn said<T>(result: &Result<T, EvidenceError>) {
    if let Err(error) = result {
        assert!(!error.to_string().is_empty(), "refused without a word");
    }
}
