//! New points and new probes take part in the next run with nothing rebuilt.

mod family;

use std::fs;
use std::path::Path;

use bluebook::cli::Exit;
use serde_json::{Value, json};

use super::campaign::Campaign;

/// A researcher's point: one file, no code. It takes its weight from its indicator.
pub(crate) const POINT: &str = r#"
indicator = "A1.1"
basis = { weight = "ours", score = "ours" }
siblings = "scale"

[[point]]
id = "A1.1-mine"
zh = "首页提及责任清单"
en = "The home page names the duty list"
weight = 10
collect = "http"
role = "home"
source = "test"
evidence = "The words on the home page."
score.bool = {}

[[point.keyword]]
any = ["责任清单", "权责清单"]
"#;

/// A point for a dropped-in probe.
const PROBED: &str = r#"
indicator = "A1.1"
basis = { weight = "ours", score = "ours" }
siblings = "scale"

[[point]]
id = "A1.1-probed"
zh = "首页有责任清单入口"
en = "The home page links the duty list"
weight = 10
collect = "http"
role = "home"
source = "test"
evidence = "A link with the words."
judge = { probe = "honest", criterion = "judge" }
score.bool = {}
params.any = ["责任清单", "权责清单"]
"#;

/// The same by another id, for sets of manifests in which that one may be taken.
pub(crate) fn probed(id: &str) -> String {
    PROBED.replace("A1.1-probed", id)
}

/// Findings of a point by region, as `truth` values; unknown is `None`.
fn findings(campaign: &Campaign, round: &str, point: &str) -> Vec<Option<bool>> {
    campaign
        .verdicts(round)
        .iter()
        .filter(|verdict| verdict["point"] == point)
        .map(|verdict| verdict["finding"]["truth"].as_bool())
        .collect()
}

#[test]
fn a_point_is_added_as_one_file() {
    let mut campaign = Campaign::sample();
    campaign.done(&["--round", "before", "run"]);
    assert!(findings(&campaign, "before", "A1.1-mine").is_empty());
    campaign.add_points("mine.toml", POINT);
    campaign.done(&["--round", "after", "run"]);
    let found = findings(&campaign, "after", "A1.1-mine");
    assert!(found.contains(&Some(true)) && found.contains(&Some(false)), "{found:?}");
    let ranking = |round| campaign.done(&["--round", round, "rank", "--format", "csv"]);
    assert_eq!(ranking("after").lines().count(), ranking("before").lines().count());
    let explained =
        campaign.done(&["--round", "after", "explain", &campaign.first_region(), "A1.1"]);
    assert!(explained.contains("A1.1-mine"), "{explained}");
    // By its own id it is explained alone.
    let region = campaign.first_region();
    let alone = campaign.done(&["--round", "after", "explain", &region, "A1.1-mine"]);
    let of_points =
        |text: &str| text.lines().filter(|line| line.starts_with("      A1.1-")).count();
    assert!(alone.contains("A1.1-mine") && of_points(&alone) == 1, "{alone}");
    assert!(of_points(&explained) > 1, "{explained}");
}

#[test]
fn a_probe_is_dropped_in() {
    let mut campaign = Campaign::sample();
    let component = Path::new(tests::GUESTS_DIR).join("honest.wasm");
    campaign.drop_in("honest", &component);
    campaign.add_points("probed.toml", &probed("A1.1-probed"));
    // Not agreed to: its points are unknown by name, the others are judged.
    let said = campaign.say(&["--round", "unlocked", "run"]);
    assert_eq!(said.exit.code(), 0, "{}", said.err);
    assert!(said.err.contains("probes.lock"), "{}", said.err);
    assert!(findings(&campaign, "unlocked", "A1.1-probed").iter().all(Option::is_none));
    let said = campaign.say(&["check"]);
    assert_eq!(said.exit.code(), 0, "{}", said.err);
    assert_eq!(said.err, "未核对 not checked: 探针未经同意 probes nobody agreed to: honest\n");
    campaign.agree();
    assert_eq!(campaign.say(&["check"]).err, "");
    campaign.done(&["--round", "locked", "run"]);
    let found = findings(&campaign, "locked", "A1.1-probed");
    assert!(found.contains(&Some(true)), "{found:?}");
    // A criterion that it does not have is told before anything is judged.
    let lost = probed("A1.1-probed").replace("criterion = \"", "criterion = \"no-");
    fs::write(campaign.path("probed.toml"), lost).unwrap();
    let said = campaign.say(&["plan"]).err;
    assert!(said.contains("probed.toml:") && said.contains("[no-such-criterion]"), "{said}");
    assert!(said.contains("没有判据 `no-judge`"), "{said}");
    let said = campaign.say(&["check"]);
    assert_eq!(said.exit, Exit::Usage, "{}", said.err);
    assert!(said.err.contains("error[no-such-criterion]"), "{}", said.err);
    assert!(said.err.contains("`judge`"), "{}", said.err);
    // Without its file nothing can be said of it.
    fs::remove_file(campaign.path("probes/honest.wasm")).unwrap();
    let said: Value = serde_json::from_str(&campaign.done(&["check", "--format", "json"])).unwrap();
    assert_eq!(said["not_checked"], json!({"not-built": ["honest"]}));
}

#[test]
fn a_score_rule_that_cannot_score_fails_the_audit() {
    let mut campaign = Campaign::sample();
    campaign.drop_in("honest", &Path::new(tests::GUESTS_DIR).join("honest.wasm"));
    campaign.agree();
    let point = probed("A1.1-probed").replace("score.bool = {}", "score.count = { target = 3 }");
    campaign.add_points("probed.toml", &point);
    let said = campaign.say(&["run"]);
    assert_eq!(said.exit.code(), 0, "{}", said.err);
    assert!(said.err.contains("审计未通过 not passed: point-not-scored 1"), "{}", said.err);
    let said = campaign.say(&["round", "audit"]);
    assert_eq!(said.exit, Exit::Refused, "{}", said.out);
    assert!(said.out.contains("fails point-not-scored: "), "{}", said.out);
    assert!(said.out.contains("a `count` rule cannot score yes or no"), "{}", said.out);
}
