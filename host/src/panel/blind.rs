//! What of the record a person may see while questions are blind.
//!
//! Two people who answer one question see neither each other's answer nor what follows from it
//! until both have answered, and nobody who is measured by known answers sees which they are. Once a
//! round is final everything is open.

use super::event::EventRow;
use crate::model::{Act, Decision, ReviewEvent};
use crate::review::{Board, Ledger, State};

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight<'s> {
    /// By name, if the name is known.
    pub person: Option<&'s str>,
    /// Whether the person keeps the known answers.
    pub sees_gold: bool,
}

impl Sight<'_> {
    /// Whether what was said on a task is kept from this person.
    pub fn is_blind(&self, board: &Board, task: usize) -> bool {
        let Some(state) = board.state(task) else { return false };
        let is_double = board.tasks().get(task).is_some_and(|task| task.is_double);
        let is_half = is_double && state.state == State::Half;
        board.ledger().final_on().is_none() && (is_half || (state.is_gold && !self.sees_gold))
    }

    /// An event as this person may see it.
    pub fn event(&self, board: &Board, number: u64, event: &ReviewEvent) -> EventRow {
        let row = EventRow::of(number, event, board.ledger());
        let is_hidden = match &event.act {
            Act::Decided(Decision { target, .. }) => {
                let is_own = self.person == Some(event.person.as_str());
                !is_own && board.find(target).is_some_and(|task| self.is_blind(board, task))
            }
            Act::Gold(_) => !self.sees_gold && board.ledger().final_on().is_none(),
            Act::Undone(_)
            | Act::Quarantined(_)
            | Act::Objected(_)
            | Act::Ruled(_)
            | Act::Phase(_) => false,
        };
        if is_hidden { row.hidden() } else { row }
    }

    /// The record as this person may see it: nothing was said of blind questions.
    pub fn ledger(&self, board: &Board) -> Ledger {
        let is_blind = |task| self.is_blind(board, task);
        board.ledger().without(|target| board.find(target).is_some_and(is_blind))
    }
}
