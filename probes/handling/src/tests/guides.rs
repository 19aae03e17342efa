//! What guides state.

use super::{MISSING, NOT_APPLICABLE, RENDERING, check, guide, guides, of_two, site};

const HALF: &str = "0.500 share";
const NONE: &str = "0.000 share";

#[test]
fn items_with_a_guide() {
    let outcome = check(guides(&[&guide(""), "<p>户口说明</p>"], &[]), "guide-share", HALF);
    assert!(outcome.note.unwrap().contains("内资公司设立"));
    let gone =
        guides(&[&guide("")], &[("/sx", "<ul class=l><li><a href=/1>户口迁移登记</a></ul>")]);
    check(gone, "guide-share", "1.000 share");
    check(
        site(&[("/sx", "<ul class=l><li><a href=/1>户口迁移登记</a></ul>")]),
        "guide-share",
        MISSING,
    );
    let dead = site(&[("/sx", "<ul class=l><li><a href=/1>户口迁移登记</a></ul>")]);
    check(dead.fails("https://a.test/1", "http-status", Some(404)), "guide-share", NONE);
    check(site(&[("/sx", "<p>建设中</p>")]), "guide-share", "false");
}

#[test]
fn elements_of_guides() {
    let outcome = check(guides(&[&guide("")], &[]), "element-share", "0.625 share");
    assert!(outcome.note.unwrap().ends_with("办理材料 1 份、办理时间 1 份、联系电话 1 份"));
    let full = "<h3>申请材料</h3><p>身份证</p><p>办公时间：周一至周五 9:00-17:00</p><p>咨询电话：12345</p>";
    check(guides(&[&guide(full)], &[]), "element-share", "1.000 share");
    let bare =
        "<h3>申请材料</h3><h3>办公时间</h3><p>暂无</p><p style='display:none'>咨询电话：12345</p>";
    check(guides(&[&guide(bare)], &[]), "element-share", "0.625 share");
}

#[test]
fn materials_stated_without_a_way_out() {
    let clear =
        "<h3>申请材料</h3><p>1.居民身份证（原件和复印件各1份）</p><p>2.申请表（原件1份）</p>";
    of_two("materials", clear, HALF);
    of_two("materials", "<h3>申请材料</h3><p>身份证原件1份</p><p>其他材料</p>", NONE);
    of_two("materials", "<h3>申请材料</h3><p>身份证、户口簿</p>", NONE);
    of_two("materials", "<h3>申请材料</h3><p>无需提交材料</p>", HALF);
    let table = |form: &str| {
        format!(
            "<h3>申请材料</h3><table><tr><th>序号<th>材料名称<th>材料形式<th>份数<tr><td>1<td>身份证<td>原件<td>1\
            <tr><td>2<td>申请表<td>{form}<td>2</table>"
        )
    };
    of_two("materials", &table("纸质"), HALF);
    of_two("materials", &table(""), NONE);
}

#[test]
fn limits_in_days() {
    of_two("limits", "<p>法定办结时限：20个工作日</p><p>承诺办结时限：当场办结</p>", HALF);
    of_two(
        "limits",
        "<table><tr><td>法定时限（工作日）<td>20<td>承诺时限（工作日）<td>5</table>",
        HALF,
    );
    of_two("limits", "<p>法定办结时限：20个工作日</p><p>承诺办结时限：尽快</p>", NONE);
    of_two("limits", "<p>承诺办结时限：5个工作日</p>", NONE);
}

#[test]
fn flows() {
    let two = |process: &str| {
        let guide = guide("").replace("<p>申请、受理、审查、决定、送达</p>", process);
        let guide = format!("{guide}<h3>咨询电话</h3><p>12345</p>");
        check(
            guides(&[&guide], &[]),
            "process",
            if process.contains("好") { "1.000 share" } else { NONE },
        )
    };
    two("<p>申请→受理→好</p>");
    two("<p><img src=lc.png alt=好></p>");
    two("<ol><li>提交申请<li>好了领证</ol>");
    two("<p><a href=/lc.pdf>流程图好</a></p>");
    two("<p>详见窗口</p>");
    two("");
}

