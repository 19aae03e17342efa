//! Manifests: what is accepted and what a person is told about the rest.
//!
//! `fixtures/manifests/invalid/<kind>/<case>.toml` takes the place of the file of
//! that kind in the small valid set; `invalid/sets/<case>/` is a set of its own.
//! The message stands beside each as `.err`; `BLESS=1` rewrites it.

mod asked;
mod expectations;
mod no_input_panics;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bluebook::manifest::{self, Manifests};
use bluebook::model::{Digest, Judge, RegionCode};
use serde_json::Value;
use tempfile::TempDir;

/// The files of a set, by the key that names them.
const KINDS: [(&str, &str); 5] = [
    ("index", "index.toml"),
    ("points", "points"),
    ("regions", "regions.toml"),
    ("probes", "probes.toml"),
    ("fetch", "fetch.toml"),
];

fn fixtures() -> PathBuf {
    tests::root().join("tests/fixtures/manifests")
}

fn shipped() -> PathBuf {
    tests::root().join("manifests/blue-book-2019")
}

fn load(path: &Path) -> Manifests {
    manifest::load(path).unwrap_or_else(|problems| panic!("{}\n{problems}", path.display()))
}

/// A root file in `dir` for the small set with one file in the place of its own.
fn root_with(dir: &TempDir, kind: &str, file: &Path) -> PathBuf {
    let mut root = "schema = 1\nedition = \"2019\"\n".to_owned();
    for (key, name) in KINDS {
        let path =
            if key == kind { file.to_owned() } else { fixtures().join("valid/small").join(name) };
        let path = format!("'{}'", path.display());
        let is_list = matches!(key, "points" | "regions");
        let value = if is_list { format!("[{path}]") } else { path };
        root = format!("{root}{key} = {value}\n");
    }
    let path = dir.path().join("bluebook.toml");
    fs::write(&path, root).unwrap();
    path
}

/// The files and folders in `dir`, by name.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

#[track_caller]
fn check_message(root: &Path, golden: &Path) {
    let problems = manifest::load(root).expect_err(&format!("{} is valid", golden.display()));
    let prefix = format!("{}/", fixtures().join("invalid").display());
    let valid = format!("{}/", fixtures().display());
    tests::golden(golden, &format!("{problems}\n").replace(&prefix, "").replace(&valid, ""));
}

#[test]
fn invalid_files_say_what_is_wrong() {
    let dir = TempDir::new().unwrap();
    let mut n_cases = 0;
    for kind in ["bluebook", "index", "points", "regions", "probes", "fetch"] {
        for case in entries(&fixtures().join("invalid").join(kind)) {
            if has_extension(&case, "toml") {
                let root =
                    if kind == "bluebook" { case.clone() } else { root_with(&dir, kind, &case) };
                check_message(&root, &case.with_extension("err"));
                n_cases += 1;
            }
        }
    }
    assert!(n_cases >= 60, "only {n_cases} cases were found");
}

#[test]
fn invalid_sets_say_everything_at_once() {
    let sets = entries(&fixtures().join("invalid/sets"));
    for set in &sets {
        check_message(&set.join("bluebook.toml"), &set.join("bluebook.err"));
    }
    assert!(sets.len() >= 6, "only {} sets were found", sets.len());
}

#[test]
fn every_golden_has_its_case() {
    let mut folders = vec![fixtures().join("invalid")];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else if has_extension(&path, "err") {
                assert!(path.with_extension("toml").exists(), "{} has no case", path.display());
            }
        }
    }
}

#[test]
fn a_missing_root_is_told_without_a_source_line() {
    let told = manifest::load(Path::new("nowhere/bluebook.toml")).unwrap_err().to_string();
    let first = "nowhere/bluebook.toml:1:1: 错误 error[manifest-unreadable]: 找不到 `nowhere/bluebook.toml` · there is no `nowhere/bluebook.toml`";
    assert_eq!(told.lines().next(), Some(first));
}

