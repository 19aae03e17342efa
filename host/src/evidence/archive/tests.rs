use tempfile::TempDir;

use super::*;
use crate::evidence::Truncation;

/// A plain WARC file: records as `(fields, block)`.
fn archive_of(records: &[(&str, &str)]) -> (TempDir, Archive) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.warc");
    std::fs::write(&path, text_of(records)).unwrap();
    let archive = Archive::open(&[&path]).unwrap();
    assert!(archive.damage().is_empty(), "{:?}", archive.damage());
    (dir, archive)
}

fn text_of(records: &[(&str, &str)]) -> String {
    let record = |(fields, block): &(&str, &str)| {
        let fields = fields.replace("; ", "\r\n");
        format!("WARC/1.0\r\n{fields}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
    };
    records.iter().map(record).collect()
}

#[test]
fn a_file_without_a_record_is_no_archive() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.warc.gz");
    std::fs::write(&path, "no archive at all").unwrap();
    let error = Archive::open(&[&path]).unwrap_err();
    assert!(matches!(error, EvidenceError::NoRecord { .. }), "{error:?}");
    std::fs::write(&path, "").unwrap();
    assert!(Archive::open(&[&path]).unwrap().damage().is_empty());
}

fn response(url: &str) -> String {
    format!("WARC-Type: response; WARC-Target-URI: {url}; WARC-Date: 2019-01-01T00:00:00Z")
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}")
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\n\r\n")
}

