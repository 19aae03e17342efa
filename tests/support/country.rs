//! The synthetic country: regions that do not exist, with sites as content systems build them,
//! and the truth about every point of every region. It is the conformance kit of those who write
//! probes (docs/conformance.md).
//!
//! Everything follows from a seed: no clock, and chance of its own for every thing drawn. Regions
//! are made one at a time and kept by nobody. Pages follow the `evidence` of the points; they know
//! nothing of how a probe judges.

mod access;
pub mod archive;
mod assistant;
mod columns;
pub mod conformance;
mod day;
mod disclosure;
mod domains;
mod draft;
mod files;
mod items;
mod letters;
mod links;
mod lists;
pub mod manifests;
mod media;
mod open_data;
mod page;
mod personal;
mod place;
mod platform;
pub mod sample;
mod search;
pub mod served;
mod start;
mod talk;
mod themes;
pub mod trap;
pub mod truth;
mod write;

use std::collections::BTreeMap;
use std::net::IpAddr;

pub use day::COLLECTED_ON;
pub use place::{Fate, Ground, NOTE, Place};
pub use trap::Trap;
pub use truth::Truth;

use draft::Draft;

/// Regions up to which a country may grow; a tenth of them are in a province.
pub const REGIONS_MAX: usize = 2843;

/// A country of so many regions.
#[derive(Debug, Clone, Copy)]
pub struct Country {
    seed: u64,
    n_regions: usize,
}

/// A region with its pages and the truth.
#[derive(Debug)]
pub struct Region {
    /// Name, code, hosts, fate.
    pub place: Place,
    /// What its hosts answer, an address each.
    pub sheets: Vec<Sheet>,
    /// What is planted, by point.
    pub truths: BTreeMap<&'static str, Truth>,
    /// How often each trap is planted.
    pub traps: BTreeMap<Trap, usize>,
    /// The page of the role `article`.
    pub article: String,
}

/// An address and what is there.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The address.
    pub url: String,
    /// What the host answers.
    pub answer: Answer,
    /// What a browser makes of it, where a judge of rendered pages may look.
    pub rendered: Option<String>,
    /// What the network and the browser remarked.
    pub noted: Noted,
}

/// What a collector writes down about an answer besides the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// Address it came from.
    pub ip: Option<IpAddr>,
    /// Remarks on the page by name.
    pub remarks: Vec<(&'static str, String)>,
    /// Remarks on its rendering by name.
    pub of_rendering: Vec<(&'static str, String)>,
}

/// What a host answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A status, a content type and a body.
    Page {
        /// HTTP status.
        status: u16,
        /// `Content-Type`.
        kind: String,
        /// The bytes.
        body: Vec<u8>,
    },
    /// A redirect.
    Moved {
        /// HTTP status.
        status: u16,
        /// `Location`.
        to: String,
    },
    /// Nothing.
    Dead {
        /// Name of the failure as archives keep it.
        failure: &'static str,
    },
}

impl Country {
    /// The country of a seed; at most [`REGIONS_MAX`] regions. A smaller country is the beginning
    /// of a larger one.
    pub fn new(seed: u64, n_regions: usize) -> Self {
        Self { seed, n_regions: n_regions.min(REGIONS_MAX) }
    }

    /// How many regions it has.
    pub fn n_regions(&self) -> usize {
        self.n_regions
    }

    /// A region without its pages.
    pub fn place(&self, number: usize) -> Place {
        Place::new(self.seed, number)
    }

    /// Makes the region at a position, from 0.
    pub fn region(&self, number: usize) -> Region {
        let place = self.place(number);
        let mut draft = Draft::new(&place);
        start::frames(&mut draft);
        let items = items::Items::new(&mut draft);
        items::plant(&mut draft, &items);
        talk::plant(&mut draft);
        letters::plant(&mut draft);
        domains::plant(&mut draft, &items);
        let columns = columns::plant(&mut draft);
        disclosure::plant(&mut draft, &columns.documents);
        lists::plant(&mut draft, &items);
        search::plant(&mut draft, &columns.documents);
        assistant::plant(&mut draft, &columns.documents);
        platform::plant(&mut draft);
        access::plant(&mut draft);
        open_data::plant(&mut draft);
        personal::plant(&mut draft, &items, &columns.headlines);
        media::plant(&mut draft);
        start::plant(&mut draft, &columns.headlines);
        start::close(&mut draft);
        let Draft { sheets, truths, traps, .. } = draft;
        Region { sheets, truths, traps, article: columns.article, place }
    }

    /// Makes the regions one after the other.
    pub fn regions(self) -> impl Iterator<Item = Region> {
        (0..self.n_regions).map(move |number| self.region(number))
    }
}
