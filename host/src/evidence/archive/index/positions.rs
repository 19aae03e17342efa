//! Positions by key, without the keys: those stand in the entries, and whoever asks compares them.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Some 24 bytes a position, where a map from texts takes 150.
#[derive(Debug, Default)]
pub(super) struct Positions(BTreeSet<(u64, u32)>);

impl Positions {
    /// Adds a position under a key.
    pub(super) fn add(&mut self, key: &str, position: u32) {
        self.0.insert((hash(key), position));
    }

    /// The positions under a key, the least first, and hardly ever one of another key.
    pub(super) fn near(&self, key: &str) -> impl Iterator<Item = usize> + use<'_> {
        let hash = hash(key);
        self.0.range((hash, 0)..=(hash, u32::MAX)).map(|(_, position)| *position as usize)
    }
}

/// Nothing depends on it but the time a search takes.
fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
