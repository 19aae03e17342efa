//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("教育服务", start, pages)
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

#[track_caller]
fn enrolment(html: &str, expected: &str) {
    let html = format!("<h1>义务教育入学报名</h1><p>各区教育局按片区安排入学。</p>{html}");
    let pages = [("/rx", html.as_str()), ("/hq", DISTRICTS), ("/kong", "<h1>学区划分</h1>")];
    let site = site("<a href=/rx>义务教育入学报名</a>", &pages);
    check(
        site.param("keywords", r#"["入学报名"]"#).param("follow", "教育"),
        "enrolment-depth",
        expected,
    );
}

const DISTRICTS: &str = "<h1>学区划分</h1><table><tr><th>学校<th>范围<tr><td>一小<td>东路以南\
    <tr><td>二小<td>西路以北</table>";
const GUIDE: &str = "<p>设定依据：义务教育法</p><p>申请条件：年满六周岁</p><p>办理材料：户口簿</p>\
    <p>办理地点：各小学</p>";
const QUERY: &str = "<a href=/hq>学区划片查询</a>";
const APPLY: &str = "<a href=/login>网上报名</a>";
const RESULT: &str = "<a href=/login>录取结果查询</a>";

#[test]
fn steps_of_enrolment() {
    enrolment("", "info");
    enrolment(GUIDE, "guide");
    enrolment(&[GUIDE, QUERY].concat(), "district_query");
    enrolment(&[GUIDE, QUERY, APPLY].concat(), "apply");
    enrolment(&[GUIDE, QUERY, APPLY, RESULT].concat(), "result_query");
}

#[test]
fn gaps_of_enrolment() {
    enrolment(&[GUIDE, APPLY, RESULT].concat(), "guide");
    enrolment(&[GUIDE, "<a href=/kong>学区划分</a>", APPLY].concat(), "guide");
    enrolment(&[GUIDE, QUERY, RESULT].concat(), "district_query");
    enrolment(&[QUERY, APPLY, RESULT].concat(), "info");
}

#[test]
fn a_list_on_the_page_itself() {
    let list = "<h2>施教区</h2><ul><li>一小：东路以南<li>二小：西路以北<li>三小：湖滨路</ul>";
    enrolment(&[GUIDE, list].concat(), "district_query");
    enrolment(&[GUIDE, "<h2>施教区</h2><p>另行公布</p>"].concat(), "guide");
}

#[test]
fn registers_of_schools() {
    let names = "<ul><li>第一小学 东路1号<li>第二小学 西路2号<li>第三小学 湖滨路3号</ul>";
    let with =
        |html| site("<a href=/ml>学校名录</a>", &[("/ml", html)]).param("keywords", "学校名录");
    check(with(names), "register", "true");
    check(with("<h1>学校名录</h1>"), "register", "false");
}
