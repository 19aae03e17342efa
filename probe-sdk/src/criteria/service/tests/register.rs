use super::{MISSING, Outcome, asked, check, site};
use crate::criteria::service::register::CRITERION;

#[track_caller]
fn register(html: &str, expected: &str) -> Outcome {
    let pages = [("/ml", html), ("/zt", "")];
    check(asked(site("<a href=/ml>学校名录</a>", &pages), r#"["学校名录"]"#), &CRITERION, expected)
}

#[test]
fn names_in_a_table_or_list() {
    register("<table><tr><th>学校<th>地址<tr><td>一小<td>东路<tr><td>二小<td>西路</table>", "true");
    register("<ul><li>第一小学<li>第二小学<li>第三小学</ul>", "true");
    register("<a href=/1>东区学校</a><a href=/2>西区学校</a><a href=/3>北区学校</a>", "true");
    let file = register("<p>名单见附件</p><a href=/m.xls>附件</a>", "true");
    assert!(file.confidence < 0.8);
}

#[test]
fn no_names() {
    register("<h1>学校名录</h1>", "false");
    register("<h1>学校名录</h1><ul></ul><p>栏目建设中</p>", "false");
    register("<ul style=display:none><li>第一小学<li>第二小学<li>第三小学</ul>", "false");
    check(
        asked(site("<a href=/ml>学校名录</a>", &[("/zt", "")]), r#"["学校名录"]"#),
        &CRITERION,
        MISSING,
    );
}
