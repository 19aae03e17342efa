//! Why a page could not be had, by name.

use std::fmt;

use super::OddKind;
use crate::evidence::{Capture, FailedLook};
use crate::model::{Form, UnknownReason};

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

    /// The failure an archive tells of. A name of a later version is taken as damage.
    pub fn again(look: FailedLook) -> Self {
        match FailureClass::from_name(&look.failure) {
            Some(class) => Self::new(class, look.note),
            None => {
                Self::new(FailureClass::ArchiveDamaged, format!("{}: {}", look.failure, look.note))
            }
        }
    }

    /// What an archive keeps of the failure to get `url`; `None` where the answer, kept as
    /// a page is, says it all.
    pub fn look(&self, url: &str, looked_on: &str) -> Option<FailedLook> {
        let is_told = self.answer.is_some() && self.class.is_in_answer();
        (!is_told).then(|| FailedLook {
            url: url.to_owned(),
            failure: self.class.name().to_owned(),
            note: self.note.clone(),
            looked_on: looked_on.to_owned(),
            form: self.class.form(),
        })
    }

    /// The same of a page a browser made. What was made counts as little as if it had been sent,
    /// but it is another page, and no browser will make more of it.
    #[must_use]
    pub fn of_rendering(self) -> Self {
        let Self { class, note, answer } = self;
        if class.form() == Form::Rendered {
            return Self { class, note, answer };
        }
        Self { class: FailureClass::RenderedNoPage, note: format!("{class}: {note}"), answer }
    }
}

impl fmt::Display for FetchFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class, self.note)
    }
}

/// What a failure says about asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailureKind {
    /// The same request will fail again.
    Permanent,
    /// The same request may succeed a little later.
    Transient,
    /// The site does not want this visitor; asking again makes it worse.
    Blocked,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $kind:ident;)*) => {
        /// The classes of failure. Names are stable: journals and archives carry them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FailureClass {
            $($(#[$doc])* $variant,)*
            /// The answer's status is not in the 200s.
            HttpStatus(u16),
            /// The answer is no page of the site, whatever its status says.
            NoPage(OddKind),
        }

        impl FailureClass {
            /// Every class but those of statuses and of answers that are no page, in the order
            /// reports list them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, for example `connect-timeout`; `http-status` for every status, the
            /// kind's for an answer that is no page.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                    Self::HttpStatus(_) => "http-status",
                    Self::NoPage(kind) => kind.name(),
                }
            }

            /// What it says about asking again.
            pub fn kind(self) -> FailureKind {
                match self {
                    $(Self::$variant => FailureKind::$kind,)*
                    Self::HttpStatus(408 | 425 | 429 | 500 | 502 | 503 | 504) => {
                        FailureKind::Transient
                    }
                    Self::HttpStatus(401 | 403 | 405 | 412 | 418 | 444 | 451 | 521) => {
                        FailureKind::Blocked
                    }
                    Self::HttpStatus(_) => FailureKind::Permanent,
                    Self::NoPage(kind) => kind_of(kind),
                }
            }
        }
    };
}

