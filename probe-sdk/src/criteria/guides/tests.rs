//! From a portal to its guides.

use super::{Answer, Drawn, PHONE, sample, share};
use crate::testing::Site;
use crate::{Criterion, Judged, Probe, Step, Task};

fn say(task: &Task) -> Step<Judged> {
    let sample = sample(task)?;
    let said = sample.drawn.iter().map(|drawn| match drawn {
        Drawn::Guide(guide) => guide.name(),
        Drawn::NoGuide(entry, _) => format!("-{}", entry.name),
        Drawn::Gone(entry, _) => format!("x{}", entry.name),
        Drawn::Unread(reason, _) => format!("{reason:?}"),
    });
    Ok(Judged::text(said.collect::<Vec<_>>().join(" ")))
}

fn phones(task: &Task) -> Step<Judged> {
    share(&sample(task)?, |guide| {
        Ok(Answer::of(guide.fields.stated(PHONE).map(crate::criteria::fields::Field::hit)))
    })
}

const CRITERIA: [Criterion; 2] = [
    Criterion { id: "say", title: "", roles: &["home"], points: &[], judge: say },
    Criterion { id: "phones", title: "", roles: &["home"], points: &[], judge: phones },
];
const PROBE: Probe = Probe { family: "test", version: "0", title: "", criteria: &CRITERIA };

const MENU: &str = "<ul class=nav><li><a href=/>首页</a><li><a href=/l>办事指南</a><li><a href=/hd>互动交流</a>\
    <li><a href=/gk>信息公开</a><li><a href=/lx>联系我们</a></ul>";
const GUIDE: &str = "<h3>设定依据</h3><p>条例</p><h3>申请条件</h3><p>在册</p><h3>办理流程</h3><p>申请、受理、发证</p>";
const LIST: &str = "<ul class=l><li><a href=/1>户口迁移登记</a><li><a href=/2>内资公司设立</a><li><a href=/3>结婚登记办理</a></ul>";

fn site(pages: &[(&str, &str)]) -> Site {
    let portal = Site::new().silent().page("service_portal", "https://a.test/", MENU);
    pages.iter().fold(portal, |site, (path, html)| {
        site.page(
            "p",
            &format!("https://a.test{path}"),
            &format!("<body>{MENU}<div class=main>{html}</div></body>"),
        )
    })
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) {
    let outcome = site.judge(&PROBE, criterion);
    let said = match &outcome.finding {
        crate::Finding::Text(said) => said.clone(),
        crate::Finding::Number(measure) => format!("{:.2}", measure.value),
        other @ (crate::Finding::Truth(_)
        | crate::Finding::Grade(_)
        | crate::Finding::Unknown(_)) => format!("{other:?}"),
    };
    assert!(said.starts_with(expected), "{outcome:?}");
}

#[test]
fn items_lead_to_guides_or_not() {
    let phone = format!("{GUIDE}<p>咨询电话：12345</p>");
    let pages = site(&[("/l", LIST), ("/1", GUIDE), ("/2", "<p>户口说明</p>"), ("/3", &phone)]);
    check(pages, "say", "户口迁移登记 -内资公司设立 结婚登记办理");
    let pages = site(&[("/l", LIST), ("/1", GUIDE), ("/2", "<p>户口说明</p>"), ("/3", &phone)]);
    check(pages, "phones", "0.50");
    let pages =
        site(&[("/l", LIST), ("/1", GUIDE)]).fails("https://a.test/2", "http-status", Some(404));
    check(pages, "say", "户口迁移登记 x内资公司设立 UnknownReason::PageMissing");
}

#[test]
fn lists_behind_offices_and_homes() {
    let offices = "<ul class=l><li><a href=/o1>某某公安局</a><li><a href=/o2>某某民政局</a></ul>";
    let pages = [
        ("/l", offices),
        ("/o1", LIST),
        ("/o2", "<ul class=l><li><a href=/4>社会团体登记</a></ul>"),
        ("/1", GUIDE),
        ("/2", GUIDE),
        ("/3", GUIDE),
        ("/4", GUIDE),
    ];
    check(site(&pages), "say", "户口迁移登记");
    let home = Site::new().silent()
        .page("home", "https://a.test/h", "<ul><li><a href=/>政务服务</a><li><a href=/a>新闻</a><li><a href=/b>公开</a><li><a href=/c>互动</a><li><a href=/d>走进</a></ul>")
        .page("portal", "https://a.test/", MENU)
        .page("p", "https://a.test/l", &format!("{MENU}{LIST}"));
    let home = ["/1", "/2", "/3"].iter().fold(home, |site, path| {
        site.page("p", &format!("https://a.test{path}"), &format!("{MENU}<div>{GUIDE}</div>"))
    });
    check(home, "say", "户口迁移登记 内资公司设立 结婚登记办理");
}

#[test]
fn nothing_there_and_nothing_known() {
    let bare = Site::new().silent().page(
        "service_portal",
        "https://a.test/",
        "<a href=/1>一</a><a href=/2>二</a><a href=/3>三</a><a href=/4>四</a><a href=/5>五</a>",
    );
    check(bare, "phones", "Finding::Truth(false)");
    check(site(&[]), "phones", "Finding::Unknown");
    let shell = Site::new().silent().page(
        "service_portal",
        "https://a.test/",
        "<div id=app></div><script src=a.js></script>",
    );
    check(shell, "phones", "Finding::Unknown");
    check(
        site(&[("/l", LIST), ("/1", "<p>一"), ("/2", "<p>二"), ("/3", "<p>三")]),
        "phones",
        "Finding::Truth(false)",
    );
    // The site's own list says nothing about a portal that cannot be had.
    let home = "<ul><li><a href=https://p.test/>政务服务网</a><li><a href=/l>服务事项清单</a></ul>";
    let forbidden = Site::new()
        .page("home", "https://a.test/", home)
        .page("list", "https://a.test/l", LIST)
        .page("guide", "https://a.test/1", GUIDE)
        .fails("https://p.test/", "robots-disallowed", None);
    check(forbidden, "phones", "Finding::Unknown");
}
