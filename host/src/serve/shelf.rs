//! Answers kept ready: readers of one state of a round are given the same bytes.

use std::collections::BTreeMap;

use axum::body::Bytes;

use super::limits::SHELF_BYTES_MAX;
use super::stamp::Stamp;

/// Answers made from one state.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    stamp: Stamp,
    /// From this second on the state is to be looked at anew, though no file has changed.
    stale_at: Option<u64>,
    made: BTreeMap<String, Bytes>,
    n_bytes: usize,
}

impl Shelf {
    /// What was made for a key, if it was made from this state.
    pub(super) fn get(&self, key: &str, stamp: Stamp, now: u64) -> Option<Bytes> {
        let is_fresh = self.stamp == stamp && self.stale_at.is_none_or(|at| now < at);
        self.made.get(key).filter(|_| is_fresh).cloned()
    }

    /// Keeps what was made from a state, if there is room; what was made from another goes.
    pub(super) fn put(
        &mut self,
        key: String,
        bytes: Bytes,
        (stamp, stale_at): (Stamp, Option<u64>),
    ) {
        if (stamp, stale_at) != (self.stamp, self.stale_at) {
            *self = Self { stamp, stale_at, ..Self::default() };
        }
        if self.n_bytes + bytes.len() > SHELF_BYTES_MAX {
            (self.made, self.n_bytes) = (BTreeMap::new(), 0);
        }
        if bytes.len() <= SHELF_BYTES_MAX {
            self.n_bytes += bytes.len();
            let before = self.made.insert(key, bytes);
            self.n_bytes -= before.map_or(0, |before| before.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(n: usize) -> Bytes {
        Bytes::from(vec![0; n])
    }

    #[test]
    fn an_answer_is_of_one_state() {
        let (one, other) = (Stamp::default(), Stamp { reviews: 1, ..Stamp::default() });
        let mut shelf = Shelf::default();
        shelf.put("a".to_owned(), bytes(1), (one, None));
        shelf.put("b".to_owned(), bytes(2), (one, None));
        assert_eq!(shelf.get("a", one, 0), Some(bytes(1)));
        assert_eq!(shelf.get("a", other, 0), None);
        shelf.put("a".to_owned(), bytes(3), (other, Some(10)));
        assert_eq!(shelf.get("b", other, 0), None);
        assert_eq!(shelf.get("a", other, 9), Some(bytes(3)));
        assert_eq!(shelf.get("a", other, 10), None, "it is to be looked at anew");
    }

    #[test]
    fn it_never_holds_more_than_it_may() {
        let mut shelf = Shelf::default();
        for at in 0..10 {
            shelf.put(at.to_string(), bytes(SHELF_BYTES_MAX / 4), (Stamp::default(), None));
            assert!(shelf.n_bytes <= SHELF_BYTES_MAX);
        }
        shelf.put("big".to_owned(), bytes(SHELF_BYTES_MAX + 1), (Stamp::default(), None));
        assert_eq!(shelf.get("big", Stamp::default(), 0), None);
    }
}
