//! A live source that first looks at what an interrupted run already fetched.

use url::Url;

use crate::evidence::Archive;
use crate::fetch::{Fetching, PageSource};

/// Pages an interrupted run kept, before the network.
#[derive(Debug)]
pub struct Resumed<S> {
    held: Archive,
    live: S,
}

impl<S> Resumed<S> {
    /// `held` is asked first, `live` for the rest.
    pub fn new(held: Archive, live: S) -> Self {
        Self { held, live }
    }
}

impl<S: PageSource> PageSource for Resumed<S> {
    fn fetch<'a>(&'a self, url: &'a Url) -> Fetching<'a> {
        match self.held.get(url.as_str()) {
            Ok(Some(capture)) => Box::pin(std::future::ready(Ok(capture))),
            // A record that was damaged since is fetched again.
            Ok(None) | Err(_) => self.live.fetch(url),
        }
    }

    fn identity(&self) -> String {
        self.live.identity()
    }
}
