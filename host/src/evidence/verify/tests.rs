use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use tempfile::TempDir;

use super::*;
use crate::evidence::tests::capture;
use crate::evidence::{
    Archive, ArchiveInfo, DOCUMENT_STATUS, EvidenceSink as _, FailedLook, Look, RoundArchive, View,
};
use crate::model::Form;

/// A round's archive of a page, the same body under another address, and another page.
fn archive() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let info = ArchiveInfo {
        software: "bluebook/0.1.0".to_owned(),
        user_agent: "bluebook (test@example.cn)".to_owned(),
        created_on: "2019-01-01T00:00:00Z".to_owned(),
    };
    let archive = RoundArchive::open(dir.path(), &info).unwrap();
    let body = "同一页".repeat(200);
    for (url, body) in [("http://a/", &*body), ("http://b/", &body), ("http://c/", "third")] {
        archive.sink.keep_page(&capture(url, 200, body)).unwrap();
    }
    archive.sink.finish().unwrap();
    let path = dir.path().join("pages.warc.gz");
    (dir, path)
}

/// What is wrong, the only file's.
fn damage(path: &Path) -> Vec<String> {
    let verified = verify(&[path]).unwrap();
    let [file] = verified.files.as_slice() else { panic!("{verified:?}") };
    file.damage.iter().map(|damage| damage.what.clone()).collect()
}

#[test]
fn what_we_write_is_whole() {
    let (dir, path) = archive();
    let verified = verify(&[dir.path()]).unwrap();
    assert!(verified.is_whole(), "{verified:?}");
    let [file] = verified.files.as_slice() else { panic!("{verified:?}") };
    // Block digests of 10 records, payload digests of 2 responses, 3 bodies.
    assert_eq!((file.n_records, file.n_digests, file.n_digests_unknown), (10, 15, 0));
    assert_eq!((file.n_revisits, file.index), (1, IndexFound::Agrees));
    assert_eq!(file.file, path);
}

/// The sink of a new archive with a page, what a browser made of it, and a failed rendering of
/// that and of another address.
fn rendered_archive() -> (TempDir, PathBuf) {
    let (dir, path) = archive();
    let info = ArchiveInfo {
        software: String::new(),
        user_agent: String::new(),
        created_on: "2019-01-01T00:00:00Z".to_owned(),
    };
    let archive = RoundArchive::open(dir.path(), &info).unwrap();
    let document = capture("http://c/", 200, "third");
    let mut made = capture("http://c/", 203, "<p>made of the third");
    made.requested = "http://c/#/list".to_owned();
    made.remarks = vec![(DOCUMENT_STATUS.to_owned(), "203".to_owned())];
    let view = View {
        screenshot: b"\x89PNG".to_vec(),
        document_url: document.url.clone(),
        document: Digest::of(document.entity()),
    };
    archive.sink.keep_rendering(&made, &view).unwrap();
    for url in ["http://c/#/list", "http://a/"] {
        let look = FailedLook {
            url: url.to_owned(),
            failure: "not-rendered".to_owned(),
            note: "browser-crashed".to_owned(),
            looked_on: "2019-01-01T00:00:00Z".to_owned(),
            form: Form::Rendered,
        };
        archive.sink.keep_failure(&look).unwrap();
    }
    archive.sink.finish().unwrap();
    (dir, path)
}

#[test]
fn a_rendering_names_its_document_and_is_checked() {
    let (dir, path) = rendered_archive();
    let verified = verify(&[dir.path()]).unwrap();
    assert!(verified.is_whole(), "{verified:?}");
    let [file] = verified.files.as_slice() else { panic!("{verified:?}") };
    // Of before 15; blocks of 5 records, payloads of page and picture, the page as verdicts call it.
    assert_eq!((file.n_records, file.n_digests, file.n_digests_unknown), (15, 23, 0));
    assert_eq!(file.index, IndexFound::Agrees);
    let file = std::fs::File::open(&path).unwrap();
    let records: Vec<Record> =
        WarcReader::new(std::io::BufReader::new(file), &path, BLOCK_BYTES_MAX).flatten().collect();
    let of = |kind, url: &str| {
        let is = |record: &&Record| record.kind == kind && record.target() == Some(url);
        records.iter().find(is).unwrap()
    };
    let (document, page, picture) = (
        of(RecordKind::Response, "http://c/"),
        of(RecordKind::Conversion, "urn:rendered:http://c/"),
        of(RecordKind::Resource, "urn:view:http://c/"),
    );
    assert_eq!(page.field("WARC-Refers-To"), document.field("WARC-Record-ID"));
    assert_eq!(picture.field("WARC-Concurrent-To"), page.field("WARC-Record-ID"));
}

