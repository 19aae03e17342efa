//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::Finding;
use probe_sdk::testing::{Outcome, Site};

const HEAD: &str = "<div class=top><a href=/login>登录</a><form action=/s><input name=q \
    placeholder=请输入关键字><button>搜索</button></form></div><ul><li><a href=/>首页</a>\
    <li><a href=/zt>就业服务</a><li><a href=/hd>互动交流</a><li><a href=/bs>办事大厅</a></ul>";

const LOGIN: &str = "<h2>统一身份认证</h2><form><input name=user><input type=password></form>";

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    let url = |path: &str| format!("https://zwfw.a.test{path}");
    let html = |html: &str| format!("<body>{HEAD}<div class=main>{html}</div></body>");
    let portal = Site::new().page("service_portal", &url("/"), &html(start));
    let common = [("/login", LOGIN), ("/zt", ""), ("/hd", "")];
    let given = pages
        .iter()
        .chain(common.iter().filter(|(path, _)| pages.iter().all(|(given, _)| given != path)));
    given.fold(portal, |site, (path, text)| site.page("target", &url(path), &html(text)))
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    let found = match &outcome.finding {
        Finding::Truth(truth) => truth.to_string(),
        Finding::Number(measure) => format!("{:.3} {}", measure.value, measure.unit),
        Finding::Grade(grade) => grade.clone(),
        Finding::Unknown(unknown) => format!("{:?}", unknown.reason),
        other @ Finding::Text(_) => format!("{other:?}"),
    };
    assert_eq!(found, expected, "{outcome:?}");
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
}
