//! Figures of people and machines against vectors and by hand.

use bluebook::model::{Drawn, Finding, PointId, ScoreRule};
use bluebook::review::{Board, Figures, Settings};
use serde_json::Value;

use super::made::{self, Made, call, decided, quantity, settings, verdict};

/// Largest difference allowed.
const TOLERANCE: f64 = 1e-9;

#[track_caller]
fn near(ours: Option<f64>, theirs: f64) {
    let ours = ours.unwrap();
    assert!((ours - theirs).abs() < TOLERANCE, "{ours}, not {theirs}");
}

#[test]
fn agreement_of_people_is_that_of_the_vectors() {
    let text = include_str!("../../../host/index/tests/vectors/oracle_vectors.json");
    let oracle = serde_json::from_str::<Value>(text).unwrap()["agreement"].clone();
    let people = [("一", "r1"), ("二", "r2"), ("三", "r3_nan_as_null")];
    let n = oracle["r1"].as_array().unwrap().len();
    let grades = ["无", "半", "全"];
    let rule =
        ScoreRule::Grade(grades.iter().map(|g| (*g).to_owned()).zip([0.0, 0.5, 1.0]).collect());
    let system = made::system(&[100.0], &rule);
    let grade = |at: u64| Finding::Grade(grades[usize::try_from(at).unwrap()].to_owned());
    let judged = (0..n).map(|at| (made::code(at), vec![verdict(at, 0, grade(0), 0.9)])).collect();
    let regions: Vec<_> = (0..n).map(made::region).collect();
    let mut board = Board::new(&system, &regions, judged, Vec::new(), settings(1));
    for (person, column) in people {
        for at in 0..n {
            let Some(answer) = oracle[column][at].as_u64() else { continue };
            let task = board.tasks()[at].clone();
            let event = decided(person, &task, call(&task, &grade(answer)), (Drawn::Audit, false));
            board.take(event);
        }
    }
    let figures = Figures::of(&board);
    near(figures.agreement.kappa, oracle["cohen_kappa_r1_r2"].as_f64().unwrap());
    near(figures.agreement.alpha, oracle["krippendorff_nominal"].as_f64().unwrap());
    assert_eq!(figures.agreement, figures.agreement_by_point["P0"]);
    assert_eq!(figures.reviewers["一"].others.n, n);
    near(figures.reviewers["一"].others.kappa, oracle["cohen_kappa_r1_r2"].as_f64().unwrap());
}

#[test]
fn precision_and_recall_are_of_lots_alone() {
    let made = Made::new(40, &[100.0], |_| 0.25, 11);
    let panel = Settings { double_per_mille: 0, ..settings(1) };
    let mut board = made.board(panel);
    let (mut right, mut n_found, mut missed, mut n_not) = (0, 0, 0, 0);
    for at in 0..40 {
        let task = board.tasks()[at].clone();
        let is_so = made.truth[&task.target];
        let drawn = if at % 2 == 0 { Drawn::Sample } else { Drawn::Effect };
        let event = decided("甲", &task, call(&task, &Finding::Truth(is_so)), (drawn, false));
        board.take(event);
        if at % 2 == 0 {
            let found = task.score == Some(1.0);
            n_found += usize::from(found);
            right += usize::from(found && is_so);
            n_not += usize::from(!found);
            missed += usize::from(!found && is_so);
        }
    }
    let figures = Figures::of(&board);
    let one = &figures.probes["f0"];
    assert_eq!((one.n_found_by_lot, one.n_found_right), (n_found, right));
    assert_eq!((one.n_not_found_by_lot, one.n_missed), (n_not, missed));
    assert_eq!(one.n_reviewed, 40);
    let precision = quantity(right) / quantity(n_found);
    near(one.precision, precision);
    let had = precision * quantity(one.n_found);
    let lost = quantity(missed) / quantity(n_not) * quantity(one.n_not_found);
    near(one.recall, had / (had + lost));
    let quality = figures.quality(&board, &PointId("P0".to_owned()));
    near(Some(quality.precision), precision);
    let unknown = figures.quality(&board, &PointId("P9".to_owned()));
    assert!(unknown.precision >= 1.0 && unknown.recall >= 1.0, "{unknown:?}");
}
