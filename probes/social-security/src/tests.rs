//! The criteria over small sites of our own.

use probe_sdk::Finding;
use probe_sdk::testing::{Outcome, Site};

const MENU: &str = "<ul><li><a href=/>首页</a><li><a href=/sb>社会保险</a><li><a href=/zc>社保政策</a>\
    <li><a href=/hd>互动交流</a><li><a href=/lc>办事流程</a></ul>";

fn site(pages: &[(&str, &str)]) -> Site {
    let home = Site::new().page("service_portal", "https://a.test/", MENU);
    pages.iter().fold(home, |site, (path, html)| {
        site.page("target", &format!("https://a.test{path}"), &format!("<body>{MENU}{html}</body>"))
    })
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    let found = match &outcome.finding {
        Finding::Truth(truth) => truth.to_string(),
        Finding::Number(measure) => format!("{:.2} {}", measure.value, measure.unit),
        Finding::Grade(grade) => grade.clone(),
        Finding::Unknown(unknown) => format!("{:?}", unknown.reason),
        other @ Finding::Text(_) => format!("{other:?}"),
    };
    assert_eq!(found, expected, "{outcome:?}");
    outcome
}

const MISSING: &str = "UnknownReason::PageMissing";

const GUIDE: &str = "<h3>一、设定依据</h3><p>条例</p><h3>二、申请条件</h3><p>在册</p>\
    <table><tr><th>申报材料<td>身份证<tr><th>受理地点<td>大厅</table><p>咨询电话：0000</p>";

#[test]
fn elements_of_a_guide() {
    let with = |html| site(&[("/sb", html)]).param("follow", r#"["社会保险"]"#);
    let outcome = check(with(GUIDE), "guide-elements", "0.62 share");
    assert_eq!(outcome.note.as_deref(), Some("缺：事项名称、办理时间、办理流程"));
    check(with("<p>只有一条法律依据的正文，没有任何要素。</p>"), "guide-elements", "0.00 share");
    check(
        with(GUIDE).param("labels", r#"[["设定依据"],["收费标准"]]"#),
        "guide-elements",
        "0.50 share",
    );
    check(site(&[]).param("follow", r#"["社会保险"]"#), "guide-elements", MISSING);
    check(site(&[]).param("follow", r#"["医疗保险"]"#), "guide-elements", "false");
}

#[test]
fn entries_to_a_service() {
    let with = |word: &str, pages: &[(&str, &str)]| {
        site(pages).param("keywords", &format!("[\"{word}\"]")).param("follow", r#"["社会保险"]"#)
    };
    let column = ("/sb", "<a href=/cb>参保证明打印</a>");
    let login = ("/cb", "<form><input type=password></form>");
    let outcome = check(with("参保证明", &[column, login]), "entry", "true");
    assert!(outcome.confidence > 0.9);
    let outcome = check(with("参保证明", &[column, ("/cb", "<p>说明</p>")]), "entry", "true");
    assert!(outcome.confidence < 0.8);
    check(with("参保证明", &[column]), "entry", MISSING);
    check(with("挂失", &[column, login]), "entry", "false");
    let script = Site::new()
        .page("home", "https://a.test/", &format!("{MENU}<a href=javascript:go()>社保卡挂失</a>"))
        .param("keywords", r#"["挂失"]"#);
    assert!(check(script, "entry", "true").confidence < 0.6);
    let missing = site(&[]).try_judge(&crate::probe(), "entry").unwrap_err();
    assert_eq!(missing, "point `test`: `keywords` is missing");
}

#[test]
fn grades_of_depth() {
    let with = |html| {
        site(&[("/zy", html), ("/zn", GUIDE), ("/sb", "<a href=/zy>社保转移</a>")])
            .param("keywords", r#"["社保转移"]"#)
            .param("follow", r#"["社会保险"]"#)
    };
    check(with("<p>说明</p>"), "depth-grade", "info");
    check(with(GUIDE), "depth-grade", "guide");
    check(with("<a href=/zn>办事指南</a>"), "depth-grade", "guide");
    check(with("<a href=/b.doc>附件1</a>"), "depth-grade", "form");
    check(with("<a href=/b.doc>申请表</a><button>在线办理</button>"), "depth-grade", "apply");
    check(with("<a onclick=q()>办理进度</a>"), "depth-grade", "query");
    check(with("<p>请到窗口在线办理</p>"), "depth-grade", "info");
    let none =
        site(&[("/sb", "")]).param("keywords", r#"["工伤"]"#).param("follow", r#"["社会保险"]"#);
    check(none, "depth-grade", "none");
    let gone = site(&[("/sb", "<a href=/zy>社保转移</a>")])
        .param("keywords", r#"["社保转移"]"#)
        .param("follow", r#"["社会保险"]"#);
    check(gone, "depth-grade", MISSING);
}

#[test]
fn freshness_of_a_policy_column() {
    let with = |html| site(&[("/zc", html)]).param("follow", r#"["社保政策"]"#);
    check(with("<li>通知 2018-12-16<li>计划 2019-05-01"), "policy-freshness", "30.00 days");
    check(with("<li>通知"), "policy-freshness", "false");
}

#[test]
fn channels_of_a_service() {
    let with = |html| site(&[("/sb", html)]).param("follow", r#"["社会保险"]"#);
    let html = "<p><img src=1.png>官方微信</p><a href=/app>手机APP</a><a href=/wb>微博</a>";
    check(with(html), "multi-channel", "3.00 items");
    check(with(html).param("keywords", r#"["APP"]"#), "multi-channel", "2.00 items");
    check(with("<p>请用微信公众号查询并按提示操作</p>"), "multi-channel", "1.00 items");
}
