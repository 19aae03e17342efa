//! Columns that hold nothing, columns that are old, and the home page's own age.

use probe_sdk::testing::Site;

use super::{check, framed};

const MENU: &str = "<ul><li><a href=/yw/>今日要闻</a><li><a href=/tz/>通知公告</a><li><a href=/gh/>规划计划</a>\
    <li><a href=/zt/>专题专栏</a><li><a href=/fw/>办事服务</a></ul>";

fn list(title: &str, day: &str) -> String {
    let row = |n: u32| format!("<li><a href=/x/{n}.html>{title}第{n}次会议</a><span>{day}</span>");
    format!("<div class=list><ul>{}{}</ul></div>", row(1), row(2))
}

/// A site of four columns.
fn columns(news: &str, notices: &str, plans: &str, topics: &str) -> Site {
    let at = |name: &str| format!("https://www.a.gov.cn/{name}/");
    Site::new()
        .page("home", "https://www.a.gov.cn/", &format!("<body>{MENU}</body>"))
        .page("column", &at("yw"), &framed(news))
        .page("column", &at("tz"), &framed(notices))
        .page("column", &at("gh"), &framed(plans))
        .page("column", &at("zt"), &framed(topics))
}

#[test]
fn empty_columns() {
    let full = list("市政府召开", "2019-01-10");
    check(columns(&full, &full, &full, &full), "empty-columns", "0.000 items");
    check(
        columns(&full, &full, "<p>栏目建设中</p>", "<ul class=list></ul>"),
        "empty-columns",
        "2.000 items",
    );
    let by_script = "<ul id=newsList></ul><script>load('newsList')</script>";
    check(columns(&full, &full, &full, by_script), "empty-columns", "0.000 items");
    let bare = "<div id=vsb_content><p class=vsbcontent_start>暂无内容</p></div>";
    check(columns(&full, &full, &full, bare), "empty-columns", "1.000 items");
    let about = "<div class=TRS_Editor><p>第一段。</p><p>本栏目暂无内容。</p></div>";
    check(columns(&full, &full, &full, about), "empty-columns", "0.000 items");
    let told = "<p>依申请公开由市政府办公室受理，申请人应当填写申请表并说明所需信息的名称、文号和用途，受理时间为工作日。</p><ul class=list></ul>";
    check(columns(&full, &full, &full, told), "empty-columns", "0.000 items");
    check(columns("<p>x", "<p>x", "<p>x", "<p>x"), "empty-columns", "NotStated");
    check(Site::new().page("home", "https://www.a.gov.cn/", MENU), "empty-columns", "NotStated");
}

#[test]
fn columns_at_the_addresses_of_documents() {
    let menu = "<ul><li><a href=/channels/16.html>今日要闻</a><li><a href=/gh.htm>规划计划</a>\
        <li><a href='/so?q=%E8%A6%81'>要闻动态</a><li><a href=/t20190101.html>通知公告</a></ul>";
    let old = framed(&list("市政府召开", "2015-06-01"));
    let site = Site::new()
        .page("home", "https://www.a.gov.cn/", &framed(menu))
        .page("column", "https://www.a.gov.cn/channels/16.html", &old)
        .page("column", "https://www.a.gov.cn/gh.htm", &old)
        .page("column", "https://www.a.gov.cn/so?q=%E8%A6%81", &old);
    check(site, "stale-columns", "2.000 items");
}

#[test]
fn stale_columns() {
    let fresh = list("市政府召开", "2019-01-10");
    let old = list("市政府召开", "2018-12-20");
    check(columns(&fresh, &fresh, &fresh, &fresh), "stale-columns", "0.000 items");
    check(columns(&old, &old, &old, &old), "stale-columns", "1.000 items");
    let older = list("市政府召开", "2018-06-01");
    check(columns(&older, &older, &older, &older), "stale-columns", "2.000 items");
    let ancient = list("市政府召开", "2015-06-01");
    check(columns(&ancient, &ancient, &ancient, &ancient), "stale-columns", "4.000 items");
    let undated = list("市政府召开", "");
    check(columns(&undated, &fresh, &undated, &fresh), "stale-columns", "1.000 items");
    let planned = list("市政府召开", "2035-12-31");
    check(columns(&planned, &fresh, &fresh, &fresh), "stale-columns", "1.000 items");
    let today = format!("<p>今天是2019年1月15日 星期二</p>{old}");
    check(columns(&today, &fresh, &fresh, &fresh), "stale-columns", "1.000 items");
}

fn home(html: &str) -> Site {
    let home = format!("<body>{MENU}<p>今天是2019年1月15日</p>{html}</body>");
    Site::new().page("home", "https://www.a.gov.cn/", &home)
}

#[test]
fn the_home_pages_age() {
    let entry = "<li><a href=/yw/t20190105_1.html>市政府召开常务会议</a><span>2019-01-05</span>";
    let article = |site: Site, tag: &str| {
        site.page("article", "https://www.a.gov.cn/yw/t20190105_1.html", tag)
    };
    check(article(home(entry), ""), "home-freshness", "10.000 days");
    check(
        article(home(entry), "<meta name=PubDate content='2018-12-15 10:00'>"),
        "home-freshness",
        "31.000 days",
    );
    // A list whose dates are all of today; the address knows better.
    let forged = entry.replace("2019-01-05<", "2019-01-15<");
    check(article(home(&forged), ""), "home-freshness", "10.000 days");
    let short = "<li><a href=/yw/show?id=1>市政府召开常务会议</a><em>[01-12]</em>";
    let site = home(short).page("article", "https://www.a.gov.cn/yw/show?id=1", "");
    check(site, "home-freshness", "3.000 days");
    check(home(entry), "home-freshness", "false");
    check(home(""), "home-freshness", "false");
    let refused =
        home(entry).fails("https://www.a.gov.cn/yw/t20190105_1.html", "connect-timeout", None);
    check(refused, "home-freshness", "false");
    let refused =
        home(entry).fails("https://www.a.gov.cn/yw/t20190105_1.html", "robots-disallowed", None);
    check(refused, "home-freshness", "PageMissing");
}
