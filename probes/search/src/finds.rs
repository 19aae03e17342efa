//! # What it asks
//! Whether the site's search finds what people look for.
//!
//! # Why it counts
//! A portal has tens of thousands of pages; what the search does not find is not there for most people.
//!
//! # How it is judged
//! Each of the manifest's `queries` is asked through the site's own form. It is found if the page that comes
//! lists a link whose heading or summary holds one of the words it expects and whose target is a page of
//! its own (`sample`, 2, are opened). Links of the home page, of the search itself and those that come for
//! every query alike are no results. The finding is the share of the queries found.
//!
//! # When it is unknown
//! Only a script or a POST form searches, or scripts fill in the results: a browser is needed. No answer
//! could be had. No search at all: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 智能搜索能力.

use std::collections::BTreeSet;

use probe_sdk::criteria::{sample, target};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

use crate::engine::{self, Query};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-finds",
    title: "站内搜索可用",
    roles: &["home", "search"],
    points: &["C2.1-1"],
    judge,
};

/// Results opened for each query.
const SAMPLE: usize = 2;

/// A page with results and the first of them.
type Listed = (Page, Vec<Link>);

fn judge(task: &Task) -> Step<Judged> {
    let queries = engine::queries(task)?;
    let answers = engine::answers(task, &queries)?;
    let pages: Vec<Page> =
        answers.iter().filter_map(|answer| answer.as_ref().ok().copied()).collect();
    let everywhere = everywhere(&pages);
    let n_opened = sample::size(task, SAMPLE);
    let found: Vec<(&Query, Step<Listed>)> = queries
        .iter()
        .zip(answers)
        .map(|(query, answer)| {
            let results = answer.map(|page| {
                let rows = engine::results(page, &query.words(), &everywhere).into_iter();
                (page, rows.map(|row| row.link).take(n_opened).collect())
            });
            (query, results)
        })
        .collect();
    let all = found.iter().filter_map(|(_, found)| Some(found.as_ref().ok()?.1.clone()));
    target::pages_behind(&all.collect::<Vec<_>>().concat(), "search_result")?;
    let (mut n_known, mut hits, mut missed, mut stops) = (0, Vec::new(), Vec::new(), Vec::new());
    for (query, found) in found {
        match found.and_then(|(page, links)| first_page(page, &links)) {
            Ok(link) => {
                n_known += 1;
                missed.extend(link.is_none().then_some(query.ask.as_str()));
                hits.extend(link);
            }
            Err(Stop::Absent(..)) => {
                n_known += 1;
                missed.push(query.ask.as_str());
            }
            Err(stop) => stops.push(stop),
        }
    }
    if n_known == 0 {
        return Err(engine::first_stop(stops));
    }
    let judged = Judged::share(hits.len(), n_known).seen(pages).seen(hits);
    Ok(if missed.is_empty() {
        judged
    } else {
        judged.note(format!("未搜到：{}", missed.join("、")))
    })
}

/// The first result that leads to a page; `None` for none.
fn first_page(page: Page, links: &[Link]) -> Step<Option<Link>> {
    if links.is_empty() && engine::is_filled_later(page) {
        return Err(engine::unfilled(page));
    }
    let opened = target::pages_behind(links, "search_result")?;
    if opened.is_empty() && !links.is_empty() {
        let nothing = Stop::Absent(page, "no result leads to a page".to_owned());
        return Err(target::none_behind(links, "search_result", nothing));
    }
    Ok(opened.into_iter().next().map(|(link, _)| link))
}

/// Addresses every answer links to; nothing where there is only one.
fn everywhere(pages: &[Page]) -> BTreeSet<String> {
    let mut sets = pages.iter().map(|page| {
        let links = page.links(&[], probe_sdk::LINKS_MAX).into_iter();
        links.map(|link| link.url).collect::<BTreeSet<String>>()
    });
    match sets.next() {
        Some(first) if pages.len() > 1 => {
            sets.fold(first, |known, set| known.intersection(&set).cloned().collect())
        }
        Some(_) | None => BTreeSet::new(),
    }
}
