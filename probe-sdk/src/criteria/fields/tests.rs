//! Fields of the ways pages are built, over small pages.

use super::{Fields, Vocabulary, is_placeholder};
use crate::testing::Site;
use crate::{Criterion, Judged, Probe, Step, Task};

const WORDS: Vocabulary = Vocabulary {
    name: "test",
    words: &[&[
        "事项名称",
        "设定依据",
        "申请条件",
        "申请材料",
        "办理地点",
        "办理时间",
        "联系电话",
        "办理流程",
        "法定时限",
        "承诺时限",
        "收费标准",
    ]],
};

/// Says every field: `label=value`, `+n` for pictures, `@n` for links in it.
fn say(task: &Task) -> Step<Judged> {
    let fields = Fields::of(task.start()?, WORDS);
    let said = fields.all().iter().map(|field| {
        let pictures = match field.pictures.len() {
            0 => String::new(),
            n => format!("+{n}"),
        };
        let links = match fields.links_in(field).len() {
            0 => String::new(),
            n => format!("@{n}"),
        };
        format!("{}={}{pictures}{links}", field.label, field.text())
    });
    Ok(Judged::text(said.collect::<Vec<_>>().join(" | ")))
}

const PROBE: Probe = Probe {
    family: "test",
    version: "0",
    title: "",
    criteria: &[Criterion { id: "say", title: "", roles: &["home"], points: &[], judge: say }],
};

#[track_caller]
fn check(html: &str, expected: &str) {
    let outcome = Site::new().page("home", "https://a.test/", html).judge(&PROBE, "say");
    let crate::Finding::Text(said) = &outcome.finding else { panic!("{outcome:?}") };
    assert_eq!(said, expected);
}

#[test]
fn rows_of_a_table() {
    check(
        "<table><tr><th>办理地点<td>某路1号<th>联系电话<td>0000-1234567<tr><th>收费标准<td></table><p>页脚",
        "办理地点=某路1号 | 联系电话=0000-1234567 | 收费标准=",
    );
    check(
        "<table><tr><td>办理对象<td>个人<td>行使层级<td>市级<tr><td>法定时限<td>20个工作日<td>承诺时限<td>--</table>",
        "办理对象=个人 | 行使层级=市级 | 法定时限=20个工作日 | 承诺时限=",
    );
    check(
        "<table><tr><th colspan=4>设定依据<tr><td colspan=4>条例第3条<tr><th>办理地点<td>大厅</table>",
        "设定依据=条例第3条 | 办理地点=大厅",
    );
}

#[test]
fn columns_of_a_table() {
    check(
        "<h3>申请材料</h3><table><tr><th>材料名称<th>形式<th>份数<tr><td>申请表<td>原件<td>1<tr><td>身份证<td>复印件<td>2</table>\
         <h3>办理流程</h3>",
        "申请材料=材料名称 形式 份数 申请表 原件 1 身份证 复印件 2 | 材料名称=申请表 身份证 | 形式=原件 复印件 | \
         份数=1 2 | 办理流程=",
    );
    check(
        "<table><tr><td>序号<td>材料名称<td>备注<tr><td>1<td>申请表<td></table>",
        "=1 | 材料名称=申请表 | 备注=".replace("=1 |", "序号=1 |").as_str(),
    );
}

#[test]
fn headings_with_what_follows() {
    check(
        "<div class=main><h3>一、设定依据</h3><p>条例</p><p>办法</p><h3>二、办理流程</h3><img src=a.png><h3>三、收费标准</h3></div>\
         <div>主办：某市</div>",
        "设定依据=条例 办法 | 办理流程=+1 | 收费标准= | 主办=某市",
    );
    check(
        "<div><div class=hd><h3>申请条件</h3></div><div class=bd><p>在册</p></div></div>\
         <div><div class=hd><h3>办理时间</h3></div><div class=bd></div></div>",
        "申请条件=在册 | 办理时间=",
    );
    check(
        "<h3>办理时间</h3><p>法定时限：20个工作日</p><p>承诺时限：5个工作日</p>",
        "办理时间=法定时限 20个工作日 承诺时限 5个工作日 | 法定时限=20个工作日 | 承诺时限=5个工作日",
    );
    check(
        "<p>一、申请条件</p><p>在册</p><p>二、办理流程</p><p>申请、受理</p>",
        "申请条件=在册 | 办理流程=申请、受理",
    );
    check(
        "<div class=t>申请材料</div><ul><li><a href=/a.doc>申请表</a><li>身份证</ul>",
        "申请材料=申请表 身份证@1",
    );
}

