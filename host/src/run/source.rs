//! A live source that first looks at what an interrupted run already fetched.

use std::future::Future;
use std::pin::Pin;

use crate::evidence::Archive;
use crate::fetch::{ArchiveSource, Ask, FailureClass, Fetching, HostReport, PageSource};

/// Pages an interrupted run kept, before the network.
#[derive(Debug)]
pub struct Resumed<S> {
    held: ArchiveSource,
    live: S,
}

impl<S> Resumed<S> {
    /// `held` is asked first, `live` for the rest.
    pub fn new(held: Archive, live: S) -> Self {
        Self { held: ArchiveSource::new(held), live }
    }
}

impl<S: PageSource> PageSource for Resumed<S> {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move {
            let held = self.held.fetch(ask).await;
            match &held.answer {
                Err(failure) if asks_again(failure.class) => self.live.fetch(ask).await,
                // A refusal that is held is the answer this round got.
                Ok(_) | Err(_) => held,
            }
        })
    }

    fn identity(&self) -> String {
        self.live.identity()
    }

    fn close(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.live.close()
    }

    fn hosts(&self) -> Vec<HostReport> {
        self.live.hosts()
    }
}

/// What is held says nothing of the page, or may have passed since: a record that was damaged
/// is fetched again, and a site that was down when the run was interrupted is given a chance.
fn asks_again(class: FailureClass) -> bool {
    matches!(class, FailureClass::NotInArchive | FailureClass::ArchiveDamaged)
        || class.is_transient() && !matches!(class, FailureClass::HttpStatus(_))
}
