//! From `probe new --lang` to a score, as an author goes.

use std::fs;

use bluebook::cli::Exit;

use super::super::campaign::Campaign;
use super::super::door::names::misnamed;
use super::{JAVASCRIPT, PYTHON, Scripted, holds};

const NAME: &str = "open-hours";

#[test]
fn a_new_probe_in_javascript_goes_to_a_score() {
    check(JAVASCRIPT);
}

#[test]
fn a_new_probe_in_python_goes_to_a_score() {
    check(PYTHON);
}

#[track_caller]
fn check(language: Scripted) {
    if !language.is_here("a_new_probe_goes_to_a_score") {
        return;
    }
    let mut campaign = Campaign::sample();
    let folder = language.made(NAME);
    let dir = folder.to_str().unwrap();
    let unfilled = campaign.say(&["probe", "test", dir, "--offline"]);
    assert_eq!(unfilled.exit, Exit::Differs, "{}", unfilled.err);
    holds(&unfilled.out, &["expected.toml:17:11: 待您填写", "期望 expectations 2/3"]);
    let expected = folder.join("expected.toml");
    let text = crate::book::read(&expected);
    fs::write(&expected, text.replace("finding = \"?\"", "finding = true")).unwrap();
    holds(&campaign.done(&["probe", "test", dir, "--offline"]), &["期望 expectations 3/3"]);
    assert_eq!(campaign.done(&["probe", "lint", dir, "--offline"]), "");
    misnamed(&campaign, &folder, &["test"]);
    let saved = campaign.path("figures.json");
    let saved = saved.to_str().unwrap();
    campaign.done(&["probe", "bench", dir, "--offline", "--save", saved]);
    let same = ["probe", "bench", dir, "--offline", "--against", saved, "--fail-above", "0"];
    holds(&campaign.done(&same), &["+0.0%"]);
    let shown = campaign.done(&["probe", "inspect", dir, "--offline"]);
    holds(&shown, &["open-hours 0.1.0", "bluebook:probe/probe@0.2.0", "A1.1-open-hours"]);
    let pack = campaign.path("pack.wasm");
    campaign.done(&["probe", "pack", dir, "--offline", "--out", pack.to_str().unwrap()]);
    assert!(pack.is_file());
    scored(&mut campaign, &folder);
}

/// Into the manifests, built where operators build, judged and explained.
fn scored(campaign: &mut Campaign, folder: &std::path::Path) {
    let text = |name: &str| crate::book::read(&folder.join(name));
    let list = campaign.path("probes.toml");
    let listed = crate::book::read(&list) + &text("manifest/probes.toml");
    fs::write(list, listed).unwrap();
    campaign.add_points("open-hours.toml", &text("manifest/points.toml"));
    campaign.done(&["probe", "build", folder.to_str().unwrap(), "--offline"]);
    campaign.done(&["check"]);
    holds(&campaign.done(&["probe", "list"]), &[NAME]);
    campaign.done(&["run"]);
    let explained = campaign.done(&["explain", &campaign.first_region(), "A1.1"]);
    holds(&explained, &["A1.1-open-hours"]);
    let verdicts = campaign.verdicts("2019");
    let own = |verdict: &&serde_json::Value| verdict["point"] == "A1.1-open-hours";
    assert!(verdicts.iter().filter(own).any(|verdict| verdict["finding"]["truth"] == true));
}
