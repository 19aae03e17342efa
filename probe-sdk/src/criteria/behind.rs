//! What stands behind a link: a page, a file, nothing, or nobody knows.
//!
//! A link that resolves is more than an answer: the home page again is no target, and neither is a
//! page that says in polite words that there is none.

use crate::bindings::bluebook::probe::site::Found;
use crate::host::site;
use crate::judge::{Step, Stop, Wanted};
use crate::page::{Hit, Link, Page};
use crate::walk::failed;
use crate::{Evidence, Failure, UnknownReason};

/// What stands behind a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page of the site.
    Page(Page),
    /// Bytes that are no page; the index of what was fetched.
    File(Page),
    /// The link leads nowhere: the site says so itself, or sends the visitor home. Why, for people.
    Gone(String),
    /// Nobody knows: it could not be had this time. Why, for people.
    Unread(UnknownReason, String),
}

/// Failures by which a site itself says that there is nothing, by the names the fetch layer gives
/// them. The others (a time-out, a guard, a full budget) say nothing about the link.
const NOTHING_THERE: [&str; 7] = [
    "soft-404",
    "empty-page",
    "error-page",
    "default-page",
    "parked",
    "bad-address",
    "redirect-loop",
];

/// Statuses of what is not there; others are refusals and passing troubles.
const STATUSES_GONE: [u16; 5] = [400, 404, 410, 500, 501];

/// Roles of the pages a region starts from; a link that ends there leads nowhere.
const STARTS: [&str; 2] = ["home", "service_portal"];

/// Charset of what is no text.
const BINARY: &str = "binary";

/// Fields of a form in which a visitor says something.
const FIELDS: &str = "input[type=text], input:not([type]), input[type=password], input[type=tel], \
                      input[type=number], input[type=date], input[type=file], textarea, select";

/// Fields that make a form more than a search: who asks, and for what.
const FIELDS_MIN: usize = 2;

/// Fields looked at.
const FIELDS_MAX: u32 = 100;

/// What stands behind the link.
///
/// # Errors
///
/// [`Stop::Ask`] if it was not fetched yet.
pub fn target(link: &Link, role: &str) -> Step<Target> {
    match site::lookup(&link.url) {
        Found::Page(index) => Ok(of_page(link, Page::new(index))),
        Found::Missing(why) => Ok(of_failure(failed(&link.url).as_ref(), why)),
        Found::NotAsked => Err(Stop::Ask(vec![Wanted {
            url: link.url.clone(),
            role: role.to_owned(),
            from: link.page,
        }])),
    }
}

/// What stands behind each of several links, asked for together.
///
/// # Errors
///
/// [`Stop::Ask`] with every page that was not fetched yet.
pub fn targets(links: &[Link], role: &str) -> Step<Vec<Target>> {
    all(links.iter().map(|link| target(link, role)))
}

/// Every step's result, or all pages that any of them asks for.
///
/// # Errors
///
/// [`Stop::Ask`] with every page not fetched yet; any other stop at once.
pub fn all<T>(steps: impl IntoIterator<Item = Step<T>>) -> Step<Vec<T>> {
    let (mut results, mut wanted) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            Ok(result) => results.push(result),
            Err(Stop::Ask(more)) => wanted.extend(more),
            Err(stop @ (Stop::Unknown(..) | Stop::Absent(..) | Stop::Fault(_))) => {
                return Err(stop);
            }
        }
    }
    if wanted.is_empty() { Ok(results) } else { Err(Stop::Ask(wanted)) }
}

fn of_page(link: &Link, page: Page) -> Target {
    let info = page.info();
    if STATUSES_GONE.contains(&info.status) {
        return Target::Gone(format!("{} answers {}", info.url, info.status));
    }
    if !(200..300).contains(&info.status) {
        let note = format!("{} answers {}", info.url, info.status);
        return Target::Unread(UnknownReason::PageMissing, note);
    }
    if info.encoding == BINARY {
        return Target::File(page);
    }
    if page == link.page || leads_back(link.page, page) {
        return Target::Gone(format!("{} is where the visitor came from", info.url));
    }
    Target::Page(page)
}

