//! What is rendered.

use bluebook_renderer::protocol::{Answer, Kind};

use super::stage::{content, html, json, outcomes, refuse, stage};

/// The first eight bytes of every PNG, and its width and height.
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_list_that_a_script_fills_is_there() {
    let Some(mut stage) = stage("a_list_that_a_script_fills_is_there") else { return };
    let page = "<!DOCTYPE html><title>目录</title><ul id=list></ul><script src=/fill.js></script>";
    let script = "var x = new XMLHttpRequest(); x.open('GET', '/list.json'); x.onload = () => {
        for (const item of JSON.parse(x.responseText)) {
            const li = document.createElement('li');
            li.textContent = item;
            list.append(li);
        }
    }; x.send();";
    let rendered = stage
        .site(|need| match need.url.as_str() {
            "http://a.gov.cn/" => html(page),
            "http://a.gov.cn/fill.js" => content(200, "text/javascript", script.as_bytes()),
            "http://a.gov.cn/list.json" => json(r#"["办事指南","政策文件"]"#),
            _ => refuse("not-there"),
        })
        .unwrap();
    assert!(rendered.dom.starts_with("<!DOCTYPE html>\n<html>"), "{}", rendered.dom);
    assert!(rendered.dom.contains("<li>办事指南</li><li>政策文件</li>"), "{}", rendered.dom);
    assert_eq!(rendered.url, "http://a.gov.cn/");
    assert_eq!(png_size(&rendered.screenshot), (1280, 800));
    assert!(rendered.is_settled);
    assert!(rendered.browser.starts_with("Chrome/"), "{}", rendered.browser);
    let kinds: Vec<_> = stage.asked.iter().map(|need| need.kind).collect();
    assert_eq!(kinds, [Kind::Document, Kind::Script, Kind::Data]);
    assert_eq!(outcomes(&rendered.traffic, "http://a.gov.cn/list.json"), ["200"]);
    assert!(stage.end().success());
}

#[test]
fn charsets_are_the_browsers() {
    let Some(mut stage) = stage("charsets_are_the_browsers") else { return };
    // 政务公开 in GBK, said by a meta element only.
    let page = b"<meta charset=gbk><p>\xd5\xfe\xce\xf1\xb9\xab\xbf\xaa</p>";
    let rendered = stage.site(|_| content(200, "text/html", page)).unwrap();
    assert!(rendered.dom.contains("<p>政务公开</p>"), "{}", rendered.dom);
}

#[test]
fn a_page_that_leads_on_is_followed() {
    #[track_caller]
    fn check(stage: &mut super::stage::Stage, first: &Answer) {
        let rendered = stage.site(|need| match need.url.as_str() {
            "http://a.gov.cn/" => first.clone(),
            "http://b.gov.cn/index.html" => html("<p>there"),
            _ => refuse("not-there"),
        });
        let rendered = rendered.unwrap();
        assert_eq!(rendered.url, "http://b.gov.cn/index.html");
        assert!(rendered.dom.contains("<p>there"), "{}", rendered.dom);
    }
    let Some(mut stage) = stage("a_page_that_leads_on_is_followed") else { return };
    let target = "http://b.gov.cn/index.html";
    check(&mut stage, &html(&format!("<meta http-equiv=refresh content='0;url={target}'>")));
    check(&mut stage, &html(&format!("<meta http-equiv=refresh content='1;url={target}'>")));
    check(&mut stage, &html(&format!("<script>location.href = '{target}'</script>")));
    check(&mut stage, &html(&format!("<script>onload = () => location = '{target}'</script>")));
    check(
        &mut stage,
        &html(&format!(
            "<script>onbeforeunload = () => 'stay'; alert(1); location = '{target}'</script>"
        )),
    );
    let location = ("Location".to_owned(), target.to_owned());
    check(&mut stage, &Answer::Content { status: 302, headers: vec![location], body: Vec::new() });
}

#[test]
fn http_stays_http() {
    let Some(mut stage) = stage("http_stays_http") else { return };
    stage.page("<p>one").unwrap();
    assert!(stage.has_asked("http://a.gov.cn/"));
    assert!(stage.asked.iter().all(|need| need.url.starts_with("http://")), "{:?}", stage.asked);
}

