use probe_sdk::testing::Site;

use super::{NAV, check, home};

const LINK: &str = "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/rss.xml\">";

fn feed(day: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>要闻</title>
        <pubDate>2019-01-15</pubDate><item><title>通知</title><link>http://www.a.test/1.html</link>
        <pubDate>{day}</pubDate></item></channel></rss>"
    )
}

#[test]
fn a_feed_that_is_fresh() {
    let with = |feed: &str| {
        home(LINK).page("feed", "http://www.a.test/rss.xml", feed).page(
            "article",
            "http://www.a.test/1.html",
            "<title>通知</title>",
        )
    };
    check(with(&feed("Thu, 10 Jan 2019 08:00:00 GMT")), "feed-freshness", "5.000 days");
    check(with(&feed("2019-06-10")), "feed-freshness", "false");
    check(with(&feed("2019-01-10").replace("</rss>", "")), "feed-freshness", "false");
    check(with("<html><title>首页</title></html>"), "feed-freshness", "false");
    check(home(LINK), "feed-freshness", "PageMissing");
    check(home(""), "feed-freshness", "false");
    let gone = home(LINK).page("feed", "http://www.a.test/rss.xml", &feed("2019-01-10")).page(
        "article",
        "http://www.a.test/1.html",
        "<title>404</title>",
    );
    check(gone, "feed-freshness", "false");
    let listed = home("<a href=\"/dy/\">RSS订阅</a>")
        .page(
            "feed",
            "http://www.a.test/dy/",
            "<title>订阅</title><a href=\"/rss.xml\">要闻 RSS</a>",
        )
        .page("feed", "http://www.a.test/rss.xml", &feed("2019-01-10"))
        .page("article", "http://www.a.test/1.html", "<title>通知</title>");
    check(listed, "feed-freshness", "5.000 days");
}

#[test]
fn articles_that_lead_on() {
    let list = "<ul><li><a href=\"/n/1.html\">我市召开工作会议</a><span>2019-01-10</span>
        <li><a href=\"/n/2.html\">关于缴费的通知</a><span>2019-01-09</span></ul>";
    let with = |first: &str, second: &str| {
        home(list)
            .page("article", "http://www.a.test/n/1.html", first)
            .page("article", "http://www.a.test/n/2.html", second)
            .page("related", "http://www.a.test/r/1.html", "<title>相关</title>")
    };
    let linked = "<title>通知</title><p>正文</p><div><h4>相关阅读</h4><a href=\"/r/1.html\">缴费办法</a></div>";
    let bare = "<title>通知</title><p>正文</p><h4>相关阅读</h4>";
    check(with(linked, linked), "related-content", "1.000 share");
    check(with(linked, bare), "related-content", "0.500 share");
    check(with(&linked.replace("/r/1", "/r/gone"), bare), "related-content", "0.000 share");
    // A link to the article itself.
    check(with(&linked.replace("/r/1", "/n/1"), bare), "related-content", "0.000 share");
    check(home(list), "related-content", "PageMissing");
    check(home(""), "related-content", "NotStated");
    let given = Site::new().page("article", "http://www.a.test/n/1.html", linked);
    check(
        given.page("related", "http://www.a.test/r/1.html", "<title>相关</title>"),
        "related-content",
        "1.000 share",
    );
}

#[test]
fn channels_that_push() {
    let media = |keys: &str| {
        let feed =
            format!("{{\"bluebook_feed\":1,\"kind\":\"account\",\"channel\":\"app\"{keys}}}");
        Site::new().page("new_media", "http://feeds.test/1.json", &feed)
    };
    check(media(",\"push\":true"), "push-channels", "true");
    check(media(",\"push\":false"), "push-channels", "false");
    check(media(""), "push-channels", "NotStated");
    check(home("<a href=\"/dx/\">短信提醒</a>"), "push-channels", "true");
    check(
        Site::new().page("new_media", "http://feeds.test/1.json", NAV),
        "push-channels",
        "PageUnreadable",
    );
}

#[test]
fn services_that_are_recommended() {
    let block = "<div><h3>为您推荐</h3><ul><li><a href=\"/s/1\">社保查询</a><li><a href=\"/s/2\">公积金提取</a><li><a href=\"/s/3\">护照预约</a></ul></div>";
    let with = |block: &str, page: &str| {
        home(block).page("block_entry", "http://www.a.test/s/1", page).page(
            "block_entry",
            "http://www.a.test/s/2",
            page,
        )
    };
    check(with(block, "<title>社保查询</title>"), "recommended-services", "true");
    check(with(block, "<title>404</title>"), "recommended-services", "false");
    check(with("<h3>为您推荐</h3>", ""), "recommended-services", "false");
    check(home(block), "recommended-services", "PageMissing");
    let shell = Site::new().page(
        "home",
        "http://www.a.test/",
        "<div id=app></div><script src=a.js></script>",
    );
    check(shell, "recommended-services", "NeedsRendering");
}
