use probe_sdk::testing::{Outcome, Site};

mod consultations;

const HOME: &str = "<title>某市人民政府</title><div>今天是2019年1月15日</div><ul class=\"nav\"><li><a href=\"/\">首页</a>
    <li><a href=\"/zwgk/\">政务公开</a><li><a href=\"/hdjl/\">互动交流</a><li><a href=\"/sj/\">数据</a><li><a href=\"/hygq/\">回应关切</a></ul>";

const COLUMN: &str = "<title>互动交流</title><ul><li><a href=\"/zj/\">民意征集</a><li><a href=\"/dc/\">网上调查</a></ul>";

const GOVERNMENT: &str = "<title>政务公开</title><ul><li><a href=\"/jd/\">政策解读</a><li><a href=\"/pyzl/\">辟谣专栏</a>
    <li><a href=\"/wj/\">政策文件</a></ul>";

fn site() -> Site {
    Site::new()
        .page("home", "http://www.a.test/", HOME)
        .page("column", "http://www.a.test/hdjl/", COLUMN)
        .page("column", "http://www.a.test/zwgk/", GOVERNMENT)
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    // A page is missing where nobody answers for it; that it does not exist is an answer.
    let site = if expected == "PageMissing" { site.silent() } else { site };
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

const LIST: &str = "<title>回应关切</title><div>今天是2019年1月15日</div><ul>
    <li><a href=\"/hygq/1.html\">关于供暖温度不达标的回应</a><span>2019-01-03</span>
    <li><a href=\"/hygq/2.html\">关于公交调价的回应</a><span>2018-12-03</span></ul>
    <a href=/a>甲</a><a href=/b>乙</a><a href=/c>丙</a>";

#[test]
fn the_age_of_the_newest_response() {
    let with = |article: &str| {
        site().page("list_page", "http://www.a.test/hygq/", LIST).page(
            "article",
            "http://www.a.test/hygq/1.html",
            article,
        )
    };
    check(with("<title>回应</title><p>已经修好。"), "response-freshness", "12.000 days");
    // The page of the entry says that it is an old one with a new date.
    let old =
        "<title>回应</title><meta name=\"PubDate\" content=\"2018-10-01 10:00\"><p>已经修好。";
    check(with(old), "response-freshness", "106.000 days");
    check(with("<title>404</title>"), "response-freshness", "false");
    check(
        site().page("list_page", "http://www.a.test/hygq/", LIST),
        "response-freshness",
        "PageMissing",
    );
    let empty = "<title>回应关切</title><div>今天是2019年1月15日</div><p>暂无";
    check(
        site().page("list_page", "http://www.a.test/hygq/", empty),
        "response-freshness",
        "false",
    );
    let shell = "<title>回应关切</title><script src=a.js></script>";
    check(
        site().page("list_page", "http://www.a.test/hygq/", shell),
        "response-freshness",
        "NeedsRendering",
    );
}

const INTERPRETATIONS: &str = "<title>政策解读</title><ul><li><a href=\"/jd/1.html\">《某市公交条例》解读</a><span>2019-01-03</span>
    <li><a href=\"/jd/2.html\">一图读懂人才新政</a><span>2018-12-03</span></ul>";

fn interpreted(first: &str, second: &str, policy: &str) -> Site {
    site()
        .page("list_page", "http://www.a.test/jd/", INTERPRETATIONS)
        .page("interpretation", "http://www.a.test/jd/1.html", first)
        .page("interpretation", "http://www.a.test/jd/2.html", second)
        .page("policy", "http://www.a.test/wj/1.html", policy)
}

#[test]
fn policies_and_interpretations_lead_to_each_other() {
    let linked = "<title>解读</title><p>正文</p><p>相关文件：<a href=\"/wj/1.html\">某市公交条例</a></p><a href=\"/wj/1.html\">政策原文</a>";
    let bare = "<title>解读</title><p>正文</p>";
    let back = "<title>条例</title><a href=\"/jd/1.html\">解读</a><a href=\"/jd/2.html\">图解</a>";
    check(interpreted(linked, linked, back), "interpretation-links", "1.000 share");
    check(interpreted(linked, bare, back), "interpretation-links", "0.500 share");
    check(
        interpreted(linked, linked, "<title>条例</title>"),
        "interpretation-links",
        "0.500 share",
    );
    check(
        interpreted(linked, linked, "<title>404</title>页面不存在"),
        "interpretation-links",
        "0.000 share",
    );
    check(interpreted(bare, bare, back), "interpretation-links", "0.000 share");
    // The menu's link to the column of documents is no document.
    let menu = "<title>解读</title><a href=\"/wj/\">政策文件</a>";
    let menu = interpreted(menu, bare, back).page(
        "column",
        "http://www.a.test/wj/",
        "<title>首页</title>",
    );
    check(menu, "interpretation-links", "0.250 share");
    let none = site().page("list_page", "http://www.a.test/jd/", "<title>政策解读</title>暂无");
    check(none, "interpretation-links", "false");
}

#[test]
fn rumours_and_warnings() {
    let list = "<title>辟谣</title><ul><li><a href=\"/py/1.html\">网传某地地震系谣言</a><span>2018-12-20</span></ul>";
    let with = |list: &str, entry: &str| {
        site()
            .page("list_page", "http://www.a.test/pyzl/", list)
            .page("article", "http://www.a.test/py/1.html", entry)
            .page("list_page", "http://www.a.test/hygq/", LIST)
    };
    check(with(list, "<title>辟谣</title><p>谣言。"), "rumour-column", "true");
    check(with(&list.replace("2018-12-20", "2018-06-20"), ""), "rumour-column", "false");
    check(with(list, "<title>404</title>"), "rumour-column", "false");
    check(with("<title>辟谣</title><h1>辟谣专栏</h1>", ""), "rumour-column", "false");
}

fn media(posts: &str) -> Site {
    let feed = format!(
        "{{\"bluebook_feed\":1,\"kind\":\"account\",\"channel\":\"weibo\",\"posts\":[{posts}]}}"
    );
    Site::new().page("new_media", "http://feeds.test/1.json", &feed)
}

#[test]
fn comments_that_were_answered() {
    let post = "{\"on\":\"2019-01-03\",\"comments\":8,\"comments_answered\":2}";
    check(media(post), "comments-answered", "0.250 share");
    let to_come = post.replace("2019-01-03", "2019-03-03").replace(":2}", ":8}");
    check(media(&format!("{post},{to_come}")), "comments-answered", "0.250 share");
    check(media(&post.replace(":2}", ":20}")), "comments-answered", "1.000 share");
    check(media("{\"on\":\"2019-01-03\",\"comments\":8}"), "comments-answered", "NotStated");
    check(media(""), "comments-answered", "NotStated");
    check(
        Site::new().page("new_media", "http://feeds.test/1.json", "-"),
        "comments-answered",
        "PageUnreadable",
    );
}

#[test]
fn hot_services() {
    let block = "<div><h3>热门服务</h3><ul><li><a href=\"/s/1\">社保查询</a><li><a href=\"/s/2\">公积金提取</a><li><a href=\"/s/3\">护照预约</a></ul></div>";
    let with = |block: &str, service: &str| {
        Site::new().page("home", "http://www.a.test/", &format!("{HOME}{block}")).page(
            "service",
            "http://www.a.test/s/1",
            service,
        )
    };
    let outcome = check(with(block, "<title>社保查询</title>"), "hot-services", "true");
    assert!(outcome.confidence < 0.6);
    check(with("<h3>热门服务</h3>", ""), "hot-services", "false");
    let hidden = format!(
        "<section hidden>{}</section>",
        block.replace("<li><a href=\"/s/3\">护照预约</a>", "<li><a href=\"/s/3\">护照</a>")
    );
    check(with(&hidden, "<title>社保查询</title>"), "hot-services", "false");
    let none = Site::new().page("home", "http://www.a.test/", &format!("{HOME}{block}"));
    check(none, "hot-services", "PageMissing");
}

#[test]
fn a_dead_portal_is_as_unknown_as_a_shell() {
    const PORTAL: &str = "http://zwfw.a.test/";
    const SHELL: &str = "<div id=app></div><script src=/app.js></script>";
    let home = format!("{HOME}<p><a href=\"{PORTAL}\">政务服务网</a></p>");
    let site = || Site::new().page("home", "http://www.a.test/", &home);
    check(site().fails(PORTAL, "connect", None), "hot-services", "PageMissing");
    check(site().fails(PORTAL, "robots-disallowed", None), "hot-services", "PageMissing");
    check(site().also("service_portal", PORTAL, SHELL), "hot-services", "NeedsRendering");
    check(site().page("portal", PORTAL, SHELL), "hot-services", "NeedsRendering");
    check(site().also("service_portal", PORTAL, &home), "hot-services", "false");
    check(site().fails(PORTAL, "http-status", Some(404)), "hot-services", "false");
}
