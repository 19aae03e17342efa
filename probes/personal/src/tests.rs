use probe_sdk::testing::{Outcome, Site};

mod push;

const NAV: &str = "<title>某市人民政府</title><ul class=\"nav\"><li><a href=\"/\">首页</a><li><a href=\"/zwgk/\">公开</a>
    <li><a href=\"/fw/\">政务服务</a><li><a href=\"/sj/\">数据</a><li><a href=\"/ms/\">魅力某市</a></ul>";

const SERVICES: &str = "<title>政务服务</title><ul><li><a href=\"/grzx/\">个人中心</a><li><a href=\"/sy/\">生育收养</a>
    <li><a href=\"/jy/\">就业创业</a><li><a href=\"/ysj/\">一件事专区</a></ul>";

fn home(more: &str) -> Site {
    Site::new().page("home", "http://www.a.test/", &format!("{NAV}{more}"))
}

fn site(more: &str) -> Site {
    home(more).page("column", "http://www.a.test/fw/", SERVICES)
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    // A page is missing where nobody answers for it; that it does not exist is an answer.
    let site = if expected == "PageMissing" { site.silent() } else { site };
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

#[test]
fn a_space_of_ones_own() {
    let with = |page: &str| site("").page("entry", "http://www.a.test/grzx/", page);
    check(with("<title>登录</title><input type=password>"), "personal-space", "true");
    check(
        with("<title>个人中心</title><a href=1>我的办件</a><a href=2>我的收藏</a>"),
        "personal-space",
        "true",
    );
    check(with("<title>个人中心</title><h1>个人中心</h1><p>建设中"), "personal-space", "false");
    check(
        with("<title>个人中心</title><script src=a.js></script>"),
        "personal-space",
        "NeedsRendering",
    );
    check(site(""), "personal-space", "PageMissing");
    let none = home("").page("column", "http://www.a.test/fw/", "<title>政务服务</title>");
    check(none, "personal-space", "false");
    let login = home("<a href=\"http://tyrz.a.test/login\">用户中心</a>");
    check(
        login.page("entry", "http://tyrz.a.test/login", "<script src=a.js></script>"),
        "personal-space",
        "true",
    );
}

const TOPICS: &str = r#"[["生育"],["就业"],["退休"]]"#;

fn items(of: &str) -> String {
    (1..=3).fold(format!("<title>{of}</title>{NAV}"), |page, n| {
        page + &format!("<li><a href=\"/{of}/{n}.html\">{of}事项{n}</a>")
    })
}

#[test]
fn topics_with_items() {
    let with = |first: &str, second: &str| {
        site("").param("topics", TOPICS).page("topic", "http://www.a.test/sy/", first).page(
            "topic",
            "http://www.a.test/jy/",
            second,
        )
    };
    check(with(&items("生育"), &items("就业")), "topics-with-items", "2.000 items");
    check(with(&items("生育"), NAV), "topics-with-items", "1.000 items");
    // Two topics that show the same.
    check(with(&items("生育"), &items("生育")), "topics-with-items", "1.000 items");
    check(with(NAV, "<title>404</title>"), "topics-with-items", "false");
    check(site("").param("topics", TOPICS), "topics-with-items", "PageMissing");
    let block = "<div><h3>退休养老</h3><a href=/1>养老金</a><a href=/2>资格认证</a><a href=/3>丧葬费</a></div>";
    let block = home(block).param("topics", TOPICS).page(
        "column",
        "http://www.a.test/fw/",
        "<title>政务服务</title>",
    );
    check(block, "topics-with-items", "1.000 items");
    // Names side by side are a menu, and none stands over the others.
    let menu = "<dl><dt><a href=/t>退休养老</a><dd><dt><a href=/f>法人办事</a><dd><dt><a href=/z>办事指南</a></dl>";
    let menu = home(menu).param("topics", TOPICS).page(
        "column",
        "http://www.a.test/fw/",
        "<title>政务服务</title>",
    );
    check(menu.page("topic", "http://www.a.test/t", NAV), "topics-with-items", "false");
    // A bundle is a service.
    let bundle = home("<a href=/b/>新生儿生育一件事</a>").param("topics", TOPICS);
    let bundle = bundle.page("topic", "http://www.a.test/b/", &items("生育")).page(
        "column",
        "http://www.a.test/fw/",
        "<title>政务服务</title>",
    );
    check(bundle, "topics-with-items", "false");
    assert!(home("").try_judge(&crate::probe(), "topics-with-items").is_err());
}

#[test]
fn bundles_that_can_be_entered() {
    let column = format!(
        "<title>一件事</title>{NAV}<a href=\"/b/1\">新生儿出生</a><a href=\"/b/2\">企业开办</a><a href=\"/b/3\">公民退休</a>"
    );
    let with = |first: &str, second: &str| {
        site("<a href=\"/b/4\">开餐馆一件事</a>")
            .page("service_column", "http://www.a.test/ysj/", &column)
            .page("bundle", "http://www.a.test/b/1", first)
            .page("bundle", "http://www.a.test/b/2", second)
    };
    let entry = "<title>出生</title><a href=\"/apply/1\">立即办理</a>";
    check(with(entry, &entry.replace('1', "2")), "bundles", "2.000 items");
    check(with(entry, "<title>企业开办</title><p>介绍"), "bundles", "1.000 items");
    check(with("<title>404</title>", "<p>介绍"), "bundles", "0.000 items");
    let only =
        site("<a href=\"/b/4\">开餐馆一件事</a>").page("bundle", "http://www.a.test/b/4", entry);
    check(
        only.page("service_column", "http://www.a.test/ysj/", "<title>一件事</title>"),
        "bundles",
        "1.000 items",
    );
    check(
        home("").page("column", "http://www.a.test/fw/", "<title>政务服务</title>"),
        "bundles",
        "false",
    );
    check(with("", "").page("x", "http://x.test/", ""), "bundles", "0.000 items");
}

#[test]
fn subscriptions() {
    let with = |page: &str| {
        home("<a href=\"/dy/\">邮件订阅</a>").page("feed", "http://www.a.test/dy/", page)
    };
    check(
        with("<title>订阅</title><p>订阅<input name=mail placeholder=您的邮箱>"),
        "subscription",
        "true",
    );
    check(with("<title>订阅</title><h1>订阅</h1>"), "subscription", "false");
    check(with("<title>404</title><p>订阅<input name=mail>"), "subscription", "false");
    check(
        with("<rss><channel><item><title>a</title></item></channel></rss>"),
        "subscription",
        "true",
    );
    check(with("<rss><channel></channel></rss>"), "subscription", "false");
    check(home("<a href=\"/dy/\">邮件订阅</a>"), "subscription", "PageMissing");
    check(home("<p>订阅</p>"), "subscription", "false");
}
