//! Rounds as an operator looks after them: listed, verified, proved.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;

/// A campaign with the sample's round, finished.
fn judged() -> Campaign {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    campaign
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Names of what `round verify` finds wrong, with its exit.
#[track_caller]
fn wrongs(campaign: &Campaign, words: &[&str]) -> (Exit, Vec<String>) {
    let said = campaign.say(&[&["round", "verify", "--format", "json"], words].concat());
    let wrong = json(&said.out)["wrong"].as_array().unwrap().clone();
    let names = wrong.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    (said.exit, names)
}

#[test]
fn a_round_is_listed_and_intact() {
    let campaign = judged();
    let listed = json(&campaign.done(&["round", "list", "--format", "json"]));
    assert_eq!(listed[0]["round"], "2019");
    assert_eq!(listed[0]["state"], "closed");
    let root = listed[0]["root"].as_str().unwrap();
    let hex = root.trim_start_matches("sha256:");
    assert_eq!(wrongs(&campaign, &["--root", hex]), (Exit::Done, Vec::new()));
    let text = campaign.done(&["round", "verify"]);
    assert!(text.contains(root) && text.contains("nothing is wrong"), "{text}");
    assert!(campaign.done(&["round", "list"]).contains(&hex[..12]));
    let other = "0".repeat(64);
    assert_eq!(
        wrongs(&campaign, &["--root", &other]),
        (Exit::Differs, vec!["root-differs".to_owned()])
    );
    assert_eq!(campaign.say(&["round", "verify", "--root", "abc"]).exit, Exit::Usage);
}

#[test]
fn one_flipped_byte_is_found_with_its_frame_and_region() {
    let campaign = judged();
    let path = campaign.path("rounds/2019/journal.bbj");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let said = campaign.say(&["round", "verify", "--format", "json"]);
    assert_eq!(said.exit, Exit::Differs, "{}", said.err);
    let wrong = json(&said.out)["wrong"][0].clone();
    assert_eq!(wrong["name"], "frame-damaged");
    assert!(wrong["region"].as_str().unwrap().starts_with("99"), "{wrong}");
    assert!(wrong["offset"].as_u64().unwrap() < middle as u64, "{wrong}");
    assert!(said.err.contains("hint"), "{}", said.err);
    assert!(fs::read(&path).unwrap() == bytes, "verifying changes nothing");
}

#[test]
fn a_region_carries_its_proof_away() {
    let campaign = judged();
    let proof = campaign.done(&["round", "proof", "990100"]);
    let file = campaign.path("proof.json");
    fs::write(&file, &proof).unwrap();
    let root = json(&campaign.done(&["round", "list", "--format", "json"]))[0]["root"].clone();
    fs::remove_dir_all(campaign.path("rounds")).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let root = root.as_str().unwrap();
    assert_eq!(wrongs(&campaign, &["--proof", &file, "--root", root]), (Exit::Done, Vec::new()));
    let text = campaign.done(&["round", "verify", "--proof", &file]);
    assert!(text.contains("990100") && text.contains("--root"), "{text}");
    let at = proof.find("payload").unwrap() + 200;
    let digit = if &proof[at..=at] == "0" { "1" } else { "0" };
    fs::write(&file, [&proof[..at], digit, &proof[at + 1..]].concat()).unwrap();
    assert_eq!(
        wrongs(&campaign, &["--proof", &file]),
        (Exit::Differs, vec!["proof-bad".to_owned()])
    );
    fs::write(&file, "{}").unwrap();
    let said = campaign.say(&["round", "verify", "--proof", &file]);
    assert!(said.exit == Exit::Source && said.err.contains("is no proof"), "{}", said.err);
}
