//! Platforms and how they hang together.

use probe_sdk::testing::Site;

use super::{HOME, check, framed, home};

const ENTRY: &str = "<a href=https://zwfw.a.gov.cn/>政务服务网</a>";
const SERVICES: &str = "<a href=/gr>个人办事</a><a href=/fr>法人办事</a><a href=/zn>办事指南</a>";

fn with_platform(html: &str) -> Site {
    home(ENTRY).page("service_portal", "https://zwfw.a.gov.cn/", &framed(html))
}

#[test]
fn portal_and_platform() {
    let back = "<a href=http://www.a.gov.cn/>市政府门户网站</a>";
    check(with_platform(&format!("{SERVICES}{back}")), "mutual-links", "both");
    check(with_platform(SERVICES), "mutual-links", "one_way");
    let hidden = format!("{SERVICES}<div style=display:none>{back}</div>");
    check(with_platform(&hidden), "mutual-links", "one_way");
    let to_news = format!("{SERVICES}<a href=http://www.a.gov.cn/yw/1.html>要闻</a>");
    check(with_platform(&to_news), "mutual-links", "one_way");
    check(home(""), "mutual-links", "none");
    check(home("<p>政务服务网</p>"), "mutual-links", "none");
    check(home("<!-- <a href=https://zwfw.a.gov.cn/>政务服务网</a> -->"), "mutual-links", "none");
}

#[test]
fn an_entry_counts_for_what_it_opens() {
    let news = "<p>我市召开政务服务工作会议。</p>";
    check(with_platform(news), "mutual-links", "none");
    check(home(ENTRY), "mutual-links", "none");
    let gone = home(ENTRY).fails("https://zwfw.a.gov.cn/", "soft-404", Some(200));
    check(gone, "mutual-links", "none");
    let refused = home(ENTRY).fails("https://zwfw.a.gov.cn/", "robots-disallowed", None);
    check(refused, "mutual-links", "PageMissing");
    let down = || home(ENTRY).fails("https://zwfw.a.gov.cn/", "connect", None);
    check(down(), "mutual-links", "PageMissing");
    check(down(), "city-page", "PageMissing");
    check(down(), "single-sign-on", "PageMissing");
    let shell = home(ENTRY).page(
        "service_portal",
        "https://zwfw.a.gov.cn/",
        "<div id=app></div><script src=/app.js></script>",
    );
    check(shell, "mutual-links", "NeedsRendering");
}

const LOGINS: &str = "<a href=/mail>市长信箱</a><a href=/login>登录</a>";

/// A portal, a platform and a mailbox whose logins end at these addresses.
fn logins(portal: &str, platform: &str, mailbox: &str) -> Site {
    let own = |url: &str| format!("<a href={url}>登录</a><form><input type=password></form>");
    home(&format!("{ENTRY}{LOGINS}"))
        .page(
            "service_portal",
            "https://zwfw.a.gov.cn/",
            &framed(&format!("{SERVICES}<a href=/l>个人登录</a>")),
        )
        .page("mailbox", "https://www.a.gov.cn/mail", &framed("<a href=/ml>用户登录</a>"))
        .page("login", portal, &own(portal))
        .hops(&["https://www.a.gov.cn/login"])
        .page("login", platform, &own(platform))
        .hops(&["https://zwfw.a.gov.cn/l"])
        .page("login", mailbox, &own(mailbox))
        .hops(&["https://www.a.gov.cn/ml"])
}

#[test]
fn one_login_for_all() {
    let sso = |n: u32| format!("https://tyrz.gd.gov.cn/{n}");
    check(logins(&sso(1), &sso(2), &sso(3)), "single-sign-on", "single");
    check(logins(&sso(1), &sso(2), "https://www.a.gov.cn/own"), "single-sign-on", "partial");
    check(logins("https://x.cn/1", &sso(2), "https://www.a.gov.cn/own"), "single-sign-on", "none");
    check(home("<p>登录请到窗口</p>"), "single-sign-on", "none");
    check(home("<a href=/oa>办公系统登录</a>"), "single-sign-on", "none");
    check(home("<a href='javascript:login()'>登录</a>"), "single-sign-on", "NeedsRendering");
}

fn departments(urls: &[&str]) -> String {
    let names = ["市教育局", "市公安局", "市民政局", "市财政局", "市水务局", "市卫健委"];
    let links = names.iter().zip(urls).map(|(name, url)| format!("<a href={url}>{name}</a>"));
    links.collect()
}

