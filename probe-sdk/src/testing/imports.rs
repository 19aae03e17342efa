//! The contract's imports over the saved pages of the test that runs.

use super::{CURRENT, Known, Saved};

/// Work a test's probe may cause; far above any real page, so that only an endless
/// query fails.
const WORK_MAX: u64 = 10_000_000_000;

#[track_caller]
#[expect(clippy::panic, reason = "a call outside `Site::judge` is a fault of the test")]
fn with<T>(ask: impl FnOnce(&Known) -> T) -> T {
    CURRENT.with_borrow(|current| match current {
        Some(known) => ask(known),
        None => panic!("probe code runs inside `Site::judge`"),
    })
}

#[track_caller]
#[expect(clippy::panic, reason = "the host traps here, and a trap fails the test")]
fn on<T>(
    index: u32,
    ask: impl FnOnce(
        &bluebook_dom::Page,
        &mut bluebook_dom::Meter,
    ) -> Result<T, bluebook_dom::QueryError>,
) -> T {
    with(|known| {
        let (saved, _) = saved(known, index);
        let mut meter = bluebook_dom::Meter::new(WORK_MAX);
        ask(&saved.page, &mut meter).unwrap_or_else(|error| panic!("{error}"))
    })
}

#[track_caller]
#[expect(clippy::panic, reason = "the host traps here, and a trap fails the test")]
fn saved(known: &Known, index: u32) -> (&Saved, u32) {
    let page = known.pages.get(index as usize);
    let saved = page.and_then(|(at, depth)| Some((known.site.saved.get(*at)?, *depth)));
    saved.unwrap_or_else(|| panic!("no page {index}"))
}

pub(crate) mod page {
    use super::{on, saved, with};
    use crate::bindings::bluebook::probe::page::{Hit, Link, PageInfo};

    fn hit(hit: bluebook_dom::Hit) -> Hit {
        Hit { node: hit.node, text: hit.text }
    }

    fn hits(list: Vec<bluebook_dom::Hit>) -> Vec<Hit> {
        list.into_iter().map(hit).collect()
    }

    fn words(any: &[String]) -> Vec<&str> {
        any.iter().map(String::as_str).collect()
    }

    pub(crate) fn info(page: u32) -> PageInfo {
        with(|known| {
            let (saved, depth) = saved(known, page);
            PageInfo {
                url: saved.page.url().to_owned(),
                role: saved.role.clone(),
                status: saved.status,
                depth,
                encoding: saved.encoding.to_owned(),
                n_replaced: saved.n_replaced,
            }
        })
    }

    pub(crate) fn meta(page: u32, name: &str) -> Option<String> {
        on(page, |p, m| p.meta(m, name))
    }
    pub(crate) fn count(page: u32, css: &str) -> u32 {
        on(page, |p, m| p.count(m, css))
    }
    pub(crate) fn find_text(page: u32, css: &str, any: &[String]) -> Option<Hit> {
        on(page, |p, m| p.find_text(m, css, &words(any))).map(hit)
    }
    pub(crate) fn texts(page: u32, css: &str, limit: u32) -> Vec<Hit> {
        hits(on(page, |p, m| p.texts(m, css, limit)))
    }
    pub(crate) fn attrs(page: u32, css: &str, name: &str, limit: u32) -> Vec<Hit> {
        hits(on(page, |p, m| p.attrs(m, css, name, limit)))
    }
    pub(crate) fn select(page: u32, css: &str, limit: u32) -> Vec<u32> {
        on(page, |p, m| p.select(m, css, limit))
    }
    pub(crate) fn text_of(page: u32, node: u32) -> String {
        on(page, |p, m| p.text_of(m, node))
    }
    pub(crate) fn attr_of(page: u32, node: u32, name: &str) -> Option<String> {
        on(page, |p, m| p.attr_of(m, node, name))
    }
    pub(crate) fn tag_of(page: u32, node: u32) -> String {
        on(page, |p, m| p.tag_of(m, node))
    }
    pub(crate) fn parent_of(page: u32, node: u32) -> Option<u32> {
        on(page, |p, m| p.parent_of(m, node))
    }
    pub(crate) fn children_of(page: u32, node: u32) -> Vec<u32> {
        on(page, |p, m| p.children_of(m, node))
    }
    pub(crate) fn links(page: u32, any: &[String], limit: u32) -> Vec<Link> {
        on(page, |p, m| p.links(m, &words(any), limit))
            .into_iter()
            .map(|link| Link { node: link.node, text: link.text, url: link.url })
            .collect()
    }
    pub(crate) fn scripts(page: u32, limit: u32) -> Vec<Hit> {
        hits(on(page, |p, m| p.scripts(m, limit)))
    }
    pub(crate) fn text(page: u32) -> String {
        on(page, bluebook_dom::Page::text)
    }
    pub(crate) fn html(page: u32) -> String {
        on(page, bluebook_dom::Page::html)
    }
    pub(crate) fn fact(page: u32, name: &str) -> Option<String> {
        with(|known| saved(known, page).0.facts.get(name).cloned())
    }
    pub(crate) fn hops(page: u32) -> Vec<String> {
        with(|known| saved(known, page).0.hops.clone())
    }
    pub(crate) fn form_url(page: u32, form: u32, values: &[(String, String)]) -> Option<String> {
        let encoding = info(page).encoding;
        on(page, |p, m| p.form_url(m, form, values, &encoding))
    }
}

