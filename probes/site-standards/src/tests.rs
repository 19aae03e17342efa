//! The criteria over small pages of our own, and over labelled real pages where they are at hand.

mod fit;
mod labels;

use probe_sdk::testing::{Outcome, Site};
use probe_sdk::{Finding, UnknownReason};

const ARTICLE: &str =
    "<div class=page><div class=TRS_Editor><p>第一段。</p><p>第二段。</p>{}</div></div>";

#[track_caller]
fn judge(criterion: &str, html: &str) -> Outcome {
    // A real page has a menu, so that it is not taken for a shell.
    let menu = "<ul><li><a href=/a>首页</a><li><a href=/b>政务公开</a><li><a href=/c>政务服务</a>\
                <li><a href=/d>互动交流</a><li><a href=/e>走进本市</a></ul>";
    let html = format!("<body>{menu}{html}<script src=/x.js></script></body>");
    Site::new().page("home", "https://www.a.gov.cn/", &html).judge(&crate::probe(), criterion)
}

#[track_caller]
fn check(criterion: &str, html: &str, expected: bool) {
    let outcome = judge(criterion, html);
    assert_eq!(outcome.finding, Finding::Truth(expected), "{html} {outcome:?}");
    assert!(!outcome.evidence.is_empty(), "no evidence for {html}");
}

#[track_caller]
fn check_all(criterion: &str, pages: &[&str], expected: bool) {
    for html in pages {
        check(criterion, html, expected);
    }
}

#[test]
fn id_codes() {
    check_all(
        "id-code",
        &[
            "<p>网站标识码：4401000001 <a href=/x>粤ICP备05012345号</a></p>",
            "<p>政府网站标识码 : <span>bm12000003</span></p>",
            "<p>网站识别码（bm12000003）</p>",
            "<p>网站标识号：1500000009</p>",
            "<p><span>网站标识码：4401000001</span><span>12345热线</span></p>",
            "<p>网站标识码 4401000001 12345热线</p>",
            "<p>网 站 标 识 码：４４０１０００００７</p>",
            "<script>document.write('<p>网站标识码：4401000001</p>')</script>",
        ],
        true,
    );
    check_all(
        "id-code",
        &[
            "<meta name=SiteIDCode content=4401000001><p>网站标识码</p>",
            "<!-- 网站标识码：4401000001 -->",
            "<p>网站标识码：0000000000</p><p>标识码：1234567890</p>",
            "<p>网站标识码：44010000</p>",
            "<p>物品标识码管理办法，电话 02012345678</p>",
            "<script>var s='网站标识码：4401000001'</script>",
            "<script>//document.write('网站标识码：4401000001')\nfoo()</script>",
        ],
        false,
    );
}

#[test]
fn accessible_versions() {
    check_all(
        "accessibility",
        &[
            "<a href=javascript:void(0) onclick=f()>无障碍</a>",
            "<a href=/wza.html><img src=i.png alt=无障碍浏览></a>",
            "<span id=old>关怀版</span>",
            "<li>长者模式 | 繁體</li>",
            "<button aria-label=进入适老化模式></button>",
            "<a onclick=\"aria.start()\"><img src=1.png></a>",
            "<ul style=display:none><li><a href=/1>无障碍</a><a href=/2>手机版</a>\
             <a href=/3>繁体</a><a href=/4>English</a></ul>",
        ],
        true,
    );
    check_all(
        "accessibility",
        &[
            "<!-- <a href=/wza>无障碍</a> -->",
            "<li><a href=/1>无障碍环境建设法公布</a></li><a href=/2>老年服务专区</a>",
            "<p>关怀老年人，服务千万家。</p>",
            "<a href=http://wza.isc.org.cn/1.html><img src=wza.png></a>",
            "<div style='display: none'><a href=/w>无障碍</a></div>",
            &ARTICLE.replace("{}", "<p><a href=/1>长者版</a></p>"),
        ],
        false,
    );
}

