//! What a probe's author writes beside manifests: expectations, and the names in the files of a folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::LazyLock;

use bluebook::manifest::{
    Diagnostics, ProbeNames, SAVED_PAGE_BYTES_MAX, check_probe_folder, load_expectations,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::book::read;
use super::{entries, fixtures, has_extension};

/// A few names of failures to fetch.
const FAILURES: [&str; 4] = ["http-status", "dns", "connect", "connect-timeout"];

/// Parameters of the probe of the fixtures, by criterion.
static PARAMS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let none = json!({"type": "object", "properties": {}, "additionalProperties": false});
    let row = json!({
        "type": "object",
        "properties": {
            "words": {"type": "array", "items": {"type": "string"}},
            "days": {"type": "integer", "minimum": 0},
        },
        "required": ["words"],
        "additionalProperties": false,
    });
    BTreeMap::from([("title-names-region".to_owned(), none), ("freshest-row".to_owned(), row)])
});

/// What the probe of the fixtures says of itself.
fn names() -> ProbeNames<'static> {
    let criteria = vec!["title-names-region", "freshest-row"];
    ProbeNames { family: "open-hours", criteria, params: &PARAMS }
}

fn told(problems: &Diagnostics, below: &Path) -> String {
    format!("{problems}\n").replace(&format!("{}/", below.display()), "")
}

#[test]
fn invalid_expectations_say_what_is_wrong() {
    let folder = fixtures().join("invalid");
    let cases = entries(&folder.join("expected"));
    let cases: Vec<_> = cases.iter().filter(|path| has_extension(path, "toml")).collect();
    assert!(cases.len() >= 6, "only {} cases were found", cases.len());
    for case in cases {
        let problems =
            load_expectations(case, &FAILURES).expect_err(&format!("{} is valid", case.display()));
        tests::golden(&case.with_extension("err"), &told(&problems, &folder));
    }
    let nowhere = load_expectations(Path::new("nowhere.toml"), &FAILURES).unwrap_err().to_string();
    let expected = "nowhere.toml:1:1: 错误 error[manifest-unreadable]: 找不到 `nowhere.toml` · there is no `nowhere.toml`";
    assert_eq!(nowhere.lines().next(), Some(expected));
}

#[test]
fn every_file_of_a_folder_is_held_against_the_probe() {
    let folder = fixtures().join("folder");
    let expected = load_expectations(&folder.join("expected.toml"), &FAILURES).unwrap();
    let problems = check_probe_folder(Some(&expected), Some(&folder), &names()).unwrap_err();
    tests::golden(&folder.join("folder.err"), &told(&problems, &folder));
    let own = check_probe_folder(Some(&expected), None, &names()).unwrap_err();
    assert!(own.items().iter().all(|item| item.file.ends_with("expected.toml")), "{own}");
    assert_eq!(own.items().len(), 2, "{own}");
}

#[test]
fn every_parameter_of_a_folder_is_held_against_the_probe() {
    let folder = fixtures().join("params");
    let expected = load_expectations(&folder.join("expected.toml"), &FAILURES).unwrap();
    let problems = check_probe_folder(Some(&expected), Some(&folder), &names()).unwrap_err();
    tests::golden(&folder.join("params.err"), &told(&problems, &folder));
    // What a criterion takes may be unknown.
    let (params, has) = (BTreeMap::new(), names());
    let has = ProbeNames { params: &params, ..has };
    let points = check_probe_folder(Some(&expected), Some(&folder), &has).unwrap();
    let asked: Vec<_> = points.points.iter().map(|point| point.criterion.as_str()).collect();
    assert_eq!(asked, ["title-names-region", "freshest-row"]);
}

#[test]
fn a_folder_without_files_says_nothing_wrong() {
    let dir = TempDir::new().unwrap();
    check_probe_folder(None, Some(dir.path()), &names()).unwrap();
    fs::create_dir(dir.path().join("manifest")).unwrap();
    fs::write(dir.path().join("manifest/points.toml"), "\n").unwrap();
    // What is no object of schemas is told when the probe is built.
    fs::write(dir.path().join("params.json"), "[1, {\"a\"").unwrap();
    check_probe_folder(None, Some(dir.path()), &names()).unwrap();
}

#[test]
fn a_saved_page_is_as_large_as_a_round_takes() {
    #[track_caller]
    fn check(bytes: u64, expected: Option<&str>) {
        let dir = TempDir::new().unwrap();
        let text = read(&fixtures().join("folder/expected.toml"));
        let page = "name = \"some\"\npage = [{ file = \"a.html\", url = \"http://a.test/\" }]";
        let file = dir.path().join("expected.toml");
        fs::write(&file, text.replace("name = \"some\"", page)).unwrap();
        File::create(dir.path().join("a.html")).unwrap().set_len(bytes).unwrap();
        let read = load_expectations(&file, &FAILURES);
        let said = read.err().map(|problems| problems.items()[0].message.en.clone());
        assert_eq!(said.is_some(), expected.is_some(), "{said:?}");
        assert!(expected.is_none_or(|words| said.unwrap().ends_with(words)));
    }
    check(SAVED_PAGE_BYTES_MAX, None);
    check(SAVED_PAGE_BYTES_MAX + 1, Some("is larger than 8388608 bytes"));
}

#[test]
fn the_expectations_of_a_new_probe_are_valid() {
    let new = tests::root().join("host/src/cli/probe/new/expected.toml");
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("fixtures")).unwrap();
    for name in ["home.html", "other.html", "untitled.html"] {
        fs::copy(new.with_file_name(name), dir.path().join("fixtures").join(name)).unwrap();
    }
    let file = dir.path().join("expected.toml");
    fs::copy(new, &file).unwrap();
    let read = load_expectations(&file, &FAILURES).unwrap();
    assert_eq!(read.sites.len(), 3);
    check_probe_folder(Some(&read), Some(dir.path()), &names()).unwrap();
}
