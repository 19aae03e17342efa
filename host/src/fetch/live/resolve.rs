//! Names to addresses, checked, and one of them chosen before anything is sent: the pause per
//! address and the connection are about the same machine.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::time::Instant;

use super::super::{FailureClass, FetchFailure};
use super::address::{AddressRule, not_public};

/// How long a name's addresses are used before they are asked for again. Longer than an idle
/// connection is kept, so that a host in use keeps its address.
const ADDRESSES_KEPT: Duration = Duration::from_mins(5);

/// Addresses of one name that are tried.
const ADDRESSES_MAX: usize = 8;

/// Finds the addresses of a name.
pub trait Lookup: Send + Sync + fmt::Debug {
    /// The addresses of a name, best first.
    fn lookup<'a>(&'a self, name: &'a str) -> LookingUp<'a>;
}

/// Addresses on their way.
pub type LookingUp<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// Looks names up as the system does.
#[derive(Debug, Clone, Copy)]
pub(super) struct SystemLookup;

impl Lookup for SystemLookup {
    fn lookup<'a>(&'a self, name: &'a str) -> LookingUp<'a> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// The addresses chosen for the names in use.
#[derive(Debug)]
pub(super) struct Names {
    rule: AddressRule,
    lookup: Arc<dyn Lookup>,
    known: Mutex<BTreeMap<String, Known>>,
}

#[derive(Debug)]
struct Known {
    addresses: Vec<IpAddr>,
    chosen: usize,
    since: Instant,
}

impl Names {
    pub(super) fn new(rule: AddressRule, lookup: Arc<dyn Lookup>) -> Arc<Self> {
        Arc::new(Self { rule, lookup, known: Mutex::default() })
    }

    /// The address a host is asked at; looked up where it is not known. The same answer is
    /// used for the connection, so a second answer for the name cannot slip in.
    pub(super) async fn address(&self, host: &str) -> Result<IpAddr, FetchFailure> {
        // Written as a number it needs no look-up and was checked with the address's text.
        if let Ok(ip) = host.parse() {
            return Ok(ip);
        }
        if let Some(ip) = self.chosen(host, Some(ADDRESSES_KEPT)) {
            return Ok(ip);
        }
        let found = self.lookup.lookup(host).await.map_err(|error| {
            FetchFailure::new(FailureClass::Dns, format!("cannot resolve `{host}`: {error}"))
        })?;
        let mut addresses: Vec<IpAddr> = Vec::new();
        for ip in found.iter().copied().filter(|ip| self.rule.allows(*ip)) {
            if !addresses.contains(&ip) && addresses.len() < ADDRESSES_MAX {
                addresses.push(ip);
            }
        }
        match (addresses.first(), found.first()) {
            (Some(first), _) => {
                let ip = *first;
                let known = Known { addresses, chosen: 0, since: Instant::now() };
                self.lock().insert(host.to_owned(), known);
                Ok(ip)
            }
            (None, Some(refused)) => {
                let refused = Refused { host: host.to_owned(), ip: *refused };
                Err(FetchFailure::new(FailureClass::RefusedAddress, refused.to_string()))
            }
            (None, None) => {
                let note = format!("cannot resolve `{host}`: no address");
                Err(FetchFailure::new(FailureClass::Dns, note))
            }
        }
    }

    /// Chooses the host's next address after one that cannot be connected to, for example an
    /// IPv6 address from a machine without IPv6. `false` after the last, which forgets them all.
    pub(super) fn choose_next(&self, host: &str) -> bool {
        let mut known = self.lock();
        let has_next = known.get_mut(host).is_some_and(|known| {
            known.chosen += 1;
            known.chosen < known.addresses.len()
        });
        if !has_next {
            known.remove(host);
        }
        has_next
    }

    /// The versions of IP a host has addresses of, `4`, `6` or `4 6`; `None` for hosts that were
    /// not looked up.
    pub(super) fn versions(&self, host: &str) -> Option<String> {
        let known = self.lock();
        let addresses = &known.get(host)?.addresses;
        let has = [
            ("4", addresses.iter().any(IpAddr::is_ipv4)),
            ("6", addresses.iter().any(IpAddr::is_ipv6)),
        ];
        let versions: Vec<&str> =
            has.iter().filter(|(_, has)| *has).map(|(name, _)| *name).collect();
        Some(versions.join(" "))
    }

    fn chosen(&self, host: &str, kept: Option<Duration>) -> Option<IpAddr> {
        let known = self.lock();
        let known = known.get(host)?;
        let is_old = kept.is_some_and(|kept| known.since.elapsed() > kept);
        known.addresses.get(known.chosen).filter(|_| !is_old).copied()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The HTTP client's resolver: it knows only what was checked and chosen.
#[derive(Debug)]
pub(super) struct Chosen(pub(super) Arc<Names>);

impl Resolve for Chosen {
    fn resolve(&self, name: Name) -> Resolving {
        let chosen = self.0.chosen(name.as_str(), None);
        let host = name.as_str().to_owned();
        Box::pin(async move {
            match chosen {
                Some(ip) => Ok(Box::new(std::iter::once(SocketAddr::new(ip, 0))) as Addrs),
                None => Err(Unchosen { host }.into()),
            }
        })
    }
}

/// A name the client resolves on its own account.
#[derive(Debug, thiserror::Error)]
#[error("`{host}` was not looked up before")]
struct Unchosen {
    host: String,
}

/// A host that is not on the public internet.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) host: String,
    pub(super) ip: IpAddr,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let range = not_public(self.ip).unwrap_or("not allowed");
        write!(f, "`{}` is {}, which is {range}", self.host, self.ip)
    }
}

impl Error for Refused {}
