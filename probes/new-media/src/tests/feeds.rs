//! Accounts and apps as operators hand them in.

use probe_sdk::testing::Site;

use super::{check, site};

fn account(channel: &str, rest: &str) -> String {
    format!(
        r#"{{"bluebook_feed":1,"kind":"account","channel":"{channel}","name":"某市发布","operator":"市政府办"{rest}}}"#
    )
}

fn feed(json: &str) -> Site {
    Site::new().page("new_media", "https://feeds.test/1.json", json)
}

fn app(rest: &str) -> Site {
    let json = format!(r#"{{"bluebook_feed":1,"kind":"app","name":"某市通"{rest}}}"#);
    Site::new().page("app_store", "https://feeds.test/app.json", &json)
}

#[test]
fn menus_in_feeds() {
    let menu = |text: &str| feed(&account("wechat", &format!(r#","menu":[{{"text":"{text}"}}]"#)));
    check(menu("我要办事"), "service-menu", "true");
    check(menu("往期回顾"), "service-menu", "false");
    check(feed(&account("wechat", r#","menu":[]"#)), "service-menu", "false");
    check(feed(&account("wechat", "")), "service-menu", "NotStated");
    check(feed(&account("weibo", "")), "service-menu", "NotStated");
    check(feed("{\"posts\":"), "service-menu", "PageUnreadable");
}

#[test]
fn mini_programmes() {
    check(site("<a href=/x>某市政务小程序</a>"), "mini-programme", "true");
    check(site(""), "mini-programme", "false");
    check(site("<!-- <a href=/x>小程序</a> -->"), "mini-programme", "false");
    check(site("").param("follow", r#"["新媒体矩阵"]"#), "mini-programme", "true");
    check(feed(&account("mini-programme", "")), "mini-programme", "true");
}

#[test]
fn accounts_that_post() {
    let posts = |days: &str, fetched: &str| {
        let fetched = if fetched.is_empty() {
            String::new()
        } else {
            format!(r#","fetched_on":"{fetched}""#)
        };
        let posts: Vec<String> =
            days.split_whitespace().map(|day| format!(r#"{{"on":"{day}"}}"#)).collect();
        feed(&account("weibo", &format!(r#"{fetched},"posts":[{}]"#, posts.join(","))))
            .param("channel", "weibo")
    };
    check(posts("2019-01-10 2019-01-03", ""), "account-freshness", "5.000 days");
    check(posts("2019-01-10", "2019-01-12"), "account-freshness", "2.000 days");
    check(posts("2019-01-10 2035-01-01", ""), "account-freshness", "5.000 days");
    check(posts("", ""), "account-freshness", "false");
    check(posts("2018-06-01", "2018-06-02"), "account-freshness", "NotStated");
    let other = feed(&account("wechat", r#","posts":[]"#)).param("channel", "weibo");
    check(other, "account-freshness", "NotStated");
    let silent = feed(&account("weibo", "")).param("channel", "weibo");
    check(silent, "account-freshness", "NotStated");
    check(feed("nothing").param("channel", "weibo"), "account-freshness", "NotStated");
    check(feed("{}").param("channel", "weibo"), "account-freshness", "PageUnreadable");
}

#[test]
fn indices() {
    // One head post of 999 reads within thirty days.
    let post = r#","posts":[{"on":"2019-01-10","is_head":true,"reads":999}]"#;
    let index = |site: Site| {
        let outcome = site.judge(&crate::probe(), "communication-index");
        let probe_sdk::Finding::Number(measure) = &outcome.finding else { panic!("{outcome:?}") };
        (measure.value, outcome.note.unwrap_or_default())
    };
    let daily = 0.7 * (999_f64 / 30.0 + 1.0).ln();
    let weighed = 0.7 * daily + 0.3 * 0.7 * 1000_f64.ln();
    let (value, name) = index(feed(&account("wechat", post)));
    assert!((value - weighed * weighed * 12.0).abs() < 1e-6, "{value}");
    assert_eq!(name, "WCI V14.2");
    let weibo =
        account("weibo", r#","posts":[{"on":"2019-01-10","forwards":9,"comments":0,"likes":0}]"#);
    let (value, name) = index(feed(&weibo));
    assert!((value - (0.2 * 2_f64.ln() + 0.32 * 10_f64.ln()) * 160.0).abs() < 1e-6, "{value}");
    assert_eq!(name, "BCI");
    let bare = feed(&account("wechat", r#","posts":[{"on":"2019-01-10"}]"#));
    check(bare, "communication-index", "NotStated");
    check(feed(&account("wechat", "")), "communication-index", "NotStated");
}

#[test]
fn accounts_for_short_video() {
    check(site("<a href=/1>抖音</a><a href=/2>官方快手</a>"), "video-accounts", "2.000 items");
    check(site("<a href=/1>抖音</a><a href=/2>抖音号</a>"), "video-accounts", "1.000 items");
    check(
        site("<a href=https://www.douyin.com/user/x><img src=1.png></a>"),
        "video-accounts",
        "1.000 items",
    );
    check(site("<div class=share><a title=分享到头条></a></div>"), "video-accounts", "false");
    check(site("").param("follow", r#"["新媒体矩阵"]"#), "video-accounts", "1.000 items");
    let both = site("<a href=/1>抖音</a>").page("x", "https://x.test/", "");
    check(both, "video-accounts", "1.000 items");
}

#[test]
fn apps_in_stores() {
    check(app(r#","developer":"广州市政务服务数据管理局""#), "app-listed", "true");
    check(app(r#","developer":"广州某科技有限公司""#), "app-listed", "false");
    check(app(r#","developer":"广州数字科技集团""#), "app-listed", "true");
    check(app(r#","developer":"深圳市政务服务数据管理局""#), "app-listed", "false");
    check(app(r#","developer":"某某游戏工作室""#), "app-listed", "false");
    check(app(r#","developer":"广州市人民政府","is_installable":false"#), "app-listed", "false");
    check(app(""), "app-listed", "NotStated");
    check(site(""), "app-listed", "NotStated");
}

#[test]
fn releases_of_apps() {
    check(app(r#","released_on":"2018-12-16""#), "app-release", "30.000 days");
    check(app(r#","released_on":"2018-12-16","is_installable":false"#), "app-release", "false");
    check(app(r#","released_on":"2035-12-16""#), "app-release", "NotStated");
    check(app(""), "app-release", "NotStated");
    check(site(""), "app-release", "NotStated");
}
