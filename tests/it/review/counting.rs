//! What counts: machine, people, those who decide, known answers, quarantine; and when it no
//! longer does.

use bluebook::model::{
    Act, Authority, Call, Drawn, Evidence, Finding, Gold, Quarantine, ReviewEvent, ScoreRule, Undo,
    UnknownReason, Verdict,
};
use bluebook::review::{Board, Effective, Ledger, Refused, State, Task, effective, reviewed_on};

use super::made::{self, Made, call, decided, settings, verdict};

const AT: &str = "2019-03-01T00:00:00Z";

fn made() -> Made {
    Made::new(2, &[50.0, 50.0], |_| 0.0, 7)
}

fn truth(is_so: bool) -> Finding {
    Finding::Truth(is_so)
}

/// A board over one region with one verdict that says yes, and its task.
fn board(double_per_mille: u32) -> (Board, Task) {
    let system = made::system(&[100.0], &ScoreRule::Bool {});
    let judged = vec![(made::code(0), vec![verdict(0, 0, truth(true), 0.9)])];
    let panel = bluebook::review::Settings { double_per_mille, ..settings(1) };
    let board = Board::new(&system, &[made::region(0)], judged, Vec::new(), panel);
    let task = board.tasks()[0].clone();
    (board, task)
}

fn says(board: &mut Board, person: &str, task: &Task, call: Call) -> Result<(), Refused> {
    let standing = board.ledger().standing(&task.target, &task.on, 1);
    let third = standing.state == State::Disputed && !standing.has(person);
    let event = decided(person, task, call, (Drawn::Chosen, third));
    board.ledger().check(&event)?;
    board.take(event);
    Ok(())
}

fn act(board: &mut Board, person: &str, act: Act) -> Result<(), Refused> {
    let event = ReviewEvent { person: person.to_owned(), at: AT.to_owned(), act };
    board.ledger().check(&event)?;
    board.take(event);
    Ok(())
}

fn total(board: &Board) -> Option<f64> {
    board.scores()[0].total.score
}

#[test]
fn what_people_say_counts_and_the_machines_stays() {
    let made = made();
    let (_, verdicts) = &made.judged[0];
    let mut board = made.board(settings(1));
    let task = board.tasks()[0].clone();
    let other = truth(task.machine != truth(true));
    says(&mut board, "甲", &task, Call::Correct(other.clone())).unwrap();
    let Effective { verdicts: counting, marks } = effective(&made.system, verdicts, board.ledger());
    assert_eq!(counting[0].finding, other);
    assert_eq!(counting[1], verdicts[1]);
    assert_eq!(counting[0].provenance, verdicts[0].provenance);
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].people, ["甲"]);
    assert_eq!((marks[0].authority, marks[0].call), (Authority::Review, "correct"));
    assert_eq!(marks[0].machine, verdicts[0].finding);
    let again = effective(&made.system, verdicts, board.ledger());
    assert_eq!(again.verdicts, counting);
}

#[test]
fn sent_back_is_unknown_by_name_and_not_being_able_to_tell_changes_nothing() {
    let (mut board, task) = board(0);
    says(&mut board, "甲", &task, Call::CannotTell).unwrap();
    assert_eq!(total(&board), Some(1.0));
    assert_eq!(board.state(0).unwrap().state, State::Open);
    assert!(board.next("甲", Drawn::Audit, &|_| true).is_none(), "not put to the same person");
    assert!(board.next("乙", Drawn::Audit, &|_| true).is_some());
    says(&mut board, "乙", &task, Call::Reject).unwrap();
    assert_eq!(total(&board), None);
    let reasons = &board.scores()[0].points[0].reasons;
    assert_eq!(reasons.keys().collect::<Vec<_>>(), [&UnknownReason::ReviewRejected]);
}

#[test]
fn undoing_is_an_event_and_brings_back_what_was() {
    let (mut board, task) = board(0);
    says(&mut board, "甲", &task, Call::Correct(truth(false))).unwrap();
    assert_eq!(total(&board), Some(0.0));
    let undo = |event, reason: &str| Act::Undone(Undo { event, reason: reason.to_owned() });
    let refused = act(&mut board, "乙", undo(1, "")).unwrap_err();
    assert!(matches!(refused, Refused::NotOwn { .. }), "{refused}");
    act(&mut board, "甲", undo(1, "")).unwrap();
    assert_eq!(total(&board), Some(1.0));
    assert_eq!(board.ledger().n_events(), 2, "both stay");
    assert_eq!(act(&mut board, "甲", undo(1, "")), Err(Refused::UndoneBefore(1)));
    for event in [0, 2, 3] {
        let refused = act(&mut board, "甲", undo(event, "")).unwrap_err();
        assert!(matches!(refused, Refused::NoSuchEvent { .. }), "{refused}");
    }
}

