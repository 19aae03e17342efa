//! A round with its reviews in memory: every question, where it stands, and the scores that
//! follow.

use std::collections::BTreeMap;

use bluebook_index::share::Share;

use super::effective::effective;
use super::ledger::Ledger;
use super::on::reviewed_on;
use super::standing::Outcome;
use super::task::{Cell, Settings, Task, TaskState, class_of, is_for_anybody, lot, wrong};
use crate::aggregate::{RegionScore, Scored, score_point, score_region};
use crate::model::{
    Call, IndicatorSystem, Judge, Region, RegionCode, ReviewEvent, ReviewMark, Target, Verdict,
};

/// A round with its reviews.
#[derive(Debug)]
pub struct Board {
    pub(super) system: IndicatorSystem,
    pub(super) settings: Settings,
    pub(super) ledger: Ledger,
    pub(super) regions: Vec<(RegionCode, Option<Region>)>,
    verdicts: Vec<Vec<Verdict>>,
    /// Effective scores of [`Self::regions`].
    scores: Vec<RegionScore>,
    tasks: Vec<Task>,
    by_target: BTreeMap<Target, usize>,
    /// Of tasks that anybody said anything of; as [`Self::tasks`].
    pub(super) states: Vec<Option<Box<TaskState>>>,
    cells: Vec<Cell>,
    /// Of each cell, how many reviewed verdicts were wrong.
    wrong: Vec<Share>,
}

impl Board {
    /// A board over the verdicts of each region. Regions are put in the order of their codes.
    pub fn new(
        system: &IndicatorSystem,
        regions: &[Region],
        mut judged: Vec<(RegionCode, Vec<Verdict>)>,
        events: Vec<ReviewEvent>,
        settings: Settings,
    ) -> Self {
        judged.sort_by_key(|(code, _)| *code);
        let known = |code: RegionCode| regions.iter().find(|region| region.code == code).cloned();
        let mut board = Self {
            system: system.clone(),
            settings,
            ledger: Ledger::of(events),
            regions: judged.iter().map(|(code, _)| (*code, known(*code))).collect(),
            verdicts: Vec::with_capacity(judged.len()),
            scores: Vec::with_capacity(judged.len()),
            tasks: Vec::new(),
            by_target: BTreeMap::new(),
            states: Vec::new(),
            cells: Vec::new(),
            wrong: Vec::new(),
        };
        board.lay_out(&judged);
        for (code, verdicts) in judged {
            let counting = effective(&board.system, &verdicts, &board.ledger).verdicts;
            board.scores.push(score_region(&board.system, code, &counting));
            board.verdicts.push(verdicts);
        }
        let touched: Vec<usize> = board
            .ledger
            .targets()
            .filter_map(|target| board.by_target.get(target).copied())
            .collect();
        for task in touched {
            board.restate(task);
        }
        board
    }

    fn lay_out(&mut self, judged: &[(RegionCode, Vec<Verdict>)]) {
        let positions: BTreeMap<_, usize> =
            self.system.points.iter().enumerate().map(|(at, point)| (&point.id, at)).collect();
        let mut cells: BTreeMap<Cell, usize> = BTreeMap::new();
        let mut tasks = Vec::new();
        for (region, (_, verdicts)) in judged.iter().enumerate() {
            for verdict in verdicts {
                let Some(at) = positions.get(&verdict.point).copied() else { continue };
                let Some(point) = self.system.points.get(at) else { continue };
                if !is_for_anybody(verdict) {
                    continue;
                }
                let score = match score_point(&point.score, &verdict.finding) {
                    Ok(Scored::Known(score)) => Some(score),
                    Ok(Scored::Unknown(_)) | Err(_) => None,
                };
                let class = class_of(score);
                let cell = Cell {
                    family: verdict.provenance.family.clone(),
                    criterion: verdict.provenance.criterion.clone(),
                    class,
                };
                let n_cells = cells.len();
                let target = Target::of(verdict);
                let lot = lot(self.settings.seed, &target);
                tasks.push(Task {
                    on: reviewed_on(verdict, Some(point)),
                    point: at,
                    region,
                    machine: verdict.finding.clone(),
                    score,
                    class,
                    confidence: verdict.confidence.per_mille(),
                    cell: *cells.entry(cell).or_insert(n_cells),
                    is_for_people: point.judge == Judge::Person,
                    // Other digits than the lot's own order.
                    is_double: (lot >> 20) % 1000 < u64::from(self.settings.double_per_mille),
                    lot,
                    target,
                });
            }
        }
        self.by_target =
            tasks.iter().enumerate().map(|(at, task)| (task.target.clone(), at)).collect();
        self.states = tasks.iter().map(|_| None).collect();
        self.tasks = tasks;
        self.wrong = vec![Share::default(); cells.len()];
        let mut named: Vec<(Cell, usize)> = cells.into_iter().collect();
        named.sort_by_key(|(_, at)| *at);
        self.cells = named.into_iter().map(|(cell, _)| cell).collect();
    }

