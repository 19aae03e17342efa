//! What regions inherit of their province and the country.

mod commands;

use std::fs;

use bluebook::manifest::{self, Manifests};
use bluebook::model::{Region, Switched};
use serde_json::json;

use super::live::{campaign, site};

fn set() -> Manifests {
    manifest::load(&tests::fixture("manifests/valid/inherited/bluebook.toml")).unwrap()
}

fn region(set: &Manifests, code: u32) -> &Region {
    set.regions.iter().find(|region| region.code.get() == code).unwrap()
}

#[test]
fn the_nearest_start_page_of_a_channel_and_role_wins() {
    #[track_caller]
    fn check(code: u32, expected: &[&str]) {
        let set = set();
        let region = region(&set, code);
        let places = &set.region_files.places[&region.code];
        let pages = region.pages.iter().zip(&places.pages).map(|(page, place)| {
            let file = place.file.rsplit('/').next().unwrap();
            format!("{} {} {file}:{}", page.role, page.url, place.line)
        });
        assert_eq!(pages.collect::<Vec<_>>(), expected);
    }
    check(
        440_100,
        &[
            "service_portal https://www.gd.example.org/440100/ 440000.toml:7",
            "visits https://www.example.org/visits/440000/440100.json country.toml:9",
        ],
    );
    check(
        440_200,
        &[
            "home https://www.sg.example.org/ 440000.toml:30",
            "service_portal https://zwfw.sg.example.org/ 440000.toml:35",
            "visits https://www.example.org/visits/440000/440200.json country.toml:9",
        ],
    );
    check(
        450_100,
        &[
            "service_portal https://zwfw.example.org/450100000000/ country.toml:4",
            "visits https://www.example.org/visits/450000/450100.json country.toml:9",
        ],
    );
}

#[test]
fn the_nearest_switch_wins() {
    /// Why each point of the set is not asked about; `-` where it is.
    #[track_caller]
    fn check(code: u32, expected: [&str; 3]) {
        let set = set();
        let region = region(&set, code);
        let why = |id: &str| {
            let point = set.system.points.iter().find(|point| point.id.0 == id).unwrap();
            region.switch_of(point).map_or("-".to_owned(), |switch| switch.reason.clone())
        };
        assert_eq!(["A1-1", "A1-2", "B-1"].map(why), expected);
    }
    check(440_100, ["-", "-", "全国试点"]);
    check(440_200, ["-", "本地没有人手", "-"]);
    check(440_300, ["核实中", "-", "-"]);
    check(450_100, ["-", "没有人手", "-"]);
    check(450_200, ["-", "没有人手", "本市不参加"]);
}

#[test]
fn every_switch_knows_its_line() {
    let set = set();
    let region = region(&set, 440_200);
    let places = &set.region_files.places[&region.code];
    let off = region.switched_off.iter().zip(&places.switched_off);
    let off: Vec<_> = off.map(|(switch, place)| (name(&switch.what), place.line)).collect();
    assert_eq!(off, [("demo", 11), ("A1-2", 41)]);
    let on = places.switched_on.iter().map(|(switch, place)| (name(&switch.what), place.line));
    assert_eq!(on.collect::<Vec<_>>(), [("B-1", 37)]);
}

fn name(what: &Switched) -> &str {
    match what {
        Switched::Probe(family) => family,
        Switched::Point(point) => &point.0,
    }
}

#[test]
fn a_point_switched_off_is_unknown_with_the_reason() {
    let site = site();
    let (live, regions) = campaign(&site);
    let path = regions.path().join("990000.toml");
    let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
    let head = "[[disable]]\nprobe = \"disclosure\"\nreason = \"全省改版\"\n[[region]]";
    let off = "[[region.disable]]\npoint = \"B1.1-5\"\nreason = \"不便提问\"\n\
         [[region.enable]]\npoint = \"A1.1-1\"\nreason = \"已上线\"\n";
    fs::write(&path, format!("{}{off}", text.replacen("[[region]]", head, 1))).unwrap();
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let of =
        |point: &str| verdicts.iter().find(|v| v["point"] == point).unwrap()["finding"].clone();
    let off = |note: &str| json!({ "unknown": { "reason": "switched-off", "note": note } });
    assert_eq!(of("A1.2-1"), off("全省改版"));
    assert_eq!(of("B1.1-5"), off("不便提问"));
    assert_eq!(of("A1.1-1")["number"]["value"], 1.0, "{}", of("A1.1-1"));
}
