use probe_sdk::testing::{Outcome, Site};

mod offers;

const NAV: &str = "<ul class=\"nav\"><li><a href=\"/\">首页</a><li><a href=\"/zwgk/\">政务公开</a>
    <li><a href=\"/gjj/\">公积金专题专栏</a><li><a href=\"/sj/\">数据</a><li><a href=\"/ms/\">魅力某市</a></ul>";

const FORM: &str = "<form action=\"/so/s?x=1\" method=\"get\"><input type=\"hidden\" name=\"siteId\" value=\"7\">
    <input type=\"text\" name=\"q\" placeholder=\"请输入关键词\"><input type=\"submit\" value=\"搜索\"></form>";

const QUERIES: &str =
    r#"[{"ask":"公积金提取","expect":["公积金"]},{"ask":"身份证办理","expect":["身份证"]}]"#;
const FIRST: &str =
    "http://www.a.test/so/s?siteId=7&q=%E5%85%AC%E7%A7%AF%E9%87%91%E6%8F%90%E5%8F%96";
const SECOND: &str =
    "http://www.a.test/so/s?siteId=7&q=%E8%BA%AB%E4%BB%BD%E8%AF%81%E5%8A%9E%E7%90%86";

fn home(more: &str) -> Site {
    Site::new()
        .page("home", "http://www.a.test/", &format!("<title>某市人民政府</title>{NAV}{more}"))
        .param("queries", QUERIES)
}

fn results(title: &str, url: &str) -> String {
    format!(
        "<title>搜索结果</title>{NAV}<div class=res><h3><a href=\"{url}\">{title}</a></h3>
        <p>摘要文字</p><span>2018-12-01</span></div><a href=\"/so/s?q=%E5%85%AC&page=2\">公积金</a>"
    )
}

