//! The way from the home page to a list: level by level, through the columns that lead to lists.

use probe_sdk::criteria::behind::{Target, all, is_start, target};
use probe_sdk::criteria::items::entries;
use probe_sdk::criteria::reach::{as_strs, page_role};
use probe_sdk::{LINKS_MAX, Link, Page, Step, Stop, Task, UnknownReason};

/// Clicks after which a visitor has given up; the score rules give nothing beyond three.
pub(crate) const CLICKS_MAX: u32 = 3;

/// Links of the right name tried on one page: some lead to news about the list.
const TRIES_MAX: usize = 3;

/// Columns opened per page on the way to the list; five cover the ways portals sort it.
const COLUMNS_MAX: usize = 5;

/// Columns that lead to lists.
const COLUMNS: [&str; 6] =
    ["权责清单", "政府信息公开", "政务公开", "信息公开", "政务服务", "公开目录"];

/// Rows of a table; a head and one row make a list.
const ROWS_MIN: u32 = 2;

/// A list and the way to it.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) page: Page,
    /// The link that led to it; none where it is a start page.
    pub(crate) link: Option<Link>,
    pub(crate) n_clicks: u32,
}

/// The list called one of the words; on pages of a role of its own the start page is it.
///
/// # Errors
///
/// [`Stop::Absent`] if there is none within three clicks; [`Stop::Unknown`] if a page on the way could
/// not be had or read; [`Stop::Ask`] for the pages on the way.
pub(crate) fn list(task: &Task, words: &[String], columns: &[String]) -> Step<List> {
    find(task, words, columns, holds_list)
}

fn find(
    task: &Task,
    words: &[String],
    columns: &[String],
    is_wanted: fn(Page) -> bool,
) -> Step<List> {
    let start = task.start()?;
    let words = as_strs(words);
    if !is_start(start) || words.is_empty() {
        return Ok(List { page: start, link: None, n_clicks: 0 });
    }
    let given = as_strs(columns);
    let columns = if given.is_empty() { COLUMNS.to_vec() } else { given };
    let role = page_role(task);
    let mut level = vec![start];
    // A shell on the way says nothing; a list found elsewhere still counts.
    let mut unread = None;
    for n_clicks in 1..=CLICKS_MAX {
        let mut next: Vec<Link> = Vec::new();
        for page in all(level.iter().map(|page| behind(*page, &words, &role, is_wanted)))? {
            match page {
                Seen::List(link, list) => {
                    return Ok(List { page: list, link: Some(link), n_clicks });
                }
                Seen::Unread(reason, note) => unread = unread.or(Some(Stop::Unknown(reason, note))),
                Seen::Nothing => {}
            }
        }
        for page in level {
            if page.is_shell() {
                unread = unread.or(Some(page.absent("no link")));
            }
            next.extend(first_links(page, &columns, COLUMNS_MAX));
        }
        level = if n_clicks < CLICKS_MAX { open(&next)? } else { Vec::new() };
    }
    Err(unread.unwrap_or_else(|| start.absent(&format!("no list called {}", words.join("/")))))
}

/// The list the point is about: called by a word of `follow`. Where no page of that name holds a list, the
/// page itself: that it has nothing is a finding.
///
/// # Errors
///
/// As [`list`].
pub(crate) fn followed(task: &Task) -> Step<Page> {
    match list(task, &task.words("follow"), &[]) {
        Ok(list) => Ok(list.page),
        Err(Stop::Absent(..)) => page(task),
        Err(stop @ (Stop::Ask(_) | Stop::Unknown(..) | Stop::Fault(_))) => Err(stop),
    }
}

/// The page the point is about, whatever it holds: behind a link with a word of `follow`, on the home page
/// or on a column that leads there.
///
/// # Errors
///
/// As [`list`].
pub(crate) fn page(task: &Task) -> Step<Page> {
    Ok(find(task, &task.words("follow"), &[], |_| true)?.page)
}

/// What the links of the right name on a page lead to.
enum Seen {
    List(Link, Page),
    Unread(UnknownReason, String),
    Nothing,
}

fn behind(page: Page, words: &[&str], role: &str, is_wanted: fn(Page) -> bool) -> Step<Seen> {
    let links = first_links(page, words, TRIES_MAX);
    let targets = all(links.iter().map(|link| target(link, role)))?;
    let mut unread = Seen::Nothing;
    for (link, target) in links.into_iter().zip(targets) {
        match target {
            Target::Page(list) if is_wanted(list) && !list.is_blank() => {
                return Ok(Seen::List(link, list));
            }
            Target::Page(list) if list.is_shell() => {
                let note = format!("{} is filled by scripts", list.info().url);
                unread = Seen::Unread(UnknownReason::NeedsRendering, note);
            }
            Target::Unread(reason, note) => unread = Seen::Unread(reason, note),
            Target::Page(_) | Target::File(_) | Target::Gone(_) => {}
        }
    }
    Ok(unread)
}

/// The pages behind columns, each once.
fn open(links: &[Link]) -> Step<Vec<Page>> {
    let targets = all(links.iter().map(|link| target(link, "column")))?;
    let mut pages: Vec<Page> = Vec::new();
    for target in targets {
        if let Target::Page(page) = target
            && !pages.contains(&page)
        {
            pages.push(page);
        }
    }
    Ok(pages)
}

/// The best links first: those whose text is the word itself.
pub(crate) fn first_links(page: Page, any: &[&str], n_max: usize) -> Vec<Link> {
    let mut links = page.links(any, LINKS_MAX);
    links
        .sort_by_cached_key(|link| (!any.contains(&link.text.as_str()), link.text.chars().count()));
    links.dedup_by(|a, b| a.url == b.url);
    links.truncate(n_max);
    links
}

/// Whether a page holds a list: entries besides its menus, or a table with rows.
fn holds_list(page: Page) -> bool {
    !entries(page).is_empty()
        || page.count("table tr") >= ROWS_MIN
        || page.count("main li, dl dd") > 0
}
