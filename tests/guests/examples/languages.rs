//! What the fixtures of `tests/fixtures/languages` are in JavaScript and Python, in Rust: the example
//! criterion of a new probe, as the template has it, a more demanding one, and the one with parameters that the
//! book shows.

#[path = "../../../host/src/cli/probe/new/title_names_region.rs"]
mod title_names_region;

#[path = "../../fixtures/languages/services/services_offered.rs"]
mod services_offered;

use probe_sdk::criteria::dates::{Day, days};
use probe_sdk::{Criterion, Judged, Link, Page, Step, Task, UnknownReason};

const FRESHEST_ROW: Criterion = Criterion {
    id: "freshest-row",
    title: "栏目最近更新",
    roles: &["home"],
    points: &["A1.1-freshest"],
    judge: freshest_row,
};

const ROWS_MAX: u32 = 200;
const ITEMS_MAX: usize = 3;

/// Days since the newest dated row of the column behind the home page, and how many of its first items
/// say a day themselves.
fn freshest_row(task: &Task) -> Step<Judged> {
    let words = task.words("any");
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let list = task.start()?.follow(&words, "list")?;
    let mut rows = list.texts("table tr", ROWS_MAX);
    if rows.is_empty() {
        rows = list.texts("li", ROWS_MAX);
    }
    if rows.is_empty() {
        return Err(list.unsaid("no rows"));
    }
    let Some(today) = Day::parse(&task.collected_on()) else {
        return Ok(Judged::unknown(UnknownReason::NotApplicable, "no day of collection"));
    };
    let dated = rows.iter().filter_map(|row| Some((*days(&row.text).first()?, row)));
    let newest =
        dated.filter(|(day, _)| today.days_since(*day) >= 0).rev().max_by_key(|(day, _)| *day);
    let Some((day, row)) = newest else {
        return Ok(Judged::unknown(
            UnknownReason::NotStated,
            format!("{} rows without a day", rows.len()),
        )
        .seen(rows.first()));
    };
    let (pages, n_links) = items(list)?;
    let n_dated = pages.iter().filter(|page| !days(&page.text()).is_empty()).count();
    task.log(&format!("{n_links} links, {} pages", pages.len()));
    let age = i32::try_from(today.days_since(day)).unwrap_or(i32::MAX);
    Ok(Judged::number(f64::from(age), "days")
        .seen([row])
        .seen(pages)
        .sure(if n_dated > 0 { 0.9 } else { 0.5 })
        .note(format!("{day}: {n_dated} of {n_links}")))
}

/// The first items of the column, and how many were asked for.
fn items(list: Page) -> Step<(Vec<Page>, usize)> {
    let mut links: Vec<Link> = list.links(&[], ROWS_MAX);
    links.retain(|link| !days(&link.url).is_empty() || link.text.chars().count() > 8);
    links.truncate(ITEMS_MAX);
    Ok((Link::open_all(&links, "item")?, links.len()))
}

probe_sdk::export_probe! {
    family: "languages",
    title: "三种语言",
    criteria: [title_names_region::CRITERION, FRESHEST_ROW, services_offered::CRITERION],
}
