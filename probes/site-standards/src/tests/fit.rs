//! How the site fits what a visitor comes with.

use probe_sdk::testing::Site;

const HOME: &str = "https://www.a.gov.cn/";

const MENU: &str = "<ul><li><a href=/a/>首页</a><li><a href=/b/>政务公开</a><li><a href=/c/>政务服务</a>\
    <li><a href=/d/>互动交流</a><li><a href=/e/>走进本市</a></ul>";

fn home(html: &str) -> Site {
    Site::new().page("home", HOME, &format!("<body>{MENU}{html}</body>"))
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
}

const VIEWPORT: &str = "<meta name=viewport content='width=device-width, initial-scale=1'>";

#[test]
fn pages_for_small_screens() {
    let small = "<style>@media (max-width:768px){.nav{display:none}}</style>";
    check(home(&format!("{VIEWPORT}{small}")), "small-screens", "true");
    check(home(small), "small-screens", "false");
    check(home(VIEWPORT), "small-screens", "false");
    check(
        home(&format!("<meta name=viewport content='width=1200'>{small}")),
        "small-screens",
        "false",
    );
    check(home(&format!("{VIEWPORT}<!--{small}-->")), "small-screens", "false");
    let media = "<link rel=stylesheet media='(max-width: 640px)' href=m.css>";
    check(home(&format!("{VIEWPORT}{media}")), "small-screens", "true");
    let sheet = || home(&format!("{VIEWPORT}<link rel=stylesheet href=css/s.css>"));
    let at = "https://www.a.gov.cn/css/s.css";
    check(
        sheet().page("stylesheet", at, "@media(max-width:640px){a{b:c}}"),
        "small-screens",
        "true",
    );
    check(sheet().page("stylesheet", at, "a{b:c}"), "small-screens", "false");
    check(sheet().fails(at, "robots-disallowed", None), "small-screens", "PageMissing");
    let script = "<script>if(/iPhone/.test(navigator.userAgent)){location.href='/m/'}</script>";
    check(
        home(script).page("mobile", "https://www.a.gov.cn/m/", "<p>手机版"),
        "small-screens",
        "true",
    );
    check(home(script), "small-screens", "false");
}

#[test]
fn versions_of_ip() {
    let came = |versions: &str, over: &str| {
        home("").fact("ip-versions", versions).fact("ip-version", over)
    };
    check(came("4 6", "6"), "ipv6", "reachable");
    check(came("4 6", "4"), "ipv6", "aaaa");
    check(came("4", "4"), "ipv6", "none");
    check(home(""), "ipv6", "NotStated");
    let unsure = came("4 6", "4").judge(&crate::probe(), "ipv6");
    assert!(unsure.confidence < 0.6, "{unsure:?}");
    let tried = came("4 6", "4").page("home", "https://b.cn/", "").fact("ip-version", "6");
    assert!(tried.judge(&crate::probe(), "ipv6").confidence > 0.9);
}

#[test]
fn certificates() {
    let until = |day: &str| home("").fact("certificate-until", day);
    let plain = "http://www.a.gov.cn/";
    check(until("2019-12-31").hops(&[plain]), "https", "valid_redirect");
    check(until("2019-12-31").page("home", plain, "<p>x"), "https", "valid");
    check(until("2019-12-31").fails(plain, "connect", None), "https", "valid");
    check(until("2019-01-29").hops(&[plain]), "https", "bad_cert");
    check(until("2019-01-30").hops(&[plain]), "https", "valid_redirect");
    check(until("2018-12-31").fact("certificate-problem", "tls-expired"), "https", "bad_cert");
    check(home("").hops(&[plain]), "https", "NotStated");
}

#[test]
fn sites_without_https() {
    let plain = || Site::new().page("home", "http://www.a.gov.cn/", MENU);
    check(plain().fails(HOME, "connect", None), "https", "none");
    check(plain().fails(HOME, "tls-wrong-host", None), "https", "bad_cert");
    check(plain().fails(HOME, "http-status", Some(404)), "https", "none");
    check(plain().fails(HOME, "http-status", Some(403)), "https", "PageMissing");
    check(plain().fails(HOME, "robots-disallowed", None), "https", "PageMissing");
    check(plain().hops(&[HOME]), "https", "none");
}

