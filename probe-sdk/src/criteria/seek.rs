//! From the home page to a column: portals sort their columns in ways of their own, so that the way
//! goes by what links are called and ends where a page holds what is looked for.

use std::collections::BTreeSet;

use super::surroundings::Surroundings;
use super::target;
use super::words::{compact, length};
use crate::judge::{Step, Stop};
use crate::page::{Hit, LINKS_MAX, Link, Page};
use crate::task::Task;

/// Links of the right name tried on one page: some lead to news about the column.
const TRIES_MAX: usize = 3;

/// Columns opened on one page on the way.
const VIA_MAX: usize = 2;

/// Pages looked at on one level.
const LEVEL_PAGES_MAX: usize = 8;

/// Characters of the longest text that names a column; longer ones are headings of articles.
const NAME_CHARS_MAX: usize = 16;

/// What is looked for and what leads there.
#[derive(Debug, Clone, Copy)]
pub struct Way<'w> {
    /// Names of the column, best first.
    pub names: &'w [&'w str],
    /// Columns it may be in.
    pub via: &'w [&'w str],
    /// Role of the pages asked for.
    pub role: &'w str,
    /// Clicks after which it counts as not there.
    pub n_clicks_max: u32,
}

/// A column and the way to it.
#[derive(Debug, Clone)]
pub struct Reached {
    /// The column.
    pub page: Page,
    /// The last link on the way; `None` for a start page.
    pub link: Option<Link>,
    /// Clicks from the start page.
    pub n_clicks: u32,
}

/// Columns of interaction, in which lists of letters, consultations and surveys are.
pub const INTERACTION: [&str; 7] =
    ["互动交流", "政民互动", "公众参与", "互动", "问政", "在线互动", "交流互动"];

/// The pages to start from: those of the point's role.
///
/// # Errors
///
/// [`Stop::Unknown`] with `page-missing` if there is none.
pub fn starts(task: &Task) -> Step<Vec<Page>> {
    task.start()?;
    Ok(task.pages())
}

/// The nearest page that is accepted, level by level from the start pages outwards. A start page
/// counts only if it is not a home page: the operator named it as the column.
///
/// # Errors
///
/// [`Stop::Absent`] if there is none within the clicks; [`Stop::Unknown`] if a page on the way could
/// not be had or is a shell; [`Stop::Ask`] for pages not fetched yet.
pub fn column(starts: &[Page], way: &Way<'_>, accept: &dyn Fn(Page) -> bool) -> Step<Reached> {
    let named = starts.iter().find(|page| page.info().role != "home" && accept(**page));
    if let Some(page) = named {
        return Ok(Reached { page: *page, link: None, n_clicks: 0 });
    }
    let mut level = starts.to_vec();
    let mut seen: BTreeSet<String> = level.iter().map(|page| page.info().url).collect();
    let mut unread = None;
    for n_clicks in 1..=way.n_clicks_max {
        let is_last = n_clicks == way.n_clicks_max;
        let found = steps(&level, way, is_last, &mut seen);
        unread = unread.or_else(|| {
            level.iter().find(|page| page.is_shell()).map(|page| page.absent("no link"))
        });
        Link::open_all(&found.iter().map(|(link, _)| link.clone()).collect::<Vec<_>>(), way.role)?;
        level.clear();
        for (link, is_named) in found {
            match target::page_behind(&link, way.role) {
                Ok(page) if is_named && accept(page) => {
                    return Ok(Reached { page, link: Some(link), n_clicks });
                }
                Ok(page) if level.len() < LEVEL_PAGES_MAX => level.push(page),
                Ok(_) | Err(Stop::Absent(..)) => {}
                Err(Stop::Unknown(reason, note)) => unread = Some(Stop::Unknown(reason, note)),
                Err(stop) => return Err(stop),
            }
        }
        let blank = level.iter().find(|page| page.is_shell()).map(|page| page.absent("no link"));
        unread = unread.or(blank);
    }
    let what = way.names.join("/");
    Err(match (unread, starts.first()) {
        (Some(stop), _) => stop,
        (None, Some(start)) => start.absent(&format!("nothing called {what}")),
        (None, None) => Stop::Fault(format!("no page to look for {what} on")),
    })
}

/// The links of one level, with whether they are called what is looked for.
fn steps(
    level: &[Page],
    way: &Way<'_>,
    is_last: bool,
    seen: &mut BTreeSet<String>,
) -> Vec<(Link, bool)> {
    let mut steps = Vec::new();
    let mut take = |links: Vec<Link>, is_named: bool| {
        for link in links {
            if seen.insert(link.url.clone()) {
                steps.push((link, is_named));
            }
        }
    };
    for page in level {
        take(named(*page, way.names, TRIES_MAX), true);
    }
    if !is_last {
        for page in level {
            take(named(*page, way.via, VIA_MAX), false);
        }
    }
    steps
}

/// The best `n_max` links for the names that a visitor sees, one for each address: an exact text before
/// a longer one, an earlier name before a later one, then document order.
pub fn named(page: Page, names: &[&str], n_max: usize) -> Vec<Link> {
    if names.is_empty() {
        return Vec::new();
    }
    let mut links = page.links(names, LINKS_MAX);
    links.retain(|link| length(&compact(&link.text)) <= NAME_CHARS_MAX);
    links.sort_by_cached_key(|link| {
        let text = compact(&link.text);
        let nth = names.iter().position(|name| text.contains(name)).unwrap_or(names.len());
        (!names.contains(&text.as_str()), nth, length(&text))
    });
    let mut urls = BTreeSet::new();
    let seen = links.into_iter().filter(|link| !is_hidden(link));
    seen.filter(|link| urls.insert(link.url.clone())).take(n_max).collect()
}

/// Whether the link is switched off.
pub fn is_hidden(link: &Link) -> bool {
    Surroundings::of(&hit(link)).is_hidden()
}

/// The link as an element with its text.
pub fn hit(link: &Link) -> Hit {
    Hit { page: link.page, node: link.node, text: link.text.clone() }
}
