//! Rounds compared, followed, audited and explained, on the sample.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;

/// A point more in A1.1, for which its siblings shrink.
const NEW_POINT: &str = r#"
indicator = "A1.1"
siblings = "scale"
basis = { weight = "ours", score = "ours" }

[[point]]
id = "A1.1-new"
zh = "首页有咨询电话"
en = "Telephone number shown"
weight = 20
collect = "http"
role = "home"
score.bool = {}
evidence = "页面上有“电话” · the page holds the word"
source = "derived"

[[point.keyword]]
any = ["电话"]
"#;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Two rounds a year apart; in the second there is a point more and a region less.
fn rounds() -> Campaign {
    let mut campaign = Campaign::sample();
    campaign.done(&["--round", "first", "run", "--collected-on", "2019-01-15"]);
    fs::copy(campaign.path("bluebook.toml"), campaign.path("before.toml")).unwrap();
    campaign.add_points("new.toml", NEW_POINT);
    let known = json(&campaign.done(&["--round", "first", "rank", "--format", "json"]));
    let known: Vec<&str> =
        known["rows"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    let kept: Vec<&str> = known.iter().skip(1).copied().collect();
    assert!(!kept.is_empty(), "{known:?}");
    let kept = kept.join(",");
    let words = ["--round", "second", "run", "--collected-on", "2020-01-15", "--regions", &kept];
    campaign.done(&words);
    campaign
}

#[track_caller]
fn hundredths(value: &Value) -> i64 {
    let shown = value.as_f64().unwrap() * 100.0;
    assert!((shown - shown.round()).abs() < 1e-6, "{value}");
    #[expect(clippy::cast_possible_truncation, reason = "hundredths of a point")]
    let whole = shown.round() as i64;
    whole
}

#[test]
fn parts_sum_to_the_change_in_every_region() {
    let campaign = rounds();
    let before = campaign.path("before.toml");
    let words = ["compare", "first", "second", "--manifests-before", before.to_str().unwrap()];
    let with = |more: &[&str]| campaign.done(&[&words[..], more].concat());
    let compared = json(&with(&["--format", "json"]));
    let causes: Vec<&str> = compared["causes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cause| cause.as_str().unwrap())
        .collect();
    assert!(causes.contains(&"point-set") && causes.contains(&"day"), "{causes:?}");
    assert!(!causes.contains(&"weight") && !causes.contains(&"unexplained"), "{causes:?}");
    assert_eq!(compared["gone"].as_array().unwrap().len(), 1);
    let rows = compared["rows"].as_array().unwrap();
    let mut n_changed = 0;
    for row in rows {
        // One region of the sample has no known page.
        if row["change"].is_null() {
            assert_eq!(row["parts"].as_array().unwrap().len(), 0, "{row}");
            continue;
        }
        let parts: i64 = row["parts"].as_array().unwrap().iter().map(hundredths).sum();
        assert_eq!(parts, hundredths(&row["change"]), "{row}");
        n_changed += usize::from(parts != 0);
        let [up, by_list] = ["n_up", "n_up_by_list"].map(|key| row[key].as_i64().unwrap());
        assert!(up - by_list < 10 && by_list >= 0, "{row}");
    }
    assert!(n_changed > 0, "{compared}");
    let table = with(&[]);
    assert!(table.contains("点位增减") && table.contains("减少的地区 gone"), "{table}");
    assert_eq!(with(&["--format", "csv"]).lines().count(), 1 + rows.len());

    let known = rows.iter().find(|row| !row["change"].is_null()).unwrap();
    let code = known["code"].as_str().unwrap();
    let region = json(&with(&["--region", code, "--format", "json"]));
    let points = region["points"].as_array().unwrap();
    let of_points: i64 =
        points.iter().map(|one| hundredths(&one["by_score"]) + hundredths(&one["by_weight"])).sum();
    assert_eq!(of_points + hundredths(&region["by_unweighted"]), hundredths(&region["change"]));
    let new = points.iter().find(|point| point["id"] == "A1.1-new").unwrap();
    assert_eq!(new["causes"][0], "point-set");
    assert!(with(&["--region", code]).contains("A1.1-new"));
    assert_eq!(with(&["--region", code, "--format", "csv"]).lines().count(), 1 + points.len());
}

#[test]
fn a_round_is_as_it_is_itself() {
    let campaign = Campaign::judged();
    let compared = json(&campaign.done(&["compare", "2019", "2019", "--format", "json"]));
    assert_eq!(compared["causes"].as_array().unwrap().len(), 0, "{compared}");
    let stays = |row: &Value| row["n_up"] == 0 || row["rank"][0].is_null();
    assert!(compared["rows"].as_array().unwrap().iter().all(stays), "{compared}");
    let missing = campaign.say(&["compare", "2019", "2020"]);
    assert_eq!(missing.exit, Exit::Store, "{}", missing.err);
    let region = campaign.say(&["compare", "2019", "2019", "--region", "Atlantis"]);
    assert_eq!(region.exit, Exit::Usage, "{}", region.err);
}

#[test]
fn a_trend_has_every_round_and_region() {
    let campaign = rounds();
    let trend = json(&campaign.done(&["trend", "first", "second", "first", "--format", "json"]));
    assert_eq!(trend["rounds"].as_array().unwrap().len(), 3);
    let rows = trend["rows"].as_array().unwrap();
    let gone = rows.iter().filter(|row| row["rounds"][1].is_null()).count();
    assert_eq!(gone, 1, "{trend}");
    let stays = |row: &Value| row["n_up"] == 0 || row["rounds"][0]["rank"].is_null();
    assert!(rows.iter().all(stays), "the last round is the first: {trend}");
    assert!(campaign.done(&["trend", "first", "second"]).contains("2020-01-15"));
    let lines = campaign.done(&["trend", "first", "second", "--format", "csv"]);
    assert_eq!(lines.lines().count(), 1 + 2 * rows.len() - 1);
}

#[test]
fn indicators_are_audited() {
    let campaign = Campaign::judged();
    let audit = json(&campaign.done(&["audit", "--format", "json"]));
    let n_elements = audit["elements"].as_array().unwrap().len();
    assert_eq!(audit["elements"][0]["id"], "total");
    assert_eq!(audit["levels"].as_array().unwrap().len(), 3);
    assert_eq!(
        campaign.done(&["audit", "2019", "--format", "csv"]).lines().count(),
        1 + n_elements
    );
    let table = campaign.done(&["audit"]);
    assert!(
        table.contains("collinear points") && table.contains("correlations of level 1"),
        "{table}"
    );
}

#[test]
fn the_annex_holds_everything_that_scores() {
    let campaign = Campaign::judged();
    let annex = campaign.done(&["method"]);
    let manifests = bluebook::manifest::load(&campaign.path("bluebook.toml")).unwrap();
    for point in &manifests.system.points {
        assert!(annex.contains(&format!("\n| {} | ", point.id)), "{}", point.id);
    }
    assert!(annex.contains(&manifests.digest.to_string()));
    let judged = campaign.verdicts("2019");
    let probe = judged.iter().find_map(|verdict| verdict["provenance"]["probe"].as_str()).unwrap();
    assert!(annex.contains(probe), "{annex}");
    let robust = tests::root().join("manifests/blue-book-2019/scenarios/robust.toml");
    let annex = campaign.done(&["method", "2019", "--scenario", robust.to_str().unwrap()]);
    assert!(annex.contains("| 抽取 draws | 10000 |"), "{annex}");
}

#[test]
fn a_region_is_told_its_strengths() {
    let campaign = Campaign::whole_sample();
    campaign.done(&["run"]);
    let region = campaign.first_region();
    for peers in ["country", "area", "province", "similar"] {
        let words = ["explain", &region, "--peers", peers, "--format", "json"];
        let found = json(&campaign.done(&words));
        let told = found["peers"]["strengths"].as_array().unwrap();
        assert!(told.len() <= 5 && found["peers"]["n_peers"].as_u64().is_some(), "{found}");
    }
    let lines = campaign.done(&["explain", &region, "--format", "csv"]);
    assert!(lines.lines().count() > 200, "{lines}");
    assert!(campaign.done(&["explain", &region, "--format", "text"]).contains("strengths"));
}
