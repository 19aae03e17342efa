//! The bundled sample of `bluebook demo`: its generator gives it, it says on every page that it
//! is synthetic, and every point judged by machine is known somewhere in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use bluebook::evidence::{Archive, BLOCK_BYTES_MAX, RecordKind, WarcReader};
use bluebook::manifest;
use bluebook::model::Judge;
use bluebook_dom::decode::decode;
use serde_json::Value;
use tests::country::sample::Sample;
use tests::country::{Fate, NOTE, Place};

use super::campaign::Campaign;

/// Part of every clone; ten regions with all that the points ask for, some 350 pages each, are no
/// smaller.
const BYTES_MAX: u64 = 5_000_000;

const REGIONS_MIN: usize = 10;

fn sample() -> PathBuf {
    tests::root().join("manifests/demo/sample.warc.gz")
}

/// A record's kind, fields and block.
type Parts = (RecordKind, Vec<(String, String)>, Vec<u8>);

/// The records of an archive without their places: another version of the gzip library may
/// give other bytes for the same records.
fn records(path: &Path) -> Vec<Parts> {
    let file = BufReader::new(File::open(path).unwrap());
    let records = WarcReader::new(file, path, BLOCK_BYTES_MAX).map(Result::unwrap);
    records.map(|record| (record.kind, record.fields, record.block)).collect()
}

#[test]
fn the_generator_gives_the_sample() {
    let dir = tempfile::tempdir().unwrap();
    let fresh = dir.path().join("sample.warc.gz");
    Sample::default().write_archive(&fresh).unwrap();
    let (fresh, kept) = (records(&fresh), records(&sample()));
    let first = fresh.iter().zip(&kept).position(|(fresh, kept)| fresh != kept);
    assert!(
        first.is_none() && fresh.len() == kept.len(),
        "record {first:?} of {} differs; {AGAIN}",
        kept.len()
    );
    let n_bytes = sample().metadata().unwrap().len();
    assert!(n_bytes <= BYTES_MAX, "the sample has {n_bytes} bytes");
}

const AGAIN: &str = "`cargo run -p tests --example make_sample` rewrites the sample";

/// The files of a folder.
fn files(directory: &Path) -> BTreeMap<OsString, Vec<u8>> {
    let entries = fs::read_dir(directory).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn the_generator_gives_the_regions() {
    let (sample, dir) = (Sample::default(), tempfile::tempdir().unwrap());
    let (all, few) = (dir.path().join("all"), dir.path().join("few"));
    sample.write_regions(&all).unwrap();
    sample.write_few(&few).unwrap();
    let kept = tests::root().join("manifests/demo/regions");
    assert!(files(&all) == files(&kept), "{AGAIN}");
    assert!(files(&few) == files(&tests::fixture("sample")), "{AGAIN}");
}

#[test]
fn every_fate_is_in_the_sample() {
    let fates: BTreeSet<Fate> = Sample::default().places().map(|place| place.fate).collect();
    assert_eq!(fates.len(), 7, "{fates:?}");
}

#[test]
fn every_page_says_that_it_is_synthetic() {
    let archive = Archive::open(&[sample()]).unwrap();
    assert!(archive.damage().is_empty());
    for url in archive.urls() {
        assert!(is_reserved(url), "{url}");
        // Looks that gave nothing have an address too.
        let Some(page) = archive.get(url).unwrap() else { continue };
        let text = decode(&page.body, page.header_charset()).text;
        // Pictures and documents say it in bytes of their own.
        let says = text.contains(NOTE) || holds(&page.body, NOTE.as_bytes());
        assert!(says, "{url} does not say that it is synthetic");
        let mut leads = text.match_indices("://");
        let leads_out = leads.find(|(at, _)| !is_reserved(&text[*at..]) && !is_name(&text[*at..]));
        assert_eq!(leads_out.map(|(at, _)| &text[at..]), None, "{url} leads to a real host");
    }
}

fn holds(body: &[u8], words: &[u8]) -> bool {
    body.windows(words.len()).any(|window| window == words)
}

/// Whether the host of an address is under the top-level domain that RFC 6761 reserves.
fn is_reserved(url: &str) -> bool {
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let end = host.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
    host[..end.unwrap_or(host.len())].rsplit('.').next() == Some("test")
}

/// Whether an address is the name of an XML vocabulary, which leads nowhere.
fn is_name(url: &str) -> bool {
    url.starts_with("://www.w3.org/")
}

#[test]
fn start_pages_are_in_the_sample() {
    let manifests = manifest::load(&tests::root().join("manifests/demo/bluebook.toml")).unwrap();
    assert!(manifests.regions.len() >= REGIONS_MIN);
    let archive = Archive::open(&[sample()]).unwrap();
    let places: BTreeMap<String, Place> =
        Sample::default().places().map(|place| (place.code.clone(), place)).collect();
    for region in &manifests.regions {
        for page in &region.pages {
            let fate = places[&region.code.to_string()].fate;
            let is_shut = matches!(fate, Fate::PortalDead | Fate::PortalForbidden)
                && page.role == "service_portal";
            let is_there = archive.get(&page.url).unwrap().is_some();
            assert_eq!(is_there, !is_shut, "{}", page.url);
        }
    }
}

#[test]
fn every_machine_point_is_known_and_totals_are_spread() {
    let campaign = Campaign::whole_sample();
    campaign.done(&["run"]);
    let verdicts = campaign.verdicts("2019");
    let (unknown, known): (Vec<&Value>, Vec<&Value>) =
        verdicts.iter().partition(|verdict| verdict["finding"].get("unknown").is_some());
    let known: BTreeSet<&str> =
        known.iter().map(|verdict| verdict["point"].as_str().unwrap()).collect();
    let nowhere = Sample::default().nowhere();
    let manifests = manifest::load(&campaign.path("bluebook.toml")).unwrap();
    let live = manifests.system.points.iter();
    let live = live.filter(|point| matches!(point.judge, Judge::Probe { .. }));
    let live = live.map(|point| point.id.0.as_str());
    let missing: BTreeSet<&str> =
        live.filter(|id| !known.contains(id) && !nowhere.contains(id)).collect();
    let reasons: BTreeSet<String> = unknown
        .iter()
        .filter(|verdict| missing.contains(verdict["point"].as_str().unwrap()))
        .map(|verdict| format!("{} {}", verdict["point"], verdict["finding"]))
        .collect();
    assert!(missing.is_empty(), "known nowhere in the sample: {reasons:#?}");

    let ranking = campaign.done(&["rank", "--format", "json"]);
    let ranking: Value = serde_json::from_str(&ranking).unwrap();
    let rows = ranking["rows"].as_array().unwrap();
    let totals: BTreeSet<String> =
        rows.iter().map(|row| row["total_unrounded"].to_string()).collect();
    assert!(totals.len() * 3 > rows.len() * 2, "{totals:?}");
    let classes: BTreeSet<&str> =
        rows.iter().filter_map(|row| row["class"]["zh"].as_str()).collect();
    assert_eq!(classes.len(), manifests.system.classes.len(), "{classes:?}");
}
