//! Answers that are no page, told from pages: fixtures of each sort, and the real pages.
//!
//! `fixtures/odd/<kind>/*.html` are bodies with status 200; `*.txt` are answers with a head of
//! `requested:`, `url:` and `status:` lines and headers. All are made by us after the style of what
//! servers and firewalls show. `none` holds pages that only look like it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use bluebook::evidence::{Archive, Capture};
use bluebook::fetch::{Odd, OddKind, recognise, recognise_page, refresh_target};
use bluebook_dom::Page;
use bluebook_dom::decode::decode;
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use tests::country::sample::Sample;
use tests::country::{Fate, Place};

/// Where a fixture comes from, unless it says otherwise.
const URL: &str = "http://www.example.gov.cn/zwgk/";

/// An answer of 200 with a page.
pub(crate) fn capture(url: &str, body: Vec<u8>) -> Capture {
    Capture {
        requested: url.to_owned(),
        url: url.to_owned(),
        status: 200,
        headers: vec![("Content-Type".to_owned(), "text/html".to_owned())],
        body,
        entity: None,
        captured_on: "2019-01-01T00:00:00Z".to_owned(),
        hops: Vec::new(),
        truncated: None,
        ip: None,
        sent: Vec::new(),
        remarks: Vec::new(),
    }
}

/// A fixture as it would be received.
fn received(path: &Path) -> Capture {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "html") {
        return capture(URL, bytes);
    }
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\n\n").unwrap();
    let mut capture = capture(URL, body.as_bytes().to_vec());
    for line in head.lines() {
        let (name, value) = line.split_once(": ").unwrap();
        match name {
            "requested" => value.clone_into(&mut capture.requested),
            "url" => value.clone_into(&mut capture.url),
            "status" => capture.status = value.parse().unwrap(),
            _ => capture.headers.insert(0, (name.to_owned(), value.to_owned())),
        }
    }
    capture
}

/// The same answer from a server that has everything in GBK.
fn in_gbk(capture: &Capture) -> Option<Capture> {
    let text = std::str::from_utf8(&capture.body).ok()?;
    let text = text.replace("utf-8", "gbk").replace("UTF-8", "GBK");
    let (body, _, is_lossy) = encoding_rs::GBK.encode(&text);
    let is_new = !is_lossy && body[..] != capture.body[..];
    is_new.then(|| Capture { body: body.into_owned(), ..capture.clone() })
}

