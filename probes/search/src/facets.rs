//! # What it asks
//! Whether the results can be narrowed or sorted.
//!
//! # Why it counts
//! Who looks for a service is not helped by three hundred pieces of news.
//!
//! # How it is judged
//! On the page with the results of the first of `queries`: links of the search itself called 服务, 政策, 新闻,
//! 按时间 … that lead to another address. Up to four are opened; at least two must list other results, or the
//! same in another order.
//!
//! # When it is unknown
//! A browser is needed for the search or its results, or the answers could not be had. No search: no.
//!
//! # Source
//! This catalogue's own.

use std::collections::BTreeSet;

use probe_sdk::criteria::{reach, seek};
use probe_sdk::{Criterion, Judged, LINKS_MAX, Link, Page, Step, Task};

use crate::engine;

pub(crate) const CRITERION: Criterion = Criterion {
    id: "search-facets",
    title: "结果分类筛选",
    roles: &["home", "search"],
    points: &["C2.1-3"],
    judge,
};

/// Names of facets.
const NAMES: [&str; 14] = [
    "服务",
    "政策",
    "文件",
    "新闻",
    "资讯",
    "互动",
    "公开",
    "图片",
    "视频",
    "按时间",
    "时间排序",
    "按相关",
    "一周",
    "一月",
];

/// Facets that change the results.
const FACETS_MIN: usize = 2;

/// Facets opened.
const FACETS_MAX: usize = 4;

fn judge(task: &Task) -> Step<Judged> {
    let given = task.words("keywords");
    let names = if given.is_empty() { NAMES.to_vec() } else { reach::as_strs(&given) };
    let queries = engine::queries(task)?;
    let first: Vec<_> = queries.into_iter().take(1).collect();
    let answer = engine::answers(task, &first)?.into_iter().next();
    let page = answer.unwrap_or_else(|| Err(engine::first_stop(Vec::new())))?;
    let facets = facets(page, &names);
    if facets.is_empty() && engine::is_filled_later(page) {
        return Err(engine::unfilled(page));
    }
    let whole = listed(page);
    Link::open_all(&facets, engine::ROLE)?;
    let changes = facets.into_iter().filter(|facet| {
        let page = facet.open(engine::ROLE).ok().filter(|page| page.info().status == 200);
        page.is_some_and(|page| listed(page) != whole)
    });
    let changes: Vec<Link> = changes.collect();
    let is_enough = changes.len() >= FACETS_MIN;
    Ok(Judged::truth(is_enough).seen([page]).seen(changes))
}

fn facets(page: Page, names: &[&str]) -> Vec<Link> {
    let own = page.info().url;
    let mut urls = BTreeSet::new();
    let links = page.links(names, LINKS_MAX).into_iter().filter(|link| {
        engine::is_search(page, &link.url)
            && link.url != own
            && engine::is_button(&link.text, names)
            && !seek::is_hidden(link)
    });
    links.filter(|link| urls.insert(link.url.clone())).take(FACETS_MAX).collect()
}

/// The addresses a page with results lists, in their order.
fn listed(page: Page) -> Vec<String> {
    engine::rows(page).into_iter().map(|row| row.link.url).collect()
}
