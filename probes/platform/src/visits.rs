//! Records of visits to a home page, as operators hand them in (`kind = "visits"`).

use probe_sdk::criteria::addresses::site;
use probe_sdk::criteria::dates::Day;
use probe_sdk::criteria::feed::{Feed, Visit, feed};
use probe_sdk::{Page, Step, Stop, Task, UnknownReason};

/// Role of the pages that are records of visits.
pub(crate) const VISITS: &str = "visits";

/// Days visits are looked back at, where the point does not say; the rule says a week.
const WINDOW_DAYS: f64 = 7.0;

/// The visits of the days before collection, each minute once, with the page of the record.
/// `None` where the region has no record of its own home page.
pub(crate) fn visits(task: &Task) -> Step<Option<(Page, Vec<Visit>)>> {
    let collected = task.collected_on();
    let today = Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))?;
    let window = task.number("window_days").unwrap_or(WINDOW_DAYS);
    let home = Page::starts("home").into_iter().next().map(|home| home.info().url);
    for page in Page::starts(VISITS) {
        let Feed::Visits(record) = feed(page)? else { return Err(unreadable(page)) };
        let url = record.url.unwrap_or_default();
        // Visits to another site say nothing about this one.
        if home.as_deref().is_some_and(|home| site(home) != site(&url)) {
            continue;
        }
        let mut all: Vec<Visit> = Vec::new();
        for visit in record.visits {
            let is_new = all.iter().all(|known| known.at != visit.at);
            if is_new && is_within(visit.at.day, today, window) {
                all.push(visit);
            }
        }
        return Ok(Some((page, all)));
    }
    Ok(None)
}

fn is_within(day: Day, today: Day, window_days: f64) -> bool {
    let age = i32::try_from(today.days_since(day)).ok().map(f64::from);
    age.is_some_and(|age| (0.0..=window_days).contains(&age))
}

fn unreadable(page: Page) -> Stop {
    let note = format!("{} is no record of visits", page.info().url);
    Stop::Unknown(UnknownReason::PageUnreadable, note)
}