#[track_caller]
fn holds(
    system: &bluebook::model::IndicatorSystem,
    ledger: &Ledger,
    change: impl Fn(&mut Verdict),
    counts: bool,
) {
    let mut changed = verdict(0, 0, truth(true), 0.9);
    change(&mut changed);
    let machine = changed.finding.clone();
    let effective = effective(system, &[changed], ledger);
    assert_eq!(effective.verdicts[0].finding == truth(false), counts);
    assert_eq!(effective.marks.len(), usize::from(counts));
    assert!(counts || effective.verdicts[0].finding == machine);
}

#[test]
fn a_review_holds_while_page_and_rule_are_the_same() {
    let (mut board, task) = board(0);
    says(&mut board, "甲", &task, Call::Correct(truth(false))).unwrap();
    let (system, ledger) = (board.system().clone(), board.ledger());
    holds(&system, ledger, |_| {}, true);
    // Another build of the probe, more pages given, another confidence: the page is the same.
    holds(&system, ledger, |one| one.provenance.probe = None, true);
    holds(&system, ledger, |one| one.provenance.n_pages = 9, true);
    holds(&system, ledger, |one| one.provenance.pages = made_digest("b"), true);
    holds(&system, ledger, |one| one.provenance.params = made_digest("c"), false);
    holds(&system, ledger, |one| one.provenance.criterion = "d".to_owned(), false);
    holds(&system, ledger, |one| one.evidence[0].page = made_digest("e"), false);
    holds(&system, ledger, |one| one.evidence.push(evidence("f")), false);
    // The board of a round with other pages asks again.
    let mut changed = verdict(0, 0, truth(true), 0.9);
    changed.evidence = vec![evidence("g")];
    let judged = vec![(made::code(0), vec![changed])];
    let events: Vec<_> = ledger.events().map(|(_, event)| event.clone()).collect();
    let next = Board::new(&system, &[made::region(0)], judged, events, settings(1));
    assert!(next.next("甲", Drawn::Audit, &|_| true).is_some());
    assert_eq!(bluebook::review::Figures::of(&next).n_stale, 1);
}

fn made_digest(text: &str) -> bluebook::model::Digest {
    bluebook::model::Digest::of(text.as_bytes())
}

fn evidence(page: &str) -> Evidence {
    Evidence { url: "u".to_owned(), page: made_digest(page), node: None, quote: String::new() }
}

#[test]
fn two_judge_blind_and_a_third_decides() {
    let (mut board, task) = board(1000);
    let first = board.next("甲", Drawn::Sample, &|_| true).unwrap();
    assert!(first.is_blind && !first.is_adjudication);
    says(&mut board, "甲", &task, Call::Correct(truth(false))).unwrap();
    assert_eq!(board.state(0).unwrap().state, State::Half);
    assert!(board.next("甲", Drawn::Sample, &|_| true).is_none());
    let second = board.next("乙", Drawn::Sample, &|_| true).unwrap();
    assert!(second.is_blind && !second.is_adjudication);
    assert_eq!(second.drawn, Drawn::Chosen, "as it came to the first");
    says(&mut board, "乙", &task, Call::Confirm(truth(true))).unwrap();
    assert_eq!(board.state(0).unwrap().state, State::Disputed);
    assert_eq!(total(&board), Some(1.0), "while people disagree the machine's counts");
    for person in ["甲", "乙"] {
        assert!(board.next(person, Drawn::Disagreement, &|_| true).is_none(), "{person}");
        let event = decided(person, &task, Call::CannotTell, (Drawn::Disagreement, true));
        let refused = board.ledger().check(&event).unwrap_err();
        assert!(matches!(refused, Refused::NotThird { .. }), "{refused}");
    }
    let third = board.next("丙", Drawn::Disagreement, &|_| true).unwrap();
    assert!(third.is_adjudication && !third.is_blind);
    says(&mut board, "丙", &task, Call::Correct(truth(false))).unwrap();
    assert_eq!((board.state(0).unwrap().state, total(&board)), (State::Settled, Some(0.0)));
    let event = decided("丁", &task, Call::Confirm(truth(true)), (Drawn::Disagreement, true));
    assert!(matches!(board.ledger().check(&event), Err(Refused::NotDisputed(_))));
}

#[test]
fn who_decides_and_cannot_tell_leaves_it_unknown() {
    let (mut board, task) = board(0);
    says(&mut board, "甲", &task, Call::Correct(truth(false))).unwrap();
    says(&mut board, "乙", &task, Call::Confirm(truth(true))).unwrap();
    says(&mut board, "丙", &task, Call::CannotTell).unwrap();
    let reasons = &board.scores()[0].points[0].reasons;
    assert_eq!(reasons.keys().collect::<Vec<_>>(), [&UnknownReason::ReviewUnclear]);
}