pub(crate) mod site {
    use super::with;
    use crate::bindings::bluebook::probe::site::{Failure, Found, Place};

    pub(crate) fn region() -> Place {
        Place {
            code: "440100".to_owned(),
            name: "广州市".to_owned(),
            short_name: "广州".to_owned(),
        }
    }

    pub(crate) fn pages(role: &str) -> Vec<u32> {
        with(|known| {
            (0..)
                .zip(&known.pages)
                .filter(|(_, (at, _))| {
                    let saved = known.site.saved.get(*at);
                    saved.is_some_and(|saved| role.is_empty() || saved.role == role)
                })
                .map(|(index, _)| index)
                .collect()
        })
    }

    pub(crate) fn lookup(url: &str) -> Found {
        with(|known| {
            let found = (0..).zip(&known.pages).find(|(_, (at, _))| {
                known.site.saved.get(*at).is_some_and(|saved| saved.answers(url))
            });
            match found {
                Some((index, _)) => Found::Page(index),
                None if known.missing.iter().any(|missing| missing == url) => {
                    let failing = known.site.failing.get(url);
                    let why = failing.map(|(class, status)| match status {
                        Some(status) => format!("{class}: `{url}` answered {status}"),
                        None => format!("{class}: `{url}`"),
                    });
                    Found::Missing(why.unwrap_or_else(|| "not among the saved pages".to_owned()))
                }
                None => Found::NotAsked,
            }
        })
    }

    pub(crate) fn failed(url: &str) -> Option<Failure> {
        with(|known| {
            known.missing.iter().find(|missing| *missing == url)?;
            let failing = known.site.failing.get(url);
            let silent = ("total-timeout", None);
            let default = if known.site.silent { silent } else { ("http-status", Some(404)) };
            let (class, status) =
                failing.map_or(default, |(class, status)| (class.as_str(), *status));
            Some(Failure { class: class.to_owned(), status })
        })
    }

    pub(crate) fn collected_on() -> String {
        with(|known| known.site.collected_on.clone().unwrap_or_else(|| "2019-01-15".to_owned()))
    }
}

pub(crate) mod params {
    use super::with;
    use crate::bindings::bluebook::probe::types::Task;

    pub(crate) fn tasks() -> Vec<Task> {
        with(|known| known.tasks.clone())
    }

    pub(crate) fn get(_task: u32, key: &str) -> Option<String> {
        with(|known| known.site.params.get(key).cloned())
    }
}

pub(crate) mod log {
    pub(crate) use crate::bindings::bluebook::probe::log::Level;

    /// Messages of a probe are not shown: `cargo test` output belongs to the test.
    pub(crate) fn write(_level: Level, _message: &str) {}
}
