use probe_sdk::testing::Site;

use super::{check, site};

const LIST: &str = "<title>民意征集</title><ul>
    <li><a href=\"/zj/1.html\">关于公园改造方案的意见征集</a><span>2018-12-03</span><i>已结束</i>
    <li><a href=\"/zj/2.html\">公交票价调整意见征集</a><span>2018-06-03</span>
    <li><a href=\"/zj/3.html\">学区划分意见征集</a><span>2019-01-10</span></ul>";

fn with(list: &str, first: &str, second: &str) -> Site {
    site()
        .page("interaction", "http://www.a.test/zj/", list)
        .page("interaction_entry", "http://www.a.test/zj/1.html", first)
        .page("interaction_entry", "http://www.a.test/zj/2.html", second)
        .page(
            "interaction_entry",
            "http://www.a.test/zj/3.html",
            "<p>征集时间：2019年1月10日至2019年2月10日",
        )
        .page(
            "interaction_result",
            "http://www.a.test/fk/1.html",
            "<title>反馈</title><p>共收到意见 12 条，采纳 3 条。",
        )
}

#[test]
fn results_of_consultations_that_are_over() {
    let bare = "<title>征集</title><p>欢迎提出意见。";
    let linked = "<title>征集</title><p>欢迎提出意见。<a href=\"/fk/1.html\">结果反馈</a>";
    let said = "<title>征集</title><h3>采纳情况</h3><div>共收到意见 12 条，采纳 3 条。</div>";
    check(with(LIST, bare, bare), "results-published", "0.000 share");
    check(with(LIST, linked, bare), "results-published", "0.500 share");
    check(with(LIST, linked, said), "results-published", "1.000 share");
    check(
        with(LIST, &linked.replace("/fk/1", "/fk/gone"), bare),
        "results-published",
        "0.000 share",
    );
    check(
        with(LIST, "<title>征集</title><h3>采纳情况</h3>", bare),
        "results-published",
        "0.000 share",
    );
    let listed = LIST.replace(
        "</ul>",
        "<li><a href=\"/fk/1.html\">公交票价调整意见征集结果反馈</a><span>2018-08-03</span></ul>",
    );
    check(with(&listed, bare, bare), "results-published", "0.500 share");
}

#[test]
fn consultations_nobody_could_look_at() {
    check(
        site().page("interaction", "http://www.a.test/zj/", LIST),
        "results-published",
        "PageMissing",
    );
    check(
        site().page("interaction", "http://www.a.test/zj/", "<p>暂无"),
        "results-published",
        "false",
    );
    let open = LIST
        .replace("2018-", "2019-")
        .replace("2019-12", "2019-01")
        .replace("2019-06", "2019-01")
        .replace("已结束", "");
    check(with(&open, "<p>征集", "<p>征集"), "results-published", "NotStated");
}

#[test]
fn surveys_within_a_year() {
    let list = "<title>网上调查</title><ul><li><a href=\"/dc/1.html\">公共交通满意度调查</a><span>2018-12-03</span></ul>";
    let survey = "<title>公共交通满意度调查</title><form><input type=radio>满意<input type=radio>不满意</form>";
    let with = |list: &str, survey: &str| {
        site().page("interaction", "http://www.a.test/dc/", list).page(
            "interaction_entry",
            "http://www.a.test/dc/1.html",
            survey,
        )
    };
    check(with(list, survey), "survey", "true");
    check(with(&list.replace("2018-12", "2017-12"), survey), "survey", "false");
    check(with(list, "<title>404</title>"), "survey", "false");
    check(with("<title>网上调查</title><h1>网上调查</h1>", ""), "survey", "false");
    check(with(&format!("{survey}<p>截止日期：2019-01-31"), ""), "survey", "true");
}