#[test]
fn accessible_versions_that_work() {
    let linked = || home("<a href=/wza.html>无障碍</a>");
    let at = "https://www.a.gov.cn/wza.html";
    check(linked().page("accessible", at, "<p>无障碍浏览"), "accessible-version", "true");
    check(linked(), "accessible-version", "false");
    check(linked().fails(at, "robots-disallowed", None), "accessible-version", "PageMissing");
    check(home("<a href=/>无障碍</a>"), "accessible-version", "false");
    let button =
        "<a href=javascript:; onclick=aria.start()>长者模式</a><script src=/js/aria.js></script>";
    let at = "https://www.a.gov.cn/js/aria.js";
    check(home(button).page("accessible", at, "var aria={}"), "accessible-version", "true");
    check(home(button), "accessible-version", "false");
    check(
        home("<span onclick=f()>关怀版</span><script>function f(){}</script>"),
        "accessible-version",
        "true",
    );
    check(home("<span>关怀版</span>"), "accessible-version", "false");
    check(home("<!-- <a href=/wza.html>无障碍</a> -->"), "accessible-version", "false");
}

const TAGS: &str = "<meta name=SiteName content=某市><meta name=SiteDomain content=a.gov.cn>\
    <meta name=SiteIDCode content=4401000001>";

#[test]
fn tags_over_a_sample() {
    let article = "<a href=/yw/t20190110_1.html>市政府召开常务会议研究</a>";
    let site = |head: &str, tags: &str| {
        home(&format!("{head}{article}")).page(
            "sample",
            "https://www.a.gov.cn/yw/t20190110_1.html",
            tags,
        )
    };
    let full = format!(
        "{TAGS}<meta name=ArticleTitle content=会议><meta name=PubDate content='2019-01-10'><meta name=ContentSource content=市府办>"
    );
    check(site(TAGS, &full), "page-tags-sample", "1.000 share");
    check(site(TAGS, TAGS), "page-tags-sample", "0.750 share");
    check(site("", ""), "page-tags-sample", "0.000 share");
    check(site(TAGS, &full.replace("2019-01-10", "2035-01-10")), "page-tags-sample", "0.917 share");
    let foreign = TAGS.replace("4401000001", "3205000001");
    check(site(&foreign, &full), "page-tags-sample", "0.833 share");
    let column = home(TAGS).page(
        "sample",
        "https://www.a.gov.cn/a/",
        &format!("{TAGS}<meta name=ColumnName content=x>{article}"),
    );
    check(column, "page-tags-sample", "0.900 share");
    let english = home(TAGS).page("sample", "https://www.a.gov.cn/a/", "<p>English edition");
    check(english, "page-tags-sample", "1.000 share");
    let hotline = format!("{TAGS}<a href=/channels/9.html>12345政务服务便民热线</a>");
    check(site(&hotline, &full), "page-tags-sample", "1.000 share");
}

#[test]
fn rendered_pages() {
    check(home("").fact("script-errors", "0"), "browser-clean", "true");
    check(home("").fact("script-errors", "2"), "browser-clean", "false");
    let bare = Site::new().page("home", HOME, "<p>x").fact("script-errors", "0");
    check(bare, "browser-clean", "false");
    check(home(""), "browser-clean", "NotStated");
    check(home("").fact("first-view-ms", "2100"), "first-view", "2100.000 ms");
    check(home(""), "first-view", "NotStated");
}

#[test]
fn editions_in_other_languages() {
    let links = "<a href=/en/>English</a><a href=https://big5.a.gov.cn/>繁體</a>";
    let english = "<p>Welcome to the people's government of this city. News, services, contact.";
    let chinese = "<p>歡迎訪問本市人民政府門戶網站，請選擇您需要的服務欄目，謝謝。";
    let site = || home(links);
    let both = site().page("edition", "https://www.a.gov.cn/en/", english).page(
        "edition",
        "https://big5.a.gov.cn/",
        chinese,
    );
    check(both, "languages", "2.000 items");
    check(site().page("edition", "https://www.a.gov.cn/en/", english), "languages", "1.000 items");
    check(site().page("edition", "https://www.a.gov.cn/en/", chinese), "languages", "false");
    check(site(), "languages", "false");
    check(home("<a href='javascript:big5()'>繁體</a>"), "languages", "false");
    let refused = home("<a href=/en/>English</a>").fails(
        "https://www.a.gov.cn/en/",
        "robots-disallowed",
        None,
    );
    check(refused, "languages", "PageMissing");
}
