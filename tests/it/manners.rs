//! What a host asks for is done: its `robots.txt`, its pauses, its wish to be left alone.

use std::time::Duration;

use bluebook::fetch::{
    CircuitRule, FailureClass, HostRule, LiveLimits, OptOut, Pace, PageSource as _, Policy,
    RetryRule,
};
use tests::faults::GOOD;
use tests::loopback::{Answer, Loopback, bare, page};
use tokio::time::Instant;
use url::Url;

use super::fetch::{Net, ask, limits};

fn good() -> Answer {
    page("Content-Type: text/html\r\n", GOOD.as_bytes())
}

fn with_robots(robots: &'static str, limits: LiveLimits) -> Net {
    let site = Loopback::with_robots(move |path| match path {
        "/robots.txt" => page("Content-Type: text/plain\r\n", robots.as_bytes()),
        _ => good(),
    });
    Net::around(limits, site.unwrap())
}

fn paths(net: &Net) -> Vec<String> {
    let path = |request: &String| request.split(' ').nth(1).unwrap().to_owned();
    net.site.requests().iter().map(path).collect()
}

#[test]
fn rules_are_asked_for_once_and_are_evidence() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: bluebook-test\nDisallow: /private\n";
    let net = with_robots(robots, limits());
    let url = Url::parse(&net.site.url("/a")).unwrap();
    let fetched = net.runtime.block_on(net.source.fetch(ask(&url)));
    assert!(fetched.answer.is_ok());
    let beside: Vec<_> = fetched.beside.iter().map(|c| (c.url.as_str(), c.body.len())).collect();
    assert_eq!(beside, [(net.site.url("/robots.txt").as_str(), robots.len())]);
    assert!(net.fetch("/b").is_ok());
    let failure = net.fetch("/private/c").unwrap_err();
    assert_eq!(failure.class, FailureClass::RobotsDisallowed);
    assert!(failure.note.contains("line 5") && failure.note.contains("/private"), "{failure}");
    assert_eq!(paths(&net), ["/robots.txt", "/a", "/b"]);
}

#[test]
fn a_redirect_is_asked_about_too() {
    let site = Loopback::with_robots(|path| match path {
        "/robots.txt" => page("", b"User-agent: *\nDisallow: /private"),
        _ => bare("302 Found", "Location: /private\r\n"),
    });
    let net = Net::around(limits(), site.unwrap());
    let failure = net.fetch("/").unwrap_err();
    assert_eq!(failure.class, FailureClass::RobotsDisallowed);
    assert_eq!(failure.answer.unwrap().status, 302, "the way there is evidence");
    assert_eq!(paths(&net), ["/robots.txt", "/"]);
}

#[test]
fn the_longer_pause_holds() {
    let check = |robots: &'static str, own_ms: Option<u64>, least_ms: u64| {
        let rule = own_ms.map(|ms| HostRule {
            host: "127.0.0.1".to_owned(),
            interval_min: Some(Duration::from_millis(ms)),
            windows: None,
            bad_certificate: bluebook::fetch::BadCertificate::Refuse,
            reason: "asked".to_owned(),
        });
        let policy = Policy { hosts: rule.into_iter().collect(), ..Policy::default() };
        let net = with_robots(robots, LiveLimits { policy, ..limits() });
        let start = Instant::now();
        for path in ["/a", "/b", "/c"] {
            net.fetch(path).unwrap();
        }
        // A pause after the rules and one after each page but the last.
        assert!(start.elapsed() >= Duration::from_millis(least_ms * 2), "{:?}", start.elapsed());
    };
    check("User-agent: *\nCrawl-delay: 0.05", None, 50);
    check("User-agent: *\nCrawl-delay: 0.01", Some(50), 50);
    check("", Some(50), 50);
}

#[test]
fn who_does_not_want_to_is_not_asked() {
    let opt_out = |until: &str| {
        let (host, until) = ("127.0.0.1".to_owned(), until.to_owned());
        let policy = Policy {
            opt_outs: vec![OptOut { host, until, reason: "letter".to_owned() }],
            ..Policy::default()
        };
        with_robots("", LiveLimits { policy, ..limits() })
    };
    // The tests' clock stands at 2019-01-01.
    let net = opt_out("2019-01-01");
    let failure = net.fetch("/").unwrap_err();
    assert_eq!(failure.class, FailureClass::OptedOut);
    assert!(failure.note.contains("letter"), "{failure}");
    assert!(paths(&net).is_empty(), "not even its rules");
    assert!(opt_out("2018-12-31").fetch("/").is_ok());
}

