//! How people agree with each other, with what was settled, and with known answers.

use std::collections::BTreeMap;

use bluebook_index::agreement::{Level, krippendorff, pair};
use bluebook_index::share::{Share, Z_95};
use serde::Serialize;

use crate::aggregate::{Scored, grid, score_point};
use crate::model::{Act, Call, Decision, Finding};
use crate::review::board::Board;
use crate::review::standing::Standing;
use crate::review::task::Task;

/// Agreement of people over questions that several answered. A grade is what the answer scores; to
/// send a page back is one more, and not to be able to tell is none.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// Questions with two or more answers.
    pub n_questions: usize,
    /// Share on which the first two agree.
    pub agreement: Option<f64>,
    /// Cohen's κ of the first and the second answer.
    pub kappa: Option<f64>,
    /// κ as it were without prevalence and bias (PABAK).
    pub kappa_adjusted: Option<f64>,
    /// Prevalence index of two grades.
    pub prevalence: Option<f64>,
    /// Bias index of two grades.
    pub bias: Option<f64>,
    /// Krippendorff's α over all who answered.
    pub alpha: Option<f64>,
}

/// A person beside the others.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct JudgeFigures {
    /// Questions others answered too.
    pub n: usize,
    /// Share on which the person and the first of the others agree.
    pub agreement: Option<f64>,
    /// Cohen's κ of the same.
    pub kappa: Option<f64>,
}

/// What a person did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ReviewerFigures {
    /// Answers that stand, by call.
    pub calls: BTreeMap<&'static str, usize>,
    /// Answers taken back.
    pub n_undone: usize,
    /// Disagreements of others decided.
    pub n_adjudicated: usize,
    /// Beside the others.
    pub others: JudgeFigures,
    /// Known answers given, and how many of them right.
    pub n_gold: usize,
    /// Right ones among them.
    pub n_gold_right: usize,
    /// 95 % interval (Wilson) of the share of known answers that the person gives right.
    pub gold_interval: [f64; 2],
}

/// An answer as a grade; `None` where the person does not say.
fn grade(board: &Board, task: &Task, call: &Call) -> Option<i64> {
    let rule = board.system().points.get(task.point).map(|point| &point.score)?;
    let of = |finding: &Finding| match score_point(rule, finding) {
        Ok(Scored::Known(score)) => grid(score),
        Ok(Scored::Unknown(_)) | Err(_) => UNSCORED,
    };
    match call {
        Call::Confirm(finding) | Call::Correct(finding) => Some(of(finding)),
        Call::Reject => Some(SENT_BACK),
        Call::CannotTell => None,
    }
}

/// No score is below 0.
const SENT_BACK: i64 = -1;

/// An answer that the rule does not score.
const UNSCORED: i64 = -2;

/// One question's answers: person and grade, in the order of the record, the third person's not.
type Answers<'b> = Vec<(&'b str, i64)>;

/// Every question that two or more have answered.
fn questions(board: &Board) -> Vec<(&Task, Answers<'_>)> {
    let mut questions = Vec::new();
    for (task, standing) in standings(board) {
        let voices = standing.voices.iter().filter(|voice| !voice.decision.is_adjudication);
        let grade = |call: &Call| grade(board, task, call);
        let answers: Answers<'_> =
            voices.filter_map(|voice| Some((voice.person, grade(&voice.decision.call)?))).collect();
        if answers.len() > 1 {
            questions.push((task, answers));
        }
    }
    questions
}

fn standings(board: &Board) -> impl Iterator<Item = (&Task, Standing<'_>)> {
    board.tasks().iter().enumerate().filter_map(|(position, task)| {
        board.state(position)?;
        Some((task, board.ledger().standing(&task.target, &task.on, 1)))
    })
}

/// Agreement over all points, and by point.
pub(super) fn agreements(board: &Board) -> (Agreement, BTreeMap<String, Agreement>) {
    let questions = questions(board);
    let mut by_point: BTreeMap<String, Vec<&Answers<'_>>> = BTreeMap::new();
    for (task, answers) in &questions {
        by_point.entry(task.target.point.0.clone()).or_default().push(answers);
    }
    let all: Vec<&Answers<'_>> = questions.iter().map(|(_, answers)| answers).collect();
    let by_point = by_point.into_iter().map(|(point, answers)| (point, agreement(&answers)));
    (agreement(&all), by_point.collect())
}

