use super::{LOGIN, MISSING, Outcome, SHELL, asked, check, site};
use crate::criteria::service::entry::CRITERION;
use crate::testing::Site;

const START: &str = "<a href=/cx>社保查询</a>";

#[track_caller]
fn target(html: &str, expected: &str) -> Outcome {
    let pages = [("/cx", html), ("/zt", "")];
    check(asked(site(START, &pages), r#"["社保查询"]"#), &CRITERION, expected)
}

#[test]
fn what_serves() {
    target("<h1>社保查询</h1><form>身份证号<input name=sfz><button>查询</button></form>", "true");
    target(LOGIN, "true");
    target("<h1>社保查询 用户登录</h1><img src=qr.png>", "true");
    let table = "<table><tr><th>机构<th>地址<tr><td>一所<td>东路<tr><td>二所<td>西路</table>";
    target(table, "true");
    let button = target("<h1>社保查询</h1><p>说明</p><a href=/login>在线查询</a>", "true");
    assert_eq!(button.followed, ["https://zwfw.a.test/cx", "https://zwfw.a.test/login"]);
}

#[test]
fn what_does_not_serve() {
    target("<h1>社保查询</h1>", "false");
    target("<h1>社保查询</h1><p>请到窗口登录后查询。</p>", "false");
    target("<h1>社保查询</h1><p>栏目建设中，敬请期待</p><form><input name=sfz></form>", "false");
    target("<h1>提示</h1><p>对不起，您访问的页面不存在</p><form><input name=a></form>", "false");
    target("<div style='display:none'><form><input name=sfz></form></div><p>说明</p>", "false");
    target(
        "<!-- <form><input name=sfz></form> --><script>var t='<input name=a>'</script>",
        "false",
    );
    let guide = "<table><tr><td>设定依据<td>条例<tr><td>申请条件<td>在册<tr><td>办理地点<td>大厅\
                 <tr><td>联系电话<td>12333</table>";
    target(guide, "false");
}

#[test]
fn what_every_page_carries() {
    let carried = "<h3>用户登录</h3><table><tr><td>电话<td>1<tr><td>地址<td>2<tr><td>邮编<td>3</table>\
                   <form>卡号<input name=kh></form>";
    let start = format!("{START}{carried}");
    let page = format!("<h1>社保查询</h1>{carried}");
    let site = site(&start, &[("/cx", page.as_str()), ("/zt", "")]);
    check(asked(site, r#"["社保查询"]"#), &CRITERION, "false");
}

#[test]
fn a_script_alone_is_for_a_person() {
    let outcome = target("<h1>社保查询</h1><button onclick=go()>立即查询</button>", "true");
    assert!(outcome.confidence < 0.6);
    let start = "<a href=javascript:go()>社保查询</a>";
    let outcome = check(asked(site(start, &[("/zt", "")]), r#"["社保查询"]"#), &CRITERION, "true");
    assert!(outcome.confidence < 0.6);
}

#[test]
fn where_the_entry_stands() {
    let topic = ("/zt", "<h2>社会保障</h2><a href=/cx>社保查询打印</a>");
    let pages = [topic, ("/cx", LOGIN)];
    check(asked(site("", &pages), r#"["社保查询"]"#), &CRITERION, "true");
    let hidden = "<div style=display:none><a href=/cx>社保查询</a></div>";
    check(
        asked(site(hidden, &[("/cx", LOGIN), ("/zt", "")]), r#"["社保查询"]"#),
        &CRITERION,
        "false",
    );
    check(asked(site("<p>社保查询</p>", &[("/zt", "")]), r#"["社保查询"]"#), &CRITERION, "false");
    check(asked(site("", &[]), r#"["社保查询"]"#), &CRITERION, MISSING);
}

#[test]
fn from_the_home_page_through_the_portal() {
    let home = "<body><a href=https://zwfw.a.test/>政务服务</a>";
    let site = Site::new().page("home", "https://www.a.test/", home);
    let site = site.param("keywords", r#"["社保查询"]"#).param("follow", r#"["社会保障"]"#);
    let site = site.page("portal", "https://zwfw.a.test/", START);
    check(site.page("target", "https://zwfw.a.test/cx", LOGIN), &CRITERION, "true");
}

#[test]
fn the_home_page_adds_ways_and_no_doubts() {
    let with = |home: &str| {
        let site = asked(site("", &[("/zt", ""), ("/cx", LOGIN)]), r#"["社保查询"]"#);
        site.also("home", "https://www.a.test/", home)
    };
    let entry = "<body><a href=https://zwfw.a.test/cx>社保查询</a>";
    check(with(entry), &CRITERION, "true");
    let topic = "<body><a href=/gone>社会保障</a>";
    check(with(topic), &CRITERION, "false");
    check(with("<script src=a.js></script>"), &CRITERION, "false");
}

#[test]
fn links_that_lead_nowhere() {
    let start = "<a href=/>社保查询</a>";
    check(asked(site(start, &[("/zt", "")]), r#"["社保查询"]"#), &CRITERION, "false");
    let gone = |class: &str, status| {
        let site = asked(site(START, &[("/zt", "")]), r#"["社保查询"]"#);
        site.fails("https://zwfw.a.test/cx", class, status)
    };
    check(gone("http-status", Some(404)), &CRITERION, "false");
    check(gone("soft-404", Some(200)), &CRITERION, "false");
    check(gone("http-status", Some(503)), &CRITERION, MISSING);
    let again = super::with_head("首页", START);
    let home_again = asked(site(START, &[("/zt", "")]), r#"["社保查询"]"#);
    check(home_again.page("t", "https://zwfw.a.test/cx", &again), &CRITERION, "false");
}

#[test]
fn shells_are_unknown() {
    target("<script src=app.js></script><div id=app></div>", SHELL);
}

/// Systems lay out news as a bullet, a title and a day, each in a cell.
#[test]
fn a_list_of_articles_is_no_table_of_results() {
    let row = "<tr><td>·<td><a href=/n>关于社保查询的通知</a><td>2018-07-15";
    let list = format!("<h1>社保查询</h1><table>{row}{row}{row}</table>");
    let pages = [("/zt", ""), ("/cx", list.as_str()), ("/n", "<p>通知</p>")];
    check(asked(site(START, &pages), r#"["社保查询"]"#), &CRITERION, "false");
}

#[test]
fn a_zone_is_a_list() {
    let zone = "<h1>双创专栏</h1><ul><li><a href=/1>创业担保贷款</a><li><a href=/2>众创空间</a>\
                <li><a href=/3>创业补贴</a></ul>";
    let zone = |accept| {
        let site = site("<a href=/sc>双创专栏</a>", &[("/sc", zone), ("/zt", "")]);
        asked(site, r#"["双创"]"#).param("accept", accept)
    };
    check(zone("list"), &CRITERION, "true");
    check(zone("form"), &CRITERION, "false");
    let empty =
        site("<a href=/sc>双创专栏</a>", &[("/sc", "<h1>双创专栏</h1><ul></ul>"), ("/zt", "")]);
    check(asked(empty, r#"["双创"]"#).param("accept", "list"), &CRITERION, "false");
}

#[test]
fn a_wrong_manifest_is_a_fault() {
    let fault = site(START, &[]).try_judge(&super::PROBE, "entry").unwrap_err();
    assert_eq!(fault, "point `test`: `keywords` is missing");
}
