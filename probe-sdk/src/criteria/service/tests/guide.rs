use super::{MISSING, Outcome, SHELL, asked, check, site};
use crate::criteria::service::guide::CRITERION;

const START: &str = "<a href=/zn>教师资格认定</a>";

#[track_caller]
fn guide(html: &str, expected: &str) -> Outcome {
    let html = format!("<h1>教师资格认定</h1>{html}");
    let pages = [("/zn", html.as_str()), ("/zt", "")];
    check(asked(site(START, &pages), r#"["教师资格认定"]"#), &CRITERION, expected)
}

const HALF: &str = "<h3>一、设定依据</h3><p>条例</p><h3>二、申请条件</h3><p>在册</p>\
    <table><tr><th>申报材料<td>身份证<tr><th>受理地点<td>大厅</table><p>咨询电话：0000</p>";

#[test]
fn headings_cells_and_colons() {
    let outcome = guide(HALF, "0.625 share");
    assert_eq!(outcome.note.as_deref(), Some("缺：事项名称、办理时间、办理流程"));
    guide("<dl><dt>办理地点<dd>大厅二楼<dt>办公时间<dd>工作日</dl>", "0.250 share");
    guide("<p><b>办理地点</b>大厅二楼</p><p><strong>办公时间：</strong>工作日</p>", "0.250 share");
    guide("<p>办理地点：大厅 办公时间：工作日 联系电话：12333</p>", "0.375 share");
    guide("<div class=t><h3>办理流程</h3></div><div class=c><img src=lc.png></div>", "0.125 share");
    guide("<ul><li>办理地点 <span>大厅</span><li>联系电话 <span>12333</span></ul>", "0.250 share");
}

#[test]
fn a_head_row_and_the_row_below() {
    let table = "<table><tr><th>办理地点<th>办公时间<th>联系电话\
                 <tr><td>大厅<td>工作日<td>12333</table>";
    guide(table, "0.375 share");
    guide("<table><tr><td colspan=2>办理材料<tr><td>身份证<td>原件</table>", "0.125 share");
}

#[test]
fn tabs_and_their_panels() {
    let tabs = "<ul><li id=yj>设定依据<li id=tj>申请条件<li id=cl>申报材料</ul>\
                <ul><li>条例第三条<li style=display:none>在册<li style=display:none></ul>";
    guide(tabs, "0.250 share");
    let named = "<ul><li><a href=#a1>设定依据</a><li><a href=#a2>申请条件</a></ul>\
                 <div id=a1>条例</div><div id=a2 style=display:none>在册人员</div>";
    guide(named, "0.250 share");
}

#[test]
fn headings_alone_earn_nothing() {
    guide("<h3>设定依据</h3><h3>申请条件</h3><h3>办理材料</h3><h3>办理地点</h3>", "0.000 share");
    guide("<table><tr><td>设定依据<td><tr><td>申请条件<td></table>", "0.000 share");
    guide("<p>设定依据：暂无</p><p>申请条件：略</p><p>办理材料：详见附件</p>", "0.000 share");
    guide("<p>办理地点：</p><p>办公时间：——</p><p>联系电话：无</p>", "0.000 share");
    guide("<div style=display:none><p>办理地点：大厅</p></div><p>说明文字</p>", "0.000 share");
    guide("<p>办理地点：<del>大厅二楼</del></p>", "0.000 share");
    guide("<p>只有一条法律依据的正文，没有任何要素。</p>", "0.000 share");
}

#[test]
fn another_matter_does_not_count() {
    let html = format!("<h1>中医医师资格认定</h1>{HALF}");
    let pages = [("/zn", html.as_str()), ("/zt", "")];
    check(asked(site(START, &pages), r#"["教师资格认定"]"#), &CRITERION, "false");
    let named = format!("<p>事项名称：教师资格认定（高中）</p>{HALF}");
    let pages = [("/zn", named.as_str()), ("/zt", "")];
    check(asked(site(START, &pages), r#"["教师资格认定"]"#), &CRITERION, "0.750 share");
}

#[test]
fn behind_the_page_of_the_matter() {
    let page = "<h1>教师资格认定</h1><a href=/g>办事指南</a>";
    let html = format!("<h1>教师资格认定</h1>{HALF}");
    let pages = [("/zn", page), ("/g", html.as_str()), ("/zt", "")];
    check(asked(site(START, &pages), r#"["教师资格认定"]"#), &CRITERION, "0.625 share");
    let pages = [("/zn", "<h1>办理</h1><a href=/g>办事指南</a>"), ("/zt", "")];
    check(asked(site(START, &pages), r#"["教师资格认定"]"#), &CRITERION, MISSING);
}

#[test]
fn other_elements_and_other_ends() {
    let pages =
        [("/zn", "<h1>教师资格认定</h1><p>收费标准：无</p><p>设定依据：无</p>"), ("/zt", "")];
    let site_of = |pages: &[(&str, &str)]| asked(site(START, pages), r#"["教师资格认定"]"#);
    let labels = r#"[["收费标准"],["设定依据"]]"#;
    check(site_of(&pages).param("labels", labels), &CRITERION, "0.500 share");
    check(site_of(&[("/zt", "")]), &CRITERION, MISSING);
    let shell = "<script src=app.js></script>";
    check(site_of(&[("/zn", shell), ("/zt", "")]), &CRITERION, SHELL);
    check(asked(site("", &[("/zt", "")]), r#"["教师资格认定"]"#), &CRITERION, "false");
}
