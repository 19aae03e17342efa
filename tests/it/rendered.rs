//! Rendered pages as part of a round: judged apart from pages as sent, kept, and judged again
//! without a browser to the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bluebook::evidence::{Listed, list};
use serde_json::Value;
use tempfile::TempDir;
use tests::loopback::{Loopback, bare, page};

use super::campaign::Campaign;
use super::live::FETCH;

/// The same words asked for on the page as it is sent.
const AS_SENT: &str = r#"
indicator = "C3.2"
basis = { weight = "ours", score = "ours" }
siblings = "scale"

[[point]]
id = "C3.2-sent"
zh = "首页智能推荐，不渲染"
en = "Recommended services on the home page as sent"
weight = 10
collect = "http"
role = "home"
source = "test"
evidence = "The words on the page as it is sent."
score.bool = {}

[[point.keyword]]
any = ["为您推荐", "猜您想办", "智能推荐"]

[[point]]
id = "C3.2-made"
zh = "首页智能推荐，渲染"
en = "Recommended services on the home page as sent"
weight = 10
collect = "render"
role = "home"
source = "test"
evidence = "The words on the page as it is sent."
score.bool = {}

[[point.keyword]]
any = ["为您推荐", "猜您想办", "智能推荐"]
"#;

/// Entries whose targets are rendered too.
const RENDERED: &str = r#"
indicator = "A3.3"
basis = { weight = "ours", score = "ours" }
siblings = "scale"

[[point]]
id = "A3.3-there"
zh = "预约挂号，渲染"
en = "Hospital appointment, rendered"
weight = 10
collect = "render"
role = "service_portal"
source = "test"
evidence = "A link on the rendered page whose target renders."
score.bool = {}

[[point.link]]
any = ["预约挂号"]
follow = "entry"

[[point]]
id = "A3.3-absent"
zh = "资格认证，渲染"
en = "Eligibility check, rendered"
weight = 10
collect = "render"
role = "service_portal"
source = "test"
evidence = "A link on the rendered page whose target renders."
score.bool = {}

[[point.link]]
any = ["资格认证"]
follow = "entry"

[[point]]
id = "A3.3-gone"
zh = "实时公交，渲染"
en = "Live buses, rendered"
weight = 10
collect = "render"
role = "service_portal"
source = "test"
evidence = "A link on the rendered page whose target renders."
score.bool = {}

[[point.link]]
any = ["实时公交"]
follow = "entry"
"#;

/// A page whose list comes by a request of its own.
const HOME: &str = "<!DOCTYPE html><title>示例市人民政府</title><h1>示例市人民政府</h1>\
    <nav><a href=/a>政务公开</a> <a href=/b>政务服务</a> <a href=/c>互动交流</a></nav>\
    <p>市人民政府办公室主办，市政务服务和数据管理局承办。本站公开市人民政府及各部门的政府信息，提供办事指南、表格下载、\
    在线申报和结果查询，并受理意见建议和投诉。公众可以通过电话、信件和网上留言与政府部门联系，工作人员在工作日答复。\
    市人民政府规范性文件、政策解读、财政预算决算、重大建设项目、公共资源配置和社会公益事业建设等信息按规定公开。</p>\
    <p>网站标识码 0000000000，备案号和公安备案号见页脚。无障碍浏览、繁体版和英文版见页面右上角。地址：示例市示例路一号。</p>\
    <ul id=list><!--list--></ul><script src=/fill.js></script>";

/// What a browser does and the fake renderer does likewise.
const SCRIPT: &str = "var x = new XMLHttpRequest(); x.open('GET', '/list'); \
    x.onload = function () { document.getElementById('list').innerHTML = x.responseText; }; x.send();";

const LIST: &str =
    "<li>为您推荐<li><a href='/fill-entry'>预约挂号</a><li><a href='/gone'>实时公交</a>";

const ENTRY: &str = "<!DOCTYPE html><title>预约挂号</title><h1>预约挂号</h1><p>请选择医院和日期。";

fn site() -> Loopback {
    Loopback::start(|path| match path {
        "/fill" | "/crash" => page("Content-Type: text/html; charset=utf-8\r\n", HOME.as_bytes()),
        "/fill.js" => page("Content-Type: text/javascript\r\n", SCRIPT.as_bytes()),
        "/list" => page("Content-Type: text/html; charset=utf-8\r\n", LIST.as_bytes()),
        "/fill-entry" => page("Content-Type: text/html; charset=utf-8\r\n", ENTRY.as_bytes()),
        _ => bare("404 Not Found", ""),
    })
    .unwrap()
}

