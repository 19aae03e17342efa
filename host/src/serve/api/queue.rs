//! How much there is to do, who is at it, and what waits for a decision.

use serde::Serialize;

use super::desk::ORDERS;
use crate::model::Text;
use crate::panel::{Answered, answered};
use crate::review::{Board, State, Task};
use crate::serve::answer::Answer;
use crate::serve::app::App;
use crate::serve::call::Call;
use crate::serve::problem::Problem;
use crate::serve::role::Role;

#[derive(Debug, Default, Serialize)]
struct Queue {
    n_open: usize,
    n_half: usize,
    n_disputed: usize,
    n_settled: usize,
    /// Points for people that nobody answered.
    n_for_people: usize,
    strategies: Vec<Strategy>,
    disputed: Vec<Disputed>,
    leases: Vec<Leased>,
}

#[derive(Debug, Serialize)]
struct Strategy {
    name: &'static str,
    zh: &'static str,
}

/// What waits for a decision.
#[derive(Debug, Serialize)]
struct Disputed {
    region: String,
    region_name: Option<Text>,
    point: String,
    title: Option<Text>,
    page: Option<String>,
    answers: Vec<Answered>,
}

/// Who looks at what.
#[derive(Debug, Serialize)]
struct Leased {
    region: String,
    point: String,
    page: Option<String>,
    person: String,
    until: u64,
}

/// The queue. What people said where they disagree is for those who decide.
pub(in crate::serve) fn queue(app: &App, call: &Call) -> Result<Answer, Problem> {
    let room = app.room(call.param("round"))?;
    let sees_all = call.may(Role::Adjudicator);
    let queue = room.work(call.now.seconds, |seat| {
        let leases = seat.leases(&call.now)?;
        let mut queue = count(seat.board(), sees_all);
        let own = call.asker.person.as_deref();
        let shown = leases.iter().filter(|(_, lease)| sees_all || own == Some(&lease.person));
        queue.leases = shown
            .map(|(target, lease)| Leased {
                region: target.region.to_string(),
                point: target.point.0.clone(),
                page: target.page.clone(),
                person: lease.person.clone(),
                until: lease.until,
            })
            .collect();
        Ok(queue)
    })?;
    Answer::json(&queue)
}

fn count(board: &Board, sees_disputed: bool) -> Queue {
    let strategies = ORDERS.iter().map(|one| Strategy { name: one.name(), zh: one.zh() });
    let mut queue = Queue { strategies: strategies.collect(), ..Queue::default() };
    for (at, task) in board.tasks().iter().enumerate() {
        match board.state(at).map_or(State::Open, |state| state.state) {
            State::Open => {
                queue.n_open += 1;
                queue.n_for_people += usize::from(task.is_for_people);
            }
            State::Half => queue.n_half += 1,
            State::Settled => queue.n_settled += 1,
            State::Disputed => {
                queue.n_disputed += 1;
                if sees_disputed {
                    queue.disputed.push(disputed(board, task));
                }
            }
        }
    }
    queue
}

fn disputed(board: &Board, task: &Task) -> Disputed {
    let point = board.system().points.get(task.point);
    Disputed {
        region: task.target.region.to_string(),
        region_name: board.region(task.region).map(|region| region.name.clone()),
        point: task.target.point.0.clone(),
        title: point.map(|point| point.title.clone()),
        page: task.target.page.clone(),
        answers: answered(board, task),
    }
}