#[test]
fn telephone_numbers() {
    of_two("phones", "<p>咨询电话：（0354）3039999</p>", HALF);
    of_two("phones", "<h3>咨询方式</h3><p>现场咨询</p><p>电话 12345</p>", HALF);
    of_two("phones", "<p>咨询电话：见窗口公告</p>", NONE);
    of_two("phones", "<p>咨询电话：0000-0000000</p>", NONE);
    of_two("phones", "<!--<p>咨询电话：12345</p>-->", NONE);
}

#[test]
fn visits_promised() {
    let once = |html: &str, expected| {
        check(guides(&[&guide(html), &guide("")], &[]).param("visits_max", "1"), "visits", expected)
    };
    once("<p>到办事现场次数：1次</p>", HALF);
    once("<table><tr><th>到现场次数<td>无需到现场<th>行使层级<td>市级</table>", HALF);
    once("<p>最多跑一次：是</p>", HALF);
    once("<p>到办事现场次数：2次</p>", NONE);
    once("<p>到办事现场次数：</p>", NONE);
    let never = guides(&[&guide("<p>到办事现场次数：1次</p>")], &[]).param("visits_max", "0");
    check(never, "visits", NONE);
    let fault = guides(&[], &[]).try_judge(&crate::probe(), "visits").unwrap_err();
    assert_eq!(fault, "point `test`: `visits_max` is missing");
}

#[test]
fn results_that_come() {
    of_two("delivery", "<p>送达方式：邮寄或窗口领取</p>", HALF);
    of_two("delivery", "<table><tr><th>是否支持物流快递<td>是<th>行使层级<td>市级</table>", HALF);
    of_two("delivery", "<table><tr><th>是否支持物流快递<td>否<th>行使层级<td>市级</table>", NONE);
    of_two("delivery", "<p>送达方式：窗口领取</p>", NONE);
}

#[test]
fn fees_paid_online() {
    of_two("payment", "<p>收费标准：每证10元</p><p>是否支持网上支付：是</p>", "1.000 share");
    of_two("payment", "<p>收费标准：每证10元</p><p>是否支持网上支付：否</p>", NONE);
    of_two("payment", "<p>收费标准：每证10元</p>", NONE);
    of_two("payment", "<p>是否收费：否</p>", NOT_STATED);
}

/// The second guide states no fee at all, and its reason is the last.
const NOT_STATED: &str = "NotStated";

#[test]
fn electronic_licences() {
    of_two("licences", "<p>办理结果：电子证照</p>", HALF);
    of_two("licences", "<h3>办理结果</h3><p>电子证照</p>", HALF);
    of_two("licences", "<h3>电子证照</h3><h3>办理结果</h3><p>批文</p>", NONE);
    of_two("licences", "<table><tr><th>是否支持电子证照<td>是<th>行使层级<td>市级</table>", HALF);
    of_two("licences", "<table><tr><th>是否支持电子证照<td>否<th>行使层级<td>市级</table>", NONE);
    of_two("licences", "<ul><li><a href=/dzzz>电子证照</a></ul>", NONE);
}

#[test]
fn forms_that_come() {
    let asked = "<h3>申请材料</h3><p>户口迁移申请表 <a href=/f.doc>空白表格</a></p>";
    let with = || guides(&[&guide(asked), &guide("<h3>申请材料</h3><p>身份证</p>")], &[]);
    check(with().attachment("attachment", "https://a.test/f.doc"), "working-forms", "1.000 share");
    check(with().page("p", "https://a.test/f.doc", "<h1>404</h1>"), "working-forms", NONE);
    check(with().fails("https://a.test/f.doc", "http-status", Some(404)), "working-forms", NONE);
    check(with(), "working-forms", MISSING);
    let none = guides(&[&guide("<h3>申请材料</h3><p>户口迁移申请表</p>")], &[]);
    check(none, "working-forms", NONE);
    check(
        guides(&[&guide("<h3>申请材料</h3><p>身份证</p>")], &[]),
        "working-forms",
        NOT_APPLICABLE,
    );
}

