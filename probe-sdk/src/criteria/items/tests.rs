//! Entries of lists of several builds.

use super::super::sample::evenly;
use super::{entries, is_office, pages, spread};
use crate::testing::Site;
use crate::{Criterion, Judged, Probe, Step, Task};

fn say(task: &Task) -> Step<Judged> {
    let list = task.start()?.follow(&["事项清单"], "list")?;
    let said = entries(list)
        .iter()
        .map(|entry| {
            let path = entry.link.url.trim_start_matches("https://a.test").to_owned();
            format!("{} {path} {}", entry.name, entry.department).trim().to_owned()
        })
        .collect::<Vec<_>>();
    let (links, is_whole) = pages(list);
    let more = if is_whole { "" } else { " …" };
    Ok(Judged::text(format!("{} +{}{more}", said.join(", "), links.len())))
}

fn drawn(task: &Task) -> Step<Judged> {
    let list = task.start()?.follow(&["事项清单"], "list")?;
    let names: Vec<String> =
        spread(&entries(list), 3).into_iter().map(|entry| entry.name).collect();
    Ok(Judged::text(names.join(" ")))
}

const CRITERIA: [Criterion; 2] = [
    Criterion { id: "say", title: "", roles: &["home"], points: &[], judge: say },
    Criterion { id: "drawn", title: "", roles: &["home"], points: &[], judge: drawn },
];
const PROBE: Probe = Probe { family: "test", version: "0", title: "", criteria: &CRITERIA };

const MENU: &str = "<ul class=nav><li><a href=/>网站首页</a><li><a href=/l.html>事项清单</a><li><a href=/zwgk>政务公开栏目</a>\
    <li><a href=/hd>互动交流平台</a></ul>";

#[track_caller]
fn check(criterion: &str, html: &str, expected: &str) {
    let site = Site::new().page("home", "https://a.test/", MENU).page(
        "list",
        "https://a.test/l.html",
        &format!("{MENU}{html}"),
    );
    let outcome = site.judge(&PROBE, criterion);
    let crate::Finding::Text(said) = &outcome.finding else { panic!("{outcome:?}") };
    assert_eq!(said, expected);
}

#[test]
fn lists_of_several_builds() {
    check(
        "say",
        "<ul class=l><li><a href=/1>户口迁移登记</a><span>公安局</span><li><a href=/2>内资公司设立</a></ul>",
        "户口迁移登记 /1 公安局, 内资公司设立 /2 +0",
    );
    check(
        "say",
        "<table><tr><th>事项<th>部门<th>操作<tr><td>户口迁移<td>公安局<td><a href=/1>办事指南</a><a href=/a>在线办理</a>\
        <tr><td>公司设立<td>市场监督管理局<td><a href=/2>办事指南</a></table>",
        "户口迁移 /1 公安局, 公司设立 /2 市场监督管理局 +0",
    );
    check(
        "say",
        "<div class=c><div class=i><h4><a href=/1>户口迁移登记</a></h4><p>公安局</p></div>\
        <div class=i><h4><a href=/2>内资公司设立</a></h4><p>市场监督管理局</p></div></div>",
        "户口迁移登记 /1 公安局, 内资公司设立 /2 市场监督管理局 +0",
    );
    check(
        "say",
        "<h3>公安局</h3><ul><li><a href=/1>户口迁移登记</a></ul><h3>民政局</h3><ul><li><a href=/2>结婚登记办理</a></ul>",
        "户口迁移登记 /1 公安局, 结婚登记办理 /2 民政局 +0",
    );
    check("say", "<p>没有事项</p>", " +0");
}

#[test]
fn lists_in_pages() {
    let list = "<ul class=l><li><a href=/1>户口迁移登记</a></ul>";
    check(
        "say",
        &format!(
            "{list}<div><a href=l_1.html>2</a><a href=l_2.html>3</a><a href=l_1.html>下一页</a></div>"
        ),
        "户口迁移登记 /1 +2",
    );
    check(
        "say",
        &format!("{list}<script>createPageHTML(3, 0, \"l\", \"html\");</script>"),
        "户口迁移登记 /1 +2",
    );
    check(
        "say",
        &format!("{list}<a href=l_1.html>2</a><a href=l_24.html>25</a>"),
        "户口迁移登记 /1 +2 …",
    );
}

#[test]
fn every_office_has_its_share() {
    let rows = [
        "甲甲甲甲 公安局",
        "乙乙乙乙 民政局",
        "丙丙丙丙 公安局",
        "丁丁丁丁 民政局",
        "戊戊戊戊 公安局",
        "己己己己 教育局",
    ];
    let rows = rows.map(|row| {
        let (name, office) = row.split_once(' ').unwrap();
        format!("<tr><td><a href=/{name}>{name}</a><td>{office}")
    });
    check("drawn", &format!("<table>{}</table>", rows.concat()), "甲甲甲甲 戊戊戊戊 丁丁丁丁");
    assert_eq!(evenly(10, 4).collect::<Vec<_>>(), [0, 2, 5, 7]);
    assert_eq!(evenly(3, 10).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(evenly(0, 3).count(), 0);
}

#[test]
fn names_of_offices() {
    assert!(is_office("市人力资源和社会保障局"));
    assert!(is_office("发展和改革委员会"));
    assert!(!is_office("户口迁移"));
    assert!(!is_office("局"));
}
