//! # What it asks
//! Whether the provincial service platform has a page for the region that lists its items.
//!
//! # Why it counts
//! One platform a province is the plan of the country; a city that is not on it is an island.
//!
//! # How it is judged
//! Looked at are the region's start pages of role `service_portal`, the pages behind the home page's
//! entries to the service platform, and one step on from them: the link 省政务服务网 or 站点切换, and
//! there the link with the region's name. A page counts if it is not on the portal's own domain or has the region's
//! code in its address, names the region, and offers items (two of 个人办事, 办事指南 …, and at least
//! five links). A page whose address or page tag has the code of another region does not count.
//!
//! # When it is unknown
//! None counts and one of them could not be had, or is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 平台整合能力; 《国务院关于加快推进全国一体化在线政务服务平台建设的指导意见》(国发〔2018〕27号).

use probe_sdk::criteria::addresses::{is_of, path, query, site};
use probe_sdk::criteria::targets::{Target, gather, targets};
use probe_sdk::{Criterion, Judged, LINKS_MAX, Link, Page, Place, Step, Stop, Task, UnknownReason};

use crate::service::{self, SERVICE_PORTAL, labelled};

pub(crate) const CRITERION: Criterion = Criterion {
    id: "city-page",
    title: "省级平台市级站点",
    roles: &["service_portal", "home"],
    points: &["A2.1-7"],
    judge,
};

/// Ways from a city's page to the province's.
const SWITCHES: [&str; 6] =
    ["省政务服务网", "站点切换", "切换站点", "区域切换", "切换区域", "省级平台"];

/// Switches tried on one page.
const SWITCHES_MAX: usize = 2;

/// Links a page has that lists items.
const LINKS_MIN: usize = 5;

/// What came of the pages looked at.
#[derive(Default)]
struct Looked {
    unread: Option<Stop>,
    read: Vec<Page>,
}

fn judge(task: &Task) -> Step<Judged> {
    let place = task.place();
    let home = Page::starts("home").into_iter().next();
    let own = home.map(|home| home.info().url).unwrap_or_default();
    let mut looked = Looked::default();
    let mut pages = Page::starts(SERVICE_PORTAL);
    if let Some(home) = home {
        let links = service::entries(task, home);
        looked.take(&links, targets(&links, SERVICE_PORTAL)?, &mut pages);
    }
    if let Some(page) = pages.iter().find(|page| is_city_page(**page, &place, site(&own))) {
        return Ok(Judged::truth(true).seen([*page]));
    }
    let switched = step(&pages, |page| labelled(page, &SWITCHES, SWITCHES_MAX), &mut looked)?;
    let named = |page: Page| named(page, &place);
    let mut cities = step(&switched, named, &mut looked)?;
    cities.extend(switched);
    if let Some(page) = cities.iter().find(|page| is_city_page(**page, &place, site(&own))) {
        return Ok(Judged::truth(true).seen([*page]));
    }
    match looked.unread {
        Some(stop) => Err(stop),
        None if looked.read.is_empty() && pages.is_empty() => match home {
            Some(home) => Err(home.absent("no entry to a service platform")),
            None => Err(Stop::Unknown(UnknownReason::PageMissing, "no page".to_owned())),
        },
        None => Ok(Judged::truth(false).seen(pages).seen(cities.into_iter().take(5))),
    }
}

/// One step on from every page.
fn step(pages: &[Page], links: impl Fn(Page) -> Vec<Link>, looked: &mut Looked) -> Step<Vec<Page>> {
    let links: Vec<Vec<Link>> = pages.iter().map(|page| links(*page)).collect();
    let found = links.iter().map(|links| targets(links, SERVICE_PORTAL)).collect();
    let mut next = Vec::new();
    for (links, found) in links.iter().zip(gather(found)?) {
        looked.take(links, found?, &mut next);
    }
    Ok(next)
}

impl Looked {
    fn take(&mut self, links: &[Link], found: Vec<Target>, pages: &mut Vec<Page>) {
        for (link, target) in links.iter().zip(found) {
            match target {
                Target::Page(page) if page.is_shell() => {
                    self.unread = self.unread.take().or(Some(page.absent("no item")));
                }
                Target::Page(page) => {
                    self.read.push(page);
                    pages.push(page);
                }
                Target::Dead(_) if !target.is_silent() => {}
                Target::NotKnown(why) | Target::Dead(why) => {
                    let note = format!("{}: {why}", link.url);
                    let stop = Stop::Unknown(UnknownReason::PageMissing, note);
                    self.unread = self.unread.take().or(Some(stop));
                }
            }
        }
    }
}

fn named(page: Page, place: &Place) -> Vec<Link> {
    let links = page.links(&[&place.short_name], LINKS_MAX).into_iter();
    let is_named = |link: &Link| link.text == place.name || link.text == place.short_name;
    links.filter(is_named).take(1).collect()
}

/// `own` is the portal's domain, which a provincial platform is not on.
fn is_city_page(page: Page, place: &Place, own: &str) -> bool {
    let url = page.info().url;
    let said = format!("{} {}", path(&url), query(&url));
    let tagged = page.meta("SiteIDCode").unwrap_or_default();
    let is_other = |text: &str| names_other(text, &place.code);
    let is_province = !is_of(&url, own) || own.is_empty() || said.contains(&place.code);
    let text = page.text();
    is_province
        && !is_other(&said)
        && !(tagged.len() == 10 && is_other(&tagged))
        && (text.contains(&place.name) || text.contains(&place.short_name))
        && service::serves(page)
        && page.links(&[], LINKS_MAX).len() >= LINKS_MIN
}

/// Whether a text has a code of another prefecture of the country and not this one's: a run of six,
/// ten or twelve digits that begins as codes of prefectures do.
fn names_other(text: &str, code: &str) -> bool {
    let runs = text.split(|c: char| !c.is_ascii_digit());
    let mut codes = runs.filter(|run| matches!(run.len(), 6 | 10 | 12)).peekable();
    let province = code.get(..2).unwrap_or(code);
    let prefecture = code.get(..4).unwrap_or(code);
    codes.peek().is_some()
        && codes.any(|run| {
            let is_code = run.starts_with(province)
                && run.get(4..6) == Some("00")
                && run.get(2..4) != Some("00");
            is_code && !run.starts_with(prefecture)
        })
        && !text.contains(code)
}

#[cfg(test)]
mod tests {
    use super::names_other;

    #[test]
    fn codes_of_regions() {
        assert!(!names_other("/portal?region=440100000000", "440100"));
        assert!(names_other("/portal?region=440300", "440100"));
        assert!(!names_other("/portal/2019/123456", "440100"));
        assert!(!names_other("/portal?region=440000", "440100"));
        assert!(names_other("4403000001", "440100"));
    }
}
