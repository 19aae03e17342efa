//! The HTTP clients as we need them: no redirects, no decompression, no proxy, no cookies of their own.

use std::sync::Arc;
use std::time::Duration;

use cms::cert::x509::Certificate;
use cms::cert::x509::der::Decode as _;
use reqwest::Client;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::tls::TlsInfo;
use rustls::crypto::CryptoProvider;
use rustls_platform_verifier::BuilderVerifierExt;

use super::resolve::{Chosen, Names};
use super::verify::AnyCertificate;
use super::{LiveError, LiveLimits};
use crate::evidence::Headers;

/// Idle connections are closed after this; servers do so after 5 to 75 seconds.
const IDLE_CONNECTION_MAX: Duration = Duration::from_secs(30);

/// What is asked for on every request, besides the user agent. `br` and `zstd` are left
/// out: every server that has them has gzip.
const ASKED: [(&str, &str); 3] = [
    ("accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"),
    ("accept-language", "zh-CN,zh;q=0.9,en;q=0.5"),
    ("accept-encoding", "gzip, deflate"),
];

/// The headers of every request.
pub(super) fn headers_sent(user_agent: &str) -> Headers {
    let own = [("user-agent", user_agent)].into_iter().chain(ASKED);
    own.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// The client for all hosts, and the one for hosts whose certificate does not hold.
#[derive(Debug)]
pub(super) struct Clients {
    verifying: Client,
    trusting: Client,
}

impl Clients {
    /// Clients that send `sent` and connect to the addresses chosen in `names`.
    pub(super) fn new(
        sent: &Headers,
        limits: &LiveLimits,
        names: &Arc<Names>,
    ) -> Result<Self, LiveError> {
        let Some(headers) = header_map(sent) else {
            let user_agent = sent.first().map(|(_, value)| value.clone()).unwrap_or_default();
            return Err(LiveError::UserAgent { user_agent });
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifying = verifying(Arc::clone(&provider))?;
        let mut trusting = verifying.clone();
        trusting.dangerous().set_certificate_verifier(Arc::new(AnyCertificate(provider)));
        Ok(Self {
            verifying: client(headers.clone(), limits, names, verifying)?,
            trusting: client(headers, limits, names, trusting)?,
        })
    }

    pub(super) fn verifying(&self) -> &Client {
        &self.verifying
    }

    pub(super) fn trusting(&self) -> &Client {
        &self.trusting
    }
}

/// Proxies of the environment are not used: behind one no address could be checked.
fn client(
    headers: HeaderMap,
    limits: &LiveLimits,
    names: &Arc<Names>,
    tls: rustls::ClientConfig,
) -> Result<Client, LiveError> {
    Client::builder()
        .default_headers(headers)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .connect_timeout(limits.connect_max)
        .pool_idle_timeout(IDLE_CONNECTION_MAX)
        .pool_max_idle_per_host(1)
        .http1_ignore_invalid_headers_in_responses(true)
        .dns_resolver(Arc::new(Chosen(Arc::clone(names))))
        .tls_backend_preconfigured(tls)
        .tls_info(true)
        .build()
        .map_err(|source| LiveError::Client { source })
}

/// The client for registries of artifacts: as for pages, and of the headers only who asks.
pub(super) fn client_of_registries(
    user_agent: &str,
    names: &Arc<Names>,
) -> Result<Client, LiveError> {
    let sent = vec![("user-agent".to_owned(), user_agent.to_owned())];
    let headers = header_map(&sent)
        .ok_or_else(|| LiveError::UserAgent { user_agent: user_agent.to_owned() })?;
    let tls = verifying(Arc::new(rustls::crypto::ring::default_provider()))?;
    client(headers, &LiveLimits::default(), names, tls)
}

/// TLS as the system trusts it, with the one cryptography library we build.
fn verifying(provider: Arc<CryptoProvider>) -> Result<rustls::ClientConfig, LiveError> {
    let hint = "install the system's certificates, for example the package `ca-certificates`";
    let wrong = |source| LiveError::Tls { source, hint };
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(wrong)?
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn header_map(headers: &Headers) -> Option<HeaderMap> {
    let pair = |(name, value): &(String, String)| {
        Some((name.parse::<HeaderName>().ok()?, value.parse::<HeaderValue>().ok()?))
    };
    let is_empty = headers.iter().any(|(_, value)| value.trim().is_empty());
    headers.iter().map(pair).collect::<Option<_>>().filter(|_| !is_empty)
}

/// The last day the server's own certificate is valid, `YYYY-MM-DD`; `None` where it cannot be
/// read (RFC 5280, 4.1.2.5).
pub(super) fn valid_until(tls: &TlsInfo) -> Option<String> {
    let certificate = Certificate::from_der(tls.peer_certificate()?).ok()?;
    let until = certificate.tbs_certificate.validity.not_after.to_date_time();
    Some(format!("{:04}-{:02}-{:02}", until.year(), until.month(), until.day()))
}

/// Names and values as they came; a value's bytes as characters of the same numbers.
pub(super) fn headers_received(headers: &HeaderMap) -> Headers {
    headers
        .iter()
        .map(|(name, value)| {
            let value = value.as_bytes().iter().copied().map(char::from).collect();
            (name.as_str().to_owned(), value)
        })
        .collect()
}
