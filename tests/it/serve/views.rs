//! Every view in both forms: as its schema says, and the same in both.

use std::collections::BTreeSet;

use serde_json::Value;

use super::contract::schema_of;
use super::web::House;

/// A view with rows: as many lines in CSV, whose head are fields of a row.
#[track_caller]
fn check(view: &str, query: &str) {
    let house = House::new();
    let web = house.open();
    let browser = web.browser();
    let json = browser.json(&format!("/rounds/2019/{view}.json{query}"));
    let path = format!("/rounds/{{round}}/{view}.json");
    let validator = jsonschema::validator_for(&schema_of(&path)).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&json).map(|e| format!("{} {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{view}: {errors:?}");
    let csv = browser.get(&format!("/rounds/2019/{view}.csv{query}"));
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let text = csv.text();
    let head = text.split("\r\n").next().unwrap();
    let n_lines = text.matches("\r\n").count() - 1;
    if let (Some(rows), false) = (json["rows"].as_array(), view == "ranking") {
        assert_eq!(rows.len(), n_lines, "{view}: {text}");
        let known: BTreeSet<&str> = rows
            .iter()
            .flat_map(|row| row.as_object().unwrap().keys())
            .map(String::as_str)
            .collect();
        let named: BTreeSet<&str> = head.split(',').collect();
        assert!(rows.is_empty() || known.is_subset(&named), "{view}: {known:?} {named:?}");
    }
    assert!(n_lines > 0 || ["reviews", "objections", "hosts"].contains(&view), "{view}: {text}");
}

#[test]
fn every_view_is_json_and_csv() {
    check("overview", "");
    check("ranking", "?area=east&coverage_min=50");
    check("ranking", "?node=P0");
    check("regions", "");
    check("region", "?region=110100");
    check("verdicts", "?finding=found&region=110101");
    check("hosts", "");
    check("probes", "");
    check("reviews", "");
    check("figures", "");
    check("objections", "");
    check("publication", "");
}

#[test]
fn a_view_is_the_same_bytes_until_something_happens() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let ranking = || browser.get("/rounds/2019/ranking.json").body;
    let before = ranking();
    assert_eq!(ranking(), before);
    let question = browser.act("next", &serde_json::json!({}))["question"].clone();
    let reject = serde_json::json!({"question": question["id"], "call": "reject", "reason": "x"});
    browser.act("answers", &reject);
    assert_ne!(ranking(), before);
}

#[test]
fn looking_at_a_round_leaves_nothing_in_it() {
    let house = House::new();
    let files = || {
        let mut names: Vec<_> = std::fs::read_dir(house.round())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    let before = files();
    let web = house.open();
    for path in ["overview.json", "verdicts.csv", "reviews.json", "publication.json", "report"] {
        assert_eq!(web.browser().get(&format!("/rounds/2019/{path}")).status, 200, "{path}");
    }
    assert_eq!(files(), before);
}

#[test]
fn the_report_is_what_counts_now() {
    let house = House::new();
    let web = house.open();
    let browser = web.log_in("甲");
    let report = browser.get("/rounds/2019/report");
    assert!(report.text().starts_with("<!DOCTYPE html>"));
    let policy = report.header("content-security-policy");
    assert!(policy.contains("script-src 'sha256-") && !policy.contains("sandbox"), "{policy}");
    // The page's own policy and the header's are both held, so they have to say the same.
    let own = policy.trim_end_matches("; frame-ancestors 'none'");
    assert!(report.text().contains(own), "{policy}");
    assert_eq!(browser.get("/rounds/2019/report").body, report.body, "made once");
}

#[test]
fn rounds_of_another_edition_are_listed_and_not_opened() {
    let mut house = House::new();
    let manifests = std::sync::Arc::get_mut(&mut house.manifests).unwrap();
    "2020".clone_into(&mut manifests.edition);
    let web = house.open();
    let rounds = web.browser().json("/rounds.json");
    assert_eq!(rounds["rounds"][0]["edition"], "2019");
    assert_eq!(web.browser().get("/rounds/2019/overview.json").problem(), "edition");
    let _: Value = rounds;
}
