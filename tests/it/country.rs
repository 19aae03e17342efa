//! The synthetic country, judged from its archive by the project's probes, beside the truth.

use bluebook::manifest;
use tests::country::{Country, archive, conformance, manifests};

use super::campaign::Campaign;

/// One region of every fate and template, and all four classes.
const N_REGIONS: usize = 33;

/// What a machine point has to reach, in precision and in recall.
const LEAST: f64 = 0.98;

/// Points on which judge and truth differ and the matter is open; each with the reason.
const OPEN: &[(&str, &str)] = &[];

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