fn answered(first: &str, second: &str) -> Site {
    home(FORM)
        .page("search_results", FIRST, first)
        .page("search_results", SECOND, second)
        .page(
            "search_result",
            "http://www.a.test/a/1.html",
            "<title>住房公积金提取办法</title><p>办法",
        )
        .page("search_result", "http://www.a.test/a/2.html", "<title>居民身份证办理</title><p>指南")
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    // A page is missing where nobody answers for it; that it does not exist is an answer.
    let site = if expected == "PageMissing" { site.silent() } else { site };
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

const NOTHING: &str = "<title>搜索结果</title><p>抱歉，没有找到相关内容</p>";

#[test]
fn queries_that_are_found() {
    let (first, second) =
        (results("住房公积金提取办法", "/a/1.html"), results("居民身份证办理", "/a/2.html"));
    check(answered(&first, &second), "search-finds", "1.000 share");
    check(answered(&first, NOTHING), "search-finds", "0.500 share");
    check(answered(&results("其他", "/a/1.html"), &second), "search-finds", "0.500 share");
    // In the summary it counts as well.
    let summary = results("常见办法一则", "/a/1.html").replace("摘要文字", "关于公积金的说明");
    check(answered(&summary, &second), "search-finds", "1.000 share");
}

#[test]
fn results_that_are_none() {
    let second = results("居民身份证办理", "/a/2.html");
    // A link that leads nowhere, the menu, and hot words of the search itself.
    let gone = home(FORM)
        .page("search_results", FIRST, &results("住房公积金提取办法", "/a/gone.html"))
        .page("search_results", SECOND, NOTHING)
        .page("search_result", "http://www.a.test/a/gone.html", "<title>404</title>");
    check(gone, "search-finds", "0.000 share");
    check(answered(NAV, NOTHING), "search-finds", "0.000 share");
    // What comes for every query alike.
    let same = results("公积金和身份证办理", "/a/1.html");
    check(answered(&same, &same), "search-finds", "0.000 share");
    // Switched off.
    let hidden =
        results("住房公积金提取办法", "/a/1.html").replace("class=res", "style=\"display:none\"");
    check(answered(&hidden, &second), "search-finds", "0.500 share");
}

#[test]
fn searches_that_need_a_browser() {
    let post = FORM.replace("method=\"get\"", "method=\"post\"");
    check(home(&post), "search-finds", "NeedsRendering");
    let script = "<div class=\"search\"><input type=\"text\" id=\"keyword\"><a href=\"javascript:so()\">搜索</a></div>";
    check(home(script), "search-finds", "NeedsRendering");
    let shell = "<title>搜索结果</title><div id=app></div><script src=a.js></script>";
    check(answered(shell, shell), "search-finds", "NeedsRendering");
    let filled = format!("<title>搜索结果</title>{NAV}<div id=list></div><script>load()</script>");
    check(
        answered(&filled, &results("居民身份证办理", "/a/2.html")),
        "search-finds",
        "1.000 share",
    );
    check(home(FORM), "search-finds", "PageMissing");
    check(home(""), "search-finds", "false");
}

#[test]
fn a_search_on_a_page_of_its_own() {
    let site = home("<a href=\"/search/\">站内搜索</a>")
        .page("search", "http://www.a.test/search/", &format!("<title>搜索</title>{FORM}"))
        .page("search_results", FIRST, &results("住房公积金提取办法", "/a/1.html"))
        .page("search_results", SECOND, NOTHING)
        .page("search_result", "http://www.a.test/a/1.html", "<title>住房公积金提取办法</title>");
    check(site, "search-finds", "0.500 share");
}

#[test]
fn mailboxes_and_logins_are_no_search() {
    let login = "<form action=/login><input name=user placeholder=用户名><input type=password name=p></form>";
    check(home(login), "search-finds", "false");
    let letters = "<form action=/xj><input name=keyword placeholder=信件查询码></form>";
    check(home(letters), "search-finds", "false");
}

#[test]
fn what_the_manifest_must_say() {
    let none = home(FORM).param("queries", "[]").try_judge(&crate::probe(), "search-finds");
    assert!(none.unwrap_err().contains("`queries` is empty"));
    let plain = home(FORM).param("queries", r#"["公积金提取"]"#);
    let plain = plain.page("search_results", FIRST, NOTHING);
    check(plain, "search-finds", "0.000 share");
}

#[test]
fn typing_errors() {
    let (first, second) = (results("住房公积金提取办法", "/a/1.html"), NOTHING);
    check(answered(&first, second), "search-typing-errors", "true");
    let suggested = "<title>搜索结果</title><p>没有找到。您是不是要找：<a href=\"/so/s?q=1\">公积金提取</a></p>";
    check(answered(suggested, second), "search-typing-errors", "true");
    let empty = "<title>搜索结果</title><p>没有找到。您是不是要找：</p>";
    check(answered(empty, second), "search-typing-errors", "false");
}

#[test]
fn plain_language() {
    let first = results("住房公积金提取办法", "/a/1.html");
    check(answered(&first, NOTHING), "search-plain-language", "0.500 share");
    let echo = "<title>公积金提取</title><p>公积金提取：没有找到</p>";
    check(answered(echo, NOTHING), "search-plain-language", "0.000 share");
}

#[test]
fn a_form_is_asked_in_its_charset() {
    let gbk = FORM.replace("method=\"get\"", "accept-charset=\"gbk\"");
    let first = "http://www.a.test/so/s?siteId=7&q=%B9%AB%BB%FD%BD%F0%CC%E1%C8%A1";
    let site = home(&gbk)
        .page("search_results", first, &results("住房公积金提取办法", "/a/1.html"))
        .page("search_result", "http://www.a.test/a/1.html", "<title>住房公积金提取办法</title>");
    check(site, "search-finds", "0.500 share");
}

#[test]
fn the_time_an_answer_takes() {
    let (first, second) =
        (results("住房公积金提取办法", "/a/1.html"), results("居民身份证办理", "/a/2.html"));
    let with = |first_ms: &str, second: &str| {
        home(FORM)
            .page("search_results", FIRST, &first)
            .fact("elapsed-ms", first_ms)
            .page("search_results", SECOND, second)
            .fact("elapsed-ms", "900")
    };
    check(with("400", &second), "search-latency", "900.000 ms");
    check(with("1400", &second), "search-latency", "1400.000 ms");
    // An error is quick.
    check(with("1400", "<title>404</title>"), "search-latency", "1400.000 ms");
    check(answered(&first, &second), "search-latency", "NotStated");
    check(home(FORM), "search-latency", "PageMissing");
    check(home(""), "search-latency", "false");
}
