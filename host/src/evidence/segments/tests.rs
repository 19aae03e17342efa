use tempfile::TempDir;

use super::*;
use crate::evidence::EvidenceSink as _;
use crate::evidence::tests::capture;
use crate::evidence::{RecordKind, WarcReader};
use crate::model::Digest;
use std::io::BufReader;

fn info() -> ArchiveInfo {
    ArchiveInfo {
        software: "bluebook/0.1.0".to_owned(),
        user_agent: "bluebook (test@example.cn)".to_owned(),
        created_on: "2019-01-01T00:00:00Z".to_owned(),
    }
}

/// Bytes that gzip makes nothing of, so that files fill up.
fn noise(seed: u32, n_bytes: usize) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from(b' ' + u8::try_from(state % 90).unwrap())
    };
    (0..n_bytes).map(|_| next()).collect()
}

fn open(dir: &TempDir) -> RoundArchive {
    RoundArchive::open_with(dir.path(), &info(), 20_000).unwrap()
}

/// A round's archive with these pages, closed, and the files it has.
fn written(pages: &[(&str, &str)]) -> (TempDir, Vec<PathBuf>) {
    let dir = tempfile::tempdir().unwrap();
    let archive = open(&dir);
    for (url, body) in pages {
        archive.sink.keep_page(&capture(url, 200, body)).unwrap();
    }
    archive.sink.finish().unwrap();
    let files = segments(dir.path()).unwrap();
    (dir, files)
}

fn kinds(paths: &[PathBuf]) -> Vec<RecordKind> {
    let mut kinds = Vec::new();
    for path in paths {
        let file = BufReader::new(File::open(path).unwrap());
        kinds.extend(WarcReader::new(file, path, 1 << 20).map(|record| record.unwrap().kind));
    }
    kinds
}

fn n_of(kind: RecordKind, paths: &[PathBuf]) -> usize {
    kinds(paths).into_iter().filter(|one| *one == kind).count()
}

#[test]
fn a_full_file_is_followed_by_another_and_all_are_one_archive() {
    let bodies: Vec<String> = (0..6).map(|n| noise(n, 12_000)).collect();
    let urls: Vec<String> = (0..6).map(|n| format!("http://a/{n}")).collect();
    let pages: Vec<_> = urls.iter().zip(&bodies).map(|(u, b)| (u.as_str(), b.as_str())).collect();
    let (dir, files) = written(&pages);
    let names: Vec<_> = files.iter().map(|path| path.file_name().unwrap()).collect();
    assert_eq!(names, ["pages.warc.gz", "pages-00002.warc.gz", "pages-00003.warc.gz"]);
    for file in &files {
        let index = String::from_utf8(std::fs::read(cdxj_path(file)).unwrap()).unwrap();
        assert_eq!(index.lines().count(), 2, "{index}");
    }
    let opened = open(&dir);
    for (url, body) in &pages {
        let page = opened.held.get(url).unwrap().unwrap();
        assert!(page.body == body.as_bytes(), "{url}");
    }
    assert_eq!(opened.held.urls().count(), 6);
}

#[test]
fn the_same_body_is_stored_once_across_files_and_runs() {
    let (same, other) = (noise(1, 12_000), noise(2, 12_000));
    let (dir, _) = written(&[("http://a/1", &same), ("http://a/2", &other), ("http://b/1", &same)]);
    let again = open(&dir);
    again.sink.keep_page(&capture("http://c/1", 404, &same)).unwrap();
    again.sink.keep_page(&capture("http://c/2", 200, "small")).unwrap();
    again.sink.keep_page(&capture("http://c/3", 200, "small")).unwrap();
    let mut cut = capture("http://c/4", 200, &same);
    cut.truncated = Some(crate::evidence::Truncation::Length);
    again.sink.keep_page(&cut).unwrap();
    drop(again);
    let files = segments(dir.path()).unwrap();
    assert_eq!(n_of(RecordKind::Revisit, &files), 2);
    assert_eq!(n_of(RecordKind::Response, &files), 5);
    let archive = open(&dir).held;
    for url in ["http://a/1", "http://b/1", "http://c/1", "http://c/4"] {
        assert!(archive.get(url).unwrap().unwrap().body == same.as_bytes(), "{url}");
    }
    let status = |url| archive.get(url).unwrap().unwrap().status;
    assert_eq!((status("http://b/1"), status("http://c/1")), (200, 404), "headers are its own");
}

