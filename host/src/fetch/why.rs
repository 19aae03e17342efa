//! Why a page would or would not be asked for: the decisions of live collection one by one,
//! without asking anybody.

use std::time::{Duration, SystemTime};

use url::Url;

use super::live::check_address;
use super::robots::token;
use super::{BadCertificate, HostRule, LiveLimits, OptOut, Robots, RobotsSays};
use crate::evidence::utc;

/// What decides about a page, in the order in which it is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The host that would be asked; `None` if the address is refused.
    pub host: Option<String>,
    /// Why the address is refused, if it is. A name's addresses are checked when it is resolved.
    pub refused: Option<String>,
    /// The entry that leaves the host out today.
    pub opt_out: Option<OptOut>,
    /// What the host's `robots.txt` says; `None` if it is not known yet and would be asked first.
    pub robots: Option<RobotsSays>,
    /// The `Crawl-delay` of the `robots.txt`.
    pub crawl_delay: Option<Duration>,
    /// Whether that is longer than granted.
    pub is_crawl_delay_too_long: bool,
    /// The host's own rule.
    pub rule: Option<HostRule>,
    /// The pause between two requests to the host that would hold.
    pub host_interval: Duration,
    /// The pause between two requests to its address.
    pub address_interval: Duration,
    /// How long until the host's hours begin; zero if it is their time.
    pub window_opens_in: Duration,
    /// What is done if the certificate does not hold.
    pub bad_certificate: BadCertificate,
}

impl Why {
    /// Decides about `url` as live collection with these limits would at `now`. `robots` is the
    /// host's `robots.txt` as it came, where it is held.
    pub fn of(
        url: &Url,
        limits: &LiveLimits,
        user_agent: &str,
        robots: Option<&[u8]>,
        now: SystemTime,
    ) -> Self {
        let (host, refused) = match check_address(url, &limits.addresses) {
            Ok(host) => (Some(host), None),
            Err(failure) => (None, Some(failure.note)),
        };
        let name = host.clone().unwrap_or_default();
        let robots = robots.map(|bytes| Robots::parse(bytes, token(user_agent)));
        let crawl_delay = robots.as_ref().and_then(Robots::crawl_delay);
        let today = utc(now);
        let policy = &limits.policy;
        Self {
            refused,
            opt_out: policy.opt_out(&name, today.get(..10).unwrap_or_default()).cloned(),
            robots: robots.map(|robots| robots.says(url)),
            crawl_delay,
            is_crawl_delay_too_long: crawl_delay > Some(limits.pace.crawl_delay_max),
            rule: policy.rule(&name).cloned(),
            host_interval: limits.host_interval(&name, crawl_delay),
            address_interval: limits.pace.address_interval_min,
            window_opens_in: policy.windows(&name).wait(now),
            bad_certificate: policy.bad_certificate(&name),
            host,
        }
    }

    /// Whether the page would be asked for, now or when the host's hours begin; as far as is
    /// known while its `robots.txt` is not.
    pub fn would_ask(&self) -> bool {
        let is_disallowed = matches!(self.robots, Some(RobotsSays::Disallowed(_)));
        self.host.is_some()
            && self.opt_out.is_none()
            && !is_disallowed
            && !self.is_crawl_delay_too_long
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::fetch::{Policy, Window, Windows};

    fn limits() -> LiveLimits {
        let rule = HostRule {
            host: "slow.gov.cn".to_owned(),
            interval_min: Some(Duration::from_secs(5)),
            windows: Some(Windows(vec![Window::parse("22:00-07:00").unwrap()])),
            bad_certificate: BadCertificate::LookAnyway,
            reason: "asked".to_owned(),
        };
        let opt_out = OptOut {
            host: "out.gov.cn".to_owned(),
            until: "2019-12-31".to_owned(),
            reason: "letter".to_owned(),
        };
        let policy = Policy { hosts: vec![rule], opt_outs: vec![opt_out], ..Policy::default() };
        LiveLimits { policy, ..LiveLimits::default() }
    }

    /// 2019-01-15 20:00 China Standard Time.
    fn why(url: &str, robots: Option<&str>) -> Why {
        let now = UNIX_EPOCH + Duration::from_hours(429_876);
        let url = Url::parse(url).unwrap();
        Why::of(&url, &limits(), "bluebook/0.1", robots.map(str::as_bytes), now)
    }

    #[track_caller]
    fn check(url: &str, robots: Option<&str>, would_ask: bool) {
        assert_eq!(why(url, robots).would_ask(), would_ask, "{url} {robots:?}");
    }

    #[test]
    fn every_decision_can_refuse() {
        check("https://www.a.gov.cn/", None, true);
        check("https://www.a.gov.cn/", Some("User-agent: *\nDisallow: /"), false);
        check("https://www.a.gov.cn/", Some("User-agent: *\nCrawl-delay: 5"), true);
        check("https://www.a.gov.cn/", Some("User-agent: *\nCrawl-delay: 500"), false);
        check("https://www.out.gov.cn/", None, false);
        check("https://127.0.0.1/", None, false);
        check("ftp://www.a.gov.cn/", None, false);
    }

    #[test]
    fn the_pace_that_would_hold_is_told() {
        let why = why("https://www.slow.gov.cn/", Some("User-agent: *\nCrawl-delay: 9"));
        assert_eq!(why.host_interval, Duration::from_secs(9));
        assert_eq!(why.window_opens_in, Duration::from_hours(2));
        assert_eq!(why.bad_certificate, BadCertificate::LookAnyway);
        assert_eq!(why.rule.map(|rule| rule.reason), Some("asked".to_owned()));
    }
}
