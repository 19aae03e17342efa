//! # What it asks
//! How many of the elements a guide to a service must have are stated in the guide.
//!
//! # Why it counts
//! A guide that leaves out conditions, materials or the place sends people to the counter twice; the
//! national check fails a site whose guides lack four or more of eight elements.
//!
//! # How it is judged
//! The guide is the page behind an entry with one of the `keywords`, on the service portal, on the
//! home page or behind a topic page (`follow`), or behind the link 办事指南 on that page. Its
//! title, a heading or its 事项名称 names the matter; a guide to another matter does not count. The
//! share of the elements that stand in it as a label with a value: after a colon, in the next cell,
//! below the heading, in the panel of a tab, or as a picture for a flow. A heading alone, 暂无, 略
//! or 详见附件 is no value, nor is what is hidden or crossed out. Of several guides the fullest
//! counts. `labels` sets other elements, each a list of synonyms.
//!
//! # When it is unknown
//! The guide, or a page on the way, could not be had or is a shell that only a browser fills; the
//! guide is a file. No guide to the matter: no.
//!
//! # Source
//! 《政府网站与政务新媒体检查指标》(国办秘函〔2019〕19号), 单项否决, 服务不实用.

use super::arrival::{Arrivals, arrive};
use super::blocks::Reading;
use super::elements::{self, ELEMENTS_MIN};
use super::furniture::Furniture;
use super::phrases::Phrases;
use super::values::stated;
use super::ways::Ways;
use crate::judge::{Judged, Step, Stop};
use crate::page::{Hit, Link, Page};
use crate::task::Task;
use crate::{Criterion, UnknownReason};

/// The criterion, for families to take.
pub const CRITERION: Criterion = Criterion {
    id: "guide-elements",
    title: "办事指南要素完整率",
    roles: &["service_portal", "home", "guide"],
    points: &[],
    judge,
};

/// How pages of a matter call its guide.
pub const GUIDE: [&str; 7] =
    ["办事指南", "办理指南", "服务指南", "查看指南", "指南查看", "申报指南", "申请指南"];

/// Elements that say what a page is about.
const HEADINGS: &str = "title, h1, h2, h3, h4, .title, #title, caption";

/// Headings looked at.
const HEADINGS_MAX: u32 = 80;

/// Guides opened from the page of one matter.
const GUIDES_MAX: usize = 2;

/// A guide that was read.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The entry it was found by.
    pub link: Link,
    /// Its page.
    pub page: Page,
    /// What it states for each element.
    pub stated: Vec<Option<Hit>>,
}

impl Guide {
    /// How many elements it states.
    pub fn n_stated(&self) -> usize {
        self.stated.iter().flatten().count()
    }
}

/// Judges a point of the share of elements.
///
/// # Errors
///
/// As [`Ways::search`]; [`Stop::Fault`] without `keywords`.
pub fn judge(task: &Task) -> Step<Judged> {
    let matter = keywords(task)?;
    let ways = Ways::of(task)?;
    let given = task.groups("labels");
    let groups = if given.is_empty() { elements::groups() } else { given };
    let found = ways.search(&matter, |link, page| best(link, page, &matter, &groups, &ways))?;
    // The first of the fullest.
    let guide = found.into_iter().rev().max_by_key(Guide::n_stated);
    let Some(guide) = guide else { return Err(Stop::Fault("no guide was found".to_owned())) };
    let judged = Judged::share(guide.n_stated(), groups.len()).seen([&guide.link]);
    let missing = groups.iter().zip(&guide.stated).filter(|(_, value)| value.is_none());
    let missing: Vec<&str> =
        missing.filter_map(|(group, _)| group.first().map(String::as_str)).collect();
    let judged = judged.seen([guide.page]).seen(guide.stated.iter().flatten());
    Ok(if missing.is_empty() {
        judged
    } else {
        judged.note(format!("缺：{}", missing.join("、")))
    })
}

/// The phrases of `keywords`.
///
/// # Errors
///
/// [`Stop::Fault`] if there is none.
pub fn keywords(task: &Task) -> Step<Phrases> {
    let matter = Phrases::of(task, "keywords");
    if matter.is_empty() {
        return Err(Stop::Fault("`keywords` is missing".to_owned()));
    }
    Ok(matter)
}

/// The fuller of the page and of the guides it links to; `None` if none is about the matter.
fn best(
    link: &Link,
    page: Page,
    matter: &Phrases,
    groups: &[Vec<String>],
    ways: &Ways,
) -> Step<Option<Guide>> {
    let mut guides = Vec::new();
    if fits(page, matter) {
        guides.push(read(link, page, groups, ways.starts())?);
    }
    if guides.iter().all(|guide| guide.n_stated() < ELEMENTS_MIN) {
        let arrivals = linked(page, ways.furniture())?;
        for (_, other) in arrivals.here {
            if fits(other, matter) {
                guides.push(read(link, other, groups, ways.starts())?);
            }
        }
        if let (true, Some(stop)) = (guides.is_empty(), arrivals.unknown) {
            return Err(stop);
        }
    }
    Ok(guides.into_iter().rev().max_by_key(Guide::n_stated))
}

/// The guides a page links to.
///
/// # Errors
///
/// [`Stop::Ask`] for guides not fetched yet.
pub fn linked(page: Page, furniture: &Furniture) -> Step<Arrivals> {
    linked_as(page, furniture, &GUIDE)
}

/// The pages behind the buttons of a page with one of the words.
///
/// # Errors
///
/// [`Stop::Ask`] for pages not fetched yet.
pub fn linked_as(page: Page, furniture: &Furniture, words: &[&str]) -> Step<Arrivals> {
    let mut links = super::offer::actions(page, furniture, &Phrases::new(words));
    links.truncate(GUIDES_MAX);
    let mut from = furniture.pages().to_vec();
    from.push(page);
    arrive(&links, "guide", &from)
}

fn read(link: &Link, page: Page, groups: &[Vec<String>], starts: &[Page]) -> Step<Guide> {
    if page.info().encoding == "binary" {
        let note = format!("{} is a file", page.info().url);
        return Err(Stop::Unknown(UnknownReason::NeedsPerson, note));
    }
    let stated = stated(&Reading::of(page), groups, starts);
    if stated.iter().all(Option::is_none) && page.is_blank() {
        return Err(page.absent("no element"));
    }
    Ok(Guide { link: link.clone(), page, stated })
}

/// Whether a page is about a matter, by its title, a heading, or the name of the matter it states.
/// A page without text is a file or a shell and says nothing against it.
pub fn fits(page: Page, matter: &Phrases) -> bool {
    let headings = page.texts(HEADINGS, HEADINGS_MAX);
    if headings.iter().any(|hit| matter.hold(&hit.text)) || page.is_blank() {
        return true;
    }
    if page.info().encoding == "binary" {
        return true;
    }
    let names: Vec<Vec<String>> = elements::groups().into_iter().take(1).collect();
    stated(&Reading::of(page), &names, &[]).iter().flatten().any(|hit| matter.hold(&hit.text))
}
