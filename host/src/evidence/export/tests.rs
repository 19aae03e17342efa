use tempfile::TempDir;

use super::*;
use crate::evidence::tests::capture;
use crate::evidence::{ArchiveInfo, EvidenceSink as _, Hop, RoundArchive, verify};

fn info() -> ArchiveInfo {
    ArchiveInfo {
        software: "bluebook/0.1.0".to_owned(),
        user_agent: "bluebook (test@example.cn)".to_owned(),
        created_on: "2019-01-01T00:00:00Z".to_owned(),
    }
}

/// A round's archive: a page, one that repeats it behind a redirect, and another.
fn archive() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let archive = RoundArchive::open(dir.path(), &info()).unwrap();
    let body = "同一页".repeat(200);
    let mut repeated = capture("http://b/there", 200, &body);
    repeated.requested = "http://b/".to_owned();
    repeated.hops.push(Hop {
        url: "http://b/".to_owned(),
        status: 302,
        headers: vec![("location".to_owned(), "/there".to_owned())],
        entity: Vec::new(),
        truncated: None,
        ip: None,
        sent: Vec::new(),
    });
    for page in [capture("http://a/", 200, &body), repeated, capture("http://c/", 200, "third")] {
        archive.sink.keep_page(&page).unwrap();
    }
    dir
}

fn urls(path: &Path) -> Vec<String> {
    let archive = Archive::open(&[path]).unwrap();
    archive.urls().map(str::to_owned).collect()
}

#[test]
fn a_part_holds_what_it_needs() {
    let dir = archive();
    let to = dir.path().join("part.warc.gz");
    let wanted = ["http://b/".to_owned(), "http://no/".to_owned()];
    let exported = export_warc(&[dir.path()], Some(&wanted), &to).unwrap();
    assert_eq!(exported.n_urls_not_held, 1);
    assert_eq!(urls(&to), ["http://a/", "http://b/", "http://b/there"]);
    assert!(verify(&[&to]).unwrap().is_whole());
    let page = Archive::open(&[&to]).unwrap().get("http://b/").unwrap().unwrap();
    assert_eq!((page.hops.len(), page.body.len()), (1, 1800));
}

#[test]
fn everything_is_copied_byte_for_byte() {
    let dir = archive();
    let to = dir.path().join("all.warc.gz");
    export_warc(&[dir.path()], None, &to).unwrap();
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert!(read(&to) == read(&dir.path().join("pages.warc.gz")));
    let again = export_warc(&[dir.path()], None, &to).unwrap_err();
    assert!(matches!(again, EvidenceError::Write { .. }), "a file that is there stays");
}

#[test]
fn one_stream_becomes_a_member_a_record() {
    let dir = archive();
    let pages = dir.path().join("pages.warc.gz");
    let (plain, to) = (dir.path().join("t.warc"), dir.path().join("t.warc.gz"));
    let mut text = Vec::new();
    let file = File::open(&pages).unwrap();
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut text).unwrap();
    std::fs::write(&plain, text).unwrap();
    export_warc(&[&plain], None, &to).unwrap();
    assert!(verify(&[&to]).unwrap().is_whole());
    assert!(crate::evidence::cdxj(&to).is_ok());
    assert_eq!(urls(&to), urls(&pages));
}

#[test]
fn a_wacz_is_read_back() {
    let dir = archive();
    let to = dir.path().join("t.wacz");
    export_wacz(&[dir.path()], None, &to, &info()).unwrap();
    assert_eq!(urls(&to), urls(&dir.path().join("pages.warc.gz")));
    assert!(verify(&[&to]).unwrap().is_whole());
    let names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().collect();
    assert_eq!(names.len(), 2, "nothing is left behind: {names:?}");
    let other = dir.path().join("u.wacz");
    export_wacz(&[dir.path()], None, &other, &info()).unwrap();
    assert!(
        std::fs::read(&to).unwrap() == std::fs::read(&other).unwrap(),
        "same pages, same bytes"
    );
}
