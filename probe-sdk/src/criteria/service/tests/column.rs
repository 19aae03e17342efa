use super::{MISSING, Outcome, SHELL, asked, check, site};
use crate::criteria::service::column::CRITERION;

const START: &str = "<a href=/zc>社保政策</a>";

/// The tests' day of collection is 2019-01-15.
#[track_caller]
fn column(html: &str, articles: &[(&str, &str)], expected: &str) -> Outcome {
    let pages: Vec<(&str, &str)> =
        [("/zc", html), ("/zt", "")].into_iter().chain(articles.iter().copied()).collect();
    let site = asked(site(START, &pages), r#"["社保政策"]"#);
    check(site.also("home", "https://www.a.test/", "<p>首页</p>"), &CRITERION, expected)
}

const ARTICLE: (&str, &str) = ("/1", "<h1>缴费基数</h1><p>正文内容。</p>");

#[test]
fn the_newest_entry() {
    let list = "<ul><li><a href=/1>关于缴费基数的通知</a><span>2018-12-16</span>\
                <li><a href=/2>关于待遇调整的通知</a><span>2018-11-16</span></ul>";
    column(list, &[ARTICLE, ("/2", "<p>正文</p>")], "30.000 days");
    let table = "<table><tr><td><a href=/1>关于缴费基数的通知</a><td>2018年12月16日</table>";
    column(table, &[ARTICLE], "30.000 days");
    let flat = "<div><a href=/1>关于缴费基数的通知</a><span>2018-12-16</span>\
                <a href=/2>关于待遇调整的通知</a><span>2018-11-16</span></div>";
    column(flat, &[ARTICLE, ("/2", "<p>正文</p>")], "30.000 days");
}

#[test]
fn the_day_in_the_head_is_no_entry() {
    let list = "<p>今天是2019年1月15日 星期二</p><ul><li><a href=/1>关于缴费基数的通知</a>\
                <span>2017-01-15</span></ul>";
    column(list, &[ARTICLE], "730.000 days");
    column("<p>今天是2019年1月15日</p><h1>社保政策</h1>", &[], "false");
}

#[test]
fn plans_and_titles_do_not_count() {
    let list = "<ul><li><a href=/1>关于缴费基数的通知</a><span>2019-05-01</span></ul>";
    column(list, &[ARTICLE], "false");
    let title = "<ul><li><a href=/1>2019年1月10日起执行的通知</a><span>2018-12-16</span></ul>";
    column(title, &[ARTICLE], "30.000 days");
}

#[test]
fn an_entry_must_be_there_and_agree() {
    let list = "<ul><li><a href=/1>关于缴费基数的通知</a><span>2019-01-15</span></ul>";
    let old = "<h1>缴费基数</h1><p>发布时间：2017-01-15 来源：本站</p><p>正文</p>";
    column(list, &[("/1", old)], "730.000 days");
    column(list, &[("/1", "<p>您访问的页面不存在</p>")], "false");
    let outcome = column(list, &[], "0.000 days");
    assert!(outcome.confidence < 0.9, "nobody opened it");
}

#[test]
fn other_ends() {
    column("<h1>社保政策</h1><ul></ul>", &[], "false");
    column("<script src=a.js></script>", &[], SHELL);
    check(asked(site(START, &[("/zt", "")]), r#"["社保政策"]"#), &CRITERION, MISSING);
    // Without the home page nobody knows whether the column is there.
    let services = ("/zc", "<ul><li><a href=/1>社保卡申领</a><li><a href=/2>社保关系转移</a></ul>");
    check(asked(site(START, &[services, ("/zt", "")]), r#"["社保政策"]"#), &CRITERION, MISSING);
}
