use probe_sdk::testing::{Outcome, Site};

const HOME: &str = "<title>某市人民政府</title><ul class=\"nav\"><li><a href=\"/\">首页</a>
    <li><a href=\"/zwgk/\">政务公开</a><li><a href=\"/hdjl/\">互动交流</a><li><a href=\"/sj/\">数据</a><li><a href=\"/ms/\">魅力某市</a></ul>";

const COLUMN: &str = "<title>互动交流</title><ul><li><a href=\"/xx/\">市长信箱</a><li><a href=\"/zx/\">在线咨询</a>
    <li><a href=\"/ts/\">投诉举报</a><li><a href=\"/zj/\">民意征集</a><li><a href=\"/dc/\">网上调查</a>
    <li><a href=\"/ft/\">在线访谈</a><li><a href=\"/rx/\">12345热线</a></ul>";

const FORM: &str = "<title>我要写信</title><form method=\"post\" action=\"/send\"><table>
    <tr><td>信件标题</td><td><input type=\"text\" name=\"t\"></td></tr>
    <tr><td>信件内容</td><td><textarea name=\"c\"></textarea></td></tr>
    <tr><td></td><td><input type=\"submit\" value=\"提交\"></td></tr></table></form>";

const LOGIN: &str = "<title>登录</title><h2>统一身份认证</h2><form method=post>用户名<input name=u>密码<input type=password name=p>
    <button>登录</button></form>";

fn site() -> Site {
    Site::new().page("home", "http://www.a.test/", HOME).page(
        "interaction",
        "http://www.a.test/hdjl/",
        COLUMN,
    )
}

/// A site on which every channel is the page given.
fn all(page: &str) -> Site {
    ["xx", "zx", "ts", "zj", "dc", "ft", "rx"]
        .iter()
        .fold(site(), |site, name| site.page("form", &format!("http://www.a.test/{name}/"), page))
}

#[track_caller]
fn check(site: Site, criterion: &str, expected: &str) -> Outcome {
    // A page is missing where nobody answers for it; that it does not exist is an answer.
    let site = if expected == "PageMissing" { site.silent() } else { site };
    let outcome = site.judge(&crate::probe(), criterion);
    assert_eq!(outcome.said(), expected, "{outcome:?}");
    outcome
}

const EMPTY: &str = "<title>市长信箱</title><h1>市长信箱</h1><p>欢迎来信</p>";

#[test]
fn a_channel_is_a_form() {
    check(all(FORM), "consultation-channel", "true");
    check(all(EMPTY), "consultation-channel", "false");
    check(all(LOGIN), "consultation-channel", "NeedsPerson");
    check(all(&FORM.replace("提交", "重置")), "consultation-channel", "false");
    check(all("<title>404</title><p>页面不存在"), "consultation-channel", "false");
    check(
        all("<title>我要写信</title><div id=app></div><script src=a.js></script>"),
        "consultation-channel",
        "NeedsRendering",
    );
    check(site(), "consultation-channel", "PageMissing");
    check(Site::new().page("form", "http://www.a.test/x", FORM), "consultation-channel", "true");
    let petition = COLUMN.replace("市长信箱", "信访举报").replace("在线咨询", "纪检监察");
    let petition = Site::new()
        .page("home", "http://www.a.test/", HOME)
        .page("interaction", "http://www.a.test/hdjl/", &petition)
        .page("form", "http://www.a.test/xx/", FORM);
    check(petition, "consultation-channel", "false");
}

#[test]
fn the_effort_before_a_message() {
    check(all(FORM), "submission-effort", "no_login");
    check(all(LOGIN), "submission-effort", "unified_login");
    check(all(&LOGIN.replace("统一身份认证", "网站用户登录")), "submission-effort", "own_register");
    check(
        all(&format!("{FORM}<p>上传身份证照片<input type=file>")),
        "submission-effort",
        "id_upload",
    );
    check(
        all(&format!("{FORM}<p>请先登录后再提交，没有账号请注册")),
        "submission-effort",
        "own_register",
    );
    let outcome = check(all(&format!("{FORM}<p>身份证号<input>")), "submission-effort", "no_login");
    assert!(outcome.confidence < 0.6);
    check(all(EMPTY), "submission-effort", "none");
}

#[test]
fn kinds_of_channels() {
    check(all(FORM), "channel-kinds", "7.000 items");
    check(all(EMPTY), "channel-kinds", "0.000 items");
    let one = COLUMN.replace("/zx/", "/xx/").replace("/ts/", "/xx/");
    let one = Site::new()
        .page("home", "http://www.a.test/", HOME)
        .page("interaction", "http://www.a.test/hdjl/", &one)
        .page("form", "http://www.a.test/xx/", FORM);
    check(one, "channel-kinds", "1.000 items");
    let dated =
        "<ul><li><a href=\"/zj/1.html\">关于公园改造征集意见</a><span>2019-01-03</span></ul>";
    check(site().page("form", "http://www.a.test/zj/", dated), "channel-kinds", "1.000 items");
    check(site(), "channel-kinds", "PageMissing");
}

