//! # What it asks
//! Whether a search for a service leads right to it.
//!
//! # Why it counts
//! Who searches for a service wants to do it, not to read about it.
//!
//! # How it is judged
//! The first page for one of the service `queries` holds an entry of its own called 在线办理, 立即办理, 办事指南 …, or a
//! result marked so, whose target is a page of its own. A facet of that name is none.
//!
//! # When it is unknown
//! A browser is needed for the search or its results, or no answer or entry could be had. No search: no.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::words::holds;
use probe_sdk::criteria::{own, reach, seek, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

use crate::engine::{self, Query};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-service-card",
    title: "服务直达",
    roles: &["home", "search"],
    points: &["C2.1-7"],
    judge,
};

/// Names of entries.
const NAMES: [&str; 6] = ["在线办理", "立即办理", "我要办理", "办事指南", "在线申请", "网上办理"];

/// Entries opened for each query.
const ENTRIES_MAX: usize = 2;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let queries = engine::queries(task)?;
    let answers = engine::answers(task, &queries)?;
    let (mut read, mut stops, mut cards) = (None, Vec::new(), Vec::new());
    for (query, answer) in queries.iter().zip(answers) {
        match answer {
            Ok(page) => {
                let found = entries(page, query, &names);
                if found.is_empty() && engine::is_filled_later(page) {
                    stops.push(engine::unfilled(page));
                } else {
                    read = Some(page);
                }
                cards.extend(found);
            }
            Err(Stop::Absent(page, _)) => read = Some(page),
            Err(stop) => stops.push(stop),
        }
    }
    if let Some((link, page)) = target::pages_behind(&cards, "service")?.into_iter().next() {
        return Ok(Judged::truth(true).seen([link]).seen([page]));
    }
    if let Some(page) = read.or(cards.first().map(|link| link.page)) {
        let nothing = Stop::Absent(page, "no entry to the service leads to a page".to_owned());
        return Err(target::none_behind(&cards, "service", nothing));
    }
    Err(engine::first_stop(stops))
}

fn entries(page: Page, query: &Query, names: &[&str]) -> Vec<Link> {
    let buttons = own::links(page).into_iter().filter(|link| {
        engine::is_button(&link.text, names)
            && !engine::is_search(page, &link.url)
            && !seek::is_hidden(link)
    });
    let results = engine::results(page, &query.words(), &BTreeSet::new()).into_iter();
    let marked = results.filter(|row| holds(&row.hit.text, names)).map(|row| row.link);
    buttons.chain(marked).take(ENTRIES_MAX).collect()
}
