//! How old the newest date on a page is.

use super::dates::{Day, days};
use super::words::compact;
use crate::Evidence;
use crate::judge::{Judged, Step, Stop};
use crate::page::Page;
use crate::task::Task;

/// Elements read for dates.
const TEXTS_MAX: u32 = 4000;

/// A date this far after the day of collection is taken: the page may have been fetched after
/// midnight. Later ones are forecasts and deadlines.
const DAYS_AHEAD_MAX: i64 = 1;

/// Elements that hold a date without its year, as lists do.
const SHORT_DATES: &str = "span, em, i, b, font, td, li, p, div.date, div.time, dd";

/// Confidence of an age whose year the page does not say.
const SHORT_DATE_CONFIDENCE: f32 = 0.6;

/// Days from the newest date within the elements that match, or in one of the meta tags, to the
/// day of collection; never negative.
///
/// Where no date has a year, dates like `01-15` are read as the last such day before collection,
/// with less confidence.
///
/// # Errors
///
/// [`Stop::Absent`] if there is no date: a page without one counts as not updated (rule of the
/// national check tables). [`Stop::Unknown`] if the page is a shell.
pub fn age(task: &Task, page: Page, css: &str, meta: &[String]) -> Step<Judged> {
    let collected = task.collected_on();
    let today = today(task)?;
    let newest = newest(page, css, meta, today);
    let is_sure = newest.is_some();
    let year = collected.get(..4).and_then(|year| year.parse().ok()).unwrap_or_default();
    let Some((day, evidence)) = newest.or_else(|| newest_short(page, year, today)) else {
        return Err(page.absent("no date"));
    };
    let n_days = i32::try_from(today.days_since(day).max(0)).unwrap_or(i32::MAX);
    let judged = Judged::number(f64::from(n_days), "days").seen([evidence]);
    Ok(if is_sure { judged } else { judged.sure(SHORT_DATE_CONFIDENCE).note("日期未写年份") })
}

/// The day of collection.
///
/// # Errors
///
/// [`Stop::Fault`] if the host gives none.
pub fn today(task: &Task) -> Step<Day> {
    let collected = task.collected_on();
    Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))
}

fn newest(page: Page, css: &str, meta: &[String], today: Day) -> Option<(Day, Evidence)> {
    let in_text = page.texts(css, TEXTS_MAX).into_iter().flat_map(|hit| {
        let found = days(&hit.text);
        found.into_iter().map(move |day| (day, Evidence::from(&hit)))
    });
    let in_meta = meta.iter().filter_map(|name| {
        let content = page.meta(name)?;
        let quote = format!("{name}: {content}");
        Some((Day::parse(&content)?, Evidence { quote, ..Evidence::from(page) }))
    });
    in_text
        .chain(in_meta)
        .filter(|(day, _)| day.days_since(today) <= DAYS_AHEAD_MAX)
        .max_by_key(|(day, _)| *day)
}

fn newest_short(page: Page, year: i64, today: Day) -> Option<(Day, Evidence)> {
    let texts = page.texts(SHORT_DATES, TEXTS_MAX).into_iter();
    let dated = texts.filter_map(|hit| {
        let (month, day) = month_and_day(&hit.text)?;
        let in_year = Day::new(year, month, day).filter(|day| day.days_since(today) <= 0);
        let day = in_year.or_else(|| Day::new(year - 1, month, day))?;
        Some((day, Evidence::from(&hit)))
    });
    dated.max_by_key(|(day, _)| *day)
}

/// Reads a text that is nothing but `01-15`, `[1/15]` or `1月15日`.
pub(crate) fn month_and_day(text: &str) -> Option<(i64, i64)> {
    let text = compact(text);
    let text = text.trim_matches(|c| "[]()【】〔〕".contains(c)).trim_end_matches('日');
    let (month, day) = text.split_once(['-', '/', '.', '月'])?;
    let number = |text: &str| {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    Some((number(month)?, number(day)?))
}

#[cfg(test)]
mod tests {
    use super::month_and_day;

    #[test]
    fn dates_without_a_year() {
        assert_eq!(month_and_day("[01-15]"), Some((1, 15)));
        assert_eq!(month_and_day("1月5日"), Some((1, 5)));
        assert_eq!(month_and_day("2019-01-15"), None);
        assert_eq!(month_and_day("第1-15号"), None);
        assert_eq!(month_and_day("更多"), None);
    }
}
