//! Other people's tools read what we write, and we what they write.

use std::fs;
use std::path::Path;
use std::process::Command;

use bluebook::evidence::{Archive, cdxj_path, export_wacz, verify};
use tempfile::TempDir;
use tests::loopback::{Loopback, bare, page};
use tests::tools::{run, script, system_tool, tool};

use super::archive_of_a_site;
use crate::fetch::GBK;

/// A round's directory with an archive in it.
fn archive() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    archive_of_a_site(dir.path());
    dir
}

#[test]
fn warcio_finds_nothing_wrong() {
    let Some(warcio) = tool("warcio_finds_nothing_wrong", "check", "warcio") else { return };
    let dir = archive();
    let said =
        run(Command::new(warcio).args(["check", "-v"]).arg(dir.path().join("pages.warc.gz")));
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("digest pass") && said.contains("revisit"), "{said}");
    assert!(!said.contains("no digest to check"), "every record has one: {said}");
    assert!(!said.contains("failed"), "{said}");
}

#[test]
fn fastwarc_finds_nothing_wrong() {
    let Some(fastwarc) = tool("fastwarc_finds_nothing_wrong", "check", "fastwarc") else { return };
    let dir = archive();
    let path = dir.path().join("pages.warc.gz");
    let said = String::from_utf8(run(Command::new(fastwarc).arg("check").arg(path))).unwrap();
    assert!(said.contains("verified successfully"), "{said}");
    assert!(!said.to_lowercase().contains("failed to verify"), "{said}");
}

#[test]
fn the_index_is_that_of_cdxj_indexer() {
    let name = "the_index_is_that_of_cdxj_indexer";
    let Some(indexer) = tool(name, "check", "cdxj-indexer") else { return };
    let dir = archive();
    let sample = tests::root().join("manifests/demo/sample.warc.gz");
    let copy = dir.path().join("sample.warc.gz");
    fs::copy(sample, &copy).unwrap();
    bluebook::evidence::write_index(&copy).unwrap();
    for path in [dir.path().join("pages.warc.gz"), copy] {
        let theirs = run(Command::new(&indexer).arg("--sort").arg(&path));
        let ours = fs::read(cdxj_path(&path)).unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(ours == theirs, "{}\n{}", text(&ours), text(&theirs));
        assert!(!ours.is_empty());
    }
}

#[test]
fn py_wacz_finds_nothing_wrong() {
    let Some(wacz) = tool("py_wacz_finds_nothing_wrong", "check", "wacz") else { return };
    let dir = archive();
    let path = dir.path().join("t.wacz");
    export_wacz(&[dir.path()], None, &path, &super::info()).unwrap();
    let said = run(Command::new(wacz).args(["validate", "-f"]).arg(&path));
    let said = String::from_utf8(said).unwrap();
    assert!(said.contains("the passed WACZ is valid"), "{said}");
}

#[test]
fn pywb_replays_a_gbk_page() {
    let Some(manager) = tool("pywb_replays_a_gbk_page", "pywb", "wb-manager") else { return };
    let Some(python) = tool("pywb_replays_a_gbk_page", "pywb", "python3") else { return };
    let dir = archive();
    let path = dir.path().join("pages.warc.gz");
    let folder = tempfile::tempdir().unwrap();
    let manage = |args: &[&Path]| {
        run(Command::new(&manager).current_dir(folder.path()).args(args));
    };
    manage(&["init".as_ref(), "t".as_ref()]);
    manage(&["add".as_ref(), "t".as_ref(), &path]);
    let archive = Archive::open(&[&path]).unwrap();
    for end in ["/home", "/same", "/gzip"] {
        let url = archive.urls().find(|url| url.ends_with(end)).unwrap().to_owned();
        let replayed = run(Command::new(&python)
            .arg(script("replay.py"))
            .arg(folder.path())
            .args(["20190101000000", &url]));
        let expected = if end == "/same" { GBK.repeat(200) } else { GBK.to_vec() };
        // A gzip body may come as it was sent or undone; both are the page.
        let mut undone = Vec::new();
        let gunzip = std::io::Read::read_to_end(
            &mut flate2::read::GzDecoder::new(replayed.as_slice()),
            &mut undone,
        );
        let same = replayed == expected || gunzip.is_ok() && undone == expected;
        assert!(same, "{end} {}", String::from_utf8_lossy(&replayed));
    }
}

