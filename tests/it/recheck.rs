//! Rounds judged again from their archives: the same bytes, or every difference by name.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::net::TcpListener;

use bluebook::cli::Exit;
use bluebook::model::Finding;
use bluebook::store::{Reader, Round};
use flate2::bufread::GzDecoder;
use serde_json::Value;
use tests::loopback::{Loopback, bare, page};

use super::campaign::Campaign;
use super::live;

/// Names and bytes of everything in a round's directory but the index.
fn files(campaign: &Campaign) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(campaign.path("rounds/2019")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push((name, fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// What a recheck with differences says as JSON and on stderr; nothing is written.
#[track_caller]
fn differences(campaign: &Campaign, words: &[&str]) -> (Vec<Value>, String) {
    let before = files(campaign);
    let said = campaign.say(&[&["recheck", "--format", "json"], words].concat());
    assert_eq!(said.exit, Exit::Differs, "{}", said.err);
    assert!(files(campaign) == before, "a recheck writes nothing");
    let report: Value = serde_json::from_str(&said.out).unwrap();
    (report["differences"].as_array().unwrap().clone(), said.err)
}

/// A portal that two regions share and that shows every visitor another number.
#[test]
fn two_regions_that_got_two_pages_of_one_address_are_judged_by_their_own() {
    let n_visits = std::sync::atomic::AtomicUsize::new(0);
    let site = Loopback::start(move |path| match path {
        "/" => {
            let number = n_visits.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            page(
                "Content-Type: text/html\r\n",
                live::HOME.replace('甲', &number.to_string()).as_bytes(),
            )
        }
        _ => bare("404 Not Found", ""),
    })
    .unwrap();
    let regions = tempfile::tempdir().unwrap();
    let mut province = "province = \"990000\"\nzh = \"示例省\"\n".to_owned();
    for code in [990_100, 990_200] {
        write!(
            province,
            "[[region]]\ncode = \"{code}\"\nzh = \"示例市{code}\"\nshort = \"示例\"\narea = \"east\"\n\
             lon = 113.5\nlat = 23.3\n[[region.page]]\nchannel = \"site\"\nrole = \"home\"\nurl = {:?}\n",
            site.url("/")
        )
        .unwrap();
    }
    fs::write(regions.path().join("990000.toml"), province).unwrap();
    let campaign = Campaign::new(&tests::root().join("manifests/blue-book-2019"), regions.path());
    let campaign = campaign.fetching(live::FETCH);
    campaign.done(&["run"]);
    let report: Value =
        serde_json::from_str(&campaign.done(&["recheck", "--format", "json"])).unwrap();
    assert_eq!((&report["n_regions"], &report["n_same"]), (&2.into(), &2.into()), "{report}");
}

#[test]
fn a_round_judged_again_is_the_same_to_the_byte() {
    let campaign = Campaign::judged();
    let before = files(&campaign);
    let said = campaign.say(&["recheck", "2019", "--format", "json"]);
    assert_eq!((said.exit, said.err.as_str()), (Exit::Done, ""));
    let report: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(report["n_regions"], report["n_same"]);
    assert_eq!(report["is_same_plan"], true);
    assert!(report["n_regions"].as_u64().unwrap() > 3, "{report}");
    assert!(files(&campaign) == before, "a recheck writes nothing");
    let text = campaign.done(&["recheck", "--regions", &campaign.first_region()]);
    assert!(text.contains("nothing differs") && text.contains("1 地区"), "{text}");
}

#[test]
fn another_probe_is_named_before_anything_is_judged() {
    let mut campaign = Campaign::judged();
    // The same component with a custom section behind it: other bytes, same judgement.
    let mut bytes = fs::read(campaign.path("probes/disclosure.wasm")).unwrap();
    bytes.extend([0, 5, 1, b'x', 1, 2, 3]);
    let other = campaign.path("other.wasm");
    fs::write(&other, bytes).unwrap();
    campaign.drop_in("disclosure", &other);
    campaign.agree();
    let (found, err) = differences(&campaign, &[]);
    assert!(err.contains("other probe `disclosure`"), "{err}");
    assert!(!found.is_empty());
    for one in &found {
        assert_eq!((&one["what"], &one["why"][0]), (&"provenance".into(), &"other-probe".into()));
    }
    let said = campaign.say(&["recheck"]);
    assert!(
        said.out.contains("only the judge") && said.out.lines().count() < found.len(),
        "{}",
        said.out
    );
}

#[test]
fn other_manifests_are_named() {
    let mut campaign = Campaign::judged();
    campaign.add_points("mine.toml", super::extend::POINT);
    let (found, err) = differences(&campaign, &["--regions", &campaign.first_region()]);
    assert!(err.contains("the manifests are not those"), "{err}");
    assert_eq!(found[0]["point"], "A1.1-mine");
    assert_eq!(found[0]["why"][0], "other-manifests");
    // The new point's cost is in the calls it was asked in.
    for one in &found[1..] {
        assert_eq!(one["what"], "provenance", "{one}");
        assert_eq!(one["why"][0], "other-questions", "{one}");
    }
}

#[test]
fn a_record_that_was_changed_is_found() {
    let campaign = Campaign::judged();
    let round = campaign.path("rounds/2019");
    let (reader, forged) = (Reader::open(&round).unwrap(), campaign.path("forged"));
    let (mut other, _) = Round::create_or_resume(&forged, reader.header()).unwrap();
    let mut changed = None;
    for code in reader.regions() {
        let mut batch = reader.batch(code).unwrap().unwrap().batch;
        let verdict = batch.verdicts.iter_mut().find(|v| v.finding == Finding::Truth(false));
        if let Some(verdict) = verdict.filter(|_| changed.is_none()) {
            verdict.finding = Finding::Truth(true);
            changed = Some((code.to_string(), verdict.point.to_string()));
        }
        other.record(&batch).unwrap();
    }
    other.close().unwrap();
    drop(other);
    fs::copy(forged.join("journal.bbj"), round.join("journal.bbj")).unwrap();
    let (found, _) = differences(&campaign, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    let (region, point) = changed.unwrap();
    assert_eq!((&found[0]["region"], &found[0]["point"]), (&region.into(), &point.into()));
    assert_eq!((&found[0]["was"], &found[0]["is"]), (&"yes".into(), &"no".into()));
    assert_eq!(found[0]["why"][0], "same-inputs");
}

#[test]
fn a_damaged_journal_is_not_compared() {
    let campaign = Campaign::judged();
    let path = campaign.path("rounds/2019/journal.bbj");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let said = campaign.say(&["recheck"]);
    assert!(said.exit == Exit::Store && said.err.contains("damaged at byte"), "{}", said.err);
}

#[test]
fn a_round_of_an_archive_needs_its_archive() {
    let campaign = Campaign::judged().without_archive();
    let said = campaign.say(&["recheck"]);
    assert!(said.exit == Exit::Source && said.err.contains("--from"), "{}", said.err);
}

/// A port nobody listens on: bound once, and free again.
fn dead_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn a_live_round_is_judged_again_from_its_own_pages() {
    let site = live::site();
    let (campaign, regions) = live::campaign(&site);
    // A start page whose host does not answer left nothing but the record of it.
    let file = regions.path().join("990000.toml");
    let mut text = String::from_utf8(fs::read(&file).unwrap()).unwrap();
    write!(
        text,
        "[[region.page]]\nchannel = \"site\"\nrole = \"home\"\nurl = \"http://127.0.0.1:{}/\"\n",
        dead_port()
    )
    .unwrap();
    fs::write(&file, text).unwrap();
    campaign.done(&["run"]);
    let n_requests = site.requests().len();
    campaign.done(&["recheck"]);
    assert_eq!(site.requests().len(), n_requests, "a recheck asks nobody");
    // Without one of its pages.
    let pages = campaign.path("rounds/2019/pages.warc.gz");
    let whole = fs::read(&pages).unwrap();
    let kept = without(&whole, &site.url("/zrqd/"));
    assert!(kept.len() < whole.len());
    fs::write(&pages, kept).unwrap();
    let (found, _) = differences(&campaign, &[]);
    let lost = found.iter().filter(|one| one["what"] == "page-missing");
    let mut lost = lost.filter(|one| one["page"].as_str().unwrap().contains("/zrqd/"));
    assert_eq!(lost.next().unwrap()["why"][0], "missing-page");
    let point = found.iter().find(|one| one["point"] == "A1.1-1").unwrap();
    assert!(point["why"].as_array().unwrap().contains(&"missing-page".into()), "{point}");
}

/// The archive without the records of an address.
fn without(archive: &[u8], url: &str) -> Vec<u8> {
    let target = format!("WARC-Target-URI: {url}\r\n");
    let (mut rest, mut kept) = (archive, Vec::new());
    while !rest.is_empty() {
        let mut left = rest;
        let mut text = Vec::new();
        GzDecoder::new(&mut left).read_to_end(&mut text).unwrap();
        let member = &rest[..rest.len() - left.len()];
        if !String::from_utf8_lossy(&text).contains(&target) {
            kept.extend_from_slice(member);
        }
        rest = left;
    }
    kept
}
