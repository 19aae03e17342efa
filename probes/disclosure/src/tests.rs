//! The criteria over small sites of our own.

mod items;
mod lists;

use probe_sdk::testing::{Outcome, Site};

pub(crate) const MENU: &str = "<ul><li><a href=/>首页</a><li><a href=/zwgk>政务公开</a><li><a href=/zwfw>政务服务</a>\
    <li><a href=/hd>互动交流</a><li><a href=/zj>走进本市</a></ul>";

pub(crate) fn site(pages: &[(&str, &str, &str)]) -> Site {
    let home = Site::new().silent().page("home", "https://a.test/", MENU);
    pages.iter().fold(home, |site, (role, path, html)| {
        site.page(role, &format!("https://a.test{path}"), &format!("<body>{MENU}{html}</body>"))
    })
}

#[track_caller]
pub(crate) fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

pub(crate) const MISSING: &str = "PageMissing";
const LIST: &str = "<table><tr><th>责任事项<th>责任主体<th>监督电话<tr><td>发证<td>办公室<td>0000</table>\
    <p>2018-11-16</p>";

#[test]
fn clicks_to_a_list() {
    let words = |site: Site| site.param("keywords", r#"["责任清单","权责清单"]"#);
    let open = ("column", "/zwgk", "<a href=/qd>部门责任清单</a>");
    let list = ("list_page", "/qd", LIST);
    let outcome = check(words(site(&[open, list])), "list-reachable", "2.000 clicks");
    assert_eq!(outcome.evidence[0].quote, "部门责任清单");
    let near = Site::new()
        .silent()
        .page("home", "https://a.test/", &format!("{MENU}<a href=/qd title=责任清单><img></a>"))
        .page("list_page", "https://a.test/qd", LIST);
    check(words(near), "list-reachable", "1.000 clicks");
    let closed = ("column", "/zwgk", "<p>没有清单</p>");
    check(words(site(&[closed, ("column", "/zwfw", "<p>没有</p>")])), "list-reachable", "false");
    check(words(site(&[open])), "list-reachable", MISSING);
    let shell = ("list_page", "/qd", "");
    let empty = Site::new()
        .silent()
        .page("home", "https://a.test/", &format!("{MENU}<a href=/qd>责任清单</a>"))
        .page(shell.0, "https://a.test/qd", "<div id=app></div><script src=/a.js></script>");
    check(words(empty), "list-reachable", "NeedsRendering");
}

#[test]
fn elements_of_a_list() {
    let with = |labels: &str| {
        let zwgk = ("list_page", "/zwgk", LIST);
        site(&[zwgk]).param("follow", r#"["政务公开"]"#).param("labels", labels)
    };
    check(
        with(r#"[["责任事项"],["责任主体","主体"],["追责情形"]]"#),
        "list-elements",
        "0.667 share",
    );
    let missing = site(&[]).param("follow", r#"["责任清单"]"#).param("keywords", r#"["责任事项"]"#);
    check(missing, "list-elements", "false");
    let menu =
        ("list_page", "/zwgk", "<a href=/1>责任事项</a><p>责任主体应当按照追责情形办理并公开</p>");
    let site = site(&[menu, ("item", "/1", "<p>说明</p>")])
        .param("follow", "政务公开")
        .param("keywords", r#"["责任事项","追责情形"]"#);
    check(site, "list-elements", "0.000 share");
}

#[test]
fn elements_of_a_disclosure_guide() {
    let guide = (
        "guide_page",
        "/zwgk",
        "<p>机构名称：某市人民政府</p><p>传 真：0000</p><p>请在工作日来访</p>",
    );
    let site = site(&[guide])
        .param("follow", r#"["政务公开"]"#)
        .param("keywords", r#"["机构名称","传真","办公时间","电子邮箱"]"#);
    let outcome = check(site, "guide-elements", "0.500 share");
    assert_eq!(outcome.note.as_deref(), Some("缺：办公时间、电子邮箱"));
}

#[test]
fn types_and_categories() {
    let html = "<ul><li><a href=/1>行政许可（12）</a><li><a href=/2>行政处罚（0）</a></ul>\
        <table><tr><td>行政检查<tr><td>根据行政强制法的有关规定对违法行为采取必要的措施</table>";
    let list = ("list_page", "/zwgk", html);
    let types = |site: Site| site.param("follow", r#"["政务公开"]"#);
    check(types(site(&[list])), "type-coverage", "2.000 items");
    let words = r#"["行政许可","行政处罚","财政预算"]"#;
    check(types(site(&[list])).param("keywords", words), "catalogue-categories", "1.000 items");
    check(types(site(&[])), "type-coverage", MISSING);
}

#[test]
fn freshness_of_a_list() {
    let list = |html| ("list_page", "/zwgk", html);
    let fresh = |html| site(&[list(html)]).param("follow", r#"["政务公开"]"#);
    check(fresh(LIST), "list-freshness", "60.000 days");
    check(fresh("<p>规划至 2035-12-31，2018-12-31 更新</p>"), "list-freshness", "15.000 days");
    check(
        fresh("<li>通知<span>[01-05]</span><li>公告<span>12-30</span>"),
        "list-freshness",
        "10.000 days",
    );
    check(fresh("<p>没有日期</p>"), "list-freshness", "false");
}

#[test]
fn annual_reports() {
    let page = "<a href=/r17>2017年政府信息公开工作年度报告</a><a href=/w>2018年法治政府建设年度报告</a>\
        <a href=/r18>某市2018年政府信息公开年报</a>";
    let list = ("list_page", "/zwgk", page);
    let with = |day: &str, report: &'static str| {
        site(&[list, ("list_page", report, "<p>报告</p>")])
            .param("follow", r#"["政务公开"]"#)
            .collected_on(day)
    };
    check(with("2019-04-01", "/r18"), "annual-report", "true");
    check(with("2019-04-01", "/r17"), "annual-report", MISSING);
    check(with("2019-01-15", "/r17"), "annual-report", "true");
    check(with("2020-06-01", "/r18"), "annual-report", "false");
}

#[test]
fn forms_for_a_request() {
    let with = |html: &'static str| {
        let form = (
            "form",
            "/sq",
            "<form><input name=a><textarea></textarea><button>提交</button></form>",
        );
        site(&[("form", "/zwgk", html), form]).param("follow", r#"["政务公开"]"#)
    };
    let form = "<form><input type=text><textarea></textarea><input type=submit></form>";
    check(with(form), "request-form", "true");
    check(with("<p>说明</p><a href=/sq>在线申请</a>"), "request-form", "true");
    let file = "<a href=/sqb.doc>信息公开申请表</a><p>邮寄至某路1号</p><p>电子邮箱：a@b.test</p>";
    check(with(file), "request-form", "true");
    check(with("<a href=/sqb.doc>信息公开申请表</a>"), "request-form", "false");
    check(
        with("<form action=/search><input name=q><button>搜索</button></form>"),
        "request-form",
        "false",
    );
}

#[test]
fn columns_named_by_what_is_asked() {
    let row =
        "<tr><td>市教育局<td>承担教育工作<td>教育科<td>综合科<td>不履行职责的<td>020-81234567";
    let table = format!(
        "<table><tr><td>部门<td>主要职责<td>责任事项<td>责任主体<td>追责情形<td>监督电话{row}{row}</table>"
    );
    let site = site(&[("list_page", "/zwgk", &table)]).param("follow", "政务公开");
    check(site, "accountability", "true");
}

#[test]
fn faults_name_the_parameter() {
    let fault = site(&[]).try_judge(&crate::probe(), "list-elements").unwrap_err();
    assert_eq!(fault, "point `test`: `labels` is missing");
}
