//! # What it asks
//! How many clicks the list is away from the home page.
//!
//! # Why it counts
//! A list that nobody finds does not bind anybody.
//!
//! # How it is judged
//! From the home page outwards, level by level: the first page behind a link with one of the
//! `keywords` that answers and holds a list gives the number of clicks. Where a level has no such
//! link, the columns on it that lead there (`follow`, else 政府信息公开, 政务公开 …) are opened.
//!
//! # When it is unknown
//! A page on the way, or the list itself, could not be had or is a shell that only a browser fills.
//! Not found within three clicks: no.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 目录覆盖能力.

use probe_sdk::criteria::reach::{as_strs, page_role};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Stop, Task};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "list-reachable",
    title: "清单栏目可达",
    roles: &["home"],
    points: &["A1.1-1", "A1.2-1", "A1.3-1", "A1.4-1"],
    judge,
};

/// Clicks after which a visitor has given up; the score rules give nothing beyond three.
const CLICKS_MAX: u32 = 3;

/// Links of the right name tried on one page: some lead to news about the list.
const TRIES_MAX: usize = 3;

/// Columns opened per page on the way to the list; five cover the ways portals sort it.
const COLUMNS_MAX: usize = 5;

/// Columns that lead to lists, where the point names none.
const COLUMNS: [&str; 6] =
    ["权责清单", "政府信息公开", "政务公开", "信息公开", "政务服务", "公开目录"];

/// What makes a page hold a list.
const ROWS: &str = "table tr, ul li, ol li, dl dd";

/// Links looked at on one page.
const LINKS_MAX: u32 = 2000;

fn judge(task: &Task) -> Step<Judged> {
    let start = task.start()?;
    let keywords = task.words("keywords");
    let follow = task.words("follow");
    let columns = if follow.is_empty() { COLUMNS.to_vec() } else { as_strs(&follow) };
    let role = page_role(task);
    let mut level = vec![start];
    // A shell on the way says nothing; a list found elsewhere still counts.
    let mut unread = None;
    for n_clicks in 1..=CLICKS_MAX {
        let mut next = Vec::new();
        for page in level {
            match list_behind(page, &as_strs(&keywords), &role)? {
                Ok((link, list)) => {
                    return Ok(Judged::number(f64::from(n_clicks), "clicks")
                        .seen([link])
                        .seen([list]));
                }
                Err(stop) => unread = unread.or(stop),
            }
            if page.is_shell() {
                unread = unread.or(Some(page.absent("no link")));
            }
            next.extend(first_links(page, &columns, COLUMNS_MAX));
        }
        level = if n_clicks < CLICKS_MAX { Link::open_all(&next, "column")? } else { Vec::new() };
    }
    Err(unread.unwrap_or_else(|| start.absent(&format!("no list called {}", keywords.join("/")))))
}

/// The first list behind a link of the right name; else why one of them is not known.
#[expect(clippy::type_complexity, reason = "a step to a link with its page, or to a reason")]
fn list_behind(
    page: Page,
    keywords: &[&str],
    role: &str,
) -> Step<Result<(Link, Page), Option<Stop>>> {
    let mut unknown = None;
    for link in first_links(page, keywords, TRIES_MAX) {
        match link.open(role) {
            Ok(list) if holds_list(list) => return Ok(Ok((link, list))),
            Ok(list) if list.is_shell() => unknown = unknown.or(Some(list.absent("no row"))),
            Ok(_) => {}
            Err(Stop::Unknown(reason, note)) => unknown = Some(Stop::Unknown(reason, note)),
            Err(stop) => return Err(stop),
        }
    }
    Ok(Err(unknown))
}

/// The best links first: those whose text is the word itself.
fn first_links(page: Page, any: &[&str], n_max: usize) -> Vec<Link> {
    let mut links = page.links(any, LINKS_MAX);
    links
        .sort_by_cached_key(|link| (!any.contains(&link.text.as_str()), link.text.chars().count()));
    links.dedup_by(|a, b| a.url == b.url);
    links.truncate(n_max);
    links
}

fn holds_list(page: Page) -> bool {
    (200..300).contains(&page.info().status) && page.count(ROWS) > 0
}
