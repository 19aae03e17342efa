//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("医疗卫生", start, pages)
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
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
