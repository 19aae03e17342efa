//! Pages from the network: one request at a time per host, every redirect ours to check,
//! every limit enforced here and not by the library.

mod address;
mod classify;
mod client;
mod pace;

use std::net::IpAddr;
use std::time::Duration;

use address::check_address;
use classify::failure_of;
use client::{client, headers_received, headers_sent};
use pace::Hosts;
use reqwest::Response;
use tokio::time::{Instant, timeout_at};
use url::Url;

pub use address::AddressRule;

use super::{Clock, FailureClass, FetchFailure, Fetching, PageSource, page_or_status};
use crate::evidence::{BLOCK_BYTES_MAX, Capture, Headers, Hop, Truncation, redirect_target, utc};

/// Bytes of a redirect's body that are kept; servers send a sentence.
const HOP_BODY_BYTES_MAX: usize = 64 << 10;

/// Bytes of headers that come with a body into one record.
const HEAD_BYTES_MAX: usize = 1 << 20;

/// How far live collection goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveLimits {
    /// Longest time from a request's start to a connection, TLS included.
    pub connect_max: Duration,
    /// Longest time from there to the answer's status and headers.
    pub first_byte_max: Duration,
    /// Longest time from a request's start to the body's end; what came by then is kept.
    pub total_max: Duration,
    /// Bytes of a body as it is sent; what is longer is cut. At most 32 MiB.
    pub body_bytes_max: usize,
    /// Redirects followed for one page.
    pub n_hops_max: usize,
    /// Least time between the end of a request to a host and the start of the next.
    pub host_interval_min: Duration,
    /// The addresses that may be connected to.
    pub addresses: AddressRule,
}

impl Default for LiveLimits {
    fn default() -> Self {
        Self {
            connect_max: Duration::from_secs(10),
            first_byte_max: Duration::from_secs(20),
            total_max: Duration::from_mins(1),
            body_bytes_max: 8 << 20,
            n_hops_max: 10,
            host_interval_min: Duration::from_secs(1),
            addresses: AddressRule::PublicOnly,
        }
    }
}

/// Live collection could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// The user agent has characters HTTP does not allow, or is empty.
    #[error("`{user_agent}` cannot be sent as a user agent")]
    UserAgent {
        /// The user agent.
        user_agent: String,
    },
    /// The system's certificates could not be loaded.
    #[error("cannot set up TLS")]
    Tls {
        /// Why.
        source: rustls::Error,
        /// What to do.
        hint: &'static str,
    },
    /// The HTTP client could not be made.
    #[error("cannot set up the HTTP client")]
    Client {
        /// Why.
        source: reqwest::Error,
    },
}

/// The network as a source of pages.
#[derive(Debug)]
pub struct LiveSource {
    client: reqwest::Client,
    limits: LiveLimits,
    hosts: Hosts,
    sent: Headers,
    clock: Clock,
}

/// One request and its answer.
struct Exchange {
    status: u16,
    headers: Headers,
    body: Vec<u8>,
    truncated: Option<Truncation>,
    ip: Option<IpAddr>,
}

impl LiveSource {
    /// A source that introduces itself as `user_agent`, which names a contact.
    ///
    /// # Errors
    ///
    /// If the user agent cannot be sent or the system has no certificates to trust.
    pub fn new(user_agent: &str, limits: LiveLimits, clock: Clock) -> Result<Self, LiveError> {
        let sent = headers_sent(user_agent);
        let client = client(&sent, &limits)?;
        Ok(Self { client, limits, hosts: Hosts::default(), sent, clock })
    }

    async fn visit(&self, requested: &Url) -> Result<Capture, FetchFailure> {
        let captured_on = utc((self.clock)());
        let mut hops: Vec<Hop> = Vec::new();
        let mut url = requested.clone();
        url.set_fragment(None);
        loop {
            let exchange = self.exchange(&url).await?;
            if let Some(target) = redirect_target(&url, exchange.status, &exchange.headers) {
                hops.push(exchange.into_hop(&url));
                if hops.iter().any(|hop| hop.url == target.as_str()) {
                    let note = format!("`{url}` redirects back to `{target}`");
                    return Err(FetchFailure::new(FailureClass::RedirectLoop, note));
                }
                if hops.len() > self.limits.n_hops_max {
                    let note = format!("`{requested}` redirects {} times", hops.len());
                    return Err(FetchFailure::new(FailureClass::TooManyRedirects, note));
                }
                url = target;
                continue;
            }
            let mut capture = Capture {
                requested: requested.as_str().to_owned(),
                url: url.into(),
                status: exchange.status,
                headers: exchange.headers,
                body: exchange.body,
                entity: None,
                captured_on,
                hops,
                truncated: exchange.truncated,
                ip: exchange.ip,
                sent: self.sent.clone(),
            };
            if let Err(error) = capture.undo_content_coding() {
                let note = format!("`{}`: {error}", capture.url);
                let answer = Some(Box::new(capture));
                return Err(FetchFailure { class: FailureClass::Decode, note, answer });
            }
            return page_or_status(capture);
        }
    }

    /// Checks the address, waits for the host's turn, asks, and reads the answer.
    async fn exchange(&self, url: &Url) -> Result<Exchange, FetchFailure> {
        let host = check_address(url, &self.limits.addresses)?;
        let _turn = self.hosts.turn(&host, self.limits.host_interval_min).await;
        let start = Instant::now();
        let end = start + self.limits.total_max;
        let head_end = end.min(start + self.limits.connect_max + self.limits.first_byte_max);
        let mut response = match timeout_at(head_end, self.client.get(url.clone()).send()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(failure_of(url, error)),
            Err(_) => {
                let note = format!("`{url}` did not answer in {:?}", head_end - start);
                return Err(FetchFailure::new(FailureClass::FirstByteTimeout, note));
            }
        };
        let (body, truncated) = self.read_body(&mut response, end).await;
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
            }),
        }
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

impl PageSource for LiveSource {
    fn fetch<'a>(&'a self, url: &'a Url) -> Fetching<'a> {
        Box::pin(self.visit(url))
    }

    fn identity(&self) -> String {
        "live".to_owned()
    }
}

impl Exchange {
    fn into_hop(self, url: &Url) -> Hop {
        let Self { status, headers, body, truncated, ip } = self;
        Hop { url: url.as_str().to_owned(), status, headers, entity: body, truncated, ip }
    }
}