/// A site that answers its first requests with `first` and the rest well.
fn at_first(first: Vec<Answer>, limits: LiveLimits) -> Net {
    let n_asked = std::sync::atomic::AtomicUsize::new(0);
    Net::new(limits, move |_| {
        let number = n_asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        first.get(number).cloned().unwrap_or_else(good)
    })
}

fn patient(retry_after_max: Duration) -> LiveLimits {
    let pace = Pace { retry_after_max, ..limits().pace };
    let retry = RetryRule { n_tries_max: 3, wait: Duration::ZERO };
    LiveLimits { pace, retry, ..limits() }
}

#[test]
fn a_pause_is_waited_for_or_the_host_left_alone() {
    let busy = |seconds: u32| bare("503 Busy", &format!("Retry-After: {seconds}\r\n"));
    let net = at_first(vec![busy(1)], patient(Duration::from_secs(2)));
    let start = Instant::now();
    let page = net.fetch("/").unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
    assert!(page.remarks.contains(&("tries-before".to_owned(), "http-status".to_owned())));

    let net = at_first(vec![busy(3600)], patient(Duration::from_secs(2)));
    net.check_class("/", FailureClass::HttpStatus(503));
    net.check_class("/b", FailureClass::Postponed);
    assert_eq!(paths(&net), ["/"], "asked once, then left alone");
}

#[test]
fn what_may_pass_is_tried_again_and_the_rest_is_not() {
    let check = |status: &str, n_asked: usize| {
        let net = at_first(vec![bare(status, ""); 9], patient(Duration::ZERO));
        assert!(net.fetch("/").is_err());
        assert_eq!(paths(&net).len(), n_asked, "{status}");
    };
    check("500 Oops", 3);
    check("404 Not Found", 1);
    check("403 Forbidden", 1);
    check("501 Not Implemented", 1);
}

#[test]
fn a_host_that_fails_in_a_row_is_left_alone_for_a_while() {
    let circuit = CircuitRule { n_failures_max: 3, open_for: Duration::from_mins(5) };
    let limits = LiveLimits { pace: Pace { circuit, ..limits().pace }, ..limits() };
    let net = Net::new(limits, |path| match path {
        "/good" => good(),
        _ => Answer::Bytes(Vec::new()),
    });
    for path in ["/1", "/2", "/good", "/3", "/4", "/5"] {
        let _ = net.fetch(path);
    }
    let failure = net.fetch("/good").unwrap_err();
    assert_eq!(failure.class, FailureClass::CircuitOpen);
    assert!(failure.note.contains("disconnect"), "{failure}");
    assert_eq!(paths(&net).len(), 6, "the seventh was not sent");
    let reports = net.source.hosts();
    assert_eq!(reports[0].failures["disconnect"], 5, "{reports:?}");
}

#[test]
fn a_site_that_blocks_is_not_asked_on() {
    let circuit = CircuitRule { n_failures_max: 2, open_for: Duration::from_mins(5) };
    let limits = LiveLimits { pace: Pace { circuit, ..limits().pace }, ..limits() };
    let net = Net::new(limits, |_| bare("403 Forbidden", ""));
    net.check_class("/1", FailureClass::HttpStatus(403));
    net.check_class("/2", FailureClass::HttpStatus(403));
    net.check_class("/3", FailureClass::CircuitOpen);
}

#[test]
fn cookies_are_a_regions_own() {
    let site = Loopback::start(|path| match path {
        "/set" => page("Set-Cookie: who=440100; Path=/\r\n", GOOD.as_bytes()),
        _ => good(),
    });
    let net = Net::around(limits(), site.unwrap());
    net.fetch("/set").unwrap();
    let url = Url::parse(&net.site.url("/get")).unwrap();
    for region in [440_100, 440_300] {
        let region = bluebook::model::RegionCode::new(region).unwrap();
        let ask = bluebook::fetch::Ask { url: &url, region, form: bluebook::model::Form::Sent };
        let page = net.runtime.block_on(net.source.fetch(ask)).answer.unwrap();
        let sent = page.sent.iter().any(|(name, value)| name == "cookie" && value == "who=440100");
        assert_eq!(sent, region.get() == 440_100, "the evidence says what was sent");
    }
    let with_cookie = net.site.requests().iter().filter(|r| r.contains("who=440100")).count();
    assert_eq!(with_cookie, 1);
}