// A name that does not resolve counts as transient: the system does not tell a missing name
// from a silent name server.
classes! {
    /// The archive does not have the address, or not where it redirects to.
    NotInArchive = "not-in-archive", Permanent;
    /// The archive has it and cannot be read there.
    ArchiveDamaged = "archive-damaged", Permanent;
    /// No address a page can be fetched from.
    BadAddress = "bad-address", Permanent;
    /// The host is not on the public internet.
    RefusedAddress = "refused-address", Permanent;
    /// The manifest lists the host among those that do not want to be collected.
    OptedOut = "opted-out", Permanent;
    /// The host's `robots.txt` does not allow the page.
    RobotsDisallowed = "robots-disallowed", Permanent;
    /// The host's `robots.txt` cannot be had just now, which forbids all (RFC 9309, 2.3.1.4).
    RobotsUnreachable = "robots-unreachable", Transient;
    /// The host asks for a longer pause between requests than the manifest grants.
    CrawlDelay = "crawl-delay-too-long", Permanent;
    /// The host said to come back later than the manifest lets us wait.
    Postponed = "postponed", Transient;
    /// The host failed so often in a row that it is left alone for a while.
    CircuitOpen = "circuit-open", Transient;
    /// The host's name gives no address.
    Dns = "dns", Transient;
    /// No connection.
    Connect = "connect", Transient;
    /// No connection in time.
    ConnectTimeout = "connect-timeout", Transient;
    /// A connection, and no answer in time.
    FirstByteTimeout = "first-byte-timeout", Transient;
    /// An answer, and nothing of its body in time.
    TotalTimeout = "total-timeout", Transient;
    /// The certificate is past its last day, or before its first.
    TlsExpired = "tls-expired", Permanent;
    /// The certificate is for other names.
    TlsWrongHost = "tls-wrong-host", Permanent;
    /// The certificate was issued by nobody this machine trusts, or leaves out a link of the chain.
    TlsUntrusted = "tls-untrusted", Permanent;
    /// The certificate was revoked.
    TlsRevoked = "tls-revoked", Permanent;
    /// The server speaks only versions or ciphers of TLS that are no longer safe.
    TlsOldProtocol = "tls-old-protocol", Permanent;
    /// The certificate or the handshake failed in another way.
    Tls = "tls", Permanent;
    /// The connection ended before the answer or its body.
    Disconnect = "disconnect", Transient;
    /// The answer's headers are longer than is read.
    HeaderTooLarge = "header-too-large", Permanent;
    /// The page is longer than a limit of reading, and what is left out may matter.
    TooLarge = "too-large", Permanent;
    /// A chain of redirects that does not end.
    TooManyRedirects = "too-many-redirects", Permanent;
    /// A redirect that leads back, cookies sent along.
    RedirectLoop = "redirect-loop", Permanent;
    /// The body's content coding cannot be undone.
    Decode = "decode", Permanent;
    /// The answer is no HTTP.
    Protocol = "protocol", Permanent;
    /// No browser made the page, because there is none or because it failed; the note has the name.
    NotRendered = "not-rendered", Transient;
    /// There was nothing to render: the document could not be had; the note has the name.
    NoDocument = "no-document", Transient;
    /// A browser made something that is no page of the site; the note has the name.
    RenderedNoPage = "rendered-no-page", Permanent;
}

fn kind_of(kind: OddKind) -> FailureKind {
    match kind {
        OddKind::Challenge | OddKind::Blocked | OddKind::RateLimited | OddKind::Captcha => {
            FailureKind::Blocked
        }
        OddKind::ErrorPage | OddKind::Maintenance => FailureKind::Transient,
        OddKind::Suspended
        | OddKind::Parked
        | OddKind::DefaultPage
        | OddKind::SoftNotFound
        | OddKind::ScriptShell
        | OddKind::EmptyPage => FailureKind::Permanent,
    }
}

impl fmt::Display for FailureClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FailureClass {
    /// The class of a stable name; `None` for what an answer tells by itself, and for names this
    /// version does not know.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.name() == name)
    }

    /// Why a point is unknown whose start page failed so.
    pub fn reason(self) -> UnknownReason {
        if matches!(
            self,
            Self::NotRendered | Self::NoPage(OddKind::Challenge | OddKind::ScriptShell)
        ) {
            UnknownReason::NeedsRendering
        } else if matches!(self, Self::NoPage(_) | Self::RenderedNoPage) {
            UnknownReason::PageUnreadable
        } else {
            UnknownReason::PageMissing
        }
    }

    /// The form of the page that was wanted when this was met: failures of renderings have
    /// classes of their own, so that what is recorded tells the two forms of an address apart.
    pub fn form(self) -> Form {
        if matches!(self, Self::NotRendered | Self::NoDocument | Self::RenderedNoPage) {
            Form::Rendered
        } else {
            Form::Sent
        }
    }

    /// Whether the same request may succeed a little later.
    pub fn is_transient(self) -> bool {
        self.kind() == FailureKind::Transient
    }

    /// Whether the server's certificate is what does not hold; a page may then be looked at all
    /// the same. An old protocol is none of these: we do not speak it.
    pub(super) fn is_certificate(self) -> bool {
        matches!(
            self,
            Self::TlsExpired | Self::TlsWrongHost | Self::TlsUntrusted | Self::TlsRevoked
        )
    }

    /// Whether the class is read off an answer that came whole, so that the archived answer
    /// gives it again.
    fn is_in_answer(self) -> bool {
        matches!(self, Self::HttpStatus(_) | Self::NoPage(_) | Self::RenderedNoPage)
    }
}
