//! The dated entries of a column, and how fresh it is.

use super::dates::{Day, days};
use super::freshness::month_and_day;
use super::rows::{self, Row};
use super::target;
use crate::Evidence;
use crate::judge::{Judged, Step, Stop};
use crate::page::{Link, Page};

/// A date this far after the day of collection is taken: the page may have been fetched after midnight.
const DAYS_AHEAD_MAX: i64 = 1;

/// Days by which the page of an entry may be older than the list says; more, and the list's date is
/// not that of the entry.
const DAYS_APART_MAX: i64 = 7;

/// Days after which a date without a year is one of the year before.
const YEAR_DAYS: i64 = 366;

/// Confidence of an age whose year the page does not say.
const SHORT_DATE_CONFIDENCE: f32 = 0.6;

/// An entry of a column.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its row.
    pub row: Row,
    /// Its day.
    pub day: Day,
    /// Whether the page says the year.
    pub is_sure: bool,
}

/// The entries of a page, in document order. Days after that of collection are not theirs.
pub fn entries(page: Page, today: Day) -> Vec<Entry> {
    let rows = rows::dated(page).into_iter();
    rows.filter_map(|row| {
        let (day, is_sure) = day_of(&row, today)?;
        Some(Entry { row, day, is_sure })
    })
    .collect()
}

fn day_of(row: &Row, today: Day) -> Option<(Day, bool)> {
    let beside = row.beside();
    let is_past = |day: &Day| day.days_since(today) <= DAYS_AHEAD_MAX;
    let whole = days(&beside).into_iter().find(is_past);
    // Many lists put the date into the link, after its heading.
    let whole = whole.or_else(|| days(&row.link.text).into_iter().rfind(is_past));
    if let Some(day) = whole {
        return Some((day, true));
    }
    let short = beside.split_whitespace().chain(row.link.text.split_whitespace());
    let day = short.filter_map(month_and_day).find_map(|(month, day)| recent(month, day, today))?;
    Some((day, false))
}

/// The last such day up to the day of collection.
fn recent(month: i64, day: i64, today: Day) -> Option<Day> {
    let past = (1990..=2099).rev().filter_map(|year| Day::new(year, month, day));
    past.into_iter().find(|day| (0..=YEAR_DAYS).contains(&today.days_since(*day)))
}

/// The newest entry.
pub fn newest(entries: &[Entry]) -> Option<&Entry> {
    // Of several on one day the first in the list.
    entries.iter().rev().max_by_key(|entry| entry.day)
}

/// Days from the newest entry of a column to the day of collection. The entry is opened: where its
/// page says an earlier day than the list, that day counts.
///
/// # Errors
///
/// [`Stop::Absent`] if the column has no dated entry or the newest leads to no page,
/// [`Stop::Unknown`] if the column is a shell or the entry could not be had.
pub fn age(column: Page, today: Day, role: &str) -> Step<Judged> {
    let entries = entries(column, today);
    let entry = newest(&entries).ok_or_else(|| column.absent("no dated entry"))?;
    let page = target::page_behind(&entry.row.link, role)?;
    let day = own_day(page).filter(|own| entry.day.days_since(*own) > DAYS_APART_MAX);
    let n_days = today.days_since(day.unwrap_or(entry.day)).max(0);
    let judged = Judged::number(whole(n_days), "days").seen([&entry.row.hit]).seen([page]);
    Ok(match (day, entry.is_sure) {
        (Some(_), _) => judged.note("列表日期晚于正文日期，以正文为准"),
        (None, true) => judged,
        (None, false) => judged.sure(SHORT_DATE_CONFIDENCE).note("日期未写年份"),
    })
}

/// The day an article says it is of, in its page tag.
pub fn own_day(page: Page) -> Option<Day> {
    let tags = ["PubDate", "pubdate", "publishdate"];
    tags.iter().find_map(|name| Day::parse(&page.meta(name)?))
}

/// A number of days as findings hold it.
pub fn whole(n_days: i64) -> f64 {
    f64::from(i32::try_from(n_days).unwrap_or(i32::MAX))
}

/// The entries not older than so many days, newest first.
pub fn within(entries: Vec<Entry>, today: Day, n_days: i64) -> Vec<Entry> {
    let mut entries = entries;
    entries.retain(|entry| today.days_since(entry.day) <= n_days);
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    entries
}

/// Links of entries.
pub fn links(entries: &[Entry]) -> Vec<Link> {
    entries.iter().map(|entry| entry.row.link.clone()).collect()
}

impl From<&Entry> for Evidence {
    fn from(entry: &Entry) -> Self {
        Self::from(&entry.row.hit)
    }
}

/// What a column that is there but stands empty means.
pub fn none(column: Page) -> Stop {
    column.absent("no dated entry")
}
