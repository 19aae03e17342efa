//! A live source that first looks at what an interrupted run already fetched.

use url::Url;

use crate::evidence::Archive;
use crate::fetch::{ArchiveSource, FailureClass, FetchFailure, Fetching, PageSource};

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
    fn fetch<'a>(&'a self, url: &'a Url) -> Fetching<'a> {
        Box::pin(async move {
            match self.held.fetch(url).await {
                // A record that was damaged since is fetched again.
                Err(FetchFailure {
                    class: FailureClass::NotInArchive | FailureClass::ArchiveDamaged,
                    ..
                }) => self.live.fetch(url).await,
                // A refusal that is held is the answer this round got.
                held => held,
            }
        })
    }

    fn identity(&self) -> String {
        self.live.identity()
    }
}
