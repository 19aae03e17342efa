//! Archives: what was fetched is had back, and other people's tools agree.

mod charsets;
mod commands;
mod others;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use bluebook::evidence::{
    Archive, ArchiveInfo, Capture, ELAPSED_MS, EvidenceSink as _, Headers, Hop, RoundArchive, View,
};
use bluebook::fetch::{ArchiveSource, FailureClass, PageSource};
use bluebook::model::Digest;
use flate2::Compression;
use flate2::write::GzEncoder;
use tests::loopback::{Answer, bare, page};
use url::Url;

use super::fetch::{GBK, Net, USER_AGENT, ask, gzip, limits};

fn info() -> ArchiveInfo {
    ArchiveInfo {
        software: "bluebook-test".to_owned(),
        user_agent: USER_AGENT.to_owned(),
        created_on: "2019-01-01T00:00:00Z".to_owned(),
    }
}

/// Fetches a varied set of pages and keeps them as a round does, in `pages.warc.gz`.
fn archive_of_a_site(directory: &Path) -> Vec<Capture> {
    let net = Net::new(limits(), |path| match path {
        "/" => bare("302 Found", "Location: /home\r\n"),
        "/home" => page("Content-Type: text/html; charset=gbk\r\n", GBK),
        "/gzip" => page("Content-Encoding: gzip\r\n", &gzip(GBK)),
        "/large" => page("Content-Type: text/html; charset=gbk\r\n", &GBK.repeat(200)),
        "/same" => page("Content-Type: text/plain\r\n", &GBK.repeat(200)),
        "/long" => page("", &vec![b'x'; 100_001]),
        "/chunked" => Answer::Bytes(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n".to_vec(),
        ),
        _ => bare("404 Not Found", ""),
    });
    let fetch = |path: &&str| match net.fetch(path) {
        Ok(capture) => capture,
        Err(failure) => *failure.answer.unwrap(),
    };
    let captures: Vec<_> =
        ["/", "/gzip", "/large", "/same", "/long", "/chunked", "/gone", "/%D5%FE?b=%E6%94%BF&a=1"]
            .iter()
            .map(fetch)
            .collect();
    let archive = RoundArchive::open(directory, &info()).unwrap();
    for capture in &captures {
        archive.sink.keep_page(capture).unwrap();
    }
    if let Some(document) = captures.first() {
        let (made, view) = rendered_of(document);
        archive.sink.keep_rendering(&made, &view).unwrap();
    }
    archive.sink.finish().unwrap();
    captures
}

/// What a browser may have made of a page.
fn rendered_of(document: &Capture) -> (Capture, View) {
    let kind = ("Content-Type".to_owned(), "text/html; charset=utf-8".to_owned());
    let made = Capture {
        headers: vec![kind],
        body: "<p>由脚本填满".as_bytes().to_vec(),
        entity: None,
        hops: Vec::new(),
        sent: Headers::new(),
        ..document.clone()
    };
    let view = View {
        screenshot: b"\x89PNG\r\n\x1a\n".to_vec(),
        document_url: document.url.clone(),
        document: Digest::of(document.entity()),
    };
    (made, view)
}

#[test]
fn an_archive_answers_as_the_network_did() {
    let dir = tempfile::tempdir().unwrap();
    let captures = archive_of_a_site(dir.path());
    let path = dir.path().join("pages.warc.gz");
    let source = ArchiveSource::new(Archive::open(&[&path]).unwrap());
    assert!(source.identity().starts_with("archive sha256:"), "{}", source.identity());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let fetch = |url: &str| {
        let url = Url::parse(url).unwrap();
        runtime.block_on(source.fetch(ask(&url))).answer
    };
    for live in captures {
        let kept = match fetch(&live.requested) {
            Ok(capture) => capture,
            Err(failure) => {
                assert_eq!(failure.class, FailureClass::HttpStatus(404));
                *failure.answer.unwrap()
            }
        };
        assert_eq!(kept.digest(), live.digest(), "{}", live.url);
        let hops = live.hops.into_iter().map(|hop| Hop { sent: Headers::new(), ..hop });
        let hops: Vec<Hop> = hops.collect();
        assert_eq!((kept.url, kept.status, kept.hops), (live.url, live.status, hops));
        assert_eq!((kept.truncated, kept.entity), (live.truncated, live.entity));
        assert!(live.remarks.iter().any(|(name, _)| name == ELAPSED_MS), "{:?}", live.remarks);
        assert_eq!(kept.remarks, live.remarks, "how it came is evidence");
    }
    assert_eq!(fetch("http://other.gov.cn/").unwrap_err().class, FailureClass::NotInArchive);
}

/// The archive of real pages in the three layouts tools write: as it is, plain, one stream.
fn layouts(gzipped: &Path, dir: &Path) -> Vec<PathBuf> {
    let mut plain = Vec::new();
    let file = std::fs::File::open(gzipped).unwrap();
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut plain).unwrap();
    let (plain_path, stream_path) = (dir.join("real.warc"), dir.join("stream.warc.gz"));
    let mut stream = GzEncoder::new(Vec::new(), Compression::fast());
    stream.write_all(&plain).unwrap();
    std::fs::write(&stream_path, stream.finish().unwrap()).unwrap();
    std::fs::write(&plain_path, plain).unwrap();
    vec![gzipped.to_owned(), plain_path, stream_path]
}

#[test]
fn a_real_archive_gives_its_pages() {
    let Some(pages) = tests::real_pages("a_real_archive_gives_its_pages") else { return };
    let dir = tempfile::tempdir().unwrap();
    let index = String::from_utf8(std::fs::read(pages.join("INDEX.tsv")).unwrap()).unwrap();
    for path in layouts(&pages.join("real.warc.gz"), dir.path()) {
        let archive = Archive::open(&[&path]).unwrap();
        assert!(archive.damage().is_empty(), "{:?}", archive.damage());
        let mut n_pages = 0;
        for line in index.lines().skip(1) {
            let mut columns = line.split('\t');
            let (file, url) = (columns.next().unwrap(), columns.next().unwrap());
            let capture = archive.get(url).unwrap().unwrap();
            let expected = std::fs::read(pages.join("real").join(file)).unwrap();
            assert_eq!((capture.status, capture.truncated), (200, None), "{url}");
            assert!(capture.body == expected, "{file} {url} in {}", path.display());
            n_pages += 1;
        }
        assert_eq!((n_pages, archive.urls().count()), (64, 64), "{}", path.display());
    }
}
