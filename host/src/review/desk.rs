//! A board that is written to: the record on disk, leases, and the checks that need both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::board::Board;
use super::error::Refused;
use super::leases::Leases;
use super::ledger::named;
use super::queue::Picked;
use super::standing::State;
use super::task::Task;
use crate::model::{
    Act, Call, Decision, Drawn, Exhibit, Phase, ReviewEvent, ReviewHeader, Ruling, Target, Undo,
};
use crate::store::{ReviewLog, StoreError};

/// A moment, as the one clock says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// Seconds since 1970, for leases.
    pub seconds: u64,
    /// `YYYY-MM-DDThh:mm:ssZ`, for the record.
    pub utc: String,
}

/// Why a desk did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The event does not belong into the record.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The disk, or another process.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A question put to a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// What and why.
    pub picked: Picked,
    /// The task as it is now.
    pub task: Task,
}

/// A place to review a round from.
#[derive(Debug)]
pub struct Desk {
    dir: PathBuf,
    log: ReviewLog,
    board: Board,
    /// What each person put aside in this sitting.
    skipped: BTreeMap<String, BTreeSet<Target>>,
}

impl Desk {
    /// Sits down at the round in directory `dir`. `board` is made from the events of its record.
    ///
    /// # Errors
    ///
    /// If the record cannot be opened or is of another round.
    pub fn open(
        dir: &Path,
        header: &ReviewHeader,
        board: impl FnOnce(Vec<ReviewEvent>) -> Board,
    ) -> Result<Self, StoreError> {
        let (log, events) = ReviewLog::open(dir, header)?;
        Ok(Self { dir: dir.to_owned(), log, board: board(events), skipped: BTreeMap::new() })
    }

    /// The round with its reviews, as this process knows it.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The directory of the round.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The record on disk.
    pub fn log(&self) -> &ReviewLog {
        &self.log
    }

