//! One request and its answer: allowed, in its turn, within its limits, and made again where
//! that may help.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::Response;
use tokio::time::{Instant, sleep, timeout_at};
use url::Url;

use super::super::report::HostReport;
use super::super::retry::retry_after;
use super::super::{BadCertificate, FailureClass, FetchFailure};
use super::LiveSource;
use super::address::check_address;
use super::classify::failure_of;
use super::client::{headers_received, valid_until};
use super::pace::{Tempo, Turn};
use crate::evidence::{
    BLOCK_BYTES_MAX, CERTIFICATE_PROBLEM, CERTIFICATE_UNTIL, Capture, ELAPSED_MS, Headers, Hop,
    IP_VERSIONS, Truncation, utc,
};
use crate::model::RegionCode;

/// Bytes of a redirect's body that are kept; servers send a sentence.
const HOP_BODY_BYTES_MAX: usize = 64 << 10;

/// Bytes of headers that come with a body into one record.
const HEAD_BYTES_MAX: usize = 1 << 20;

/// One request and its answer.
pub(super) struct Exchange {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
    pub(super) truncated: Option<Truncation>,
    pub(super) ip: Option<IpAddr>,
    pub(super) sent: Headers,
    pub(super) remarks: Headers,
    /// Whether the host asked for a longer pause than is waited for.
    is_postponed: bool,
}

/// Whom a request goes to, and for whom.
#[derive(Clone, Copy)]
struct To<'a> {
    url: &'a Url,
    host: &'a str,
    region: Option<RegionCode>,
    tempo: Tempo,
}

impl LiveSource {
    /// Asks for a page if its host lets us.
    pub(super) async fn ask(
        &self,
        url: &Url,
        region: Option<RegionCode>,
        beside: &mut Vec<Capture>,
    ) -> Result<Exchange, FetchFailure> {
        let host = check_address(url, &self.limits.addresses)?;
        self.not_opted_out(&host)?;
        let crawl_delay = self.robots_allow(url, &host, beside).await?;
        let crawl_delay_max = self.limits.pace.crawl_delay_max;
        if let Some(delay) = crawl_delay.filter(|delay| *delay > crawl_delay_max) {
            let note = format!(
                "`{host}` asks for {delay:?} between requests, {crawl_delay_max:?} is granted"
            );
            return Err(FetchFailure::new(FailureClass::CrawlDelay, note));
        }
        let tempo = self.tempo(&host, crawl_delay);
        self.tries(To { url, host: &host, region, tempo }).await
    }

    /// Asks for a `robots.txt`, which needs no leave.
    pub(super) async fn ask_for_robots(&self, url: &Url) -> Result<Exchange, FetchFailure> {
        let host = check_address(url, &self.limits.addresses)?;
        self.not_opted_out(&host)?;
        let tempo = self.tempo(&host, None);
        self.tries(To { url, host: &host, region: None, tempo }).await
    }

    fn not_opted_out(&self, host: &str) -> Result<(), FetchFailure> {
        let now = utc((self.clock)());
        let today = now.get(..10).unwrap_or(&now);
        match self.limits.policy.opt_out(host, today) {
            None => Ok(()),
            Some(entry) => {
                let note = format!("`{host}` until {}: {}", entry.until, entry.reason);
                Err(FetchFailure::new(FailureClass::OptedOut, note))
            }
        }
    }

    fn tempo(&self, host: &str, crawl_delay: Option<Duration>) -> Tempo {
        Tempo {
            host_interval_min: self.limits.host_interval(host, crawl_delay),
            address_interval_min: self.limits.pace.address_interval_min,
        }
    }

    /// Asks, and asks again where the failure may pass.
    async fn tries(&self, to: To<'_>) -> Result<Exchange, FetchFailure> {
        let mut tried: Vec<&'static str> = Vec::new();
        loop {
            self.budget.count_request();
            let mut answer = self.in_turn(to).await;
            let (class, is_postponed) = match &answer {
                Ok(exchange) => (FailureClass::HttpStatus(exchange.status), exchange.is_postponed),
                Err(failure) => (failure.class, is_about_later(failure.class)),
            };
            let n_tries = u32::try_from(tried.len()).unwrap_or(u32::MAX).saturating_add(1);
            let wait = self.limits.retry.wait(class.kind(), n_tries, fastrand::f64());
            let Some(wait) = wait.filter(|_| !is_postponed && self.budget.take()) else {
                if let Ok(exchange) = &mut answer
                    && !tried.is_empty()
                {
                    exchange.remarks.push(("tries-before".to_owned(), tried.join(" ")));
                }
                return answer;
            };
            tried.push(class.name());
            self.hosts.note(to.host, HostReport::retry);
            sleep(wait).await;
        }
    }