/// What an address gives: `status url body` and the hops before it, `none` or the error.
#[track_caller]
fn check(archive: &Archive, url: &str, expected: &str) {
    let got = match archive.get(url) {
        Ok(Some(capture)) => {
            let body = String::from_utf8_lossy(&capture.body);
            let last = format!("{} {} {body}", capture.status, capture.url);
            let hops = capture.hops.into_iter().map(|hop| hop.url);
            hops.chain([last]).collect::<Vec<_>>().join(" > ")
        }
        Ok(None) => "none".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(got, expected);
}

#[test]
fn addresses_match_as_the_url_standard_reads_them() {
    let (_dir, archive) = archive_of(&[
        (&response("http://A.gov.cn:80"), &ok("home")),
        (&response("<https://b.gov.cn/x?q=1>"), &ok("b")),
        (&response("http://c/"), &ok("plain")),
        (&response("https://c/"), &ok("secure")),
        ("WARC-Type: response; WARC-Target-URI: dns:a.gov.cn", "20190101000000"),
        ("WARC-Type: request; WARC-Target-URI: http://asked/", "GET / HTTP/1.1\r\n\r\n"),
    ]);
    check(&archive, "http://a.gov.cn/", "200 http://A.gov.cn:80 home");
    check(&archive, "https://a.gov.cn#top", "200 http://A.gov.cn:80 home");
    check(&archive, "http://b.gov.cn/x?q=1", "200 https://b.gov.cn/x?q=1 b");
    check(&archive, "http://b.gov.cn/x", "none");
    check(&archive, "http://c", "200 http://c/ plain");
    check(&archive, "https://c", "200 https://c/ secure");
    check(&archive, "http://asked/", "none");
    check(&archive, "no address", "none");
    let urls: Vec<_> = archive.urls().collect();
    assert_eq!(urls, ["http://a.gov.cn/", "https://b.gov.cn/x?q=1", "http://c/", "https://c/"]);
}

#[test]
fn the_best_answer_counts_and_of_equals_the_first() {
    let url = response("http://a/");
    let cut = format!("{url}; WARC-Truncated: time");
    let (failed, moved) = ("HTTP/1.1 503 Busy\r\n\r\n", redirect("http://b/"));
    let check = |records: &[(&str, &str)], expected| {
        let (_dir, archive) = archive_of(records);
        check(&archive, "http://a/", expected);
        assert_eq!(archive.urls().count(), 1);
    };
    check(&[(&url, &ok("1")), (&url, &ok("2"))], "200 http://a/ 1");
    check(&[(&url, failed), (&url, &moved), (&cut, &ok("3")), (&url, &ok("4"))], "200 http://a/ 4");
    check(&[(&url, failed), (&cut, &ok("2")), (&url, &moved)], "200 http://a/ 2");
    check(&[(&url, failed), (&url, "HTTP/1.1 404 No\r\n\r\n")], "503 http://a/ ");
}

#[test]
fn redirects_are_followed_inside() {
    let (_dir, archive) = archive_of(&[
        (&response("http://a/"), &redirect("https://a/")),
        (&response("https://a/"), &redirect("/index.html")),
        (&response("https://a/index.html"), &ok("home")),
        (&response("http://out/"), &redirect("http://elsewhere/")),
        (&response("http://moved/"), &redirect("https://moved/")),
        (&response("http://x/"), &redirect("http://y/")),
        (&response("http://y/"), &redirect("http://x/")),
    ]);
    check(&archive, "http://a", "http://a/ > https://a/ > 200 https://a/index.html home");
    check(
        &archive,
        "http://out/",
        "`http://out/` redirects to `http://elsewhere/`, which the archive does not have",
    );
    check(
        &archive,
        "http://moved/",
        "`http://moved/` redirects to `https://moved/`, which the archive does not have",
    );
    check(&archive, "http://x/", "`http://x/` redirects in a circle");
}

#[test]
fn chains_end() {
    let (urls, targets): (Vec<_>, Vec<_>) = (0..40)
        .map(|n| (response(&format!("http://a/{n}")), redirect(&format!("/{}", n + 1))))
        .unzip();
    let records = urls.iter().map(String::as_str).zip(targets.iter().map(String::as_str));
    let (_dir, archive) = archive_of(&records.collect::<Vec<_>>());
    check(&archive, "http://a/0", "`http://a/0` redirects more than 20 times");
}

#[test]
fn revisits_take_the_body_they_repeat() {
    let original =
        format!("{}; WARC-Record-ID: <urn:1>; WARC-Payload-Digest: sha1:X", response("http://a/"));
    let revisit =
        |url: &str, refers: &str| format!("WARC-Type: revisit; WARC-Target-URI: {url}; {refers}");
    let own = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
    let not_modified = "HTTP/1.1 304 Not Modified\r\n\r\n";
    let (_dir, archive) = archive_of(&[
        (&original, &ok("body")),
        (&revisit("http://id/", "WARC-Refers-To: <urn:1>"), own),
        (&revisit("http://digest/", "WARC-Payload-Digest: sha1:X"), own),
        (&revisit("http://address/", "WARC-Refers-To-Target-URI: http://a/"), not_modified),
        (&revisit("http://silent/", "WARC-Refers-To: <urn:1>; WARC-Truncated: length"), ""),
        (&revisit("http://lost/", "WARC-Refers-To: <urn:2>"), own),
    ]);
    check(&archive, "http://id/", "200 http://id/ body");
    check(&archive, "http://digest/", "200 http://digest/ body");
    check(&archive, "http://address/", "200 http://address/ body");
    check(&archive, "http://silent/", "200 http://silent/ body");
    let header = |url| archive.get(url).unwrap().unwrap().header("content-type").map(str::to_owned);
    assert_eq!(header("http://id/").as_deref(), Some("text/plain"), "its own headers");
    assert_eq!(header("http://address/").as_deref(), Some("text/html"), "304 says nothing new");
    assert_eq!(archive.get("http://silent/").unwrap().unwrap().truncated, None);
    let lost = archive.get("http://lost/").unwrap_err().to_string();
    assert!(lost.ends_with("repeats a record that is not there"), "{lost}");
}

#[test]
fn bodies_are_given_as_pages() {
    let gzip = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nalready decoded";
    let brotli = "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nxyz";
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n";
    let (dir, archive) = archive_of(&[
        (&response("http://gzip/"), gzip),
        (&response("http://br/"), brotli),
        (&response("http://chunked/"), chunked),
        (
            "WARC-Type: resource; WARC-Target-URI: http://r/; Content-Type: text/html; charset=gbk",
            "r",
        ),
        (&response("http://rubbish/"), "no http"),
    ]);
    check(&archive, "http://gzip/", "200 http://gzip/ already decoded");
    check(&archive, "http://chunked/", "200 http://chunked/ ab");
    let chunked = archive.get("http://chunked/").unwrap().unwrap();
    assert_eq!(chunked.truncated, Some(Truncation::Disconnect));
    check(&archive, "http://r/", "200 http://r/ r");
    check(&archive, "http://rubbish/", "none");
    let path = dir.path().join("t.warc");
    let offset = text_of(&[(&response("http://gzip/"), gzip)]).len();
    let expected =
        format!("cannot decode `http://br/` in archive `{}` at byte {offset}", path.display());
    check(&archive, "http://br/", &expected);
}

#[test]
fn a_changed_block_is_noticed() {
    let digest = Digest::of(ok("genuine").as_bytes());
    let fields = format!("{}; WARC-Block-Digest: {digest}", response("http://a/"));
    let (_dir, archive) = archive_of(&[(&fields, &ok("genuine"))]);
    check(&archive, "http://a/", "200 http://a/ genuine");
    let (_dir, archive) = archive_of(&[(&fields, &ok("altered"))]);
    let error = archive.get("http://a/").unwrap_err().to_string();
    assert!(error.ends_with("at byte 0: the block is not what its digest says"), "{error}");
}

#[test]
fn a_digest_names_the_bytes() {
    let dir = tempfile::tempdir().unwrap();
    let (one, two) = (dir.path().join("1.warc"), dir.path().join("2.warc"));
    let text = text_of(&[(&response("http://a/"), &ok("1"))]);
    std::fs::write(&one, &text).unwrap();
    std::fs::write(&two, text_of(&[(&response("http://b/"), &ok("2"))])).unwrap();
    assert_eq!(Archive::open(&[&one]).unwrap().digest(), Digest::of(text.as_bytes()));
    let both = Archive::open(&[&one, &two]).unwrap();
    check(&both, "http://b/", "200 http://b/ 2");
    assert_ne!(both.digest(), Archive::open(&[&two, &one]).unwrap().digest());
}

#[test]
fn an_absent_file_is_an_error_with_its_name() {
    let error = Archive::open(&[Path::new("/nowhere/t.warc.gz")]).unwrap_err();
    assert_eq!(error.to_string(), "cannot open archive `/nowhere/t.warc.gz`");
}