#[test]
fn search_boxes() {
    check_all(
        "search-box",
        &[
            "<form action=/search/result.jsp><input name=q></form>",
            "<div><input type=text placeholder=请输入关键词><img src=go.png onclick=s()></div>",
            "<input type=text value='请输入搜索内容' onfocus=x()>",
            "<input id=keyword1 type=text><input type=submit value='搜 索'>",
            "<form><input type=text><input type=submit value=搜索></form>",
            "<a href=/so/s?siteCode=1>站内搜索</a>",
            "<a class=icon-search href=/search.html></a>",
            "<div class=nav><a href=/1>部门动态</a><dl><dt>站</dt><dd><input value=请输入关键字></dd></dl></div>",
        ],
        true,
    );
    check_all(
        "search-box",
        &[
            "<!-- <form action=/search><input name=q></form> -->",
            "<form>信件搜索<select><option>全部部门</select><input type=text placeholder=请输入关键字>\
             <input type=submit value=搜索></form>",
            "<form action=/login><input name=user placeholder=用户名><input type=password></form>",
            "<form action=/query>信件编号 <input name=no> 查询码 <input name=code></form>",
            "<input type=hidden name=searchWord><input type=radio name=search>",
            "<p>热门搜索：<a href=/1>公积金</a></p>",
            "<form><input name=title><textarea></textarea><input type=submit value=提交></form>",
        ],
        false,
    );
}

#[test]
fn entries_to_channels() {
    check_all(
        "new-media-entry",
        &[
            "<a href=javascript:;><i class='fa weibo'></i>微博</a>",
            "<a href=/x><img src=images/weibo.png border=0></a>",
            "<a href=/x><i class=icon-wechat></i></a>",
            "<div><img src=qr.png><p>某市人民政府官方微信</p></div>",
            "<div class=foot><img src=/img/weixin.png></div>",
            "<li class=weixin><img src=/img/2.png></li>",
            "<a href=https://weibo.com/u/1234567><img src=1.png></a>",
            "<a href=/app.html>移动客户端</a>",
            "<div class=share><a href=javascript:; title=官方微信></a></div>",
        ],
        true,
    );
    check_all(
        "new-media-entry",
        &[
            "<div class=bdsharebuttonbox><a class=bds_weixin title=分享到微信></a></div>",
            "<div class='social-share'><a class='icon-weibo' href=http://service.weibo.com/share/share.php></a></div>",
            "<p>分享到：<a href=https://weibo.com/><img src=wb.jpg></a><a href=x>微信</a></p>",
            "<li><a href=/1>关于全省政府网站与政务新媒体检查情况的通报</a></li>",
            "<!-- <a href=/x>官方微博</a> --><a href=/m>手机版</a>",
            &ARTICLE.replace(
                "{}",
                "<p><span>学员微信</span><a href=https://weibo.com/u/1>微博</a></p>",
            ),
        ],
        false,
    );
}

#[test]
fn mailboxes_of_leaders() {
    check_all(
        "leader-mail",
        &[
            "<a href=/x><img src=x.png alt=书记信箱></a>",
            "<span class=t>市长信箱</span>",
            "<title>局长信箱 - 某市财政局</title><p>信件列表</p>",
            "<a href=/w>我要写信</a>",
            "<form><h3>请填写信件内容</h3><textarea></textarea></form>",
            "<p>给州长写信</p>",
        ],
        true,
    );
    check_all(
        "leader-mail",
        &[
            "<p>投稿邮箱：a@b.cn</p><a href=http://mail.a.gov.cn>政务邮箱</a>",
            "<a href=/1>我市开通市长信箱</a>",
            "<a href=/1>校长信箱</a>",
            &ARTICLE.replace("{}", "<p>欢迎致信<b>市长信箱</b></p>"),
            "<!-- <a href=/x>县长信箱</a> -->",
        ],
        false,
    );
}

#[test]
fn marks_of_organs() {
    check_all(
        "conac",
        &[
            "<a href='http://bszs.conac.cn/sitename?method=show&id=1'><img src=red.png></a>",
            "<script src=http://dcs.conac.cn/js/1.js></script>",
            "<script>document.write(unescape(\"%3Cspan id='_ideConac'%3E%3C/span%3E%3Cscript \
             src='http://dcs.conac.cn/js/1.js'%3E%3C/script%3E\"));</script>",
            "<img src=b.png alt=党政机关>",
        ],
        true,
    );
    check_all(
        "conac",
        &[
            "<!-- <a href=http://bszs.conac.cn/1><img src=red.png></a> -->",
            "<a href=/1 title=2024年事业单位公开招聘公告>事业单位公开招聘</a>",
            "<script>/* document.write('http://dcs.conac.cn/js/1.js') */</script>",
        ],
        false,
    );
}