/// What a failure to fetch says about a link.
fn of_failure(failure: Option<&Failure>, why: String) -> Target {
    let is_gone = failure.is_some_and(|failure| {
        let status = failure.status.filter(|_| failure.class == "http-status");
        NOTHING_THERE.contains(&failure.class.as_str())
            || status.is_some_and(|status| STATUSES_GONE.contains(&status))
    });
    if is_gone { Target::Gone(why) } else { Target::Unread(UnknownReason::PageMissing, why) }
}

/// Whether a link on one page sends the visitor home by leading to another: to a home page, or to the
/// service portal. The way from a home page to the service portal leads on.
fn leads_back(from: Page, page: Page) -> bool {
    let is_from_home = is_of(from, "home");
    is_start(page) && (is_of(page, "home") || !is_from_home)
}

/// Whether the page is one the region starts from.
pub fn is_start(page: Page) -> bool {
    STARTS.iter().any(|role| is_of(page, role))
}

/// Whether the page is a start page of the role.
fn is_of(page: Page, role: &str) -> bool {
    let url = page.info().url;
    Page::starts(role)
        .into_iter()
        .any(|start| start == page || bare(&start.info().url) == bare(&url))
}

/// The address without the signs that make no other page of it.
fn bare(url: &str) -> &str {
    url.split('#').next().unwrap_or(url).trim_end_matches('/')
}

/// What lets a visitor do something on the page: a form with two fields, or a login. The search box
/// that every page of the site has is neither.
pub fn serves(page: Page) -> Option<Evidence> {
    let fields = page.select(FIELDS, FIELDS_MAX);
    let password = page.select("input[type=password]", 1).into_iter().next();
    let field = password.or_else(|| {
        let fields: Vec<u32> = fields.into_iter().filter(|&node| !is_search(page, node)).collect();
        if fields.len() >= FIELDS_MIN { fields.first().copied() } else { None }
    })?;
    let name = |attr| page.attr_of(field, attr).filter(|text| !text.trim().is_empty());
    let quote = name("placeholder").or_else(|| name("name")).unwrap_or_else(|| page.info().url);
    Some(Evidence::from(Hit { page, node: field, text: quote }))
}

/// Whether a field belongs to a search: by the names of the field, its form and what is around it.
fn is_search(page: Page, field: u32) -> bool {
    let mut node = Some(field);
    for _ in 0..4 {
        let Some(at) = node else { return false };
        let names = ["id", "class", "name", "action", "placeholder"];
        let text = names.iter().filter_map(|name| page.attr_of(at, name));
        let text = text.collect::<Vec<_>>().join(" ").to_lowercase();
        if ["search", "sousuo", "搜索", "检索", "keyword"].iter().any(|word| text.contains(word))
        {
            return true;
        }
        if page.tag_of(at) == "form" {
            return false;
        }
        node = page.parent_of(at);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Failure, Target, of_failure};

    #[track_caller]
    fn check(class: &str, status: Option<u16>, is_gone: bool) {
        let failure = Failure { class: class.to_owned(), status };
        let target = of_failure(Some(&failure), String::new());
        assert_eq!(matches!(target, Target::Gone(_)), is_gone, "{failure:?}");
    }

    #[test]
    fn failures_say_something_about_the_link_or_nothing() {
        check("http-status", Some(404), true);
        check("http-status", Some(503), false);
        check("http-status", Some(403), false);
        check("soft-404", Some(200), true);
        check("connect-timeout", None, false);
        check("not-in-archive", None, false);
        let unasked = of_failure(None, "page-budget".to_owned());
        assert!(matches!(unasked, Target::Unread(..)), "{unasked:?}");
    }
}
