use super::refresh_target;
use crate::evidence::Capture;
use crate::evidence::tests::capture as captured;

fn capture(html: &str) -> Capture {
    captured("http://a.gov.cn/x/", 200, html)
}

#[track_caller]
fn check(html: &str, expected: Option<&str>) {
    let target = refresh_target(&capture(html)).map(String::from);
    assert_eq!(target.as_deref(), expected, "{html}");
}

#[track_caller]
fn check_content(content: &str, expected: Option<&str>) {
    check(&format!("<meta http-equiv=Refresh content=\"{content}\"><p>请稍候"), expected);
}

#[test]
fn content_is_read_as_the_standard_reads_it() {
    let found = Some("http://a.gov.cn/x/b");
    check_content("0;url=b", found);
    check_content("0; URL=b", found);
    check_content(" 3 ; url = b", found);
    check_content("0,url=b", found);
    check_content("0 url=b", found);
    check_content("0;b", found);
    check_content("0.5;url=b", found);
    check_content(".;url=b", found);
    check_content("0;url='b'", found);
    check_content("0;url='b", found);
    check_content("0;url='b'c", found);
    check_content("0;&quot;b&quot;", found);
    check_content("0;url=b#c", found);
    check_content("0;url=/", Some("http://a.gov.cn/"));
    check_content("0;url=//b.cn/c", Some("http://b.cn/c"));
    check_content("0;url.html", Some("http://a.gov.cn/x/url.html"));
    check_content("0;ur=b", Some("http://a.gov.cn/x/ur=b"));
}

#[test]
fn pages_that_come_again_or_lead_nowhere() {
    check_content("", None);
    check_content("url=b", None);
    check_content("0", None);
    check_content("0;", None);
    check_content("0;url=", None);
    check_content("0x;url=b", None);
    check_content("-1;url=b", None);
    check_content("0;url=http://a.gov.cn/x/#top", None);
    check_content("0;url=javascript:alert(1)", None);
    check_content("0;url=data:text/html,x", None);
    check_content("0;url=http://[b", None);
}

#[test]
fn a_page_meant_to_be_read_is_no_way_to_another() {
    check_content("10;url=b", Some("http://a.gov.cn/x/b"));
    check_content("11;url=b", None);
    check_content("300;url=b", None);
    check_content("99999999999999;url=b", None);
}

#[test]
fn the_first_one_that_can_be_read_wins() {
    let metas = |a: &str, b: &str| {
        format!("<meta http-equiv=refresh content='{a}'><meta http-equiv=refresh content='{b}'>")
    };
    check(&metas("0;url=b", "0;url=c"), Some("http://a.gov.cn/x/b"));
    check(&metas("oops", "0;url=c"), Some("http://a.gov.cn/x/c"));
    check(&metas("60", "0;url=c"), None);
    let mut with_header = capture(&metas("0;url=b", ""));
    with_header.headers.push(("Refresh".to_owned(), "0;url=c".to_owned()));
    assert_eq!(refresh_target(&with_header).map(String::from).unwrap(), "http://a.gov.cn/x/c");
}

#[test]
fn the_base_counts_and_noscript_does_not() {
    check("<base href=/y/><meta http-equiv=refresh content=0;url=b>", Some("http://a.gov.cn/y/b"));
    check("<noscript><meta http-equiv=refresh content=0;url=b></noscript>", None);
    check("<!--<meta http-equiv=refresh content=0;url=b>-->", None);
    check("<body><p>新站<meta http-equiv=refresh content=0;url=b>", Some("http://a.gov.cn/x/b"));
}

#[test]
fn a_lone_script() {
    let found = Some("http://a.gov.cn/x/b");
    check("<script>location='b'</script>", found);
    check("<title>首页</title><script>window.location.href = \"b\";</script>", found);
    check("<script>location.replace('b');</script><body>正在跳转，请稍候…</body>", found);
    check("<script>\n<!--\nself.location='b';\n//-->\n</script>", found);
    check("<script>location='/x/'</script>", None);
    check("<script>location='b'+c</script>", None);
    check("<script>location='b';f()</script>", None);
    check("<script>window.open('b')</script>", None);
    check("<script src=c.js></script><script>location='b'</script>", None);
    check("<script>location='b'</script><a href=c>进入</a>", None);
    check("<script>location='b'</script><iframe src=c></iframe>", None);
    check(&format!("<script>location='b'</script><p>{}", "某市人民政府".repeat(9)), None);
}

#[test]
fn answers_that_are_no_markup() {
    let mut file = capture("\u{1}\u{2}");
    file.headers = vec![("Content-Type".to_owned(), "application/pdf".to_owned())];
    file.headers.push(("Refresh".to_owned(), "0;url=c".to_owned()));
    assert_eq!(refresh_target(&file), None);
    check("", None);
}
