use super::{Channel, Feed, parse};

#[track_caller]
fn check(text: &str, expected: &str) {
    let error = parse(text).expect_err("is refused");
    assert!(error.contains(expected), "{error}");
}

#[test]
fn an_account_with_all_its_keys() {
    let text = r#"{"bluebook_feed": 1, "kind": "account", "channel": "mini-programme", "name": "某市发布",
        "operator": "某市人民政府办公室", "fetched_on": "2019-01-14", "extra": {"kept": "out"},
        "menu": [{"text": "办事", "url": "http://a.test/"}, {"text": "查询"}], "services": ["社保查询"],
        "comments_open": true, "messages_open": false, "push": true,
        "messages": [{"asked_on": "2019-01-02", "answered_on": "2019-01-04"}, {"asked_on": "2019-01-05"}],
        "posts": [{"on": "2019-01-03", "title": "通知", "is_head": true, "reads": 10, "wows": 1,
                   "likes": 2, "forwards": 3, "comments": 4, "comments_answered": 1}]}"#;
    let Ok(Feed::Account(account)) = parse(text) else { panic!("{:?}", parse(text)) };
    assert_eq!(account.channel, Channel::MiniProgramme);
    assert_eq!(account.menu.unwrap().len(), 2);
    let messages = account.messages.unwrap();
    assert_eq!(messages[0].answered_on.unwrap().days_since(messages[0].asked_on), 2);
    assert_eq!(messages[1].answered_on, None);
    assert_eq!(account.posts.unwrap()[0].comments_answered, Some(1));
}

#[test]
fn what_is_left_out_is_not_known() {
    let text = "\u{feff}{\"bluebook_feed\": 1, \"kind\": \"account\", \"channel\": \"weibo\", \"posts\": []}";
    let Ok(Feed::Account(account)) = parse(text) else { panic!("{:?}", parse(text)) };
    assert_eq!((account.push, account.messages), (None, None));
    assert_eq!(account.posts, Some(Vec::new()));
}

#[test]
fn every_channel_is_read() {
    let names =
        ["weibo", "wechat", "mini-programme", "app", "douyin", "kuaishou", "channels", "toutiao"];
    for name in names {
        let text = format!(r#"{{"bluebook_feed": 1, "kind": "account", "channel": "{name}"}}"#);
        assert!(matches!(parse(&text), Ok(Feed::Account(_))), "{name}");
    }
}

#[test]
fn apps_and_visits() {
    let app = r#"{"bluebook_feed": 1, "kind": "app", "released_on": "2018-12-01", "is_installable": true}"#;
    let Ok(Feed::App(app)) = parse(app) else { panic!("{:?}", parse(app)) };
    assert_eq!(app.is_installable, Some(true));
    let visits = r#"{"bluebook_feed": 1, "kind": "visits", "url": "http://a.test/",
        "visits": [{"at": "2019-01-14T08:05", "is_open": true, "elapsed_ms": 900}]}"#;
    let Ok(Feed::Visits(visits)) = parse(visits) else { panic!("{:?}", parse(visits)) };
    assert_eq!((visits.visits[0].at.minutes, visits.visits[0].elapsed_ms), (485, Some(900)));
}

#[test]
fn what_cannot_be_read_is_refused() {
    check("<html></html>", "expected value");
    check(r#"{"kind": "account", "channel": "weibo"}"#, "bluebook_feed");
    check(r#"{"bluebook_feed": 2, "kind": "account", "channel": "weibo"}"#, "is 2, not 1");
    check(r#"{"bluebook_feed": 1, "kind": "blog"}"#, "blog");
    check(r#"{"bluebook_feed": 1, "kind": "account", "channel": "twitter"}"#, "twitter");
    check(
        r#"{"bluebook_feed": 1, "kind": "account", "channel": "weibo", "fetched_on": "2019-1-4"}"#,
        "is not YYYY-MM-DD",
    );
    check(
        r#"{"bluebook_feed": 1, "kind": "visits", "visits": [{"at": "2019-01-14T24:05", "is_open": true}]}"#,
        "is not YYYY-MM-DDThh:mm",
    );
}
