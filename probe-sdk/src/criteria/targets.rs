//! What is behind a link: a page, nothing, or something nobody knows.
//!
//! A link counts only for what it leads to. An answer that is no page (an error, a soft 404, the
//! home page again) makes it a dead link; a page that was not had for reasons of ours or of the
//! visit (`robots.txt`, a budget, a guard) says nothing about the site.

use super::addresses::{is_root, path};
use super::behind::is_start;
use crate::UnknownReason;
use crate::judge::{Step, Stop};
use crate::page::{Link, Page};
use crate::walk::failed;

/// Failures that are what a visitor would meet too, by the contract's names.
const DEAD: [&str; 13] = [
    "dns",
    "connect",
    "connect-timeout",
    "first-byte-timeout",
    "too-many-redirects",
    "redirect-loop",
    "soft-404",
    "error-page",
    "default-page",
    "parked",
    "suspended",
    "maintenance",
    "empty-page",
];

/// Of these, those by which a host only says that it is down.
const SILENT: [&str; 3] = ["connect", "connect-timeout", "first-byte-timeout"];

/// Statuses by which a server turns visitors like us away, and not everybody.
const TURNED_AWAY: [u16; 9] = [401, 403, 405, 407, 408, 412, 418, 429, 451];

/// What is behind a link.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A page, or a file, with a status in the 200s.
    Page(Page),
    /// Nothing a visitor could use; the text says why.
    Dead(String),
    /// It could not be had, and that says nothing about the site; the text says why.
    NotKnown(String),
}

impl Target {
    /// The page, if it is one.
    pub fn page(&self) -> Option<Page> {
        match self {
            Self::Page(page) => Some(*page),
            Self::Dead(_) | Self::NotKnown(_) => None,
        }
    }

    /// Whether it is dead because nobody answered on that day: a dead link for who counts links, and no
    /// finding about what stands behind it.
    pub fn is_silent(&self) -> bool {
        match self {
            Self::Dead(why) => SILENT.contains(&why.as_str()),
            Self::Page(_) | Self::NotKnown(_) => false,
        }
    }

    /// The page; what it means that there is none.
    ///
    /// # Errors
    ///
    /// [`Stop::Absent`] on the link's page for a dead link, [`Stop::Unknown`] otherwise.
    pub fn or_stop(self, link: &Link) -> Step<Page> {
        match self {
            Self::Page(page) => Ok(page),
            Self::Dead(why) => Err(Stop::Absent(link.page, format!("{}: {why}", link.url))),
            Self::NotKnown(why) => {
                let note = format!("{}: {why}", link.url);
                Err(Stop::Unknown(UnknownReason::PageMissing, note))
            }
        }
    }
}

/// What is behind a link.
///
/// # Errors
///
/// [`Stop::Ask`] if nobody looked yet.
pub fn target(link: &Link, role: &str) -> Step<Target> {
    match link.open(role) {
        Ok(page) => Ok(answered(link, page)),
        Err(Stop::Ask(wanted)) => Err(Stop::Ask(wanted)),
        Err(stop @ Stop::Fault(_)) => Err(stop),
        Err(Stop::Unknown(_, note) | Stop::Absent(_, note)) => Ok(not_had(link, note)),
    }
}

/// What is behind several links, asked for together, in their order.
///
/// # Errors
///
/// [`Stop::Ask`] with every page nobody looked for yet.
pub fn targets(links: &[Link], role: &str) -> Step<Vec<Target>> {
    let steps = links.iter().map(|link| target(link, role)).collect();
    gather(steps)?.into_iter().collect()
}

/// The results of steps that do not wait for each other: all they ask for is asked for together.
///
/// # Errors
///
/// [`Stop::Ask`] with all that is wanted, as long as one of the steps wants something.
pub fn gather<T>(steps: Vec<Step<T>>) -> Step<Vec<Step<T>>> {
    let mut wanted = Vec::new();
    let mut done = Vec::new();
    for step in steps {
        match step {
            Err(Stop::Ask(more)) => wanted.extend(more),
            other => done.push(other),
        }
    }
    if wanted.is_empty() { Ok(done) } else { Err(Stop::Ask(wanted)) }
}

fn answered(link: &Link, page: Page) -> Target {
    let info = page.info();
    if !(200..300).contains(&info.status) {
        return of_status(info.status);
    }
    // Old addresses are often sent to the home page with 200. What came is a page of its own to the host,
    // because it was asked for under another address.
    let is_root_again = is_root(&info.url) && !is_root(&link.url) && path(&link.url).len() > 1;
    if is_root_again && is_start(page) {
        return Target::Dead("leads to the home page".to_owned());
    }
    Target::Page(page)
}

fn of_status(status: u16) -> Target {
    let why = format!("status {status}");
    if TURNED_AWAY.contains(&status) { Target::NotKnown(why) } else { Target::Dead(why) }
}

fn not_had(link: &Link, note: String) -> Target {
    let Some(failure) = failed(&link.url) else { return Target::NotKnown(note) };
    match failure.status {
        Some(status) if failure.class == "http-status" => of_status(status),
        Some(_) | None if DEAD.contains(&failure.class.as_str()) => Target::Dead(failure.class),
        Some(_) | None => Target::NotKnown(failure.class),
    }
}
