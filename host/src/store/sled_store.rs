//! The index in sled 0.34.
//!
//! sled calls itself beta. With single bytes of its file changed it was seen to panic, and
//! to open without some of its entries and say nothing. So an index is read through and
//! compared with its own checksum before anything in it is believed; whatever is wrong with
//! it is an error, which a rebuild from the journal answers.

use std::convert::Infallible;
use std::fs::File;
use std::panic;
use std::path::{Path, PathBuf};

use sled::transaction::TransactionError;
use sled::{Transactional as _, Tree};

use super::error::StoreError;
use super::format::{self, Stored};
use super::index::VerdictStore;
use super::journal::Mark;
use super::{key, lock};
use crate::model::{MissingPage, PageRecord, RegionBatch, RegionCode, Verdict};

/// Memory for pages of the index. sled takes 1 GiB unless told otherwise; the index of a
/// whole round is about 40 MB.
const CACHE_BYTES: u64 = 64 << 20;

/// Trees by region; by `region | n`, twice; by `region | point | page`; and the state.
const TREES: [&str; 5] = ["region", "page", "missing", "verdict", "meta"];

/// The only key of the tree `meta`.
const STATE_KEY: &[u8] = b"state";

/// The file that sled locks.
const LOCKED_FILE: &str = "db";

/// What is put into each of [`TREES`] in one transaction.
type Entries = [Vec<(Vec<u8>, Vec<u8>)>; 5];

/// What the index holds, written with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Up to where in which journal.
    pub(super) mark: Option<Mark>,
    /// Over all entries but this.
    pub(super) sum: Sum,
}

/// Equal for equal entries, in whatever order they were counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// How many.
    pub(super) n_entries: u64,
    /// Sum of their checksums.
    pub(super) checksum: u64,
}

impl Sum {
    fn count(&mut self, tree: &str, key: &[u8], value: &[u8]) {
        let mut hasher = crc32fast::Hasher::new();
        for part in [tree.as_bytes(), key, value] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        self.n_entries += 1;
        self.checksum = self.checksum.wrapping_add(hasher.finalize().into());
    }
}

/// An index in a directory of its own.
#[derive(Debug)]
pub struct SledStore {
    path: PathBuf,
    db: sled::Db,
    trees: [Tree; 5],
    state: State,
}

impl SledStore {
    /// Opens the index in directory `path`, or begins one, and compares what it holds with
    /// its own checksum.
    ///
    /// # Errors
    ///
    /// If another process has it, or if it is damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        wait_for_lock(path)?;
        // sled panics on some damaged files. Its database is lost with the panic, and what
        // it may leave behind has the files open that a rebuild removes.
        panic::catch_unwind(|| Self::open_checked(path))
            .unwrap_or_else(|_| Err(damaged(path, "sled panicked while it read it")))
    }

    fn open_checked(path: &Path) -> Result<Self, StoreError> {
        let failed = |source| StoreError::OpenIndex { path: path.to_owned(), source };
        let config = sled::Config::new().path(path).cache_capacity(CACHE_BYTES);
        // Writing happens when `flush` is called, and is then waited for.
        let db = config.flush_every_ms(None).open().map_err(failed)?;
        let [region, page, missing, verdict, meta] = TREES.map(|name| db.open_tree(name));
        let trees = [
            region.map_err(failed)?,
            page.map_err(failed)?,
            missing.map_err(failed)?,
            verdict.map_err(failed)?,
            meta.map_err(failed)?,
        ];
        let mut store = Self { path: path.to_owned(), db, trees, state: State::default() };
        store.state = store.read_state()?;
        if store.read_sum()? != store.state.sum {
            return Err(damaged(path, "it does not hold what was put into it"));
        }
        Ok(store)
    }

    fn read_state(&self) -> Result<State, StoreError> {
        let [.., meta] = &self.trees;
        match meta.get(STATE_KEY).map_err(|source| self.unread(source))? {
            Some(value) => self.decode(&value),
            None => Ok(State::default()),
        }
    }

    fn read_sum(&self) -> Result<Sum, StoreError> {
        let [entries @ .., _meta] = &self.trees;
        let mut sum = Sum::default();
        for (name, tree) in TREES.iter().zip(entries) {
            for entry in tree {
                let (key, value) = entry.map_err(|source| self.unread(source))?;
                sum.count(name, &key, &value);
            }
        }
        Ok(sum)
    }

    fn entries_of(&self, batch: &RegionBatch) -> Result<Entries, StoreError> {
        let region = batch.region;
        let mut entries = Entries::default();
        let [regions, pages, missing, verdicts, _meta] = &mut entries;
        regions.push((key::region(region).to_vec(), self.encode(&region)?));
        for (n, page) in (0..).zip(&batch.pages) {
            pages.push((key::nth(region, n), self.encode(page)?));
        }
        for (n, page) in (0..).zip(&batch.missing) {
            missing.push((key::nth(region, n), self.encode(page)?));
        }
        for verdict in &batch.verdicts {
            let key = key::verdict(region, &verdict.point, verdict.page.as_deref());
            verdicts.push((key, self.encode(verdict)?));
        }
        Ok(entries)
    }

    /// The values of a tree, decoded.
    fn values<T: Stored>(
        &self,
        entries: sled::Iter,
    ) -> impl Iterator<Item = Result<T, StoreError>> {
        entries.values().map(|value| self.decode(&value.map_err(|source| self.unread(source))?))
    }

    fn encode(&self, value: &impl Stored) -> Result<Vec<u8>, StoreError> {
        format::encode(value, Vec::new())
            .map_err(|source| StoreError::Encode { path: self.path.clone(), source })
    }

    fn decode<T: Stored>(&self, value: &[u8]) -> Result<T, StoreError> {
        format::decode(value)
            .map_err(|source| StoreError::IndexValue { path: self.path.clone(), source })
    }

    fn unread(&self, source: sled::Error) -> StoreError {
        StoreError::ReadIndex { path: self.path.clone(), source }
    }

    fn unwritten(&self, source: sled::Error) -> StoreError {
        StoreError::WriteIndex { path: self.path.clone(), source }
    }
}

