//! What the order by effect saves, and how long the next question takes.

use std::time::Duration;

use bluebook::aggregate::{RegionScore, rank};
use bluebook::model::{Drawn, Finding, RegionCode};
use bluebook::review::{Board, Settings};
use rustix::time::{ClockId, clock_gettime};

use super::made::{Made, call, decided, quantity, settings};

const REGIONS: usize = 333;
const TOP: usize = 50;
/// Questions between two looks at the ranking.
const STEP: usize = 100;

/// Weights that sum to 100, from 1 to 3 times the least.
fn weights(n_points: usize) -> Vec<f64> {
    let raw: Vec<f64> = (0..n_points).map(|at| 1.0 + quantity(at % 5) / 2.0).collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|weight| 100.0 * weight / sum).collect()
}

/// The first ranks, ties by code.
fn top(scores: &[RegionScore]) -> Vec<(RegionCode, Option<u32>)> {
    let places = rank(scores, &[], 0.0).into_iter().take(TOP);
    places.map(|place| (place.region, place.rank)).collect()
}

/// Reviews after which the first ranks are those of the truth and stay so.
fn reviews_needed(
    made: &Made,
    mut board: Board,
    expected: &[(RegionCode, Option<u32>)],
    next: impl Fn(&Board) -> Vec<usize>,
) -> usize {
    let (mut n_reviews, mut needed) = (0, 0);
    loop {
        let step: Vec<usize> = next(&board).into_iter().take(STEP).collect();
        if step.is_empty() {
            return needed;
        }
        for position in step {
            let task = board.tasks()[position].clone();
            let found = Finding::Truth(made.truth[&task.target]);
            board.take(decided("甲", &task, call(&task, &found), (Drawn::Effect, false)));
            n_reviews += 1;
        }
        if top(board.scores()) != expected {
            needed = n_reviews + STEP;
        }
    }
}

#[test]
fn by_effect_the_top_is_fixed_with_a_third_of_the_reviews() {
    let wrong = |point: usize| [0.01, 0.03, 0.06, 0.1][point % 4];
    let made = Made::new(REGIONS, &weights(30), wrong, 2019);
    let panel = Settings { top: Some(TOP), double_per_mille: 0, ..settings(1) };
    let truth: Vec<RegionScore> = {
        let mut all = made.board(panel.clone());
        for position in 0..all.tasks().len() {
            let task = all.tasks()[position].clone();
            if Finding::Truth(made.truth[&task.target]) != task.machine {
                let found = Finding::Truth(made.truth[&task.target]);
                all.take(decided("甲", &task, call(&task, &found), (Drawn::Effect, false)));
            }
        }
        all.scores().to_vec()
    };
    let expected = top(&truth);
    let board = made.board(panel.clone());
    assert_ne!(top(board.scores()), expected, "nothing is to be fixed");
    let open = |board: &Board, at: usize| board.state(at).is_none();
    let by_effect = reviews_needed(&made, made.board(panel.clone()), &expected, |board| {
        board.by_effect(&|at| open(board, at))
    });
    let at_random = reviews_needed(&made, board, &expected, |board| {
        let mut left: Vec<usize> = (0..board.tasks().len()).filter(|at| open(board, *at)).collect();
        left.sort_by_key(|at| board.tasks()[*at].lot);
        left
    });
    let n_tasks = made.board(panel).tasks().len();
    eprintln!(
        "top {TOP} of {REGIONS} fixed after {by_effect} reviews by effect, {at_random} at random, of \
         {n_tasks}: {:.1} times fewer",
        quantity(at_random) / quantity(by_effect)
    );
    assert!(by_effect * 3 <= at_random, "{by_effect} against {at_random}");
}

/// What this thread has computed: other tests run beside it.
fn cpu_time() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap()
}

#[test]
fn the_next_of_66_600_comes_at_once() {
    let made = Made::new(REGIONS, &weights(200), |_| 0.05, 1);
    let began = cpu_time();
    let mut board = made.board(settings(1));
    eprintln!(
        "{} verdicts laid out in {:?}",
        board.tasks().len(),
        cpu_time().saturating_sub(began)
    );
    for drawn in
        [Drawn::Effect, Drawn::Confidence, Drawn::Disagreement, Drawn::Audit, Drawn::Sample]
    {
        let mut slowest = Duration::ZERO;
        for _ in 0..5 {
            let began = cpu_time();
            let picked = board.next("甲", drawn, &|_| true);
            slowest = slowest.max(cpu_time().saturating_sub(began));
            let Some(picked) = picked else { continue };
            let task = board.tasks()[picked.task].clone();
            let found = task.machine.clone();
            board.take(decided("甲", &task, call(&task, &found), (picked.drawn, false)));
        }
        eprintln!("next by {}: {slowest:?}", drawn.name());
        // Unoptimised code is several times slower; the figure that counts is of a release.
        let allowed = if cfg!(debug_assertions) { 500 } else { 50 };
        assert!(slowest.as_millis() < allowed, "{}: {slowest:?}", drawn.name());
    }
}
