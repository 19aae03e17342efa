//! The protocol: one JSON message a line, orders and answers down, needs and outcomes up.
//!
//! The browser has no network. Whatever a page asks for comes up as a [`Need`], and what
//! the host answers is all the page gets. The host orders one page at a time.

mod base64_bytes;
mod limits;
mod wire;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use limits::{Limits, PIXELS_MAX};
pub use wire::{Duplex, WireError, decode, encode};

/// The protocol's version; both sides are of one release, or they do not talk.
pub const VERSION: u32 = 2;

/// Bytes of one line. The longest are an answer with a body of 32 MiB, which base64 makes
/// 43 MiB, and a rendering: a DOM of 8 MiB, escaped at worst sixfold, beside its screenshot.
pub const LINE_BYTES_MAX: usize = 64 << 20;

/// Bytes of an address in a message; what is longer is refused, or cut where it is only told.
pub const URL_BYTES_MAX: usize = 16 << 10;

/// Messages of a page's console that are told.
pub const CONSOLE_LINES_MAX: usize = 50;

/// Names and values of HTTP headers, in order; values are Latin-1, one character a byte.
pub type Headers = Vec<(String, String)>;

/// What the host says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToRenderer {
    /// Render a page.
    Render(Order),
    /// What the page gets for a [`Need`].
    Answer {
        /// [`Need::page`].
        page: u64,
        /// [`Need::request`].
        request: u64,
        /// What it gets.
        answer: Answer,
    },
}

/// What the renderer says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FromRenderer {
    /// First of all: it has started, and talks this version.
    Ready {
        /// [`VERSION`].
        version: u32,
    },
    /// The page asks for something.
    Need(Need),
    /// The page is rendered; nothing more comes of it.
    Rendered(Box<Rendered>),
    /// The page is not rendered; nothing more comes of it.
    Failed(Failed),
}

/// A page to render.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Number of the page; all messages about it carry it.
    pub page: u64,
    /// Its address, `http` or `https`.
    pub url: String,
    /// How far rendering goes.
    pub limits: Limits,
}

/// A request of the page, to be answered by the host. Always a `GET` of `http` or `https`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// Number of the page.
    pub page: u64,
    /// Number of the request, from 1.
    pub request: u64,
    /// Address, without fragment, of at most [`URL_BYTES_MAX`].
    pub url: String,
    /// Method, as HTTP writes it.
    pub method: String,
    /// What it is for.
    pub kind: Kind,
}

/// What a request is for, as the browser says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The page itself, or the page it leads to.
    Document,
    /// A page inside the page.
    Frame,
    /// A style sheet.
    Stylesheet,
    /// A script.
    Script,
    /// What a script asks for: `XMLHttpRequest`, `fetch`, events.
    Data,
    /// A picture.
    Image,
    /// A font.
    Font,
    /// Sound or film.
    Media,
    /// A connection that stays open; never asked of the host.
    Socket,
    /// Anything else.
    Other,
}

/// What the page gets for a request.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// An answer of a server. One in the 300s with a `Location` makes the browser ask again.
    Content {
        /// HTTP status, 200 to 599.
        status: u16,
        /// Response headers; those of the transfer and of the content coding are left out.
        headers: Headers,
        /// The body, its content coding undone.
        #[serde(with = "base64_bytes")]
        body: Vec<u8>,
    },
    /// No answer.
    Refuse {
        /// Why, by name.
        reason: String,
    },
}

/// A rendered page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendered {
    /// Number of the page.
    pub page: u64,
    /// Address of the document at the end, fragment included.
    pub url: String,
    /// The document as it is then: doctype and `outerHTML`, frames and shadow trees not included.
    pub dom: String,
    /// The viewport as it looks then, a PNG.
    #[serde(with = "base64_bytes")]
    pub screenshot: Vec<u8>,
    /// Whether the network fell silent; `false` if time ran out after the page had loaded.
    pub is_settled: bool,
    /// The browser, for example `Chrome/156.0.8078.108`.
    pub browser: String,
    /// Errors that ended a script, nobody having caught them.
    pub n_script_errors: u64,
    /// Milliseconds until the largest part of the first view was painted, on a phone and with all
    /// that the page asks for at hand; `None` where it was not measured.
    pub first_view_ms: Option<u32>,
    /// What it asked for and what became of it.
    pub traffic: Traffic,
}

/// A page that was not rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// Number of the page.
    pub page: u64,
    /// Why, by name.
    pub class: FailureClass,
    /// Detail for people.
    pub note: String,
    /// What it asked for until then.
    pub traffic: Traffic,
}

/// What a page asked for and said while it was rendered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traffic {
    /// The requests, in their order; at most one more than [`Limits::requests_max`].
    pub requests: Vec<Request>,
    /// Errors and warnings of its scripts, at most [`CONSOLE_LINES_MAX`].
    pub console: Vec<String>,
    /// How many more there were.
    pub n_console_left_out: u64,
}

/// One request and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Address, cut to [`URL_BYTES_MAX`].
    pub url: String,
    /// Method, as HTTP writes it.
    pub method: String,
    /// What it was for.
    pub kind: Kind,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was answered.
    Answered {
        /// HTTP status.
        status: u16,
        /// Bytes of the body.
        n_bytes: u64,
    },
    /// It was refused, here or by the host.
    Refused {
        /// Why, by name.
        reason: String,
    },
    /// The page was done, or given up, before an answer came.
    Unanswered,
}

/// Why a page was not rendered. Names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureClass {
    /// No browser is installed, or it does not start.
    NoBrowser,
    /// The browser ended, or gave the page up.
    BrowserCrashed,
    /// The page did not load in time, or does not stand still long enough to be read.
    RenderTimeout,
    /// The page asks for more than [`Limits::requests_max`].
    TooManyRequests,
    /// More bytes than a limit allows.
    TooLarge,
    /// The address gave no document: refused, failed, or a file to download.
    NoDocument,
    /// The renderer, or the browser, did not keep to its protocol.
    Protocol,
}

impl FailureClass {
    /// The stable name, for example `render-timeout`.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoBrowser => "no-browser",
            Self::BrowserCrashed => "browser-crashed",
            Self::RenderTimeout => "render-timeout",
            Self::TooManyRequests => "too-many-requests",
            Self::TooLarge => "too-large",
            Self::NoDocument => "no-document",
            Self::Protocol => "protocol",
        }
    }
}

impl fmt::Display for FailureClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content { status, headers: _, body } => {
                write!(f, "Content({status}, {} bytes)", body.len())
            }
            Self::Refuse { reason } => write!(f, "Refuse({reason})"),
        }
    }
}

impl fmt::Debug for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rendered")
            .field("page", &self.page)
            .field("url", &self.url)
            .field("dom_bytes", &self.dom.len())
            .field("screenshot_bytes", &self.screenshot.len())
            .field("is_settled", &self.is_settled)
            .field("browser", &self.browser)
            .field("n_script_errors", &self.n_script_errors)
            .field("first_view_ms", &self.first_view_ms)
            .field("traffic", &self.traffic)
            .finish()
    }
}

#[cfg(test)]
mod tests;
