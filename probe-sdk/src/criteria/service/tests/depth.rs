use super::{LOGIN, MISSING, Outcome, asked, check, site};
use crate::criteria::service::depth::CRITERION;

const START: &str = "<a href=/zy>社保关系转移接续</a>";

const GUIDE: &str =
    "<p>设定依据：条例</p><p>申请条件：在册</p><p>办理材料：身份证</p><p>办理地点：大厅</p>";
const FORM: &str = "<a href=/b.doc>附件1</a>";
const APPLY: &str = "<a href=/login>在线办理</a>";
const QUERY: &str = "<a href=/jdcx>本事项办理进度</a>";

#[track_caller]
fn matter(parts: &[&str], expected: &str) -> Outcome {
    let html = format!("<h1>社保关系转移接续</h1>{}", parts.concat());
    let pages = [("/zy", html.as_str()), ("/b.doc", "x"), ("/jdcx", LOGIN), ("/zt", "")];
    check(asked(site(START, &pages), r#"["关系转移接续"]"#), &CRITERION, expected)
}

#[test]
fn an_unbroken_row() {
    matter(&["<p>请携带证件到窗口咨询。</p>"], "info");
    matter(&[GUIDE], "guide");
    matter(&[GUIDE, FORM], "form");
    matter(&[GUIDE, FORM, APPLY], "apply");
    let outcome = matter(&[GUIDE, FORM, APPLY, QUERY], "query");
    assert!(outcome.confidence > 0.8);
}

#[test]
fn a_gap_ends_the_row() {
    matter(&[GUIDE, FORM, QUERY], "form");
    matter(&[GUIDE, QUERY], "guide");
    matter(&["<p>请携带证件到窗口咨询。</p>", FORM, APPLY], "info");
    matter(&[GUIDE, FORM, "<p>请到窗口在线办理</p>", QUERY], "form");
}

#[test]
fn what_is_no_step() {
    matter(&["<h3>设定依据</h3><h3>申请条件</h3><h3>办理材料</h3><h3>办理地点</h3>"], "none");
    matter(&[GUIDE, FORM, "<div style=display:none>", APPLY, "</div>"], "form");
    matter(&[GUIDE, FORM, "<a href=/>在线办理</a>"], "form");
    matter(&[], "none");
}

#[test]
fn a_form_may_be_filled_in() {
    let html = format!("<h1>社保关系转移接续</h1>{GUIDE}<a href=/sq>在线申请</a>");
    let form = "<form><input name=xm><input name=sfz><textarea name=yy></textarea></form>";
    let pages = [("/zy", html.as_str()), ("/sq", form), ("/zt", "")];
    check(asked(site(START, &pages), r#"["关系转移接续"]"#), &CRITERION, "apply");
}

#[test]
fn a_script_is_for_a_person() {
    let outcome = matter(&[GUIDE, FORM, "<button onclick=go()>在线办理</button>"], "apply");
    assert!(outcome.confidence < 0.6);
}

#[test]
fn the_guide_behind_the_page() {
    let page = "<h1>社保关系转移接续</h1><p>请携带证件到窗口咨询。</p><a href=/g>办事指南</a>";
    let guide = format!("<h1>社保关系转移接续</h1>{GUIDE}{FORM}");
    let pages = [("/zy", page), ("/g", guide.as_str()), ("/b.doc", "x"), ("/zt", "")];
    check(asked(site(START, &pages), r#"["关系转移接续"]"#), &CRITERION, "form");
    let pages = [("/zy", page), ("/zt", "")];
    check(asked(site(START, &pages), r#"["关系转移接续"]"#), &CRITERION, MISSING);
}

#[test]
fn where_there_is_no_page() {
    check(asked(site("", &[("/zt", "")]), r#"["工伤"]"#), &CRITERION, "none");
    check(asked(site(START, &[("/zt", "")]), r#"["关系转移接续"]"#), &CRITERION, MISSING);
    let building = "<h1>社保关系转移接续</h1><p>页面建设中</p>";
    let pages = [("/zy", building), ("/zt", "")];
    check(asked(site(START, &pages), r#"["关系转移接续"]"#), &CRITERION, "none");
    let other = "<h1>医保关系转移</h1><p>请携带证件到窗口咨询。</p>";
    let pages = [("/zy", other), ("/zt", "")];
    check(asked(site(START, &pages), r#"["社保关系转移接续"]"#), &CRITERION, "none");
}

#[test]
fn named_steps() {
    let pages = |html: &str| {
        let html = format!("<h1>社保关系转移接续</h1><p>请携带证件到窗口咨询。</p>{html}");
        asked(site(START, &[("/zy", &html), ("/zt", "")]), r#"["关系转移接续"]"#)
    };
    check(pages(APPLY).param("steps", r#"["apply","query"]"#), &CRITERION, "apply");
    let words = pages("<a href=/login>现在就办</a>").param("steps", "apply");
    check(words.param("apply", "现在就办"), &CRITERION, "apply");
    let fault = pages(APPLY).param("steps", "fly").try_judge(&super::PROBE, "depth-grade");
    assert_eq!(fault.unwrap_err(), "point `test`: `steps` names `fly`, which is no step");
}
