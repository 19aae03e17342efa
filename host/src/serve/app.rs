//! What all requests share.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use super::counters::Counters;
use super::gate::Gate;
use super::limits::Limits;
use super::problem::{self, Problem};
use super::room::Room;
use crate::evidence::utc;
use crate::manifest::Manifests;
use crate::panel::{Chosen, is_round_name, round_directories};
use crate::review::Now;
use crate::run::Stop;
use crate::store::JOURNAL_FILE;

/// Publishes a round by its name, as the command does; gives the lines the command writes.
pub type Publisher =
    dyn Fn(&str, &str, &[String]) -> Result<Vec<String>, Unpublished> + Send + Sync;

/// Why a round was not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpublished {
    /// What went wrong, on one line.
    pub text: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// What the command wrote before it gave up: findings of the audit.
    pub said: Vec<String>,
}

/// What all requests share.
pub(super) struct App {
    pub(super) gate: Gate,
    pub(super) limits: Limits,
    pub(super) counters: Counters,
    pub(super) stop: Stop,
    pub(super) n_streams: AtomicUsize,
    pub(super) manifests: Arc<Manifests>,
    pub(super) publisher: Box<Publisher>,
    clock: fn() -> SystemTime,
    /// The folder of the rounds.
    pub(super) rounds: PathBuf,
    /// Rounds that are served; all if empty.
    names: Vec<String>,
    chosen: Chosen,
    archives: Vec<PathBuf>,
    rooms: Mutex<BTreeMap<String, Arc<Room>>>,
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("rounds", &self.rounds).finish_non_exhaustive()
    }
}

/// Which rounds are served, and how.
#[derive(Debug, Clone)]
pub struct Served {
    /// Manifests of the edition.
    pub manifests: Arc<Manifests>,
    /// The folder of the rounds.
    pub rounds: PathBuf,
    /// Those that are served; all if empty.
    pub names: Vec<String>,
    /// How the panel works.
    pub chosen: Chosen,
    /// Archives of pages; each round's own if empty.
    pub archives: Vec<PathBuf>,
}

impl App {
    pub(super) fn new(
        gate: Gate,
        limits: Limits,
        served: Served,
        (stop, clock): (Stop, fn() -> SystemTime),
        publisher: Box<Publisher>,
    ) -> Self {
        let Served { manifests, rounds, names, chosen, archives } = served;
        let (counters, n_streams, rooms) =
            (Counters::default(), AtomicUsize::new(0), Mutex::default());
        Self {
            gate,
            limits,
            counters,
            stop,
            n_streams,
            manifests,
            publisher,
            clock,
            rounds,
            names,
            chosen,
            archives,
            rooms,
        }
    }

    /// The moment, as the record wants it.
    pub(super) fn now(&self) -> Now {
        let time = (self.clock)();
        Now { seconds: self.now_ms() / 1_000, utc: utc(time) }
    }

    /// Milliseconds since 1970.
    pub(super) fn now_ms(&self) -> u64 {
        let since = (self.clock)().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    /// The round of a name, if it is served. A name is a plain one, so that no path is made of it.
    pub(super) fn room(&self, name: &str) -> Result<Arc<Room>, Problem> {
        let none = || Problem::new(problem::NO_ROUND).detail(name);
        if !is_round_name(name) || !self.is_served(name) {
            return Err(none());
        }
        let dir = self.rounds.join(name);
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        if !dir.join(JOURNAL_FILE).is_file() {
            rooms.remove(name);
            return Err(none());
        }
        let room = rooms.entry(name.to_owned()).or_insert_with(|| {
            let manifests = Arc::clone(&self.manifests);
            Arc::new(Room::new(dir, manifests, self.chosen, &self.archives))
        });
        Ok(Arc::clone(room))
    }

    /// The directories of all rounds that are served.
    pub(super) fn directories(&self) -> Result<Vec<PathBuf>, Problem> {
        let all =
            round_directories(&self.rounds).map_err(|error| Problem::of(problem::STORE, &error))?;
        let is_served = |dir: &PathBuf| {
            dir.file_name().and_then(|name| name.to_str()).is_some_and(|name| self.is_served(name))
        };
        Ok(all.into_iter().filter(is_served).collect())
    }

    fn is_served(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|one| one == name)
    }

    /// Rounds that somebody asked for.
    pub(super) fn open_rooms(&self) -> Vec<Arc<Room>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}
