use super::{FORM, NAV, NOTHING, answered, check, home, results};

#[test]
fn facets_that_change_the_results() {
    let with = |facets: &str| format!("{}{facets}", results("住房公积金提取办法", "/a/1.html"));
    let facets = "<a href=\"/so/s?t=1\">政策</a><a href=\"/so/s?t=2\">服务(3)</a>";
    let other = results("公积金中心", "/a/2.html");
    let site = |first: &str, second: &str| {
        answered(&with(facets), NOTHING)
            .page("search_results", "http://www.a.test/so/s?t=1", first)
            .page("search_results", "http://www.a.test/so/s?t=2", second)
    };
    check(site(&other, &other), "search-facets", "true");
    check(site(&other, &with(facets)), "search-facets", "false");
    check(answered(&with(""), NOTHING), "search-facets", "false");
    // Tabs that only a script turns.
    check(
        answered(&with("<a href=\"#\">政策</a><a href=\"#\">服务</a>"), NOTHING),
        "search-facets",
        "false",
    );
}

#[test]
fn entries_to_services() {
    let with = |more: &str| format!("{}{more}", results("住房公积金提取办法", "/a/1.html"));
    let card = with("<a href=\"/fw/1.html\">在线办理</a>");
    let site = answered(&card, NOTHING);
    check(
        site.page("service", "http://www.a.test/fw/1.html", "<title>公积金提取</title>"),
        "search-service-card",
        "true",
    );
    let site = answered(&card, NOTHING);
    check(
        site.page("service", "http://www.a.test/fw/1.html", "<title>404</title>"),
        "search-service-card",
        "false",
    );
    check(answered(&card, NOTHING), "search-service-card", "PageMissing");
    check(
        answered(&with("<a href=\"/so/s?t=1\">办事指南</a>"), NOTHING),
        "search-service-card",
        "false",
    );
    let marked = results("住房公积金提取", "/a/1.html").replace("摘要文字", "[办事指南] 受理条件");
    check(answered(&marked, NOTHING), "search-service-card", "true");
}

#[test]
fn suggestions_while_typing() {
    let listed = FORM.replace("name=\"q\"", "name=\"q\" list=\"words\"");
    check(
        home(&format!("{listed}<datalist id=words><option>公积金</datalist>")),
        "search-suggestions",
        "true",
    );
    check(home(&format!("{listed}<datalist id=words></datalist>")), "search-suggestions", "false");
    let endpoint = format!("{FORM}<script>var api = '/so/suggest?word='; bind(api)</script>");
    let url = "http://www.a.test/so/suggest?word=%E5%85%AC%E7%A7%AF%E9%87%91%E6%8F%90%E5%8F%96";
    let site = home(&endpoint).page("search_suggest", url, "{\"words\":[\"公积金提取流程\"]}");
    check(site, "search-suggestions", "true");
    let site = home(&endpoint).page("search_suggest", url, "{\"words\":[]}");
    check(site, "search-suggestions", "false");
    check(home(&endpoint), "search-suggestions", "PageMissing");
    let joined = format!("{FORM}<script>var api = '/so/suggest'; bind(api)</script>");
    check(home(&joined), "search-suggestions", "NeedsRendering");
    let elsewhere =
        check(home(&format!("{FORM}<script src=/so.js></script>")), "search-suggestions", "false");
    assert!(elsewhere.confidence < 0.6);
}

#[test]
fn hot_words() {
    let linked = "<div>热搜：<a href=\"/so/s?q=1\">公积金</a><a href=\"/so/s?q=2\">社保</a><a href=\"/so/s?q=3\">护照</a></div>";
    check(home(linked), "search-hot-words", "true");
    check(
        home("<p><b>热门搜索：</b><span>公积金</span> <span>社保</span> <span>护照</span></p>"),
        "search-hot-words",
        "true",
    );
    check(home("<div>热搜：<a href=\"/so/s?q=1\">公积金</a></div>"), "search-hot-words", "false");
    check(home("<p>热搜</p>"), "search-hot-words", "false");
    check(
        home(
            "<div style='display:none'>热搜：<span>公积金</span> <span>社保</span> <span>护照</span></div>",
        ),
        "search-hot-words",
        "false",
    );
    let own = home("<a href=\"/search/\">搜索</a>").page(
        "search",
        "http://www.a.test/search/",
        &format!("{NAV}{linked}"),
    );
    check(own, "search-hot-words", "true");
}
