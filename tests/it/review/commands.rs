//! The record as commands keep it: one answer at a time, and what rank and explain say then.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use crate::campaign::Campaign;

pub(super) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Region, point and page words of a verdict that says yes and shows where.
pub(crate) fn a_yes(campaign: &Campaign) -> (String, String) {
    let verdicts = campaign.verdicts("2019");
    let fits = |one: &&Value| {
        one["finding"]["truth"] == true && one["page"].is_null() && one["evidence"][0].is_object()
    };
    let one = verdicts.iter().find(fits).unwrap();
    (one["region"].to_string(), one["point"].as_str().unwrap().to_owned())
}

fn score(campaign: &Campaign, region: &str, more: &[&str]) -> f64 {
    let ranking = json(&campaign.done(&[&["rank", "--format", "json"], more].concat()));
    let rows = ranking["rows"].as_array().unwrap().iter();
    let row = rows.clone().find(|row| row["code"] == region).unwrap();
    row["total_unrounded"].as_f64().unwrap()
}

#[test]
fn an_answer_is_recorded_counts_and_is_taken_back() {
    let campaign = Campaign::judged();
    let journal = fs::read(campaign.path("rounds/2019/journal.bbj")).unwrap();
    let (region, point) = a_yes(&campaign);
    let before = score(&campaign, &region, &[]);
    let record = ["review", "record", &region, &point, "--as", "甲"];
    let said = campaign.say(&[&record[..], &["--correct", "no"]].concat());
    assert!(said.exit == Exit::Usage && said.err.contains("shows an address"), "{}", said.err);
    let said = campaign.say(&[&record[..], &["--correct", "maybe", "--quote", "x"]].concat());
    assert!(said.exit == Exit::Usage && said.err.contains("yes 是"), "{}", said.err);
    let said = campaign.say(&["review", "record", &region, "Z9", "--as", "甲", "--confirm"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    let shot = campaign.path("shot.png");
    fs::write(&shot, b"png").unwrap();
    let answer = ["--correct", "no", "--quote", "没有", "--file", shot.to_str().unwrap()];
    let event = campaign.done(&[&record[..], &answer, &["--reason", "链接无效"]].concat());
    assert_eq!(event, "1\n");
    let after = score(&campaign, &region, &[]);
    assert!(after < before, "{after} {before}");
    assert_eq!(score(&campaign, &region, &["--machine-only"]).to_bits(), before.to_bits());
    let ranked = campaign.done(&["rank"]);
    assert!(ranked.contains("复核（改）") && ranked.contains("1 (1) 甲"), "{ranked}");
    let csv = campaign.done(&["rank", "--format", "csv"]);
    assert!(
        csv.contains("n_reviewed,n_changed,reviewers\r\n") && csv.contains(",1,1,甲\r\n"),
        "{csv}"
    );
    assert!(!campaign.done(&["rank", "--format", "csv", "--machine-only"]).contains("n_reviewed"));
    let told = campaign.done(&["explain", &region]);
    assert!(told.contains("人工 people: 复核 reviewed · correct · 甲"), "{told}");
    assert!(told.contains("机判 machine: 是 / yes") && told.contains("理由 reason: 链接无效"));
    let told = json(&campaign.done(&["explain", &region, "--format", "json"])).to_string();
    assert!(told.contains("\"machine\":{\"truth\":true}"), "the machine's is kept");
    assert!(!campaign.done(&["explain", &region, "--machine-only"]).contains("人工 people"));
    campaign.done(&["rescore", "--with", campaign.path("bluebook.toml").to_str().unwrap()]);
    let listed = json(&campaign.done(&["review", "list", "--format", "json"]));
    assert_eq!(listed[0]["what"], "correct");
    assert_eq!(listed[0]["value"], "no");
    campaign.done(&["review", "undo", "1", "--as", "甲"]);
    assert_eq!(score(&campaign, &region, &[]).to_bits(), before.to_bits());
    let text = campaign.done(&["review", "list"]);
    assert!(text.contains("已撤销 undone"), "{text}");
    assert!(fs::read(campaign.path("rounds/2019/journal.bbj")).unwrap() == journal);
    campaign.done(&["recheck"]);
    campaign.done(&["round", "verify"]);
    let kept = campaign.path("rounds/2019/reviews-files");
    let file = fs::read_dir(kept).unwrap().next().unwrap().unwrap().path();
    fs::write(file, b"other").unwrap();
    let said = campaign.say(&["round", "verify", "--format", "json"]);
    assert_eq!(said.exit, Exit::Differs);
    assert_eq!(json(&said.out)["wrong"][0]["name"], "reviews-file");
}

#[test]
fn questions_are_leased_and_figures_told() {
    let campaign = Campaign::judged();
    let next = |person: &str, by: &str| {
        let words = ["review", "next", "--as", person, "--by", by, "--format", "json"];
        let asked = json(&campaign.done(&words));
        (asked["region"].to_string(), asked["point"].to_string(), asked["page"].to_string())
    };
    let first = next("甲", "effect");
    assert_eq!(next("甲", "effect"), first, "a person's own until answered");
    assert_ne!(next("乙", "effect"), first, "nobody else's");
    for by in ["confidence", "audit", "sample"] {
        let text = campaign.done(&["review", "next", "--as", "丙", "--by", by]);
        assert!(text.contains("机判 machine") || text.contains("nothing is left"), "{text}");
    }
    let none = campaign.done(&["review", "next", "--as", "丙", "--by", "disagreement"]);
    assert_eq!(none, "没有题了 nothing is left\n");
    let (region, point) = a_yes(&campaign);
    for (person, call) in [("甲", "--confirm"), ("乙", "--reject")] {
        let record = ["review", "record", &region, &point, "--as", person, call, "--by", "sample"];
        campaign.done(&[&record[..], &["--reason", "如此"]].concat());
    }
    let asked = campaign.done(&["review", "next", "--as", "丙", "--by", "disagreement"]);
    assert!(asked.contains("意见 answer: 甲 confirm") && asked.contains("乙 reject"), "{asked}");
    let record = ["review", "record", &region, &point, "--as", "丙", "--confirm"];
    campaign.done(&[&record[..], &["--by", "disagreement"]].concat());
    let figures = json(&campaign.done(&["review", "figures", "--format", "json"]));
    assert_eq!((figures["n_settled"].as_u64(), figures["n_disputed"].as_u64()), (Some(1), Some(0)));
    assert_eq!(figures["agreement"]["n_questions"], 1);
    assert_eq!(figures["reviewers"]["丙"]["n_adjudicated"], 1);
    assert_eq!(figures["points"][&point]["n_found_right"], 1);
    let text = campaign.done(&["review", "figures"]);
    assert!(text.contains("准确率 precision%") && text.contains("PABAK"), "{text}");
    let csv = campaign.done(&["review", "figures", "--format", "csv"]);
    assert!(csv.starts_with("point,precision,") && csv.contains(&format!("{point},1,")), "{csv}");
    let code: u64 = region.parse().unwrap();
    let is_other = |one: &&Value| {
        one["region"] == code
            && one["point"] != point.as_str()
            && one["finding"].get("unknown").is_none()
    };
    let verdicts = campaign.verdicts("2019");
    let other = verdicts.iter().find(is_other).unwrap();
    let family = other["provenance"]["family"].as_str().unwrap();
    let quarantine = ["review", "quarantine", family, "--as", "主持", "--reason", "多错"];
    let said = campaign.done(&quarantine);
    let event = said.trim().to_owned();
    assert!(campaign.done(&["explain", &region]).contains("探针停信"));
    campaign.done(&["review", "undo", &event, "--as", "主持"]);
    let gold = ["review", "gold", &region, &point, "--value", "yes", "--as", "主持"];
    campaign.done(&[&gold[..], &["--reason", "电话核实"]].concat());
    assert!(campaign.done(&["explain", &region]).contains("已知答案 known answer"));
}

#[test]
fn a_next_round_takes_over_what_still_holds() {
    let campaign = Campaign::judged();
    let (region, point) = a_yes(&campaign);
    let record = ["review", "record", &region, &point, "--as", "甲", "--correct", "no"];
    campaign.done(&[&record[..], &["--quote", "没有"]].concat());
    campaign.done(&["--round", "again", "run"]);
    let said = campaign.done(&["--round", "again", "review", "carry", "2019", "--as", "主持"]);
    assert!(said.contains("taken over 1"), "{said}");
    let told = campaign.done(&["--round", "again", "explain", &region]);
    assert!(told.contains("correct · 主持") && told.contains("2019 甲"), "{told}");
    let said = campaign.done(&["--round", "again", "review", "carry", "2019", "--as", "主持"]);
    assert!(said.contains("taken over 0"), "{said}");
    // A round that was begun again is not the one the reviews are of.
    fs::copy(campaign.path("rounds/2019/reviews.bbj"), campaign.path("rounds/again/reviews.bbj"))
        .unwrap();
    let said = campaign.say(&["--round", "again", "review", "list"]);
    assert!(said.exit == Exit::Store && said.err.contains("another round"), "{}", said.err);
}