    /// Who looks at what at a moment.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn leases(&mut self, now: &Now) -> Result<Leases, StoreError> {
        let (locked, events) = self.log.lock()?;
        self.board.take_all(events);
        Ok(Leases::read(&locked.leases().unwrap_or_default(), now.seconds))
    }

    /// Puts another board on the desk: one over more of the same round, with the same record.
    pub fn lay_out(&mut self, board: Board) {
        debug_assert_eq!(board.ledger().n_events(), self.board.ledger().n_events());
        self.board = board;
    }

    /// Takes in what other processes recorded.
    ///
    /// # Errors
    ///
    /// If the record cannot be read.
    pub fn refresh(&mut self) -> Result<(), StoreError> {
        let (_locked, events) = self.log.lock()?;
        self.board.take_all(events);
        Ok(())
    }

    /// The next question for a person, which is then theirs for
    /// [`Settings::lease_seconds`](super::Settings::lease_seconds).
    ///
    /// # Errors
    ///
    /// If the record cannot be read or the lease not be written.
    pub fn next(
        &mut self,
        person: &str,
        drawn: Drawn,
        now: &Now,
    ) -> Result<Option<Assigned>, StoreError> {
        let (locked, events) = self.log.lock()?;
        self.board.take_all(events);
        let bytes = locked.leases().unwrap_or_default();
        let mut leases = Leases::read(&bytes, now.seconds);
        let skipped = self.skipped.get(person);
        let is_free = |task: &Task| {
            leases.is_free(&task.target, person)
                && skipped.is_none_or(|skipped| !skipped.contains(&task.target))
        };
        let Some(picked) = self.board.next(person, drawn, &is_free) else { return Ok(None) };
        let Some(task) = self.board.tasks().get(picked.task).cloned() else { return Ok(None) };
        let until = now.seconds.saturating_add(self.board.settings().lease_seconds);
        leases.give(task.target.clone(), person, until);
        locked.write_leases(&leases.bytes())?;
        Ok(Some(Assigned { picked, task }))
    }

    /// Several questions at once, leased for `lease_seconds`: for people who work elsewhere.
    ///
    /// # Errors
    ///
    /// As [`Self::next`].
    pub fn take_away(
        &mut self,
        person: &str,
        drawn: Drawn,
        (n_max, lease_seconds): (usize, u64),
        now: &Now,
    ) -> Result<Vec<Assigned>, StoreError> {
        let (locked, events) = self.log.lock()?;
        self.board.take_all(events);
        let bytes = locked.leases().unwrap_or_default();
        let mut leases = Leases::read(&bytes, now.seconds);
        let own: BTreeSet<Target> = leases.of(person).cloned().collect();
        let mut taken: Vec<Assigned> = Vec::new();
        let mut given: BTreeSet<Target> = BTreeSet::new();
        while taken.len() < n_max {
            let is_free =
                |task: &Task| leases.is_free(&task.target, person) && !given.contains(&task.target);
            let Some(picked) = self.board.next(person, drawn, &is_free) else { break };
            let Some(task) = self.board.tasks().get(picked.task).cloned() else { break };
            given.insert(task.target.clone());
            taken.push(Assigned { picked, task });
        }
        // What the person had taken before and is not in this table is free again.
        for target in &own {
            leases.end(target, person);
        }
        for Assigned { task, .. } in &taken {
            leases.give(task.target.clone(), person, now.seconds.saturating_add(lease_seconds));
        }
        locked.write_leases(&leases.bytes())?;
        Ok(taken)
    }

    /// Puts a question aside for this sitting, and gives it free.
    ///
    /// # Errors
    ///
    /// If leases cannot be written.
    pub fn skip(&mut self, person: &str, target: &Target, now: &Now) -> Result<(), StoreError> {
        self.skipped.entry(person.to_owned()).or_default().insert(target.clone());
        let (locked, events) = self.log.lock()?;
        self.board.take_all(events);
        let mut leases = Leases::read(&locked.leases().unwrap_or_default(), now.seconds);
        leases.end(target, person);
        locked.write_leases(&leases.bytes())
    }

    /// Records an answer to a question that was put as `picked`; gives the event's number.
    ///
    /// # Errors
    ///
    /// If the verdict is not there or changed since, if the answer is not complete, if the round is
    /// published, or if the disk fails. Nothing is recorded then.
    pub fn decide(
        &mut self,
        person: &str,
        assigned: &Assigned,
        (call, exhibits, reason): (Call, Vec<Exhibit>, String),
        now: &Now,
    ) -> Result<u64, DeskError> {
        let decision = Decision {
            target: assigned.task.target.clone(),
            on: assigned.task.on,
            call,
            exhibits,
            reason,
            drawn: assigned.picked.drawn,
            is_adjudication: assigned.picked.is_adjudication,
        };
        self.act(person, Act::Decided(decision), now)
    }

    /// A question that somebody named, as if it had been the next. Who has not answered yet where
    /// two disagree is the third.
    ///
    /// # Errors
    ///
    /// If the round has no such verdict.
    pub fn choose(&self, person: &str, target: &Target, drawn: Drawn) -> Result<Assigned, Refused> {
        let no_verdict = || Refused::NoVerdict(named(target));
        let position = self.board.find(target).ok_or_else(no_verdict)?;
        let task = self.board.tasks().get(position).cloned().ok_or_else(no_verdict)?;
        let state = self.board.state(position);
        let is_adjudication = state.is_some_and(|state| {
            state.state == State::Disputed && !state.people.iter().any(|one| one == person)
        });
        let is_blind = task.is_double && !is_adjudication;
        let picked = Picked { task: position, drawn, is_adjudication, is_blind };
        Ok(Assigned { picked, task })
    }

    /// Takes an event back.
    ///
    /// # Errors
    ///
    /// As [`Self::act`].
    pub fn undo(
        &mut self,
        person: &str,
        event: u64,
        reason: &str,
        now: &Now,
    ) -> Result<u64, DeskError> {
        self.act(person, Act::Undone(Undo { event, reason: reason.to_owned() }), now)
    }

    /// Records whatever happened, and gives the event's number. It is on the medium when this
    /// returns.
    ///
    /// # Errors
    ///
    /// If it does not belong into the record as that is by now, or if the disk fails.
    pub fn act(&mut self, person: &str, act: Act, now: &Now) -> Result<u64, DeskError> {
        let event = ReviewEvent { person: person.trim().to_owned(), at: now.utc.clone(), act };
        let (mut locked, events) = self.log.lock()?;
        self.board.take_all(events);
        check_against_round(&self.board, &event)?;
        self.board.ledger().check(&event)?;
        let number = locked.append(&event)?;
        if let Act::Decided(decision) = &event.act {
            let mut leases = Leases::read(&locked.leases().unwrap_or_default(), now.seconds);
            leases.end(&decision.target, &event.person);
            // The answer is kept; a lease that is not given back runs out.
            let _ = locked.write_leases(&leases.bytes());
        }
        drop(locked);
        self.board.take(event);
        Ok(number)
    }
}

/// Whether what an event is about is there, and is what was looked at.
fn check_against_round(board: &Board, event: &ReviewEvent) -> Result<(), Refused> {
    let (target, on) = match &event.act {
        Act::Decided(decision) => (&decision.target, Some(&decision.on)),
        Act::Gold(gold) => (&gold.target, Some(&gold.on)),
        Act::Objected(objection) => (&objection.target, None),
        Act::Ruled(Ruling { upheld: Some(upheld), .. }) => (&upheld.target, Some(&upheld.on)),
        Act::Ruled(Ruling { upheld: None, .. })
        | Act::Undone(_)
        | Act::Quarantined(_)
        | Act::Phase(Phase::Objections(_) | Phase::Embargo(_) | Phase::Final(_)) => return Ok(()),
    };
    let task = board.find(target).and_then(|at| board.tasks().get(at));
    let task = task.ok_or_else(|| Refused::NoVerdict(named(target)))?;
    // What comes back in a table may be of other pages: it is kept, and does not count.
    let is_kept_anyway =
        matches!(&event.act, Act::Decided(decision) if decision.drawn == Drawn::Offline);
    if on.is_some_and(|on| *on != task.on) && !is_kept_anyway {
        return Err(Refused::Stale(named(target)));
    }
    let Act::Decided(decision) = &event.act else { return Ok(()) };
    match &decision.call {
        Call::Confirm(finding)
            if finding.unknown_reason().is_some()
                || (*finding != task.machine && decision.on == task.on) =>
        {
            Err(Refused::NothingToConfirm(named(target)))
        }
        Call::Confirm(_) | Call::Correct(_) | Call::Reject | Call::CannotTell => Ok(()),
    }
}