fn fake() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_fake-renderer"))
}

/// A campaign of one region whose pages are at these paths, by role.
fn campaign(site: &Loopback, pages: &[(&str, &str)]) -> (Campaign, TempDir) {
    let regions = tempfile::tempdir().unwrap();
    let pages = pages.iter().map(|(role, path)| {
        let url = site.url(path);
        format!("[[region.page]]\nchannel = \"site\"\nrole = {role:?}\nurl = {url:?}\n")
    });
    let text = format!(
        "province = \"990000\"\nzh = \"示例省\"\n[[region]]\ncode = \"990100\"\nzh = \"示例市\"\n\
         short = \"示例\"\narea = \"east\"\nlon = 113.5\nlat = 23.3\n{}",
        pages.collect::<String>()
    );
    fs::write(regions.path().join("990000.toml"), text).unwrap();
    let manifests = tests::root().join("manifests/blue-book-2019");
    let mut campaign = Campaign::new(&manifests, regions.path()).fetching(FETCH);
    campaign.add_points("sent.toml", AS_SENT);
    campaign.add_points("rendered.toml", RENDERED);
    (campaign, regions)
}

/// What became of a point: its truth, or reason and note.
fn outcome(verdicts: &[Value], point: &str) -> String {
    let finding = &verdicts.iter().find(|verdict| verdict["point"] == point).unwrap()["finding"];
    let unknown = &finding["unknown"];
    let text = |key: &str| unknown[key].as_str().unwrap_or_default().to_owned();
    let unknown = || format!("{}: {}", text("reason"), text("note"));
    finding["truth"].as_bool().map_or_else(unknown, |truth| truth.to_string())
}

fn archive_of(campaign: &Campaign) -> PathBuf {
    campaign.path("rounds/2019/pages.warc.gz")
}

fn kept(archive: &Path) -> BTreeMap<String, Vec<Listed>> {
    let mut rows: BTreeMap<String, Vec<Listed>> = BTreeMap::new();
    for row in list(&[archive]).unwrap() {
        rows.entry(row.kind.to_owned()).or_default().push(row);
    }
    rows
}

