//! `bluebook archive` and `explain --open` over a round collected live and over the sample.

use std::fs;

use bluebook::cli::Exit;
use bluebook::evidence::{Archive, verify};

use crate::campaign::Campaign;
use crate::live;

#[test]
fn a_live_round_is_checked_listed_shown_and_exported() {
    let site = live::site();
    let (campaign, _regions) = live::campaign(&site);
    campaign.done(&["run"]);
    let round = campaign.path("rounds/2019");
    let checked = campaign.done(&["archive", "verify"]);
    assert!(
        checked.contains("完好 whole") && checked.contains("索引 index 相符 agrees"),
        "{checked}"
    );
    let json = campaign.done(&["archive", "verify", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["files"][0]["index"], "agrees");
    let listed = campaign.done(&["archive", "list"]);
    let home = listed.lines().find(|line| line.ends_with(&site.url("/"))).unwrap();
    assert!(home.contains("200") && home.contains("utf-8 (utf-8)"), "{home}");
    let raw = campaign.done(&["archive", "show", "--raw", &site.url("/qlqd")]);
    assert!(raw.starts_with("<h1>责任清单</h1>"), "{raw}");
    let index = round.join("pages.cdxj");
    let before = fs::read(&index).unwrap();
    fs::remove_file(&index).unwrap();
    campaign.done(&["archive", "index"]);
    assert_eq!(fs::read(&index).unwrap(), before);
    let out = campaign.path("part.wacz");
    let urls = site.url("/zrqd/");
    campaign.done(&["archive", "export", "--urls", &urls, "--out", out.to_str().unwrap()]);
    let part = Archive::open(&[&out]).unwrap();
    assert_eq!(part.urls().collect::<Vec<_>>(), [urls]);
    let all = campaign.path("all.warc.gz");
    let all_text = all.to_str().unwrap();
    campaign
        .done(&["archive", "export", "--region", "990100", "--format", "warc", "--out", all_text]);
    assert!(verify(&[&all]).unwrap().is_whole());
    assert!(Archive::open(&[&all]).unwrap().urls().count() >= 4);
}

#[test]
fn damaged_evidence_has_an_exit_code_of_its_own() {
    let site = live::site();
    let (campaign, _regions) = live::campaign(&site);
    campaign.done(&["run"]);
    let path = campaign.path("rounds/2019/pages.warc.gz");
    let whole = fs::read(&path).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 0xff;
    fs::write(&path, changed).unwrap();
    let said = campaign.say(&["archive", "verify"]);
    assert_eq!((said.exit, said.exit.code()), (Exit::Damaged, 9), "{}", said.err);
    assert!(said.out.contains("有损 damaged") && said.out.contains("字节 byte"), "{}", said.out);
    fs::write(&path, &whole[..whole.len() - 3]).unwrap();
    assert_eq!(campaign.say(&["archive", "verify"]).exit, Exit::Damaged, "a torn tail");
    assert_eq!(campaign.say(&["archive", "show", "http://no.gov.cn/"]).exit, Exit::Source);
    let swapped = campaign.say(&["archive", "show", "pages.warc.gz", "http://no.gov.cn/"]);
    assert!(swapped.exit == Exit::Usage && swapped.err.contains("URL FILE"), "{}", swapped.err);
}

#[test]
fn a_page_is_opened_from_a_verdict_with_the_quote_marked() {
    let campaign = Campaign::sample();
    campaign.done(&["run"]);
    let verdicts = campaign.verdicts("2019");
    let quotes = |v: &&serde_json::Value| {
        v["evidence"].as_array().is_some_and(|all| all.iter().any(|one| !one["node"].is_null()))
    };
    let verdict = verdicts.iter().find(quotes).unwrap();
    let text = |value: &serde_json::Value| value.to_string().trim_matches('"').to_owned();
    let (region, point) = (text(&verdict["region"]), text(&verdict["point"]));
    let refused = campaign.say(&["explain", &region, &point, "--open"]);
    assert_eq!(refused.exit, Exit::Source, "the round has no archive of its own");
    assert!(refused.err.contains("--from"), "{}", refused.err);
    let sample = tests::root().join("manifests/demo/sample.warc.gz");
    let from = sample.to_str().unwrap();
    let said = campaign.done(&["explain", &region, &point, "--open", "--from", from]);
    let path = campaign.path(&format!("rounds/2019/evidence-{region}-{point}.html"));
    assert_eq!(said.trim_end(), path.to_str().unwrap());
    let html = String::from_utf8(fs::read(&path).unwrap()).unwrap();
    let evidence = &verdict["evidence"][0];
    for fact in
        [&text(&evidence["page"]), &text(&evidence["url"]), "依据 ground", "sample.warc.gz @ "]
    {
        assert!(html.contains(fact), "no {fact}");
    }
    assert!(html.contains("<mark id=\"quote\">") && html.contains("default-src 'none'"), "{html}");
    for harmful in ["<script", "<img", "<a ", "<iframe", "onclick=", "src=", "href="] {
        assert!(!html.to_lowercase().split("<pre>").next().unwrap().contains(harmful), "{harmful}");
    }
    let out = campaign.path("shown.html");
    let args = ["explain", &region, &point, "--open", "--from", from, "--out"];
    campaign.done(&[&args[..], &[out.to_str().unwrap()]].concat());
    assert_eq!(fs::read(&out).unwrap(), html.into_bytes());
    let unknown = campaign.say(&["explain", &region, "Z9", "--open", "--from", from]);
    assert_eq!(unknown.exit, Exit::Usage);
}
