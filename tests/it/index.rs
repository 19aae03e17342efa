//! Ranks, classes, what-if and sensitivity of a judged round, as commands.

use std::fs;

use bluebook::cli::Exit;
use serde_json::Value;

use super::campaign::Campaign;

fn json(campaign: &Campaign, words: &[&str]) -> Value {
    let out = campaign.done(&[words, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap()
}

/// The same command for programs and people: each format says something.
fn every_format(campaign: &Campaign, words: &[&str]) {
    for format in ["table", "csv", "json"] {
        let out = campaign.done(&[words, &["--format", format]].concat());
        assert!(out.lines().count() > 1, "{words:?} {format}: {out}");
    }
}

#[track_caller]
fn refused(campaign: &Campaign, words: &[&str], says: &str) {
    let said = campaign.say(words);
    assert_eq!(said.exit, Exit::Usage, "{words:?}: {}", said.out);
    assert!(said.err.contains(says), "{words:?}: {}", said.err);
}

fn rows<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap()
}

#[test]
fn a_round_is_seen_from_every_side() {
    let campaign = Campaign::judged();
    let n = rows(&json(&campaign, &["rank"]), "rows").len();
    assert!(n >= 4);
    ranks(&campaign, n);
    classes(&campaign, n);
    rates(&campaign, n);
    what_if(&campaign);
    uncertain(&campaign, n);
    mistakes(&campaign);
}

fn ranks(campaign: &Campaign, n: usize) {
    let node = json(campaign, &["rank", "--node", "A3"]);
    assert_eq!(node["of"]["id"], "A3");
    assert_eq!(rows(&node, "rows").len(), n);
    assert_eq!(rows(&node, "indicators").len(), 9);
    // Cuts are of the total.
    assert!(rows(&node, "rows").iter().all(|row| row["class"].is_null()));
    let topic = json(campaign, &["rank", "--topic", "放管服", "--classes", "quantile=25,50,75"]);
    assert_eq!(topic["of"]["id"], "streamlining");
    assert!(rows(&topic, "rows").iter().any(|row| row["class"]["en"] == "Leading"));
    let central = json(campaign, &["rank", "--area", "central"]);
    let central = rows(&central, "rows");
    assert!(!central.is_empty() && central.len() < n);
    assert_eq!(central[0]["rank"], 1);
    assert!(central.iter().all(|row| row["rank_of_all"].as_u64() >= row["rank"].as_u64()));
    let province = json(campaign, &["rank", "--province", "合成省91"]);
    assert_eq!(rows(&province, "rows").len(), central.len());
    every_format(campaign, &["rank", "--topic", "new-media", "--area", "central"]);
}

fn classes(campaign: &Campaign, n: usize) {
    let fixed = json(campaign, &["classes"]);
    assert_eq!(fixed["rule"], "fixed");
    let sum = |classes: &Value| -> u64 {
        rows(classes, "classes").iter().map(|class| class["n"].as_u64().unwrap()).sum()
    };
    assert_eq!(sum(&fixed) + fixed["n_without"].as_u64().unwrap(), n as u64);
    let cuts: Vec<f64> =
        rows(&fixed, "classes").iter().map(|class| class["at_least"].as_f64().unwrap()).collect();
    assert_eq!(cuts, [79.91, 60.1, 46.09, 0.0]);
    for rule in ["jenks", "deviation=1,0,-1", "quantile=25,50,75"] {
        let by = json(campaign, &["classes", "--classes", rule]);
        assert!(rule.starts_with(by["rule"].as_str().unwrap()), "{by}");
        assert_eq!(sum(&by) + by["n_without"].as_u64().unwrap(), n as u64);
    }
    every_format(campaign, &["classes", "--area", "central"]);
}

fn rates(campaign: &Campaign, n: usize) {
    let region = campaign.first_region();
    let profile = json(campaign, &["score", &region, "--points"]);
    let nodes = rows(&profile, "nodes");
    let n_of = |kind: &str| nodes.iter().filter(|node| node["kind"] == kind).count();
    assert_eq!((n_of("total"), n_of("indicator"), n_of("point"), n_of("topic")), (1, 43, 206, 4));
    // Full points of the points are those of the whole.
    let full: f64 = nodes
        .iter()
        .filter(|node| node["kind"] == "point")
        .map(|node| node["full"].as_f64().unwrap())
        .sum();
    assert!((full - 100.0).abs() < 1.1, "{full}");
    let total = &nodes[0]["own"];
    assert_eq!(total["rate"], total["points"]);
    let below = json(campaign, &["score", "--node", "C"]);
    assert_eq!(rows(&below, "nodes").len(), 10);
    assert!(rows(&below, "nodes").iter().all(|node| node["n"].as_u64().unwrap() <= n as u64));
    every_format(campaign, &["score", &region, "--topic", "smart"]);
    every_format(campaign, &["score"]);
}

fn what_if(campaign: &Campaign) {
    let same = json(campaign, &["whatif", "--weight", "A=40"]);
    assert_eq!((&same["n_ranks"], &same["n_classes"]), (&0.into(), &0.into()));
    assert!(rows(&same, "rows").iter().all(|row| row["total"][0] == row["total"][1]));
    let other = json(campaign, &["whatif", "--weight", "A1=90", "--weight", "C=0"]);
    assert!(rows(&other, "rows").iter().any(|row| row["total"][0] != row["total"][1]));
    let path = tests::root().join("manifests/blue-book-2019/scenarios/balanced.toml");
    let words = ["whatif", "--scenario", path.to_str().unwrap()];
    let balanced = json(campaign, &words);
    // A geometric mean is never above the arithmetic one of the same scores, and nothing else moves far.
    assert!(rows(&balanced, "rows").iter().any(|row| row["total"][0] != row["total"][1]));
    every_format(campaign, &[&words[..], &["--node", "A", "--area", "central"]].concat());
    refused(campaign, &["whatif"], "--weight");
}

fn uncertain(campaign: &Campaign, n: usize) {
    let path = tests::root().join("manifests/blue-book-2019/scenarios/robust.toml");
    let path = path.to_str().unwrap();
    let words = ["sensitivity", "--scenario", path, "--draws", "200"];
    let found = json(campaign, &words);
    assert_eq!((&found["n_draws"], &found["seed"]), (&200.into(), &2019.into()));
    let regions = rows(&found, "regions");
    assert!(!regions.is_empty() && regions.len() <= n);
    for region in regions {
        let [q5, median, q95] = ["q5", "median", "q95"].map(|key| region[key].as_f64().unwrap());
        assert!(q5 <= median && median <= q95, "{region}");
        let chances: f64 =
            rows(region, "chances").iter().map(|chance| chance.as_f64().unwrap()).sum();
        assert!((chances - 100.0).abs() < 0.1, "{region}");
    }
    let factors: Vec<_> =
        rows(&found, "factors").iter().map(|factor| factor["factor"].as_str().unwrap()).collect();
    assert_eq!(factors, ["weights", "table", "means"]);
    assert_eq!(rows(&found, "left_out").len(), 43);
    // The same seed, the same bytes.
    assert_eq!(found, json(campaign, &words));
    assert_ne!(found, json(campaign, &[&words[..], &["--seed", "7"]].concat()));
    every_format(campaign, &["sensitivity", "--draws", "50", "--area", "central"]);
    // Nobody has reviewed anything, so no errors of judges are known.
    assert_eq!(found, json(campaign, &[&words[..], &["--measured"]].concat()));
    looked_at(campaign, &["sensitivity", "--scenario", path, "--draws", "50"]);
}

/// Whatever can be ranked has intervals that start from its ranks.
fn looked_at(campaign: &Campaign, words: &[&str]) {
    for what in [
        &["--node", "A"][..],
        &["--indicator", "A1"],
        &["--node", "A1.1"],
        &["--topic", "放管服"],
        &["--area", "central"],
        &["--province", "合成省91", "--topic", "smart"],
        &["--node", "C", "--classes", "quantile=25,50,75", "--area", "central"],
    ] {
        // The robust scenario scores as the manifests do.
        let ranks = json(campaign, &[&["rank"], what].concat());
        let found = json(campaign, &[words, what].concat());
        assert_eq!(found["of"], ranks["of"], "{what:?}");
        assert_eq!(found["within"], ranks["within"], "{what:?}");
        let of = |value: &Value, key: &str, name: &str| -> Vec<(String, Value)> {
            let ranked = rows(value, key).iter().filter(|row| !row["rank"].is_null());
            ranked.map(|row| (row["code"].to_string(), row[name].clone())).collect()
        };
        for name in ["rank", "rank_of_all", "class"] {
            assert_eq!(of(&found, "regions", name), of(&ranks, "rows", name), "{what:?} {name}");
        }
        for left_out in rows(&found, "left_out") {
            assert_eq!(rows(left_out, "shifts").len(), rows(&found, "regions").len());
        }
        every_format(campaign, &[words, what].concat());
    }
    let below = json(campaign, &[words, &["--node", "A1"]].concat());
    assert!(
        rows(&below, "left_out")
            .iter()
            .all(|one| { one["id"].as_str().unwrap().starts_with("A1.") })
    );
}

fn mistakes(campaign: &Campaign) {
    refused(campaign, &["rank", "--node", "A33"], "did you mean: A3");
    refused(campaign, &["rank", "--topic", "nothing"], "streamlining 放管服");
    refused(campaign, &["rank", "--node", "A", "--topic", "smart"], "cannot be used with");
    refused(campaign, &["rank", "--province", "无"], "no province `无`");
    refused(campaign, &["rank", "--tag", "省会"], "no region has the tag `省会`");
    refused(campaign, &["classes", "--classes", "quantile=10,20"], "3 numbers for 4 classes");
    refused(campaign, &["classes", "--classes", "kmeans"], "one of fixed, jenks");
    refused(campaign, &["whatif", "--weight", "A=101"], "0 to 100");
    refused(campaign, &["whatif", "--weight", "Q=10"], "the scenario's weights do not fit");
    refused(campaign, &["whatif", "--weight", "A=90", "--weight", "B=90"], "siblings");
    let path = campaign.path("scenario.toml");
    fs::write(&path, "title = { zh = \"无\", en = \"None\" }\nstep = 1\n").unwrap();
    let scenario = path.to_str().unwrap();
    refused(campaign, &["whatif", "--scenario", scenario], "scenario.toml:2:1");
    let title = "title = { zh = \"主成分\", en = \"Components\" }\n";
    fs::write(&path, format!("{title}weighting = {{ method = \"pca\" }}\n")).unwrap();
    refused(campaign, &["whatif", "--scenario", scenario], "no weights by principal components");
    refused(campaign, &["whatif", "--scenario", scenario], "name in `below`");
    refused(campaign, &["sensitivity", "--node", "A33"], "did you mean: A3");
}
