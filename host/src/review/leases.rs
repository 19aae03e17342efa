//! Who looks at what right now, so that two people do not answer one question by accident. No
//! part of the record: a lease runs out by itself, and an answer without one counts as well.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{PointId, RegionCode, Target};

/// A question that is a person's own for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Whose.
    pub person: String,
    /// Up to when, in seconds since 1970.
    pub until: u64,
}

/// All of them, by question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leases(BTreeMap<Target, Lease>);

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    region: u32,
    point: String,
    page: Option<String>,
    person: String,
    until: u64,
}

impl Leases {
    /// Reads what [`Self::bytes`] wrote, without what has run out. What cannot be read holds
    /// nobody up.
    pub fn read(bytes: &[u8], now: u64) -> Self {
        let lines: Vec<Line> = serde_json::from_slice(bytes).unwrap_or_default();
        let lease = |line: Line| {
            let region = RegionCode::new(line.region)?;
            let target = Target { region, point: PointId(line.point), page: line.page };
            (line.until > now).then_some((target, Lease { person: line.person, until: line.until }))
        };
        Self(lines.into_iter().filter_map(lease).collect())
    }

    /// As JSON, one after the other.
    pub fn bytes(&self) -> Vec<u8> {
        let line = |(target, lease): (&Target, &Lease)| Line {
            region: target.region.get(),
            point: target.point.0.clone(),
            page: target.page.clone(),
            person: lease.person.clone(),
            until: lease.until,
        };
        let lines: Vec<Line> = self.0.iter().map(line).collect();
        serde_json::to_vec(&lines).unwrap_or_default()
    }

    /// All of them, by question.
    pub fn iter(&self) -> impl Iterator<Item = (&Target, &Lease)> {
        self.0.iter()
    }

    /// Whether nobody but `person` is looking at a question.
    pub fn is_free(&self, target: &Target, person: &str) -> bool {
        self.0.get(target).is_none_or(|lease| lease.person == person)
    }

    /// The questions that are a person's own.
    pub fn of<'l>(&'l self, person: &'l str) -> impl Iterator<Item = &'l Target> {
        self.0.iter().filter(move |(_, lease)| lease.person == person).map(|(target, _)| target)
    }

    /// Gives a question to a person up to a moment.
    pub fn give(&mut self, target: Target, person: &str, until: u64) {
        self.0.insert(target, Lease { person: person.to_owned(), until });
    }

    /// Takes a question from a person; from others it is not taken.
    pub fn end(&mut self, target: &Target, person: &str) {
        if self.0.get(target).is_some_and(|lease| lease.person == person) {
            self.0.remove(target);
        }
    }
}
