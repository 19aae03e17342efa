//! # What it asks
//! Whether an entry to the service can be found and leads to the service.
//!
//! # Why it counts
//! A service that cannot be reached from the portal is, for most people, not online.
//!
//! # How it is judged
//! A visible link with one of the `keywords` stands on the service portal, on the home page, or
//! behind a topic page (`follow`); its target answers with a page of its own that has a form, a
//! login, or a table of results, or a button (在线办理, 查询入口 …) that leads to one. What every page
//! of the site carries, its search box and the login in its head, does not count. With
//! `accept = "list"` a column with three entries of its own counts too: a zone is a list of
//! services. A target that is gone, is the home page again, or says 建设中 is a no.
//!
//! # When it is unknown
//! The target, or a page on the way, could not be had or is a shell that only a browser fills. An
//! entry or button that only a script opens is a yes that a person should look at.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力.

use super::arrival::arrive;
use super::furniture::{Furniture, is_hidden};
use super::offer::{ACTIONS, RESULT_ROWS_MIN, actions, scripted, serves};
use super::phrases::Phrases;
use super::ways::Ways;
use crate::judge::{Judged, Step, Stop};
use crate::page::{Hit, Link, Page};
use crate::task::Task;
use crate::{Criterion, Evidence};

/// The criterion, for families to take.
pub const CRITERION: Criterion = Criterion {
    id: "entry",
    title: "在线服务入口",
    roles: &["service_portal", "home"],
    points: &[],
    judge,
};

/// Confidence where a button on the target leads to the service.
const BUTTON_CONFIDENCE: f32 = 0.9;

/// Confidence where only a script leads on: below the usual line, so that a person looks.
pub(super) const SCRIPT_CONFIDENCE: f32 = 0.5;

/// Buttons tried on the page of a service.
pub(super) const BUTTONS_MAX: usize = 2;

/// Where a page serves, and how sure that is.
#[derive(Debug, Clone)]
pub struct Served {
    /// The places that show it.
    pub seen: Vec<Evidence>,
    /// How sure it is.
    pub confidence: f32,
}

/// Judges a point about an entry.
///
/// # Errors
///
/// As [`Ways::search`]; [`Stop::Fault`] without `keywords`.
pub fn judge(task: &Task) -> Step<Judged> {
    let ways = Ways::of(task)?;
    reached(task, &ways, &super::guide::keywords(task)?)
}

/// Whether the matter is reached, for criteria that start elsewhere.
///
/// # Errors
///
/// As [`Ways::search`].
pub fn reached(task: &Task, ways: &Ways, matter: &Phrases) -> Step<Judged> {
    let takes_lists = task.words("accept").iter().any(|kind| kind == "list");
    let found = ways.search(matter, |link, page| {
        let served = served(page, ways)?;
        let listed = || if takes_lists { listed(page, ways.furniture()) } else { None };
        Ok(served.or_else(listed).map(|served| (link.clone(), served)))
    });
    match found {
        Ok(found) => {
            let surest = found
                .into_iter()
                .rev()
                .max_by(|one, other| one.1.confidence.total_cmp(&other.1.confidence));
            let (link, served) =
                surest.ok_or_else(|| Stop::Fault("no entry was found".to_owned()))?;
            let judged = Judged::truth(true).seen([&link]).seen(served.seen);
            Ok(judged.sure(served.confidence))
        }
        Err(Stop::Absent(page, note)) => match script_entry(ways, matter) {
            Some(hit) => {
                let judged = Judged::truth(true).seen([hit]).sure(SCRIPT_CONFIDENCE);
                Ok(judged.note("由脚本打开，未验证目标页"))
            }
            None => Err(Stop::Absent(page, note)),
        },
        Err(stop) => Err(stop),
    }
}

/// Where the page serves, itself or behind a button.
///
/// # Errors
///
/// [`Stop::Ask`] for the pages behind its buttons; [`Stop::Unknown`] if the page is a shell, or
/// none of its buttons is known to lead on and one might.
pub fn served(page: Page, ways: &Ways) -> Step<Option<Served>> {
    if let Some(hit) = serves(page, ways.furniture()) {
        return Ok(Some(Served { seen: vec![Evidence::from(hit)], confidence: 1.0 }));
    }
    let buttons = Phrases::new(&ACTIONS);
    let mut links = actions(page, ways.furniture(), &buttons);
    links.truncate(BUTTONS_MAX);
    behind(page, &links, ways)?.map_or_else(
        |stop| match scripted(page, ways.furniture(), &buttons) {
            Some(hit) => {
                Ok(Some(Served { seen: vec![Evidence::from(hit)], confidence: SCRIPT_CONFIDENCE }))
            }
            None if page.is_shell() => Err(page.absent("no form")),
            None => stop.map_or(Ok(None), Err),
        },
        |served| Ok(Some(served)),
    )
}

/// The first of the links of a page that leads to a form, a login or results; else why that is not
/// known of one of them.
pub(super) fn behind(
    page: Page,
    links: &[Link],
    ways: &Ways,
) -> Step<Result<Served, Option<Stop>>> {
    let mut from = ways.starts().to_vec();
    from.push(page);
    let arrivals = arrive(links, "service", &from)?;
    for (link, target) in &arrivals.here {
        if let Some(hit) = serves(*target, ways.furniture()) {
            let seen = vec![Evidence::from(link), Evidence::from(hit)];
            return Ok(Ok(Served { seen, confidence: BUTTON_CONFIDENCE }));
        }
    }
    let shell = arrivals.here.iter().find(|(_, target)| target.is_shell());
    let shell = shell.map(|(_, target)| target.absent("no form"));
    Ok(Err(arrivals.unknown.or(shell)))
}

/// The page's own entries, if there are enough for a column.
pub(super) fn listed(page: Page, furniture: &Furniture) -> Option<Served> {
    let mut links = furniture.own_links(page);
    let mut urls: Vec<String> = Vec::new();
    links.retain(|link| {
        let is_new = !urls.contains(&link.url) && link.text.chars().count() > 1;
        urls.push(link.url.clone());
        is_new
    });
    let seen: Vec<Evidence> = links.iter().take(RESULT_ROWS_MIN).map(Evidence::from).collect();
    (seen.len() >= RESULT_ROWS_MIN).then_some(Served { seen, confidence: BUTTON_CONFIDENCE })
}

/// An entry on a start page whose address only a script knows.
fn script_entry(ways: &Ways, matter: &Phrases) -> Option<Hit> {
    let none = Furniture::default();
    let found = ways.starts().iter().find_map(|page| scripted(*page, &none, matter));
    found.filter(|hit| !is_hidden(hit.page, hit.node))
}
