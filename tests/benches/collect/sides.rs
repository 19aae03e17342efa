//! The sides in Rust: each one a process of its own, which is this binary with the side's name.

use std::error::Error;
use std::io::{Write as _, stdout};

use crate::machine::{cpu_s, wall_s};
use crate::ours::{self, Steps};
use crate::site::Site;
use crate::{floor, plain};

/// The argument that makes this binary a side.
pub(crate) const ARGUMENT: &str = "side";

/// What a side had.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "counts are named so")]
pub(crate) struct Had {
    pub(crate) n_pages: usize,
    pub(crate) n_bytes: usize,
    /// `None` where links are not looked for.
    pub(crate) n_links: Option<usize>,
}

impl Had {
    pub(crate) fn add(&mut self, n_bytes: usize, n_links: Option<usize>) {
        self.n_pages += 1;
        self.n_bytes += n_bytes;
        self.n_links = sum(self.n_links, n_links);
    }
}

impl std::iter::Sum for Had {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |had, more| Self {
            n_pages: had.n_pages + more.n_pages,
            n_bytes: had.n_bytes + more.n_bytes,
            n_links: sum(had.n_links, more.n_links),
        })
    }
}

fn sum(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    if one.is_none() && other.is_none() {
        return None;
    }
    Some(one.unwrap_or_default() + other.unwrap_or_default())
}

/// A side in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Requests and answers on bare sockets: the floor.
    Sockets,
    /// reqwest alone.
    Reqwest,
    /// reqwest, links by `lol_html`.
    LolHtml,
    /// reqwest, links by scraper.
    Scraper,
    /// Ours: pages fetched as in a round, and dropped.
    Fetch,
    /// Ours: fetched and parsed.
    Parse,
    /// Ours: fetched and kept.
    Keep,
    /// Ours: fetched, kept, parsed; what a round does.
    Collect,
}

impl Side {
    pub(crate) const ALL: [Self; 8] = [
        Self::Collect,
        Self::Parse,
        Self::Keep,
        Self::Fetch,
        Self::Reqwest,
        Self::LolHtml,
        Self::Scraper,
        Self::Sockets,
    ];

    /// As tables and arguments have it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sockets => "bare sockets",
            Self::Reqwest => "reqwest",
            Self::LolHtml => "reqwest + lol_html",
            Self::Scraper => "reqwest + scraper",
            Self::Fetch => "ours without parse and WARC",
            Self::Parse => "ours without WARC",
            Self::Keep => "ours without parse",
            Self::Collect => "ours",
        }
    }

    fn collect(self, site: Site) -> Result<Had, Box<dyn Error>> {
        match self {
            Self::Sockets => floor::collect(site),
            Self::Reqwest => plain::collect(site, |_| Ok(None)),
            Self::LolHtml => plain::collect(site, plain::links_by_lol_html),
            Self::Scraper => {
                let links = plain::link_selector()?;
                plain::collect(site, |page| plain::links_by_scraper(page, &links))
            }
            Self::Fetch => ours::collect(site, Steps { keep: false, parse: false }),
            Self::Parse => ours::collect(site, Steps { keep: false, parse: true }),
            Self::Keep => ours::collect(site, Steps { keep: true, parse: false }),
            Self::Collect => ours::collect(site, Steps { keep: true, parse: true }),
        }
    }
}

/// Is the side of that name and writes what it had: pages, bytes, links or `-`, CPU seconds before the
/// work, seconds of the work.
pub(crate) fn be(name: &str, site: Site) -> Result<(), Box<dyn Error>> {
    let side = Side::ALL.into_iter().find(|side| side.name() == name).ok_or("no such side")?;
    let (cpu_before_s, start_s) = (cpu_s(), wall_s());
    let had = side.collect(site)?;
    let seconds = wall_s() - start_s;
    let links = had.n_links.map_or_else(|| "-".to_owned(), |n| n.to_string());
    writeln!(stdout(), "{} {} {links} {cpu_before_s} {seconds}", had.n_pages, had.n_bytes)?;
    Ok(())
}
