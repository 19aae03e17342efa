//! `expected.toml` in a probe's folder: saved pages by site, and what the probe should say of them. No set
//! names it; an author's commands do.

mod check;
mod raw;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use toml::Spanned;
use url::Url;

pub(super) use self::raw::RawExpected;

use self::check::Check;
use super::diagnostic::{Diagnostics, Problems};
use super::fitting::Params;
use super::parse::{Parsed, parse_nested};
use super::pointed::Pointed;
use super::reader::Reader;
use super::source::Source;
use crate::model::UnknownReason;

/// Bytes of a saved page; as much as a round receives of one.
pub const SAVED_PAGE_BYTES_MAX: u64 = 8 << 20;

/// Expectations, checked.
#[derive(Debug)]
pub struct Expected {
    /// The file they are in.
    pub path: PathBuf,
    /// As they are written.
    pub sites: Vec<ExpectedSite>,
    pub(super) source: Rc<Source>,
}

/// Pages that belong together, and what is expected of them.
#[derive(Debug)]
pub struct ExpectedSite {
    /// Another for each site of a file.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub collected_on: String,
    /// The region.
    pub place: ExpectedPlace,
    /// Whether nobody answers for pages that were not saved; else they do not exist.
    pub is_silent: bool,
    /// What was saved.
    pub pages: Vec<SavedPage>,
    /// What could not be had.
    pub missing: Vec<MissingPage>,
    /// What is expected of criteria.
    pub expectations: Vec<Expectation>,
}

/// The region that pages are of.
#[derive(Debug, Clone)]
pub struct ExpectedPlace {
    /// Six digits.
    pub code: String,
    /// The full name.
    pub name: String,
    /// The short name.
    pub short_name: String,
}

/// A saved page.
#[derive(Debug, Clone)]
pub struct SavedPage {
    /// Relative to the file of expectations.
    pub file: PathBuf,
    /// Its address.
    pub url: Url,
    /// What it is to the probe where judging starts from it; other pages are given when asked for.
    pub role: Option<String>,
    /// The status of HTTP.
    pub status: u16,
    /// As the server said it, for example `text/html; charset=gbk`.
    pub content_type: Option<String>,
    /// Addresses passed on the way.
    pub hops: Vec<String>,
    /// What was written down of how it came, for example `elapsed-ms`, `120`.
    pub remarks: Vec<(String, String)>,
}

/// An address that could not be had.
#[derive(Debug, Clone)]
pub struct MissingPage {
    /// The address.
    pub url: Url,
    /// The failure's class, for example `http-status` or `dns`.
    pub failure: String,
    /// The status, where the class is `http-status`.
    pub status: Option<u16>,
}

/// One expectation.
#[derive(Debug)]
pub struct Expectation {
    /// The criterion's name, which the probe may not have.
    pub criterion: Spanned<String>,
    /// The role judging starts from; the criterion's first where it is none.
    pub role: Option<String>,
    /// As they are handed to the probe.
    pub params: BTreeMap<String, String>,
    /// As they are written.
    pub(super) written: Params,
    /// What should be found.
    pub wanted: Wanted,
    /// Where it says so.
    pub span: Range<usize>,
    /// Part of a quote.
    pub quote: Option<Spanned<String>>,
}

/// What should be found.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// The author has yet to say it.
    ToFillIn,
    /// Yes or no.
    Truth(bool),
    /// A finite number, and its unit if it is compared.
    Number(f64, Option<String>),
    /// A grade or a text.
    Word(String),
    /// Unknown, and why.
    Unknown(UnknownReason),
}

impl Expected {
    /// A place in the file.
    pub fn at(&self, span: Range<usize>) -> Pointed {
        Pointed::new(&self.path, &self.source.text, span)
    }
}

/// Reads the expectations at `path`. `failures` are the names of reasons for which an address cannot be had.
/// Saved pages have to be there; they are not opened. Whether a probe has the criteria is for
/// [`check_probe_folder`](super::check_probe_folder) to say.
///
/// # Errors
///
/// Everything wrong in it, each with its place and what to do.
pub fn load_expectations(path: &Path, failures: &[&str]) -> Result<Expected, Diagnostics> {
    let mut problems = Problems::default();
    let source = Reader::beside().root(path, &mut problems);
    let file = source.and_then(|source| parse_nested::<RawExpected>(&source, &mut problems));
    let expected = file.map(|Parsed { source, raw, .. }| {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut check = Check { source: &source, folder, failures, problems: &mut problems };
        let sites = check.sites(&raw);
        Expected { path: path.to_owned(), sites, source }
    });
    problems.finish(expected).map_err(Diagnostics::of_probe)
}