#[test]
fn known_answers_come_every_so_often_and_settle_the_question() {
    let made = Made::new(30, &[50.0, 50.0], |_| 0.0, 3);
    let panel = bluebook::review::Settings { gold_every: 5, ..settings(1) };
    let mut board = made.board(panel);
    let task = board.tasks()[10].clone();
    let (target, on) = (task.target.clone(), task.on);
    let gold = |reason: &str| {
        let (target, reason) = (target.clone(), reason.to_owned());
        Act::Gold(Gold { target, on, finding: truth(true), reason })
    };
    assert_eq!(act(&mut board, "主持", gold("")), Err(Refused::NoReason("gold")));
    act(&mut board, "主持", gold("电话核实")).unwrap();
    let mut met = Vec::new();
    for n in 0..12 {
        let picked = board.next("甲", Drawn::Audit, &|_| true).unwrap();
        if picked.task == 10 {
            assert!(picked.is_blind);
            met.push(n);
        }
        let task = board.tasks()[picked.task].clone();
        let machine = task.machine.clone();
        says(&mut board, "甲", &task, call(&task, &machine)).unwrap();
    }
    assert_eq!(met, [4], "once, after every fifth");
    let figures = bluebook::review::Figures::of(&board);
    assert_eq!(figures.reviewers["甲"].n_gold, 1);
    let is_right = task.machine == truth(true);
    assert_eq!(figures.reviewers["甲"].n_gold_right, usize::from(is_right));
    assert_eq!(board.state(10).unwrap().finding, Some(truth(true)));
}

#[test]
fn a_probe_in_quarantine_counts_only_where_somebody_looked() {
    let made = Made::new(1, &[25.0, 25.0, 25.0, 25.0], |_| 0.0, 3);
    let mut board = made.board(settings(1));
    let task = board.tasks()[0].clone();
    let machine = task.machine.clone();
    let quarantine = |criterion: Option<&str>| {
        let criterion = criterion.map(str::to_owned);
        let (family, reason) = ("f0".to_owned(), "3/10".to_owned());
        Act::Quarantined(Quarantine { family, criterion, reason })
    };
    act(&mut board, "主持", quarantine(Some("c9"))).unwrap();
    assert_eq!(board.scores()[0].points[0].n_known, 1, "another criterion");
    act(&mut board, "主持", quarantine(None)).unwrap();
    let reasons = &board.scores()[0].points[0].reasons;
    assert_eq!(reasons.keys().collect::<Vec<_>>(), [&UnknownReason::Quarantined]);
    assert_eq!(board.scores()[0].points[1].n_known, 1, "another family");
    says(&mut board, "甲", &task, Call::Confirm(machine)).unwrap();
    assert_eq!(board.scores()[0].points[0].n_known, 1);
    let undo = Act::Undone(Undo { event: 3, reason: String::new() });
    act(&mut board, "甲", undo).unwrap();
    let lift = Act::Undone(Undo { event: 2, reason: "已修".to_owned() });
    act(&mut board, "甲", lift).unwrap();
    assert_eq!(board.scores()[0].points[0].n_known, 1);
}

#[track_caller]
fn refused(
    board: &Board,
    change: impl Fn(&mut ReviewEvent, &mut bluebook::model::Decision),
    hint: &str,
) {
    let task = &board.tasks()[0];
    let mut event = decided("甲", task, Call::Correct(truth(false)), (Drawn::Chosen, false));
    let Act::Decided(mut decision) = event.act.clone() else { panic!() };
    change(&mut event, &mut decision);
    event.act = Act::Decided(decision);
    let refused = board.ledger().check(&event).unwrap_err().to_string();
    assert!(refused.contains(hint), "{refused}");
}

#[test]
fn incomplete_answers_are_refused_by_name() {
    let (board, task) = board(0);
    refused(&board, |event, _| event.person = " ".to_owned(), "named in 1 to 100");
    refused(&board, |event, _| event.person = "甲\u{1b}".to_owned(), "named in 1 to 100");
    refused(&board, |_, decision| decision.exhibits.clear(), "shows an address");
    refused(&board, |_, decision| decision.reason = "x".repeat(10_001), "longer than");
    let nan = || Finding::Number(bluebook::model::Measure { value: f64::NAN, unit: String::new() });
    refused(&board, |_, decision| decision.call = Call::Correct(nan()), "no finite number");
    let silent = |call: Call| {
        move |_: &mut ReviewEvent, decision: &mut bluebook::model::Decision| {
            decision.call = call.clone();
            decision.reason = String::new();
        }
    };
    refused(&board, silent(Call::Reject), "needs a reason");
    refused(&board, silent(Call::CannotTell), "needs a reason");
    assert_eq!(reviewed_on(&verdict(0, 0, truth(true), 0.9), None), task.on);
}
