//! Guides to services (办事指南): which of a region's there are to look at, and what they state.
//!
//! From the service portal (or the home page, through the portal) to the lists of items, page after
//! page; of all items some are drawn, evenly over the list and over the offices named in it, the same
//! for every point. What an item's link leads to is a guide if it states three of the eight elements of
//! the national check under their labels.

mod answers;
mod entry;
mod flow;
mod lists;
mod words;

use std::rc::Rc;

use super::behind::{Target, all, target};
use super::fields::{Field, Fields};
use super::items::{Entry, entries, is_menu, spread};
use super::memory;
use super::words::{holds, length};
use crate::UnknownReason;
use crate::judge::{Step, Stop};
use crate::page::{LINKS_MAX, Link, Page};
use crate::task::Task;

pub use answers::{Answer, share};
pub use entry::{Opens, entry};
pub use flow::flow;
pub use lists::portals;
pub use words::*;

/// Items drawn where the point does not say: enough that a share is known to about a tenth, and with
/// their forms and entries far within a region's pages.
pub const SAMPLE: usize = 15;

/// Elements that make a page a guide.
const ELEMENTS_MIN: usize = 3;

/// Words of the link from the page of an item to its guide.
const GUIDE: [&str; 4] = ["办事指南", "服务指南", "办理指南", "查看指南"];

/// Characters of the longest link to a guide.
const LINK_CHARS_MAX: usize = 10;

/// Pages that turned out to be lists of their own and are read as such.
const LISTS_BELOW_MAX: usize = 8;

/// Entries that make a page a list.
const ENTRIES_MIN: usize = 2;

/// A guide and the item it belongs to.
#[derive(Debug, Clone)]
pub struct Guide {
    /// Its page.
    pub page: Page,
    /// What it states.
    pub fields: Rc<Fields>,
    /// The entry of the list that led to it; none for a guide that was a start page.
    pub entry: Option<Entry>,
}

/// What came of an item that was drawn.
#[derive(Debug, Clone)]
pub enum Drawn {
    /// Its guide.
    Guide(Guide),
    /// A page that is no guide.
    NoGuide(Entry, Page),
    /// The link leads nowhere; why.
    Gone(Entry, String),
    /// Nobody knows; why.
    Unread(UnknownReason, String),
}

/// The items that were drawn.
#[derive(Debug, Default)]
pub struct Sample {
    /// In the order of the list.
    pub drawn: Vec<Drawn>,
    /// All entries of the lists they were drawn from.
    pub entries: Vec<Entry>,
    /// Whether every page of these lists was read.
    pub is_whole: bool,
    /// Why something on the way to the lists is not known.
    pub unread: Option<(UnknownReason, String)>,
}

impl Guide {
    fn of(page: Page, entry: Option<Entry>) -> Option<Self> {
        let fields = Fields::of(page, VOCABULARY);
        let guide = Self { page, fields, entry };
        (guide.elements().into_iter().flatten().count() >= ELEMENTS_MIN).then_some(guide)
    }

    /// The eight elements, each where the guide states it; the flow may be a picture or a file.
    pub fn elements(&self) -> Vec<Option<&Field>> {
        let stated = |words: &&[&str]| {
            if **words == *PROCESS {
                return self.process();
            }
            self.fields.all().iter().find(|field| field.is_called(words) && field.is_stated())
        };
        ELEMENTS.iter().map(stated).collect()
    }

    /// The flow: words, a picture or a link under its label.
    pub fn process(&self) -> Option<&Field> {
        self.fields.called(PROCESS).find(|field| {
            field.is_stated()
                || !field.pictures.is_empty()
                || !self.fields.links_in(field).is_empty()
        })
    }

    /// Links of the guide itself with one of the words, without those of menus and without long texts
    /// that only mention the words.
    pub fn links(&self, any: &[&str], chars_max: usize) -> Vec<Link> {
        let links = self.fields.links().iter().filter(|link| {
            holds(&link.text, any) && length(&link.text) <= chars_max && !is_menu(link)
        });
        links.cloned().collect()
    }

    /// Name of the item, for people.
    pub fn name(&self) -> String {
        match &self.entry {
            Some(entry) => entry.name.clone(),
            None => self.page.info().url,
        }
    }
}

/// Whether a page is a guide: it states three of the eight elements of the national check.
pub fn is_guide(page: Page) -> bool {
    Guide::of(page, None).is_some()
}

impl Sample {
    /// The guides among what was drawn.
    pub fn guides(&self) -> impl Iterator<Item = &Guide> {
        self.drawn.iter().filter_map(|drawn| match drawn {
            Drawn::Guide(guide) => Some(guide),
            Drawn::NoGuide(..) | Drawn::Gone(..) | Drawn::Unread(..) => None,
        })
    }
}

