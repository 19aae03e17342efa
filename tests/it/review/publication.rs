//! From draft to final: objections, embargo, signature, and nothing after.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use bluebook::cli::Exit;

use super::commands::{a_yes, json};
use crate::campaign::Campaign;

/// A key of a test, as `openssl genpkey -algorithm ed25519` writes it (RFC 8410, 10.3).
const KEY: &str = "-----BEGIN PRIVATE KEY-----\n\
MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
-----END PRIVATE KEY-----\n";

fn publish<'a>(accept: &'a [String], more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["publish"];
    words.extend(accept.iter().flat_map(|one| ["--accept", one.as_str()]));
    words.extend(more);
    words
}

/// What the audit of the sample has to be forgiven.
fn accepted(campaign: &Campaign) -> Vec<String> {
    let audited = json(&campaign.say(&["round", "audit", "--format", "json"]).out);
    let findings = audited["findings"].as_array().unwrap().iter();
    let fails = findings.filter(|finding| finding["severity"] == "fails");
    let names: BTreeSet<_> = fails.map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    names.iter().map(|name| format!("{name}=样例")).collect()
}

#[test]
fn objections_are_taken_decided_and_counted() {
    let campaign = Campaign::judged();
    let accept = accepted(&campaign);
    let (region, point) = a_yes(&campaign);
    let file = ["objection", "file", &region, &point, "--by", "示例市政府", "--as", "秘书"];
    let filed = [&file[..], &["--text", "已改版", "--link", "http://x.example/"]].concat();
    let said = campaign.say(&filed);
    assert!(said.exit == Exit::Usage && said.err.contains("is a draft"), "{}", said.err);
    let said = campaign.say(&publish(&accept, &["--objections-until", "2019-03-01"]));
    assert_eq!(said.exit, Exit::Usage, "somebody has to open it: {}", said.err);
    // The tests' clock says 2019-01-15.
    let draft = ["--objections-until", "2019-01-20", "--as", "主持"];
    let said = campaign.done(&publish(&accept, &draft));
    assert!(said.contains("objections are taken up to 2019-01-20"), "{said}");
    let said = campaign.say(&file);
    assert!(said.err.contains("says or shows something"), "{}", said.err);
    let letter = campaign.path("函.pdf");
    fs::write(&letter, b"pdf").unwrap();
    let with_file = [&filed[..], &["--file", letter.to_str().unwrap()]].concat();
    assert_eq!(campaign.done(&with_file), "2\n");
    assert_eq!(campaign.done(&filed), "3\n");
    let said = campaign.say(&publish(&accept, &["--as", "主持"]));
    assert!(said.exit == Exit::Usage && said.err.contains("2 objections are not"), "{}", said.err);
    let decide = ["objection", "decide", "2", "--as", "委员", "--reason", "属实"];
    let upheld = [&decide[..], &["--correct", "no", "--quote", "没有"]].concat();
    campaign.done(&upheld);
    let said = campaign.say(&upheld);
    assert!(said.err.contains("is decided already"), "{}", said.err);
    let said =
        campaign.say(&["objection", "decide", "9", "--as", "委员", "--reason", "x", "--dismiss"]);
    assert!(said.err.contains("event 9 is no objection"), "{}", said.err);
    campaign.done(&["objection", "decide", "3", "--as", "委员", "--reason", "重复", "--dismiss"]);
    let listed = json(&campaign.done(&["objection", "list", "--format", "json"]));
    assert_eq!(listed[0]["state"], "upheld");
    assert_eq!(listed[0]["files"][0][0], "函.pdf");
    assert_eq!(listed[1]["decided"]["reason"], "重复");
    assert!(campaign.done(&["objection", "list"]).contains("裁定 decided"));
    let told = campaign.done(&["explain", &region]);
    assert!(told.contains("异议成立 objection upheld"), "{told}");
    let said = campaign.say(&publish(&accept, &["--as", "主持"]));
    assert!(said.err.contains("objections are taken up to 2019-01-20"), "{}", said.err);
}

#[test]
fn a_final_round_is_signed_and_takes_no_more() {
    let campaign = Campaign::judged();
    let accept = accepted(&campaign);
    let (region, point) = a_yes(&campaign);
    let record = ["review", "record", &region, &point, "--as", "甲", "--confirm"];
    campaign.done(&record);
    let key = campaign.path("round.key");
    fs::write(&key, "no key").unwrap();
    let sign = ["--as", "主持", "--sign-with", key.to_str().unwrap()];
    let said = campaign.say(&publish(&accept, &sign));
    assert!(said.exit == Exit::Usage && said.err.contains("PRIVATE KEY"), "{}", said.err);
    fs::write(&key, KEY).unwrap();
    let said = campaign.say(&publish(&accept, &["--sign-with", key.to_str().unwrap()]));
    assert!(said.exit == Exit::Usage && said.err.contains("--as PERSON"), "{}", said.err);
    let embargo = ["--embargo-until", "2019-03-01T00:00:00Z"];
    campaign.done(&publish(&accept, &[&sign[..], &embargo].concat()));
    let round = campaign.path("rounds/2019");
    let published = json(&read(&round.join("published.json")));
    assert_eq!(published["embargo_until"], embargo[1]);
    assert_eq!(published["signature"]["algorithm"], "ed25519");
    // The public key of RFC 8410, 10.1, which has twelve bytes of DER before it.
    assert_eq!(
        published["signature"]["public_key"],
        "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="
    );
    let verify = || {
        let said = campaign.say(&["round", "verify", "--format", "json"]);
        let wrong = json(&said.out)["wrong"].as_array().unwrap().clone();
        wrong.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(verify(), Vec::<String>::new());
    let said = campaign.say(&record);
    assert!(said.exit == Exit::Store && said.err.contains("is published"), "{}", said.err);
    campaign.done(&publish(&accept, &[]));
    if Command::new("openssl").arg("version").output().is_ok() {
        let check = "pkeyutl -verify -pubin -inkey published.pem -rawin -in published.txt \
                     -sigfile published.sig";
        let mut openssl = Command::new("openssl");
        let done = openssl.args(check.split_whitespace()).current_dir(&round).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let text = read(&round.join("published.json"));
    let root = published["reviews"].as_str().unwrap();
    let forged =
        text.replace(root, &root.replace(&root[7..8], if &root[7..8] == "0" { "1" } else { "0" }));
    fs::write(round.join("published.json"), forged).unwrap();
    assert_eq!(verify(), ["signature-bad", "reviews-differ"]);
}

#[test]
fn a_publication_without_reviews_is_as_before() {
    let campaign = Campaign::judged();
    campaign.done(&publish(&accepted(&campaign), &[]));
    let round = campaign.path("rounds/2019");
    let published = json(&read(&round.join("published.json")));
    assert!(published["reviews"].is_null() && published["signature"].is_null(), "{published}");
    assert!(!round.join("reviews.bbj").exists());
    // One that an earlier version wrote is read.
    let mut old = published.clone();
    old["schema"] = 1.into();
    fs::write(round.join("published.json"), old.to_string()).unwrap();
    campaign.done(&publish(&[], &[]));
}

fn read(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}
