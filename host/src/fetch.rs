//! Gets pages: from the network, or from an archive as if it were one.
//!
//! The only module that opens sockets. It plans nothing, keeps nothing and tries nothing
//! twice: one call is one page or one named failure.

mod archive;
mod failure;
mod live;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::SystemTime;

use url::Url;

pub use archive::ArchiveSource;
pub use failure::{FailureClass, FetchFailure};
pub use live::{AddressRule, LiveError, LiveLimits, LiveSource};

use crate::evidence::Capture;

/// A page on its way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Capture, FetchFailure>> + Send + 'a>>;

/// Tells the time; handed in, so that nothing below `run` has a clock of its own.
pub type Clock = fn() -> SystemTime;

/// Where pages come from.
pub trait PageSource: Send + Sync + fmt::Debug {
    /// The page an address gives, redirects followed: an answer in the 200s, whole or cut.
    fn fetch<'a>(&'a self, url: &'a Url) -> Fetching<'a>;

    /// What a round's header records: `live`, or `archive` and its digest.
    fn identity(&self) -> String;
}

/// An answer counts as a page if its status is in the 200s; every source answers so.
///
/// # Errors
///
/// If the status is another; the failure holds the answer.
pub fn page_or_status(capture: Capture) -> Result<Capture, FetchFailure> {
    match capture.status {
        200..300 => Ok(capture),
        status => Err(FetchFailure {
            note: format!("`{}` answered {status}", capture.url),
            class: FailureClass::HttpStatus(status),
            answer: Some(Box::new(capture)),
        }),
    }
}

#[cfg(test)]
mod tests;
