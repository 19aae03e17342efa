//! One page at a time: taken as it is, every redirect kept, every limit held.

use std::io::Write as _;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bluebook::evidence::{Capture, Truncation};
use bluebook::fetch::{
    AddressRule, Ask, FailureClass, FetchFailure, LiveLimits, LiveSource, Lookup, Pace, PageSource,
    RetryRule,
};
use bluebook::model::{Form, RegionCode};
use flate2::Compression;
use flate2::write::GzEncoder;
use tests::loopback::{Answer, Loopback, bare, head, page};
use url::Url;

pub(crate) const USER_AGENT: &str = "bluebook-test (test@example.cn)";

/// 2019-01-01.
pub(crate) fn clock() -> SystemTime {
    UNIX_EPOCH + Duration::from_hours(429_528)
}

pub(crate) fn limits() -> LiveLimits {
    LiveLimits {
        pace: Pace {
            host_interval_min: Duration::ZERO,
            address_interval_min: Duration::ZERO,
            ..Pace::default()
        },
        retry: RetryRule { n_tries_max: 1, wait: Duration::ZERO },
        body_bytes_max: 100_000,
        n_hops_max: 4,
        addresses: AddressRule::Any,
        ..LiveLimits::default()
    }
}

/// Asks for a page on behalf of 广州市.
pub(crate) fn ask(url: &Url) -> Ask<'_> {
    Ask { url, region: RegionCode::new(440_100).unwrap(), form: Form::Sent }
}

/// A runtime, a live source on it, and a server to ask.
pub(crate) struct Net {
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) source: LiveSource,
    pub(crate) site: Loopback,
}

impl Net {
    pub(crate) fn new(
        limits: LiveLimits,
        script: impl Fn(&str) -> Answer + Send + Sync + 'static,
    ) -> Self {
        Self::around(limits, Loopback::start(script).unwrap())
    }

    pub(crate) fn around(limits: LiveLimits, site: Loopback) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { runtime, source: LiveSource::new(USER_AGENT, limits, clock).unwrap(), site }
    }

    /// The same with another way to look names up.
    pub(crate) fn looking_up(limits: LiveLimits, site: Loopback, lookup: Arc<dyn Lookup>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let source = LiveSource::with_lookup(USER_AGENT, limits, clock, lookup).unwrap();
        Self { runtime, source, site }
    }

    pub(crate) fn fetch(&self, path: &str) -> Result<Capture, FetchFailure> {
        self.fetch_url(&self.site.url(path))
    }

    pub(crate) fn fetch_url(&self, url: &str) -> Result<Capture, FetchFailure> {
        let url = Url::parse(url).unwrap();
        self.runtime.block_on(self.source.fetch(ask(&url))).answer
    }

    #[track_caller]
    pub(crate) fn check_class(&self, path: &str, class: FailureClass) {
        let failure = self.fetch(path).unwrap_err();
        assert_eq!(failure.class, class, "{failure}");
    }
}

pub(crate) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

/// 政务公开 in GBK, as title and text.
pub(crate) const GBK: &[u8] =
    b"<title>\xd5\xfe\xce\xf1\xb9\xab\xbf\xaa</title><h1>\xd5\xfe\xce\xf1\xb9\xab\xbf\xaa</h1>";

#[test]
fn a_page_is_taken_as_it_is() {
    let net = Net::new(limits(), |_| page("Content-Type: text/html; charset=gb2312\r\n", GBK));
    let capture = net.fetch("/a?b=c#d").unwrap();
    assert_eq!(capture.body, GBK);
    assert_eq!(capture.header_charset(), Some("gb2312"));
    assert_eq!(capture.requested, net.site.url("/a?b=c#d"));
    assert_eq!(capture.url, net.site.url("/a?b=c"));
    assert_eq!((capture.status, capture.captured_on.as_str()), (200, "2019-01-01T00:00:00Z"));
    assert_eq!((capture.truncated, capture.entity, capture.hops.len()), (None, None, 0));
    assert_eq!(capture.ip, Some(Ipv4Addr::LOCALHOST.into()));
    let request = net.site.requests().concat().to_ascii_lowercase();
    assert!(request.starts_with("get /a?b=c http/1.1\r\n"), "{request}");
    for (name, value) in capture.sent {
        assert!(
            request.contains(&format!("{name}: {value}\r\n").to_ascii_lowercase()),
            "{request}"
        );
    }
    assert!(request.contains(&format!("user-agent: {USER_AGENT}\r\n")), "{request}");
}

#[test]
fn every_redirect_is_kept() {
    let net = Net::new(limits(), |path| match path {
        "/" => bare("301 Moved", "Location: /b\r\n"),
        "/b" => bare("302 Found", "Location: c?d#e\r\n"),
        _ => page("", b"there"),
    });
    let capture = net.fetch("/").unwrap();
    assert_eq!((capture.url, capture.body), (net.site.url("/c?d"), b"there".to_vec()));
    let hops: Vec<_> = capture.hops.into_iter().map(|hop| (hop.status, hop.url)).collect();
    assert_eq!(hops, [(301, net.site.url("/")), (302, net.site.url("/b"))]);
}

