//! A registry of artifacts (OCI distribution specification 1.1) as a place to get probes from and to put
//! them. What an artifact holds, its callers know.
//!
//! No client of registries that there is lets its user say which addresses may be asked, follow redirects
//! itself and stop an answer that does not end (`oci-client` 0.18, which `wkg` is built on), so requests go
//! the way pages go: the same client, names and rule of addresses.

mod answer;
mod challenge;
mod error;
mod pull;
mod push;
mod reference;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use data_encoding::BASE64;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, WWW_AUTHENTICATE};
use reqwest::{Client, Method, Response};
use serde::Deserialize;
use url::Url;

use self::answer::{EXCHANGE_MAX, answered, body, host, said, shown};
use self::challenge::Challenge;
pub use self::error::RegistryError;
pub use self::pull::PulledManifest;
pub use self::reference::{BadReference, LATEST, Named, OCI_SCHEME, Reference};
use super::address::{AddressRule, check_address};
use super::client::client_of_registries;
use super::resolve::{Names, SystemLookup};
use super::{FailureClass, FetchFailure};

/// Redirects followed for one request: registries send to a storage, and that perhaps on.
const HOPS_MAX: usize = 5;

/// Longest time until an answer begins.
const ANSWER_MAX: Duration = Duration::from_secs(30);

/// Bytes of a token's answer; tokens have some 3,000.
const TOKEN_BYTES_MAX: usize = 64 << 10;

/// Name and password for a registry.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// Who.
    pub user: String,
    /// The password, or a token in its place.
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

/// What is done at a registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Artifacts are had.
    Pull,
    /// Artifacts are put there.
    Push,
}

/// One repository of a registry.
#[derive(Debug)]
pub struct Registry {
    client: Client,
    names: Arc<Names>,
    rule: AddressRule,
    base: Url,
    /// As references have it.
    name: String,
    repository: String,
    access: Access,
    login: Option<Login>,
    /// What requests to the registry itself say of who asks.
    authorization: Mutex<Option<String>>,
}

/// One request.
struct Request<'a> {
    method: Method,
    url: Url,
    accept: &'a str,
    /// What is sent, with its media type.
    body: Option<(&'a [u8], &'a str)>,
    /// What is asked for, for people.
    what: &'a str,
}

impl Registry {
    /// The repository of a reference, for one who introduces himself as `user_agent`. The registry that is
    /// named may be on this machine; whatever else it or its redirects name is held to `rule`.
    ///
    /// # Errors
    ///
    /// If the address may not be asked or the client cannot be made.
    pub fn new(
        user_agent: &str,
        reference: &Reference,
        rule: AddressRule,
        access: Access,
        login: Option<Login>,
    ) -> Result<Self, RegistryError> {
        let name = reference.registry().to_owned();
        let refused = |why: String| RegistryError::Address { url: reference.to_string(), why };
        let base = reference.base().map_err(|error| refused(error.to_string()))?;
        if base.scheme() == "https" {
            check_address(&base, &rule).map_err(|failure| refused(failure.note))?;
        }
        let names = Names::new(rule.clone(), Arc::new(SystemLookup));
        let client = client_of_registries(user_agent, &names)
            .map_err(|source| RegistryError::Client { source })?;
        let repository = reference.repository().to_owned();
        let authorization = Mutex::default();
        Ok(Self { client, names, rule, base, name, repository, access, login, authorization })
    }

    /// An address of the repository.
    fn url(&self, path: &str) -> Result<Url, RegistryError> {
        let text = format!("{}v2/{}/{path}", self.base, self.repository);
        Url::parse(&text)
            .map_err(|error| RegistryError::Address { url: text, why: error.to_string() })
    }

