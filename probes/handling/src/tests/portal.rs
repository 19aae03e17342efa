//! Entries of the portal as a whole.

use probe_sdk::testing::Site;

use super::{MENU, MISSING, check, guide, guides};

const QUERY: &str = "<form action=/q><p>办件编号：<input name=no></p><p>查询密码：<input name=pw></p><button>查询</button></form>";

fn portal(link: &str, pages: &[(&str, &str)]) -> Site {
    let portal =
        Site::new().silent().page("service_portal", "https://a.test/", &format!("{MENU}{link}"));
    pages.iter().fold(portal, |site, (path, html)| {
        site.page("p", &format!("https://a.test{path}"), &format!("{MENU}{html}"))
    })
}

#[test]
fn queries_of_progress() {
    let link = "<a href=/jd>办件查询</a>";
    check(portal(link, &[("/jd", QUERY)]), "progress", "true");
    check(portal(link, &[("/jd", "<p>请到窗口查询</p>")]), "progress", "false");
    check(
        portal(link, &[("/jd", "<form action=/s><input name=q><button>搜索</button></form>")]),
        "progress",
        "false",
    );
    check(portal(link, &[]), "progress", MISSING);
    check(portal("", &[]), "progress", "false");
    check(portal(QUERY, &[]), "progress", "true");
    check(portal(&format!("<div style='display:none'>{QUERY}</div>"), &[]), "progress", "false");
}

#[test]
fn progress_of_every_item() {
    let own = guide("<a href=/jd>进度查询</a>");
    let words = r#"["进度查询","办件查询"]"#;
    let with = |more: &[(&str, &str)]| guides(&[&own, &guide("")], more).param("keywords", words);
    check(with(&[("/jd", QUERY)]), "progress-share", "0.500 share");
    let whole = Site::new()
        .silent()
        .page("service_portal", "https://a.test/", &format!("{MENU}<a href=/jd>办件查询</a>"))
        .page("p", "https://a.test/jd", &format!("{MENU}{QUERY}"))
        .page(
            "p",
            "https://a.test/sx",
            &format!("{MENU}<ul class=l><li><a href=/1>户口迁移登记</a></ul>"),
        )
        .page("p", "https://a.test/1", &format!("{MENU}<div>{}</div>", guide("")));
    check(whole, "progress-share", "1.000 share");
}

#[test]
fn bookings() {
    let link = "<a href=/yy>网上预约</a>";
    let form = "<form action=/y><input name=name><input name=tel><button>预约</button></form>";
    check(portal(link, &[("/yy", form)]), "booking", "true");
    let list = "<p>请选择预约事项</p><ul class=l><li><a href=/y1>户口迁移登记</a><li><a href=/y2>不动产转移登记</a></ul>";
    check(portal(link, &[("/yy", list)]), "booking", "true");
    check(portal(link, &[("/yy", "<p>网上预约即将开通</p>")]), "booking", "false");
    check(
        portal(link, &[]).fails("https://a.test/yy", "http-status", Some(404)),
        "booking",
        "false",
    );
    check(portal("<a href=/>网上预约</a>", &[]), "booking", "false");
}

#[test]
fn ratings() {
    let link = "<a href=/hcp>好差评</a>";
    check(portal(link, &[("/hcp", "<p>满意率 <b>98.6%</b></p>")]), "rating", "true");
    let form = "<form><input type=radio name=r>非常满意<input type=radio name=r>不满意</form>";
    check(portal(link, &[("/hcp", form)]), "rating", "true");
    check(portal(link, &[("/hcp", "<p>好差评制度建设的通知</p>")]), "rating", "false");
    check(portal("<a href=/n>我市政务服务好差评系统正式上线运行</a>", &[]), "rating", "false");
}

#[test]
fn menus_of_accounts() {
    let feed = |json: &str| Site::new().silent().page("new_media", "https://f.test/wx.json", json);
    let menu = r#"{"bluebook_feed":1,"kind":"account","menu":[{"text":"掌上办事"}]}"#;
    check(feed(menu), "mobile-menu", "true");
    check(
        feed(r#"{"bluebook_feed":1,"kind":"app","services":["公积金提取"]}"#),
        "mobile-menu",
        "true",
    );
    check(
        feed(r#"{"bluebook_feed":1,"kind":"account","menu":[{"text":"要闻"}]}"#),
        "mobile-menu",
        "false",
    );
    check(feed(r#"{"bluebook_feed":1,"kind":"account"}"#), "mobile-menu", "NotStated");
    check(feed("{}"), "mobile-menu", "PageUnreadable");
}

#[test]
fn entries_to_services() {
    let home = |html: &str| Site::new().silent().page("home", "https://a.test/", html);
    check(home(MENU), "service-entry", "false");
    check(home("<ul><li><a href=/zwfw>政务服务</a></ul>"), "service-entry", "true");
    check(
        home(
            "<ul><li><a href=/1>政务服务中心主任会议召开</a></ul><a href=/2>2</a><a href=/3>3</a><a href=/4>4</a><a href=/5>5</a>",
        ),
        "service-entry",
        "false",
    );
    check(home("<p>一般公共服务支出。</p><p>共计。</p>"), "service-entry", "false");
}
