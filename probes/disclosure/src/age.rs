//! How old the newest entry of a column is. The clock in a page's head makes nothing fresh.

use probe_sdk::criteria::dates::{Day, days};
use probe_sdk::criteria::freshness;
use probe_sdk::criteria::items::entries;
use probe_sdk::{Evidence, Judged, Page, Step, Stop, Task};

/// A date this far after the day of collection is taken: the page may have been fetched after
/// midnight. Later ones are forecasts and deadlines.
const DAYS_AHEAD_MAX: i64 = 1;

/// Words before or after the date of a clock, and the characters around them that are its.
const CLOCK: [&str; 10] = [
    "今天是",
    "今天",
    "今日",
    "现在是",
    "当前时间",
    "当前日期",
    "北京时间",
    "系统时间",
    "星期",
    "农历",
];
const CLOCK_CHARS: usize = 18;

/// Page tags with the date of a page.
const TAGS: [&str; 1] = ["PubDate"];

/// Days from the newest date to the day of collection: of the entries, else of the page without its clock
/// and its page tag.
///
/// # Errors
///
/// [`Stop::Absent`] if there is no date: a page without one counts as not updated.
pub(crate) fn of(task: &Task, page: Page) -> Step<Judged> {
    of_any(task, &[page])
}

/// As [`of`], of the newest of several columns.
///
/// # Errors
///
/// As [`of`], if none of them has a date.
pub(crate) fn of_any(task: &Task, pages: &[Page]) -> Step<Judged> {
    let collected = task.collected_on();
    let today = Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))?;
    let dated = pages.iter().flat_map(|page| of_entries(*page));
    let newest = newest(dated, today)
        .or_else(|| newest(pages.iter().flat_map(|page| of_page(*page)), today));
    if let Some((day, evidence)) = newest {
        let n_days = i32::try_from(today.days_since(day).max(0)).unwrap_or(i32::MAX);
        return Ok(Judged::number(f64::from(n_days), "days").seen([evidence]));
    }
    let Some(page) = pages.iter().find(|page| !has_clock(**page)).or_else(|| pages.first()) else {
        return Err(task.start()?.absent("no column"));
    };
    if has_clock(*page) {
        return Err(page.absent("no date but the clock's"));
    }
    // Dates without a year are read as elsewhere.
    freshness::age(task, *page, "body", &[])
}

fn newest(dated: impl Iterator<Item = (Day, Evidence)>, today: Day) -> Option<(Day, Evidence)> {
    dated.filter(|(day, _)| day.days_since(today) <= DAYS_AHEAD_MAX).max_by_key(|(day, _)| *day)
}

fn of_entries(page: Page) -> Vec<(Day, Evidence)> {
    let entries = entries(page);
    let dated = entries.iter().flat_map(|entry| {
        days(&entry.row.text).into_iter().map(|day| (day, Evidence::from(&entry.row)))
    });
    dated.collect()
}

fn of_page(page: Page) -> Vec<(Day, Evidence)> {
    let said = |quote: String| Evidence { quote, ..Evidence::from(page) };
    let in_text = days(&without_clock(&page.text())).into_iter();
    let in_text = in_text.map(|day| (day, Evidence::from(page)));
    let in_tags = TAGS.iter().filter_map(|name| {
        let content = page.meta(name)?;
        Some((Day::parse(&content)?, said(format!("{name}: {content}"))))
    });
    in_text.chain(in_tags).collect()
}

fn has_clock(page: Page) -> bool {
    let text = page.text();
    CLOCK.iter().any(|word| text.contains(word))
}

/// The text without the characters around each word of a clock.
fn without_clock(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut is_clock = vec![false; chars.len()];
    for word in CLOCK {
        for (at, _) in text.match_indices(word) {
            let at = text.get(..at).map_or(0, |before| before.chars().count());
            let before = if word == "星期" || word == "农历" { CLOCK_CHARS } else { 0 };
            let after = at + word.chars().count() + CLOCK_CHARS;
            let range = at.saturating_sub(before)..after.min(is_clock.len());
            if let Some(part) = is_clock.get_mut(range) {
                part.fill(true);
            }
        }
    }
    let kept = chars.into_iter().zip(is_clock);
    kept.map(|(c, is_clock)| if is_clock { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::without_clock;

    #[test]
    fn clocks() {
        let check = |text: &str, kept: &str| assert_eq!(without_clock(text).trim(), kept);
        check("今天是2019年1月15日", "");
        check("2019年1月15日 星期二", "");
        check("更新日期：2018-11-16", "更新日期：2018-11-16");
    }
}
