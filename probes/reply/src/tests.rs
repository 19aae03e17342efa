use probe_sdk::testing::{Outcome, Site};
use probe_sdk::{Finding, UnknownReason};

mod use_of_replies;

const HOME: &str = "<title>某市人民政府</title><div class=\"date\">今天是2019年1月15日 星期二</div>
    <ul class=\"nav\"><li><a href=\"/\">首页</a><li><a href=\"/zwgk/\">政务公开</a>
    <li><a href=\"/hdjl/\">互动交流</a><li><a href=\"/fw/\">政务服务</a><li><a href=\"/sj/\">数据开放</a>
    <li><a href=\"/mlms/\">魅力某市</a></ul>";

const COLUMN: &str = "<title>互动交流</title><ul><li><a href=\"/hdjl/szxx/\">市长信箱</a>
    <li><a href=\"/hdjl/lxxd/\">来信选登</a><li><a href=\"/hdjl/dczj/\">调查征集</a><li><a href=\"/hdjl/zxft/\">在线访谈</a>
    <li><a href=\"/hdjl/cjwt/\">常见问题</a></ul>";

/// A list as a table with both days and a state.
const TABLE: &str = "<title>来信选登</title><form action=\"/hdjl/so.jsp\" method=\"get\">标题：<input type=\"text\"
    name=\"title\"><input type=\"hidden\" name=\"site\" value=\"3\"><input type=\"submit\" value=\"查询\"></form>
    <table><tr><th>信件标题</th><th>处理部门</th><th>来信时间</th><th>答复时间</th><th>处理状态</th></tr>
    <tr><td><a href=\"/xj/1.html\">关于人民路路灯不亮的问题</a></td><td>市城管局</td><td>2019-01-08</td><td>2019-01-10</td><td>已答复</td></tr>
    <tr><td><a href=\"/xj/2.html\">住房公积金如何提取的咨询</a></td><td>公积金中心</td><td>2018-12-20</td><td>2018-12-24</td><td>已答复</td></tr>
    <tr><td><a href=\"/xj/3.html\">幼儿园入园报名条件咨询</a></td><td>市教育局</td><td>2018-12-01</td><td>2018-12-21</td><td>已办结</td></tr>
    <tr><td><a href=\"/xj/4.html\">建议增加十二路公交班次</a></td><td>市交通局</td><td>2018-12-15</td><td></td><td>处理中</td></tr>
    </table>";

/// The same as cards of which only the letters' own pages say when they were answered.
const CARDS: &str = "<title>市长信箱-来信选登</title>
    <dl><dt><a href=\"/xj/1.html\">关于人民路路灯不亮的问题</a></dt><dd>来信时间：2019-01-08</dd><dd>已回复</dd></dl>
    <dl><dt><a href=\"/xj/2.html\">住房公积金如何提取的咨询</a></dt><dd>来信时间：2018-12-20</dd><dd>已回复</dd></dl>";

fn letter(asked: &str, answered: &str) -> String {
    format!(
        "<title>来信详情</title><table><tr><th>来信时间</th><td>{asked}</td></tr><tr><th>来信内容</th>
        <td>人民路东段路灯不亮已有一周，晚上出行不便，请问什么时候可以修好？</td></tr></table>
        <h3>办理情况</h3><table><tr><th>答复单位</th><td>市城管局</td></tr><tr><th>答复时间</th><td>{answered}</td></tr>
        <tr><th>答复内容</th><td>您好，来信收悉。经现场核查，人民路东段路灯不亮系电缆被施工挖断所致，我局已安排抢修队伍更换电缆120米，
        1月9日晚路灯已全部恢复照明。今后晚上出行如再发现路灯故障，请随时反映，我们会在一天之内修好。</td></tr></table>"
    )
}

fn site() -> Site {
    Site::new()
        .page("home", "http://www.a.test/", HOME)
        .page("column", "http://www.a.test/hdjl/", COLUMN)
        .page("column", "http://www.a.test/fw/", "<title>政务服务</title><p>政务服务")
}

fn table() -> Site {
    site().page("qa_list", "http://www.a.test/hdjl/lxxd/", TABLE)
}