/// Judged again by `recheck` and by a round of its own over the archive, with nothing that
/// renders and without asking the site.
#[track_caller]
fn check_again(live: Campaign, site: &Loopback) {
    let n_before = site.requests().len();
    let export = |campaign: &Campaign, round| campaign.done(&["--round", round, "store", "export"]);
    let as_live = export(&live, "2019");
    let archive = archive_of(&live);
    let live = live.rendering(Path::new("/nowhere/bluebook-renderer"));
    let report = live.done(&["recheck", "--format", "json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["differences"].as_array().unwrap().len(), 0, "{report}");
    live.done(&["archive", "verify"]);
    let again = live.from(&archive);
    again.done(&["--round", "again", "run"]);
    assert_eq!(export(&again, "again"), as_live);
    assert_eq!(site.requests().len(), n_before, "an archive needs no network");
}

#[test]
fn a_rendered_page_is_judged_kept_and_judged_again_without_a_browser() {
    let site = site();
    let (live, _regions) = campaign(&site, &[("home", "/fill"), ("service_portal", "/fill")]);
    let live = live.rendering(&fake());
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    assert_eq!(outcome(&verdicts, "C3.2-made"), "true");
    assert_eq!(outcome(&verdicts, "C3.2-sent"), "false", "no page as sent is the rendered one");
    assert_eq!(outcome(&verdicts, "A3.3-there"), "true", "the followed page is rendered too");
    assert_eq!(outcome(&verdicts, "A3.3-absent"), "false");
    assert!(outcome(&verdicts, "A3.3-gone").starts_with("page-missing: "), "its document is 404");
    let rows = kept(&archive_of(&live));
    let urls = |kind: &str| rows[kind].iter().map(|row| row.url.clone()).collect::<Vec<_>>();
    let named = |scheme| ["/fill", "/fill-entry"].map(|path| format!("{scheme}{}", site.url(path)));
    assert_eq!(urls("conversion"), named("urn:rendered:"));
    assert_eq!(urls("resource"), named("urn:view:"));
    let ground = rows["conversion"][0].charset_ground.as_deref();
    assert_eq!(ground, Some("rendered"));
    // The verdict names the rendered page: archives show it by that name.
    let of = verdicts.iter().find(|verdict| verdict["point"] == "C3.2-made").unwrap();
    let digest = of["evidence"][0]["page"].as_str().unwrap();
    let url = site.url("/fill");
    let shown = live.done(&["archive", "show", &url, "--digest", digest]);
    assert!(shown.contains("为您推荐"), "{shown}");
    assert!(shown.contains("rendered-by: none, process"), "{shown}");
    let plain = live.done(&["archive", "show", &url]);
    assert!(!plain.contains("为您推荐"), "{plain}");
    check_again(live, &site);
}

#[test]
fn without_a_renderer_points_need_rendering() {
    let site = site();
    let (live, _regions) = campaign(&site, &[("home", "/fill")]);
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let expected = format!("needs-rendering: {} not-rendered no-browser", site.url("/fill"));
    assert_eq!(outcome(&verdicts, "C3.2-made"), expected);
    assert_eq!(outcome(&verdicts, "C3.2-sent"), "false", "the page as sent is not hidden");
    check_again(live, &site);
}

#[test]
fn a_renderer_that_crashes_is_named_and_the_round_goes_on() {
    let site = site();
    let (live, _regions) = campaign(&site, &[("home", "/crash"), ("service_portal", "/fill")]);
    let live = live.rendering(&fake());
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let expected = format!("needs-rendering: {} not-rendered browser-crashed", site.url("/crash"));
    assert_eq!(outcome(&verdicts, "C3.2-made"), expected);
    assert_eq!(outcome(&verdicts, "C3.2-sent"), "false", "the page as sent is not hidden");
    assert_eq!(outcome(&verdicts, "A3.3-there"), "true");
    check_again(live, &site);
}

#[test]
fn as_many_pages_are_rendered_as_the_manifest_says() {
    let site = site();
    let (live, _regions) = campaign(&site, &[("home", "/fill"), ("service_portal", "/fill")]);
    let fetch = FETCH.replace("[pace]", "[render]\npages_per_region_max = 1\n[pace]");
    let live = live.fetching(&fetch).rendering(&fake());
    let plan: Value = serde_json::from_str(&live.done(&["plan", "--format", "json"])).unwrap();
    assert_eq!(plan["rendered_expected"], 1);
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    assert_eq!(outcome(&verdicts, "C3.2-made"), "true");
    assert!(outcome(&verdicts, "A3.3-there").starts_with("page-missing"), "beyond the budget");
    assert_eq!(kept(&archive_of(&live))["conversion"].len(), 1);
}

/// What an interrupted run has rendered is not rendered again: here nothing could.
#[test]
fn a_run_goes_on_with_what_was_rendered() {
    let site = site();
    let (live, _regions) = campaign(&site, &[("home", "/fill"), ("service_portal", "/crash")]);
    let live = live.rendering(&fake());
    live.done(&["run"]);
    fs::create_dir(live.path("rounds/second")).unwrap();
    fs::copy(archive_of(&live), live.path("rounds/second/pages.warc.gz")).unwrap();
    let n_before = site.requests().len();
    let live = live.rendering(Path::new("/nowhere/bluebook-renderer"));
    live.done(&["--round", "second", "run"]);
    let verdicts = live.verdicts("second");
    assert_eq!(outcome(&verdicts, "C3.2-made"), "true");
    // What failed is tried again.
    let expected = format!("needs-rendering: {} not-rendered no-browser", site.url("/crash"));
    assert_eq!(outcome(&verdicts, "A3.3-there"), expected);
    assert_eq!(site.requests().len(), n_before);
}

/// The whole way with a browser, where one is at hand.
#[test]
fn a_browser_fills_a_page_for_a_round() {
    let program =
        fake().with_file_name(format!("bluebook-renderer{}", std::env::consts::EXE_SUFFIX));
    let site = site();
    let (live, _regions) = campaign(&site, &[("home", "/fill"), ("service_portal", "/fill")]);
    let live = live.rendering(&program);
    live.done(&["run"]);
    let verdicts = live.verdicts("2019");
    let recommended = outcome(&verdicts, "C3.2-made");
    if recommended.ends_with("not-rendered no-browser") {
        println!("skipped, no browser: a_browser_fills_a_page_for_a_round");
        return;
    }
    assert_eq!(recommended, "true");
    assert_eq!(outcome(&verdicts, "C3.2-sent"), "false");
    assert_eq!(outcome(&verdicts, "A3.3-there"), "true");
    let rows = kept(&archive_of(&live));
    assert_eq!(rows["conversion"][0].charset_ground.as_deref(), Some("rendered"));
    assert!(rows["resource"][0].n_bytes > 1000, "a picture of the page");
    check_again(live, &site);
}
