//! Records of visits to a home page, as operators hand them in (`kind = "visits"`).

use probe_sdk::criteria::addresses::site;
use probe_sdk::criteria::dates::Day;
use probe_sdk::{Page, Step, Stop, Task, UnknownReason};
use serde_json::Value;

/// Role of the pages that are records of visits.
pub(crate) const VISITS: &str = "visits";

/// The version of feeds that is read.
const VERSION: i64 = 1;

/// Days visits are looked back at, where the point does not say; the rule says a week.
const WINDOW_DAYS: f64 = 7.0;

/// A visit.
pub(crate) struct Visit {
    /// As the record has it, `YYYY-MM-DDThh:mm`.
    pub(crate) at: String,
    pub(crate) is_open: bool,
    /// Milliseconds until it was open.
    pub(crate) elapsed_ms: Option<f64>,
}

/// The visits of the days before collection, each minute once, with the page of the record.
/// `None` where the region has no record of its own home page.
pub(crate) fn visits(task: &Task) -> Step<Option<(Page, Vec<Visit>)>> {
    let collected = task.collected_on();
    let today = Day::parse(&collected)
        .ok_or_else(|| Stop::Fault(format!("`{collected}` is not a day of collection")))?;
    let window = task.number("window_days").unwrap_or(WINDOW_DAYS);
    let home = Page::all("home").into_iter().next().map(|home| home.info().url);
    for page in Page::all(VISITS) {
        let record = record(page)?;
        let url = record.get("url").and_then(Value::as_str).unwrap_or_default();
        // Visits to another site say nothing about this one.
        if home.as_deref().is_some_and(|home| site(home) != site(url)) {
            continue;
        }
        let mut all: Vec<Visit> = Vec::new();
        let listed =
            record.get("visits").and_then(Value::as_array).ok_or_else(|| unreadable(page))?;
        for visit in listed {
            let visit = visit_of(visit).ok_or_else(|| unreadable(page))?;
            let is_new = all.iter().all(|known| known.at != visit.at);
            if is_new && is_within(&visit.at, today, window) {
                all.push(visit);
            }
        }
        return Ok(Some((page, all)));
    }
    Ok(None)
}

fn record(page: Page) -> Step<Value> {
    let value: Value = serde_json::from_str(&page.html()).map_err(|_| unreadable(page))?;
    let is_visits = value.get("bluebook_feed").and_then(Value::as_i64) == Some(VERSION)
        && value.get("kind").and_then(Value::as_str) == Some("visits");
    if is_visits { Ok(value) } else { Err(unreadable(page)) }
}

fn visit_of(value: &Value) -> Option<Visit> {
    Some(Visit {
        at: value.get("at")?.as_str()?.to_owned(),
        is_open: value.get("is_open")?.as_bool()?,
        elapsed_ms: value.get("elapsed_ms").and_then(Value::as_f64).filter(|ms| *ms >= 0.0),
    })
}

fn is_within(at: &str, today: Day, window_days: f64) -> bool {
    let age = Day::parse(at).map(|day| today.days_since(day));
    let age = age.and_then(|age| i32::try_from(age).ok()).map(f64::from);
    age.is_some_and(|age| (0.0..=window_days).contains(&age))
}

fn unreadable(page: Page) -> Stop {
    let note = format!("{} is no record of visits", page.info().url);
    Stop::Unknown(UnknownReason::PageUnreadable, note)
}