#[test]
fn the_forms_of_an_address_do_not_stand_in_for_each_other() {
    let (dir, _path) = rendered_archive();
    let check = |archive: &Archive| {
        let rendered = |url: &str| match archive.look_rendered(url).unwrap() {
            Some(Look::Page(page)) => format!("{} {}", page.status, page.requested),
            Some(Look::Failed(look)) => look.note,
            None => "none".to_owned(),
        };
        assert_eq!(rendered("http://c/#/list"), "203 http://c/#/list");
        assert_eq!(rendered("http://c/"), "none", "the fragment counts");
        assert_eq!(rendered("http://b/"), "none");
        let sent = |url: &str| archive.get(url).unwrap().map(|page| page.status);
        assert_eq!((sent("http://c/#/list"), sent("http://a/")), (Some(200), Some(200)));
        assert!(matches!(archive.look("http://a/").unwrap(), Some(Look::Page(_))), "not hidden");
        let made = Digest::of(b"<p>made of the third");
        let held = archive.find_as("http://c/", &made).unwrap().unwrap();
        assert_eq!((held.capture.status, held.remarks.is_empty()), (203, false));
        rendered("http://a/")
    };
    assert_eq!(check(&Archive::open(&[dir.path()]).unwrap()), "browser-crashed");
    let part = dir.path().join("part.warc.gz");
    let urls = ["http://a/", "http://c/"].map(str::to_owned);
    crate::evidence::export_warc(&[dir.path()], Some(&urls), &part).unwrap();
    assert_eq!(check(&Archive::open(&[&part]).unwrap()), "browser-crashed");
    let has_view = |row: &crate::evidence::Listed| row.url == "urn:view:http://c/";
    assert!(
        crate::evidence::list(&[&part]).unwrap().iter().any(has_view),
        "the picture goes along"
    );
}

#[test]
fn a_torn_tail_is_told() {
    let (_dir, path) = archive();
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() - 9]).unwrap();
    assert_eq!(damage(&path), ["the file ends within the record"]);
}

#[test]
fn any_changed_byte_is_told() {
    let (_dir, path) = archive();
    let bytes = std::fs::read(&path).unwrap();
    let decoded = |bytes: &[u8]| {
        let mut text = Vec::new();
        MultiGzDecoder::new(bytes).read_to_end(&mut text).ok().map(|_| text)
    };
    for at in (0..bytes.len()).step_by(7) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        std::fs::write(&path, &changed).unwrap();
        // Some bits of gzip mean nothing: the time in its header, what fills the last byte.
        assert!(!damage(&path).is_empty() || decoded(&changed) == decoded(&bytes), "byte {at}");
    }
}

#[test]
fn a_wrong_index_is_told_and_one_that_is_behind_is_not() {
    let (_dir, path) = archive();
    let index_path = cdxj_path(&path);
    let index = String::from_utf8(std::fs::read(&index_path).unwrap()).unwrap();
    let first = format!("{}\n", index.lines().next().unwrap());
    std::fs::write(&index_path, &first).unwrap();
    assert_eq!(verify(&[&path]).unwrap().files[0].index, IndexFound::Behind);
    assert!(damage(&path).is_empty());
    std::fs::write(&index_path, first.replace("200", "404")).unwrap();
    assert_eq!(damage(&path).len(), 1);
    std::fs::remove_file(&index_path).unwrap();
    assert_eq!(verify(&[&path]).unwrap().files[0].index, IndexFound::Absent);
}

#[test]
fn a_revisit_of_nothing_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.warc");
    let record = "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: http://a/\r\n\
         WARC-Payload-Digest: sha1:X\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    std::fs::write(&path, record).unwrap();
    assert_eq!(damage(&path), ["`http://a/` repeats a record that is not there"]);
}