#[test]
fn redirects_end() {
    let net = Net::new(limits(), |path| match path {
        "/self" => bare("302 Found", "Location: /self\r\n"),
        "/x" => bare("302 Found", "Location: /y\r\n"),
        "/y" => bare("302 Found", "Location: /x\r\n"),
        "/mail" => bare("302 Found", "Location: mailto:a@b.cn\r\n"),
        "/nowhere" => bare("302 Found", ""),
        longer => bare("302 Found", &format!("Location: {longer}1\r\n")),
    });
    net.check_class("/self", FailureClass::RedirectLoop);
    net.check_class("/x", FailureClass::RedirectLoop);
    net.check_class("/1", FailureClass::TooManyRedirects);
    net.check_class("/mail", FailureClass::BadAddress);
    net.check_class("/nowhere", FailureClass::HttpStatus(302));
}

#[test]
fn silence_ends_by_the_limits() {
    let quick = LiveLimits { total_max: Duration::from_millis(300), ..limits() };
    let net = Net::new(quick, |path| match path {
        "/silent" => Answer::Silence(Vec::new()),
        "/headers" => Answer::Silence(head("200 OK", "", 10)),
        _ => Answer::Silence([head("200 OK", "", 10), b"half".to_vec()].concat()),
    });
    net.check_class("/silent", FailureClass::FirstByteTimeout);
    net.check_class("/headers", FailureClass::TotalTimeout);
    let half = net.fetch("/half").unwrap();
    assert_eq!(
        (half.body.as_slice(), half.truncated),
        (b"half".as_slice(), Some(Truncation::Time))
    );
}

#[test]
fn long_bodies_are_cut_and_kept() {
    let endless = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunk = [b"3E8\r\n".as_slice(), &[b'x'; 1000], b"\r\n"].concat();
    let net = Net::new(limits(), move |path| match path {
        "/endless" => Answer::Endless(endless.as_bytes().to_vec(), chunk.clone()),
        "/exact" => page("", &vec![b'x'; 100_000]),
        _ => page("", &vec![b'x'; 100_001]),
    });
    let size = |path: &str| {
        let capture = net.fetch(path).unwrap();
        (capture.body.len(), capture.truncated)
    };
    assert_eq!(size("/endless"), (100_000, Some(Truncation::Length)));
    assert_eq!(size("/exact"), (100_000, None));
    assert_eq!(size("/longer"), (100_000, Some(Truncation::Length)));
}

#[test]
fn compressed_bodies_are_undone_with_care() {
    let bomb = gzip(&vec![b' '; 8 << 20]);
    let half = gzip(&GBK.repeat(1000));
    let half = half[..half.len() / 2].to_vec();
    let net = Net::new(limits(), move |path| match path {
        "/gzip" => page("Content-Encoding: gzip\r\n", &gzip(GBK)),
        "/bomb" => page("Content-Encoding: gzip\r\n", &bomb),
        "/half" => page("Content-Encoding: gzip\r\n", &half),
        "/lie" => page("Content-Encoding: gzip\r\n", GBK),
        _ => page("Content-Encoding: br\r\n", b"\x0b\x02\x80"),
    });
    let plain = net.fetch("/gzip").unwrap();
    assert_eq!((plain.body.as_slice(), plain.truncated), (GBK, None));
    assert_eq!(plain.entity, Some(gzip(GBK)), "the bytes as sent are the evidence");
    let bomb = net.fetch("/bomb").unwrap();
    assert!(bomb.body.len() < 4 << 20, "{} bytes", bomb.body.len());
    assert_eq!(bomb.truncated, Some(Truncation::Length));
    let half = net.fetch("/half").unwrap();
    assert!(half.body.starts_with(GBK));
    assert_eq!(half.truncated, Some(Truncation::Disconnect));
    assert_eq!(net.fetch("/lie").unwrap().body, GBK);
    let brotli = net.fetch("/brotli").unwrap_err();
    assert_eq!(brotli.class, FailureClass::Decode);
    assert_eq!(brotli.answer.unwrap().body, b"\x0b\x02\x80", "kept as evidence");
}

#[test]
fn broken_answers_are_named() {
    let net = Net::new(limits(), |path| match path {
        "/hang-up" => Answer::Bytes(Vec::new()),
        "/rubbish" => Answer::Bytes(b"220 mail.gov.cn ESMTP\r\n\r\n".to_vec()),
        "/no-body" => Answer::Bytes(head("200 OK", "", 10)),
        "/cut" => Answer::Bytes([head("200 OK", "", 10), b"half".to_vec()].concat()),
        "/chunk" => Answer::Bytes(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nzz".to_vec(),
        ),
        _ => Answer::Bytes(b"HTTP/1.1 200 OK\r\n\r\nuntil the end".to_vec()),
    });
    net.check_class("/hang-up", FailureClass::Disconnect);
    net.check_class("/rubbish", FailureClass::Protocol);
    net.check_class("/no-body", FailureClass::Disconnect);
    for path in ["/cut", "/chunk"] {
        let cut = net.fetch(path).unwrap();
        let expected = (b"half".as_slice(), Some(Truncation::Disconnect));
        assert_eq!((cut.body.as_slice(), cut.truncated), expected, "{path}");
    }
    assert_eq!(net.fetch("/old").unwrap().body, b"until the end");
}

#[test]
fn a_refusal_is_a_failure_with_its_page() {
    let net = Net::new(limits(), |_| {
        let body = "没有这一页".as_bytes();
        Answer::Bytes([head("404 Not Found", "", body.len()), body.to_vec()].concat())
    });
    let failure = net.fetch("/gone").unwrap_err();
    assert_eq!(
        (failure.class, failure.class.name()),
        (FailureClass::HttpStatus(404), "http-status")
    );
    assert_eq!(failure.answer.unwrap().body, "没有这一页".as_bytes());
}
