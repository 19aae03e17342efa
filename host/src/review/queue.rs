//! What a person is asked next.

use bluebook_index::effect::{Open, Standings, worths};

use super::board::Board;
use super::standing::State;
use super::task::{Class, Task, TaskState};
use crate::model::Drawn;

/// Chance that a verdict is wrong before anything of its kind was looked at, however sure the
/// judge is: no probe is perfect.
const WRONG_MIN: f64 = 0.05;

/// Verdicts that what is thought beforehand weighs as much as.
const PRIOR_WEIGHT: f64 = 4.0;

/// A task for a person, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picked {
    /// Position in [`Board::tasks`].
    pub task: usize,
    /// How it came to the person, which goes on the record.
    pub drawn: Drawn,
    /// Whether the person decides between two others.
    pub is_adjudication: bool,
    /// Whether somebody else has answered, or will, and nobody sees the other's answer.
    pub is_blind: bool,
}

impl Board {
    /// What `person` is asked next; `None` if nothing is left for them. `is_free` says whether
    /// nobody else is looking at a task.
    ///
    /// One question in [`Settings::gold_every`](super::Settings::gold_every) has a known answer.
    /// Otherwise second answers come first, in the same order, so that pairs do not lie half done.
    pub fn next(
        &self,
        person: &str,
        drawn: Drawn,
        is_free: &dyn Fn(&Task) -> bool,
    ) -> Option<Picked> {
        let free = |position: usize| self.tasks().get(position).is_some_and(is_free);
        if let Some(task) = self.next_gold(person, &free) {
            return Some(self.picked(task, drawn, false));
        }
        if drawn == Drawn::Disagreement {
            return self.next_disputed(person, &free);
        }
        let half = |position: &usize| self.is_half_for(*position, person) && free(*position);
        let touched = self.touched().map(|(position, _)| position);
        if let Some(task) = touched.filter(half).min_by_key(|at| self.lot(*at)) {
            let drawn = self.state(task).and_then(|state| state.drawn).unwrap_or(drawn);
            return Some(self.picked(task, drawn, false));
        }
        let may = |position: usize| self.is_open_for(position, person) && free(position);
        let all = || (0..self.tasks().len()).filter(|position| may(*position));
        let task = match drawn {
            Drawn::Effect => self.most_worth(&may),
            Drawn::Confidence => {
                let below = |at: &usize| {
                    let task = self.tasks().get(*at);
                    task.is_some_and(|task| task.confidence < self.settings.review_below)
                };
                all().filter(below).min_by_key(|at| (self.confidence(*at), self.lot(*at)))
            }
            Drawn::Sample => self.next_sampled(&may),
            // In the round's order: a region's pages are opened once.
            Drawn::People => {
                all().find(|at| self.tasks().get(*at).is_some_and(|task| task.is_for_people))
            }
            Drawn::Disagreement
            | Drawn::Audit
            | Drawn::Chosen
            | Drawn::Offline
            | Drawn::Carried => all().min_by_key(|at| self.lot(*at)),
        };
        task.map(|task| self.picked(task, drawn, false))
    }

    /// All open tasks by effect, the most worth first: what [`Self::next`] takes one by one.
    pub fn by_effect(&self, may: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut worths = self.worths(may);
        worths.sort_by(|(a, one), (b, other)| other.total_cmp(one).then(a.cmp(b)));
        worths.into_iter().map(|(position, _)| position).collect()
    }

    fn most_worth(&self, may: &dyn Fn(usize) -> bool) -> Option<usize> {
        let worths = self.worths(may).into_iter();
        // Of equals the first, as the round lists them.
        worths.reduce(|best, one| if one.1 > best.1 { one } else { best }).map(|(task, _)| task)
    }

    /// What looking at each open task that `may` be asked is worth.
    fn worths(&self, may: &dyn Fn(usize) -> bool) -> Vec<(usize, f64)> {
        let totals: Vec<Option<f64>> = self
            .scores()
            .iter()
            .map(|score| score.total.score.filter(|_| score.vetoes.is_empty()))
            .collect();
        let cuts: Vec<f64> = self.system.classes.iter().map(|cut| cut.at_least / 100.0).collect();
        let standings = Standings { totals: &totals, cuts: &cuts, top: self.settings.top };
        let (mut positions, mut opens) = (Vec::new(), Vec::new());
        for (position, task) in self.tasks().iter().enumerate() {
            let is_open = self.state(position).is_none_or(|state| state.state == State::Open);
            if is_open {
                positions.push(position);
                opens.push(self.open(task));
            }
        }
        let worths = positions.into_iter().zip(worths(&standings, &opens));
        worths.filter(|(position, _)| may(*position)).collect()
    }

