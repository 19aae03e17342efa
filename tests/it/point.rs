//! New points laid over a judged round, before they are in the manifests.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;
use super::extend::POINT;

#[test]
fn a_tried_point_finds_what_it_finds_when_it_is_in() {
    let mut campaign = Campaign::sample();
    campaign.done(&["run"]);
    let journal = campaign.path("rounds/2019/journal.bbj");
    let before = fs::read(&journal).unwrap();
    let file = campaign.path("mine.toml");
    fs::write(&file, POINT).unwrap();
    let file = file.to_str().unwrap().to_owned();
    let tried = campaign.done(&["point", "try", &file, "--format", "json"]);
    let tried: Value = serde_json::from_str(&tried).unwrap();
    let text = campaign.done(&["point", "try", &file, "--round", "2019"]);
    assert!(fs::read(&journal).unwrap() == before, "trying writes nothing");
    // The same point put into the manifests and judged in a round of its own.
    campaign.add_points("added.toml", POINT);
    let added = campaign.path("added.toml");
    let there = campaign.say(&["point", "try", added.to_str().unwrap()]);
    assert!(there.err.contains("is in the manifests already"), "{}", there.err);
    campaign.done(&["--round", "after", "run"]);
    let judged: Vec<Value> = campaign
        .verdicts("after")
        .into_iter()
        .filter(|verdict| verdict["point"] == "A1.1-mine")
        .collect();
    let count = |truth: bool| judged.iter().filter(|v| v["finding"]["truth"] == truth).count();
    let point = &tried["points"][0];
    assert_eq!(point["point"], "A1.1-mine");
    assert_eq!(point["n_verdicts"], judged.len());
    assert_eq!((&point["n_yes"], &point["n_no"]), (&count(true).into(), &count(false).into()));
    // An example of a "no" quotes no words.
    let mut quotes = point["examples"].as_array().unwrap().iter();
    let quote = quotes.find_map(|example| {
        example["quote"].as_str().filter(|q| q.contains("责任清单") || q.contains("权责清单"))
    });
    let quote = quote.unwrap();
    assert!(text.contains(quote) && text.contains("change of totals"), "{text}");
    // And the totals it would give are those it gives.
    let ranking = campaign.done(&["--round", "after", "rank", "--format", "json"]);
    let ranking: Value = serde_json::from_str(&ranking).unwrap();
    for row in tried["shift"]["rows"].as_array().unwrap() {
        let rows = ranking["rows"].as_array().unwrap();
        let same = rows.iter().find(|other| other["code"] == row["code"]).unwrap();
        assert_eq!((&row["total"][1], &row["rank"][1]), (&same["total"], &same["rank"]), "{row}");
    }
}

/// Tries a file of points and says what is wrong with it.
#[track_caller]
fn check(campaign: &Campaign, text: &str, expected: &[&str]) {
    let file = campaign.path("tried.toml");
    fs::write(&file, text).unwrap();
    let said = campaign.say(&["point", "try", file.to_str().unwrap()]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    for words in expected {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
}

#[test]
fn all_errors_of_a_tried_file_are_told_at_once() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    let wrong = POINT.replace("weight = 10", "weight = 150").replace("\"http\"", "\"htp\"");
    check(&campaign, &wrong, &["tried.toml:10:", "tried.toml:11:", "2 errors"]);
    check(&campaign, &POINT.replace("\"A1.1\"", "\"A9.9\""), &["tried.toml:2:", "A9.9"]);
    let twice = POINT.replace("A1.1-mine", "A1.1-1");
    check(&campaign, &twice, &["`A1.1-1` is there twice"]);
    let sum = POINT.replace("siblings = \"scale\"", "");
    check(&campaign, &sum, &["sum"]);
    let said = campaign.say(&["point", "try", "none.toml"]);
    assert!(said.exit == Exit::Usage && said.err.contains("none.toml"), "{}", said.err);
}