#[test]
fn departments_on_the_platform() {
    let urls = [
        "https://jyj.a.gov.cn/",
        "https://www.a.gov.cn/gaj/",
        "https://mzj.com/",
        "https://czj.cn/",
        "https://swj.net/",
    ];
    let html = departments(&urls);
    let site = || {
        home(&html).page("department", urls[0], "<p>市教育局").page(
            "department",
            urls[1],
            "<p>市公安局",
        )
    };
    check(site(), "common-platform", "0.400 share");
    check(home(&html).page("department", urls[0], "<p>市教育局"), "common-platform", "0.200 share");
    let away = home(&html)
        .page("department", "https://elsewhere.com/", "<p>x")
        .hops(&[urls[0]])
        .page("department", urls[1], "<p>x");
    check(away, "common-platform", "0.200 share");
    let unknown = site().fails(urls[0], "robots-disallowed", None);
    check(unknown, "common-platform", "0.400 share");
    check(home(""), "common-platform", "NotStated");
    let behind = home("<a href=/bm/>部门网站</a>")
        .page("departments", "https://www.a.gov.cn/bm/", &html)
        .page("department", urls[0], "<p>x")
        .page("department", urls[1], "<p>x");
    check(behind, "common-platform", "0.400 share");
    let options: String = ["市教育局", "市公安局"]
        .map(|name| format!("<option value=https://{}.a.gov.cn/>{name}</option>", name.len()))
        .concat();
    let picked = home(&format!("<select>{options}</select>")).page(
        "department",
        "https://12.a.gov.cn/",
        "<p>x",
    );
    check(picked, "common-platform", "1.000 share");
}

#[test]
fn names_of_hosts() {
    let urls = [
        "https://jyj.a.gov.cn/",
        "https://gaj.a.gov.cn/",
        "https://mzj.com/",
        "https://x.czj.a.gov.cn/",
        "https://sw.a.gov.cn/",
    ];
    check(home(&departments(&urls)), "domain-names", "0.667 share");
    check(home(""), "domain-names", "1.000 share");
    let sample = Site::new().page("home", "https://www.a.gov.test/", &framed(""));
    check(sample, "domain-names", "0.000 share");
    let sample = Site::new().page("home", "https://www.a.gov.test/", &framed(""));
    check(sample.param("suffixes", r#"["gov.cn","gov.test"]"#), "domain-names", "1.000 share");
}

#[test]
fn the_citys_page_on_the_provincial_platform() {
    let entry = "<a href=https://www.gdzwfw.gov.cn/portal/index?region=440100>广东政务服务网</a>";
    let city = format!("<h1>广州市</h1>{SERVICES}");
    let at = |url: &str, html: &str| home(entry).page("service_portal", url, &framed(html));
    let url = "https://www.gdzwfw.gov.cn/portal/index?region=440100";
    let words = r#"["广东政务服务网"]"#;
    check(at(url, &city).param("follow", words), "city-page", "true");
    check(at(url, SERVICES).param("follow", words), "city-page", "false");
    check(at(url, "<h1>广州市</h1>").param("follow", words), "city-page", "false");
    let tagged = format!("<meta name=SiteIDCode content=4403000001>{city}");
    let foreign = home(entry).page("service_portal", url, &format!("{tagged}{}", framed("")));
    check(foreign.param("follow", words), "city-page", "false");
    let other = "<a href=https://www.gdzwfw.gov.cn/portal/index?region=440300>广东政务服务网</a>";
    let other = home(other).page(
        "service_portal",
        "https://www.gdzwfw.gov.cn/portal/index?region=440300",
        &framed(&city),
    );
    check(other.param("follow", words), "city-page", "false");
    // The city's own platform, and the way from it.
    check(with_platform(&city), "city-page", "false");
    let own = format!("{city}<a href=https://www.gdzwfw.gov.cn/>省政务服务网</a>");
    let province = framed(&format!("{SERVICES}<a href=/gz>广州</a><a href=/sz>深圳</a>"));
    let way = with_platform(&own)
        .page("service_portal", "https://www.gdzwfw.gov.cn/", &province)
        .page("service_portal", "https://www.gdzwfw.gov.cn/gz", &framed(&city));
    check(way, "city-page", "true");
    check(home(""), "city-page", "false");
    let own = Site::new().page(
        "service_portal",
        "https://www.gdzwfw.gov.cn/?region=440100",
        &framed(&city),
    );
    check(own, "city-page", "true");
    let _ = HOME;
}
