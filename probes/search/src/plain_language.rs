//! # What it asks
//! Whether the search understands pinyin and plain language.
//!
//! # Why it counts
//! People ask how they speak; only officials know what a matter is called.
//!
//! # How it is judged
//! The share of `queries` (gongjijin, 孩子上学怎么报名 …) for which the first page holds a result with one of the
//! words it expects in heading or summary. The question itself repeated on the page is no result.
//!
//! # When it is unknown
//! A browser is needed for the search or its results, or no answer could be had. No search: no.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::{Criterion, Judged, Step, Stop, Task};

use crate::engine;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-plain-language",
    title: "拼音与口语查询命中",
    roles: &["home", "search"],
    points: &["C2.1-5"],
    judge,
};

fn judge(task: &Task) -> Step<Judged> {
    let queries = engine::queries(task)?;
    let answers = engine::answers(task, &queries)?;
    let (mut n_known, mut hits, mut pages, mut stops) = (0, Vec::new(), Vec::new(), Vec::new());
    for (query, answer) in queries.iter().zip(answers) {
        let page = match answer {
            Ok(page) => page,
            Err(Stop::Absent(..)) => {
                n_known += 1;
                continue;
            }
            Err(stop) => {
                stops.push(stop);
                continue;
            }
        };
        let result = engine::results(page, &query.words(), &BTreeSet::new()).into_iter().next();
        if result.is_none() && engine::is_filled_later(page) {
            stops.push(engine::unfilled(page));
            continue;
        }
        n_known += 1;
        pages.push(page);
        hits.extend(result.map(|row| row.hit));
    }
    if n_known == 0 {
        return Err(engine::first_stop(stops));
    }
    Ok(Judged::share(hits.len(), n_known).seen(pages).seen(hits))
}
