//! Why a page could not be had, by name.

use std::fmt;

use crate::evidence::Capture;

/// A page that could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchFailure {
    /// The named class; reports count by it.
    pub class: FailureClass,
    /// Detail for people: which address, and what it said.
    pub note: String,
    /// What came all the same, to be kept as evidence: a refusal is a fact about a site.
    pub answer: Option<Box<Capture>>,
}

impl FetchFailure {
    /// A failure without an answer.
    pub fn new(class: FailureClass, note: impl Into<String>) -> Self {
        Self { class, note: note.into(), answer: None }
    }
}

impl fmt::Display for FetchFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class.name(), self.note)
    }
}

/// The classes of failure. Names are stable: journals carry them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailureClass {
    /// The archive does not have the address, or not where it redirects to.
    NotInArchive,
    /// The archive has it and cannot be read there.
    ArchiveDamaged,
    /// No address a page can be fetched from.
    BadAddress,
    /// The host is not on the public internet.
    RefusedAddress,
    /// The host's name gives no address.
    Dns,
    /// No connection.
    Connect,
    /// No connection in time.
    ConnectTimeout,
    /// A connection, and no answer in time.
    FirstByteTimeout,
    /// An answer, and nothing of its body in time.
    TotalTimeout,
    /// The certificate or the handshake failed.
    Tls,
    /// The connection ended before the answer or its body.
    Disconnect,
    /// The page is longer than a limit of reading, and what is left out may matter.
    TooLarge,
    /// A chain of redirects that does not end.
    TooManyRedirects,
    /// A redirect that leads back; often a site that wants cookies.
    RedirectLoop,
    /// The body's content coding cannot be undone.
    Decode,
    /// The answer is no HTTP.
    Protocol,
    /// The answer's status is not in the 200s.
    HttpStatus(u16),
}

impl FailureClass {
    /// The stable name, for example `connect-timeout`; `http-status` for every status.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotInArchive => "not-in-archive",
            Self::ArchiveDamaged => "archive-damaged",
            Self::BadAddress => "bad-address",
            Self::RefusedAddress => "refused-address",
            Self::Dns => "dns",
            Self::Connect => "connect",
            Self::ConnectTimeout => "connect-timeout",
            Self::FirstByteTimeout => "first-byte-timeout",
            Self::TotalTimeout => "total-timeout",
            Self::Tls => "tls",
            Self::Disconnect => "disconnect",
            Self::TooLarge => "too-large",
            Self::TooManyRedirects => "too-many-redirects",
            Self::RedirectLoop => "redirect-loop",
            Self::Decode => "decode",
            Self::Protocol => "protocol",
            Self::HttpStatus(_) => "http-status",
        }
    }

    /// Whether the same request may succeed a little later. A name that does not resolve
    /// counts: the system does not tell a missing name from a silent name server.
    pub fn is_transient(self) -> bool {
        match self {
            Self::Dns
            | Self::Connect
            | Self::ConnectTimeout
            | Self::FirstByteTimeout
            | Self::TotalTimeout
            | Self::Disconnect => true,
            Self::HttpStatus(status) => {
                matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
            }
            Self::NotInArchive
            | Self::ArchiveDamaged
            | Self::BadAddress
            | Self::RefusedAddress
            | Self::Tls
            | Self::TooLarge
            | Self::TooManyRedirects
            | Self::RedirectLoop
            | Self::Decode
            | Self::Protocol => false,
        }
    }

    /// Whether asking again is pointless; the opposite of [`Self::is_transient`].
    pub fn is_permanent(self) -> bool {
        !self.is_transient()
    }
}
