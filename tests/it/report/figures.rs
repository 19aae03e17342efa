//! What the command line says of comparisons, peers, topics and the method, for `report-figures.mjs` to
//! hold the page's own numbers against.

use std::path::Path;

use serde_json::{Value, json};

use super::Rounds;

/// Regions that are looked at closely; one of each area.
const REGIONS: [&str; 4] = ["440100", "420500", "510100", "210100"];

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The answers beside the report that has to give the same.
pub(super) fn expected(rounds: &Rounds, report: &Path) -> Value {
    let json_of = |words: &[&str]| parsed(&rounds.done(&[words, &["--format", "json"]].concat()));
    let regions: Vec<Value> = REGIONS
        .iter()
        .map(|code| {
            let peers = ["similar", "province", "area", "country"].map(|who| {
                let words = ["--round", "nation", "explain", code, "--peers", who];
                (who.to_owned(), json_of(&words)["peers"].clone())
            });
            json!({
                "code": code,
                "compared": json_of(&["compare", "earlier", "nation", "--region", code]),
                "peers": serde_json::Map::from_iter(peers),
            })
        })
        .collect();
    let manifests = bluebook::manifest::load(&rounds.manifests).unwrap();
    let topics = manifests.system.topics.iter().map(|topic| {
        let words = ["--round", "nation", "rank", "--topic", &topic.id];
        json!({ "id": topic.id, "rows": json_of(&words)["rows"] })
    });
    let compared = json_of(&["compare", "earlier", "nation"]);
    let causes = compared["causes"].as_array().unwrap();
    assert!(causes.len() > 2, "the rounds differ by few causes: {causes:?}");
    json!({
        "report": report,
        "compared": compared,
        "regions": regions,
        "topics": topics.collect::<Vec<_>>(),
        "annex": rounds.done(&["method", "nation"]),
    })
}
