//! The criteria over a small service portal of our own.

mod guides;
mod portal;

use probe_sdk::testing::{Outcome, Site};

pub(crate) const MENU: &str = "<ul class=nav><li><a href=/>首页</a><li><a href=/sx>事项清单</a><li><a href=/hd>互动交流</a>\
    <li><a href=/gk>信息公开</a><li><a href=/lx>联系我们</a></ul>";

pub(crate) const MISSING: &str = "PageMissing";
pub(crate) const RENDERING: &str = "NeedsRendering";
pub(crate) const NOT_APPLICABLE: &str = "NotApplicable";

/// A portal with these pages; the start page has the menu.
pub(crate) fn site(pages: &[(&str, &str)]) -> Site {
    let portal = Site::new().silent().page("service_portal", "https://a.test/", MENU);
    pages.iter().fold(portal, |site, (path, html)| {
        let html = format!("<body>{MENU}<div class=main>{html}</div><div class=footer>主办：某市 联系电话：0354-3030303</div></body>");
        site.page("p", &format!("https://a.test{path}"), &html)
    })
}

/// A portal whose list leads to these guides, `/1`, `/2` …
pub(crate) fn guides(guides: &[&str], more: &[(&str, &str)]) -> Site {
    let names = ["户口迁移登记", "内资公司设立", "结婚登记办理", "社会团体登记", "食品经营许可"];
    let rows = names.iter().take(guides.len()).enumerate();
    let rows = rows.map(|(n, name)| format!("<li><a href=/{}>{name}</a>", n + 1));
    let list = format!("<ul class=l>{}</ul>", rows.collect::<String>());
    let paths: Vec<String> = (1..=guides.len()).map(|n| format!("/{n}")).collect();
    let mut pages = vec![("/sx", list.as_str())];
    pages.extend(paths.iter().map(String::as_str).zip(guides.iter().copied()));
    pages.extend(more.iter().copied());
    site(&pages)
}

/// A guide of our own: five elements, and what a test adds.
pub(crate) fn guide(more: &str) -> String {
    format!(
        "<h2>户口迁移登记</h2><table><tr><th>事项名称<td>户口迁移登记<th>办理地点<td>政务大厅3号窗口</table>\
         <h3>设定依据</h3><p>《户口登记条例》第十条</p><h3>申请条件</h3><p>在本市有合法稳定住所</p>\
         <h3>办理流程</h3><p>申请、受理、审查、决定、送达</p>{more}"
    )
}

#[track_caller]
pub(crate) fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

/// One guide with the addition and one without: what a criterion says of the two.
#[track_caller]
pub(crate) fn of_two(criterion: &str, addition: &str, expected: &str) -> Outcome {
    check(guides(&[&guide(addition), &guide("")], &[]), criterion, expected)
}
