//! # What it asks
//! Whether a register is published: schools, incubators and the like, by name.
//!
//! # Why it counts
//! People choose by it; a heading without names helps nobody.
//!
//! # How it is judged
//! A link with one of the `keywords` stands on the start page, on service portal or home page, or
//! behind a topic page (`follow`), and leads to a page about the register with a table or list of at
//! least three entries of its own, a file, or a query. An empty column, a page that says 建设中, and
//! a link back to the home page are a no.
//!
//! # When it is unknown
//! The register, or a page on the way, could not be had or is a shell that only a browser fills.
//!
//! # Source
//! 《中国地方政府互联网服务能力发展报告(2019)》, 服务贯通能力.

use super::entry::{Served, listed};
use super::guide::keywords;
use super::offer::{RESULT_ROWS_MIN, results};
use super::ways::Ways;
use crate::judge::{Judged, Step, Stop};
use crate::page::Page;
use crate::task::Task;
use crate::{Criterion, Evidence};

/// The criterion, for families to take.
pub const CRITERION: Criterion = Criterion {
    id: "register",
    title: "名录公开",
    roles: &["service_portal", "home"],
    points: &[],
    judge,
};

/// Confidence where the register is a file nobody looked into.
const FILE_CONFIDENCE: f32 = 0.7;

/// Items of a list in which a register may be told without links.
const ITEMS: &str = "li, dd";

/// Files of tables linked from a page.
const FILES: &str = "a[href$=\".xls\" i], a[href$=\".xlsx\" i], a[href$=\".pdf\" i], \
                     a[href$=\".doc\" i], a[href$=\".docx\" i], a[href$=\".et\" i]";

/// Items looked at.
const ITEMS_MAX: u32 = 600;

/// Judges a point about a register.
///
/// # Errors
///
/// As [`Ways::search`]; [`Stop::Fault`] without `keywords`.
pub fn judge(task: &Task) -> Step<Judged> {
    let names = keywords(task)?;
    let ways = Ways::of(task)?;
    let found = ways.search(&names, |link, page| {
        let entries = entries(page, &ways);
        if entries.is_none() && page.is_shell() {
            return Err(page.absent("no entry of a register"));
        }
        Ok(entries.map(|served| (link.clone(), served)))
    })?;
    let (link, served) = found
        .into_iter()
        .rev()
        .max_by(|one, other| one.1.confidence.total_cmp(&other.1.confidence))
        .ok_or_else(|| Stop::Fault("no register was found".to_owned()))?;
    Ok(Judged::truth(true).seen([link]).seen(served.seen).sure(served.confidence))
}

fn entries(page: Page, ways: &Ways) -> Option<Served> {
    let sure = |seen: Vec<Evidence>| Served { seen, confidence: 1.0 };
    let file = |seen: Vec<Evidence>| Served { seen, confidence: FILE_CONFIDENCE };
    if page.info().encoding == "binary" {
        return Some(file(vec![Evidence::from(page)]));
    }
    let rows = results(page);
    if !rows.is_empty() {
        return Some(sure(rows.into_iter().take(RESULT_ROWS_MIN).map(Evidence::from).collect()));
    }
    let files = || page.attrs(FILES, "href", 1).into_iter().next();
    items(page, ways)
        .map(sure)
        .or_else(|| listed(page, ways.furniture()))
        .or_else(|| files().map(|hit| file(vec![Evidence::from(hit)])))
        .or_else(|| {
            let field = ways.furniture().own_fields(page).into_iter().next();
            field.map(|hit| file(vec![Evidence::from(hit)]))
        })
}

/// Items that name something and hold no link of a menu.
fn items(page: Page, ways: &Ways) -> Option<Vec<Evidence>> {
    let on_start = |text: &str| {
        ways.starts().iter().any(|start| *start != page && start.find("body", &[text]).is_some())
    };
    let items = page.texts(ITEMS, ITEMS_MAX).into_iter();
    let items = items.filter(|hit| page.count("li, dd") > 0 && !hit.text.is_empty());
    let items = items.filter(|hit| !super::furniture::is_hidden(page, hit.node));
    let items: Vec<Evidence> = items
        .filter(|hit| !on_start(&hit.text))
        .take(RESULT_ROWS_MIN)
        .map(Evidence::from)
        .collect();
    (items.len() >= RESULT_ROWS_MIN).then_some(items)
}
