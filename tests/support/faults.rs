//! What sites do wrong, and what has to come of it: one row a behaviour.
//!
//! Every row is a server of its own on an address of its own, so that nothing a host is slowed
//! down or left alone for touches another row.

mod bytes;
mod tls;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::ServerConfig;

use crate::loopback::{Answer, Request, Script, bare, head, page};
pub use bytes::{GOOD, good_gbk, gzip};
pub use tls::Authority;

/// A behaviour and its outcome.
pub struct Fault {
    /// What the server does.
    pub name: &'static str,
    /// `page` if the good page has to be had, else the name of the failure.
    pub outcome: &'static str,
    /// Whether the server answers for `/robots.txt` itself.
    pub has_robots: bool,
    /// TLS, for those whose fault lies there.
    pub tls: Option<Arc<ServerConfig>>,
    /// How it answers.
    pub script: Arc<Script>,
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} → {}", self.name, self.outcome)
    }
}

type Row = (&'static str, &'static str, Arc<Script>);

fn row(
    name: &'static str,
    outcome: &'static str,
    script: impl Fn(&Request<'_>) -> Answer + Send + Sync + 'static,
) -> Row {
    (name, outcome, Arc::new(script))
}

/// A row whose every answer is the same.
fn always(name: &'static str, outcome: &'static str, answer: Answer) -> Row {
    row(name, outcome, move |_| answer.clone())
}

/// A row whose first answers are others, then the good page comes.
fn first(name: &'static str, outcome: &'static str, answers: Vec<Answer>) -> Row {
    let n_asked = AtomicUsize::new(0);
    row(name, outcome, move |_| {
        let number = n_asked.fetch_add(1, Ordering::SeqCst);
        answers.get(number).cloned().unwrap_or_else(good)
    })
}

/// A row of a `robots.txt` before a good page.
fn robots(name: &'static str, outcome: &'static str, answer: Answer) -> Row {
    row(name, outcome, move |request| match request.path {
        "/robots.txt" => answer.clone(),
        _ => good(),
    })
}

fn good() -> Answer {
    page("Content-Type: text/html; charset=utf-8\r\n", GOOD.as_bytes())
}

fn raw(bytes: &[u8]) -> Answer {
    Answer::Bytes(bytes.to_vec())
}

/// The good page as the body of an answer with these headers and no length.
fn good_after(head: &str) -> Vec<u8> {
    [head.as_bytes(), GOOD.as_bytes()].concat()
}

/// Every behaviour. `authority` signs the certificates of those that have one.
///
/// # Panics
///
/// If a certificate cannot be made.
pub fn faults(authority: &Authority) -> Vec<Fault> {
    let fault = |has_robots, (name, outcome, script): Row| Fault {
        name,
        outcome,
        has_robots,
        tls: None,
        script,
    };
    let plain =
        [silences(), breaks(), lengths(), codings(), statuses(), redirects(), no_pages(), texts()];
    let mut faults: Vec<Fault> = plain.into_iter().flatten().map(|row| fault(false, row)).collect();
    faults.extend(robots_rows().into_iter().map(|row| fault(true, row)));
    faults.extend(authority.servers().into_iter().map(|(name, outcome, config)| Fault {
        name,
        outcome,
        has_robots: false,
        tls: Some(config),
        script: Arc::new(|_| good()),
    }));
    faults
}

fn silences() -> Vec<Row> {
    let half = [head("200 OK", "", 1000), b"half".to_vec()].concat();
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    vec![
        always("nothing at all", "first-byte-timeout", Answer::Silence(Vec::new())),
        always("half a status line", "first-byte-timeout", Answer::Silence(b"HTTP/1.".to_vec())),
        always(
            "headers byte by byte",
            "first-byte-timeout",
            Answer::Drip([b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-slow: x\r\n".repeat(100)].concat()),
        ),
        always("headers, then nothing", "total-timeout", Answer::Silence(head("200 OK", "", 10))),
        always("half a body, then nothing", "total-timeout", Answer::Silence(half)),
        always("informational answers and no other", "first-byte-timeout", {
            Answer::Silence(b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(50))
        }),
        always("a chunked body without a chunk", "total-timeout", Answer::Silence(chunked)),
    ]
}

fn breaks() -> Vec<Row> {
    let half = || [head("200 OK", "", 1000), b"half".to_vec()].concat();
    let chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n";
    vec![
        always("hangs up before the status", "disconnect", raw(b"")),
        always("resets before the status", "disconnect", Answer::Reset(Vec::new())),
        always("resets within the body", "disconnect", Answer::Reset(half())),
        always("ends within the body", "disconnect", Answer::Bytes(half())),
        always("ends before the body", "disconnect", Answer::Bytes(head("200 OK", "", 10))),
        always("ends without the last chunk", "disconnect", raw(chunks)),
        always("a chunk size that is no number", "disconnect", {
            raw(&[chunks.as_slice(), b"zz\r\n"].concat())
        }),
        first("hangs up twice, then answers", "page", vec![raw(b""), raw(b"")]),
        first("ends within the body once", "disconnect", vec![Answer::Bytes(half())]),
    ]
}

fn lengths() -> Vec<Row> {
    let chunk = [b"3E8\r\n".as_slice(), &[b'x'; 1000], b"\r\n"].concat();
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    let line = b"x-more: of the same\r\n".to_vec();
    let many = |n: usize| [b"HTTP/1.1 200 OK\r\n".to_vec(), line.repeat(n)].concat();
    let long = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "x".repeat(1 << 20));
    let ok = "HTTP/1.1 200 OK\r\n";
    vec![
        always("an endless chunked body", "too-large", Answer::Endless(chunked, chunk)),
        always("a body longer than is read", "too-large", page("", &vec![b' '; 2 << 20])),
        always("endless headers", "header-too-large", Answer::Endless(many(0), line.clone())),
        always("a thousand headers", "header-too-large", {
            Answer::Bytes([many(1000), b"\r\n".to_vec()].concat())
        }),
        always("a header of a megabyte", "header-too-large", Answer::Bytes(long.into_bytes())),
        always("a length that is no number", "protocol", {
            Answer::Bytes(good_after(&format!("{ok}Content-Length: many\r\n\r\n")))
        }),
        always("a length below zero", "protocol", {
            Answer::Bytes(good_after(&format!("{ok}Content-Length: -1\r\n\r\n")))
        }),
        always("two lengths", "protocol", {
            Answer::Bytes(good_after(&format!(
                "{ok}Content-Length: 5\r\nContent-Length: 900\r\n\r\n"
            )))
        }),
        always("more body than its length", "page", {
            let mut bytes = head("200 OK", "Content-Type: text/html\r\n", GOOD.len());
            bytes.extend_from_slice(GOOD.as_bytes());
            bytes.extend_from_slice(b"<p>HTTP/1.1 200 OK");
            Answer::Bytes(bytes)
        }),
        always("no length, to the end of the connection", "page", {
            Answer::Bytes(good_after(&format!("{ok}Content-Type: text/html\r\n\r\n")))
        }),
    ]
}

fn codings() -> Vec<Row> {
    let gzipped = gzip(GOOD.as_bytes());
    let half = gzipped.get(..gzipped.len() / 2).unwrap_or_default().to_vec();
    let mut corrupt = gzipped.clone();
    corrupt.truncate(10);
    corrupt.extend_from_slice(&[0xff; 200]);
    let coded = |coding: &str, body: &[u8]| {
        page(&format!("Content-Type: text/html\r\nContent-Encoding: {coding}\r\n"), body)
    };
    vec![
        always("gzip", "page", coded("gzip", &gzipped)),
        always("gzip over gzip", "page", coded("gzip, gzip", &gzip(&gzipped))),
        always("a gzip bomb", "too-large", coded("gzip", &gzip(&vec![b' '; 64 << 20]))),
        always("half a gzip body", "disconnect", coded("gzip", &half)),
        always("a gzip body that is damaged", "decode", coded("gzip", &corrupt)),
        always("says gzip and is none", "page", coded("gzip", GOOD.as_bytes())),
        always("brotli that nobody asked for", "decode", coded("br", b"\x0b\x02\x80hello\x03")),
        always("says a coding that is none", "page", coded("utf-8", GOOD.as_bytes())),
        always("codings over each other", "decode", {
            coded("gzip, gzip, gzip, gzip", &gzip(&gzip(&gzip(&gzipped))))
        }),
    ]
}

fn statuses() -> Vec<Row> {
    let body = "<title>404</title>没有这一页".as_bytes();
    let missing = [head("404 Not Found", "", body.len()), body.to_vec()].concat();
    let busy = |after: &str| bare("503 Busy", &format!("Retry-After: {after}\r\n"));
    let continued = [b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(), good_bytes()].concat();
    vec![
        always("no such page", "http-status", Answer::Bytes(missing)),
        always("gone", "http-status", bare("410 Gone", "")),
        always("forbidden", "http-status", bare("403 Forbidden", "")),
        always("not modified without cause", "http-status", bare("304 Not Modified", "")),
        always("an error that stays", "http-status", bare("500 Oops", "")),
        first("an error that passes", "page", vec![bare("500 Oops", ""), bare("502 Bad", "")]),
        first("too many requests, back in a second", "page", {
            vec![bare("429 Slow", "Retry-After: 1\r\n")]
        }),
        first("busy without a word when", "page", vec![bare("503 Busy", "")]),
        first("busy until a date that is past", "page", {
            vec![busy("Sun, 06 Nov 1994 08:49:37 GMT")]
        }),
        always("busy for an hour", "http-status", busy("3600")),
        always("busy until the year 2099", "http-status", busy("Tue, 01 Dec 2099 00:00:00 GMT")),
        always("a status that is no number", "protocol", raw(b"HTTP/1.1 OK\r\n\r\n")),
        always("a mail server", "protocol", raw(b"220 mail.gov.cn ESMTP\r\n\r\n")),
        always("a body without headers", "protocol", raw(GOOD.as_bytes())),
        always("goes on after a pause", "page", Answer::Bytes(continued)),
        always("a header with rubbish in its name", "page", {
            page("Content-Type: text/html\r\nbad name (rubbish): x\r\n", GOOD.as_bytes())
        }),
        always("HTTP/1.0", "page", {
            Answer::Bytes(good_after("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"))
        }),
    ]
}

fn good_bytes() -> Vec<u8> {
    let mut bytes = head("200 OK", "Content-Type: text/html\r\n", GOOD.len());
    bytes.extend_from_slice(GOOD.as_bytes());
    bytes
}

fn redirects() -> Vec<Row> {
    let to = |target: &str| bare("302 Found", &format!("Location: {target}\r\n"));
    let always_to = move |name, outcome, target: &str| always(name, outcome, to(target));
    let gbk =
        [b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /\xd5\xfe\r\n\r\n".as_slice(), b""];
    let gbk = gbk.concat();
    vec![
        always_to("redirects to itself", "redirect-loop", "/"),
        row("redirects in a circle", "redirect-loop", move |request| match request.path {
            "/a" => to("/"),
            _ => to("/a"),
        }),
        row("redirects for ever", "too-many-redirects", move |request| {
            to(&format!("{}1", request.path))
        }),
        always_to("redirects to a file", "bad-address", "file:///etc/passwd"),
        always_to("redirects to a mailbox", "bad-address", "mailto:a@b.cn"),
        always_to("redirects with a password", "bad-address", "http://user:secret@127.0.0.1/"),
        always("redirects nowhere", "http-status", bare("302 Found", "")),
        row("redirects to a path in GBK", "page", move |request| match request.path {
            "/" => Answer::Bytes(gbk.clone()),
            _ => good(),
        }),
        row("redirects until its cookie comes back", "page", |request| {
            if request.text.to_ascii_lowercase().contains("cookie: seen=1") {
                return good();
            }
            bare("302 Found", "Location: /\r\nSet-Cookie: seen=1; Path=/\r\n")
        }),
        always("ninety long cookies", "page", {
            let cookie = format!("Set-Cookie: c={}\r\n", "x".repeat(3000));
            page(&format!("Content-Type: text/html\r\n{}", cookie.repeat(90)), GOOD.as_bytes())
        }),
    ]
}

fn no_pages() -> Vec<Row> {
    let html = |body: &str| page("Content-Type: text/html; charset=utf-8\r\n", body.as_bytes());
    let to_here = "<meta http-equiv=refresh content='0;url=/here'>";
    let refresh = html(to_here);
    let script = html("<script>window.location.href = '/here';</script>");
    let circle = html("<meta http-equiv=refresh content='0;url=/'>");
    vec![
        always("a 404 that says 200", "soft-404", {
            html("<title>404</title><h1>404</h1><p>您访问的页面不存在或已被删除</p>")
        }),
        always("a firewall's refusal", "blocked", {
            html("<title>网站防火墙</title><p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>")
        }),
        always("a captcha", "captcha", {
            html("<title>安全验证</title><p>请完成下方验证后继续操作</p><div id=captcha></div>")
        }),
        always("a parked name", "parked", {
            html("<title>域名出售</title><p>该域名正在出售中，欢迎联系购买</p>")
        }),
        always("an empty page", "empty-page", page("Content-Type: text/html\r\n", b"")),
        always("nothing but a script", "script-shell", {
            html("<div id=app></div><script src=/app.js></script>")
        }),
        row("sends on by meta refresh", "page", move |request| match request.path {
            "/" => refresh.clone(),
            _ => good(),
        }),
        row("sends on by a lone script", "page", move |request| match request.path {
            "/" => script.clone(),
            _ => good(),
        }),
        row("sends on in a circle", "redirect-loop", move |request| match request.path {
            "/" => html(to_here),
            _ => circle.clone(),
        }),
    ]
}

fn texts() -> Vec<Row> {
    let gbk = good_gbk();
    // The first two bytes of 政.
    let torn = [GOOD.as_bytes(), b"\xe6\x94"].concat();
    let html = |charset: &str, body: &[u8]| {
        page(&format!("Content-Type: text/html; charset={charset}\r\n"), body)
    };
    vec![
        always("GBK that says so", "page", html("gbk", &gbk)),
        always("GBK that says ISO-8859-1", "page", html("ISO-8859-1", &gbk)),
        always("GBK that says UTF-8", "page", html("utf-8", &gbk)),
        always("UTF-8 that says GBK", "page", html("gbk", GOOD.as_bytes())),
        always("UTF-8 cut within a character", "page", html("utf-8", &torn)),
        always("a page that says it is bytes", "page", {
            page("Content-Type: application/octet-stream\r\n", GOOD.as_bytes())
        }),
    ]
}

fn robots_rows() -> Vec<Row> {
    let text = |body: &str| page("Content-Type: text/plain\r\n", body.as_bytes());
    let huge = format!("User-agent: *\n{}", "Disallow: /nothing\n".repeat(100_000));
    let zipped = gzip(&vec![b' '; 64 << 20]);
    vec![
        robots("robots.txt forbids", "robots-disallowed", text("User-agent: *\nDisallow: /")),
        robots("robots.txt allows", "page", text("User-agent: *\nDisallow: /\nAllow: /$")),
        robots("robots.txt is there for others", "page", text("User-agent: x\nDisallow: /")),
        robots("robots.txt of two megabytes", "page", text(&huge)),
        robots("robots.txt without end", "page", {
            let line = b"Disallow: /nothing\n".to_vec();
            Answer::Endless(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\n".to_vec(), line)
        }),
        robots("robots.txt is a page", "page", text("<html><title>404</title>没有")),
        robots("robots.txt is a bomb", "page", page("Content-Encoding: gzip\r\n", &zipped)),
        robots("robots.txt is forbidden", "page", bare("403 Forbidden", "")),
        robots("robots.txt fails", "robots-unreachable", bare("500 Oops", "")),
        robots("robots.txt is silent", "first-byte-timeout", Answer::Silence(Vec::new())),
        robots("robots.txt redirects for ever", "page", {
            bare("302 Found", "Location: /robots.txt\r\n")
        }),
        robots("asks for an hour's pause", "crawl-delay-too-long", {
            text("User-agent: *\nCrawl-delay: 3600")
        }),
        robots("asks for a short pause", "page", text("User-agent: *\nCrawl-delay: 0.2")),
    ]
}