fn with_letters(site: Site) -> Site {
    site.page("qa_detail", "http://www.a.test/xj/1.html", &letter("2019-01-08", "2019-01-10")).page(
        "qa_detail",
        "http://www.a.test/xj/2.html",
        &letter("2018-12-20", "2018-12-24"),
    )
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    // A page is missing where nobody answers for it; that it does not exist is an answer.
    let site = if expected == "PageMissing" { site.silent() } else { site };
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

#[test]
fn letters_are_found_by_clicks() {
    check(table(), "letters-public", "2.000 clicks");
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", CARDS),
        "letters-public",
        "2.000 clicks",
    );
    let direct = HOME.replace("/hdjl/", "/hdjl/lxxd/").replace("互动交流", "来信选登");
    let direct = Site::new().page("home", "http://www.a.test/", &direct);
    check(
        direct.page("qa_list", "http://www.a.test/hdjl/lxxd/", TABLE),
        "letters-public",
        "1.000 clicks",
    );
    let named = Site::new().page("qa_list", "http://www.a.test/hdjl/lxxd/", TABLE);
    check(named, "letters-public", "0.000 clicks");
}

#[test]
fn a_heading_without_letters_or_replies_earns_nothing() {
    let empty = "<title>来信选登</title><h2>来信选登</h2><p>暂无内容，欢迎来信，我们会及时答复</p><a href=/>a</a><a href=/b>b</a><a href=/c>c</a><a href=/d>d</a><a href=/e>e</a>";
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", empty),
        "letters-public",
        "PageMissing",
    );
    let empty_only = COLUMN.replace("市长信箱", "市情");
    let empty_only = Site::new()
        .page("home", "http://www.a.test/", HOME)
        .page("column", "http://www.a.test/hdjl/", &empty_only)
        .page("qa_list", "http://www.a.test/hdjl/lxxd/", empty);
    check(empty_only, "letters-public", "false");
    let open = TABLE
        .replace("已答复", "处理中")
        .replace("已办结", "处理中")
        .replace("<td>2019-01-10</td>", "<td></td>")
        .replace("<td>2018-12-24</td>", "<td></td>")
        .replace("<td>2018-12-21</td>", "<td></td>");
    check(site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &open), "letters-public", "false");
}

#[test]
fn news_and_shells_are_no_letters() {
    let news = "<title>来信选登</title><ul><li><a href=\"/n/1.html\">我市召开信件办理工作会议</a><span>2019-01-10</span>
        <li><a href=\"/n/2.html\">我市召开信件办理工作会议</a><span>2019-01-09</span></ul>";
    let shell = "<title>来信选登</title><div id=app></div><script src=/a.js></script>";
    let only = COLUMN.replace("市长信箱", "市情");
    let with = |list: &str| {
        Site::new()
            .page("home", "http://www.a.test/", HOME)
            .page("column", "http://www.a.test/hdjl/", &only)
            .page("qa_list", "http://www.a.test/hdjl/lxxd/", list)
    };
    check(with(&news.replace("来信选登", "要闻")), "letters-public", "false");
    check(with(shell), "letters-public", "NeedsRendering");
}

#[test]
fn days_to_a_reply() {
    check(table(), "reply-days", "4.000 days");
    let cards = site().page("qa_list", "http://www.a.test/hdjl/lxxd/", CARDS);
    check(with_letters(cards), "reply-days", "4.000 days");
    check(site().page("qa_list", "http://www.a.test/hdjl/lxxd/", CARDS), "reply-days", "false");
}

#[test]
fn days_that_cannot_be_do_not_count() {
    // A reply before its letter, and one after the day of collection.
    let odd = TABLE.replace("2018-12-24", "2018-12-19").replace("2018-12-21", "2019-02-21");
    let outcome = check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &odd),
        "reply-days",
        "2.000 days",
    );
    assert!(outcome.confidence < 0.6);
    // The letter's own page counts before the list.
    let own = table().page(
        "qa_detail",
        "http://www.a.test/xj/2.html",
        &letter("2018-12-02", "2018-12-24"),
    );
    check(own, "reply-days", "20.000 days");
}

