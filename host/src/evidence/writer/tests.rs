use std::io::Read as _;

use tempfile::TempDir;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::evidence::tests::capture;
use crate::evidence::{Hop, Look, Truncation};

fn info() -> ArchiveInfo {
    ArchiveInfo {
        software: "bluebook/0.1.0".to_owned(),
        user_agent: "bluebook (test@example.cn)".to_owned(),
        created_on: "2019-01-01T00:00:00Z".to_owned(),
    }
}

/// A new archive with the captures, closed.
fn written(captures: &[Capture]) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.warc.gz");
    let mut writer = WarcWriter::open(&path, &info()).unwrap().writer;
    for capture in captures {
        writer.append(capture).unwrap();
    }
    writer.sync().unwrap();
    (dir, path)
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn urls(archive: &Archive) -> Vec<String> {
    archive.urls().map(str::to_owned).collect()
}

/// A capture with everything a capture can have.
fn rich_capture() -> Capture {
    let hop = Hop {
        url: "http://www.a.gov.cn/".to_owned(),
        status: 302,
        headers: vec![("location".to_owned(), "/\u{d5}\u{fe}.html".to_owned())],
        entity: b"Found".to_vec(),
        truncated: None,
        ip: Some([192, 0, 2, 1].into()),
        sent: vec![("user-agent".to_owned(), "bluebook (test@example.cn)".to_owned())],
    };
    let mut rich = capture("http://www.a.gov.cn/%D5%FE.html", 200, "");
    rich.requested = "http://www.a.gov.cn/".to_owned();
    rich.headers.push(("content-encoding".to_owned(), "gzip".to_owned()));
    rich.headers.push(("x-name".to_owned(), "\u{d5}\u{fe}\u{b8}\u{ae}".to_owned()));
    rich.body = gzip("政务公开\r\n\r\nWARC/1.1\r\n".as_bytes());
    rich.undo_content_coding().unwrap();
    rich.hops = vec![hop];
    rich.ip = Some([192, 0, 2, 1].into());
    rich
}

#[test]
fn what_is_written_is_read() {
    let mut cut = capture("http://cut/", 200, "half a pa");
    cut.truncated = Some(Truncation::Length);
    let captures = [
        rich_capture(),
        cut,
        capture("http://gone/", 404, ""),
        capture("http://[2001:db8::1]:8080/?a#", 200, "\0"),
    ];
    let (_dir, path) = written(&captures);
    let archive = Archive::open(&[&path]).unwrap();
    assert!(archive.damage().is_empty(), "{:?}", archive.damage());
    for mut expected in captures {
        // What was sent is in the request records, which nobody reads back.
        expected.sent.clear();
        expected.hops.iter_mut().for_each(|hop| hop.sent.clear());
        let requested = expected.requested.clone();
        expected.requested = requested.trim_end_matches('#').to_owned();
        assert_eq!(archive.get(&requested).unwrap(), Some(expected));
    }
}

#[test]
fn a_failed_look_is_met_again_unless_a_whole_page_came() {
    let look = |url: &str, failure: &str| FailedLook {
        form: Form::Sent,
        url: url.to_owned(),
        failure: failure.to_owned(),
        note: "`http://b/`: no route\r\nto host".to_owned(),
        looked_on: "2019-01-01T00:00:00Z".to_owned(),
    };
    let (_dir, path) = written(&[capture("http://a/", 200, "page"), capture("http://c/", 404, "")]);
    let mut writer = WarcWriter::open(&path, &info()).unwrap().writer;
    for (url, failure) in
        [("http://a/", "dns"), ("http://b/", "dns"), ("http://b/", "connect"), ("http://c/", "tls")]
    {
        writer.append_failure(&look(url, failure)).unwrap();
    }
    let archive = Archive::open(&[&path]).unwrap();
    let name = |url: &str| match archive.look(url).unwrap() {
        Some(Look::Page(page)) => page.status.to_string(),
        Some(Look::Failed(failed)) => format!("{}: {}", failed.failure, failed.note),
        None => "nothing".to_owned(),
    };
    assert_eq!(name("http://a/"), "200");
    assert_eq!(name("http://b/"), "connect: `http://b/`: no route  to host", "the last look");
    assert_eq!(name("http://c/"), "tls: `http://b/`: no route  to host");
    assert_eq!(name("http://d/"), "nothing");
}

#[test]
fn joined_chunks_are_not_joined_again() {
    let mut chunked = capture("http://a/", 200, "2\r\nab\r\n0\r\n\r\n");
    chunked.headers.push(("Transfer-Encoding".to_owned(), "chunked".to_owned()));
    let (_dir, path) = written(&[chunked.clone()]);
    let read = Archive::open(&[&path]).unwrap().get("http://a/").unwrap().unwrap();
    assert_eq!(read.body, chunked.body);
    assert_eq!(read.header("x-archive-orig-transfer-encoding"), Some("chunked"));
}

#[test]
fn values_cannot_start_fields() {
    let mut sly = capture("http://a/", 200, "body");
    sly.headers.push(("x".to_owned(), "1\r\nset-cookie: 2\r\n\r\n<html>".to_owned()));
    sly.url = "http://a/\r\nWARC-Truncated: time".to_owned();
    let (_dir, path) = written(&[sly]);
    let archive = Archive::open(&[&path]).unwrap();
    let read = archive.get("http://a/%20%20WARC-Truncated:%20time").unwrap().unwrap();
    assert_eq!((read.body.as_slice(), read.truncated), (b"body".as_slice(), None));
    assert_eq!(read.header("set-cookie"), None);
}

