//! Pages from the network: politely, every redirect ours to check, every limit enforced here
//! and not by the library.

mod address;
mod classify;
mod client;
mod cookies;
mod exchange;
mod pace;
mod registry;
mod resolve;
mod robots;
mod verify;
mod visit;

use std::sync::Arc;
use std::time::Duration;

use client::{Clients, headers_sent};
use cookies::Jars;
use pace::Hosts;
use resolve::{Names, SystemLookup};
use robots::KnownRobots;

pub use address::AddressRule;
pub(super) use address::check_address;
pub use pace::Pace;
pub use registry::{
    Access, BadReference, LATEST, Login, Named, OCI_SCHEME, PulledManifest, Reference, Registry,
    RegistryError,
};
pub use resolve::{LookingUp, Lookup};

use super::report::HostReport;
use super::retry::RetryBudget;
use super::{
    Ask, Clock, FailureClass, FetchFailure, Fetched, Fetching, PageSource, Policy, RetryRule,
    robots as rules,
};
use crate::evidence::Headers;
use crate::model::Form;

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
    /// How politely hosts are asked.
    pub pace: Pace,
    /// How often and how soon a request is made again.
    pub retry: RetryRule,
    /// The addresses that may be connected to.
    pub addresses: AddressRule,
    /// What holds for single hosts.
    pub policy: Policy,
}

impl Default for LiveLimits {
    fn default() -> Self {
        Self {
            connect_max: Duration::from_secs(10),
            first_byte_max: Duration::from_secs(20),
            total_max: Duration::from_mins(1),
            body_bytes_max: 8 << 20,
            n_hops_max: 10,
            pace: Pace::default(),
            retry: RetryRule { n_tries_max: 3, wait: Duration::from_secs(2) },
            addresses: AddressRule::PublicOnly,
            policy: Policy::default(),
        }
    }
}

impl LiveLimits {
    /// The pause between two requests to a host: its own rule's or that of all hosts, and no
    /// shorter than it asks for.
    pub(super) fn host_interval(&self, host: &str, crawl_delay: Option<Duration>) -> Duration {
        let own = self.policy.rule(host).and_then(|rule| rule.interval_min);
        own.unwrap_or(self.pace.host_interval_min).max(crawl_delay.unwrap_or_default())
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
    clients: Clients,
    names: Arc<Names>,
    limits: LiveLimits,
    hosts: Hosts,
    robots: KnownRobots,
    jars: Jars,
    budget: RetryBudget,
    sent: Headers,
    /// The product token by which `robots.txt` names us.
    agent: String,
    clock: Clock,
}

impl LiveSource {
    /// A source that introduces itself as `user_agent`, which names a contact.
    ///
    /// # Errors
    ///
    /// If the user agent cannot be sent or the system has no certificates to trust.
    pub fn new(user_agent: &str, limits: LiveLimits, clock: Clock) -> Result<Self, LiveError> {
        Self::with_lookup(user_agent, limits, clock, Arc::new(SystemLookup))
    }

    /// The same with another way to look names up.
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn with_lookup(
        user_agent: &str,
        limits: LiveLimits,
        clock: Clock,
        lookup: Arc<dyn Lookup>,
    ) -> Result<Self, LiveError> {
        let sent = headers_sent(user_agent);
        let names = Names::new(limits.addresses.clone(), lookup);
        Ok(Self {
            clients: Clients::new(&sent, &limits, &names)?,
            names,
            limits,
            hosts: Hosts::default(),
            robots: KnownRobots::default(),
            jars: Jars::default(),
            budget: RetryBudget::default(),
            sent,
            agent: rules::token(user_agent).to_owned(),
            clock,
        })
    }
}

impl PageSource for LiveSource {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move {
            let mut beside = Vec::new();
            let answer = match ask.form {
                Form::Sent => self.visit(ask, &mut beside).await,
                Form::Rendered => Err(FetchFailure::new(
                    FailureClass::NotRendered,
                    format!("no-browser: nothing at hand renders `{}`", ask.url),
                )),
            };
            Fetched { beside, is_new: true, ..Fetched::known(answer) }
        })
    }

    fn identity(&self) -> String {
        "live".to_owned()
    }

    fn hosts(&self) -> Vec<HostReport> {
        self.hosts.reports()
    }
}