#[test]
fn letters_left_over() {
    check(table(), "unanswered", "0.000 items");
    // More pages than are read, on which older letters may be.
    let pages = "<a href=\"l2.jsp\">2</a><a href=\"l3.jsp\">3</a><a href=\"l4.jsp\">4</a>";
    let long = site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &format!("{TABLE}{pages}"));
    check(long, "unanswered", "NotStated");
    let old = TABLE.replace("2018-12-15", "2018-08-15");
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &old),
        "unanswered",
        "1.000 items",
    );
    let done = old.replace("处理中", "已答复");
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &done),
        "unanswered",
        "0.000 items",
    );
    let older = TABLE.replace("2018-12-15", "2017-08-15");
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &older),
        "unanswered",
        "0.000 items",
    );
}

#[test]
fn the_share_answered() {
    // Of the four letters one is younger than 15 days.
    check(table(), "answered-share", "0.667 share");
    let blind = TABLE.replace("<td>处理中</td>", "<td></td>");
    let blind = site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &blind);
    check(blind, "answered-share", "1.000 share");
    let open = letter("2018-12-15", "").replace("答复内容", "备注");
    let blind = TABLE.replace("<td>处理中</td>", "<td></td>");
    let blind = site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &blind);
    check(
        blind.page("qa_detail", "http://www.a.test/xj/4.html", &open),
        "answered-share",
        "0.667 share",
    );
}

#[test]
fn the_newest_reply() {
    check(table(), "newest-reply", "5.000 days");
    let to_come = TABLE.replace("<td>2019-01-10</td>", "<td>2019-06-10</td>");
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &to_come),
        "newest-reply",
        "22.000 days",
    );
}

#[test]
fn further_pages_are_read() {
    let first = format!("{TABLE}<a href=\"?p=1\">1</a><a href=\"list.jsp?p=2\">2</a>");
    let second = TABLE.replace("/xj/", "/xj2/").replace("2018-12-15", "2018-08-15");
    let site = site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &first).page(
        "qa_list",
        "http://www.a.test/hdjl/lxxd/list.jsp?p=2",
        &second,
    );
    check(site, "unanswered", "1.000 items");
}

#[test]
fn a_page_that_could_not_be_had_is_unknown() {
    let outcome = check(site(), "reply-days", "PageMissing");
    assert!(
        matches!(outcome.finding, Finding::Unknown(ref u) if u.reason == UnknownReason::PageMissing)
    );
}

#[test]
fn letters_that_have_no_page_yet_are_letters() {
    let open = "<tr><td>反映健身器材损坏的问题</td><td>市体育局</td><td>2018-08-17</td><td></td><td>处理中</td></tr></table>";
    let with = |row: &str| TABLE.replace("</table>", row);
    let list = |html: &str| site().page("qa_list", "http://www.a.test/hdjl/lxxd/", html);
    check(list(&with(open)), "unanswered", "1.000 items");
    check(list(&with(&open.replace("2018-08-17", "2018-12-17"))), "answered-share", "0.500 share");
    let hidden = open.replace("<tr>", "<tr style=\"display:none\">");
    check(list(&with(&hidden)), "unanswered", "0.000 items");
}

#[test]
fn pairs_of_term_and_description_are_rows() {
    let list = "<title>来信选登</title><dl>
        <dt><a href=\"/xj/1.html\">关于人民路路灯不亮的问题</a></dt><dd>来信时间：2019-01-08</dd><dd>答复时间：2019-01-10</dd>
        <dt><a href=\"/xj/2.html\">住房公积金如何提取的咨询</a></dt><dd>来信时间：2018-12-20</dd><dd>答复时间：2018-12-26</dd></dl>";
    check(site().page("qa_list", "http://www.a.test/hdjl/lxxd/", list), "reply-days", "6.000 days");
}

#[test]
fn a_site_that_answers_404_says_no() {
    let outcome = site().judge(&crate::probe(), "reply-days");
    assert_eq!(outcome.finding, Finding::Truth(false));
}
