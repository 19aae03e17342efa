//! The questions of the WIT interface, one page.

use super::{Page, QueryError};
use crate::meter::Meter;

const PAGE: &str = "<title> 某市 人民政府 </title><meta NAME=Keywords content=''><meta name=keywords content=' 政务  公开 '>
<base href=/zwgk/><script>var a = '页脚';</script><script src=x></script>
<div class=nav><a href=index.html#top>政务\u{3000}公开</a><a href='javascript:;'>收藏</a><a href=#top>顶部</a>
<a href='' title=空>空</a><a href=' ../gd.html ' title='更多动态'>更多</a><a name=x>无址</a>
<a href=http://other.cn/a?b=1#c><img alt='  市长信箱 '></a><a href=mailto:a@b.cn>邮箱</a><a href=http://[x>坏</a>
<map><area href=m.html alt=地图></map></div>
<p>联系电话：\u{a0}0661-000<p>电话2<script>document.write('备案号')</script>";

fn page() -> Page {
    Page::new("http://www.e.gov.cn/a/b.html?x", PAGE.to_owned())
}

fn meter() -> Meter {
    Meter::new(10_000)
}

#[track_caller]
fn check_find(css: &str, any: &[&str], expected: Option<&str>) {
    let hit = page().find_text(&mut meter(), css, any).unwrap();
    assert_eq!(hit.map(|hit| hit.text).as_deref(), expected);
}

#[test]
fn words_are_found_in_folded_text() {
    check_find("p", &["电话"], Some("联系电话： 0661-000"));
    check_find("p", &["备案", "电话2"], Some("电话2"));
    check_find("p, title", &["某市 人民政府"], Some("某市 人民政府"));
    check_find("p", &["备案号"], None);
    check_find("p", &[""], None);
}

/// `expected` are `text url` by comma.
#[track_caller]
fn check_links(any: &[&str], limit: u32, expected: &str) {
    let links = page().links(&mut meter(), any, limit).unwrap();
    let found: Vec<_> = links.iter().map(|link| format!("{} {}", link.text, link.url)).collect();
    assert_eq!(found.join(", "), expected);
}

#[test]
fn links_are_absolute_and_lead_to_pages() {
    check_links(
        &[],
        99,
        "政务 公开 http://www.e.gov.cn/zwgk/index.html, 更多 http://www.e.gov.cn/gd.html, \
         市长信箱 http://other.cn/a?b=1, 地图 http://www.e.gov.cn/zwgk/m.html",
    );
    check_links(&[], 1, "政务 公开 http://www.e.gov.cn/zwgk/index.html");
    check_links(&[], 0, "");
}

#[test]
fn links_are_wanted_by_text_or_title() {
    check_links(&["动态"], 9, "更多 http://www.e.gov.cn/gd.html");
    check_links(&["更多", "信箱"], 1, "更多 http://www.e.gov.cn/gd.html");
    check_links(&["信箱"], 9, "市长信箱 http://other.cn/a?b=1");
    check_links(&["政务 公开"], 9, "政务 公开 http://www.e.gov.cn/zwgk/index.html");
    check_links(&["收藏", "顶部", "邮箱", "坏", "无址", "空"], 9, "");
}

#[test]
fn a_page_without_address_has_absolute_links_only() {
    let page = Page::new("b.html", PAGE.to_owned());
    let links = page.links(&mut meter(), &[""; 0], 9).unwrap();
    assert_eq!(
        links.iter().map(|link| link.url.as_str()).collect::<Vec<_>>(),
        ["http://other.cn/a?b=1"]
    );
}

/// `expected` is the addresses by comma.
#[track_caller]
fn check_odd(html: &str, expected: &str) {
    let page = Page::new("http://www.e.gov.cn/a/b.html", html.to_owned());
    let links = page.links(&mut meter(), &[""; 0], 9).unwrap();
    let urls: Vec<_> = links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls.join(", "), expected, "{html}");
}

#[test]
fn queries_are_sent_in_the_pages_charset() {
    #[track_caller]
    fn check(charset: &str, expected: &str) {
        let html = "<a href='/搜?q=公积金&r=%E5%85%AC#公'>x</a>".to_owned();
        let page = Page::new("http://www.e.gov.cn/", html).encoded(charset);
        let links = page.links(&mut meter(), &[""; 0], 9).unwrap();
        assert_eq!(links[0].url, format!("http://www.e.gov.cn/%E6%90%9C?{expected}"), "{charset}");
    }
    // The path is UTF-8 whatever the page is in; what is escaped stays.
    check("gbk", "q=%B9%AB%BB%FD%BD%F0&r=%E5%85%AC");
    check("GB2312", "q=%B9%AB%BB%FD%BD%F0&r=%E5%85%AC");
    check("utf-8", "q=%E5%85%AC%E7%A7%AF%E9%87%91&r=%E5%85%AC");
    // No form and no link sends UTF-16.
    check("utf-16le", "q=%E5%85%AC%E7%A7%AF%E9%87%91&r=%E5%85%AC");
    check("no charset", "q=%E5%85%AC%E7%A7%AF%E9%87%91&r=%E5%85%AC");
}