/// A site for crawlers: a page in GBK with two links and a redirect.
fn site() -> Loopback {
    Loopback::start(|path| match path {
        "/" => page(
            "Content-Type: text/html; charset=gbk\r\n",
            b"<a href=/a>a</a><a href=/moved>b</a><a href=/none>c</a>",
        ),
        "/a" | "/b" => page("Content-Type: text/html; charset=gbk\r\n", GBK),
        "/moved" => bare("302 Found", "Location: /b\r\n"),
        _ => bare("404 Not Found", ""),
    })
    .unwrap()
}

#[test]
fn what_wget_writes_is_read() {
    let Some(wget) = system_tool("what_wget_writes_is_read", "wget") else { return };
    let site = site();
    let dir = tempfile::tempdir().unwrap();
    for (name, options) in [("gz", &[][..]), ("plain", &["--no-warc-compression"])] {
        // A page of the site that is missing makes wget end with 8.
        Command::new(&wget)
            .current_dir(dir.path())
            .args(["--quiet", "--recursive", "--no-proxy", "--warc-file", name])
            .args(options)
            .arg(site.url("/"))
            .output()
            .unwrap();
        let file = if name == "gz" { "gz.warc.gz" } else { "plain.warc" };
        let path = dir.path().join(file);
        let archive = Archive::open(&[&path]).unwrap();
        assert!(archive.damage().is_empty(), "{:?}", archive.damage());
        for (end, status) in [("/a", 200), ("/b", 200), ("/none", 404)] {
            let page = archive.get(&site.url(end)).unwrap().unwrap();
            assert_eq!((page.status, page.body == GBK), (status, status == 200), "{file} {end}");
        }
        let moved = archive.get(&site.url("/moved")).unwrap().unwrap();
        assert_eq!((moved.hops.len(), moved.url), (1, site.url("/b")));
        let verified = verify(&[&path]).unwrap();
        assert!(verified.is_whole(), "{verified:?}");
        assert!(verified.files[0].n_digests > 10, "{verified:?}");
    }
}

#[test]
fn what_warcio_and_browsers_write_is_read() {
    let name = "what_warcio_and_browsers_write_is_read";
    let Some(python) = tool(name, "check", "python3") else { return };
    let dir = tempfile::tempdir().unwrap();
    run(Command::new(python).arg(script("samples.py")).arg(dir.path()));
    let body = |archive: &Archive, url: &str| archive.get(url).unwrap().unwrap().body;
    for file in ["warcio.warc.gz", "warcio.warc"] {
        let path = dir.path().join(file);
        let archive = Archive::open(&[&path]).unwrap();
        let first = body(&archive, "http://warcio.test/");
        assert!(first.starts_with(b"<html>"), "{file}");
        for again in ["http://warcio.test/chunked", "http://warcio.test/again"] {
            assert_eq!(body(&archive, again), first, "{file} {again}");
        }
        assert_eq!(body(&archive, "http://warcio.test/text"), "政务".as_bytes(), "{file}");
        assert!(verify(&[&path]).unwrap().is_whole(), "{:?}", verify(&[&path]));
    }
    let path = dir.path().join("browser.warc.gz");
    let archive = Archive::open(&[&path]).unwrap();
    let urls: Vec<_> = archive.urls().collect();
    assert_eq!(urls, ["https://browser.test/", "https://browser.test/data"]);
    let page = archive.get("https://browser.test/data").unwrap().unwrap();
    assert_eq!(page.header_charset(), Some("gbk"));
    assert!(verify(&[&path]).unwrap().is_whole());
}

#[test]
fn what_py_wacz_writes_is_read() {
    let Some(wacz) = tool("what_py_wacz_writes_is_read", "check", "wacz") else { return };
    let dir = archive();
    let path = dir.path().join("theirs.wacz");
    run(Command::new(wacz).args(["create", "-o"]).args([&path, &dir.path().join("pages.warc.gz")]));
    let theirs = Archive::open(&[&path]).unwrap();
    let ours = Archive::open(&[dir.path()]).unwrap();
    assert_eq!(theirs.urls().collect::<Vec<_>>(), ours.urls().collect::<Vec<_>>());
    assert!(verify(&[&path]).unwrap().is_whole());
}