/// Draws items for the task. Guides that are start pages themselves are taken as they are.
///
/// # Errors
///
/// [`Stop::Ask`] for pages on the way; [`Stop::Absent`] if the site has no list of items,
/// [`Stop::Unknown`] if that cannot be told.
pub fn sample(task: &Task) -> Step<Rc<Sample>> {
    if task.role() == "guide" {
        let drawn = task.pages().into_iter().filter_map(|page| Guide::of(page, None));
        let drawn = drawn.map(Drawn::Guide).collect();
        return Ok(Rc::new(Sample { drawn, ..Sample::default() }));
    }
    let start = task.start()?;
    let key = (task.role(), start.index(), n_sample(task), task.words("lists"));
    memory::sample(key, || of_lists(task, start))
}

fn of_lists(task: &Task, start: Page) -> Step<Sample> {
    let n_max = n_sample(task);
    let lists = lists::of(task, start, n_max)?;
    let sample = draw(lists, n_max)?;
    let is_below = sample.guides().next().is_none();
    let below: Vec<Page> =
        sample.drawn.iter().filter_map(list_drawn).take(LISTS_BELOW_MAX).collect();
    let sample = if is_below && !below.is_empty() {
        let lists::Lists { found, is_whole, unread } = lists::Lists::below(below)?;
        let unread = unread.or(sample.unread);
        draw(lists::Lists { found, is_whole, unread }, n_max)?
    } else {
        sample
    };
    if sample.drawn.is_empty() {
        return Err(match sample.unread {
            Some((reason, note)) => Stop::Unknown(reason, note),
            None => start.absent("no list of service items"),
        });
    }
    Ok(sample)
}

/// How many items a task draws.
fn n_sample(task: &Task) -> usize {
    let given = task.number("sample").filter(|n| (1.0..=100.0).contains(n));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "1..=100 was checked"
    )]
    given.map_or(SAMPLE, |n| n as usize)
}

/// The page drawn, if it is a list of its own.
fn list_drawn(drawn: &Drawn) -> Option<Page> {
    match drawn {
        Drawn::NoGuide(_, page) => (entries(*page).len() >= ENTRIES_MIN).then_some(*page),
        Drawn::Guide(_) | Drawn::Gone(..) | Drawn::Unread(..) => None,
    }
}

fn draw(lists: lists::Lists, n_max: usize) -> Step<Sample> {
    let lists::Lists { found: lists, is_whole, unread } = lists;
    let entries: Vec<Entry> = lists.iter().flat_map(|(_, entries)| entries.clone()).collect();
    let picked = spread(&entries, n_max);
    let drawn = all(picked.into_iter().map(behind))?;
    // A list without a single guide, beside one with guides, was no list of items.
    let list_of = |entry: &Entry| {
        lists.iter().position(|(_, all)| all.iter().any(|other| other.link == entry.link))
    };
    let with_guides: Vec<Option<usize>> = drawn
        .iter()
        .filter_map(|drawn| match drawn {
            Drawn::Guide(guide) => guide.entry.as_ref().map(list_of),
            Drawn::NoGuide(..) | Drawn::Gone(..) | Drawn::Unread(..) => None,
        })
        .collect();
    let is_kept = |drawn: &Drawn| match drawn {
        Drawn::NoGuide(entry, page) if list_drawn(drawn).is_some() || page.is_shell() => {
            with_guides.is_empty() || with_guides.contains(&list_of(entry))
        }
        Drawn::Guide(_) | Drawn::NoGuide(..) | Drawn::Gone(..) | Drawn::Unread(..) => true,
    };
    let drawn: Vec<Drawn> = drawn.into_iter().filter(is_kept).collect();
    let entries = entries
        .into_iter()
        .filter(|entry| with_guides.is_empty() || with_guides.contains(&list_of(entry)))
        .collect();
    Ok(Sample { drawn, entries, is_whole, unread })
}

/// What the link of an entry leads to, in at most two clicks.
///
/// # Errors
///
/// [`Stop::Ask`] for pages not fetched yet.
pub fn behind(entry: Entry) -> Step<Drawn> {
    let page = match target(&entry.link, "guide")? {
        Target::Page(page) => page,
        Target::File(_) => return Ok(Drawn::Gone(entry, "a file and no page".to_owned())),
        Target::Gone(why) => return Ok(Drawn::Gone(entry, why)),
        Target::Unread(reason, why) => return Ok(Drawn::Unread(reason, why)),
    };
    if let Some(guide) = Guide::of(page, Some(entry.clone())) {
        return Ok(Drawn::Guide(guide));
    }
    let further = page.links(&GUIDE, LINKS_MAX).into_iter().find(|link| {
        let is_back = link.url == entry.list().info().url;
        !is_back && length(&link.text) <= LINK_CHARS_MAX && !is_menu(link)
    });
    if let Some(further) = further.filter(|_| entries(page).len() < ENTRIES_MIN)
        && let Target::Page(guide) = target(&further, "guide")?
        && let Some(guide) = Guide::of(guide, Some(entry.clone()))
    {
        return Ok(Drawn::Guide(guide));
    }
    if page.is_shell() {
        let note = format!("{} is filled by scripts", page.info().url);
        return Ok(Drawn::Unread(UnknownReason::NeedsRendering, note));
    }
    Ok(Drawn::NoGuide(entry, page))
}

#[cfg(test)]
mod tests;
