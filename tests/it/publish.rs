//! The end of a round: audited, published, and then left alone.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Names of an audit's findings of one severity.
fn names(audited: &Value, severity: &str) -> Vec<String> {
    let findings = audited["findings"].as_array().unwrap().iter();
    let of = findings.filter(|finding| finding["severity"] == severity);
    of.map(|finding| finding["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn planned_is_judged_and_unknown_by_reason_exactly() {
    let campaign = Campaign::judged();
    let audited = json(&campaign.done(&["round", "audit", "--format", "json"]));
    let sum = |questions: &Value| {
        let unknown = questions["unknown"].as_object().unwrap().values();
        let unknown: u64 = unknown.map(|n| n.as_u64().unwrap()).sum();
        assert_eq!(questions["n_unanswered"], 0);
        questions["n_judged"].as_u64().unwrap() + unknown
    };
    let questions = &audited["questions"];
    assert_eq!(questions["n_planned"].as_u64().unwrap(), sum(questions));
    let regions = audited["regions"].as_object().unwrap();
    let of_regions: u64 = regions.values().map(sum).sum();
    assert_eq!(questions["n_planned"].as_u64().unwrap(), of_regions);
    assert_eq!(names(&audited, "fails"), Vec::<String>::new());
    // The sample has sites that answer nothing, and a round does not drift from itself.
    assert!(names(&audited, "warns").contains(&"region-uncovered".to_owned()), "{audited}");
    let against = campaign.done(&["round", "audit", "--against", "2019", "--format", "json"]);
    assert_eq!(json(&against), audited);
    let text = campaign.done(&["round", "audit"]);
    assert!(text.contains("region-uncovered") && text.contains("→"), "{text}");
}

#[test]
fn a_run_is_audited_against_the_round_before_it() {
    let campaign = Campaign::sample();
    let first = campaign.say(&["--round", "first", "run", "--collected-on", "2019-01-15"]);
    assert!(
        first.err.contains("region-uncovered") && !first.err.contains("against"),
        "{}",
        first.err
    );
    // Half a year later nothing on the pages has changed, and every date has grown old.
    let later = campaign.say(&["--round", "later", "run", "--collected-on", "2019-07-15"]);
    assert!(later.err.contains("against first"), "{}", later.err);
    let same_day = campaign.say(&["--round", "again", "run", "--collected-on", "2019-07-15"]);
    assert!(same_day.err.contains("against first"), "not against one of its own day");
    let audit = |words: &[&str]| json(&campaign.done(&[words, &["--format", "json"]].concat()));
    let by_itself = audit(&["--round", "later", "round", "audit"]);
    assert_eq!(by_itself, audit(&["--round", "later", "round", "audit", "--against", "first"]));
}

#[test]
fn a_round_is_published_once_and_takes_no_more() {
    let campaign = Campaign::judged();
    let said = campaign.done(&["publish", "2019"]);
    let round = campaign.path("rounds/2019");
    let published = fs::read(round.join("published.json")).unwrap();
    let seal = fs::read(round.join("seal.json")).unwrap();
    let root = json(&String::from_utf8(published.clone()).unwrap())["root"].clone();
    assert!(said.contains(root.as_str().unwrap()), "{said}");
    assert_eq!(json(&String::from_utf8(seal.clone()).unwrap())["root"], root);
    let again = campaign.done(&["publish"]);
    assert!(again.contains("was published on"), "{again}");
    assert!(fs::read(round.join("published.json")).unwrap() == published);
    assert!(fs::read(round.join("seal.json")).unwrap() == seal);
    let listed = json(&campaign.done(&["round", "list", "--format", "json"]));
    assert_eq!(listed[0]["state"], "published");
    let said = campaign.say(&["run"]);
    assert_eq!(said.exit, Exit::Store, "{}", said.err);
    assert!(said.err.contains("is published") && said.err.contains("--round"), "{}", said.err);
    // What only reads goes on reading.
    campaign.done(&["rank"]);
    campaign.done(&["recheck"]);
    campaign.done(&["round", "verify", "--root", root.as_str().unwrap()]);
    // Another journal under a published name.
    let journal = round.join("journal.bbj");
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(campaign.say(&["publish"]).exit, Exit::Differs);
}

#[test]
fn a_round_that_fails_its_audit_is_refused_by_name() {
    let mut campaign = Campaign::judged();
    campaign.add_points("mine.toml", super::extend::POINT);
    let said = campaign.say(&["publish"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    assert!(said.out.contains("other-plan") && said.out.contains("unanswered"), "{}", said.out);
    assert!(said.out.contains("A1.1-mine") && said.err.contains("--accept"), "{}", said.err);
    let round = campaign.path("rounds/2019");
    assert!(!round.join("published.json").exists() && !round.join("seal.json").exists());
    assert_eq!(campaign.say(&["round", "audit"]).exit, Exit::Refused);
    // One accepted is not both.
    let plan = "other-plan=权重已公示";
    assert_eq!(campaign.say(&["publish", "--accept", plan]).exit, Exit::Refused);
    let words = ["publish", "--accept", plan, "--accept", "unanswered=下一轮再问"];
    campaign.done(&words);
    let published = fs::read(round.join("published.json")).unwrap();
    let published = json(&String::from_utf8(published).unwrap());
    assert_eq!(published["accepted"][0]["name"], "other-plan");
    assert_eq!(published["accepted"][0]["reason"], "权重已公示");
    assert!(published["accepted"][1]["n_findings"].as_u64().unwrap() > 1, "{published}");
}

#[test]
fn an_unfinished_round_is_not_published_whoever_accepts_it() {
    let campaign = Campaign::judged();
    let journal = campaign.path("rounds/2019/journal.bbj");
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 1]).unwrap();
    let said = campaign.say(&["publish"]);
    assert!(said.exit == Exit::Refused && said.out.contains("round-open"), "{}", said.out);
    let check = |accept: &str, expected: &str| {
        let said = campaign.say(&["publish", "--accept", accept]);
        assert!(said.exit == Exit::Usage && said.err.contains(expected), "{}", said.err);
    };
    check("round-open=急", "nothing that can be accepted");
    check("no-such=x", "nothing that can be accepted");
    check("other-plan", "gives no reason");
    check("other-plan= ", "gives no reason");
    // Finished by the same run again, it is.
    campaign.done(&["run"]);
    let said = campaign.say(&["publish", "--accept", "other-plan=x"]);
    assert_eq!(said.exit, Exit::Done, "{}", said.err);
    assert!(said.err.contains("no `other-plan`"), "{}", said.err);
}

#[test]
fn a_live_round_without_its_pages_is_not_published() {
    let site = super::live::site();
    let (campaign, _regions) = super::live::campaign(&site);
    campaign.done(&["run"]);
    campaign.done(&["round", "audit"]);
    fs::remove_file(campaign.path("rounds/2019/pages.warc.gz")).unwrap();
    let said = campaign.say(&["publish"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.err);
    assert!(said.out.contains("evidence-missing"), "{}", said.out);
}

#[test]
fn a_flipped_byte_is_found_before_publishing() {
    let campaign = Campaign::judged();
    let path = campaign.path("rounds/2019/journal.bbj");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let said = campaign.say(&["publish"]);
    assert!(said.exit == Exit::Store && said.err.contains("damaged at byte"), "{}", said.err);
}
