//! A stored round under other manifests: what moves, with nothing judged.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;

#[test]
fn other_weights_move_ranks_and_the_same_move_nothing() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    let same = campaign.path("bluebook.toml");
    let same = same.to_str().unwrap().to_owned();
    let json = |text: String| serde_json::from_str::<Value>(&text).unwrap();
    let still = json(campaign.done(&["rescore", "--with", &same, "--format", "json"]));
    assert_eq!((&still["n_ranks"], &still["n_classes"]), (&0.into(), &0.into()));
    assert!(still["rows"].as_array().unwrap().iter().all(|row| row["total"][0] == row["total"][1]));
    let lines = campaign.done(&["rescore", "--with", &same, "--format", "csv"]);
    assert_eq!(lines.lines().count(), 1 + still["rows"].as_array().unwrap().len());
    let missing = campaign.path("none.toml");
    let said = campaign.say(&["rescore", "--with", missing.to_str().unwrap()]);
    assert_eq!(said.exit, Exit::Usage);
}

#[test]
fn another_index_moves_totals_and_classes() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    // The cuts of the classes, all but the last, put out of reach.
    let index = fs::read(tests::root().join("manifests/blue-book-2019/index.toml")).unwrap();
    let index = String::from_utf8(index).unwrap();
    let mut next = 100.0;
    let cut = |line: &str| match line.strip_prefix("at_least = ") {
        Some(value) if value.trim().parse::<f64>().is_ok_and(|cut| cut > 0.0) => {
            next -= 0.01;
            format!("at_least = {next:.2}")
        }
        Some(_) | None => line.to_owned(),
    };
    let lines: Vec<String> = index.lines().map(cut).collect();
    let strict = campaign.path("index.toml");
    fs::write(&strict, lines.join("\n")).unwrap();
    let root = String::from_utf8(fs::read(campaign.path("bluebook.toml")).unwrap()).unwrap();
    let line = |line: &str| match line.strip_prefix("index = ") {
        Some(_) => format!("index = {strict:?}"),
        None => line.to_owned(),
    };
    let root: Vec<String> = root.lines().map(line).collect();
    let other = campaign.path("strict.toml");
    fs::write(&other, root.join("\n")).unwrap();
    let words = ["rescore", "--with", other.to_str().unwrap()];
    let table = campaign.done(&words);
    let shift: Value =
        serde_json::from_str(&campaign.done(&[&words[..], &["--format", "json"]].concat()))
            .unwrap();
    assert_eq!(shift["n_ranks"], 0);
    let n_classes = shift["n_classes"].as_u64().unwrap();
    assert!(n_classes > 0, "{shift}");
    assert!(table.contains(&format!("classes changed {n_classes}")), "{table}");
}
