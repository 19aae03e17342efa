//! A round in memory: its journal as far as it was read, what it comes to, and its board. One
//! request at a time works with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::broadcast;

use super::limits::REBUILD_SECONDS;
use super::news::News;
use super::problem::{self, Problem};
use super::sitting::Sitting;
use super::stamp::Stamp;
use super::tally::Tally;
use crate::manifest::Manifests;
use crate::panel::{Chosen, board, review_header, seat, settings};
use crate::report::Chain;
use crate::review::{Board, Desk, Leases, Now};
use crate::run::Event;
use crate::store::{Reader, StoreError, StoredReviews};

/// How the board is held.
#[derive(Debug)]
enum At {
    /// Read only, so that looking at a round leaves nothing in its directory.
    Looking(Box<Board>),
    /// With its record on disk: somebody works here.
    Working(Box<Desk>),
}

/// A round in memory.
#[derive(Debug)]
pub(super) struct Seat {
    pub(super) dir: PathBuf,
    pub(super) manifests: Arc<Manifests>,
    chosen: Chosen,
    pub(super) reader: Reader,
    pub(super) tally: Tally,
    /// Of each region in the journal's order, what a stream of events says of it.
    pub(super) said: Vec<Arc<str>>,
    at: At,
    /// Regions that the board has.
    n_on_board: usize,
    /// Second in which it was made.
    made_at: u64,
    read: Stamp,
    pub(super) sittings: BTreeMap<String, Sitting>,
    news: broadcast::Sender<News>,
}

impl Seat {
    /// Reads the round in a directory.
    pub(super) fn open(
        dir: &Path,
        manifests: Arc<Manifests>,
        chosen: Chosen,
        (news, now): (broadcast::Sender<News>, u64),
    ) -> Result<Self, Problem> {
        // Before reading, so that what comes meanwhile is read again.
        let read = Stamp::of(dir);
        let reader = Reader::open(dir).and_then(Reader::whole)?;
        if reader.header().edition != manifests.edition {
            let text = format!("{} ≠ {}", reader.header().edition, manifests.edition);
            return Err(Problem::new(problem::EDITION).detail(text));
        }
        let events = record(dir, &reader)?;
        let settings = settings(&reader, &manifests, &chosen)?;
        let board = board(&reader, &manifests, settings, events)?;
        let n_on_board = reader.regions().len();
        let mut seat = Self {
            dir: dir.to_owned(),
            chosen,
            n_on_board,
            made_at: now,
            read,
            sittings: BTreeMap::new(),
            at: At::Looking(Box::new(board)),
            tally: Tally::default(),
            said: Vec::new(),
            reader,
            manifests,
            news,
        };
        seat.count()?;
        Ok(seat)
    }

    /// The round with its reviews.
    pub(super) fn board(&self) -> &Board {
        match &self.at {
            At::Looking(board) => board,
            At::Working(desk) => desk.board(),
        }
    }

    /// The desk; from now on the round has a record of reviews.
    pub(super) fn desk(&mut self) -> Result<&mut Desk, Problem> {
        if matches!(self.at, At::Looking(_)) {
            if self.read.published > 0 {
                return Err(Problem::new(problem::PUBLISHED));
            }
            let settings = settings(&self.reader, &self.manifests, &self.chosen)?;
            let desk = seat(&self.dir, &self.reader, &self.manifests, settings)?;
            self.at = At::Working(Box::new(desk));
            self.n_on_board = self.reader.regions().len();
        }
        match &mut self.at {
            At::Working(desk) => Ok(desk),
            At::Looking(_) => Err(Problem::new(problem::INSIDE)),
        }
    }

    /// Who looks at what; nobody where nobody works.
    pub(super) fn leases(&mut self, now: &Now) -> Result<Leases, Problem> {
        match &mut self.at {
            At::Looking(_) => Ok(Leases::default()),
            At::Working(desk) => Ok(desk.leases(now)?),
        }
    }

    /// The state that everything here was made from, and the second from which on it is behind.
    pub(super) fn state(&self) -> (Stamp, Option<u64>) {
        let is_behind = self.n_on_board < self.reader.regions().len();
        (self.read, is_behind.then(|| self.made_at.saturating_add(REBUILD_SECONDS)))
    }

    /// Takes in what came into the round's files since.
    pub(super) fn catch_up(&mut self, now: u64) -> Result<(), Problem> {
        let stamp = Stamp::of(&self.dir);
        if stamp.journal != self.read.journal {
            let was_closed = self.reader.is_closed();
            self.reader.read_on()?;
            if let Some(damage) = self.reader.damage().first() {
                return Err(Problem::of(problem::STORE, &damage.what));
            }
            self.count()?;
            if self.reader.is_closed() && !was_closed {
                self.tell(News::Closed(self.said.len()));
            }
        }
        let n_regions = self.reader.regions().len();
        let is_due = now >= self.made_at.saturating_add(REBUILD_SECONDS);
        if self.n_on_board < n_regions && (self.reader.is_closed() || is_due) {
            self.lay_out_anew()?;
            (self.n_on_board, self.made_at) = (n_regions, now);
        }
        if stamp.reviews != self.read.reviews {
            self.take_reviews()?;
            self.tell(News::Reviews(self.board().ledger().n_events()));
        }
        self.read = stamp;
        Ok(())
    }

    /// Counts regions that were not counted yet.
    fn count(&mut self) -> Result<(), Problem> {
        let new: Vec<_> = self.reader.regions().skip(self.said.len()).collect();
        for region in new {
            let Some(stored) = self.reader.batch(region)? else { continue };
            self.tally.take(&stored.batch);
            let said = Event::region(self.manifests.regions.iter(), &stored.batch);
            let said: Arc<str> = serde_json::to_string(&said)?.into();
            self.said.push(Arc::clone(&said));
            self.tell(News::Region(self.said.len(), said));
        }
        Ok(())
    }

    fn lay_out_anew(&mut self) -> Result<(), Problem> {
        let Self { reader, manifests, chosen, dir, .. } = self;
        let settings = settings(reader, manifests, chosen)?;
        match &mut self.at {
            At::Looking(looking) => {
                let events = record(dir, reader)?;
                **looking = board(reader, manifests, settings, events)?;
            }
            At::Working(desk) => {
                let events = desk.board().ledger().events();
                let events = events.map(|(_, event)| event.clone()).collect();
                desk.lay_out(board(reader, manifests, settings, events)?);
            }
        }
        Ok(())
    }

    fn take_reviews(&mut self) -> Result<(), Problem> {
        match &mut self.at {
            At::Working(desk) => desk.refresh()?,
            At::Looking(board) => {
                let events = record(&self.dir, &self.reader)?;
                let n_known = usize::try_from(board.ledger().n_events()).unwrap_or(usize::MAX);
                board.take_all(events.into_iter().skip(n_known).collect());
            }
        }
        Ok(())
    }

    /// Nobody may be listening.
    fn tell(&self, news: News) {
        let _ = self.news.send(news);
    }
}

/// What people said so far, if it is of this round.
fn record(dir: &Path, reader: &Reader) -> Result<Vec<crate::model::ReviewEvent>, Problem> {
    let Some(stored) = StoredReviews::read(dir)? else { return Ok(Vec::new()) };
    if stored.header != review_header(reader)? {
        let path = dir.join(crate::store::REVIEWS_FILE);
        let error = StoreError::OtherReviews { path };
        return Err(Problem::new(problem::STORE).detail(Chain(&error).to_string()));
    }
    Ok(stored.events)
}
