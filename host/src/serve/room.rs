//! One round that is served: whoever asks for it meets here.

mod follow;
mod pages;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use tokio::sync::broadcast;

pub(super) use self::follow::Followed;
use self::pages::Pages;
use super::limits::NEWS_MAX;
use super::news::News;
use super::problem::Problem;
use super::seat::Seat;
use super::shelf::Shelf;
use super::stamp::Stamp;
use crate::manifest::Manifests;
use crate::panel::Chosen;

/// One round that is served.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) name: String,
    pub(super) dir: PathBuf,
    manifests: Arc<Manifests>,
    chosen: Chosen,
    shelf: Mutex<Shelf>,
    /// Read when somebody first asks for it.
    seat: Mutex<Option<Seat>>,
    pages: Pages,
    /// The report and what it was made from.
    report: Mutex<Option<(Stamp, Bytes)>>,
    news: broadcast::Sender<News>,
    n_followers: AtomicUsize,
    is_watched: AtomicBool,
}

impl Room {
    pub(super) fn new(
        dir: PathBuf,
        manifests: Arc<Manifests>,
        chosen: Chosen,
        archives: &[PathBuf],
    ) -> Self {
        let name = dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self {
            name,
            pages: Pages::new(archives),
            dir,
            manifests,
            chosen,
            shelf: Mutex::default(),
            seat: Mutex::default(),
            report: Mutex::default(),
            news: broadcast::Sender::new(NEWS_MAX),
            n_followers: AtomicUsize::new(0),
            is_watched: AtomicBool::new(false),
        }
    }

    /// Works with the round as it is now. Others wait; what takes long is done outside.
    pub(super) fn work<T>(
        &self,
        now: u64,
        work: impl FnOnce(&mut Seat) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        // A panic in work is one failed request; the files are the truth, so the round is read anew.
        let mut place = self.seat.lock().unwrap_or_else(|poisoned| {
            self.seat.clear_poison();
            let mut place = poisoned.into_inner();
            *place = None;
            place
        });
        let mut seat = if let Some(seat) = place.take() {
            seat
        } else {
            let (dir, news) = (&self.dir, self.news.clone());
            Seat::open(dir, Arc::clone(&self.manifests), self.chosen, (news, now))?
        };
        seat.catch_up(now)?;
        work(place.insert(seat))
    }

    /// An answer that follows from the round's state alone, made once for a state.
    pub(super) fn made(
        &self,
        key: &str,
        now: u64,
        make: impl FnOnce(&mut Seat) -> Result<Vec<u8>, Problem>,
    ) -> Result<Bytes, Problem> {
        if let Some(ready) = self.ready(key, Stamp::of(&self.dir), now) {
            return Ok(ready);
        }
        self.work(now, |seat| {
            // Somebody else may have made it while this one waited.
            let (stamp, stale_at) = seat.state();
            if let Some(ready) = self.ready(key, stamp, now) {
                return Ok(ready);
            }
            let bytes = Bytes::from(make(seat)?);
            let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
            shelf.put(key.to_owned(), bytes.clone(), (stamp, stale_at));
            Ok(bytes)
        })
    }

    fn ready(&self, key: &str, stamp: Stamp, now: u64) -> Option<Bytes> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner).get(key, stamp, now)
    }

    /// The report of the round's state, made once for a state and not while others wait.
    pub(super) fn report(
        &self,
        now: u64,
        make: impl FnOnce() -> Result<Vec<u8>, Problem>,
    ) -> Result<Bytes, Problem> {
        let mut report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
        let stamp = self.work(now, |seat| Ok(seat.state().0))?;
        if let Some((made_from, bytes)) = &*report
            && *made_from == stamp
        {
            return Ok(bytes.clone());
        }
        let bytes = Bytes::from(make()?);
        *report = Some((stamp, bytes.clone()));
        Ok(bytes)
    }
}
