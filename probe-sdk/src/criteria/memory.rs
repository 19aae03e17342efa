//! What was read of a page, kept for the rest of a call: twenty points ask about the same guides.
//!
//! A call gets a fresh instance, so that nothing is kept between calls; in the native harness, which
//! has one instance for all, the probe forgets when a call begins.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::fields::Fields;
use super::guides::Sample;
use super::items::{Entry, Placed};
use crate::judge::Step;

thread_local! {
    static FIELDS: Kept<(u32, &'static str), Fields> = const { Kept::new() };
    static MENUS: Kept<u32, Vec<Placed>> = const { Kept::new() };
    static SAMPLES: Kept<SampleKey, Sample> = const { Kept::new() };
    static ENTRIES: Kept<u32, Vec<Entry>> = const { Kept::new() };
}

/// Forgets all pages.
pub(crate) fn forget() {
    FIELDS.with(Kept::forget);
    MENUS.with(Kept::forget);
    ENTRIES.with(Kept::forget);
    SAMPLES.with(Kept::forget);
}

/// What a sample depends on: the role and page it starts from, its size, the names of lists.
pub(super) type SampleKey = (String, u32, usize, Vec<String>);

/// A sample, drawn once; what stops on the way is not kept.
pub(super) fn sample(key: SampleKey, draw: impl FnOnce() -> Step<Sample>) -> Step<Rc<Sample>> {
    SAMPLES.with(|kept| kept.try_get(key, draw))
}

/// The fields of a page, read once; `vocabulary` names the words they were read with.
pub(super) fn fields(
    page: u32,
    vocabulary: &'static str,
    read: impl FnOnce() -> Fields,
) -> Rc<Fields> {
    FIELDS.with(|kept| kept.get((page, vocabulary), read))
}

/// The links of a start page with the structure they stand in, read once.
pub(super) fn menus(page: u32, read: impl FnOnce() -> Vec<Placed>) -> Rc<Vec<Placed>> {
    MENUS.with(|kept| kept.get(page, read))
}

/// The entries of a list page, read once.
pub(super) fn entries(page: u32, read: impl FnOnce() -> Vec<Entry>) -> Rc<Vec<Entry>> {
    ENTRIES.with(|kept| kept.get(page, read))
}

/// Things read, by what they were read from.
struct Kept<K, V>(RefCell<BTreeMap<K, Rc<V>>>);

impl<K: Ord, V> Kept<K, V> {
    const fn new() -> Self {
        Self(RefCell::new(BTreeMap::new()))
    }

    fn forget(&self) {
        self.0.borrow_mut().clear();
    }

    /// What is kept, or else what is read now; reading may look at other things that are kept.
    fn get(&self, key: K, read: impl FnOnce() -> V) -> Rc<V> {
        if let Some(known) = self.0.borrow().get(&key).cloned() {
            return known;
        }
        let new = Rc::new(read());
        self.0.borrow_mut().insert(key, Rc::clone(&new));
        new
    }

    fn try_get(&self, key: K, read: impl FnOnce() -> Step<V>) -> Step<Rc<V>> {
        if let Some(known) = self.0.borrow().get(&key).cloned() {
            return Ok(known);
        }
        let new = Rc::new(read()?);
        self.0.borrow_mut().insert(key, Rc::clone(&new));
        Ok(new)
    }
}
