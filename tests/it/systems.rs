//! Indicator systems beside the Blue Book's: the engine knows none of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use bluebook::manifest;
use tests::country::{Country, archive, manifests};
use tests::loopback::{Loopback, bare, page};

use super::campaign::Campaign;
use super::live::FETCH;

/// An English home page that has much of what a city's may have.
const FULL: &str = r#"<!DOCTYPE html><html lang="en"><head><title>City</title>
<meta name="viewport" content="width=device-width"></head><body><form action="/search"><input name="q"></form>
<nav><a href="/zh/">中文</a> <a href="/p/news">News</a> <a href="/p/gov">Government Structure</a>
<a href="/p/foi">Information Disclosure</a> <a href="/p/data">Open Data</a> <a href="/p/egov">Smart City</a>
<a href="/p/privacy">Privacy</a> <a href="/p/budget">Budget</a> <a href="/p/health">Health</a>
<a href="/p/edu">Education</a> <a href="/p/jobs">Employment</a> <a href="/p/services">Services</a>
<a href="/p/visa">Visa</a> <a href="/p/biz">Investment</a> <a href="/p/tax">Tax</a> <a href="/p/book">Appointment</a>
<a href="/p/wechat">WeChat</a> <a href="/p/contact">Contact Us</a> <a href="/p/survey">Survey</a>
<a href="/p/12345">12345</a> <a href="/p/faq">FAQ</a> <a href="/p/map">Site Map</a></nav>
<p>Tel: 0000-12345</p></body></html>"#;

/// One that has little, and links that lead nowhere.
const POOR: &str = r#"<html><head><title>Town</title></head><body><p>Welcome to our town.</p>
<a href="/gone/faq">FAQ</a> <a href="/gone/news">News</a> <a href="/gone/a">Budget</a> <a href="/p/edu">Education</a>
<a href="/gone/b">Health</a> <a href="/gone/c">Privacy</a></body></html>"#;

fn site() -> Loopback {
    Loopback::start(|path| match path {
        "/full" => page("Content-Type: text/html; charset=utf-8\r\n", FULL.as_bytes()),
        "/poor" => page("Content-Type: text/html; charset=utf-8\r\n", POOR.as_bytes()),
        "/zh/" => page("Content-Type: text/html; charset=utf-8\r\n", "<title>城市</title><p>示例市".as_bytes()),
        path if path.starts_with("/p/") => page(
            "Content-Type: text/html\r\n",
            b"<title>Page</title><h1>A page of the city</h1><p>Published 2019-01-10, with a text of its own.",
        ),
        _ => bare("404 Not Found", ""),
    })
    .unwrap()
}

#[test]
fn english_pages_are_ranked_by_another_system() {
    let site = site();
    let regions = tempfile::tempdir().unwrap();
    let region = |code: &str, path: &str| {
        format!(
            "[[region]]\ncode = \"{code}\"\nzh = \"{code}\"\nshort = \"{code}\"\narea = \"east\"\n\
             [[region.page]]\nchannel = \"site\"\nrole = \"english_home\"\nurl = \"{}\"\n",
            site.url(path)
        )
    };
    let head = "province = \"440000\"\nzh = \"省\"\n";
    let text = [head, &region("440100", "/poor"), &region("440200", "/full")].concat();
    fs::write(regions.path().join("440000.toml"), text).unwrap();
    let losi = tests::root().join("manifests/un-losi-like");
    let campaign = Campaign::new(&losi, regions.path()).fetching(FETCH);
    campaign.done(&["run", "--collected-on", "2019-01-15"]);
    let ranking = campaign.done(&["rank", "--format", "json"]);
    let ranking: serde_json::Value = serde_json::from_str(&ranking).unwrap();
    let rows = ranking["rows"].as_array().unwrap();
    let shown: Vec<String> = rows
        .iter()
        .map(|row| {
            format!("{} {} {} {}", row["rank"], row["code"], row["total"], row["class"]["en"])
        })
        .collect();
    // Of content 17 of the 50 known, education, which is 29.07 of 100; of all else nothing.
    assert_eq!(shown, [r#"1 "440200" 100.0 "Very high""#, r#"2 "440100" 9.88 "Low""#]);
    // A link that leads nowhere is not known, and no page at all is not a zero.
    let found: BTreeMap<String, String> = campaign
        .verdicts("2019")
        .into_iter()
        .filter(|verdict| verdict["region"] == 440_100)
        .map(|verdict| (verdict["point"].to_string(), verdict["finding"].to_string()))
        .collect();
    assert!(found["\"PE-5\""].contains("page-missing"), "{found:?}");
}

#[test]
fn the_national_check_vetoes_and_leaves_the_rest_open() {
    let country = Country::new(3, 8);
    let dir = tempfile::tempdir().unwrap();
    let set = dir.path().join("manifests");
    manifests::write_set(country, &set).unwrap();
    archive::write(country, dir.path()).unwrap();
    let check = tests::root().join("manifests/gwb-check-2019");
    let campaign =
        Campaign::new(&check, &set.join("regions")).from(&dir.path().join("pages.warc.gz"));
    campaign.done(&["run"]);
    let ranking = campaign.done(&["rank", "--format", "json"]);
    let ranking: serde_json::Value = serde_json::from_str(&ranking).unwrap();
    // What a person would enter is open, so nobody has a total; a veto fails a site all the same.
    let verdicts = campaign.verdicts("2019");
    let rows = ranking["rows"].as_array().unwrap();
    for row in rows {
        assert!(row["total"].is_null() && row["rank"].is_null(), "{row}");
        let code: u32 = row["code"].as_str().unwrap().parse().unwrap();
        let unanswered =
            verdicts.iter().find(|verdict| verdict["point"] == "V5-2" && verdict["region"] == code);
        let found = &unanswered.unwrap()["finding"]["number"]["value"];
        let vetoes = row["vetoes"].as_array().cloned().unwrap_or_default();
        let is_vetoed = found.as_f64().is_some_and(|n_unanswered| n_unanswered >= 1.0);
        assert_eq!(vetoes.contains(&"V5-2".into()), is_vetoed, "{row} {found}");
        let class = if vetoes.is_empty() { "null" } else { "\"failed\"" };
        assert_eq!(row["class"]["en"].to_string(), class, "{row}");
    }
    assert!(rows.iter().any(|row| !row["vetoes"].is_null()));
    let code = rows[0]["code"].as_str().unwrap();
    let text = campaign.done(&["explain", code]);
    assert_eq!(text.contains("单项否决，总分不计"), !rows[0]["vetoes"].is_null(), "{text}");
}

#[test]
fn what_was_not_verified_is_switched_off_with_the_reason() {
    let path = tests::root().join("manifests/gwb-check-2019/bluebook.toml");
    let set = manifest::load(&path).unwrap();
    let off: BTreeSet<String> =
        set.regions[0].switched_off.iter().map(|switch| format!("{:?}", switch.what)).collect();
    let expected = ["D-1", "P-1", "V6-1", "V7-1"].map(|id| format!("Point(PointId({id:?}))"));
    assert_eq!(off, expected.into_iter().collect());
    assert!(
        set.regions[0].switched_off.iter().all(|switch| switch.reason.contains("未与原文核对"))
    );
}
