//! The synthetic country, judged from its archive by the project's probes, beside the truth.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use bluebook::manifest;
use bluebook_dom::decode::decode;
use tests::country::{
    Answer, Country, Fate, NOTE, Place, Trap, archive, conformance, manifests, served,
};

use super::campaign::Campaign;

/// One region of every fate and template, and all four classes.
const N_REGIONS: usize = 33;

/// What a machine point has to reach, in precision and in recall.
const LEAST: f64 = 0.98;

#[track_caller]
fn check(seed: u64) {
    let country = Country::new(seed, N_REGIONS);
    let dir = tempfile::tempdir().unwrap();
    manifests::write_set(country, &dir.path().join("manifests")).unwrap();
    archive::write(country, dir.path()).unwrap();
    let set = dir.path().join("manifests");
    let campaign =
        Campaign::new(&set, &set.join("regions")).from(&dir.path().join("pages.warc.gz"));
    campaign.done(&["run"]);
    let system = manifest::load(&campaign.path("bluebook.toml")).unwrap().system;
    let answers = conformance::answers(&campaign.verdicts("2019"));
    let conformance = conformance::compare(country, &system, &answers);
    println!("seed {seed}\n{conformance}");
    let below = conformance.below(LEAST);
    assert!(below.is_empty(), "seed {seed}, below {LEAST}: {below:?}\n{conformance}");
    let moved = conformance.moved();
    assert!(moved.is_empty(), "seed {seed}, moved: {moved:?}\n{conformance}");
}

#[test]
fn verdicts_are_the_planted_truth() {
    check(1);
}

/// What was written with one seed at hand must hold on others.
#[test]
fn verdicts_are_the_truth_of_another_country() {
    check(7);
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

/// Every page says that it is synthetic and leads to hosts of the country only; but for the names of
/// XML vocabularies, which lead nowhere.
#[test]
fn every_page_is_marked_and_leads_to_reserved_hosts() {
    for region in Country::new(1, N_REGIONS).regions() {
        for sheet in &region.sheets {
            let Answer::Page { kind, body, .. } = &sheet.answer else { continue };
            if kind.starts_with("image/")
                || kind.starts_with("application/") && !kind.contains("xml")
            {
                // Files and feeds say it in bytes of their own.
                let bytes = NOTE.as_bytes();
                let says = body.windows(bytes.len()).any(|window| window == bytes);
                let is_page_by_mistake = body.starts_with(b"<html>");
                assert!(says || is_page_by_mistake, "{}", sheet.url);
                continue;
            }
            let charset = kind.split_once("charset=").map(|(_, charset)| charset);
            let text = decode(body, charset).text;
            assert!(text.contains(NOTE), "{} does not say that it is synthetic", sheet.url);
            let mut hosts = text.split("://").skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
                &rest[..end.unwrap_or(rest.len())]
            });
            let real =
                hosts.find(|host| host.rsplit('.').next() != Some("test") && *host != "www.w3.org");
            assert_eq!(real, None, "{}", sheet.url);
        }
    }
}

#[test]
fn a_country_has_everything_and_a_seed_gives_one_country() {
    let country = Country::new(1, 333);
    let places: Vec<Place> = (0..country.n_regions()).map(|number| country.place(number)).collect();
    let codes: BTreeSet<&str> = places.iter().map(|place| place.code.as_str()).collect();
    let names: BTreeSet<&str> = places.iter().map(|place| place.short.as_str()).collect();
    assert_eq!((codes.len(), names.len()), (333, 333));
    let fates: BTreeSet<Fate> = places.iter().map(|place| place.fate).collect();
    assert_eq!(fates.len(), 7, "{fates:?}");
    let regions: Vec<_> = country.regions().take(40).collect();
    let templates: BTreeSet<_> = regions.iter().map(|region| region.place.template()).collect();
    assert_eq!(templates.len(), 10);
    let traps: BTreeSet<Trap> =
        regions.iter().flat_map(|region| region.traps.keys().copied()).collect();
    let rare = [Trap::BlockPage, Trap::DeadHost, Trap::Forbidden, Trap::ScriptShell];
    let missing = Trap::ALL.iter().filter(|trap| !traps.contains(*trap) && !rare.contains(trap));
    assert_eq!(missing.count(), 0, "{traps:?}");
    let (again, other) = (Country::new(1, 34).region(33), Country::new(2, 34).region(33));
    let bytes = |sheets: &[tests::country::Sheet]| format!("{sheets:?}");
    assert_eq!(bytes(&again.sheets), bytes(&regions[33].sheets));
    assert_ne!(bytes(&other.sheets), bytes(&again.sheets));
}

#[test]
fn any_region_is_served_on_demand() {
    let country = Country::new(1, 2843);
    let server = served::serve(country).unwrap();
    for number in [0, 7, 2842] {
        let region = country.region(number);
        let ask = |host: &str, path: &str| {
            let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            answer
        };
        let feeds = region.sheets.iter().find(|sheet| sheet.url.ends_with("/visits.json")).unwrap();
        let Answer::Page { body, .. } = &feeds.answer else { panic!("{feeds:?}") };
        let answer = ask(&region.place.feeds(), "/visits.json");
        assert!(answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(body));
        let answer = ask(&region.place.feeds(), "/nothing");
        assert!(answer.starts_with(b"HTTP/1.1 404"));
    }
}
