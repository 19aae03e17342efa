//! The entries of lists: titles that lead to a page, with their dates.
//!
//! A date counts only beside an entry, so that the clock in a page's head, its weather and its
//! years of copyright do not make it fresh.

use super::addresses::path;
use super::dates::{Day, days};
use super::freshness::month_and_day;
use super::surroundings::Surroundings;
use super::words::length;
use crate::page::{Hit, LINKS_MAX, Link, Page};

/// Characters of the shortest title; `更多` and the names of columns are shorter.
const TITLE_CHARS_MIN: usize = 6;

/// Elements around a link looked at for its date.
const LEVELS_MAX: usize = 4;

/// Characters a row may have besides its title: a date, a number, a department.
const BESIDE_CHARS_MAX: usize = 40;

/// Characters of a date with brackets and a word: `[发布 2019年01月15日]`.
const DATE_CHARS_MAX: usize = 18;

/// Words of a line that shows the day of the visit.
const TODAY: [&str; 6] = ["今天", "今日是", "星期", "天气", "气温", "当前时间"];

/// Elements that may be hidden, with what is inside of them.
const SWITCHED_OFF: &str =
    "[style*=display i], [style*=visibility i], [hidden], .ng-hide, .layui-hide";

/// So many of them are looked at.
const SWITCHED_OFF_MAX: u32 = 300;

/// Elements above a link that are looked at.
const PATH_MAX: usize = 40;

/// A date this far after the day of collection is taken: the page may have been fetched after
/// midnight. Later ones are plans, or forged.
const DAYS_AHEAD_MAX: i64 = 1;

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its title and where it leads.
    pub link: Link,
    /// The day in its address, which was written when it was put there, or else the one beside
    /// it; never after the day of collection.
    pub day: Option<Day>,
    /// Whether the year was not written and is the last one possible.
    pub is_year_guessed: bool,
}

/// The entries of a page, in document order. Hidden ones are none.
pub fn entries(page: Page, today: Day, year: i64) -> Vec<Entry> {
    let links = page.links(&[], LINKS_MAX).into_iter();
    let titled = links.filter(|link| length(&link.text) >= TITLE_CHARS_MIN);
    let off = page.select(SWITCHED_OFF, SWITCHED_OFF_MAX);
    let seen = titled.filter(|link| !is_hidden(link, &off));
    seen.filter_map(|link| entry(link, today, year)).collect()
}

/// Whether the link is hidden. Most pages hide little, and only what is inside of that is looked at
/// closely: a hidden menu is there to be opened.
fn is_hidden(link: &Link, off: &[u32]) -> bool {
    let mut next = if off.is_empty() { None } else { Some(link.node) };
    for _ in 0..PATH_MAX {
        let Some(node) = next else { return false };
        if off.contains(&node) {
            let hit = Hit { page: link.page, node: link.node, text: String::new() };
            return Surroundings::of(&hit).is_hidden();
        }
        next = link.page.parent_of(node);
    }
    false
}

/// `None` for a link in a line about the day of the visit.
fn entry(link: Link, today: Day, year: i64) -> Option<Entry> {
    let in_address = days(path(&link.url)).into_iter().rfind(|day| is_past(*day, today));
    if in_address.is_some() {
        return Some(Entry { link, day: in_address, is_year_guessed: false });
    }
    let beside = beside(&link);
    if beside.iter().any(|text| TODAY.iter().any(|word| text.contains(word))) {
        return None;
    }
    let written = beside
        .iter()
        .find_map(|text| days(text).into_iter().filter(|day| is_past(*day, today)).max());
    let short = || beside.iter().find_map(|text| short_day(text, today, year));
    let day = written.or_else(short);
    Some(Entry { link, day, is_year_guessed: written.is_none() && day.is_some() })
}

fn is_past(day: Day, today: Day) -> bool {
    day.days_since(today) <= DAYS_AHEAD_MAX
}

/// What stands in the link after its title and in its row beside it, nearest first.
fn beside(link: &Link) -> Vec<String> {
    let page = link.page;
    let mut texts = Vec::new();
    let inside = page.text_of(link.node);
    // `<a>标题<span>2019-01-15</span></a>`, but not a title with a date in it.
    let inner = page.children_of(link.node).into_iter().map(|child| page.text_of(child));
    texts.extend(inner.filter(|text| length(text) <= DATE_CHARS_MAX));
    let mut next = page.parent_of(link.node);
    for _ in 0..LEVELS_MAX {
        let Some(node) = next else { break };
        let row = page.text_of(node);
        if length(&row) > length(&inside) + BESIDE_CHARS_MAX {
            break;
        }
        texts.push(row.replacen(&inside, " ", 1));
        if matches!(page.tag_of(node).as_str(), "li" | "tr" | "dd" | "dl") {
            break;
        }
        next = page.parent_of(node);
    }
    texts
}

/// A date without its year, as the last such day before collection.
fn short_day(text: &str, today: Day, year: i64) -> Option<Day> {
    text.split_whitespace().find_map(|word| {
        let (month, day) = month_and_day(word)?;
        let in_year = Day::new(year, month, day).filter(|day| is_past(*day, today));
        in_year.or_else(|| Day::new(year - 1, month, day))
    })
}
