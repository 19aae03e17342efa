//! A whole new family: a crate of its own and lines of manifests. The host that judges it was built
//! before anybody thought of it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::campaign::Campaign;
use super::findings;

/// The family's name, its crate's and its file's.
const FAMILY: &str = "mastheads";

#[test]
fn a_family_is_added_as_a_crate_and_lines_of_manifests() {
    let mut campaign = Campaign::sample();
    let points = fs::read(tests::fixture("families/mastheads.toml")).unwrap();
    campaign.list(FAMILY);
    campaign.add_points("mastheads.toml", &String::from_utf8(points).unwrap());
    campaign.done(&["--round", "before", "run"]);
    assert!(findings(&campaign, "before", "A1.1-masthead").iter().all(Option::is_none));
    let crate_dir = third_party_crate();
    campaign.done(&["probe", "build", crate_dir.to_str().unwrap(), "--offline"]);
    campaign.done(&["--round", "after", "run"]);
    let verdicts = campaign.verdicts("after");
    let named = |verdict: &&Value| {
        verdict["point"] == "A1.1-masthead" && verdict["finding"]["truth"] == true
    };
    let code = verdicts.iter().find(named).unwrap()["region"].to_string();
    let explained =
        ["--round", "after", "explain", code.trim_matches('"'), "A1.1", "--format", "json"];
    let explained: Value = serde_json::from_str(&campaign.done(&explained)).unwrap();
    let score = |id| point(&explained, id).unwrap()["score"].as_f64().unwrap();
    assert_eq!(score("A1.1-masthead").to_string(), "100");
    // A title of some ten characters, on the way from 5 to 100.
    assert!((1.0..100.0).contains(&score("A1.1-title")), "{}", score("A1.1-title"));
}

/// A folder beside the probes of this build.
fn beside_probes(name: &str) -> PathBuf {
    Path::new(tests::PROBES_DIR).join("..").join(name)
}

/// The fixture where no workspace is around it, as its author has it: its dependency is where the SDK
/// is, and its lock file holds the versions that this workspace has, so that nothing is downloaded.
fn third_party_crate() -> PathBuf {
    let from = tests::fixture("families").join(FAMILY);
    let to = beside_probes("third-party").join(FAMILY);
    fs::create_dir_all(to.join("src")).unwrap();
    let manifest = String::from_utf8(fs::read(from.join("Cargo.toml")).unwrap()).unwrap();
    let sdk = tests::root().join("probe-sdk").display().to_string();
    write(&to.join("Cargo.toml"), manifest.replace("../../../../probe-sdk", &sdk).as_bytes());
    for file in fs::read_dir(from.join("src")).unwrap() {
        let file = file.unwrap();
        write(&to.join("src").join(file.file_name()), &fs::read(file.path()).unwrap());
    }
    fs::copy(tests::root().join("Cargo.lock"), to.join("Cargo.lock")).unwrap();
    to
}

/// Leaves alone what is the same, so that cargo sees nothing to do.
fn write(path: &Path, bytes: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(bytes) {
        fs::write(path, bytes).unwrap();
    }
}

/// What is explained of a point, wherever it stands.
fn point<'a>(explained: &'a Value, id: &str) -> Option<&'a Value> {
    match explained {
        Value::Object(fields) if fields.get("id").is_some_and(|own| own == id) => Some(explained),
        Value::Object(fields) => fields.values().find_map(|value| point(value, id)),
        Value::Array(values) => values.iter().find_map(|value| point(value, id)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