    /// Waits for the host's turn, asks, and notes how the host fares.
    async fn in_turn(&self, to: To<'_>) -> Result<Exchange, FetchFailure> {
        let begin = Instant::now();
        let mut turn = self.hosts.turn(to.host).await;
        let queued_for = begin.elapsed();
        // Our own hours are not the host's slowness.
        self.window_open(to.host).await;
        let now = Instant::now();
        if let Some(last) = self.hosts.refuses(to.host, now) {
            let note = format!("`{}` failed too often, last with {last}", to.host);
            return Err(FetchFailure::new(FailureClass::CircuitOpen, note));
        }
        let paused_for = turn.host.paused_for(now);
        if paused_for > self.limits.pace.retry_after_max {
            let note = format!("`{}` is to be asked again in {} s", to.host, paused_for.as_secs());
            return Err(FetchFailure::new(FailureClass::Postponed, note));
        }
        let mut answer = self.at_an_address(to, &mut turn, queued_for).await;
        match &mut answer {
            Ok(exchange) => self.mark(to, &mut turn, exchange),
            Err(failure) => {
                self.hosts.note(to.host, |report| report.fail(failure.class.name()));
                if failure.class.is_transient() {
                    self.hosts.fail(to.host, failure.class.name(), self.limits.pace.circuit);
                }
            }
        }
        answer
    }

    /// Waits until the host's hours have come.
    async fn window_open(&self, host: &str) {
        loop {
            let wait = self.limits.policy.windows(host).wait((self.clock)());
            if wait.is_zero() {
                return;
            }
            sleep(wait).await;
        }
    }

    /// Asks at the host's address; at its next one where no connection can be made.
    async fn at_an_address(
        &self,
        to: To<'_>,
        turn: &mut Turn,
        queued_for: Duration,
    ) -> Result<Exchange, FetchFailure> {
        let mut waited = queued_for;
        loop {
            let address = self.names.address(to.host).await?;
            waited += self.hosts.wait(turn, &to.tempo, address).await;
            let begin = Instant::now();
            let answer = self.send(to, self.clients.verifying()).await;
            let n_bytes = answer.as_ref().map_or(0, |exchange| exchange.body.len());
            self.hosts.note(to.host, |report| report.request(waited, n_bytes, begin.elapsed()));
            waited = Duration::ZERO;
            let Err(failure) = &answer else { return answer };
            let class = failure.class;
            if matches!(class, FailureClass::Connect | FailureClass::ConnectTimeout)
                && self.names.choose_next(to.host)
            {
                continue;
            }
            if class.is_certificate()
                && self.limits.policy.bad_certificate(to.host) == BadCertificate::LookAnyway
            {
                let mut exchange = self.send(to, self.clients.trusting()).await?;
                let remark = (CERTIFICATE_PROBLEM.to_owned(), class.name().to_owned());
                exchange.remarks.push(remark);
                return Ok(exchange);
            }
            return answer;
        }
    }

