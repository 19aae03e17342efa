//! Which addresses may be connected to. A page, or whoever answers for its name, must not
//! make us read the machines around us.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::super::{FailureClass, FetchFailure};
use super::resolve::Refused;

/// The addresses that may be connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressRule {
    /// Those of the public internet.
    PublicOnly,
    /// Those and a few more, for sites inside an operator's own network and for tests.
    PublicAnd(BTreeSet<IpAddr>),
    /// Any.
    Any,
}

impl AddressRule {
    pub(super) fn allows(&self, ip: IpAddr) -> bool {
        match self {
            Self::PublicOnly => not_public(ip).is_none(),
            Self::PublicAnd(more) => more.contains(&ip) || not_public(ip).is_none(),
            Self::Any => true,
        }
    }

    /// Whether a name may be resolved at all. A name without a dot is completed by the search
    /// list of the machine, so it means a neighbour.
    fn allows_name(&self, name: &str) -> bool {
        let name = name.strip_suffix('.').unwrap_or(name);
        let is_inner = INNER_NAMES.iter().any(|inner| {
            name.strip_suffix(inner).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        });
        match self {
            Self::PublicOnly | Self::PublicAnd(_) => name.contains('.') && !is_inner,
            Self::Any => true,
        }
    }
}

/// Endings of names that no public name server answers for (RFC 6761, 6762, 8375, 9476), and
/// those under which cloud providers keep their machines' secrets.
const INNER_NAMES: [&str; 9] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home.arpa",
    "alt",
    "onion",
];

/// Checks what an address says by itself and gives its host; hosts with a name are checked
/// again when they are resolved.
pub(in super::super) fn check_address(
    url: &Url,
    rule: &AddressRule,
) -> Result<String, FetchFailure> {
    let bad = |what| Err(FetchFailure::new(FailureClass::BadAddress, format!("`{url}` {what}")));
    if !matches!(url.scheme(), "http" | "https") {
        return bad("is neither http nor https");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return bad("holds a user name or password");
    }
    let ip = match url.host() {
        None => return bad("names no host"),
        Some(Host::Domain(name)) => {
            return if rule.allows_name(name) {
                Ok(name.to_owned())
            } else {
                let note = format!("`{url}`: `{name}` is a name inside a network");
                Err(FetchFailure::new(FailureClass::RefusedAddress, note))
            };
        }
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
    };
    if rule.allows(ip) {
        return Ok(ip.to_string());
    }
    let refused = Refused { host: ip.to_string(), ip };
    Err(FetchFailure::new(FailureClass::RefusedAddress, format!("`{url}`: {refused}")))
}

/// What an address is, if it is not one of the public internet (the IANA registries of
/// special-purpose addresses, and multicast).
pub(super) fn not_public(ip: IpAddr) -> Option<&'static str> {
    match ip {
        IpAddr::V4(ip) => not_public_v4(ip),
        IpAddr::V6(ip) => not_public_v6(ip),
    }
}

fn not_public_v4(ip: Ipv4Addr) -> Option<&'static str> {
    match ip.octets() {
        [0, ..] => Some("unspecified"),
        [127, ..] => Some("loopback"),
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some("private"),
        [100, 64..=127, ..] => Some("shared by a carrier's customers"),
        [169, 254, ..] => Some("link-local"),
        [192, 0, 0 | 2, _] | [198, 51, 100, _] | [203, 0, 113, _] | [192, 88, 99, _] => {
            Some("reserved")
        }
        [198, 18 | 19, ..] => Some("for benchmarks"),
        [224..=239, ..] => Some("multicast"),
        [240..=255, ..] => Some("reserved"),
        _ => None,
    }
}

fn not_public_v6(ip: Ipv6Addr) -> Option<&'static str> {
    /// Addresses that stand for an IPv4 address are what that one is.
    fn v4(high: u16, low: u16) -> Option<&'static str> {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        not_public_v4(Ipv4Addr::new(a, b, c, d))
    }
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0] => Some("unspecified"),
        [0, 0, 0, 0, 0, 0, 0, 1] => Some("loopback"),
        // Compatible, mapped, translated (RFC 2765), NAT64 and 6to4.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => v4(high, low),
        [0x64, 0xff9b, 1, ..] => Some("translated inside a network"),
        [0x100, 0, 0, 0, ..] => Some("discarded"),
        [0x2001, 0, ..] => Some("tunnelled (Teredo)"),
        [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Some("for documentation"),
        [0xfc00..=0xfdff, ..] => Some("private"),
        [0xfe80..=0xfebf, ..] => Some("link-local"),
        [0xfec0..=0xfeff, ..] => Some("site-local"),
        [0xff00..=0xffff, ..] => Some("multicast"),
        // Everything handed out so far; what is not handed out yet is nobody's.
        [0x2000..=0x3fff, ..] => None,
        _ => Some("reserved"),
    }
}

#[cfg(test)]
mod tests;