#[test]
fn a_click_that_only_opens_an_address_is_a_link() {
    let found = "http://www.e.gov.cn/wza/";
    check_odd("<a href=\"javascript:top.location.href='/wza/'\">无障碍</a>", found);
    check_odd("<a href=\"JavaScript:window.open('/wza/','_blank')\">无障碍</a>", found);
    check_odd("<a href=# onclick=\"window.open('/wza/');return false\">无障碍</a>", found);
    check_odd("<a href=javascript:void(0) onclick=\"location.href='/wza/'\">无障碍</a>", found);
    check_odd("<a href='' onclick=\"javascript:location='/wza/';\">无障碍</a>", found);
    check_odd("<a href=/x onclick=\"location.href='/wza/'\">无障碍</a>", "http://www.e.gov.cn/x");
    check_odd("<a href=# onclick=\"window.open(url)\">无障碍</a>", "");
    check_odd("<a href=javascript:; onclick=\"location.href='javascript:;'\">无障碍</a>", "");
    check_odd("<a onclick=\"location.href='/wza/'\">无障碍</a>", "");
}

#[test]
fn addresses_as_people_type_them() {
    check_odd("<a href=www.x.gov.cn/a>部门</a>", "http://www.x.gov.cn/a");
    check_odd("<a href='http：//www.x.cn／a。'>部门</a>", "http://www.x.cn/a");
    check_odd(
        "<base href=https://y.cn/b/><a href='http:\\\\www.x.cn'>部门</a>",
        "http://www.x.cn/",
    );
    check_odd("<a href='list?a=1&amp;amp;b=2'>部门</a>", "http://www.e.gov.cn/a/list?a=1&b=2");
    check_odd("<a href=http://www.x.gov.cn@y.cn/>部门</a>", "");
}

#[test]
fn meta_is_found_in_any_case_and_not_blank() {
    assert_eq!(page().meta(&mut meter(), "KEYWORDS"), Ok(Some("政务 公开".to_owned())));
    assert_eq!(page().meta(&mut meter(), "description"), Ok(None));
}

#[test]
fn attributes_that_are_not_blank() {
    let titles = page().attrs(&mut meter(), "a", "Title", 9).unwrap();
    assert_eq!(titles.iter().map(|hit| hit.text.as_str()).collect::<Vec<_>>(), ["空", "更多动态"]);
    let page = page();
    assert_eq!(page.attrs(&mut meter(), "meta", "content", 1).unwrap()[0].text, "政务 公开");
    assert_eq!(page.attrs(&mut meter(), "meta", "nothing", 1), Ok(vec![]));
    assert!(matches!(
        page.attrs(&mut meter(), "a[", "nothing", 1),
        Err(QueryError::BadSelector(_))
    ));
}

#[test]
fn scripts_with_a_source() {
    let scripts = page().scripts(&mut meter(), 9).unwrap();
    let sources: Vec<_> = scripts.iter().map(|hit| hit.text.as_str()).collect();
    assert_eq!(sources, ["var a = '页脚';", "document.write('备案号')"]);
    assert_eq!(page().scripts(&mut meter(), 1).unwrap().len(), 1);
}

#[test]
fn walking_by_node() {
    let page = page();
    let meter = &mut meter();
    let nav = page.select(meter, ".nav", 1).unwrap()[0];
    assert_eq!(page.tag_of(meter, nav).as_deref(), Ok("div"));
    assert_eq!(page.attr_of(meter, nav, "CLASS"), Ok(Some("nav".to_owned())));
    assert_eq!(page.attr_of(meter, nav, "id"), Ok(None));
    let children = page.children_of(meter, nav).unwrap();
    assert_eq!(children.len(), 10);
    assert_eq!(page.parent_of(meter, children[3]), Ok(Some(nav)));
    assert_eq!(page.parent_of(meter, 0), Ok(None));
    assert_eq!(page.text_of(meter, children[0]).as_deref(), Ok("政务 公开"));
    assert_eq!(page.texts(meter, ".nav > a", 2).unwrap()[1].text, "收藏");
    assert_eq!(page.count(meter, "a"), Ok(9));
    assert_eq!(page.children_of(meter, 9_999), Err(QueryError::BadNode(9_999)));
    assert_eq!(page.text_of(meter, u32::MAX), Err(QueryError::BadNode(u32::MAX)));
}

#[test]
fn text_and_source_of_the_page() {
    let page = page();
    let text = page.text(&mut meter()).unwrap();
    assert!(text.starts_with("某市 人民政府 政务 公开收藏顶部"), "{text}");
    assert!(!text.contains("备案号") && text.ends_with("电话2"));
    assert_eq!(page.html(&mut meter()).as_deref(), Ok(PAGE));
}

#[test]
fn every_question_is_charged_and_the_same_each_time() {
    let page = page();
    let cost = |ask: &dyn Fn(&mut Meter) -> bool| {
        let mut meter = meter();
        assert!(ask(&mut meter));
        let first = meter.spent();
        assert!(ask(&mut meter));
        assert_eq!(meter.spent(), 2 * first);
        assert!(!ask(&mut Meter::new(first - 1)), "{first}");
        first
    };
    assert_eq!(cost(&|m| page.count(m, ".nav a").is_ok()), 13);
    assert_eq!(cost(&|m| page.text_of(m, 0).is_ok()), 3);
    cost(&|m| page.meta(m, "keywords").is_ok());
    cost(&|m| page.find_text(m, "p", &["电话"]).is_ok());
    cost(&|m| page.texts(m, "p", 9).is_ok());
    cost(&|m| page.attrs(m, "a", "href", 9).is_ok());
    cost(&|m| page.attr_of(m, 0, "href").is_ok());
    cost(&|m| page.tag_of(m, 0).is_ok());
    cost(&|m| page.parent_of(m, 0).is_ok());
    cost(&|m| page.children_of(m, 0).is_ok());
    cost(&|m| page.links(m, &["公开"], 9).is_ok());
    cost(&|m| page.links(m, &["收藏"], 9).is_ok());
    cost(&|m| page.scripts(m, 9).is_ok());
    cost(&|m| page.text(m).is_ok());
    cost(&|m| page.html(m).is_ok());
}
