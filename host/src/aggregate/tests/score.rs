//! One finding, one rule.

use std::collections::BTreeMap;

use super::super::{Scored, score_point};
use super::sketch::number;
use crate::model::{Finding, ScoreRule, UnknownReason};

/// `rule` as `name a b`, `finding` as `yes`, `no`, `?`, `=grade`, `"text` or a number.
#[track_caller]
fn check(rule: &str, finding: &str, expected: &str) {
    let scored = match score_point(&parse_rule(rule), &parse_finding(finding)) {
        Ok(Scored::Known(score)) => format!("{score:?}"),
        Ok(Scored::Unknown(reason)) => reason.to_string(),
        Err(mismatch) => mismatch.to_string(),
    };
    assert_eq!(scored, expected, "{rule} of {finding}");
}

fn parse_rule(rule: &str) -> ScoreRule {
    let words: Vec<_> = rule.split(' ').collect();
    let at = |i: usize| words.get(i).map_or(f64::NAN, |word| word.parse().unwrap());
    match words[0] {
        "bool" => ScoreRule::Bool {},
        "grade" => ScoreRule::Grade(BTreeMap::from([
            ("both".to_owned(), 1.0),
            ("none".to_owned(), -0.0),
            ("odd".to_owned(), 1.5),
            ("one_way".to_owned(), 0.5),
        ])),
        "ratio" => ScoreRule::Ratio { target: at(1), floor: (words.len() > 2).then(|| at(2)) },
        "count" => ScoreRule::Count { target: at(1) },
        "count_log" => ScoreRule::CountLog { target: at(1) },
        "count_down" => ScoreRule::CountDown { full: at(1), zero: at(2) },
        "steps" => ScoreRule::Steps { full: at(1), half: at(2) },
        "index" => ScoreRule::Index { full: at(1) },
        "formula" => ScoreRule::Formula { is: words[1..].join(" ") },
        other => panic!("no rule {other}"),
    }
}

fn parse_finding(finding: &str) -> Finding {
    match finding {
        "yes" => Finding::Truth(true),
        "no" => Finding::Truth(false),
        "?" => Finding::unknown(UnknownReason::OutOfFuel, ""),
        _ => match (finding.strip_prefix('='), finding.strip_prefix('"')) {
            (Some(grade), _) => Finding::Grade(grade.to_owned()),
            (_, Some(text)) => Finding::Text(text.to_owned()),
            _ => number(finding.parse().unwrap()),
        },
    }
}

const RULES: [&str; 9] = [
    "bool",
    "grade",
    "ratio 0.9",
    "count 10",
    "count_log 99",
    "count_down 0 5",
    "steps 2 3",
    "index 600",
    "formula x / 10",
];

#[test]
fn bool_is_one_or_zero() {
    check("bool", "yes", "1.0");
    check("bool", "no", "0.0");
    check("bool", "1", "a `bool` rule cannot score a number");
    check("bool", "=both", "a `bool` rule cannot score a grade");
}

#[test]
fn grade_is_the_named_value() {
    check("grade", "=both", "1.0");
    check("grade", "=one_way", "0.5");
    check("grade", "=none", "0.0");
    check("grade", "=Both", "the `grade` rule names no grade `Both`");
    check("grade", "1", "a `grade` rule cannot score a number");
    check("grade", "yes", "a `grade` rule cannot score yes or no");
    check("grade", "no", "a `grade` rule cannot score yes or no");
}

#[test]
fn ratio_rises_to_its_target() {
    check("ratio 0.5", "0.25", "0.5");
    check("ratio 0.5", "0.5", "1.0");
    check("ratio 0.5", "7", "1.0");
    check("ratio 0.5 0.25", "0.24", "0.0");
    check("ratio 0.5 0.25", "0.25", "0.5");
    check("ratio 0.5", "no", "0.0");
}

#[test]
fn counts_rise_to_their_target() {
    check("count 10", "0", "0.0");
    check("count 10", "4", "0.4");
    check("count 10", "11", "1.0");
    check("count 10", "no", "0.0");
    check("count_log 99", "9", "0.5");
    check("count_log 99", "1e300", "1.0");
    check("count_log 99", "no", "0.0");
    check("index 600", "150", "0.25");
    check("index 600", "no", "0.0");
}

#[test]
fn a_formula_is_cut_to_the_scale() {
    check("formula x / 10", "4", "0.4");
    check("formula x / 10", "11", "1.0");
    check("formula 1 - x", "3", "0.0");
    check("formula ln(x - 1)", "0", BAD_FORMULA);
    check("formula x +", "1", BAD_FORMULA);
    check("formula x", "no", "a `formula` rule cannot score yes or no");
}

const BAD_FORMULA: &str = "the parameters of the `formula` rule give no score between 0 and 1";

#[test]
fn faults_count_down() {
    check("count_down 0 5", "0", "1.0");
    check("count_down 0 5", "1", "0.8");
    check("count_down 1 5", "3", "0.5");
    check("count_down 0 5", "5", "0.0");
    check("count_down 0 5", "50", "0.0");
    check("count_down 3 3", "3", "1.0");
    check("count_down 3 3", "4", "0.0");
    // Could be "no faults" or "nothing to look at".
    check("count_down 0 5", "no", "a `count_down` rule cannot score yes or no");
}

#[test]
fn steps_are_full_half_nothing() {
    check("steps 2 3", "2", "1.0");
    check("steps 2 3", "2.5", "0.5");
    check("steps 2 3", "3", "0.5");
    check("steps 2 3", "3.0001", "0.0");
    // No date on the page, or no way to it.
    check("steps 365 730", "no", "0.0");
    check("steps 365 730", "yes", "a `steps` rule cannot score yes or no");
}

#[test]
fn unknown_stays_unknown_with_its_reason() {
    for rule in RULES {
        check(rule, "?", "out-of-fuel");
    }
}

#[test]
fn no_rule_scores_a_text_and_only_bool_scores_yes() {
    for rule in RULES {
        let name = rule.split(' ').next().unwrap();
        check(rule, "\"12 days", &format!("a `{name}` rule cannot score a text"));
        if name != "bool" {
            check(rule, "yes", &format!("a `{name}` rule cannot score yes or no"));
        }
        if name != "grade" {
            check(rule, "=both", &format!("a `{name}` rule cannot score a grade"));
        }
    }
}

#[test]
fn a_number_that_is_no_quantity_is_never_a_score() {
    for rule in RULES {
        check(rule, "NaN", "`NaN` is not a quantity");
        check(rule, "inf", "`inf` is not a quantity");
        check(rule, "-1", "`-1` is not a quantity");
    }
    // Minus zero is zero, and shows no sign that would split a tie.
    check("count 10", "-0.0", "0.0");
}

#[test]
fn a_rule_without_sense_is_never_a_score() {
    check("grade", "=odd", "the parameters of the `grade` rule give no score between 0 and 1");
    check("count 0", "0", "the parameters of the `count` rule give no score between 0 and 1");
    check("ratio NaN", "1", "the parameters of the `ratio` rule give no score between 0 and 1");
    check("index -1", "1", "the parameters of the `index` rule give no score between 0 and 1");
}
