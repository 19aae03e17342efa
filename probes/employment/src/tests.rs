//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{LOGIN, Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("就业服务", start, pages)
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

/// A page of the matter with everything a person needs.
const MATTER: &str = "<h1>失业保险金申领</h1><p>设定依据：办法</p><p>申请条件：本市居民</p>\
    <p>办理材料：身份证</p><p>办理地点：大厅二楼</p><p>联系电话：0000-1</p>\
    <a href=/sq>在线申请</a><a href=/login?cx>办理进度</a>";

const FORM: &str = "<form><input name=xm><input name=sfz><textarea name=yy></textarea></form>";

#[test]
fn depth_and_guide_of_a_matter() {
    let pages = [("/sx", MATTER), ("/sq", FORM), ("/login?cx", LOGIN)];
    let with = || site("<a href=/sx>失业保险金申领</a>", &pages).param("keywords", "失业保险金");
    check(with(), "depth-grade", "query");
    check(with(), "guide-elements", "0.625 share");
}

#[test]
fn an_entry() {
    let with =
        |html| site("<a href=/cx>职业培训</a>", &[("/cx", html)]).param("keywords", "职业培训");
    check(with(LOGIN), "entry", "true");
    check(with("<h1>职业培训</h1>"), "entry", "false");
}

#[test]
fn age_of_job_offers() {
    let list = "<ul><li><a href=/1>机械厂招聘操作工</a><span>2019-01-10</span></ul>";
    let pages = [("/zp", list), ("/1", "<p>薪资面议，五险一金。</p>")];
    let site = site("<a href=/zp>招聘信息</a>", &pages);
    check(site.param("keywords", "招聘信息"), "column-freshness", "5.000 days");
    // The portal's page of that name is one of services; the news may be on a home page nobody could have.
    let services = "<ul><li><a href=/1>失业登记办理</a><li><a href=/2>职业培训申请</a></ul>";
    let portal = portal("就业服务", "<a href=/jy>招聘信息</a>", &[("/jy", services)]);
    check(portal.param("keywords", "招聘信息"), "column-freshness", "PageMissing");
}