#[test]
fn labels_beside_their_values() {
    check(
        "<p>办理地点：某路1号<br>办理时间：9:00-17:00 联系电话：12345</p>",
        "办理地点=某路1号 | 办理时间=9:00-17:00 | 联系电话=12345",
    );
    check(
        "<p><strong>办理地点：</strong>某路1号</p><p><b>办理时间</b></p>",
        "办理地点=某路1号 | 办理时间=",
    );
    check("<dl><dt>申请条件<dd>在册<dt>办理流程<dd></dl>", "申请条件=在册 | 办理流程=");
    check(
        "<div class=r><span>办理地点</span><span>某路</span></div><div class=r><div>联系电话</div><div>12345</div></div>",
        "办理地点=某路 | 联系电话=12345",
    );
    check("<p>办理地点：暂无</p><p>联系电话：</p><p>尾</p>", "办理地点= | 联系电话=尾");
}

#[test]
fn labels_alone_among_lines() {
    check(
        "<p>办理地点：某路1号</p><p>办理流程：</p><p>承诺时限：5个工作日</p>",
        "办理地点=某路1号 | 办理流程= | 承诺时限=5个工作日",
    );
    check(
        "<div><p>办理地点：</p><p>办理流程：</p><p>法定时限：<a href=/a>20</a>日</p><p>联系电话：</p></div><p>尾</p>",
        "办理地点= | 办理流程= | 法定时限=20日@1 | 联系电话=",
    );
    check(
        "<p>办理地点：大厅</p><p>办理流程：</p><p>申请、受理</p><p>承诺时限：5个工作日</p>",
        "办理地点=大厅 | 办理流程=申请、受理 承诺时限 5个工作日 | 承诺时限=5个工作日",
    );
    check(
        "<p>一、办理时间：</p><p>法定时限：20个工作日</p><p>承诺时限：5个工作日</p>",
        "办理时间=法定时限 20个工作日 承诺时限 5个工作日 | 法定时限=20个工作日 | 承诺时限=5个工作日",
    );
    check(
        "<p>申请材料：</p><p>身份证：原件1份</p><p>申请表：2份</p>",
        "申请材料=身份证 原件1份 申请表 2份 | 身份证=原件1份 | 申请表=2份",
    );
}

#[test]
fn tabs_with_their_panes() {
    check(
        "<ul class=t><li>设定依据<li>申请条件<li>申请材料<li>办理流程</ul><ul class=c><li>条例<li><li>申请表<li><img src=a.png></ul>",
        "设定依据=条例 | 申请条件= | 申请材料=申请表 | 办理流程=+1",
    );
    check(
        "<ul><li><a href=#a>设定依据</a><li><a href=#b>申请条件</a></ul><div class=pane>条例</div>\
         <div class=pane style='display: none'>在册</div>",
        "设定依据=条例 | 申请条件=在册",
    );
}

#[test]
fn what_is_no_label_and_what_nobody_sees() {
    check("<ul><li><a href=/1>办理流程</a><li><a href=/2>申请条件</a></ul>", "");
    check("<p>请按办理流程提交申请材料，并携带身份证。</p>", "");
    check(
        "<div style='display:none'><p>办理地点：某路</p></div><p hidden>联系电话：1</p><!--<p>办理时间：2</p>-->",
        "",
    );
    check("<script>var a='办理地点：某路'</script><p>时间 9:00</p><p>http://a.test</p>", "");
}

#[test]
fn placeholders() {
    for text in ["", " ", "--", "暂无", "（暂无）", "/", "……", "无"] {
        assert_eq!(is_placeholder(text), !matches!(text, "无" | "……"), "{text}");
    }
}