#[test]
fn a_page_cannot_hide_its_document() {
    let Some(mut stage) = stage("a_page_cannot_hide_its_document") else { return };
    let rendered = stage
        .page(
            "<p>all<form name=documentElement></form><img name=URL><img name=doctype><script>
            Object.defineProperty(Element.prototype, 'outerHTML', { get: () => 'nothing' });
            String.prototype.toWellFormed = () => 'nothing';
            console.error('half \\ud800'); document.title = 'half \\ud800';
            </script>",
        )
        .unwrap();
    assert!(rendered.dom.contains("<p>all"), "{}", rendered.dom);
    assert!(rendered.dom.contains("half \u{fffd}"), "{}", rendered.dom);
    assert_eq!(rendered.url, "http://a.gov.cn/");
}

#[test]
fn pages_leave_nothing_to_each_other() {
    let Some(mut stage) = stage("pages_leave_nothing_to_each_other") else { return };
    let page = "<p></p><script>
        document.querySelector('p').textContent = `${document.cookie}|${localStorage.a}`;
        document.cookie = 'a=1'; localStorage.a = 2;</script>";
    for _ in 0..2 {
        let rendered = stage.page(page).unwrap();
        assert!(rendered.dom.contains("<p>|undefined</p>"), "{}", rendered.dom);
    }
}

#[test]
fn errors_of_scripts_are_counted() {
    #[track_caller]
    fn check(stage: &mut super::stage::Stage, scripts: &str, expected: u64) {
        let rendered = stage.page(&format!("<p>one{scripts}")).unwrap();
        assert_eq!(rendered.n_script_errors, expected, "{scripts} {:?}", rendered.traffic);
    }
    let Some(mut stage) = stage("errors_of_scripts_are_counted") else { return };
    check(&mut stage, "<script>console.error('only said'); console.warn('too')</script>", 0);
    check(&mut stage, "<script>try { nobody() } catch (e) {}</script>", 0);
    check(&mut stage, "<script>nobody()</script><script>throw 'up'</script>", 2);
    check(&mut stage, "<script>setTimeout(() => nobody(), 1)</script>", 1);
    check(&mut stage, "<script>a b</script>", 1);
}

#[test]
fn the_first_view_is_timed_and_costs_no_request() {
    let Some(mut stage) = stage("the_first_view_is_timed_and_costs_no_request") else { return };
    let page = "<!DOCTYPE html><link rel=stylesheet href=/a.css><h1>示例市人民政府</h1>\
        <script src=/fill.js></script>";
    let rendered = stage
        .site(|need| match need.url.as_str() {
            "http://a.gov.cn/" => html(page),
            "http://a.gov.cn/a.css" => content(200, "text/css", b"h1 { font-size: 90px }"),
            "http://a.gov.cn/fill.js" => {
                content(200, "text/javascript", b"document.body.append(innerWidth); nobody()")
            }
            _ => refuse("not-there"),
        })
        .unwrap();
    let first_view_ms = rendered.first_view_ms.unwrap();
    assert!((1..10_000).contains(&first_view_ms), "{first_view_ms}");
    // The second load is neither read nor told of.
    assert!(rendered.dom.contains("1280"), "{}", rendered.dom);
    assert_eq!(stage.asked.len(), 3, "{:?}", stage.asked);
    assert_eq!(outcomes(&rendered.traffic, "http://a.gov.cn/fill.js"), ["200"]);
    assert_eq!((rendered.n_script_errors, rendered.traffic.console.len()), (1, 1));
    let blank = stage.page("<!DOCTYPE html><title>x</title>").unwrap();
    assert_eq!(blank.first_view_ms, None);
}

#[test]
fn complaints_are_told() {
    let Some(mut stage) = stage("complaints_are_told") else { return };
    let page = "<script>console.log('no'); console.error('first'); nobody()</script>
        <script>for (let i = 0; i < 60; i++) console.warn('again')</script>";
    let traffic = stage.page(page).unwrap().traffic;
    assert_eq!(traffic.console[0], "first");
    assert!(traffic.console[1].starts_with("ReferenceError: nobody is not defined"), "{traffic:?}");
    assert_eq!((traffic.console.len(), traffic.n_console_left_out), (50, 12));
}
