//! What one person has on the desk: questions that are open, and answers that can be taken back.

use std::collections::VecDeque;

use super::limits::{QUESTIONS_MAX, UNDO_MAX};
use super::problem::{self, Problem};
use super::sessions::Secret;
use crate::model::Target;
use crate::review::Assigned;

/// A sitting of a person; it ends with the server.
#[derive(Debug, Default)]
pub(super) struct Sitting {
    open: VecDeque<(String, Assigned)>,
    recorded: VecDeque<(u64, Assigned)>,
    pub(super) n_recorded: usize,
}

impl Sitting {
    /// Puts a question on the desk; gives what it is called.
    ///
    /// The name is random and the question is kept here, so that nobody says of a question they
    /// chose that it was drawn by lot.
    pub(super) fn put(&mut self, assigned: Assigned) -> Result<String, Problem> {
        let secret = Secret::new().map_err(|error| Problem::of(problem::INSIDE, &error))?;
        let id = secret.digest().hex();
        if self.open.len() >= QUESTIONS_MAX {
            self.open.pop_front();
        }
        self.open.push_back((id.clone(), assigned));
        Ok(id)
    }

    /// The question of a name.
    pub(super) fn get(&self, id: &str) -> Result<&Assigned, Problem> {
        let found = self.open.iter().find(|(known, _)| known == id);
        found.map(|(_, assigned)| assigned).ok_or_else(|| Problem::new(problem::QUESTION_GONE))
    }

    /// Takes a question off the desk, in every tab.
    pub(super) fn close(&mut self, target: &Target) {
        self.open.retain(|(_, assigned)| assigned.task.target != *target);
    }

    /// Remembers an answer.
    pub(super) fn recorded(&mut self, event: u64, assigned: Assigned) {
        self.close(&assigned.task.target);
        if self.recorded.len() >= UNDO_MAX {
            self.recorded.pop_front();
        }
        self.recorded.push_back((event, assigned));
        self.n_recorded += 1;
    }

    /// The answer given last that was not taken back.
    pub(super) fn last(&self) -> Option<u64> {
        self.recorded.back().map(|(event, _)| *event)
    }

    /// Forgets an answer that was taken back; gives its question.
    pub(super) fn undone(&mut self, event: u64) -> Option<Assigned> {
        let at = self.recorded.iter().position(|(known, _)| *known == event)?;
        self.n_recorded = self.n_recorded.saturating_sub(1);
        self.recorded.remove(at).map(|(_, assigned)| assigned)
    }
}
