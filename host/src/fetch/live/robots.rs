//! The `robots.txt` of every host asked, had once and kept for a day (RFC 9309, 2.3 and 2.4).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex as AsyncMutex;
use tokio::time::Instant;
use url::Url;

use super::super::robots::{Robots, RobotsSays};
use super::super::{FailureClass, FetchFailure};
use super::LiveSource;
use super::exchange::Way;
use crate::evidence::{Capture, Hop, redirect_target, utc};

/// How long a `robots.txt` is used; RFC 9309, 2.4 allows a day.
const KEPT: Duration = Duration::from_hours(24);

/// How long after a `robots.txt` could not be had it is asked for again.
const KEPT_IF_UNREACHABLE: Duration = Duration::from_mins(10);

/// Redirects followed to a `robots.txt`; RFC 9309, 2.3.1.2 asks for five.
const HOPS_MAX: usize = 5;

/// What is known of the hosts' rules, by scheme, host and port. Who needs one that is just
/// being fetched waits for it.
#[derive(Debug, Default)]
pub(super) struct KnownRobots {
    by_origin: Mutex<BTreeMap<String, Arc<Origin>>>,
}

/// What is known of one origin, if anything; locked while it is being fetched.
type Origin = AsyncMutex<Option<Known>>;

#[derive(Debug)]
struct Known {
    /// `None` if the server failed, which disallows everything.
    robots: Option<Robots>,
    until: Instant,
}

impl LiveSource {
    /// The host's `Crawl-delay`, if its `robots.txt` lets us have the page. A `robots.txt` that
    /// comes on this occasion goes `beside`.
    pub(super) async fn robots_allow(
        &self,
        url: &Url,
        host: &str,
        beside: &mut Vec<Capture>,
    ) -> Result<Option<Duration>, FetchFailure> {
        let Ok(address) = url.join("/robots.txt") else { return Ok(None) };
        let known = {
            let origins = &self.robots.by_origin;
            let mut origins = origins.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(origins.entry(address.to_string()).or_default())
        };
        let mut known = known.lock().await;
        if known.as_ref().is_none_or(|known| known.until <= Instant::now()) {
            *known = Some(self.robots_of(&address, beside).await?);
        }
        let robots = known.as_ref().and_then(|known| known.robots.as_ref());
        let Some(robots) = robots else {
            let note = format!("`{address}` cannot be had, so nothing of `{host}` may be");
            return Err(FetchFailure::new(FailureClass::RobotsUnreachable, note));
        };
        match robots.says(url) {
            RobotsSays::Nothing | RobotsSays::Allowed(_) => Ok(robots.crawl_delay()),
            RobotsSays::Disallowed(line) => {
                let note = format!("`{url}`: line {} of `{address}`: {}", line.number, line.text);
                Err(FetchFailure::new(FailureClass::RobotsDisallowed, note))
            }
        }
    }

    /// Fetches a `robots.txt`. A host that cannot be reached at all fails with the name of
    /// that, as its page would; only a server's own failure is one of its `robots.txt`.
    async fn robots_of(
        &self,
        address: &Url,
        beside: &mut Vec<Capture>,
    ) -> Result<Known, FetchFailure> {
        let captured_on = utc((self.clock)());
        let (mut hops, mut url): (Vec<Hop>, Url) = (Vec::new(), address.clone());
        loop {
            let exchange = self.ask_for_robots(&url).await?;
            let target = redirect_target(&url, exchange.status, &exchange.headers);
            if let Some(target) = target.filter(|_| hops.len() < HOPS_MAX) {
                hops.push(exchange.into_hop(&url));
                url = target;
                continue;
            }
            let remarks = exchange.remarks.clone();
            let way = Way { requested: address.to_string(), captured_on, hops, remarks };
            let mut capture = exchange.into_capture(url, way);
            // What cannot be decoded says nothing, as any other rubbish.
            let is_readable = capture.undo_content_coding().is_ok();
            let body = if is_readable { capture.body.as_slice() } else { &[] };
            let robots = rules(capture.status, body, &self.agent);
            let kept = if robots.is_some() { KEPT } else { KEPT_IF_UNREACHABLE };
            beside.push(capture);
            return Ok(Known { robots, until: Instant::now() + kept });
        }
    }
}

/// What an answer means: rules, all allowed where there are none (2.3.1.3), `None` where the
/// server failed (2.3.1.4). 429 is a failure although its number is below 500: the server
/// does not say that there are no rules.
fn rules(status: u16, body: &[u8], agent: &str) -> Option<Robots> {
    match status {
        200..300 => Some(Robots::parse(body, agent)),
        429 | 500.. => None,
        _ => Some(Robots::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_mean_rules_none_or_a_failure() {
        let page = Url::parse("http://a/b").unwrap();
        let body = b"User-agent: *\nDisallow: /";
        let is_allowed = |status| {
            let robots = rules(status, body, "bluebook")?;
            Some(!matches!(robots.says(&page), RobotsSays::Disallowed(_)))
        };
        assert_eq!(is_allowed(200), Some(false));
        for status in [301, 401, 403, 404, 410] {
            assert_eq!(is_allowed(status), Some(true), "{status}");
        }
        for status in [429, 500, 503, 599] {
            assert_eq!(is_allowed(status), None, "{status}");
        }
    }
}