#[test]
fn sample_forms_and_files() {
    let html = "<h3>申请材料</h3><p>申请表 <a href=/f.doc>空白表格</a> <a href=/s.pdf>样表</a></p>";
    let with = || {
        guides(&[&guide(html), &guide("")], &[]).attachment("attachment", "https://a.test/f.doc")
    };
    check(with().attachment("attachment", "https://a.test/s.pdf"), "sample-forms", HALF);
    check(with().fails("https://a.test/s.pdf", "http-status", Some(404)), "sample-forms", NONE);
    check(with().fails("https://a.test/s.pdf", "http-status", Some(404)), "attachments", HALF);
    check(with().attachment("attachment", "https://a.test/s.pdf"), "attachments", "1.000 share");
    check(guides(&[&guide("")], &[]), "attachments", NOT_APPLICABLE);
    of_two("sample-forms", "<h3>填写说明</h3><p>姓名须与身份证一致，日期写到日。</p>", HALF);
    of_two("sample-forms", "<h3>填写说明</h3>", NONE);
}

#[test]
fn entries_of_guides() {
    let words = r#"["在线办理","在线申请"]"#;
    let apply = "<a class=btn href=/apply>在线办理</a>";
    let form = ("/apply", "<form action=/x><input name=user><input type=password></form>");
    let with =
        |more: &[(&str, &str)]| guides(&[&guide(apply), &guide("")], more).param("keywords", words);
    check(with(&[form]), "entry-share", HALF);
    check(with(&[form]).param("opens", "form"), "entry-share", HALF);
    check(with(&[("/apply", "<p>说明</p>")]), "entry-share", HALF);
    check(with(&[("/apply", "<p>说明</p>")]).param("opens", "form"), "entry-share", NONE);
    check(with(&[]).fails("https://a.test/apply", "http-status", Some(404)), "entry-share", NONE);
    check(with(&[]), "entry-share", NONE);
    let one = |html: &str| guides(&[&guide(html)], &[]).param("keywords", words);
    check(one(apply), "entry-share", MISSING);
    check(one("<a href=/>在线办理</a>"), "entry-share", NONE);
    check(one("<a href=javascript:; onclick=apply(1)>在线办理</a>"), "entry-share", RENDERING);
    check(one("<p>可在线办理</p>"), "entry-share", NONE);
}

#[test]
fn items_fully_online() {
    let list = "<table><tr><th>事项名称<th>部门<th>办理形式<tr><td><a href=/1>户口迁移登记</a><td>公安局<td>全程网办\
        <tr><td><a href=/2>内资公司设立</a><td>市场监督管理局<td>窗口办理</table>";
    let with = |list: &str| {
        site(&[("/sx", list), ("/1", &guide("")), ("/2", &guide("<p>网上办理深度：全程网办</p>"))])
    };
    check(with(list), "fully-online", HALF);
    let plain = list.replace("全程网办", "网办");
    check(with(&plain), "fully-online", HALF);
    let json = r#"{"data":[{"name":"户口迁移登记","url":"/1","depth":"全程网办"},{"name":"内资公司设立","url":"/2"}]}"#;
    let shell = with("<p>没有</p>").page("p", "https://a.test/unused", "");
    check(shell, "fully-online", "false");
    let portal = format!("{}<script>load('/api/items.json')</script>", "<div id=app></div>");
    let by_script = probe_sdk::testing::Site::new()
        .silent()
        .page("service_portal", "https://a.test/", super::MENU)
        .page("p", "https://a.test/sx", &portal)
        .page("p", "https://a.test/api/items.json", json)
        .page("p", "https://a.test/1", &guide(""))
        .page("p", "https://a.test/2", &guide(""));
    check(by_script, "fully-online", HALF);
}

#[test]
fn four_elements_of_a_page() {
    let page = |html: &str| {
        probe_sdk::testing::Site::new().silent().page("guide", "https://a.test/1", html)
    };
    check(page(&guide("")), "four-elements", "true");
    check(page("<p>法律依据：条例</p><p>联系电话：1</p>"), "four-elements", "false");
    check(
        page("<h3>设定依据</h3><h3>申请条件</h3><h3>申请材料</h3><h3>办理流程</h3>"),
        "four-elements",
        "false",
    );
}
