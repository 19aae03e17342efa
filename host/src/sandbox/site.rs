//! What a probe is given: the region's pages so far, and the questions.

use std::collections::BTreeMap;
use std::sync::Arc;

use bluebook_dom::Page;
use url::Url;

use crate::model::{Digest, PointId};

/// The region as the probe sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Six digits.
    pub code: String,
    /// For example 广州市.
    pub name: String,
    /// For example 广州.
    pub short_name: String,
}

/// A fetched page, parsed once and shared by every probe.
#[derive(Debug, Clone)]
pub struct SitePage {
    /// The parsed page.
    pub page: Arc<Page>,
    /// What it is to the probes.
    pub role: String,
    /// HTTP status.
    pub status: u16,
    /// Clicks from the start pages.
    pub depth: u32,
    /// Charset it was read with.
    pub encoding: String,
    /// Characters that could not be decoded.
    pub n_replaced: u32,
    /// Digest of its bytes.
    pub digest: Digest,
    /// How it came.
    pub received: Received,
}

/// How a page came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// Addresses passed on the way.
    pub hops: Vec<String>,
    /// What is known, by the names of the contract.
    pub facts: Vec<(&'static str, String)>,
}

impl Received {
    /// A fact by its name.
    pub fn fact(&self, name: &str) -> Option<String> {
        let fact = self.facts.iter().find(|(known, _)| *known == name);
        fact.map(|(_, value)| value.clone())
    }
}

/// Why an address that was asked for could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// In words.
    pub why: String,
    /// By name; `None` where it was not looked for.
    pub failure: Option<Failed>,
}

/// A failure by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The stable name of its class.
    pub class: &'static str,
    /// The HTTP status that is its ground.
    pub status: Option<u16>,
}

/// Everything a probe may know of a region in one call.
#[derive(Debug, Clone)]
pub struct Site {
    /// The region.
    pub place: Place,
    /// The collection day, `YYYY-MM-DD`.
    pub collected_on: String,
    /// Pages, in the order they were fetched.
    pub pages: Vec<SitePage>,
    /// Index of a page by every address it was asked for or answered under.
    pub by_url: BTreeMap<String, u32>,
    /// Why an address that was asked for could not be had.
    pub missing: BTreeMap<String, Missing>,
}

impl Site {
    /// Index of the page of an address; written in whatever way, as probes may have put it together.
    pub fn page_of(&self, url: &str) -> Option<u32> {
        let known = self.by_url.get(url);
        known.or_else(|| self.by_url.get(&plain(url)?)).copied()
    }

    /// Why an address is missing, if it is; written in whatever way.
    pub fn missing_of(&self, url: &str) -> Option<&Missing> {
        self.missing.get(url).or_else(|| self.missing.get(&plain(url)?))
    }

    /// A region without pages, as `describe` sees it.
    pub fn empty() -> Self {
        Self {
            place: Place { code: String::new(), name: String::new(), short_name: String::new() },
            collected_on: String::new(),
            pages: Vec::new(),
            by_url: BTreeMap::new(),
            missing: BTreeMap::new(),
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The point.
    pub point: PointId,
    /// The criterion of the probe.
    pub criterion: String,
    /// The one page to judge, for points judged page by page.
    pub page: Option<u32>,
    /// The manifest's parameters.
    pub params: Arc<BTreeMap<String, String>>,
}

/// An address as the URL standard writes it, without fragment.
fn plain(url: &str) -> Option<String> {
    let mut url = Url::parse(url).ok()?;
    url.set_fragment(None);
    Some(url.into())
}
