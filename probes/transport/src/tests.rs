//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{LOGIN, Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("交通出行", start, pages)
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

/// A page of the matter with everything a person needs.
const MATTER: &str = "<h1>驾驶证补换领</h1><p>设定依据：办法</p><p>申请条件：本市居民</p>\
    <p>办理材料：身份证</p><p>办理地点：大厅二楼</p><p>联系电话：0000-1</p>\
    <a href=/sq>在线申请</a><a href=/login?cx>办理进度</a>";

const FORM: &str = "<form><input name=xm><input name=sfz><textarea name=yy></textarea></form>";

#[test]
fn depth_and_guide_of_a_matter() {
    let pages = [("/sx", MATTER), ("/sq", FORM), ("/login?cx", LOGIN)];
    let with = || site("<a href=/sx>驾驶证补换领</a>", &pages).param("keywords", "驾驶证 补换");
    check(with(), "depth-grade", "query");
    check(with(), "guide-elements", "0.625 share");
}

#[test]
fn an_entry() {
    let with =
        |html| site("<a href=/cx>违章查询</a>", &[("/cx", html)]).param("keywords", "违章查询");
    check(with(LOGIN), "entry", "true");
    check(with("<h1>违章查询</h1>"), "entry", "false");
}
