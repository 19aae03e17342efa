//! The criteria over small pages of our own.

mod feeds;

use probe_sdk::testing::Site;

const MENU: &str = "<ul><li><a href=/>首页</a><li><a href=/zwgk>政务公开</a><li><a href=/zwfw>政务服务</a>\
    <li><a href=/hd>互动交流</a><li><a href=/jz>政务新媒体矩阵</a></ul>";

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) {
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
}

fn site(html: &str) -> Site {
    Site::new().page("home", "https://a.test/", &format!("<body>{MENU}{html}</body>")).page(
        "new_media",
        "https://a.test/jz",
        "<p>官方抖音</p><p>官方微博</p><p>小程序</p>",
    )
}

const ENTRIES: &str = "<a href=https://weibo.com/u/1>微博</a><a class=wx href=/w>微信公众号</a>\
    <a href=/a><img src=weibo.png></a><div class=share><a title=分享到头条></a></div>";

#[test]
fn entries_of_a_matrix() {
    check(site(ENTRIES), "matrix-entries", "2.000 items");
    check(site(""), "matrix-entries", "0.000 items");
    let words = r#"["微信","微博","客户端","头条"]"#;
    check(site(ENTRIES).param("keywords", words), "matrix-entries", "2.000 items");
    check(site(ENTRIES).param("follow", r#"["新媒体矩阵"]"#), "matrix-entries", "4.000 items");
    let shell = Site::new().page(
        "home",
        "https://a.test/",
        "<div id=app></div><script src=/a.js></script>",
    );
    check(shell, "matrix-entries", "NeedsRendering");
}

#[test]
fn entries_to_accounts() {
    check(site(ENTRIES), "account-entry", "true");
    check(site(ENTRIES).param("keywords", r#"["小程序"]"#), "account-entry", "false");
    check(
        site("<a href=/x>某市政务小程序</a>").param("keywords", r#"["小程序"]"#),
        "account-entry",
        "true",
    );
    check(
        site("<!-- <a href=/x>小程序</a> -->").param("keywords", r#"["小程序"]"#),
        "account-entry",
        "false",
    );
}

#[test]
fn menus_of_services() {
    let account = |html: &str| Site::new().page("new_media", "https://b.test/", html);
    let links = "<a href=/1>资讯</a><a href=/2>图片</a><a href=/3>视频</a><a href=/4>关于</a>";
    check(account(&format!("{links}<a href=/5>公积金查询</a>")), "service-menu", "true");
    check(
        account(&format!("{links}<a href=/5>我市召开政务服务工作会议</a>")),
        "service-menu",
        "false",
    );
    check(account(links).param("keywords", r#"["视频"]"#), "service-menu", "true");
}
