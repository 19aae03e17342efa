//! Links that work and links that do not.

use probe_sdk::testing::Site;

use super::{check, framed, home};

fn menu(site: Site) -> Site {
    ["zwgk", "hd", "jg", "zj"].iter().fold(site, |site, name| {
        site.page("column", &format!("https://www.a.gov.cn/{name}/"), &framed("<p>x"))
    })
}

#[test]
fn links_of_the_home_page() {
    check(menu(home("")), "home-links", "1.000 share");
    check(menu(home("<a href=/gone>旧专题</a>")), "home-links", "0.800 share");
    let outside = "<a href=https://gone.cn/>友情链接</a>";
    check(menu(home(outside).fails("https://gone.cn/", "dns", None)), "home-links", "0.800 share");
    check(
        menu(home(outside).fails("https://gone.cn/", "robots-disallowed", None)),
        "home-links",
        "1.000 share",
    );
    check(
        menu(home(outside).fails("https://gone.cn/", "http-status", Some(403))),
        "home-links",
        "1.000 share",
    );
    check(
        menu(home(outside).fails("https://gone.cn/", "soft-404", Some(200))),
        "home-links",
        "0.800 share",
    );
    check(home(""), "home-links", "0.000 share");
    let mut unknown = home("");
    for name in ["zwgk", "hd", "jg", "zj"] {
        unknown =
            unknown.fails(&format!("https://www.a.gov.cn/{name}/"), "robots-unreachable", None);
    }
    check(unknown, "home-links", "PageMissing");
}

#[test]
fn an_old_address_that_leads_home_is_dead() {
    let site = Site::new()
        .page("home", "https://www.a.gov.cn/", "<a href=/old/topic.html>专题</a><p>x")
        .page("home", "https://www.a.gov.cn/index.html", "<p>首页")
        .hops(&["https://www.a.gov.cn/old/topic.html"]);
    check(site, "home-links", "0.000 share");
    // To the host what an old address leads to is a page of its own.
    let site = Site::new()
        .page("home", "https://www.a.gov.cn/", "<a href=/list?code=rx>热线</a><p>x")
        .page("linked", "https://www.a.gov.cn/", "<p>首页")
        .hops(&["https://www.a.gov.cn/list?code=rx"]);
    check(site, "home-links", "0.000 share");
}

/// A home page with one article, whose page has these links.
fn article(links: &str) -> Site {
    home("<a href=/yw/t20190110_1.html>市政府召开常务会议研究工作</a>").page(
        "inner",
        "https://www.a.gov.cn/yw/t20190110_1.html",
        &framed(links),
    )
}

fn attached(kind: &str, n_bytes: &str) -> Site {
    article("<a href=/f/P1.pdf>附件：申请表</a>")
        .page("linked", "https://www.a.gov.cn/f/P1.pdf", "")
        .fact("body-kind", kind)
        .fact("media-type", "application/pdf")
        .fact("n-bytes", n_bytes)
}

#[test]
fn links_of_inner_pages() {
    check(attached("application/pdf", "900"), "inner-links", "1.000 share");
    check(attached("text/html", "900"), "inner-links", "0.000 share");
    check(attached("image/png", "900"), "inner-links", "0.000 share");
    check(attached("application/pdf", "0"), "inner-links", "0.000 share");
    let page = article("<a href=/f/P1.pdf>附件</a>")
        .page("linked", "https://www.a.gov.cn/f/P1.pdf", "<p>请登录</p>")
        .fact("media-type", "text/html");
    check(page, "inner-links", "0.000 share");
    // The container of old office files does not say which of them it holds.
    let sheet = |kind: &str| {
        article("<a href=/f/1.xls>附件：清单</a>")
            .page("linked", "https://www.a.gov.cn/f/1.xls", "")
            .fact("body-kind", kind)
            .fact("n-bytes", "900")
    };
    check(sheet("application/msword"), "inner-links", "1.000 share");
    check(sheet("application/pdf"), "inner-links", "0.000 share");
    let two = article("<a href=/yw/a.html>相关阅读</a><a href=/yw/b.html>上一篇</a>");
    check(
        two.page("linked", "https://www.a.gov.cn/yw/a.html", "<p>x"),
        "inner-links",
        "0.500 share",
    );
    check(article(""), "inner-links", "NotStated");
    check(Site::new().page("home", "https://www.a.gov.cn/", "<p>x"), "inner-links", "false");
}
