//! Which links work, on the home page and behind it (A2.2-3, A2.2-4).

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::draft::{Draft, share};
use super::place::{Fate, Ground};
use super::truth::Planted;
use super::{Answer, Sheet};

/// Plants them; `links` are those of the home page.
pub(super) fn plant(draft: &mut Draft<'_>, links: &BTreeMap<String, String>) {
    links_that_work(draft, links);
    inner_links_that_work(draft, links);
}

/// A2.2-3: of the links of the home page, those that answer with a page.
fn links_that_work(draft: &mut Draft<'_>, links: &BTreeMap<String, String>) {
    let (n, n_working) = working(draft, links.keys().map(String::as_str));
    let planted = share(n_working, n);
    draft.plant("A2.2-3", Ground::Site, planted);
}

/// A2.2-4: of the links on the pages that the home page leads to, those it has not itself, likewise.
/// Judges open a few of the pages.
fn inner_links_that_work(draft: &mut Draft<'_>, links: &BTreeMap<String, String>) {
    let site = format!("https://{}/", draft.place.www());
    let on_site: BTreeSet<&str> =
        links.keys().map(String::as_str).filter(|link| link.starts_with(&site)).collect();
    let inner = draft.sheets.iter().filter(|sheet| on_site.contains(sheet.url.as_str()));
    let found: BTreeSet<String> = inner
        .flat_map(hrefs)
        .filter(|link| *link != site && !links.contains_key(link) && link.starts_with("https:"))
        .collect();
    let (n, n_working) = working(draft, found.iter().map(String::as_str));
    let planted = Planted::Drawn { n_bad: n - n_working, n };
    draft.plant("A2.2-4", Ground::Site, planted);
}

/// Addresses of the links of a page as it is sent, without fragments. The names of tags and attributes are
/// the same bytes in every charset of the country.
fn hrefs(sheet: &Sheet) -> Vec<String> {
    let Answer::Page { status: 200, body, .. } = &sheet.answer else { return Vec::new() };
    let html = String::from_utf8_lossy(body.as_slice());
    let Ok(own) = Url::parse(&sheet.url) else { return Vec::new() };
    let base = tags(&html, "<base ").find_map(href).and_then(|href| own.join(href).ok());
    let base = base.unwrap_or(own);
    let absolute = |href: &str| {
        let mut url = base.join(&href.replace("&amp;", "&")).ok()?;
        url.set_fragment(None);
        Some(String::from(url))
    };
    tags(&html, "<a ").filter_map(href).filter_map(absolute).collect()
}

/// The attributes of the tags that begin so, in either case.
fn tags<'h>(html: &'h str, start: &'h str) -> impl Iterator<Item = &'h str> {
    let upper = start.to_uppercase();
    let is_start = move |rest: &str| rest.starts_with(start) || rest.starts_with(upper.as_str());
    html.match_indices('<').filter_map(move |(at, _)| {
        let rest = html.get(at..).filter(|rest| is_start(rest))?;
        rest.get(start.len()..)?.split('>').next()
    })
}

/// The value of `href` among the attributes of a tag, which templates quote in either way.
fn href(attrs: &str) -> Option<&str> {
    let rest = attrs.split("href=").nth(1).or_else(|| attrs.split("HREF=").nth(1))?;
    let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    rest.split(quote).nth(1)
}

/// Links of which it is known whether they work, and those that do.
fn working<'l>(draft: &Draft<'_>, links: impl Iterator<Item = &'l str>) -> (usize, usize) {
    let known: Vec<bool> = links.filter_map(|link| works(draft, link)).collect();
    (known.len(), known.iter().filter(|works| **works).count())
}

/// Whether a link answers with a page; `None` for that of a host that turns everybody away by its
/// `robots.txt` or is a shell, which says nothing.
fn works(draft: &Draft<'_>, link: &str) -> Option<bool> {
    let (portal, data) =
        (format!("https://{}/", draft.place.portal()), format!("https://{}/", draft.place.data()));
    match draft.place.fate {
        Fate::PortalForbidden if link.starts_with(&portal) => return None,
        Fate::PortalShell if link == portal => return None,
        // Where there is no platform, what stands in its place is no shell.
        Fate::DataShell if link == data && draft.place.has("A2.3-1") => return None,
        Fate::PortalDead if link.starts_with(&portal) => return Some(false),
        Fate::Open
        | Fate::SiteBlocked
        | Fate::SiteShell
        | Fate::PortalForbidden
        | Fate::PortalShell
        | Fate::DataShell
        | Fate::PortalDead => {}
    }
    let sheet = draft.sheets.iter().find(|sheet| sheet.url == link);
    let answers = sheet.is_some_and(|sheet| match &sheet.answer {
        Answer::Page { status, body, .. } => {
            *status == 200 && !is_soft_not_found(body) && !is_page_by_mistake(link, body)
        }
        Answer::Moved { to, .. } => !to.ends_with(".test/"),
        Answer::Dead { .. } => false,
    });
    Some(link == portal || answers)
}

/// Whether a page comes where the address says a file.
fn is_page_by_mistake(link: &str, body: &[u8]) -> bool {
    link.contains("/files/") && body.starts_with(b"<html>")
}

fn is_soft_not_found(body: &[u8]) -> bool {
    let words = "页面不存在";
    let (gbk, _, _) = encoding_rs::GBK.encode(words);
    let has = |needle: &[u8]| body.windows(needle.len()).any(|window| window == needle);
    body.len() < 600 && (has(words.as_bytes()) || has(&gbk))
}
