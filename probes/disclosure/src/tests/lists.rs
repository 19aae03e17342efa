//! Criteria of a list as a whole.

use super::{MENU, MISSING, check, site};
use probe_sdk::testing::Site;

fn list(html: &'static str) -> Site {
    site(&[("list_page", "/zwgk", html)]).param("follow", r#"["政务公开"]"#)
}

#[test]
fn categories_need_entries() {
    let words = r#"["财政预算","统计信息","应急管理"]"#;
    let with = |html| list(html).param("keywords", words);
    let entries = "<ul class=e><li><a href=/x1>2018年预算公开说明</a><li><a href=/x2>2019年预算公开说明</a></ul>";
    let links = "<ul class=c><li><a href=/c1>财政预算</a><li><a href=/c2>统计信息</a></ul>";
    check(
        with(links).page("c", "https://a.test/c1", &format!("{MENU}{entries}")).page(
            "c",
            "https://a.test/c2",
            &format!("{MENU}<p>暂无信息</p>"),
        ),
        "catalogue-categories",
        "1.000 items",
    );
    check(
        with("<h3>财政预算</h3><ul><li><a href=/x1>2018年预算公开说明</a></ul><h3>统计信息</h3>"),
        "catalogue-categories",
        "1.000 items",
    );
    check(
        with("<p>财政预算（12）</p><p>统计信息（0）</p><p>应急管理</p>"),
        "catalogue-categories",
        "1.000 items",
    );
    check(
        with("<table><tr><td>某项<td>财政预算<tr><td>某项<td>统计信息</table>"),
        "catalogue-categories",
        "2.000 items",
    );
    check(
        with("<div style='display:none'>财政预算（12）</div>"),
        "catalogue-categories",
        "0.000 items",
    );
}

#[test]
fn persons_and_companies() {
    let classes = r#"[["个人","自然人"],["法人","企业"]]"#;
    let links = "<ul class=c><li><a href=/gr>个人服务</a><li><a href=/fr>法人服务</a></ul>";
    let entries = format!("{MENU}<ul class=e><li><a href=/x1>户口迁移登记</a></ul>");
    let with = |second: &str| {
        list(links)
            .page("c", "https://a.test/gr", &entries)
            .page("c", "https://a.test/fr", second)
            .param("classes", classes)
    };
    check(with(&entries), "split-entries", "true");
    check(with(&format!("{MENU}<p>建设中</p>")), "split-entries", "false");
    check(
        list(links).page("c", "https://a.test/gr", &entries).param("classes", classes),
        "split-entries",
        MISSING,
    );
    check(
        list("<table><tr><td>某项<td>个人</table>").param("classes", classes),
        "split-entries",
        "false",
    );
    // Layout is no list, and what a cell ends with is no category.
    let laid_out = "<table><tr><td>首页<td>互动</table><table><tr><td>建设中</table>";
    check(with(laid_out), "split-entries", "false");
    let cells = "<tr><td><p>某项<td><p>本市居民和法人<td><p>申请、审核";
    let rows = format!("{links}<table><tr><td><b>事项<td><b>对象<td><b>流程{cells}{cells}</table>");
    let site = site(&[("list_page", "/zwgk", &rows)])
        .param("follow", r#"["政务公开"]"#)
        .page("c", "https://a.test/gr", &entries)
        .page("c", "https://a.test/fr", "<p>建设中</p>")
        .param("classes", classes);
    check(site, "split-entries", "false");
}

#[test]
fn searches_and_files() {
    let rows = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>";
    let own = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table><form><input name=item placeholder=请输入事项名称检索></form>";
    check(list(own), "list-usable", "true");
    check(list(rows), "list-usable", "false");
    let button_below = "<form><table><tr><td>关键词<td><input name=t><tr><td colspan=2><input type=submit value=查询></table></form>";
    check(list(button_below), "list-usable", "true");
    let file = "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table><a href=/qd.xlsx>清单下载</a>";
    check(list(file).attachment("attachment", "https://a.test/qd.xlsx"), "list-usable", "true");
    check(
        list(file).page("f", "https://a.test/qd.xlsx", "<h1>出错了</h1>"),
        "list-usable",
        "false",
    );
    check(list(file), "list-usable", MISSING);
    let menu = format!("{MENU}<form action=/so><input name=q placeholder=搜索></form>");
    let everywhere = Site::new()
        .silent()
        .page("home", "https://a.test/", &menu)
        .page("list_page", "https://a.test/zwgk", &format!("{menu}{rows}"))
        .param("follow", r#"["政务公开"]"#);
    check(everywhere, "list-usable", "false");
}

#[test]
fn departments_of_list_and_organisation() {
    let home = format!("{MENU}<a href=/jg>机构职能</a>");
    let with = |list: &str, organisation: &str| {
        Site::new()
            .silent()
            .page("home", "https://a.test/", &home)
            .page("list_page", "https://a.test/zwgk", &format!("{home}{list}"))
            .page("o", "https://a.test/jg", &format!("{home}{organisation}"))
            .param("follow", r#"["政务公开"]"#)
    };
    let organisation = "<ul class=o><li><a href=/o1>市发展和改革委员会</a><li><a href=/o2>市教育局</a><li><a href=/o3>广州市公安局</a><li><a href=/o4>市民政局</a></ul>";
    let list = "<table><tr><td>甲<td>发改委<tr><td>乙<td>教育局<tr><td>丙<td>市公安局</table>";
    let outcome = check(with(list, organisation), "department-cover", "0.750 share");
    assert_eq!(outcome.note.as_deref(), Some("机构 4 个，清单没有：民政局"));
    check(with(list, "<p>机构改革中</p>"), "department-cover", "NotStated");
}

#[test]
fn newest_entries_of_columns() {
    let with = |html: &str| {
        Site::new()
            .silent()
            .page("home", "https://a.test/", &format!("{MENU}<a href=/yw>要闻</a>"))
            .page("c", "https://a.test/yw", &format!("{MENU}{html}"))
            .param("follow", r#"["要闻"]"#)
    };
    let row = "<ul class=n><li><a href=/n1>市长调研重点项目建设</a><span>2018-12-16</span></ul>";
    check(with(row), "column-freshness", "30.000 days");
    check(
        with(&format!("<div>今天是2019年1月15日 星期二</div>{row}")),
        "column-freshness",
        "30.000 days",
    );
    check(with(&format!("<div>2019-01-15</div>{row}")), "column-freshness", "30.000 days");
    check(
        with(
            "<div>今天是2019年1月15日 星期二</div><ul class=n><li><a href=/n1>市长调研重点项目建设</a></ul>",
        ),
        "column-freshness",
        "false",
    );
    check(with("<p>没有日期</p>"), "column-freshness", "false");
    check(
        with("<ul class=n><li><a href=/n1>市长调研重点项目建设</a><span>2019-06-01</span></ul>"),
        "column-freshness",
        "false",
    );
}

#[test]
fn entries_to_lists_of_duties() {
    let home = |html: &str| Site::new().silent().page("home", "https://a.test/", html);
    check(home("<ul><li><a href=/qlqd>权力清单</a></ul>"), "duty-list", "true");
    check(
        home(&format!("{MENU}<a href=/1>我市公布市级部门权力清单和责任清单目录</a>")),
        "duty-list",
        "false",
    );
    check(home(MENU), "duty-list", "false");
    check(home(&format!("{MENU}<!-- <a href=/1>权力清单</a> -->")), "duty-list", "false");
}