    /// What an answer says about how the host is to be asked.
    fn mark(&self, to: To<'_>, turn: &mut Turn, exchange: &mut Exchange) {
        if matches!(exchange.status, 429 | 503) {
            let header =
                exchange.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("retry-after"));
            let pause = header.and_then(|(_, value)| retry_after(value, (self.clock)()));
            exchange.is_postponed = pause.is_some_and(|p| p > self.limits.pace.retry_after_max);
            turn.host.slow_down(pause, Instant::now());
            self.hosts.note(to.host, |report| report.n_slow_downs += 1);
        } else if exchange.status < 400 {
            turn.host.speed_up();
        }
        if matches!(exchange.status, 429 | 502..=504) {
            let class = FailureClass::HttpStatus(exchange.status);
            self.hosts.fail(to.host, class.name(), self.limits.pace.circuit);
        }
    }

    /// Sends the request and reads the answer.
    async fn send(&self, to: To<'_>, client: &reqwest::Client) -> Result<Exchange, FetchFailure> {
        let url = to.url;
        let start = Instant::now();
        let end = start + self.limits.total_max;
        let head_end = end.min(start + self.limits.connect_max + self.limits.first_byte_max);
        let mut request = client.get(url.clone());
        let mut sent = self.sent.clone();
        if let Some(cookies) = to.region.and_then(|region| self.jars.value(region, url)) {
            let text = cookies.as_bytes().iter().copied().map(char::from).collect();
            sent.push(("cookie".to_owned(), text));
            request = request.header(reqwest::header::COOKIE, cookies);
        }
        let mut response = match timeout_at(head_end, request.send()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(failure_of(url, error)),
            Err(_) => {
                let note = format!("`{url}` did not answer in {:?}", head_end - start);
                return Err(FetchFailure::new(FailureClass::FirstByteTimeout, note));
            }
        };
        if let Some(region) = to.region {
            self.jars.take(region, url, response.headers());
        }
        let (body, truncated) = self.read_body(&mut response, end).await;
        let remarks = self.how_it_came(to, &response, start.elapsed());
        // A redirect says all in its headers.
        let is_needed = body.is_empty() && !response.status().is_redirection();
        match truncated {
            Some(Truncation::Time) if is_needed => {
                let note = format!("`{url}` sent no body in {:?}", self.limits.total_max);
                Err(FetchFailure::new(FailureClass::TotalTimeout, note))
            }
            Some(Truncation::Disconnect) if is_needed => {
                let note = format!("`{url}` closed the connection before its body");
                Err(FetchFailure::new(FailureClass::Disconnect, note))
            }
            _ => Ok(Exchange {
                status: response.status().as_u16(),
                headers: headers_received(response.headers()),
                body,
                truncated,
                ip: response.remote_addr().map(|address| address.ip()),
                sent,
                remarks,
                is_postponed: false,
            }),
        }
    }

    /// What the answer does not say of itself and probes may ask.
    fn how_it_came(&self, to: To<'_>, response: &Response, elapsed: Duration) -> Headers {
        let mut remarks = vec![(ELAPSED_MS.to_owned(), elapsed.as_millis().to_string())];
        let versions = self.names.versions(to.host);
        remarks.extend(versions.map(|versions| (IP_VERSIONS.to_owned(), versions)));
        let until = response.extensions().get().and_then(valid_until);
        remarks.extend(until.map(|until| (CERTIFICATE_UNTIL.to_owned(), until)));
        remarks
    }

    /// The body as far as it came, and why it is not whole.
    async fn read_body(
        &self,
        response: &mut Response,
        end: Instant,
    ) -> (Vec<u8>, Option<Truncation>) {
        let bytes_max = if response.status().is_redirection() {
            HOP_BODY_BYTES_MAX
        } else {
            self.limits.body_bytes_max.min(BLOCK_BYTES_MAX - HEAD_BYTES_MAX)
        };
        let mut body = Vec::new();
        loop {
            match timeout_at(end, response.chunk()).await {
                Err(_) => return (body, Some(Truncation::Time)),
                Ok(Err(_)) => return (body, Some(Truncation::Disconnect)),
                Ok(Ok(None)) => return (body, None),
                Ok(Ok(Some(chunk))) => {
                    let n_free = bytes_max - body.len();
                    body.extend_from_slice(chunk.get(..n_free).unwrap_or(&chunk));
                    if chunk.len() > n_free {
                        return (body, Some(Truncation::Length));
                    }
                }
            }
        }
    }
}

/// Whether a failure says itself that trying again soon does not help.
fn is_about_later(class: FailureClass) -> bool {
    matches!(class, FailureClass::CircuitOpen | FailureClass::Postponed)
}

/// What an answer does not say of itself: how it was come to.
pub(super) struct Way {
    /// Address that was asked for first.
    pub(super) requested: String,
    pub(super) captured_on: String,
    pub(super) hops: Vec<Hop>,
    pub(super) remarks: Headers,
}

impl Exchange {
    /// The answer of `url` as a capture.
    pub(super) fn into_capture(self, url: Url, way: Way) -> Capture {
        let Self { status, headers, body, truncated, ip, sent, .. } = self;
        let Way { requested, captured_on, hops, remarks } = way;
        Capture {
            requested,
            url: url.into(),
            status,
            headers,
            body,
            entity: None,
            captured_on,
            hops,
            truncated,
            ip,
            sent,
            remarks,
        }
    }

    pub(super) fn into_hop(self, url: &Url) -> Hop {
        let Self { status, headers, body, truncated, ip, sent, .. } = self;
        Hop { url: url.as_str().to_owned(), status, headers, entity: body, truncated, ip, sent }
    }
}
