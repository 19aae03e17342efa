//! The synthetic country, judged from its archive by the project's probes, beside the truth.

use bluebook::manifest;
use tests::country::{Country, archive, conformance, manifests};

use super::campaign::Campaign;

/// One region of every fate and template, and all four classes.
const N_REGIONS: usize = 33;

/// What a machine point has to reach, in precision and in recall.
const LEAST: f64 = 0.98;

/// Points on which judge and truth differ and the matter is open; each with the reason.
const OPEN: &[(&str, &str)] = &[
    // Judged on the page behind one link only; the list may be two and three clicks away.
    ("A1.1-3", ONE_CLICK),
    ("A1.1-4", ONE_CLICK),
    ("A1.2-2", ONE_CLICK),
    ("A1.2-3", ONE_CLICK),
    ("A1.2-6", ONE_CLICK),
    ("A1.3-4", ONE_CLICK),
    ("A1.4-6", ONE_CLICK),
    ("A1.1-5", "the truth is yes or no, as the evidence says; the manifest has a share"),
    ("A1.3-1", "cards are no list rows to the judge"),
    ("A1.3-2", LABELS),
    ("A2.1-6", "the judge takes the number of another site"),
    ("A2.3-1", LOOKS),
    // The evidence names topics; the rules look at the portal's start page only.
    ("A3.1-2", TOPICS),
    ("A3.1-5", TOPICS),
    ("A3.2-2", TOPICS),
    ("A3.2-3", TOPICS),
    ("A3.2-4", TOPICS),
    ("A3.3-1", TOPICS),
    ("A3.3-6", TOPICS),
    ("A3.4-3", TOPICS),
    ("A3.5-1", TOPICS),
    ("A3.5-3", TOPICS),
    ("A3.6-1", TOPICS),
    ("A3.6-4", TOPICS),
    ("A3.6-5", TOPICS),
    ("A3.7-3", TOPICS),
    ("A3.7-5", TOPICS),
    ("A3.8-1", TOPICS),
    ("A3.8-3", TOPICS),
    ("A3.8-4", TOPICS),
    ("A3.9-1", TOPICS),
    ("A3.9-4", TOPICS),
    // What only looks like an entry is taken for one.
    ("A3.1-1", LOOKS),
    ("A3.1-3", "a broken chain is taken for a whole one"),
    ("A3.1-4", LOOKS),
    ("B1.1-2", LOOKS),
    ("B1.1-6", LOOKS),
    ("B1.2-2", LOOKS),
    ("B1.2-3", LOOKS),
    ("B1.2-6", LOOKS),
    ("C1.1-4", LOOKS),
    ("C1.1-7", LOOKS),
    ("C3.1-2", LOOKS),
    ("C3.1-3", LOOKS),
    ("C3.1-4", LOOKS),
    ("C2.2-7", "starts from a role that no region has a page for"),
];

const ONE_CLICK: &str = "looks one click far";
const TOPICS: &str = "looks at the start page only, not at topics";
const LABELS: &str = "takes labels without values";
const LOOKS: &str = "takes what is hidden, empty or broken for an entry";

#[test]
fn verdicts_are_the_planted_truth() {
    let country = Country::new(1, N_REGIONS);
    let dir = tempfile::tempdir().unwrap();
    manifests::write_set(country, &dir.path().join("manifests")).unwrap();
    archive::write(country, dir.path()).unwrap();
    let set = dir.path().join("manifests");
    let campaign =
        Campaign::new(&set, &set.join("regions")).from(&dir.path().join("pages.warc.gz"));
    campaign.done(&["run"]);
    let system = manifest::load(&campaign.path("bluebook.toml")).unwrap().system;
    let answers = conformance::answers(&campaign.verdicts("2019"));
    let open: Vec<&str> = OPEN.iter().map(|(point, _)| *point).collect();
    let conformance = conformance::compare(country, &system, &answers, &open);
    println!("{conformance}");
    let below: Vec<&str> =
        conformance.below(LEAST).into_iter().filter(|point| !open.contains(point)).collect();
    assert!(below.is_empty(), "below {LEAST}: {below:?}\n{conformance}");
    assert!(conformance.moved().is_empty(), "{:?}", conformance.moved());
}

#[test]
fn no_two_pages_of_a_region_share_an_address() {
    let country = Country::new(1, N_REGIONS);
    for region in country.regions() {
        let mut urls: Vec<&str> = region.sheets.iter().map(|sheet| sheet.url.as_str()).collect();
        urls.sort_unstable();
        let twice: Vec<&[&str]> = urls.windows(2).filter(|two| two[0] == two[1]).collect();
        assert!(twice.is_empty(), "{} {twice:?}", region.place.code);
    }
}
