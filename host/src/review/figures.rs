//! How well machines and people judge, measured on what was reviewed.
//!
//! Precision and recall come from questions that lots fell on alone: what was chosen because it
//! looked doubtful says nothing of the rest. A question counts once it is settled or has its
//! first answer; what was sent back or could not be told counts as neither right nor wrong.

mod people;

use std::collections::BTreeMap;

use bluebook_index::judges::Quality;
use bluebook_index::share::{Share, Z_95, recall};
use serde::Serialize;

pub use self::people::{Agreement, JudgeFigures, ReviewerFigures};
use super::board::Board;
use super::standing::State;
use super::task::{Class, Task, TaskState, wrong};
use crate::model::{Drawn, PointId};

/// Everything measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Questions that people may be asked.
    pub n_tasks: usize,
    /// Of these, settled.
    pub n_settled: usize,
    /// Of these, with one answer of two.
    pub n_half: usize,
    /// Of these, disputed.
    pub n_disputed: usize,
    /// Of these, answered on pages or under a rule that are no longer so, and open again.
    pub n_stale: usize,
    /// By family.
    pub probes: BTreeMap<String, Measured>,
    /// By family and criterion, as `family/criterion`.
    pub criteria: BTreeMap<String, Measured>,
    /// By point.
    pub points: BTreeMap<String, Measured>,
    /// How people agree, over all points.
    pub agreement: Agreement,
    /// The same by point, where anything was answered twice.
    pub agreement_by_point: BTreeMap<String, Agreement>,
    /// By person.
    pub reviewers: BTreeMap<String, ReviewerFigures>,
    /// Probes in quarantine, as `family` or `family/criterion`, and why.
    pub quarantined: BTreeMap<String, String>,
}

/// How well a machine judges.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Measured {
    /// Verdicts that found something.
    pub n_found: usize,
    /// Verdicts that found nothing.
    pub n_not_found: usize,
    /// Verdicts that people settled, however they came to them.
    pub n_reviewed: usize,
    /// Of these, wrong.
    pub n_wrong: usize,
    /// Of the found, reviewed by lot.
    pub n_found_by_lot: usize,
    /// Of these, right.
    pub n_found_right: usize,
    /// Of those that found nothing, reviewed by lot.
    pub n_not_found_by_lot: usize,
    /// Of these, where something is.
    pub n_missed: usize,
    /// Share of the found that is right; `None` before anything was reviewed by lot.
    pub precision: Option<f64>,
    /// Its 95 % interval (Wilson).
    pub precision_interval: [f64; 2],
    /// Share of what is there that was found.
    pub recall: Option<f64>,
    /// The interval that follows from those of its two samples.
    pub recall_interval: [f64; 2],
    #[serde(skip)]
    right: Share,
    #[serde(skip)]
    missed: Share,
}

impl Measured {
    fn take(&mut self, task: &Task, state: Option<&TaskState>) {
        match task.class {
            Class::Found => self.n_found += 1,
            Class::NotFound => self.n_not_found += 1,
            Class::Unknown => return,
        }
        let Some(state) = state else { return };
        let Some(is_wrong) = wrong(task, state) else { return };
        self.n_reviewed += 1;
        self.n_wrong += usize::from(is_wrong);
        if !state.drawn.is_some_and(Drawn::is_by_lot) {
            return;
        }
        match task.class {
            Class::Found => self.right.add(!is_wrong),
            Class::NotFound => self.missed.add(is_wrong),
            Class::Unknown => {}
        }
    }

    fn finish(&mut self) {
        (self.n_found_by_lot, self.n_found_right) = (self.right.n, self.right.hits);
        (self.n_not_found_by_lot, self.n_missed) = (self.missed.n, self.missed.hits);
        self.precision = self.right.value();
        self.precision_interval = self.right.wilson(Z_95);
        let measured = recall((self.right, self.n_found), (self.missed, self.n_not_found));
        self.recall = measured.map(|(value, _)| value);
        self.recall_interval = measured.map_or([0.0, 1.0], |(_, interval)| interval);
    }
}

/// A point's quality as the index takes it; never wrong where nothing was measured, and at least
/// a millionth, because the index divides by it.
pub fn quality_of(measured: Option<&Measured>) -> Quality {
    /// Below any share that can be measured.
    const LEAST: f64 = 1e-6;
    let share = |share: Option<f64>| share.map_or(1.0, |share| share.max(LEAST));
    let precision = share(measured.and_then(|one| one.precision));
    let recall = share(measured.and_then(|one| one.recall));
    Quality { precision, recall }
}

impl Figures {
    /// Everything that can be said of a board.
    pub fn of(board: &Board) -> Self {
        let mut figures = Self {
            n_tasks: board.tasks().len(),
            n_settled: 0,
            n_half: 0,
            n_disputed: 0,
            n_stale: 0,
            probes: BTreeMap::new(),
            criteria: BTreeMap::new(),
            points: BTreeMap::new(),
            agreement: Agreement::default(),
            agreement_by_point: BTreeMap::new(),
            reviewers: people::reviewers(board),
            quarantined: BTreeMap::new(),
        };
        for (position, task) in board.tasks().iter().enumerate() {
            let state = board.state(position);
            figures.count(board, task, state);
            let Some(cell) = board.cells().get(task.cell) else { continue };
            if cell.family.is_empty() {
                continue;
            }
            let criterion = format!("{}/{}", cell.family, cell.criterion);
            figures.probes.entry(cell.family.clone()).or_default().take(task, state);
            figures.criteria.entry(criterion).or_default().take(task, state);
            let point = task.target.point.0.clone();
            figures.points.entry(point).or_default().take(task, state);
        }
        let by_probe = figures.probes.values_mut().chain(figures.criteria.values_mut());
        by_probe.chain(figures.points.values_mut()).for_each(Measured::finish);
        (figures.agreement, figures.agreement_by_point) = people::agreements(board);
        for (_, quarantine) in board.ledger().quarantines() {
            let criterion = quarantine.criterion.as_ref();
            let name = criterion.map_or_else(
                || quarantine.family.clone(),
                |criterion| format!("{}/{criterion}", quarantine.family),
            );
            figures.quarantined.insert(name, quarantine.reason.clone());
        }
        figures
    }

    fn count(&mut self, board: &Board, task: &Task, state: Option<&TaskState>) {
        let Some(state) = state else { return };
        match state.state {
            State::Settled => self.n_settled += 1,
            State::Half => self.n_half += 1,
            State::Disputed => self.n_disputed += 1,
            State::Open => {
                let standing = board.ledger().standing(&task.target, &task.on, 1);
                self.n_stale += usize::from(standing.n_stale > 0);
            }
        }
    }

    /// The quality of a point's judge: that measured on the point where there is enough, else on
    /// its criterion, which several points may share.
    pub fn quality(&self, board: &Board, point: &PointId) -> Quality {
        /// Of fewer the interval is as wide as no knowledge.
        const ENOUGH: usize = 10;
        let own = self.points.get(&point.0);
        if own.is_some_and(|own| own.n_found_by_lot >= ENOUGH && own.n_not_found_by_lot >= ENOUGH) {
            return quality_of(own);
        }
        let task = board.tasks().iter().find(|task| task.target.point == *point);
        let cell = task.and_then(|task| board.cells().get(task.cell));
        let criterion = cell.map(|cell| format!("{}/{}", cell.family, cell.criterion));
        quality_of(criterion.and_then(|criterion| self.criteria.get(&criterion)))
    }
}
