//! What the points of a set ask of probes, held against what these have.

use std::collections::BTreeMap;
use std::fs;

use bluebook::manifest::{Held, ProbeNames, check_points};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{fixtures, load, root_with};

/// What the criteria of a probe take.
fn params() -> BTreeMap<String, Value> {
    let reachable = json!({
        "type": "object",
        "properties": {"depth": {"type": "integer"}, "words": {"type": "array"}},
        "required": ["words"],
        "additionalProperties": false,
    });
    BTreeMap::from([("reachable".to_owned(), reachable)])
}

#[test]
fn every_misfit_is_told_where_it_is_written() {
    #[track_caller]
    fn check(criteria: &[&str], held: Held, golden: Option<&str>) {
        let (dir, folder) = (TempDir::new().unwrap(), fixtures().join("asked"));
        // A way through the parent folder is shown straight.
        let file = folder.join("../asked/points.toml");
        let manifests = load(&root_with(&dir, "points", &file));
        let params = params();
        let names = ProbeNames { family: "demo", criteria: criteria.to_vec(), params: &params };
        let probes = BTreeMap::from([("demo", names)]);
        let told = check_points(&manifests, Vec::new(), &probes, held);
        assert_eq!(told.is_err(), golden.is_some());
        if let (Err(problems), Some(golden)) = (told, golden) {
            let told = format!("{problems}\n").replace(&format!("{}/", folder.display()), "");
            tests::golden(&folder.join(golden), &told);
        }
        // Of probes that are not there nothing is said.
        check_points(&manifests, Vec::new(), &BTreeMap::new(), held).unwrap();
    }
    check(&["reachable"], Held::Params, Some("params.err"));
    check(&["reachable", "reached"], Held::Criteria, Some("criteria.err"));
    check(&[], Held::Params, None);
}

#[test]
fn a_point_that_left_its_file_is_still_told() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("points.toml");
    fs::copy(fixtures().join("asked/points.toml"), &file).unwrap();
    let manifests = load(&root_with(&dir, "points", &file));
    fs::write(&file, "").unwrap();
    let params = params();
    let names = ProbeNames { family: "demo", criteria: vec!["reachable"], params: &params };
    let probes = BTreeMap::from([("demo", names)]);
    let problems = check_points(&manifests, Vec::new(), &probes, Held::Params).unwrap_err();
    let told: Vec<_> = problems.items().iter().map(|item| item.message.en.as_str()).collect();
    assert_eq!(told.len(), 3, "{problems}");
    assert!(told[0].starts_with("point `B-1` does not fit its probe"), "{problems}");
}