fn agreement(questions: &[&Answers<'_>]) -> Agreement {
    let grades = positions(questions);
    let place = |grade: i64| grades.get(&grade).copied();
    let nth = |n: usize| -> Vec<Option<usize>> {
        questions.iter().map(|answers| place(answers.get(n)?.1)).collect()
    };
    let pair = pair(&nth(0), &nth(1));
    let mut judges: BTreeMap<&str, Vec<Option<usize>>> = BTreeMap::new();
    for (question, answers) in questions.iter().enumerate() {
        for (person, grade) in *answers {
            let judge = judges.entry(person).or_insert_with(|| vec![None; questions.len()]);
            if let Some(slot) = judge.get_mut(question) {
                *slot = place(*grade);
            }
        }
    }
    let judges: Vec<_> = judges.into_values().collect();
    Agreement {
        n_questions: questions.len(),
        agreement: pair.map(|pair| pair.agreement),
        kappa: pair.and_then(|pair| pair.kappa),
        kappa_adjusted: pair.map(|pair| pair.adjusted),
        prevalence: pair.and_then(|pair| pair.prevalence),
        bias: pair.and_then(|pair| pair.bias),
        alpha: krippendorff(&judges, Level::Nominal),
    }
}

/// Grades that were given, by their position.
fn positions(questions: &[&Answers<'_>]) -> BTreeMap<i64, usize> {
    let mut grades: Vec<i64> =
        questions.iter().flat_map(|answers| answers.iter().map(|(_, grade)| *grade)).collect();
    grades.sort_unstable();
    grades.dedup();
    grades.into_iter().enumerate().map(|(at, grade)| (grade, at)).collect()
}

/// What each person did.
pub(super) fn reviewers(board: &Board) -> BTreeMap<String, ReviewerFigures> {
    let mut reviewers: BTreeMap<String, ReviewerFigures> = BTreeMap::new();
    for (number, event) in board.ledger().events() {
        let Act::Decided(decision) = &event.act else { continue };
        let figures = reviewers.entry(event.person.clone()).or_default();
        if board.ledger().is_undone(number) {
            figures.n_undone += 1;
            continue;
        }
        let Decision { call, is_adjudication, target, on, .. } = decision;
        *figures.calls.entry(call.name()).or_default() += 1;
        figures.n_adjudicated += usize::from(*is_adjudication);
        let gold = board.ledger().gold(target, on);
        let task = board.find(target).and_then(|at| board.tasks().get(at));
        if let Some((gold, task)) = gold.zip(task) {
            let known = grade(board, task, &Call::Correct(gold.finding.clone()));
            figures.n_gold += 1;
            figures.n_gold_right += usize::from(grade(board, task, call) == known);
        }
    }
    beside_others(board, &mut reviewers);
    for figures in reviewers.values_mut() {
        let right = Share { hits: figures.n_gold_right, n: figures.n_gold };
        figures.gold_interval = right.wilson(Z_95);
    }
    reviewers
}

fn beside_others(board: &Board, reviewers: &mut BTreeMap<String, ReviewerFigures>) {
    let questions = questions(board);
    let all: Vec<&Answers<'_>> = questions.iter().map(|(_, answers)| answers).collect();
    let grades = positions(&all);
    let place = |grade: &i64| grades.get(grade).copied();
    for (person, figures) in reviewers.iter_mut() {
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for answers in &all {
            let mine = answers.iter().find(|(name, _)| name == person);
            let other = answers.iter().find(|(name, _)| name != person);
            if let (Some((_, mine)), Some((_, other))) = (mine, other) {
                own.push(place(mine));
                others.push(place(other));
            }
        }
        let pair = pair(&own, &others);
        figures.others = JudgeFigures {
            n: own.len(),
            agreement: pair.map(|pair| pair.agreement),
            kappa: pair.and_then(|pair| pair.kappa),
        };
    }
}
