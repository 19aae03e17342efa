use super::{LOGIN, check, with_head};
use crate::criteria::service::multi_channel::CRITERION;
use crate::testing::Site;

/// A region with these feeds and a portal; `role` of all is `new_media`, as the harness knows pages
/// of one role from the start.
#[track_caller]
fn channels(feeds: &[&str], expected: &str) {
    let site = Site::new();
    let site = feeds.iter().enumerate().fold(site, |site, (n, feed)| {
        site.page("new_media", &format!("https://feeds.a.test/{n}.json"), feed)
    });
    let site = site
        .also(
            "service_portal",
            "https://zwfw.a.test/",
            &with_head("首页", "<a href=/cx>社保查询</a>"),
        )
        .page("target", "https://zwfw.a.test/cx", &with_head("登录", LOGIN))
        .param("keywords", r#"["社保查询"]"#);
    check(site, &CRITERION, expected);
}

const WECHAT: &str =
    r#"{"bluebook_feed":1,"kind":"account","channel":"wechat","services":["社保查询"]}"#;
const MENU: &str = r#"{"bluebook_feed":1,"kind":"account","channel":"mini-programme",
    "menu":[{"text":"社保查询","url":"https://x.test/"}]}"#;
const APP: &str =
    r#"{"bluebook_feed":1,"kind":"app","is_installable":true,"services":["社保查询"]}"#;

#[test]
fn channels_that_offer_it() {
    channels(&[WECHAT, APP], "3.000 items");
    channels(&[MENU], "2.000 items");
    channels(&[WECHAT, MENU], "2.000 items");
}

#[test]
fn channels_that_do_not() {
    let weibo = r#"{"bluebook_feed":1,"kind":"account","channel":"weibo","services":["社保查询"]}"#;
    channels(&[weibo], "1.000 items");
    let other = r#"{"bluebook_feed":1,"kind":"account","channel":"wechat","services":["公积金"]}"#;
    channels(&[other], "1.000 items");
    let gone = r#"{"bluebook_feed":1,"kind":"app","is_installable":false,"services":["社保查询"]}"#;
    channels(&[gone], "1.000 items");
}

#[test]
fn what_is_not_known() {
    channels(&["<p>公众号</p>"], "PageUnreadable");
    let silent = r#"{"bluebook_feed":1,"kind":"account","channel":"wechat"}"#;
    channels(&[silent], "NotStated");
    channels(&[silent, MENU], "2.000 items");
}
