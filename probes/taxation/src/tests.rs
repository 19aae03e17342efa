//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("税务服务", start, pages).silent()
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

#[track_caller]
fn response(page: &str, letters: &[(&str, &str)], expected: &str) {
    let page = format!("<h1>个人所得税</h1><p>个人所得税改革政策说明。</p>{page}");
    let pages: Vec<(&str, &str)> =
        [("/gs", page.as_str())].into_iter().chain(letters.iter().copied()).collect();
    let site = site("<a href=/gs>个人所得税</a>", &pages);
    check(site.param("keywords", r#"["个人所得税","个税"]"#), "income-tax-response", expected);
}

const GUIDE: &str = "<p>设定依据：个人所得税法</p><p>申请条件：居民个人</p><p>办理材料：申报表</p>\
    <p>办理地点：办税厅</p>";
const LIST: (&str, &str) =
    ("/hd", "<ul><li><a href=/l1>个税专项附加扣除怎么填</a> 2019-01-08</ul>");
const LETTER: (&str, &str) = (
    "/l1",
    "<h1>个税专项附加扣除怎么填</h1><p>来信内容：如何填报</p>\
    <p>答复内容：请下载个人所得税手机应用填报。</p><p>答复时间：2019-01-10</p>",
);

#[test]
fn the_furthest_that_is_found() {
    response("", &[], "info");
    response(GUIDE, &[], "guide");
    response("<a href=/login>个税申报</a>", &[], "query");
    response("", &[LIST, LETTER], "qa");
    response(GUIDE, &[LIST, LETTER], "qa");
    check(site("", &[]).param("keywords", "个人所得税"), "income-tax-response", "none");
}

/// The day of collection is 2019-01-15.
#[test]
fn answers_that_do_not_count() {
    let letter = |html: &'static str| ("/l1", html);
    let old = "<h1>个税怎么填</h1><p>答复内容：请到办税服务厅填报。</p><p>答复时间：2018-01-10</p>";
    response("", &[LIST, letter(old)], "info");
    let ahead =
        "<h1>个税怎么填</h1><p>答复内容：请到办税服务厅填报。</p><p>答复时间：2019-12-10</p>";
    response("", &[LIST, letter(ahead)], "info");
    let open = "<h1>个税怎么填</h1><p>答复内容：处理中</p><p>答复时间：2019-01-10</p>";
    response("", &[LIST, letter(open)], "info");
    let bare = "<h1>个税怎么填</h1><h3>答复内容</h3><p>答复时间：2019-01-10</p>";
    response("", &[LIST, letter(bare)], "info");
    let other =
        "<h1>车船税怎么交</h1><p>答复内容：请到办税服务厅缴纳。</p><p>答复时间：2019-01-10</p>";
    response("", &[LIST, letter(other)], "info");
}

#[test]
fn what_is_not_known() {
    response("", &[LIST], "PageMissing");
    response("", &[("/hd", "<script src=a.js></script>")], "info");
}