#[test]
fn an_address_is_had_as_a_verdict_saw_it() {
    let (dir, _) = written(&[("http://a/", "first"), ("http://a/", "second")]);
    let archive = open(&dir).held;
    let body = |url, text: &str| {
        let found = archive.get_as(url, &Digest::of(text.as_bytes())).unwrap();
        found.map(|page| String::from_utf8(page.body).unwrap())
    };
    assert_eq!(body("http://a/", "first").as_deref(), Some("first"));
    assert_eq!(body("https://a/#x", "second").as_deref(), Some("second"));
    assert_eq!(body("http://a/", "third"), None);
    assert_eq!(body("http://b/", "first"), None);
}

#[test]
fn only_the_last_file_may_be_torn() {
    let (one, two) = (noise(1, 25_000), noise(2, 12_000));
    let (dir, files) = written(&[("http://a/1", &one), ("http://a/2", &two)]);
    let whole: Vec<_> = files.iter().map(|path| std::fs::read(path).unwrap()).collect();
    let tear = |n: usize| std::fs::write(&files[n], &whole[n][..whole[n].len() - 5]).unwrap();
    tear(1);
    let opened = open(&dir);
    assert!(opened.n_bytes_cut > 0);
    drop(opened);
    tear(0);
    let error = RoundArchive::open(dir.path(), &info()).unwrap_err();
    assert!(matches!(error, EvidenceError::NotWhole { .. }), "{error}");
    assert!(error.hint().is_some());
    assert_eq!(std::fs::read(&files[0]).unwrap().len(), whole[0].len() - 5, "not touched");
}

#[test]
fn damage_inside_the_last_file_is_refused() {
    let (dir, files) = written(&[("http://a/", &noise(1, 3000)), ("http://b/", "2")]);
    let mut bytes = std::fs::read(&files[0]).unwrap();
    bytes[1000] ^= 0xff;
    std::fs::write(&files[0], &bytes).unwrap();
    let error = RoundArchive::open(dir.path(), &info()).unwrap_err();
    assert!(matches!(error, EvidenceError::NotWhole { .. }), "{error}");
    assert_eq!(std::fs::read(&files[0]).unwrap(), bytes);
}

#[test]
fn a_missing_file_is_named() {
    let (one, two) = (noise(1, 25_000), noise(2, 25_000));
    let (dir, files) = written(&[("http://a/1", &one), ("http://a/2", &two), ("http://a/3", "3")]);
    std::fs::remove_file(&files[1]).unwrap();
    let error = RoundArchive::open(dir.path(), &info()).unwrap_err();
    assert!(error.to_string().contains("pages-00002.warc.gz"), "{error}");
}

#[test]
fn one_collection_at_a_time_whatever_file_it_is_at() {
    let (one, two) = (noise(1, 25_000), noise(2, 12_000));
    let (dir, _) = written(&[("http://a/1", &one)]);
    let first = open(&dir);
    let in_use = |error: EvidenceError| matches!(error, EvidenceError::InUse { .. });
    assert!(in_use(RoundArchive::open(dir.path(), &info()).unwrap_err()));
    first.sink.keep_page(&capture("http://a/2", 200, &two)).unwrap();
    assert_eq!(segments(dir.path()).unwrap().len(), 2);
    assert!(in_use(RoundArchive::open(dir.path(), &info()).unwrap_err()));
    drop(first);
    open(&dir);
}

#[test]
fn an_index_that_is_absent_is_made_when_the_archive_is_opened() {
    let (one, two) = (noise(1, 25_000), noise(2, 12_000));
    let (dir, files) = written(&[("http://a/1", &one), ("http://a/2", &two)]);
    let index = std::fs::read(cdxj_path(&files[0])).unwrap();
    std::fs::remove_file(cdxj_path(&files[0])).unwrap();
    drop(open(&dir));
    assert_eq!(std::fs::read(cdxj_path(&files[0])).unwrap(), index);
}
