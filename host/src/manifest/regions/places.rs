//! Where the parts of a region are written, for people who look for them and for edits.

use std::path::PathBuf;

use serde::Serialize;

use crate::manifest::source::Place;
use crate::model::Switch;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLine {
    /// The file, relative to where the program was started or absolute.
    pub file: String,
    /// From 1.
    pub line: usize,
}

impl FileLine {
    /// The line a place begins on.
    pub(in crate::manifest) fn of(place: &Place) -> Self {
        let Place { source, span } = place;
        Self { file: source.path.clone(), line: source.line_of(span.start) }
    }
}

/// Where the parts of a region come from: its own entry, its province's, or the country's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionPlaces {
    /// The file of its own entry, as it was opened.
    pub path: PathBuf,
    /// Its own entry.
    pub region: FileLine,
    /// One for each of [`crate::model::Region::pages`].
    pub pages: Vec<FileLine>,
    /// One for each of [`crate::model::Region::accounts`].
    pub accounts: Vec<FileLine>,
    /// One for each of [`crate::model::Region::switched_off`].
    pub switched_off: Vec<FileLine>,
    /// What is on although it would be off, and where that is said.
    pub switched_on: Vec<(Switch, FileLine)>,
}
