use std::io::Read as _;

use flate2::read::MultiGzDecoder;
use tempfile::TempDir;

use super::*;
use crate::evidence::tests::capture;
use crate::evidence::{ArchiveInfo, EvidenceSink as _, RoundArchive};

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
