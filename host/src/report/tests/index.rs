//! Views of the example: nodes, topics, groups, classes, score rates, what-if, sensitivity.

use super::super::{Classes, Nodes, Profile, RankIntervals, Ranking, Scoring, Shift, View};
use super::example::{Example, example};
use super::goldens::check;
use crate::aggregate::{Focus, Group, score_by, uncertain};
use crate::model::{Area, ClassRule, Scenario, Uncertainty};

const ALL: Group = Group { area: None, province: None, tag: None };

fn view<'v>(focus: Focus, group: &'v Group, class_rule: Option<&'v ClassRule>) -> View<'v> {
    View { focus, group, class_rule, coverage_min: 0.0 }
}

fn ranking(view: View<'_>) -> Ranking {
    let Example { system, regions, scores, .. } = example();
    Ranking::new(&system, &regions, &scores, view)
}

fn classes(view: View<'_>) -> Classes {
    let Example { system, regions, scores, .. } = example();
    Classes::new(&system, &regions, &scores, view)
}

fn profile(view: View<'_>, nodes: Nodes, region: Option<usize>) -> Profile {
    let Example { system, regions, scores, .. } = example();
    let region = region.map(|at| regions[at].code);
    Profile::new(&system, &regions, &scores, (view, nodes), region)
}

#[test]
fn a_node_is_ranked_with_what_is_below_it() {
    check("ranking_node.txt", |out| {
        ranking(view(Focus::Indicator(1), &ALL, None)).write_table(out)
    });
    check("ranking_node.csv", |out| ranking(view(Focus::Indicator(1), &ALL, None)).write_csv(out));
}

#[test]
fn a_topic_is_ranked_and_classed_where_cuts_are_asked_for() {
    check("ranking_topic.txt", |out| ranking(view(Focus::Topic(0), &ALL, None)).write_table(out));
    let rule = ClassRule::Quantile { above: vec![30.0, 60.0] };
    let ranking = ranking(view(Focus::Topic(0), &ALL, Some(&rule)));
    check("ranking_topic.json", |out| ranking.write_json(out));
}

#[test]
fn a_group_is_ranked_within_itself_and_among_all() {
    let east = Group { area: Some(Area::East), ..ALL };
    check("ranking_group.txt", |out| ranking(view(Focus::Total, &east, None)).write_table(out));
    check("ranking_group.csv", |out| ranking(view(Focus::Total, &east, None)).write_csv(out));
    let west = Group { area: Some(Area::West), ..ALL };
    assert!(ranking(view(Focus::Total, &west, None)).rows.is_empty());
}

#[test]
fn classes_have_cuts_members_and_grades() {
    check("classes.txt", |out| classes(view(Focus::Total, &ALL, None)).write_table(out));
    check("classes.csv", |out| classes(view(Focus::Total, &ALL, None)).write_csv(out));
    let rule = ClassRule::Deviation { k: vec![0.5, -0.5] };
    let by_deviation = classes(view(Focus::Total, &ALL, Some(&rule)));
    check("classes_deviation.json", |out| by_deviation.write_json(out));
}

#[test]
fn score_rates_of_a_region_and_of_all() {
    let nodes = Nodes { top: None, with_points: true };
    let total = view(Focus::Total, &ALL, None);
    check("score.txt", |out| profile(total, nodes, Some(0)).write_table(out));
    check("score_all.txt", |out| profile(total, Nodes::default(), None).write_table(out));
    check("score.csv", |out| profile(total, nodes, Some(0)).write_csv(out));
    let below = Nodes { top: Some(1), with_points: false };
    check("score_node.json", |out| profile(total, below, Some(0)).write_json(out));
}

#[test]
fn other_weights_move_ranks() {
    let Example { system, regions, scores, .. } = example();
    let scenario = Scenario { weights: vec![("A".to_owned(), 5.0)], ..Scenario::default() };
    let outcome = score_by(&scenario, &system, &regions, &scores).unwrap();
    let shift = Shift::new(
        &regions,
        Scoring::of(&system, &scores),
        Scoring::of(&outcome.system, &outcome.scores),
    );
    check("whatif.txt", |out| shift.write_table(out));
}

#[test]
fn ranks_have_intervals() {
    let Example { system, regions, scores, .. } = example();
    let uncertainty =
        Uncertainty { n_draws: 500, n_rows: 64, n_again: 50, ..Uncertainty::default() };
    let scenario = Scenario { uncertainty, ..Scenario::default() };
    let drawn = |of, group| {
        let found = uncertain(&scenario, &system, &regions, &scores, (of, group)).unwrap();
        RankIntervals::new(&regions, &scenario, &found, group)
    };
    let intervals = drawn(Focus::Total, &ALL);
    check("sensitivity.txt", |out| intervals.write_table(out));
    check("sensitivity.csv", |out| intervals.write_csv(out));
    check("sensitivity.json", |out| intervals.write_json(out));
    check("sensitivity_node.txt", |out| drawn(Focus::Indicator(1), &ALL).write_table(out));
    let east = Group { area: Some(Area::East), ..ALL };
    let topic = drawn(Focus::Topic(0), &east);
    check("sensitivity_topic.txt", |out| topic.write_table(out));
    check("sensitivity_topic.csv", |out| topic.write_csv(out));
}
