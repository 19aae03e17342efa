//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("创新创业", start, pages).silent()
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

#[track_caller]
fn support(html: &str, expected: &str) {
    let html = format!("<h1>惠企政策兑现</h1><p>符合条件的企业可在线兑现。</p>{html}");
    let pages = [("/hq", html.as_str()), ("/gs", PAID), ("/kong", "<h1>兑现公示</h1>")];
    let site = site("<a href=/hq>惠企政策</a>", &pages);
    check(
        site.param("keywords", "惠企政策").param("follow", "创新创业"),
        "support-depth",
        expected,
    );
}

const PAID: &str = "<h1>兑现公示</h1><table><tr><th>企业<th>金额<tr><td>甲公司<td>5万元\
    <tr><td>乙公司<td>8万元</table>";
const MATCH: &str = "<a href=/login>政策匹配</a>";
const APPLY: &str = "<a href=/login?to=sb>在线申报</a>";
const QUERY: &str = "<a href=/login>申报进度查询</a>";
const LIST: &str = "<a href=/gs>兑现公示</a>";

#[test]
fn steps_of_support() {
    support("", "info");
    support(MATCH, "match");
    support(&[MATCH, "<a href=/login>在线申报</a>"].concat(), "apply");
    support(&[MATCH, "<a href=/login>在线申报</a>", QUERY].concat(), "query");
    support(&[MATCH, "<a href=/login>在线申报</a>", QUERY, LIST].concat(), "paid_list");
}

#[test]
fn gaps_of_support() {
    support(&[MATCH, QUERY, LIST].concat(), "match");
    support(&["<a href=/login>在线申报</a>", LIST].concat(), "info");
    let empty = "<a href=/kong>兑现公示</a>";
    support(&[MATCH, "<a href=/login>在线申报</a>", QUERY, empty].concat(), "query");
    support(&[MATCH, APPLY].concat(), "PageMissing");
}

#[test]
fn registers_of_incubators() {
    let names = "<table><tr><th>名称<th>地址<tr><td>甲孵化器<td>东路<tr><td>乙空间<td>西路</table>";
    let with =
        |html| site("<a href=/ml>孵化器名单</a>", &[("/ml", html)]).param("keywords", "孵化器");
    check(with(names), "register", "true");
    check(with("<h1>孵化器名单</h1><p>栏目建设中</p>"), "register", "false");
}
