//! A live round over a loopback site: every page once, kept as evidence, judged again
//! from that evidence to the same bytes.

use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;
use tests::loopback::{Loopback, bare, page};

use super::campaign::Campaign;

pub(crate) const FETCH: &str = r#"
allow_private_addresses = true

[identity]
user_agent = "bluebook-test"
contact = "test@example.org"

[limits]
connect_timeout_ms = 10_000
first_byte_timeout_ms = 20_000
total_timeout_ms = 60_000
body_bytes_max = 8_388_608
redirects_max = 5
pages_per_region_max = 40
rounds_max = 6

[pace]
host_interval_ms_min = 0
address_interval_ms_min = 0
crawl_delay_ms_max = 30_000
retry_after_ms_max = 1_000
tries_max = 1
retry_wait_ms_max = 0
circuit_failures_max = 5
circuit_open_ms = 60_000
regions_at_once = 2
windows = []
"#;

pub(crate) const HOME: &str = "<title>首页</title><nav><a href=/zrqd/>责任清单</a> <a href=/qlqd>权力清单</a> \
    <a href=/gone>政府信息公开</a> <a href=/a>甲</a> <a href=/b>乙</a></nav>";
pub(crate) const LIST: &str = "<h1>责任清单</h1><table><tr><th>主要职责<th>责任事项<tr><td>甲<td>乙</table>\
    <p>更新日期：2018-12-01";

pub(crate) fn site() -> Loopback {
    Loopback::start(|path| match path {
        "/" => page("Content-Type: text/html; charset=utf-8\r\n", HOME.as_bytes()),
        "/zrqd/" => page("Content-Type: text/html\r\n", LIST.as_bytes()),
        "/qlqd" => bare("302 Found", "Location: /zrqd/\r\n"),
        _ => bare("404 Not Found", ""),
    })
    .unwrap()
}

/// The same list under two addresses that differ in who visits.
const SESSIONS: &str = "<title>首页</title><h1>示例市人民政府</h1><nav>\
    <a href='/list;jsessionid=0123456789ABCDEF?spm=1'>责任清单</a> <a href=/list>权力清单</a></nav>";

#[test]
fn addresses_of_one_page_are_asked_for_once() {
    let site = Loopback::start(|path| match path {
        "/" => page("Content-Type: text/html; charset=utf-8\r\n", SESSIONS.as_bytes()),
        _ => page("Content-Type: text/html\r\n", LIST.as_bytes()),
    })
    .unwrap();
    let (live, _regions) = campaign(&site);
    live.done(&["run"]);
    let n_lists = site.requests().iter().filter(|r| r.starts_with("GET /list")).count();
    assert_eq!(n_lists, 1, "{:?}", site.requests());
    let verdicts = live.verdicts("2019");
    for point in ["A1.1-1", "A1.2-1"] {
        let verdict = verdicts.iter().find(|v| v["point"] == point).unwrap();
        assert_eq!(verdict["finding"]["number"]["value"], 1.0, "{point}");
    }
}

/// A campaign of one region, and where the region is described.
pub(crate) fn campaign(site: &Loopback) -> (Campaign, TempDir) {
    let regions = tempfile::tempdir().unwrap();
    let text = format!(
        "province = \"990000\"\nzh = \"示例省\"\n[[region]]\ncode = \"990100\"\nzh = \"示例市\"\n\
         short = \"示例\"\narea = \"east\"\nlon = 113.5\nlat = 23.3\n[[region.page]]\n\
         channel = \"site\"\nrole = \"home\"\nurl = {:?}\n[[region.disable]]\n\
         point = \"A2.2-2\"\nreason = \"a time is another in every run\"\n",
        site.url("/")
    );
    fs::write(regions.path().join("990000.toml"), text).unwrap();
    let campaign = Campaign::new(&tests::root().join("manifests/blue-book-2019"), regions.path());
    (campaign.fetching(FETCH), regions)
}

#[test]
fn a_live_round_is_judged_again_from_its_evidence() {
    let site = site();
    let (live, _regions) = campaign(&site);
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let of = |point: &str| verdicts.iter().find(|v| v["point"] == point).unwrap();
    assert_eq!(of("A1.1-1")["finding"]["number"]["value"], 1.0);
    assert_eq!(of("A1.2-1")["finding"]["number"]["value"], 1.0, "behind a redirect");
    assert_eq!(of("A1.3-1")["finding"]["truth"], false, "its link answers 404");
    let requests = site.requests();
    let lines: BTreeSet<&str> = requests.iter().filter_map(|r| r.lines().next()).collect();
    assert!(requests.iter().all(|r| r.contains("bluebook-test")), "{requests:?}");
    // The list is asked for by its own address and by the redirect to it, no oftener.
    assert!(requests.len() <= lines.len() + 1, "{requests:?}");
    let (again, _regions) = campaign(&site);
    let again = again.from(&live.path("rounds/2019/pages.warc.gz"));
    let n_before = site.requests().len();
    again.done(&["--round", "again", "run"]);
    assert_eq!(site.requests().len(), n_before, "an archive needs no network");
    let export = |campaign: &Campaign, round| campaign.done(&["--round", round, "store", "export"]);
    assert_eq!(export(&again, "again"), export(&live, "2019"));
}

#[test]
fn a_private_address_is_refused_unless_allowed() {
    let site = site();
    let (careful, _regions) = campaign(&site);
    let careful = careful.fetching(&FETCH.replace("= true", "= false"));
    careful.done(&["run"]);
    assert!(site.requests().is_empty(), "{:?}", site.requests());
    let verdicts = careful.verdicts("2019");
    let refused = verdicts.iter().find(|v| v["point"] == "A1.1-1").unwrap();
    let unknown = &refused["finding"]["unknown"];
    assert_eq!(unknown["reason"], "page-missing");
    assert!(unknown["note"].as_str().unwrap().contains("refused-address"), "{unknown}");
}
