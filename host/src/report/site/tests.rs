//! Tests of the report: what goes in comes out, nothing of a page is markup, tiles do not overlap.

use std::collections::BTreeSet;
use std::io::Read as _;

use data_encoding::BASE64;
use flate2::read::DeflateDecoder;
use serde_json::Value;

use super::tiles::tiles;
use super::{Judged, MapKind, Quotes, Site, write_site};
use crate::model::{Area, Digest, Region, RegionBatch, RegionCode, RoundHeader, Text};
use crate::report::tests::example::{Example, example};
use crate::report::{Publication, Stage};

/// The example as a page.
fn page(quotes: Quotes) -> String {
    let Example { system, regions, verdicts, mut scores } = example();
    scores.sort_by_key(|score| score.region);
    let header = RoundHeader {
        name: "</script><b>".to_owned(),
        edition: "2019".to_owned(),
        collected_on: "2019-01-01".to_owned(),
        plan: Digest::of(b"plan"),
        source: "live".to_owned(),
    };
    let batch = |code: RegionCode| RegionBatch {
        verdicts: verdicts.iter().filter(|one| one.region == code).cloned().collect(),
        ..RegionBatch::empty(code)
    };
    let batches: Vec<_> = scores.iter().map(|score| batch(score.region)).collect();
    let round = Judged { header: &header, root: "sha256:00", scores: &scores };
    let site = Site {
        round,
        earlier: None,
        system: &system,
        regions: &regions,
        batches: &batches,
        coverage_min: 0.0,
        marks: &[],
        uncertain: None,
        contact: "<i>@example.org",
        annex: "# <b>\n",
        publication: &Publication {
            stage: Stage::Objections("2019-02-01".to_owned()),
            embargo_until: Some("2019-03-01T00:00:00Z".to_owned()),
            is_machine_only: false,
        },
        map: MapKind::Tiles,
        map_approval: None,
        quotes,
    };
    let mut html = Vec::new();
    write_site(&mut html, &site).unwrap();
    String::from_utf8(html).unwrap()
}

/// A block of data as the page unpacks it.
fn block(page: &str, id: &str) -> Value {
    let (_, rest) = page.split_once(&format!("id=\"{id}\">")).unwrap();
    let (text, _) = rest.split_once('<').unwrap();
    let mut json = String::new();
    let packed = BASE64.decode(text.as_bytes()).unwrap();
    DeflateDecoder::new(packed.as_slice()).read_to_string(&mut json).unwrap();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn scores_come_out_to_the_bit() {
    let page = page(Quotes::All);
    let core = block(&page, "core");
    let scores = {
        let mut scores = example().scores;
        scores.sort_by_key(|score| score.region);
        scores
    };
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (point, column) in core["cells"].as_array().unwrap().iter().enumerate() {
        for (row, digit) in column["at"].as_str().unwrap().chars().enumerate() {
            let state = &column["states"][digits.find(digit).unwrap()];
            let expected = scores[row].points[point].node.score.map(f64::to_bits);
            assert_eq!(state[0].as_f64().map(f64::to_bits), expected, "{point} {row}");
        }
    }
    assert_eq!(core["publication"]["stage"], "objections");
    assert_eq!(core["publication"]["is_embargoed"], true);
    let notices = core["publication"]["notices"].to_string();
    assert!(notices.contains("禁发至 2019-03-01") && notices.contains("2019-02-01"), "{notices}");
}

#[test]
fn quotes_are_there_or_not_and_never_markup() {
    let (all, none) = (page(Quotes::All), page(Quotes::None));
    for page in [&all, &none] {
        let (head, rest) = page.split_once("</head>").unwrap();
        assert!(head.contains("default-src 'none'") && !head.contains("unsafe"), "{head}");
        assert!(head.contains("<title>示例指标体系 · &lt;/script>"), "{head}");
        assert_eq!(rest.matches("<script").count(), 4);
    }
    let quotes = block(&all, "traces")["quotes"].clone();
    assert!(!quotes.as_array().unwrap().is_empty());
    let is_clean = |quote: &Value| !quote.as_str().unwrap().contains(['\u{1b}', '\u{202e}']);
    assert!(quotes.as_array().unwrap().iter().all(is_clean), "{quotes}");
    assert_eq!(block(&none, "traces")["quotes"], Value::Array(Vec::new()));
}

#[test]
fn the_script_of_the_page_is_the_one_that_its_policy_names() {
    let page = page(Quotes::None);
    let (_, script) = page.split_once("<script type=\"module\">").unwrap();
    let (script, _) = script.split_once("</script>").unwrap();
    let digest = BASE64.encode(Digest::of(script.as_bytes()).bytes());
    assert!(page.contains(&format!("script-src 'sha256-{digest}'")));
    for word in ["import ", "export ", "innerHTML", "eval(", "http://www"] {
        let lines = script.lines().filter(|line| line.contains(word));
        let foreign: Vec<_> = lines.filter(|line| !line.contains("w3.org")).collect();
        assert!(foreign.is_empty(), "{foreign:?}");
    }
}

/// A region at a place.
fn region(code: u32, lon_lat: Option<(f64, f64)>) -> Region {
    let name = Text { zh: code.to_string(), en: code.to_string() };
    let code = RegionCode::new(code).unwrap();
    Region { code, name, lon_lat, area: Area::East, ..example().regions.remove(0) }
}

#[test]
fn tiles_do_not_overlap_and_keep_their_directions() {
    let place = |at: u32| (f64::from(at % 17) * 3.0 + 75.0, f64::from(at * 7 % 31) + 18.0);
    let regions: Vec<Region> =
        (0..300).map(|at| region(110_000 + at, (at % 50 != 7).then(|| place(at)))).collect();
    let given: Vec<Option<&Region>> = regions.iter().map(Some).chain([None]).collect();
    let tiles = tiles(&given);
    let cells: BTreeSet<_> = tiles.at.iter().collect();
    assert_eq!(cells.len(), given.len());
    assert!(tiles.at.iter().all(|[x, y]| *x < tiles.columns && *y < tiles.rows));
    let corner = |lon: f64, lat: f64| {
        let near = |region: &Region| {
            let (x, y) = region.lon_lat.unwrap_or((0.0, 0.0));
            (x - lon).abs() + (y - lat).abs()
        };
        let nearest = regions.iter().enumerate();
        let (at, _) = nearest.min_by(|(_, a), (_, b)| near(a).total_cmp(&near(b))).unwrap();
        tiles.at[at]
    };
    let ([west, north], [east, south]) = (corner(75.0, 48.0), corner(123.0, 18.0));
    assert!(west < east && north < south);
    assert_eq!(super::tiles::tiles(&[]).rows, 0);
}
