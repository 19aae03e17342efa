//! Gets pages: from the network, or from an archive as if it were one.
//!
//! The only module that opens sockets. It plans nothing and keeps nothing: one call is one
//! page or one named failure. Pages that only a browser fills are rendered out of the same
//! sources, see [`render`].

mod archive;
mod circuit;
mod codes;
mod failure;
mod glance;
mod key;
mod live;
mod policy;
mod recognise;
mod refresh;
pub mod render;
mod rendering;
mod report;
mod retry;
mod robots;
mod why;
mod windows;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::SystemTime;

use url::Url;

pub use archive::ArchiveSource;
pub use circuit::CircuitRule;
pub use failure::{FailureClass, FailureKind, FetchFailure};
pub use key::page_key;
pub use live::{
    Access, AddressRule, BadReference, LATEST, LiveError, LiveLimits, LiveSource, Login, LookingUp,
    Lookup, Named, OCI_SCHEME, Pace, PulledManifest, Reference, Registry, RegistryError,
};
pub use policy::{BadCertificate, HostRule, OptOut, Policy};
pub use recognise::{Odd, OddKind, recognise, recognise_page};
pub use refresh::refresh_target;
pub use rendering::RenderingSource;
pub use report::HostReport;
pub use retry::RetryRule;
pub use robots::{Robots, RobotsLine, RobotsSays};
pub use why::Why;
pub use windows::{Window, Windows};

use crate::evidence::{Capture, View};
use crate::model::{Form, RegionCode};

/// A page that is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Its address.
    pub url: &'a Url,
    /// The region it is wanted for: cookies are kept for each by itself.
    pub region: RegionCode,
    /// Whether it is wanted as it is sent, or as a browser makes it.
    pub form: Form,
}

/// What came of an [`Ask`].
#[derive(Debug)]
pub struct Fetched {
    /// The page, or why there is none.
    pub answer: Result<Capture, FetchFailure>,
    /// Whether the answer came just now and is in no archive yet.
    pub is_new: bool,
    /// What else was received on the way and is evidence too: `robots.txt`, refused tries, the
    /// parts of a rendered page.
    pub beside: Vec<Capture>,
    /// What the browser showed, if it made the page just now.
    pub view: Option<View>,
}

impl Fetched {
    /// What has nothing beside it and is in an archive or nowhere.
    pub fn known(answer: Result<Capture, FetchFailure>) -> Self {
        Self { answer, is_new: false, beside: Vec::new(), view: None }
    }
}

/// A page on its way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Fetched> + Send + 'a>>;

/// Tells the time; handed in, so that nothing below `run` has a clock of its own.
pub type Clock = fn() -> SystemTime;

/// Where pages come from.
pub trait PageSource: Send + Sync + fmt::Debug {
    /// The page an address gives, redirects followed: an answer in the 200s, whole or cut.
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a>;

    /// What a round's header records: `live`, or `archive` and its digest.
    fn identity(&self) -> String;

    /// What was met at each host so far, by host; empty for an archive.
    fn hosts(&self) -> Vec<HostReport> {
        Vec::new()
    }

    /// Ends in peace what was started to get pages; more may be asked for afterwards.
    fn close(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }
}

/// Bytes of an answer that is looked at for what it is before anybody parses it. Guards and
/// notices are short; what is longer is looked at when it is parsed, by [`recognise_page`].
const GLANCE_BYTES_MAX: usize = 64 << 10;

/// An answer counts as a page if its status is in the 200s and it is not seen to be something
/// else; every source answers so.
///
/// # Errors
///
/// If it is no page; the failure holds the answer.
pub fn page_or_failure(capture: Capture) -> Result<Capture, FetchFailure> {
    let odd = if is_short(&capture) { recognise(&capture) } else { None };
    match (odd, capture.status) {
        (Some(odd), _) => Err(no_page(&odd, capture)),
        (None, 200..300) => Ok(capture),
        (None, status) => Err(FetchFailure {
            note: format!("`{}` answered {status}", capture.url),
            class: FailureClass::HttpStatus(status),
            answer: Some(Box::new(capture)),
        }),
    }
}

/// The failure that an answer is something else than a page.
pub fn no_page(odd: &Odd, capture: Capture) -> FetchFailure {
    FetchFailure {
        note: format!("`{}`: {}", capture.url, odd.ground),
        class: FailureClass::NoPage(odd.kind),
        answer: Some(Box::new(capture)),
    }
}

/// Where a page sends its visitors without a click, as far as sources follow: pages that are only
/// the way to another are short.
fn sent_on_to(page: &Capture) -> Option<Url> {
    is_short(page).then(|| refresh_target(page)).flatten()
}

/// Cut answers are not what they seem: what is missing may say more.
fn is_short(capture: &Capture) -> bool {
    capture.truncated.is_none() && capture.body.len() <= GLANCE_BYTES_MAX
}

#[cfg(test)]
mod tests;