#[test]
fn problems_are_capped_and_the_rest_is_counted() {
    let dir = TempDir::new().unwrap();
    let case = dir.path().join("index.toml");
    let keys: Vec<_> = (0..300).map(|i| format!("key_{i} = 1")).collect();
    fs::write(&case, keys.join("\n")).unwrap();
    let problems = manifest::load(&root_with(&dir, "index", &case)).unwrap_err();
    assert_eq!(problems.items().len(), 200);
    assert_eq!(problems.n_more(), 101, "300 unknown keys and what is missing");
    let told = problems.to_string();
    assert!(
        told.ends_with("301 errors in the manifests（未列出 101 处 · 101 not shown）"),
        "{told}"
    );
}

#[test]
fn a_file_too_large_is_not_read() {
    let dir = TempDir::new().unwrap();
    let case = dir.path().join("index.toml");
    fs::write(&case, " ".repeat((1 << 20) + 1)).unwrap();
    let problems = manifest::load(&root_with(&dir, "index", &case)).unwrap_err();
    let problem = &problems.items()[0];
    assert!(problem.file.ends_with("bluebook.toml"), "{}", problem.file);
    assert_eq!((problem.line, problem.column), (3, 9));
    assert!(problem.message.en.ends_with("is larger than 1048576 bytes"), "{}", problem.message.en);
}

#[test]
fn problems_as_json_have_place_message_and_hint() {
    let path = fixtures().join("invalid/index/unknown_parent.toml");
    let dir = TempDir::new().unwrap();
    let problems = manifest::load(&root_with(&dir, "index", &path)).unwrap_err();
    let json = serde_json::to_value(&problems).unwrap();
    let item = &json["items"][0];
    assert_eq!(json["items"].as_array().unwrap().len(), 1);
    assert_eq!(item["line"], 19);
    assert_eq!(item["column"], 10);
    assert_eq!(item["message"]["zh"], "没有指标 `AA`");
    assert_eq!(item["hint"]["en"], "did you mean `A`?");
    assert!(item["file"].as_str().unwrap().ends_with("unknown_parent.toml"));
}

#[test]
fn the_shipped_manifests_are_the_blue_book() {
    let set = load(&shipped().join("bluebook.toml"));
    let n_of_level = |level| set.system.indicators.iter().filter(|i| i.level == level).count();
    assert_eq!([1, 2, 3].map(n_of_level), [3, 9, 31]);
    assert_eq!(set.system.indicators.len(), 43);
    assert_eq!(set.system.points.len(), 206);
    assert_eq!(set.regions.len(), 333);
    assert!(set.regions.is_sorted_by(|a, b| a.code < b.code));
    let provinces: BTreeMap<RegionCode, usize> =
        set.regions.iter().map(|region| (region.province, 0)).collect();
    assert_eq!(provinces.len(), 27);
    assert!(set.regions.iter().all(|region| region.pages.is_empty()), "no address is invented");

    let mut n_by_family = BTreeMap::new();
    for point in &set.system.points {
        if let Judge::Probe { family, .. } = &point.judge {
            *n_by_family.entry(family.as_str()).or_insert(0) += 1;
        }
    }
    assert!(n_by_family.values().sum::<usize>() >= 30, "{n_by_family:?}");
    let listed: BTreeSet<&str> =
        set.probes.probes.iter().map(|probe| probe.family.as_str()).collect();
    // `rules` judges what researchers declare; no shipped point is declared.
    let judging: BTreeSet<&str> = n_by_family.keys().copied().chain(["rules"]).collect();
    assert_eq!(judging, listed, "{n_by_family:?}");
    let nobody = |point: &&bluebook::model::Point| matches!(point.judge, Judge::Nobody);
    assert_eq!(set.system.points.iter().filter(nobody).count(), 0);
    let cuts: Vec<f64> = set.system.classes.iter().map(|class| class.at_least).collect();
    assert_eq!(format!("{cuts:?}"), "[79.91, 60.1, 46.09, 0.0]");
}

#[test]
fn points_stand_by_indicator_and_weigh_100() {
    let system = load(&shipped().join("bluebook.toml")).system;
    assert!(system.points.is_sorted_by_key(|point| point.indicator));
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    for point in &system.points {
        *sums.entry(point.indicator).or_default() += point.weight.percent();
    }
    assert_eq!(sums.len(), 31);
    assert!(sums.values().all(|sum| (sum - 100.0).abs() < 1e-6), "{sums:?}");
}

