//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::Finding;
use probe_sdk::testing::{Outcome, Site};

const HEAD: &str = "<div class=top><a href=/login>登录</a><form action=/s><input name=q \
    placeholder=请输入关键字><button>搜索</button></form></div><ul><li><a href=/>首页</a>\
    <li><a href=/zt>医疗卫生</a><li><a href=/hd>互动交流</a><li><a href=/bs>办事大厅</a></ul>";

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

#[track_caller]
fn vaccination(html: &str, expected: &str) {
    let html = format!("<h1>宫颈癌疫苗接种</h1><p>市民可自愿自费接种HPV疫苗。</p>{html}");
    let pages = [("/hpv", html.as_str()), ("/jzd", SITES)];
    let site = site("<a href=/hpv>HPV疫苗接种</a>", &pages);
    let site = site.param("keywords", r#"["宫颈癌疫苗","HPV疫苗"]"#).param("follow", "医疗");
    check(site, "vaccination-depth", expected);
}

const SITES: &str = "<h1>接种门诊</h1><table><tr><th>单位<th>电话<tr><td>一院<td>0000-1\
    <tr><td>二院<td>0000-2</table>";
const LINK: &str = "<a href=/jzd>接种门诊一览</a>";
const RULES: &str =
    "<p>接种对象：9至45岁女性</p><p>接种程序：0、1、6月各一剂</p><p>价格：580元</p>";
const BOOK: &str = "<a href=/login>我要预约</a>";

#[test]
fn steps_of_vaccination() {
    vaccination("", "info");
    vaccination(LINK, "site_list");
    vaccination(&[LINK, RULES].concat(), "rules");
    vaccination(&[LINK, RULES, BOOK].concat(), "appointment");
}

#[test]
fn gaps_of_vaccination() {
    vaccination(&[RULES, BOOK].concat(), "info");
    vaccination(&[LINK, BOOK].concat(), "site_list");
    vaccination(&[LINK, "<h3>接种对象</h3><h3>价格</h3>"].concat(), "site_list");
    vaccination(&[LINK, RULES, "<a href=/>我要预约</a>"].concat(), "rules");
    vaccination("<h2>接种门诊</h2>", "info");
}

#[test]
fn appointments_at_hospitals() {
    let with =
        |html| site("<a href=/gh>预约挂号</a>", &[("/gh", html)]).param("keywords", "预约挂号");
    check(
        with("<form><select name=yy><option>一院</select><input name=rq></form>"),
        "entry",
        "true",
    );
    check(with("<h1>预约挂号</h1><p>请到窗口挂号。</p>"), "entry", "false");
}