/// What the answer is, which is the same whether its start or all of it is parsed.
#[track_caller]
fn recognised(capture: &Capture) -> Option<Odd> {
    let html = decode(&capture.body, capture.header_charset()).text;
    let found = recognise(capture);
    assert_eq!(recognise_page(capture, &Page::new(&capture.url, html)), found, "{}", capture.url);
    found
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(tests::fixture("odd").join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
}

/// All fixtures of a folder, in their own charset and in GBK, are of this kind.
#[track_caller]
fn check(folder: &str, expected: Option<OddKind>) -> usize {
    let mut wrong = Vec::new();
    let paths = fixtures(folder);
    for path in &paths {
        let own = received(path);
        for capture in in_gbk(&own).into_iter().chain([own]) {
            let found = recognised(&capture);
            if found.as_ref().map(|odd| odd.kind) != expected {
                wrong.push(format!("{}: {found:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "expected {expected:?}\n{}", wrong.join("\n"));
    paths.len()
}

#[test]
fn every_kind_is_recognised() {
    let n_fixtures: usize = OddKind::ALL.iter().map(|kind| check(kind.name(), Some(*kind))).sum();
    assert!(n_fixtures >= 40, "{n_fixtures} fixtures");
}

#[test]
fn pages_that_only_look_like_it_are_pages() {
    let n_fixtures = check("none", None);
    assert!(n_fixtures >= 15, "{n_fixtures} fixtures");
}

#[test]
fn grounds_quote_what_was_seen() {
    let mut grounds = String::new();
    for kind in OddKind::ALL {
        for path in fixtures(kind.name()) {
            let odd = recognised(&received(&path)).unwrap();
            let case = path.file_name().unwrap().to_string_lossy();
            writeln!(grounds, "{} {case}: {}", kind.name(), odd.ground).unwrap();
        }
    }
    tests::golden(&tests::fixture("odd/grounds.txt"), &grounds);
}

#[test]
fn attachments_and_cut_answers_are_not_judged() {
    let mut file = capture("http://www.example.gov.cn/a.pdf", b"%PDF-1.4 404 Not Found".to_vec());
    file.headers = vec![("Content-Type".to_owned(), "application/pdf".to_owned())];
    assert_eq!(recognised(&file), None);
    let mut cut = capture(URL, b"  ".to_vec());
    cut.truncated = Some(bluebook::evidence::Truncation::Disconnect);
    assert_eq!(recognised(&cut), None);
}

/// The same words below a status that already says it are no news.
#[test]
fn a_status_that_says_it_is_enough() {
    let mut missing = received(&tests::fixture("odd/soft-404/title.html"));
    missing.status = 404;
    assert_eq!(recognised(&missing), None);
    let mut guarded = received(&tests::fixture("odd/blocked/aliyun.html"));
    guarded.status = 405;
    assert_eq!(recognised(&guarded).map(|odd| odd.kind), Some(OddKind::Blocked));
}

/// Archive pages that are taken for something else, and how many pages there are.
fn odd_in(path: &Path) -> (Vec<String>, usize) {
    let archive = Archive::open(&[path]).unwrap();
    let pages = archive.urls().filter_map(|url| archive.get(url).unwrap());
    let found: Vec<_> = pages.map(|page| (recognised(&page), page.url)).collect();
    let n_pages = found.len();
    let odd = found.into_iter().filter_map(|(odd, url)| Some(format!("{url}: {:?}", odd?)));
    (odd.collect(), n_pages)
}

#[test]
fn no_real_page_is_taken_for_something_else() {
    let Some(pages) = tests::real_pages("no_real_page_is_taken_for_something_else") else { return };
    assert_eq!(odd_in(&pages.join("real.warc.gz")), (vec![], 64));
}

#[test]
fn no_page_of_the_sample_is_taken_for_something_else() {
    let (mut odd, n_pages) = odd_in(&tests::root().join("manifests/demo/sample.warc.gz"));
    // But for those that are planted: links that lead nowhere or home again, a site behind a
    // firewall, start pages that are scripts.
    let planted = |place: Place| match place.fate {
        Fate::SiteBlocked => Some(place.www()),
        Fate::SiteShell => Some(format!("{}/: Odd", place.www())),
        Fate::PortalShell => Some(format!("{}/: Odd", place.portal())),
        Fate::DataShell => Some(format!("{}/: Odd", place.data())),
        Fate::Open | Fate::PortalDead | Fate::PortalForbidden => None,
    };
    let mut known: Vec<String> = Sample::default().places().filter_map(planted).collect();
    known.extend(["「页面不存在」", "leads to the home page"].map(str::to_owned));
    odd.retain(|one| !known.iter().any(|words| one.contains(words.as_str())));
    assert!(odd.is_empty() && n_pages > 0, "{n_pages} pages\n{}", odd.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_answer_panics(
        status in 100_u16..600,
        url in "(http://a.cn/)?[a-z0-9./;:%]{0,9}",
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..9),
        noise in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut body = parts.concat().into_bytes();
        body.extend(noise);
        let mut capture = capture(&url, body);
        capture.status = status;
        let _ = recognised(&capture);
        let _ = refresh_target(&capture);
    }
}

/// What random answers are made of.
const PARTS: [&str; 14] = [
    "<title>",
    "</title>",
    "404",
    "-",
    "页面不存在",
    "<script>",
    "location='",
    "'</script>",
    "文",
    "<meta http-equiv=refresh content='0;url=",
    "'>",
    "\\",
    "<base href=//",
    "&#x",
];
