//! A simulated panel with planted errors: what is estimated holds the truth as often as it says.

use std::thread;

use bluebook::model::{Drawn, Finding};
use bluebook::review::{Board, Figures, Settings};

use super::made::{Made, call, decided, quantity, settings};

const SEEDS: u64 = 1000;

/// Share of questions a reviewer gets wrong.
const REVIEWER_WRONG: f64 = 0.02;

const PEOPLE: [&str; 3] = ["甲", "乙", "丙"];

/// Answers everything the board asks of the panel, each person by what is so, with slips.
fn work(made: &Made, board: &mut Board, random: &mut fastrand::Rng) -> usize {
    let mut n_answers = 0;
    loop {
        let mut is_idle = true;
        for (nth, person) in PEOPLE.iter().enumerate() {
            // The third decides where two disagree, and does nothing else.
            let drawn = if nth == 2 { Drawn::Disagreement } else { Drawn::Sample };
            let Some(picked) = board.next(person, drawn, &|_| true) else { continue };
            if nth == 2 && !picked.is_adjudication {
                continue;
            }
            let task = board.tasks()[picked.task].clone();
            let slips = random.f64() < REVIEWER_WRONG;
            let found = Finding::Truth(made.truth[&task.target] != slips);
            let kind = (picked.drawn, picked.is_adjudication);
            let event = decided(person, &task, call(&task, &found), kind);
            board.ledger().check(&event).unwrap();
            board.take(event);
            n_answers += 1;
            is_idle = false;
        }
        if is_idle {
            return n_answers;
        }
    }
}

/// Whether the interval of the precision of the one probe holds the truth, with answers and width.
fn trial(seed: u64) -> (bool, usize, f64) {
    // Points of one family: every fourth.
    let wrong = [0.03, 0.08, 0.15][usize::try_from(seed % 3).unwrap()];
    let made = Made::new(240, &[40.0, 20.0, 20.0, 20.0], |_| wrong, seed);
    let mut made = made;
    for (_, verdicts) in &mut made.judged {
        verdicts.truncate(1);
    }
    let panel =
        Settings { double_per_mille: 1000, half_width: 0.08, gold_every: 1000, ..settings(seed) };
    let mut board = made.board(panel);
    let n_answers = work(&made, &mut board, &mut fastrand::Rng::with_seed(!seed));
    let figures = Figures::of(&board);
    let measured = &figures.probes["f0"];
    let found = |task: &&bluebook::review::Task| task.score.is_some_and(|score| score > 0.0);
    let n_found = board.tasks().iter().filter(found).count();
    let is_right = |task: &&bluebook::review::Task| made.truth[&task.target];
    let n_right = board.tasks().iter().filter(found).filter(is_right).count();
    let truth = quantity(n_right) / quantity(n_found);
    let [lower, upper] = measured.precision_interval;
    ((lower..=upper).contains(&truth), n_answers, upper - lower)
}

#[test]
fn the_estimate_holds_the_truth_in_95_of_100_panels() {
    let halves: Vec<_> = (0..2)
        .map(|half| {
            thread::spawn(move || -> Vec<_> {
                (0..SEEDS).filter(|seed| seed % 2 == half).map(trial).collect()
            })
        })
        .collect();
    let trials: Vec<_> = halves.into_iter().flat_map(|half| half.join().unwrap()).collect();
    let n_held = trials.iter().filter(|(holds, _, _)| *holds).count();
    let n_answers: usize = trials.iter().map(|(_, n, _)| n).sum();
    let width: f64 = trials.iter().map(|(_, _, width)| width).sum();
    let n = quantity(trials.len());
    eprintln!(
        "precision in its 95 % interval in {n_held} of {SEEDS} panels; {:.0} answers each, width {:.3}",
        quantity(n_answers) / n,
        width / n
    );
    assert!(n_held * 100 >= trials.len() * 95, "{n_held} of {}", trials.len());
}
