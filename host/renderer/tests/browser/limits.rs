//! Where rendering stops, and that the next page does not suffer for it.

use bluebook_renderer::protocol::{Answer, Limits, Rendered};

use super::stage::{Stage, content, html, json, outcomes, refuse, stage, start};

/// A page, its limits, and the class of its failure; a page after it is rendered.
#[track_caller]
fn check(stage: &mut Stage, limits: Limits, body: &str, class: &str) {
    let failed = stage
        .render(limits, |need| {
            Some(if need.url == "http://a.gov.cn/" { html(body) } else { json("[]") })
        })
        .unwrap_err();
    assert_eq!(failed.class.name(), class, "{failed:?}");
    assert!(!failed.traffic.requests.is_empty());
    assert!(stage.page("<p>next").unwrap().dom.contains("<p>next"));
}

fn short() -> Limits {
    Limits { load_ms_max: 3000, settle_ms_max: 2000, ..Limits::default() }
}

#[test]
fn a_page_without_end_is_given_up() {
    let Some(mut stage) = stage("a_page_without_end_is_given_up") else { return };
    // Time enough that it is the number that ends them, on the slowest machine.
    let limits = Limits {
        requests_max: 20,
        load_ms_max: 60_000,
        settle_ms_max: 60_000,
        ..Limits::default()
    };
    let polls = "<script>setInterval(() => fetch('/' + Math.random()), 5)</script>";
    check(&mut stage, limits.clone(), polls, "too-many-requests");
    let posts = "<script>for (let i = 0; i < 30; i++) fetch('/', { method: 'POST' })</script>";
    check(&mut stage, limits.clone(), posts, "too-many-requests");
    let moves = "<script>location = '/?' + Math.random()</script>";
    let failed = stage.render(limits, |_| Some(html(moves))).unwrap_err();
    assert_eq!(failed.class.name(), "too-many-requests", "{failed:?}");
}

#[test]
fn a_script_without_end_is_given_up() {
    let Some(mut stage) = stage("a_script_without_end_is_given_up") else { return };
    check(&mut stage, short(), "<p>one<script>while (true);</script>", "render-timeout");
    let later = "<p>one<script>setTimeout(() => { while (true); }, 100)</script>";
    check(&mut stage, short(), later, "render-timeout");
}

#[test]
fn too_much_is_named() {
    let Some(mut stage) = stage("too_much_is_named") else { return };
    let small = Limits { bytes_max: 100, ..Limits::default() };
    check(&mut stage, small, &"x".repeat(101), "too-large");
    let grows = "<script>document.write('政'.repeat(1000))</script>";
    let small = Limits { dom_bytes_max: 2000, ..Limits::default() };
    check(&mut stage, small, grows, "too-large");
    let small = Limits { screenshot_bytes_max: 100, ..Limits::default() };
    check(&mut stage, small, "<p>one", "too-large");
}

#[test]
fn a_page_that_is_never_still_is_taken_as_it_is() {
    let Some(mut stage) = stage("a_page_that_is_never_still_is_taken_as_it_is") else { return };
    let page = "<p>one<script>setInterval(() => fetch('/poll'), 100)</script>";
    let rendered: Rendered = stage
        .render(short(), |need| {
            Some(if need.url.ends_with("poll") { json("1") } else { html(page) })
        })
        .unwrap();
    assert!(!rendered.is_settled);
    assert!(rendered.dom.contains("<p>one"));
}

#[test]
fn without_a_document_nothing_is_rendered() {
    #[track_caller]
    fn check(stage: &mut Stage, answer: &Answer, note: &str) {
        let failed = stage.site(|_| answer.clone()).unwrap_err();
        assert_eq!((failed.class.name(), failed.note.as_str()), ("no-document", note));
    }
    let Some(mut stage) = stage("without_a_document_nothing_is_rendered") else { return };
    check(
        &mut stage,
        &refuse("robots"),
        "`http://a.gov.cn/` gave no document: robots (net::ERR_BLOCKED_BY_CLIENT)",
    );
    check(
        &mut stage,
        &content(200, "application/zip", b"PK"),
        "`http://a.gov.cn/` gave no document: status 200 (net::ERR_ABORTED)",
    );
    check(
        &mut stage,
        &content(204, "text/html", b""),
        "`http://a.gov.cn/` gave no document: status 204 (net::ERR_ABORTED)",
    );
    check(
        &mut stage,
        &content(999, "text/html", b"<p>"),
        "`http://a.gov.cn/` gave no document: answer-unusable (net::ERR_BLOCKED_BY_CLIENT)",
    );
    let page = stage.site(|_| content(404, "text/html", b"<p>not found")).unwrap();
    assert_eq!(outcomes(&page.traffic, "http://a.gov.cn/"), ["404"]);
}

#[test]
fn nobody_waits_for_what_the_page_gave_up() {
    let Some(mut stage) = stage("nobody_waits_for_what_the_page_gave_up") else { return };
    let page = "<script>const stop = new AbortController();
        fetch('/never', { signal: stop.signal }).catch(() => 0); fetch('/never/again');
        fetch('/go').then(() => { stop.abort(); location = '/done' })</script>";
    let rendered = stage.render(Limits::default(), |need| match need.url.as_str() {
        "http://a.gov.cn/" => Some(html(page)),
        "http://a.gov.cn/go" => Some(json("1")),
        "http://a.gov.cn/done" => Some(html("<p>done")),
        _ => None,
    });
    let rendered = rendered.unwrap();
    assert_eq!(rendered.url, "http://a.gov.cn/done");
    assert_eq!(outcomes(&rendered.traffic, "http://a.gov.cn/never"), ["-"]);
    assert_eq!(outcomes(&rendered.traffic, "http://a.gov.cn/never/again"), ["-"]);
}

#[test]
fn no_browser_is_named() {
    let mut stage = start(&[("BLUEBOOK_CHROMIUM", "/nowhere/chromium")]);
    let failed = stage.page("<p>one").unwrap_err();
    assert_eq!(failed.class.name(), "no-browser");
    assert!(failed.note.contains("`/nowhere/chromium`"), "{}", failed.note);
    let mut stage = start(&[("BLUEBOOK_CHROMIUM", ""), ("PATH", "/nowhere")]);
    let failed = stage.page("<p>one").unwrap_err();
    assert_eq!(failed.class.name(), "no-browser");
    let mut stage = start(&[("BLUEBOOK_CHROMIUM", "/bin/true")]);
    let failed = stage.page("<p>one").unwrap_err();
    assert_eq!(failed.class.name(), "no-browser", "{failed:?}");
    assert!(stage.end().success());
}
