//! The criteria over small sites of our own; what the shared ones withstand is tested where they are.

use probe_sdk::testing::{Outcome, Site, portal};

/// A service portal with this on its start page, and pages by path.
fn site(start: &str, pages: &[(&str, &str)]) -> Site {
    portal("企业服务", start, pages).silent()
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

#[track_caller]
fn time(html: &str, expected: &str) -> Outcome {
    let html = format!("<h1>企业开办一窗通</h1>{html}");
    let site = site("<a href=/kb>企业开办</a>", &[("/kb", html.as_str())]);
    check(with(site), "setup-time", expected)
}

fn with(site: Site) -> Site {
    site.param("keywords", r#"["企业开办","一窗通"]"#).param("follow", "企业服务")
}

#[test]
fn promises_for_the_whole() {
    time("<p>承诺时限：3个工作日</p>", "le_3_days");
    time("<table><tr><td>承诺办结时限<td>五个工作日</table>", "le_5_days");
    time("<p>企业开办时间压缩至8.5个工作日以内，共4个环节。</p>", "le_8_5_days");
    time("<p>企业开办时间由20个工作日压缩至八点五个工作日。</p>", "le_8_5_days");
    time("<p>企业开办全流程半日办结</p>", "le_3_days");
    time("<p>企业开办4小时办结</p>", "le_3_days");
    time("<p>企业开办15个工作日内办结</p>", "le_20_days");
    time("<p>企业开办30个工作日内办结</p>", "over_or_unknown");
    let table = "<table><tr><th>环节<th>时限<tr><td>营业执照<td>1个工作日<tr><td>印章刻制<td>1个工作日\
                 <tr><td>合计<td>4个工作日</table>";
    time(table, "le_5_days");
}

#[test]
fn times_of_something_else() {
    time("<p>印章刻制：0.5个工作日</p><p>发票申领：1个工作日</p>", "over_or_unknown");
    time("<h3>印章刻制</h3><p>承诺时限：1个工作日</p>", "over_or_unknown");
    time("<p>不动产登记5个工作日办结</p>", "over_or_unknown");
    time("<p>法定时限：20个工作日</p><p>承诺时限：5个工作日</p>", "le_5_days");
    time("<p>办公时间：工作日9:00—17:00</p>", "over_or_unknown");
    time("<p>企业开办<del>1个工作日</del>8个工作日办结</p>", "le_8_5_days");
    time("<div style='display:none'>企业开办1个工作日办结</div><p>说明</p>", "over_or_unknown");
    time("<!-- 企业开办1个工作日办结 --><p>说明</p>", "over_or_unknown");
    time("<ul><li><a href=/n>我市关于企业开办1个工作日办结的新闻</a></ul>", "over_or_unknown");
    time("<h1>企业开办</h1>", "over_or_unknown");
}

#[test]
fn several_promises_are_for_a_person() {
    let outcome = time("<p>承诺时限：3个工作日</p><p>承诺时限：5个工作日</p>", "le_3_days");
    assert!(outcome.confidence < 0.6);
}

#[test]
fn limits_are_the_points() {
    let html = "<h1>企业开办</h1><p>承诺时限：3个工作日</p>";
    let limited =
        |limits| with(site("<a href=/kb>企业开办</a>", &[("/kb", html)])).param("limits", limits);
    check(limited(r#"[["one","1"],["four","4"]]"#), "setup-time", "four");
    check(limited(r#"[["one","1"]]"#), "setup-time", "over_or_unknown");
    let fault = limited(r#"[["one"]]"#).try_judge(&crate::probe(), "setup-time").unwrap_err();
    assert_eq!(fault, "point `test`: `limits` wants pairs of a grade and days, both as text");
}

#[test]
fn the_guide_and_the_absence() {
    let guide = "<h1>企业开办办事指南</h1><p>承诺时限：2个工作日</p>";
    let zone = |pages: &[(&str, &str)]| with(site("<a href=/kb>企业开办</a>", pages));
    let page = "<h1>企业开办一窗通</h1><a href=/zn>办事指南</a>";
    check(zone(&[("/kb", page), ("/zn", guide)]), "setup-time", "le_3_days");
    check(zone(&[("/kb", page)]), "setup-time", "PageMissing");
    check(with(site("", &[])), "setup-time", "over_or_unknown");
    check(with(site("<a href=/kb>企业开办</a>", &[])), "setup-time", "PageMissing");
    let other = "<h1>企业设立登记</h1><p>承诺时限：1个工作日</p>";
    check(
        with(site("<a href=/kb>企业开办</a>", &[("/kb", other)])),
        "setup-time",
        "over_or_unknown",
    );
}

#[track_caller]
fn steps(html: &str, expected: &str) {
    let html = format!("<h1>企业开办</h1>{html}");
    check(
        with(site("<a href=/kb>企业开办</a>", &[("/kb", html.as_str())])),
        "joint-steps",
        expected,
    );
}

#[test]
fn steps_handled_together() {
    let items = "<p>一窗受理</p><ul><li>营业执照<li>公章刻制<li>发票申领<li>社保登记</ul>";
    steps(items, "4.000 items");
    steps("<p>营业执照、印章、发票、社保、公积金、银行开户一网通办，一次办结。</p>", "6.000 items");
    steps("<p>营业执照、印章一并办理（不含公积金），银行开户另行办理。</p>", "2.000 items");
}

#[test]
fn steps_that_are_only_mentioned() {
    steps("<ul><li>营业执照<li>公章刻制</ul>", "false");
    steps("<p>一窗受理</p><p>申请人应当持银行账户证明到各窗口分别提交材料后等待通知</p>", "false");
    steps("<div hidden><p>一窗受理</p><ul><li>营业执照</ul></div>", "false");
}

#[test]
fn zones_are_lists() {
    let zone =
        "<h1>一窗通</h1><a href=/1>设立登记</a><a href=/2>印章刻制</a><a href=/3>发票申领</a>";
    let site = with(site("<a href=/kb>企业开办一窗通</a>", &[("/kb", zone)]));
    check(site.param("accept", "list"), "entry", "true");
}
