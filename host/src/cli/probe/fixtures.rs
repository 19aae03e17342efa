//! Saved pages as a source of pages, so that what judges them is what judges a round.

use std::fs;
use std::path::{Path, PathBuf};

use url::Url;

use super::super::{Code, Failed};
use crate::evidence::{Capture, Hop};
use crate::fetch::{
    Ask, FailureClass, FetchFailure, Fetched, Fetching, PageSource, page_key, page_or_failure,
};
use crate::manifest::{ExpectedSite, MissingPage, SAVED_PAGE_BYTES_MAX, SavedPage};
use crate::run::Start;

/// What a redirect on the way to a saved page is taken to have answered.
const REDIRECT_STATUS: u16 = 302;

/// The name of the class of statuses.
const HTTP_STATUS: &str = "http-status";

/// A page saved as a file.
#[derive(Debug)]
struct Saved {
    file: PathBuf,
    role: Option<String>,
    capture: Capture,
}

/// The pages of one site.
#[derive(Debug)]
pub(super) struct Fixtures {
    saved: Vec<Saved>,
    missing: Vec<MissingPage>,
    is_silent: bool,
}

impl Fixtures {
    /// The pages of a site of expectations, which lie relative to `folder`.
    pub(super) fn of(site: &ExpectedSite, folder: &Path) -> Result<Self, Failed> {
        let saved: Result<_, Failed> =
            site.pages.iter().map(|page| Saved::read(&folder.join(&page.file), page)).collect();
        Ok(Self { saved: saved?, missing: site.missing.clone(), is_silent: site.is_silent })
    }

    /// Single files with their addresses; judging starts from the first.
    pub(super) fn files(files: &[(PathBuf, Url)], role: &str) -> Result<Self, Failed> {
        let mut saved = Vec::new();
        for (position, (file, url)) in files.iter().enumerate() {
            let page = SavedPage {
                file: file.clone(),
                url: url.clone(),
                role: Some(role.to_owned()).filter(|_| position == 0),
                status: 200,
                content_type: None,
                hops: Vec::new(),
                remarks: Vec::new(),
            };
            saved.push(Saved::read(file, &page)?);
        }
        Ok(Self { saved, missing: Vec::new(), is_silent: false })
    }

    /// One page whose source is `html`.
    pub(super) fn of_text(pages: &[SavedPage], html: &str) -> Self {
        let saved = |page: &SavedPage| Saved::of(&page.file, page, html.as_bytes().to_vec());
        let saved = pages.iter().map(saved).collect();
        Self { saved, missing: Vec::new(), is_silent: false }
    }

    /// The pages judging may start from.
    pub(super) fn start(&self) -> Vec<Start> {
        let start = |saved: &Saved| {
            let (role, url) = (saved.role.clone()?, saved.capture.requested.clone());
            Some(Start { role, url })
        };
        self.saved.iter().filter_map(start).collect()
    }

    /// The file of the page that answers under `url`.
    pub(super) fn file_of(&self, url: &str) -> Option<&Path> {
        let saved = self.saved.iter().find(|saved| saved.capture.url == url)?;
        Some(&saved.file)
    }

    fn get(&self, url: &Url) -> Result<Capture, FetchFailure> {
        if let Some(saved) = find(&self.saved, url, Saved::addresses) {
            let requested = url.to_string();
            return page_or_failure(Capture { requested, ..saved.capture.clone() });
        }
        if let Some(missing) = find(&self.missing, url, |missing| vec![missing.url.as_str()]) {
            return Err(failure(missing));
        }
        let class = if self.is_silent {
            FailureClass::ConnectTimeout
        } else {
            FailureClass::HttpStatus(404)
        };
        Err(FetchFailure::new(class, format!("`{url}` was not saved")))
    }
}

impl PageSource for Fixtures {
    fn fetch<'a>(&'a self, ask: Ask<'a>) -> Fetching<'a> {
        Box::pin(async move { Fetched::known(self.get(ask.url)) })
    }

    fn identity(&self) -> String {
        "fixtures".to_owned()
    }
}

impl Saved {
    fn read(file: &Path, page: &SavedPage) -> Result<Self, Failed> {
        let failed = |source: std::io::Error| {
            let text = format!("cannot read the saved page `{}`: {source}", file.display());
            Failed::new(Code::FixtureUnusable, text)
        };
        if fs::metadata(file).map_err(failed)?.len() > SAVED_PAGE_BYTES_MAX {
            let text = format!(
                "the saved page `{}` has more than {SAVED_PAGE_BYTES_MAX} bytes",
                file.display()
            );
            return Err(Failed::new(Code::FixtureUnusable, text));
        }
        Ok(Self::of(file, page, fs::read(file).map_err(failed)?))
    }

    fn of(file: &Path, page: &SavedPage, body: Vec<u8>) -> Self {
        let requested = page.hops.first().cloned().unwrap_or_else(|| page.url.to_string());
        let content_type = page.content_type.clone().map(|kind| ("content-type".to_owned(), kind));
        let capture = Capture {
            requested,
            url: page.url.to_string(),
            status: page.status,
            headers: content_type.into_iter().collect(),
            body,
            entity: None,
            captured_on: String::new(),
            hops: page.hops.iter().map(|url| hop(url)).collect(),
            truncated: None,
            ip: None,
            sent: Vec::new(),
            remarks: page.remarks.clone(),
        };
        Self { file: file.to_owned(), role: page.role.clone(), capture }
    }

    fn addresses(&self) -> Vec<&str> {
        let hops = self.capture.hops.iter().map(|hop| hop.url.as_str());
        hops.chain([self.capture.url.as_str()]).collect()
    }
}

fn hop(url: &str) -> Hop {
    Hop {
        url: url.to_owned(),
        status: REDIRECT_STATUS,
        headers: Vec::new(),
        entity: Vec::new(),
        truncated: None,
        ip: None,
        sent: Vec::new(),
    }
}

/// The one with this address, else with one that names the same page.
fn find<'t, T>(all: &'t [T], url: &Url, addresses: impl Fn(&T) -> Vec<&str>) -> Option<&'t T> {
    let bare = |url: &str| url.split('#').next().unwrap_or(url).to_owned();
    let (exactly, key) = (bare(url.as_str()), page_key(url));
    let key_of = |text: &str| Url::parse(text).map(|url| page_key(&url)).ok();
    let is = |one: &&T, fits: &dyn Fn(&str) -> bool| addresses(one).into_iter().any(fits);
    all.iter()
        .find(|one| is(one, &|text| bare(text) == exactly))
        .or_else(|| all.iter().find(|one| is(one, &|text| key_of(text).as_ref() == Some(&key))))
}

fn failure(missing: &MissingPage) -> FetchFailure {
    let MissingPage { url, failure, status } = missing;
    let class = match (FailureClass::from_name(failure), status) {
        (Some(class), _) => class,
        (None, Some(status)) if failure == HTTP_STATUS => FailureClass::HttpStatus(*status),
        // Names of answers that are no page, and of later versions: what was met is gone.
        (None, _) => FailureClass::NotInArchive,
    };
    // As live collection says it.
    let note = match status {
        Some(status) => format!("`{url}` answered {status}"),
        None => format!("`{url}` is saved as {failure}"),
    };
    FetchFailure::new(class, note)
}
