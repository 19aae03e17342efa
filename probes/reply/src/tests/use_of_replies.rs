use super::{TABLE, check, letter, site, table, with_letters};

#[test]
fn elements_need_values() {
    check(with_letters(table()), "reply-elements", "1.000 share");
    let bare = letter("2019-01-08", "2019-01-10").replace("市城管局", "").replace("2019-01-10", "");
    let bare = table().page("qa_detail", "http://www.a.test/xj/1.html", &bare);
    let outcome = check(bare, "reply-elements", "0.500 share");
    assert_eq!(outcome.note.as_deref(), Some("缺：答复时间、答复单位"));
    check(table(), "reply-elements", "PageMissing");
}

#[test]
fn elements_in_lines_and_under_headings() {
    let lines = "<title>信件</title><p>留言时间：2019-01-08 10:20</p><p><b>答复单位：</b>市城管局</p>
        <p>答复时间：2019年1月10日</p><h3>答复内容</h3><div>经核查，路灯已经修复，感谢您的来信。</div>";
    let site = table().page("qa_detail", "http://www.a.test/xj/1.html", lines);
    check(site, "reply-elements", "1.000 share");
}

#[test]
fn ratings() {
    check(with_letters(table()), "satisfaction", "false");
    let rated = letter("2019-01-08", "2019-01-10") + "<p>满意度：非常满意</p>";
    check(table().page("qa_detail", "http://www.a.test/xj/1.html", &rated), "satisfaction", "true");
    let choices = letter("2019-01-08", "2019-01-10")
        + "<form><label><input type=radio name=a>满意</label><label><input type=radio name=a>不满意</label></form>";
    check(
        table().page("qa_detail", "http://www.a.test/xj/1.html", &choices),
        "satisfaction",
        "true",
    );
    let bare = letter("2019-01-08", "2019-01-10") + "<p>满意度：</p>";
    check(table().page("qa_detail", "http://www.a.test/xj/1.html", &bare), "satisfaction", "false");
}

const ASKED: &str = "http://www.a.test/hdjl/so.jsp?title=%E5%B9%BC%E5%84%BF%E5%9B%AD%E5%85%A5%E5%9B%AD%E6%8A%A5&site=3";

#[test]
fn letters_can_be_searched() {
    let found = "<title>查询结果</title><ul><li><a href=\"/xj/3.html\">幼儿园入园报名条件咨询</a><span>2018-12-01</span></ul>";
    check(table().page("qa_search", ASKED, found), "letters-searchable", "true");
    check(
        table().page("qa_search", ASKED, "<title>查询结果</title><p>没有找到"),
        "letters-searchable",
        "false",
    );
    // The field changes nothing.
    check(table().page("qa_search", ASKED, TABLE), "letters-searchable", "false");
    check(table(), "letters-searchable", "PageMissing");
    let post = TABLE.replace("method=\"get\"", "method=\"post\"");
    let post = site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &post);
    check(post, "letters-searchable", "NeedsRendering");
    let (before, after) = TABLE.split_once("<form").unwrap();
    let none = format!("{before}{}", after.split_once("</form>").unwrap().1);
    check(
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &none),
        "letters-searchable",
        "false",
    );
}

#[test]
fn figures_and_their_day() {
    let with = |text: &str| {
        site().page("qa_list", "http://www.a.test/hdjl/lxxd/", &format!("{TABLE}{text}"))
    };
    check(
        with("<p>截至2019年1月5日，共受理信件120件，办结率98%</p>"),
        "handling-statistics",
        "10.000 days",
    );
    check(
        with("<p>2018年12月受理来信120件，回复率98.5%</p>"),
        "handling-statistics",
        "15.000 days",
    );
    check(with("<p>本年共受理信件120件</p>"), "handling-statistics", "false");
    check(
        with("<p style='display:none'>截至2019年1月5日，共受理信件120件</p>"),
        "handling-statistics",
        "false",
    );
    check(table(), "handling-statistics", "false");
}

#[test]
fn figures_in_reports() {
    let list = format!("{TABLE}<a href=\"/tj/\">办理统计</a>");
    let reports = "<title>办理统计</title><ul><li><a href=\"/tj/1.html\">2018年四季度信件办理情况通报</a><span>2019-01-05</span></ul>
        <a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a><a href=/d>丁</a>";
    let with = |report: &str| {
        site()
            .page("qa_list", "http://www.a.test/hdjl/lxxd/", &list)
            .page("statistics", "http://www.a.test/tj/", reports)
            .page("statistics", "http://www.a.test/tj/1.html", report)
    };
    check(
        with("<p>四季度共收到群众来信320件，办结率99%。</p>"),
        "handling-statistics",
        "10.000 days",
    );
    check(with("<p>四季度情况良好。</p>"), "handling-statistics", "false");
}

#[test]
fn the_size_of_the_question_base() {
    let page = |from: u32, n: u32, pager: &str| {
        let items = (from..from + n).fold(String::new(), |items, n| {
            items + &format!("<li><a href=\"/q/{n}.html\">如何办理第{n}项业务？</a>")
        });
        format!("<title>常见问题</title><ul>{items}</ul>{pager}")
    };
    let pager = "<a href=\"index_2.html\">2</a><a href=\"index_5.html\">5</a>";
    let answer = "<title>解答</title><p>请携带身份证到市政务服务中心办理。</p>";
    let with = |first: &str, last: &str| {
        site()
            .page("faq", "http://www.a.test/hdjl/cjwt/", first)
            .page("faq", "http://www.a.test/hdjl/cjwt/index_5.html", last)
            .page("faq_entry", "http://www.a.test/q/1.html", answer)
    };
    check(with(&page(1, 20, ""), ""), "question-base", "20.000 items");
    check(with(&page(1, 20, pager), &page(81, 7, "")), "question-base", "87.000 items");
    // The last page only shows the first again.
    check(with(&page(1, 20, pager), &page(1, 20, "")), "question-base", "20.000 items");
    check(
        with(
            "<title>常见问题</title><h2>常见问题</h2><a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a><a href=/d>丁</a><a href=/e>戊</a>",
            "",
        ),
        "question-base",
        "false",
    );
    let nowhere = page(1, 3, "").replace("/q/", "/gone/");
    check(with(&nowhere, ""), "question-base", "false");
}

#[test]
fn the_quality_of_replies_is_for_people_to_confirm() {
    let outcome = check(with_letters(table()), "reply-quality", "boilerplate");
    assert!(outcome.confidence < 0.6);
    let one = table().page(
        "qa_detail",
        "http://www.a.test/xj/1.html",
        &letter("2019-01-08", "2019-01-10"),
    );
    check(one, "reply-quality", "specific");
    let thanks = letter("2019-01-08", "2019-01-10");
    let (before, _) = thanks.split_once("经现场").unwrap();
    // What follows a greeting in one sentence is read.
    let passed_on = format!(
        "{before}您好，小区路灯不亮一事已转有关单位处理，请留意后续情况。</td></tr></table>"
    );
    check(
        table().page("qa_detail", "http://www.a.test/xj/1.html", &passed_on),
        "reply-quality",
        "partial",
    );
    let thanks = format!("{before}感谢您的留言，请拨打12345咨询。</td></tr></table>");
    check(
        table().page("qa_detail", "http://www.a.test/xj/1.html", &thanks),
        "reply-quality",
        "boilerplate",
    );
    check(table(), "reply-quality", "PageMissing");
    let open = letter("2019-01-08", "").replace("答复内容", "备注");
    check(table().page("qa_detail", "http://www.a.test/xj/1.html", &open), "reply-quality", "none");
}
