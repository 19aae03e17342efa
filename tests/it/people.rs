//! Points judged by people: the verdict waits, and the pages to look at are on it.

use std::fs;

use tests::loopback::{Loopback, bare, page};

use super::live::campaign;

#[test]
fn start_pages_are_attached_for_the_reviewer() {
    let site = Loopback::start(|path| match path {
        "/" => page("Content-Type: text/html; charset=utf-8\r\n", b"<title>home</title><p>a"),
        _ => page("Content-Type: text/html\r\n", b"<p>list"),
    })
    .unwrap();
    let (live, _regions) = campaign(&site);
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let waiting: Vec<_> = verdicts
        .iter()
        .filter(|verdict| verdict["finding"]["unknown"]["reason"] == "needs-person")
        .collect();
    assert_eq!(waiting.len(), 8, "{waiting:?}");
    for verdict in waiting {
        let evidence = verdict["evidence"].as_array().unwrap();
        assert_eq!(evidence.len(), 1, "{verdict}");
        assert_eq!(evidence[0]["url"], site.url("/"));
        assert!(evidence[0]["page"].as_str().unwrap().starts_with("sha256:"));
        assert_eq!(evidence[0]["quote"], "");
        let note = verdict["finding"]["unknown"]["note"].as_str().unwrap();
        let is_told = note.is_empty() || note == "service_portal: no-address";
        assert!(is_told, "{note}");
    }
    let told = live.done(&["explain", "990100", "C2.2"]);
    assert!(told.contains("由人判断 for a person; 页面 pages: home, service_portal"), "{told}");
    assert!(told.contains("Open the question-answering robot"), "{told}");
    assert!(told.contains("附页 page attached:"), "{told}");
    let json = live.done(&["explain", "990100", "C2.2", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let parts = json["indicators"].as_array().unwrap();
    let points = parts.iter().flat_map(|part| part["points"].as_array().unwrap());
    let point = points.clone().find(|point| point["id"] == "C2.2-5").unwrap();
    assert_eq!(point["human"]["pages"], serde_json::json!(["home", "service_portal"]));
    assert_eq!(point["weight_basis"], "ours");
    let page = live.path("page.html");
    live.done(&["explain", "990100", "C2.2-5", "--open", "--out", page.to_str().unwrap()]);
    assert!(String::from_utf8(fs::read(&page).unwrap()).unwrap().contains("home"));
    live.done(&["recheck"]);
    live.done(&["round", "audit"]);
}

#[test]
fn a_start_page_that_cannot_be_had_is_named() {
    let site = Loopback::start(|_| bare("503 Service Unavailable", ""));
    let (live, _regions) = campaign(&site.unwrap());
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let one = verdicts.iter().find(|verdict| verdict["point"] == "B1.1-5").unwrap();
    assert_eq!(one["finding"]["unknown"]["reason"], "needs-person");
    assert!(one["evidence"].as_array().unwrap().is_empty());
    let note = one["finding"]["unknown"]["note"].as_str().unwrap();
    assert!(note.starts_with("home: "), "{note}");
}
