//! Nodes and topics in the place of the total.

use super::super::{Focus, focused, score_region};
use super::sketch::{parse, region, text};
use crate::model::{Basis, Topic};

/// `expected` is the score of what is looked at, its coverage and bounds; the topic holds `held`.
#[track_caller]
fn check(line: &str, held: &[usize], focus: Focus, expected: &str) {
    let (mut system, verdicts) = parse(line);
    system.topics.push(Topic {
        id: "t".to_owned(),
        title: text("t"),
        basis: Basis::Ours,
        points: held.to_vec(),
    });
    let scores = [score_region(&system, region(440_100), &verdicts)];
    let node = focused(&system, &scores, focus)[0].total;
    let score = node.score.map_or("?".to_owned(), |score| format!("{score:.4}"));
    let shown = format!("{score} of {:.2} in {:.2}-{:.2}", node.coverage, node.lower, node.upper);
    assert_eq!(shown, expected, "{line}");
}

#[test]
fn a_node_is_its_own_score() {
    let line = "40[50:1 50:?] 60[100:0.25]";
    check(line, &[], Focus::Total, "0.5500 of 0.80 in 0.35-0.55");
    check(line, &[], Focus::Indicator(0), "1.0000 of 0.50 in 0.50-1.00");
    check(line, &[], Focus::Point(2), "0.2500 of 1.00 in 0.25-0.25");
    check(line, &[], Focus::Indicator(9), "? of 0.00 in 0.00-1.00");
}

#[test]
fn points_of_a_topic_weigh_what_they_weigh_in_the_total() {
    // Shares of the total: 0.2, 0.2, 0.6.
    let line = "40[50:1 50:?] 60[100:0.25]";
    check(line, &[0, 2], Focus::Topic(0), "0.4375 of 1.00 in 0.44-0.44");
    check(line, &[0, 1], Focus::Topic(0), "1.0000 of 0.50 in 0.50-1.00");
    check(line, &[1], Focus::Topic(0), "? of 0.00 in 0.00-1.00");
    check(line, &[], Focus::Topic(0), "? of 0.00 in 0.00-1.00");
    check(line, &[0], Focus::Topic(7), "? of 0.00 in 0.00-1.00");
}

#[test]
fn a_topic_of_everything_known_is_the_total() {
    check(
        "40[50:1 50:0.5] 60[100:0.25]",
        &[0, 1, 2],
        Focus::Topic(0),
        "0.4500 of 1.00 in 0.45-0.45",
    );
    check("40[50:1 50:0.5] 60[100:0.25]", &[], Focus::Total, "0.4500 of 1.00 in 0.45-0.45");
}
