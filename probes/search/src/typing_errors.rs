//! # What it asks
//! Whether the search forgives a wrong character.
//!
//! # Why it counts
//! Input methods offer the wrong character every day, and an empty page sends people away.
//!
//! # How it is judged
//! One of the misspelt `queries` brings a result that holds one of the words it expects, or a suggestion:
//! 您是不是要找 and its like with one of these words.
//!
//! # When it is unknown
//! A browser is needed for the search or its results, or no answer could be had. No search: no.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::mentions::in_text;
use probe_sdk::criteria::surroundings::Surroundings;
use probe_sdk::criteria::words::{compact, holds};
use probe_sdk::{Criterion, Evidence, Hit, Judged, Page, Step, Stop, Task};

use crate::engine::{self, Query};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-typing-errors",
    title: "错别字纠正",
    roles: &["home", "search"],
    points: &["C2.1-4"],
    judge,
};

/// What stands before a suggestion.
const SUGGESTS: [&str; 7] = [
    "您是不是要找",
    "您要找的是不是",
    "是不是要找",
    "您是否要找",
    "猜您想搜",
    "已为您显示",
    "为您搜索",
];

fn judge(task: &Task) -> Step<Judged> {
    let queries = engine::queries(task)?;
    let answers = engine::answers(task, &queries)?;
    let (mut read, mut stops) = (None, Vec::new());
    for (query, answer) in queries.iter().zip(answers) {
        match answer {
            Ok(page) => {
                if let Some(evidence) = forgiven(page, query) {
                    return Ok(Judged::truth(true).seen([page]).seen([evidence]));
                }
                if engine::is_filled_later(page) {
                    stops.push(engine::unfilled(page));
                } else {
                    read = Some(page);
                }
            }
            Err(Stop::Absent(page, _)) => read = Some(page),
            Err(stop) => stops.push(stop),
        }
    }
    match read {
        Some(page) => Ok(Judged::truth(false).seen([page])),
        None => Err(engine::first_stop(stops)),
    }
}

fn forgiven(page: Page, query: &Query) -> Option<Evidence> {
    let words = query.words();
    let result = engine::results(page, &words, &BTreeSet::new()).into_iter().next();
    result.map(|row| row.hit.into()).or_else(|| suggestion(page, &words).map(Evidence::from))
}

/// The suggestion, where the word stands beside it or in the element around.
fn suggestion(page: Page, words: &[&str]) -> Option<Hit> {
    in_text(page, &SUGGESTS).into_iter().find(|hit| {
        let around = page.parent_of(hit.node).map(|node| page.text_of(node)).unwrap_or_default();
        let said = compact(&format!("{} {around}", hit.text));
        let after = SUGGESTS.iter().find_map(|word| said.split_once(word)).map(|(_, after)| after);
        after.is_some_and(|after| {
            let near: String = after.chars().take(NEAR_CHARS).collect();
            holds(&near, words)
        }) && !Surroundings::of(hit).is_hidden()
    })
}

/// Characters after the words within which the suggestion stands.
const NEAR_CHARS: usize = 30;