    /// Asks, proves who asks where that is wanted, and follows where it is sent.
    async fn send(&self, request: &Request<'_>) -> Result<Response, RegistryError> {
        let mut url = request.url.clone();
        let (mut n_hops, mut has_proved) = (0, false);
        loop {
            let answer = self.send_once(request, &url).await?;
            let status = answer.status().as_u16();
            if status == 401 && !has_proved && self.is_own(&url) {
                self.prove(&answer).await?;
                has_proved = true;
                continue;
            }
            let may_move = request.method == Method::GET || request.method == Method::HEAD;
            if !may_move || !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return Ok(answer);
            }
            n_hops += 1;
            if n_hops > HOPS_MAX {
                return Err(RegistryError::Hops { host: host(&url), n_hops_max: HOPS_MAX });
            }
            url = place(&answer, &url)?;
        }
    }

    async fn send_once(&self, request: &Request<'_>, url: &Url) -> Result<Response, RegistryError> {
        self.check(url).await?;
        let mut asking = self.client.request(request.method.clone(), url.clone());
        if !request.accept.is_empty() {
            asking = asking.header(ACCEPT, request.accept);
        }
        let known = self.authorization.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // Nobody else learns who asks.
        if let Some(authorization) = known.filter(|_| self.is_own(url)) {
            asking = asking.header(AUTHORIZATION, authorization);
        }
        let mut longest = ANSWER_MAX;
        if let Some((bytes, kind)) = request.body {
            asking = asking.header(CONTENT_TYPE, kind).body(bytes.to_vec());
            longest = EXCHANGE_MAX;
        }
        answered(asking.send(), url, longest).await
    }

    /// Whether an address may be asked: the registry's own, else one that the rule allows, over TLS unless
    /// it is this machine's.
    async fn check(&self, url: &Url) -> Result<(), RegistryError> {
        if !self.is_own(url) {
            let refused = |why: String| RegistryError::Address { url: shown(url), why };
            check_address(url, &self.rule).map_err(|failure| refused(failure.note))?;
            if url.scheme() != "https" && !is_here(url) {
                return Err(refused("it is neither https nor this machine".to_owned()));
            }
        }
        if let Some(name) = url.domain() {
            let found = self.names.address(name).await;
            found.map_err(|FetchFailure { class, note: why, .. }| {
                if class == FailureClass::RefusedAddress {
                    RegistryError::Address { url: shown(url), why }
                } else {
                    RegistryError::Name { why }
                }
            })?;
        }
        Ok(())
    }

    fn is_own(&self, url: &Url) -> bool {
        url.origin() == self.base.origin()
    }

    /// Answers what a refusal asks for.
    async fn prove(&self, refusal: &Response) -> Result<(), RegistryError> {
        let headers = refusal.headers().get_all(WWW_AUTHENTICATE).iter();
        let challenge = Challenge::of(headers.filter_map(|header| header.to_str().ok()));
        let registry = || self.name.clone();
        let basic = self.login.as_ref().map(|Login { user, password }| {
            format!("Basic {}", BASE64.encode(format!("{user}:{password}").as_bytes()))
        });
        let authorization = match challenge {
            None => return Err(RegistryError::Challenge { registry: registry() }),
            Some(Challenge::Basic) => basic.ok_or_else(|| RegistryError::Unauthorised {
                registry: registry(),
                said: String::new(),
            })?,
            Some(Challenge::Bearer { realm }) => {
                format!("Bearer {}", self.token(realm, basic).await?)
            }
        };
        *self.authorization.lock().unwrap_or_else(PoisonError::into_inner) = Some(authorization);
        Ok(())
    }

    /// A token for this repository (Docker's token authentication, which all registries speak).
    async fn token(&self, mut realm: Url, basic: Option<String>) -> Result<String, RegistryError> {
        let actions = match self.access {
            Access::Pull => "pull",
            Access::Push => "pull,push",
        };
        let scope = format!("repository:{}:{actions}", self.repository);
        realm.query_pairs_mut().append_pair("scope", &scope);
        self.check(&realm).await?;
        let mut asking = self.client.get(realm.clone());
        if let Some(basic) = basic {
            asking = asking.header(AUTHORIZATION, basic);
        }
        let answer = answered(asking.send(), &realm, ANSWER_MAX).await?;
        let host = host(&realm);
        if !answer.status().is_success() {
            return Err(RegistryError::Token { host, said: said(answer).await });
        }
        let bytes = body(answer, "the token", TOKEN_BYTES_MAX).await?;
        let token: Token = serde_json::from_slice(&bytes).unwrap_or_default();
        let is_token = |token: &String| token.bytes().all(|byte| byte.is_ascii_graphic());
        [token.token, token.access_token]
            .into_iter()
            .find(|token| !token.is_empty() && is_token(token))
            .ok_or(RegistryError::Token { host, said: String::new() })
    }

    /// The failure that an answer is.
    async fn failed(&self, answer: Response, what: &str) -> RegistryError {
        let (status, host) = (answer.status().as_u16(), host(answer.url()));
        let registry = self.name.clone();
        match status {
            404 => RegistryError::NotFound { registry, what: what.to_owned() },
            401 => RegistryError::Unauthorised { registry, said: said(answer).await },
            403 => RegistryError::Forbidden { registry, said: said(answer).await },
            _ => RegistryError::Answer { host, status, said: said(answer).await },
        }
    }
}

/// Both names under which tokens are given out.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Token {
    token: String,
    access_token: String,
}

/// The place an answer names.
fn place(answer: &Response, from: &Url) -> Result<Url, RegistryError> {
    let named = answer.headers().get(LOCATION).and_then(|place| place.to_str().ok());
    named
        .and_then(|place| from.join(place).ok())
        .ok_or_else(|| RegistryError::NoPlace { host: host(from) })
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(_)) | None => false,
    }
}