    /// Takes an event of the record; what follows from it is there when this returns.
    pub fn take(&mut self, event: ReviewEvent) {
        let is_for_all = super::cells::concerns_probes(&self.ledger, &event);
        let touched = self.ledger.take(event);
        for target in touched {
            let Some(task) = self.by_target.get(&target).copied() else { continue };
            self.restate(task);
            if let Some(region) = self.tasks.get(task).map(|task| task.region) {
                self.rescore(region);
            }
        }
        if is_for_all {
            for region in 0..self.regions.len() {
                self.rescore(region);
            }
        }
    }

    /// Takes several.
    pub fn take_all(&mut self, events: Vec<ReviewEvent>) {
        for event in events {
            self.take(event);
        }
    }

    fn rescore(&mut self, region: usize) {
        let Some((code, _)) = self.regions.get(region) else { return };
        let Some(verdicts) = self.verdicts.get(region) else { return };
        let counting = effective(&self.system, verdicts, &self.ledger).verdicts;
        if let Some(score) = self.scores.get_mut(region) {
            *score = score_region(&self.system, *code, &counting);
        }
    }

    /// Looks anew at where a task stands.
    fn restate(&mut self, position: usize) {
        let Some(task) = self.tasks.get(position) else { return };
        let n_wanted = if task.is_double { 2 } else { 1 };
        let standing = self.ledger.standing(&task.target, &task.on, n_wanted);
        let finding = standing.outcome.as_ref().map(Outcome::finding);
        let rule = self.system.points.get(task.point).map(|point| &point.score);
        let score = rule.zip(finding.as_ref()).and_then(|(rule, finding)| {
            match score_point(rule, finding) {
                Ok(Scored::Known(score)) => Some(score),
                Ok(Scored::Unknown(_)) | Err(_) => None,
            }
        });
        let contradicts = |call: &Call| matches!(call, Call::Correct(_) | Call::Reject);
        let state = TaskState {
            state: standing.state,
            people: standing.voices.iter().map(|voice| voice.person.to_owned()).collect(),
            is_contradicted: !task.is_for_people
                && standing.voices.len() == 1
                && standing.voices.iter().any(|voice| contradicts(&voice.decision.call)),
            is_gold: self.ledger.gold(&task.target, &task.on).is_some(),
            drawn: standing.voices.first().map(|voice| voice.decision.drawn),
            finding,
            score,
        };
        let (cell, before) = (task.cell, self.state(position).and_then(|s| wrong(task, s)));
        let now = wrong(task, &state);
        if let Some(share) = self.wrong.get_mut(cell) {
            if let Some(was_wrong) = before {
                share.hits -= usize::from(was_wrong);
                share.n -= 1;
            }
            if let Some(is_wrong) = now {
                share.add(is_wrong);
            }
        }
        if let Some(slot) = self.states.get_mut(position) {
            *slot = Some(Box::new(state));
        }
    }

    /// The indicator system.
    pub fn system(&self) -> &IndicatorSystem {
        &self.system
    }

    /// The record.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How the panel works.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Every question, by region, then as the round has them.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// Families, criteria and classes there are.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Of each cell, how many of the reviewed verdicts were wrong.
    pub fn wrong(&self) -> &[Share] {
        &self.wrong
    }

    /// Effective scores, by region code.
    pub fn scores(&self) -> &[RegionScore] {
        &self.scores
    }

    /// Where a task stands; `None` if nobody said anything of it.
    pub fn state(&self, task: usize) -> Option<&TaskState> {
        self.states.get(task)?.as_deref()
    }

    /// The position of a question's task.
    pub fn find(&self, target: &Target) -> Option<usize> {
        self.by_target.get(target).copied()
    }

    /// A region as the manifests have it.
    pub fn region(&self, position: usize) -> Option<&Region> {
        self.regions.get(position)?.1.as_ref()
    }

    /// The machine's verdicts of a region; `None` if it is not on the board.
    pub fn verdicts_of(&self, region: RegionCode) -> Option<&[Verdict]> {
        let at = self.regions.binary_search_by_key(&region, |(code, _)| *code).ok()?;
        self.verdicts.get(at).map(Vec::as_slice)
    }

    /// What people had a say in, by region: reviewed, disputed, or of a probe in quarantine.
    pub fn marks(&self) -> Vec<ReviewMark> {
        let is_quiet = self.ledger.quarantines().next().is_none();
        let touched = self.states.iter().zip(&self.tasks).filter(|(state, task)| {
            let cell = self.cells.get(task.cell);
            let is_stopped = |cell: &Cell| {
                !is_quiet && self.ledger.quarantine(&cell.family, &cell.criterion).is_some()
            };
            state.is_some() || cell.is_some_and(is_stopped)
        });
        let verdicts: Vec<Verdict> =
            touched.filter_map(|(_, task)| self.verdict(task).cloned()).collect();
        effective(&self.system, &verdicts, &self.ledger).marks
    }

    /// The machine's verdict on a question.
    pub fn verdict(&self, task: &Task) -> Option<&Verdict> {
        let verdicts = self.verdicts.get(task.region)?;
        verdicts.iter().find(|one| one.point == task.target.point && one.page == task.target.page)
    }
}