    fn open(&self, task: &Task) -> Open {
        let score = self.scores().get(task.region);
        let point = score.and_then(|score| score.points.get(task.point));
        let weight = point.map_or(0.0, |point| {
            let n_verdicts = f64::from(point.n_verdicts().max(1));
            // What is unknown takes its full weight from its siblings when it becomes known.
            let of_point =
                if task.score.is_some() { point.node.weight } else { point.node.full_weight };
            of_point / n_verdicts
        });
        Open { region: task.region, weight, score: task.score, wrong: self.chance_wrong(task) }
    }

    /// The chance that a verdict is wrong: what was found of its kind, and before that what the
    /// judge says of itself.
    pub fn chance_wrong(&self, task: &Task) -> f64 {
        let unsure = 1.0 - f64::from(task.confidence) / 1000.0;
        let prior = unsure.max(WRONG_MIN);
        let seen = self.wrong().get(task.cell).copied().unwrap_or_default();
        let count = bluebook_index::number::count;
        (count(seen.hits) + PRIOR_WEIGHT * prior) / (count(seen.n) + PRIOR_WEIGHT)
    }

    fn next_gold(&self, person: &str, free: &dyn Fn(usize) -> bool) -> Option<usize> {
        let every = self.settings.gold_every.max(1);
        if self.ledger.n_decided(person) % every != every - 1 {
            return None;
        }
        let fits = |(position, state): &(usize, &TaskState)| {
            state.is_gold && !has(state, person) && free(*position)
        };
        self.touched().filter(fits).map(|(at, _)| at).min_by_key(|at| self.lot(*at))
    }

    /// Where people disagree, then where one person contradicts the machine.
    fn next_disputed(&self, person: &str, free: &dyn Fn(usize) -> bool) -> Option<Picked> {
        let mine = |(position, state): &(usize, &TaskState)| !has(state, person) && free(*position);
        let disputed = self.touched().filter(mine).find(|(_, s)| s.state == State::Disputed);
        if let Some((task, _)) = disputed {
            return Some(self.picked(task, Drawn::Disagreement, true));
        }
        let single = self.touched().filter(mine).find(|(_, state)| state.is_contradicted);
        single.map(|(task, _)| self.picked(task, Drawn::Disagreement, false))
    }

    fn picked(&self, task: usize, drawn: Drawn, is_adjudication: bool) -> Picked {
        let is_double = self.tasks().get(task).is_some_and(|task| task.is_double);
        let is_gold = self.state(task).is_some_and(|state| state.is_gold);
        let is_blind = !is_adjudication && (is_double || is_gold);
        Picked { task, drawn, is_adjudication, is_blind }
    }

    fn touched(&self) -> impl Iterator<Item = (usize, &TaskState)> {
        self.states.iter().enumerate().filter_map(|(at, state)| Some((at, state.as_deref()?)))
    }

    fn is_open_for(&self, position: usize, person: &str) -> bool {
        // What is known beforehand comes by its own way.
        let Some(state) = self.state(position) else { return true };
        state.state == State::Open && !state.is_gold && !has(state, person)
    }

    fn is_half_for(&self, position: usize, person: &str) -> bool {
        self.state(position).is_some_and(|state| {
            state.state == State::Half && !has(state, person) && !state.is_gold
        })
    }

    fn lot(&self, position: usize) -> u64 {
        self.tasks().get(position).map_or(u64::MAX, |task| task.lot)
    }

    /// Per mille; what is unknown or for people has no confidence to go by, and comes last.
    fn confidence(&self, position: usize) -> u16 {
        let task = self.tasks().get(position);
        task.filter(|task| task.class != Class::Unknown).map_or(u16::MAX, |task| task.confidence)
    }
}

fn has(state: &TaskState, person: &str) -> bool {
    state.people.iter().any(|one| one == person)
}