fn media(keys: &str) -> Site {
    let feed = format!(
        "{{\"bluebook_feed\":1,\"kind\":\"account\",\"channel\":\"wechat\",\"fetched_on\":\"2019-01-14\"{keys}}}"
    );
    Site::new().page("new_media", "http://feeds.test/1.json", &feed)
}

#[test]
fn interaction_on_new_media() {
    let answered = ",\"messages_open\":true,\"messages\":[{\"asked_on\":\"2019-01-02\",\"answered_on\":\"2019-01-03\"}]";
    check(media(answered), "media-interaction", "reply");
    check(media(&answered.replace("2019-01-03", "2019-01-01")), "media-interaction", "open");
    check(media(&answered.replace("2019-01-0", "2018-01-0")), "media-interaction", "open");
    check(
        media(
            ",\"comments_open\":true,\"posts\":[{\"on\":\"2019-01-03\",\"comments_answered\":2}]",
        ),
        "media-interaction",
        "reply",
    );
    check(media(",\"menu\":[{\"text\":\"办事\"}]"), "media-interaction", "open");
    check(media(",\"menu\":[],\"comments_open\":false"), "media-interaction", "none");
    check(media(""), "media-interaction", "NotStated");
    check(
        media(",\"comments_open\":true").collected_on("2019-06-01"),
        "media-interaction",
        "NotStated",
    );
    check(
        Site::new().page("new_media", "http://feeds.test/1.json", "<html>"),
        "media-interaction",
        "PageUnreadable",
    );
}

#[test]
fn the_hotline() {
    check(all(FORM), "hotline-entry", "true");
    check(all(EMPTY), "hotline-entry", "false");
    check(all("<title>12345</title><a href=/w>我要诉求</a>"), "hotline-entry", "true");
    let article = "<title>我市12345热线开通</title><div class=TRS_Editor><p>热线开通。</p><p>请登录网站我要诉求栏目。</p></div>";
    check(all(article), "hotline-entry", "false");
    // A login and an account that are on every page are not the hotline's.
    let everywhere = "<a href=/login>登录</a><p>微信公众号</p>";
    let with_footer = Site::new()
        .page("home", "http://www.a.test/", &format!("{HOME}{everywhere}"))
        .page("interaction", "http://www.a.test/hdjl/", COLUMN)
        .page("entry", "http://www.a.test/rx/", &format!("<title>热线</title>{everywhere}"));
    check(with_footer, "hotline-entry", "false");
    let none = HOME.replace("互动交流", "要闻");
    check(Site::new().page("home", "http://www.a.test/", &none), "hotline-entry", "false");
}

#[test]
fn consultations_within_a_year() {
    let list = "<title>民意征集</title><ul><li><a href=\"/zj/1.html\">关于公园改造的意见征集</a><span>2019-01-03</span>
        <li><a href=\"/zj/2.html\">关于公交调价的意见征集</a><span>2018-06-03</span>
        <li><a href=\"/zj/3.html\">关于公交调价的意见征集</a><span>2018-06-03</span>
        <li><a href=\"/zj/4.html\">公交调价意见征集结果反馈</a><span>2018-07-03</span>
        <li><a href=\"/zj/5.html\">关于学区划分的意见征集</a><span>2017-06-03</span>
        <li><a href=\"/zj/6.html\">关于明年工作的意见征集</a><span>2019-06-03</span></ul>";
    let with = |entry: &str| {
        site()
            .page("form", "http://www.a.test/zj/", list)
            .page("form", "http://www.a.test/dc/", "<title>网上调查</title><p>暂无")
            .page("form", "http://www.a.test/zj/1.html", entry)
    };
    check(with("<title>关于公园改造的意见征集</title><p>征集"), "consultations", "2.000 items");
    check(with("<title>404</title>"), "consultations", "false");
    check(all(EMPTY), "consultations", "false");
}

#[test]
fn rules_for_messages() {
    let rules = "<h3>受理范围</h3><p>对政府工作的意见。</p><p>来信在15个工作日内答复。</p>";
    check(all(&format!("{FORM}{rules}")), "message-rules", "true");
    check(all(&format!("{FORM}<h3>受理范围</h3>")), "message-rules", "false");
    check(all(&format!("{FORM}<div hidden>{rules}</div>")), "message-rules", "false");
    check(all(&format!("{FORM}{}", rules.replace("15个", "若干"))), "message-rules", "false");
    let behind = all(&format!("{FORM}<a href=\"/xz.html\">写信须知</a>"));
    check(behind.page("rules", "http://www.a.test/xz.html", rules), "message-rules", "true");
}