#[test]
fn fault_reports() {
    check_all(
        "error-report",
        &[
            "<a href=''>网站纠错</a>",
            "<script id=_jiucuo_ sitecode=1 src=https://zfwzgl.www.gov.cn/exposure/jiucuo.js></script>",
            "<span id=_span_jiucuo></span>",
            "<img onclick=go() alt=我为政府网站找错 src=1.png>",
            "<script>$('#f').html('<script src=/js/jiucuo.js><\\/script>')</script>",
        ],
        true,
    );
    check_all(
        "error-report",
        &[
            "<!-- <script src=/jiucuo.js></script> -->",
            "<p>依法纠错，行政复议决定书</p>",
            &ARTICLE.replace("{}", "<p><a href=/1>有错必纠，知错纠错</a></p>"),
        ],
        false,
    );
}

#[test]
fn filing_numbers() {
    check_all(
        "beian",
        &[
            "<p>粤ICP备05012345号-1</p>",
            "<p>备案编号：<a href=https://beian.miit.gov.cn>京ICP证030173号</a></p>",
            "<p>粤公网安备 44010302000007号</p>",
            "<p>沪ＩＣＰ备2021004267号</p>",
            "<script>document.writeln(\"<p>津ICP备05010518号</p>\");</script>",
        ],
        true,
    );
    check_all(
        "beian",
        &[
            "<p>藏ICP0000001</p><p>ICP备12345678号</p><p>ICP备XXXXXXXX号</p>",
            "<!-- 粤ICP备05012345号 -->",
            "<p>公安备案办理指南</p><p>电话 02012345678</p>",
        ],
        false,
    );
}

#[test]
fn shares_of_marks_and_tags() {
    let share = |criterion: &str, html: &str| judge(criterion, html).said();
    let footer = "<p>主办单位：某市人民政府 网站标识码：4401000001 粤ICP备05012345号</p>";
    assert_eq!(share("identity-elements", footer), "0.500 share");
    let copied = footer.replace("4401000001", "3205000001");
    assert_eq!(share("identity-elements", &copied), "0.333 share");
    assert_eq!(share("identity-elements", "<p>无</p>"), "0.000 share");
    let site = "<meta name=SiteName content=某市><meta name=sitedomain content=a.gov.cn>";
    assert_eq!(share("page-tags", site), "0.667 share");
    let article =
        format!("{site}<meta name=ArticleTitle content=标题><meta name=PubDate content=''>");
    assert_eq!(share("page-tags", &article), "0.429 share");
}

#[test]
fn a_shell_says_nothing() {
    let html = "<title>某市</title><div id=app></div><script src=/app.js></script>";
    for (_, criterion) in labels::COLUMNS {
        let site = Site::new().page("home", "https://www.a.gov.cn/", html);
        let outcome = site.judge(&crate::probe(), criterion);
        let Finding::Unknown(unknown) = outcome.finding else { panic!("{criterion}") };
        assert_eq!(unknown.reason, UnknownReason::NeedsRendering);
    }
}

#[test]
fn dates_of_publication() {
    check_all(
        "pub-date",
        &[
            "<div>来源：本网 发布时间：2018-12-16 09:30</div>",
            "<span>[2018/12/16]</span>",
            "<ul><li><a href=/1>关于开展年度检查的通知</a><span>12-16</span></ul>",
            "<ul><li><a href=/1>关于开展年度检查的通知 2018-12-16</a></ul>",
            "<div>发布日期：<script>var d='2018年12月16日';document.write(d)</script></div>",
        ],
        true,
    );
    check_all(
        "pub-date",
        &[
            "<p>自2018年12月16日起施行，有效期五年。有关事项另行通知，请各单位遵照执行并认真落实。</p>",
            "<div>今天是2018年12月16日 星期日</div>",
            "<p>报名时间：2018-12-16</p>",
            "<p style='display:none'>发布时间：2018-12-16</p>",
            "<p>办公时间 9:00-12:00</p>",
            "<p>没有日期</p>",
        ],
        false,
    );
}