#[test]
fn the_same_captures_give_the_same_bytes() {
    let captures = [rich_capture(), capture("http://b/", 200, "b")];
    let read = |path: &Path| std::fs::read(path).unwrap();
    assert_eq!(read(&written(&captures).1), read(&written(&captures).1));
}

#[test]
fn every_record_is_a_member_of_its_own() {
    let (_dir, path) = written(&[rich_capture()]);
    let mut rest = std::fs::read(&path).unwrap();
    let mut kinds = Vec::new();
    while !rest.is_empty() {
        let mut decoder = flate2::bufread::GzDecoder::new(rest.as_slice());
        let mut text = Vec::new();
        decoder.read_to_end(&mut text).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        let kind = text.lines().nth(1).unwrap().to_owned();
        kinds.push(kind.trim_start_matches("WARC-Type: ").to_owned());
        rest = decoder.into_inner().to_vec();
    }
    assert_eq!(kinds.join(" "), "warcinfo response request response request metadata");
}

#[test]
fn a_file_torn_anywhere_in_its_last_record_keeps_the_others() {
    let captures = [capture("http://a/", 200, "first"), capture("http://b/", 200, "second")];
    let (_dir, path) = written(&captures);
    let whole = std::fs::read(&path).unwrap();
    let (_, shape) = Archive::open_with_shape(&path).unwrap();
    assert_eq!(shape.whole_until, whole.len() as u64);
    let starts = member_starts(&whole);
    let last = *starts.last().unwrap();
    for end in last..whole.len() {
        std::fs::write(&path, &whole[..end]).unwrap();
        let Opened { mut writer, held, n_bytes_cut } = WarcWriter::open(&path, &info()).unwrap();
        assert_eq!(n_bytes_cut, (end - last) as u64, "torn at {end}");
        assert_eq!(urls(&held), ["http://a/", "http://b/"], "torn at {end}");
        assert_eq!(std::fs::read(&path).unwrap(), whole[..last], "torn at {end}");
        writer.append(&capture("http://c/", 200, "third")).unwrap();
        drop(writer);
        let archive = Archive::open(&[&path]).unwrap();
        assert!(archive.damage().is_empty(), "torn at {end}");
        assert_eq!(urls(&archive), ["http://a/", "http://b/", "http://c/"], "torn at {end}");
    }
}

#[test]
fn a_file_torn_in_any_record_keeps_the_ones_before() {
    let captures = [capture("http://a/", 200, "first"), capture("http://b/", 200, "second")];
    let (_dir, path) = written(&captures);
    let whole = std::fs::read(&path).unwrap();
    let starts = member_starts(&whole);
    for end in starts[1]..whole.len() {
        std::fs::write(&path, &whole[..end]).unwrap();
        let n_bytes_cut = WarcWriter::open(&path, &info()).unwrap().n_bytes_cut;
        let kept = starts.iter().rev().find(|start| **start <= end).unwrap();
        assert_eq!(n_bytes_cut, (end - kept) as u64, "torn at {end}");
    }
}

#[test]
fn a_tail_of_zeros_is_cut() {
    let (_dir, path) = written(&[capture("http://a/", 200, "first")]);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.extend([0; 5000]);
    std::fs::write(&path, bytes).unwrap();
    let opened = WarcWriter::open(&path, &info()).unwrap();
    assert_eq!((opened.n_bytes_cut, urls(&opened.held)), (5000, vec!["http://a/".to_owned()]));
}

#[test]
fn damage_before_whole_records_is_kept_and_listed() {
    let (_dir, path) = written(&[capture("http://a/", 200, "1"), capture("http://b/", 200, "2")]);
    let mut bytes = std::fs::read(&path).unwrap();
    let response_of_a = member_starts(&bytes)[1];
    bytes[response_of_a + 40] ^= 0xff;
    std::fs::write(&path, &bytes).unwrap();
    let opened = WarcWriter::open(&path, &info()).unwrap();
    assert_eq!((opened.n_bytes_cut, urls(&opened.held)), (0, vec!["http://b/".to_owned()]));
    assert_eq!(opened.held.damage().len(), 1);
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

#[test]
fn other_files_are_refused_and_not_touched() {
    #[track_caller]
    fn check(bytes: &[u8]) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("t");
        std::fs::write(&path, bytes).unwrap();
        let error = WarcWriter::open(&path, &info()).unwrap_err();
        assert!(matches!(error, EvidenceError::NotContinuable { .. }), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
    let record = b"WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    check(b"");
    check(b"a letter");
    check(&gzip(b"a gzipped letter"));
    check(record);
    check(&gzip(&[record.as_slice(), record].concat()));
    check(&[gzip(record), record.to_vec()].concat());
}

#[test]
fn one_writer_at_a_time() {
    let (_dir, path) = written(&[]);
    let opened = WarcWriter::open(&path, &info()).unwrap();
    let error = WarcWriter::open(&path, &info()).unwrap_err();
    assert!(matches!(error, EvidenceError::InUse { .. }), "{error}");
    drop(opened);
    WarcWriter::open(&path, &info()).unwrap();
}

/// Where the gzip members of a file start.
fn member_starts(file: &[u8]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut rest = file;
    while !rest.is_empty() {
        starts.push(file.len() - rest.len());
        let mut decoder = flate2::bufread::GzDecoder::new(rest);
        decoder.read_to_end(&mut Vec::new()).unwrap();
        rest = decoder.into_inner();
    }
    starts
}