impl VerdictStore for SledStore {
    fn applied(&self) -> Option<Mark> {
        self.state.mark
    }

    fn apply(&mut self, batch: &RegionBatch, mark: Mark) -> Result<(), StoreError> {
        let mut entries = self.entries_of(batch)?;
        let mut state = State { mark: Some(mark), ..self.state };
        for (name, entries) in TREES.iter().zip(&entries) {
            for (key, value) in entries {
                state.sum.count(name, key, value);
            }
        }
        let [.., meta] = &mut entries;
        meta.push((STATE_KEY.to_vec(), self.encode(&state)?));
        let written: Result<_, TransactionError<Infallible>> = self.trees.transaction(|trees| {
            for (tree, entries) in trees.iter().zip(&entries) {
                for (key, value) in entries {
                    tree.insert(key.as_slice(), value.as_slice())?;
                }
            }
            Ok(())
        });
        match written {
            Ok(()) => self.state = state,
            Err(TransactionError::Storage(source)) => return Err(self.unwritten(source)),
            Err(TransactionError::Abort(never)) => match never {},
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.db.flush().map(|_n_bytes| ()).map_err(|source| self.unwritten(source))
    }

    fn verdicts(&self) -> impl Iterator<Item = Result<Verdict, StoreError>> {
        let [_, _, _, verdicts, _] = &self.trees;
        self.values(verdicts.iter())
    }

    fn verdicts_of(&self, region: RegionCode) -> impl Iterator<Item = Result<Verdict, StoreError>> {
        let [_, _, _, verdicts, _] = &self.trees;
        self.values(verdicts.scan_prefix(key::region(region)))
    }

    fn pages_of(&self, region: RegionCode) -> impl Iterator<Item = Result<PageRecord, StoreError>> {
        let [_, pages, ..] = &self.trees;
        self.values(pages.scan_prefix(key::region(region)))
    }

    fn missing_of(
        &self,
        region: RegionCode,
    ) -> impl Iterator<Item = Result<MissingPage, StoreError>> {
        let [_, _, missing, ..] = &self.trees;
        self.values(missing.scan_prefix(key::region(region)))
    }

    fn regions(&self) -> impl Iterator<Item = Result<RegionCode, StoreError>> {
        let [regions, ..] = &self.trees;
        self.values(regions.iter())
    }
}

/// sled's threads may still hold the lock of a database that this process has just closed.
fn wait_for_lock(index: &Path) -> Result<(), StoreError> {
    let path = index.join(LOCKED_FILE);
    let Ok(file) = File::open(&path) else { return Ok(()) };
    match lock::take(&file) {
        Ok(true) => Ok(()),
        Ok(false) => Err(StoreError::InUse { path }),
        Err(source) => Err(StoreError::Lock { path, source }),
    }
}

fn damaged(path: &Path, what: &str) -> StoreError {
    StoreError::IndexDamaged { path: path.to_owned(), what: what.to_owned() }
}

#[cfg(test)]
mod tests;
