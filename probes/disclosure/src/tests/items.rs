//! Criteria that draw items from a list.

use probe_sdk::testing::Site;

use super::{MENU, MISSING, check, site};

/// A duty list behind 政务公开 with two items, and these pages of theirs.
fn items(first: &'static str, second: Option<&'static str>) -> Site {
    let list =
        "<ul class=l><li><a href=/1>行政许可事项甲</a><li><a href=/2>行政许可事项乙</a></ul>";
    let site = site(&[("list_page", "/zwgk", list), ("item", "/1", first)]);
    let site = match second {
        Some(html) => site.page("item", "https://a.test/2", html),
        None => site,
    };
    site.param("follow", r#"["政务公开"]"#)
}

const DUTY: &str = "<table><tr><th>责任事项<td>发证<th>责任主体<td>办公室<tr><th>追责情形<td>不依法办理的<th>监督电话<td>0354-3039999</table>";

#[test]
fn elements_of_items() {
    let labels = r#"["责任事项","责任主体","追责情形","监督电话"]"#;
    let with = |second| items(DUTY, second).param("keywords", labels);
    check(with(Some(DUTY)), "list-elements", "1.000 share");
    check(
        with(Some("<table><tr><th>责任事项<td>发证<th>责任主体<td></table>")),
        "list-elements",
        "0.625 share",
    );
    check(with(Some("<p>说明</p>")), "list-elements", "0.500 share");
    check(with(None), "list-elements", "1.000 share");
    check(
        with(None).fails("https://a.test/2", "http-status", Some(404)),
        "list-elements",
        "0.500 share",
    );
    let rows = "<table><tr><th>责任事项<th>责任主体<th>监督电话<tr><td>发证<td>办公室<td>12345<tr><td>年检<td><td>12345</table>";
    let on_list = site(&[("list_page", "/zwgk", rows)]).param("follow", r#"["政务公开"]"#);
    check(on_list.param("keywords", r#"["责任事项","责任主体"]"#), "list-elements", "0.750 share");
}

#[test]
fn offices_with_lists_of_their_own() {
    let offices = "<ul class=l><li><a href=/o1>某某公安局</a><li><a href=/o2>某某民政局</a></ul>";
    let own = "<ul class=l><li><a href=/1>行政许可事项甲</a><li><a href=/2>行政许可事项乙</a></ul>";
    let site = site(&[
        ("list_page", "/zwgk", offices),
        ("item", "/o1", own),
        ("item", "/o2", own),
        ("item", "/1", DUTY),
    ]);
    check(
        site.param("follow", r#"["政务公开"]"#).param("keywords", r#"["责任事项"]"#),
        "list-elements",
        "1.000 share",
    );
}

#[test]
fn accountability_with_a_channel() {
    check(items(DUTY, Some("<p>说明</p>")), "accountability", "true");
    let no_number = "<table><tr><th>追责情形<td>不依法办理的<th>监督电话<td>见门户网站</table>";
    check(items(no_number, Some("<p>说明</p>")), "accountability", "false");
    check(items("<p>监督电话：12345</p>", Some("<p>说明</p>")), "accountability", "false");
    check(
        items("<p>追责情形：</p><p>监督方式：a@b.test</p>", Some("<p>追责依据：公务员法</p>")),
        "accountability",
        "true",
    );
}

#[test]
fn codes_and_charts() {
    let good = "<p>事项编码：1140000000000012345678</p><h3>办理流程</h3><img src=lc.png>";
    let bad = "<p>事项编码：4000-A-00200-140700</p><h3>办理流程</h3><p>详见窗口</p>";
    check(items(good, Some(bad)), "item-codes", "0.500 share");
    check(items(good, Some("<p>事项编码：</p>")), "item-codes", "0.500 share");
    check(items(good, Some(bad)), "flow-charts", "0.500 share");
    check(items(good, Some("<h3>流程图</h3>")), "flow-charts", "0.500 share");
    check(items(good, None), "flow-charts", "1.000 share");
}

#[test]
fn marks_of_documents() {
    let labels = r#"["索引号","发布机构","成文日期","文号"]"#;
    let full = "<table><tr><td>索引号：<td>A01-2018-1<td>发布机构：<td>市政府<tr><td>成文日期：<td>2018-12-01<td>文号：<td>1号</table>";
    let half = "<table><tr><td>索引号：<td>A01-2018-2<td>发布机构：<td>市政府<tr><td>成文日期：<td><td>文号：<td>--</table>";
    check(items(full, Some(half)).param("keywords", labels), "metadata", "0.750 share");
    check(items(full, None).param("keywords", labels), "metadata", "1.000 share");
    let article =
        Site::new().silent().page("article", "https://a.test/1", half).param("keywords", labels);
    check(article, "metadata", "0.500 share");
    check(
        site(&[]).param("follow", r#"["政务公开"]"#).param("keywords", labels),
        "metadata",
        MISSING,
    );
}

#[test]
fn items_that_lead_to_guides() {
    let guide = "<h3>设定依据</h3><p>条例</p><h3>申请条件</h3><p>在册</p><h3>办理流程</h3><p>申请、受理</p>";
    check(items(guide, Some("<p>说明</p>")), "guide-links", "0.500 share");
    check(
        items(guide, None).fails("https://a.test/2", "http-status", Some(404)),
        "guide-links",
        "0.500 share",
    );
    check(
        items("<h3>设定依据</h3><h3>申请条件</h3><h3>办理流程</h3>", None),
        "guide-links",
        "0.000 share",
    );
    let plain_head = "<table><tr><td>服务领域<td>服务事项<td>办理\
        <tr><td>教育<td>教育咨询服务1<td><a href=/1>办事指南</a><tr><td>就业<td>就业咨询服务2<td><a href=/2>办事指南</a></table>";
    let guide = format!("{MENU}{guide}");
    let list =
        site(&[("list_page", "/zwgk", plain_head), ("g", "/1", &guide), ("g", "/2", &guide)]);
    check(list.param("follow", r#"["政务公开"]"#), "guide-links", "1.000 share");
}

#[test]
fn list_and_portal() {
    let list = "<table><tr><th>事项<th>类型<tr><td><a href=/1>户口迁移登记</a><td>行政许可<tr><td><a href=/2>内资公司设立</a><td>行政许可\
        <tr><td><a href=/3>违法停车处罚</a><td>行政处罚</table>";
    let portal = |items: &str| {
        site(&[
            ("list_page", "/zwgk", list),
            ("portal", "/zwfw", "<a href=/sx>事项清单</a>"),
            ("item_list", "/sx", items),
            ("guide", "/g1", "<p>说明</p>"),
            ("guide", "/g2", "<p>说明</p>"),
        ])
        .param("follow", r#"["政务公开"]"#)
    };
    check(
        portal("<ul class=l><li><a href=/g1>户口迁移登记</a><li><a href=/g2>结婚登记办理</a></ul>"),
        "portal-agreement",
        "0.500 share",
    );
    check(
        portal(
            "<ul class=l><li><a href=/g1>户口迁移登记</a><li><a href=/g2>内资公司设立登记</a></ul>",
        ),
        "portal-agreement",
        "1.000 share",
    );
    check(portal("<p>建设中</p>"), "portal-agreement", "NotStated");
}
