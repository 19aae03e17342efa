//! The desk as people have it: in Chromium, driven by `tests/tools/desk.mjs`.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::loopback::{Loopback, bare, page};
use tests::tools::{self, Browser};

use crate::campaign::Campaign;
use crate::live::FETCH;
use crate::served::Served;

const TEST: &str = "a_panel_works_at_the_desk";

/// Everybody's, in these tests.
const PASSWORD: &str = "a word nobody guesses";

/// Who works here, and as what.
const PEOPLE: &[(&str, &str)] = &[
    ("李雷", "reviewer"),
    ("韩梅梅", "reviewer"),
    ("林涛", "adjudicator"),
    ("王主持", "operator"),
];

#[test]
fn a_panel_works_at_the_desk() {
    let Some(Browser { node, chromium, modules }) = tools::browser(TEST) else { return };
    let (desktop, phone) = (Campaign::judged(), Campaign::judged());
    let (harm, _site, _regions) = hostile();
    add_people(&desktop);
    // A password takes its time on purpose; once is enough.
    for other in [&phone, &harm] {
        let [from, to] = [&desktop, other].map(|campaign| campaign.path("rounds/users.json"));
        fs::copy(from, to).unwrap();
    }
    let sample = tests::root().join("manifests/demo/sample.warc.gz");
    let from = ["--from", sample.to_str().unwrap()];
    // The third has pages of its own, which an archive would stand before.
    let served = [serve(&desktop, &from), serve(&phone, &from), serve(&harm, &[])];
    let sitting = |campaign: &Campaign, served: &Served, width: u32| {
        json!({
            "width": width,
            "base": served.base,
            "round": "2019",
            "region": campaign.first_region(),
            "yesterday": "2019-02-01",
            "accept": accepted(campaign),
        })
    };
    let [on_desktop, on_phone, on_harm] = &served;
    let pictures = tests::root().join("target/desk-pictures");
    let job = json!({
        "modules": modules,
        "chromium": chromium,
        "pictures": pictures,
        "password": PASSWORD,
        "sittings": [sitting(&desktop, on_desktop, 1280), sitting(&phone, on_phone, 390)],
        "hostile": {
            "width": 1280,
            "base": on_harm.base,
            "round": "2019",
            "question": "/rounds/2019/question?region=440100&point=C3.2-harm",
        },
    });
    let path = desktop.path("job.json");
    fs::write(&path, job.to_string()).unwrap();
    let said = tools::run(Command::new(node).arg(tools::script("desk.mjs")).arg(&path));
    println!("{}", String::from_utf8_lossy(&said));
    for campaign in [&desktop, &phone] {
        decided(campaign);
    }
    let picture = tests::root().join("docs/images/desk.png");
    if std::env::var_os("BLESS").is_some() {
        fs::copy(pictures.join("docs.png"), &picture).unwrap();
    }
    assert!(
        fs::metadata(&picture).unwrap().len() < 150_000,
        "the picture of the docs is too heavy"
    );
}

fn add_people(campaign: &Campaign) {
    for (name, role) in PEOPLE {
        campaign.typed(&["user", "add", name, "--role", role], &format!("{PASSWORD}\n"));
    }
}

/// A desk over a campaign where two people answer every question.
fn serve(campaign: &Campaign, from: &[&str]) -> Served {
    let words = ["serve", "--listen", "127.0.0.1:0", "--double", "100"];
    Served::start(campaign, &[&words[..], from].concat())
}

/// What the audit of the sample has to be forgiven.
fn accepted(campaign: &Campaign) -> Vec<String> {
    let said = campaign.say(&["round", "audit", "--format", "json"]).out;
    let audited: Value = serde_json::from_str(&said).unwrap();
    let findings = audited["findings"].as_array().unwrap().iter();
    let fails = findings.filter(|finding| finding["severity"] == "fails");
    let names: BTreeSet<_> = fails.map(|one| one["name"].as_str().unwrap().to_owned()).collect();
    names.iter().map(|name| format!("{name}=样例")).collect()
}

/// What was done in the browser is on record, and the round is published with it.
fn decided(campaign: &Campaign) {
    let listed = campaign.done(&["review", "list", "--format", "json"]);
    let events: Value = serde_json::from_str(&listed).unwrap();
    let acts: Vec<_> = events.as_array().unwrap().iter().collect();
    let of = |person: &str| acts.iter().filter(|event| event["person"] == person).count();
    assert!(
        of("李雷") >= 4 && of("韩梅梅") >= 1 && of("林涛") >= 2 && of("王主持") >= 3,
        "{listed}"
    );
    let verified = campaign.done(&["round", "verify"]);
    assert!(verified.contains("2019"), "{verified}");
}

/// A round of one page that wants to do harm.
fn hostile() -> (Campaign, Loopback, TempDir) {
    let harm = fs::read(tests::fixture("desk/hostile.html")).unwrap();
    let site = Loopback::start(move |path| match path {
        "/" => page("Content-Type: text/html; charset=utf-8\r\n", &harm),
        _ => bare("404 Not Found", ""),
    })
    .unwrap();
    let regions = tempfile::tempdir().unwrap();
    let text = format!(
        "province = \"440000\"\nzh = \"省\"\n[[region]]\ncode = \"440100\"\nzh = \"示例市\"\n\
         short = \"示例\"\narea = \"east\"\n[[region.page]]\nchannel = \"site\"\nrole = \"home\"\n\
         url = \"{}\"\n",
        site.url("/")
    );
    fs::write(regions.path().join("440000.toml"), text).unwrap();
    let manifests = tests::root().join("manifests/blue-book-2019");
    let mut campaign = Campaign::new(&manifests, regions.path()).fetching(FETCH);
    let points = String::from_utf8(fs::read(tests::fixture("desk/points.toml")).unwrap()).unwrap();
    campaign.add_points("harm.toml", &points);
    campaign.done(&["run", "--collected-on", "2019-01-15"]);
    let verdicts = campaign.verdicts("2019");
    let found = verdicts.iter().find(|verdict| verdict["point"] == "C3.2-harm").unwrap();
    assert!(!found["evidence"].as_array().unwrap().is_empty(), "something is quoted: {found}");
    (campaign, site, regions)
}
