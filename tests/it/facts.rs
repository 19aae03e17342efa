//! What a probe is told of how pages came is true, and the same when judged again from the archive.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use tests::faults::Authority;
use tests::loopback::{Loopback, Request, page};

use super::campaign::Campaign;
use super::live::{FETCH, campaign};

/// The guest that says what it is told.
const GUEST: &str = "tells_facts";

const POINT: &str = r#"
indicator = "A1.1"
basis = { weight = "ours", score = "ours" }
siblings = "scale"

[[point]]
id = "A1.1-facts"
zh = "页面如何取得"
en = "How the pages came"
weight = 5
collect = "http"
role = "home"
source = "test"
evidence = "What the contract tells."
judge = { probe = "tells_facts", criterion = "judge" }
score.bool = {}
"#;

/// Hosts whose certificates are looked past, so that an expired one can be told of.
const HOSTS: &str =
    "[[host]]\nname = \"127.0.0.1\"\nbad_certificate = \"look-anyway\"\nreason = \"test\"\n";

const SECURE: &str = "<title>x</title><h1>示例市人民政府</h1><p>网上办事大厅";

/// A site under HTTPS whose certificate ended on 2018-01-01.
fn expired() -> Loopback {
    let authority = Authority::new(&[Ipv4Addr::LOCALHOST.into()]).unwrap();
    let (_, _, tls) = authority.servers().into_iter().find(|row| row.1 == "tls-expired").unwrap();
    let script = |_: &Request<'_>| page("Content-Type: text/html\r\n", SECURE.as_bytes());
    Loopback::listen((Ipv4Addr::LOCALHOST, 0).into(), false, Some(tls), Arc::new(script)).unwrap()
}

/// A home page with an attachment, one that is a page in truth, and a link to a site under HTTPS.
fn home(secure: &str) -> Loopback {
    let html = format!(
        "<title>首页</title><p>示例市人民政府<a href=/form.pdf>申请表</a><a href=/gone.pdf>附件</a><a href={secure}>办事</a>"
    );
    Loopback::start(move |path| match path {
        "/named" => page("Content-Type: text/plain\r\n", b"reached by a name, which has addresses"),
        "/form.pdf" => page("Content-Type: application/pdf\r\n", b"%PDF-1.4\n1 0 obj\n"),
        "/gone.pdf" => page(
            "Content-Type: TEXT/HTML; charset=utf-8\r\n",
            b"<!DOCTYPE html><p>please log in to see the form",
        ),
        _ => page("Content-Type: text/html; charset=utf-8\r\n", html.as_bytes()),
    })
    .unwrap()
}

fn start(url: &str) -> String {
    format!("[[region.page]]\nchannel = \"site\"\nrole = \"home\"\nurl = {url:?}\n")
}

fn told(campaign: &Campaign, round: &str) -> Vec<String> {
    let verdicts = campaign.verdicts(round);
    let verdict = verdicts.iter().find(|verdict| verdict["point"] == "A1.1-facts").unwrap();
    let text = verdict["finding"]["text"].as_str().unwrap_or_else(|| panic!("{verdict}"));
    text.lines().map(str::to_owned).collect()
}

#[test]
fn what_is_told_of_pages_is_true_and_survives_the_archive() {
    let secure = expired();
    let site = home(&secure.url("/secure"));
    let (live, regions) = campaign(&site);
    // The home page links the site by its name too, which has to be looked up.
    let by_name = site.url("/named").replace("127.0.0.1", "localhost");
    let province = format!(
        "province = \"990000\"\nzh = \"示例省\"\n[[region]]\ncode = \"990100\"\nzh = \"示例市\"\n\
         short = \"示例\"\narea = \"east\"\nlon = 113.5\nlat = 23.3\n{}{}",
        start(&site.url("/")),
        start(&by_name),
    );
    fs::write(regions.path().join("990000.toml"), province).unwrap();
    let mut live = live.fetching(&format!("{FETCH}{HOSTS}"));
    live.drop_in(GUEST, &Path::new(tests::GUESTS_DIR).join("tells_facts.wasm"));
    live.agree();
    live.add_points("facts.toml", POINT);
    live.done(&["run"]);
    let facts = told(&live, "2019");
    let [home, form, gone, under_tls, named] = &facts[..] else { panic!("{facts:?}") };
    assert!(home.starts_with(" elapsed-ms=ms n-bytes="), "{home}");
    assert!(home.ends_with(" media-type=text/html body-kind=text/html ip-version=4"), "{home}");
    // A machine may have `::1` for the name too, where nobody listens.
    let named = named.replace("ip-versions=4 6", "ip-versions=4");
    assert_eq!(
        named,
        "named elapsed-ms=ms n-bytes=38 media-type=text/plain ip-version=4 ip-versions=4"
    );
    assert_eq!(
        form,
        "form.pdf elapsed-ms=ms n-bytes=17 media-type=application/pdf body-kind=application/pdf ip-version=4"
    );
    assert_eq!(
        gone,
        "gone.pdf elapsed-ms=ms n-bytes=47 media-type=text/html body-kind=text/html ip-version=4"
    );
    let tail = " ip-version=4 certificate-until=2018-01-01 certificate-problem=tls-expired";
    assert!(
        under_tls.starts_with("secure elapsed-ms=ms") && under_tls.ends_with(tail),
        "{under_tls}"
    );
    let report: Value = serde_json::from_str(&live.done(&["recheck", "--format", "json"])).unwrap();
    assert_eq!(report["differences"].as_array().unwrap().len(), 0, "{report}");
}