#[test]
fn the_edition_decides_which_regions_there_are() {
    let laiwu = RegionCode::new(371_200).unwrap();
    let of_2018 = load(&fixtures().join("valid/edition-2018/bluebook.toml"));
    assert_eq!(of_2018.regions.len(), 334);
    assert!(of_2018.regions.iter().any(|region| region.code == laiwu));
    let of_2019 = load(&shipped().join("bluebook.toml"));
    assert!(of_2019.regions.iter().all(|region| region.code != laiwu));
    assert_ne!(of_2018.digest, of_2019.digest);
}

#[test]
fn a_point_is_added_by_one_file() {
    let set = load(&fixtures().join("valid/added/bluebook.toml"));
    let points: Vec<_> =
        set.system.points.iter().map(|p| format!("{} {}", p.id, p.weight.percent())).collect();
    assert_eq!(points, ["A1-1 48", "A1-2 32", "A1-9 20", "B-1 100"]);
}

#[test]
fn judges_and_parameters() {
    let points = load(&fixtures().join("valid/small/bluebook.toml")).system.points;
    let [declared, by_person, by_probe] = points.as_slice() else { panic!("{}", points.len()) };
    let probe = |family: &str, criterion: &str| Judge::Probe {
        family: family.to_owned(),
        criterion: criterion.to_owned(),
    };
    assert_eq!(declared.judge, probe("rules", "declared"));
    assert_eq!(
        declared.params["rules"],
        r#"[{"kind":"keyword","any":["目录"],"css":"body","meaning":"present"},{"kind":"link","any":["目录"],"at_least":1,"follow":"list_page"}]"#
    );
    assert_eq!(by_person.judge, Judge::Person);
    assert_eq!(by_probe.judge, probe("demo", "reachable"));
    let params: Vec<_> = by_probe.params.iter().map(|(k, v)| format!("{k}={v}")).collect();
    assert_eq!(
        params,
        ["depth=3", r#"follow=["信箱","留言"]"#, r#"nested={"a":true,"b":1.5}"#, "role_name=home"]
    );
}

#[test]
fn limits_of_a_probe_are_its_own_or_those_of_all() {
    let set = load(&fixtures().join("valid/small/bluebook.toml"));
    let probes: Vec<_> = set
        .probes
        .probes
        .iter()
        .map(|p| {
            format!("{} {} {} {}", p.family, p.enabled, p.limits.memory_mib, p.limits.deadline_ms)
        })
        .collect();
    assert_eq!(probes, ["demo false 64 1000", "rules true 16 1000"]);
    assert!(set.probes.directory.ends_with("valid/small/built"));
}

/// Loads the small set after `change` has edited a copy of it.
fn digest_after(change: impl Fn(&Path)) -> Digest {
    let dir = TempDir::new().unwrap();
    let copy = dir.path().join("small");
    fs::create_dir_all(copy.join("points")).unwrap();
    let small = fixtures().join("valid/small");
    for name in ["bluebook.toml", "points/A1.toml", "points/B.toml"].into_iter().chain([
        "index.toml",
        "regions.toml",
        "probes.toml",
        "fetch.toml",
    ]) {
        fs::copy(small.join(name), copy.join(name)).unwrap();
    }
    change(&copy);
    load(&copy.join("bluebook.toml")).digest
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = String::from_utf8(fs::read(path).unwrap()).unwrap();
    assert!(text.contains(from), "{} has no {from}", path.display());
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn the_digest_is_of_the_meaning() {
    let plain = digest_after(|_| {});
    let same = [
        digest_after(|set| edit(&set.join("index.toml"), "weight = 60", "weight  =  60.0 # 六成")),
        digest_after(|set| {
            fs::rename(set.join("points/B.toml"), set.join("points/0.toml")).unwrap();
        }),
        digest_after(|set| edit(&set.join("probes.toml"), "\"built\"", "\"elsewhere\"")),
        digest_after(|set| {
            edit(
                &set.join("points/A1.toml"),
                "any = [\"目录\"]\n\n",
                "css = \"body\"\nany = [\"目录\"]\n\n",
            );
        }),
    ];
    assert!(same.iter().all(|digest| *digest == plain), "{same:?} differ from {plain}");
    let others = [
        digest_after(|set| edit(&set.join("points/A1.toml"), "[\"目录\"]\n\n", "[\"清单\"]\n\n")),
        digest_after(|set| edit(&set.join("regions.toml"), "113.3", "113.4")),
        digest_after(|set| edit(&set.join("regions.toml"), "试点", "停用")),
        digest_after(|set| {
            edit(&set.join("regions.toml"), "probe = \"demo\"", "point = \"B-1\"");
        }),
        digest_after(|set| edit(&set.join("probes.toml"), "memory_mib = 64", "memory_mib = 63")),
        digest_after(|set| edit(&set.join("fetch.toml"), "rounds_max = 3", "rounds_max = 4")),
        digest_after(|set| edit(&set.join("index.toml"), "at_least = 60", "at_least = 61")),
        digest_after(|set| edit(&set.join("bluebook.toml"), "\"2019\"", "\"2020\"")),
    ];
    assert!(others.iter().all(|digest| *digest != plain), "{others:?} equal {plain}");
}

#[test]
fn schemas_are_those_of_the_reference() {
    for (name, schema) in manifest::schemas() {
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        tests::golden(&tests::root().join(format!("docs/reference/schemas/{name}.json")), &text);
    }
}

/// Every `description` of a schema has a Chinese and an English line.
#[test]
fn schemas_speak_both_languages() {
    fn check(name: &str, schema: &Value) -> usize {
        let inner = match schema {
            Value::Object(map) => map.values().map(|value| check(name, value)).sum(),
            Value::Array(list) => list.iter().map(|value| check(name, value)).sum(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
        };
        let Some(text) = schema.get("description").and_then(|text| text.as_str()) else {
            return inner;
        };
        let (zh, en) = text.split_once('\n').unwrap_or((text, ""));
        assert!(zh.ends_with('。') && en.ends_with('.') && !en.contains('\n'), "{name}: {text}");
        inner + 1
    }
    for (name, schema) in manifest::schemas() {
        assert!(check(name, &schema) > 5, "{name} is hardly described");
    }
}

#[test]
fn invalid_scenarios_say_what_is_wrong() {
    let system = load(&fixtures().join("valid/small/bluebook.toml")).system;
    let cases = entries(&fixtures().join("invalid/scenario"));
    let cases: Vec<_> = cases.iter().filter(|path| has_extension(path, "toml")).collect();
    assert!(cases.len() >= 9, "only {} cases were found", cases.len());
    let prefix = format!("{}/", fixtures().join("invalid").display());
    for case in cases {
        let problems = manifest::load_scenario(case, &system)
            .expect_err(&format!("{} is valid", case.display()));
        let told = format!("{problems}\n").replace(&prefix, "");
        tests::golden(&case.with_extension("err"), &told);
    }
    let told = manifest::load_scenario(Path::new("nowhere.toml"), &system).unwrap_err().to_string();
    let expected = "nowhere.toml:1:1: 错误 error[manifest-unreadable]: 找不到 `nowhere.toml` · there is no `nowhere.toml`";
    assert_eq!(told.lines().next(), Some(expected));
    assert!(!told.contains("--manifests"), "{told}");
}

#[test]
fn shipped_scenarios_fit_the_shipped_system() {
    let system = load(&shipped().join("bluebook.toml")).system;
    let scenarios = entries(&shipped().join("scenarios"));
    for path in &scenarios {
        let scenario = manifest::load_scenario(path, &system);
        assert!(scenario.is_ok(), "{}\n{}", path.display(), scenario.unwrap_err());
    }
    assert!(scenarios.len() >= 2);
    let topics: Vec<_> = system.topics.iter().map(|one| one.title.zh.as_str()).collect();
    assert_eq!(topics, ["放管服", "政务新媒体", "政府回应", "智慧应用"]);
}
